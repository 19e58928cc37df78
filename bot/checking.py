"""`dateline check`: reads release files without serving them, and says what was taken, what not, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.formats import Refused
from knowledge.library import Folder, Library, Refusal, read_path
from knowledge.passages import passages
from knowledge.records import Story


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its story, and the number of passages it gives."""

    story: Story
    passages: int


Finding = Taken | Refusal


def check_folders(folders: Sequence[Folder], max_file_bytes: int) -> Iterator[Finding]:
    """Yield what is found in `folders` as they would be served: a story that is there twice is taken once."""
    library = Library(folders, max_file_bytes=max_file_bytes)
    report = library.load()
    for story in report.added:
        yield Taken(story, len(library.edition.passages_of(story.id)))
    yield from report.refused
    for folder in folders:
        if not folder.path.is_dir():
            yield Refusal(str(folder.path), "There is no such folder.")


def check_paths(paths: Sequence[Path], max_file_bytes: int) -> Iterator[Finding]:
    """Yield what is found in each of `paths`, files and folders."""
    folders = [Folder(path, str(path)) for path in paths if path.is_dir()]
    if folders:
        yield from check_folders(folders, max_file_bytes)
    for path in paths:
        if not path.is_dir():
            yield _check_file(path, max_file_bytes)


def _check_file(path: Path, max_file_bytes: int) -> Finding:
    if not path.is_file():
        return Refusal(str(path), "There is no such file or folder.")
    try:
        story = read_path(path, path.parent, max_file_bytes)
    except Refused as error:
        return Refusal(str(path), str(error))
    return Taken(story, len(passages(story)))
