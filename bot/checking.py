"""`dateline check`: reads release files without serving them, and says what was taken, what not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from knowledge import report, slug
from knowledge.library import Folder, Library, Progress, read_path
from knowledge.passages import passages
from knowledge.profile import volume
from knowledge.records import Story
from knowledge.refusal import Refused

State = Literal["taken", "partly", "refused"]


@dataclass(frozen=True, slots=True)
class Taken:
    """A story that was read, the number of passages it gives, and what is odd about it, a sentence each."""

    story: Story
    passages: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at: what was taken of it, and why it, or a part of it, was refused.

    `file` is the path below its folder, or as it was named on the command line.
    """

    file: str
    taken: tuple[Taken, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """Whether all of it was taken, or none, or some."""
        if not self.reasons:
            return "taken"
        return "partly" if self.taken else "refused"


def check(
    paths: Sequence[Path], folders: Sequence[Folder], max_file_bytes: int, progress: Progress | None = None
) -> list[Checked]:
    """Read `paths`, files and folders, and `folders`; return what is found in each of their files.

    Folders are read as they would be served together: a story that is there twice is taken once.
    """
    today = datetime.now().astimezone().date()
    named = [Folder(path, str(path)) for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    found = _check_folders([*named, *folders], max_file_bytes, today, progress)
    return [*found, *(_check_file(path, max_file_bytes, today) for path in files)]


def _check_folders(
    folders: Sequence[Folder], max_file_bytes: int, today: date, progress: Progress | None
) -> Iterator[Checked]:
    library = Library(folders, max_file_bytes=max_file_bytes)
    told = library.load(progress)
    edition = library.edition
    taken: dict[str, list[Taken]] = {}
    reasons: dict[str, list[str]] = {}
    for short, story in zip(edition.slugs, edition.stories, strict=True):
        one = Taken(story, short.passages, tuple(report.notes(short, today)))
        taken.setdefault(short.file, []).append(one)
    for refusal in told.refused:
        reasons.setdefault(refusal.file, []).append(refusal.reason)
    for file in sorted(taken.keys() | reasons.keys()):
        yield Checked(file, tuple(taken.get(file, ())), tuple(reasons.get(file, ())))
    for folder in folders:
        if not folder.path.is_dir():
            yield Checked(str(folder.path), reasons=("There is no such folder.",))


def _check_file(path: Path, max_file_bytes: int, today: date) -> Checked:
    if not path.is_file():
        return Checked(str(path), reasons=("There is no such file or folder.",))
    try:
        stories = read_path(path, path.parent, max_file_bytes)
    except Refused as error:
        return Checked(str(path), reasons=(str(error),))
    shorts = [slug.of(volume(story, passages(story)), serial) for serial, story in enumerate(stories)]
    return Checked(
        str(path),
        tuple(
            Taken(story, short.passages, tuple(report.notes(short, today)))
            for short, story in zip(shorts, stories, strict=True)
        ),
    )
