"""`dateline check`: reads release files without serving them, and says what was taken, what not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.formats import Refused
from knowledge.library import Folder, Library, Progress, Refusal, read_path
from knowledge.passages import passages
from knowledge.records import Story


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its story, and the number of passages it gives."""

    story: Story
    passages: int


Finding = Taken | Refusal


def check(
    paths: Sequence[Path], folders: Sequence[Folder], max_file_bytes: int, progress: Progress | None = None
) -> list[Finding]:
    """Read `paths`, files and folders, and `folders`; return what is found in each of their files.

    Folders are read as they would be served together: a story that is there twice is taken once.
    """
    named = [Folder(path, str(path)) for path in paths if path.is_dir()]
    files = [path for path in paths if not path.is_dir()]
    found = _check_folders([*named, *folders], max_file_bytes, progress)
    return [*found, *(one for path in files for one in _check_file(path, max_file_bytes))]


def _check_folders(
    folders: Sequence[Folder], max_file_bytes: int, progress: Progress | None
) -> Iterator[Finding]:
    library = Library(folders, max_file_bytes=max_file_bytes)
    report = library.load(progress)
    for story in report.added:
        yield Taken(story, len(library.edition.passages_of(story.id)))
    yield from report.refused
    for folder in folders:
        if not folder.path.is_dir():
            yield Refusal(str(folder.path), "There is no such folder.")


def _check_file(path: Path, max_file_bytes: int) -> Iterator[Finding]:
    if not path.is_file():
        yield Refusal(str(path), "There is no such file or folder.")
        return
    try:
        for story in read_path(path, path.parent, max_file_bytes):
            yield Taken(story, len(passages(story)))
    except Refused as error:
        yield Refusal(str(path), str(error))
