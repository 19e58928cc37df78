"""Which version of each file is in service: the one that is there, its last good one, or the one it was put
back to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.archive import Hold, Key, Versions, Withdrawn
from knowledge.reading import Received, Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """What an edition was printed from: the versions in service, what was withdrawn and what taken back."""

    versions: Versions = field(default_factory=dict)
    withdrawn: Withdrawn = frozenset()
    holds: Mapping[Key, Hold] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the next edition is to be printed from, and which files are not in service as they are.

    Files are `refused` that cannot be read, `kept` that are in service in their last good version, and `held`
    that are in service, or are not, as an undo left them.
    """

    versions: Versions
    holds: dict[Key, Hold]
    refused: list[Refusal]
    kept: list[str]
    held: list[str]


def choose(received: Received, standing: Standing) -> Choice:
    """Choose a version of each file.

    A file that cannot be read, or whose whole folder is not there, keeps the version that was in service
    before, and so does one that was taken back, as long as it is as it was then.
    """
    choice = Choice({}, {}, [], [], [])
    for key, seen in received.files.items():
        _choose(choice, key, seen.digest, received, standing)
    for found, reason in received.closed:
        choice.refused.append(Refusal(found.file, reason))
        _keep(choice, (key for key in standing.versions if found.holds(key)), standing)
    _keep(choice, (key for key in standing.versions if key[0] in received.missing), standing)
    for key, hold in standing.holds.items():
        if hold.state is None and key not in received.files and key not in choice.versions:
            _hold(choice, key, hold)
    return choice


def _choose(choice: Choice, key: Key, digest: bytes, received: Received, standing: Standing) -> None:
    hold = standing.holds.get(key)
    reading = received.reading(key, digest)
    if hold is not None and hold.state == digest:
        _hold(choice, key, hold)
    elif reading is None or reading.reason is None:
        choice.versions[key] = digest
    else:
        choice.refused.append(Refusal(key[1], reading.reason))
        _keep(choice, [key], standing)


def _hold(choice: Choice, key: Key, hold: Hold) -> None:
    choice.holds[key] = hold
    choice.held.append(key[1])
    if hold.serve is not None:
        choice.versions[key] = hold.serve


def _keep(choice: Choice, keys: Iterable[Key], standing: Standing) -> None:
    for key in keys:
        if key in standing.versions and key not in choice.versions:
            choice.versions[key] = standing.versions[key]
            choice.kept.append(key[1])


def holds_for(wanted: Versions, received: Received) -> dict[Key, Hold]:
    """Return what must be held so that the versions that are `wanted` are in service, and no others."""
    holds = {}
    for key in wanted.keys() | received.files.keys():
        state = received.files[key].digest if key in received.files else None
        reading = received.reading(key, state) if state else None
        refused = reading is not None and reading.reason is not None  # as it will be anyway
        if wanted.get(key) != state and not refused:
            holds[key] = Hold(state, wanted.get(key))
    return holds
