"""A release that somebody adds: read and looked at first, then put among the admins' own and into service.

Its file gets a name of our own making; no name from outside becomes a path.
"""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bot.desk import Desk
from bot.wire import files
from knowledge.archive import Occasion
from knowledge.draft import Draft
from knowledge.report import LoadReport

_LARGE = ("image/", "video/", "audio/", "font/")  # no release is of such a type


@dataclass(frozen=True, slots=True)
class Offer:
    """A release that was understood, and is not in service yet. `file` is the name it will be kept under."""

    raw: bytes = field(repr=False)
    file: str
    draft: Draft

    @property
    def is_new(self) -> bool:
        """Whether any of it is not in service already."""
        return len(self.draft.same) < len(self.draft.slugs)


def unwelcome(content_type: str | None, size: int, max_file_bytes: int) -> str | None:
    """Return why a file is not even fetched, in one sentence; None where it may be."""
    if size > max_file_bytes:
        return f"The file has {size:,} bytes; at most {max_file_bytes:,} are read."
    if (content_type or "").lower().startswith(_LARGE):
        return "It is a picture, a film or a recording; no release is read from it."
    return None


def offer(desk: Desk, releases: Path, raw: bytes, name: str) -> Offer:
    """Read a release that comes under some name, and look where in `releases` it belongs. Blocks.

    Raises Refused with the reason where it cannot be taken.
    """
    stem = files.slug(PurePosixPath(name.replace("\\", "/")).stem) or "release"
    file = f"{stem}{files.ending(raw)}"
    draft = desk.look(raw, file)
    return Offer(raw, _free(releases, file, raw, draft), draft)


def _free(releases: Path, file: str, raw: bytes, draft: Draft) -> str:
    """The file of the story that this is a new text of, where an admin added it; else a name that is free."""
    own = next((one.file for one in draft.others if (releases / one.file).is_file()), None)
    if own is not None:
        return own
    if not (releases / file).exists():
        return file
    path = PurePosixPath(file)
    return f"{path.stem}-{files.key(raw.hex())[:8]}{path.suffix}"


def accept(desk: Desk, releases: Path, offered: Offer, occasion: Occasion) -> LoadReport:
    """Keep what was offered, and put it in service. Blocks. Raises OSError where it cannot be written."""
    files.write(releases / offered.file, offered.raw)
    return desk.let_in(offered.draft, occasion)
