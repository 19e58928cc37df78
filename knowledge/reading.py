"""The files that were found -> what stands in them; what was read before is not read again."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from knowledge.folders import Found, bytes_of
from knowledge.passages import passages
from knowledge.profile import Volume, volume
from knowledge.refusal import Refused
from knowledge.stacks import Key, Reading, Seen, Source, Stacks

Progress = Callable[[int, int], None]
# A file that changed so short a time before it was read may change again within the same tick of its clock.
_TICK_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken, and why, in one sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """What the folders hold now.

    `files` are the files that could be opened. `readings` is what stands in each source, in these files and
    in any that was read before. `closed` are the files and folders that could not be opened, with the
    reason. `missing` names the knowledge folders that are not there.
    """

    files: dict[Key, Seen]
    readings: dict[Source, Reading]
    closed: list[tuple[Found, str]] = field(default_factory=list)
    missing: frozenset[str] = frozenset()

    def reading(self, key: Key, digest: bytes) -> Reading | None:
        """Return what stands in the version of a file with that hash, None where it was never read."""
        return self.readings.get((digest, key[1]))


def recall(stacks: Stacks) -> Received:
    """Return what the folders held when `stacks` were last settled."""
    return Received(stacks.seen(), stacks.readings())


def receive(
    found: Iterable[Found],
    of: int,
    before: Received,
    stacks: Stacks,
    max_file_bytes: int,
    progress: Progress | None,
) -> Received:
    """Read what is new since `before` among the files that were `found`, `of` in number, into `stacks`.

    Only new bytes are read for what they say: a file of the size and time of its last reading is not opened.
    """
    received = Received({}, dict(before.readings))
    for number, one in enumerate(found, start=1):
        try:
            seen, raw = _looked_at(one, before.files.get(one.key), max_file_bytes)
            source = (seen.digest, one.file)
            if source not in received.readings:
                raw = bytes_of(one.path, max_file_bytes) if raw is None else raw
                received.readings[source] = read_into(stacks, source, raw)
        except Refused as error:
            received.closed.append((one, str(error)))
        else:
            received.files[one.key] = seen
        if progress is not None:
            progress(number, of)
    return received


def _looked_at(one: Found, before: Seen | None, max_file_bytes: int) -> tuple[Seen, bytes | None]:
    """A file as it is now, and its bytes where it had to be opened to tell. Raises Refused."""
    same = before and (before.size, before.changed) == (one.size, one.changed)
    if before and same and before.settled and not one.closed:
        return before, None
    raw = bytes_of(one.path, max_file_bytes)
    settled = one.changed < time.time_ns() - _TICK_NS
    return Seen(one.size, one.changed, hashlib.sha256(raw).digest(), settled), raw


def read_into(stacks: Stacks, source: Source, raw: bytes) -> Reading:
    """Read `raw`, and keep what stands in it, or why nothing does."""
    try:
        return stacks.keep(source, list(volumes(raw, source[1])))
    except Refused as error:
        return stacks.refuse(source, str(error))


def volumes(raw: bytes, file: str) -> Iterator[Volume]:
    """Yield the stories in a file as the matcher sees them. Raises Refused with the reason."""
    from knowledge.formats import read  # all its readers, and most starts read nothing

    return (volume(story, passages(story)) for story in read(raw, file))
