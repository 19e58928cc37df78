"""What a load makes of each file and folder: names, sizes, links, what may not be read, what is no text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.formats import Refused
from knowledge.library import MAX_FILE_BYTES, Folder, Library, LoadReport, read_path, shipped_folder
from knowledge.records import NoAnswer
from knowledge.verdict import decide

Release = Callable[..., str]
Put = Callable[[Path, str, str], Path]
Happened = Callable[[LoadReport], dict[str, set[str]]]


def test_a_missing_folder_is_a_warning(
    tmp_path: Path, folder: Path, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    library = Library([Folder(tmp_path / "nowhere", "nowhere"), Folder(folder, "releases")])
    report = library.load()
    assert happened(report).keys() == {"added", "warnings"}
    assert "nowhere" in report.warnings[0]


def test_what_stood_in_a_folder_that_went_stays_in_service(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    """A disk that is not there for a while withdraws nothing."""
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    folder.rename(folder.with_name("away"))
    report = library.load()
    assert happened(report) == {"kept": {"a.txt"}, "warnings": {"There is no folder releases."}}
    folder.with_name("away").rename(folder)
    assert happened(library.load()) == {}


def test_a_file_in_place_of_a_folder_is_a_warning(folder: Path, put: Put, happened: Happened) -> None:
    path = put(folder, "a.txt", "A made-up text.")
    report = Library([Folder(path, "a file")]).load()
    assert happened(report).keys() == {"warnings"}


def test_an_empty_folder_is_an_empty_edition(library: Library, happened: Happened) -> None:
    report = library.load()
    assert (report.stories, report.passages) == (0, 0)
    assert happened(report) == {}
    said = decide(library.edition, "who was seasick", minimum=0.5)
    assert isinstance(said, NoAnswer)
    assert said.reason


def test_no_folder_at_all() -> None:
    assert Library([]).load().stories == 0


def test_a_file_that_is_too_large_is_not_read(
    folder: Path, release: Release, put: Put, happened: Happened
) -> None:
    text = release("The crews slept.", number="1001")
    put(folder, "fits.txt", text)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(1 << 33)
    report = Library([Folder(folder, "releases")], max_file_bytes=len(text.encode())).load()
    assert happened(report) == {"added": {"1001"}, "refused": {"large.txt"}}
    assert "8,589,934,592" in report.refused[0].reason


def test_files_beyond_the_usual_size_are_refused(folder: Path, library: Library, happened: Happened) -> None:
    with (folder / "large.txt").open("wb") as large:
        large.truncate(MAX_FILE_BYTES + 1)
    assert happened(library.load()) == {"refused": {"large.txt"}}


def test_what_is_no_file_of_the_folder_is_passed_over(
    tmp_path: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    folder = tmp_path / "releases"
    outside = put(tmp_path, "outside/secret.txt", release("It is secret.", number="1009"))
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    put(folder, ".hidden.txt", release("It is hidden.", number="1002"))
    put(folder, ".git/object.txt", release("It is an object.", number="1003"))
    (folder / "link.txt").symlink_to(outside)
    (folder / "links").symlink_to(outside.parent, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(folder / "pipe.txt")
    report = library.load()
    assert happened(report) == {"added": {"1001"}}


def test_a_file_that_may_not_be_read_is_refused_and_kept(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("root may read every file")
    report = library.load()
    path.chmod(0o600)
    assert happened(report) == {"kept": {"a.txt"}, "refused": {"a.txt"}}
    assert "ermission" in report.refused[0].reason


@pytest.mark.parametrize(
    ("mode", "named"),
    [(0, "closed"), (0o100, "closed"), (0o400, "closed/b.txt")],
    ids=["closed", "not listed", "not entered"],
)
def test_what_stands_in_a_closed_folder_is_kept(
    folder: Path, library: Library, release: Release, mode: int, named: str, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    closed = put(folder, "closed/b.txt", release("The fog rose.", number="1002")).parent
    library.load()
    closed.chmod(mode)
    if os.access(closed, os.R_OK | os.X_OK):
        pytest.skip("root may read every folder")
    try:
        put(folder, "c.txt", release("They sang.", number="1004"))
        report = library.load()
    finally:
        closed.chmod(0o700)
    assert happened(report) == {"added": {"1004"}, "kept": {"closed/b.txt"}, "refused": {named}}
    assert "ermission" in report.refused[0].reason
    assert happened(library.load()) == {}


def test_a_folder_out_of_reach_stops_no_load(
    tmp_path: Path, folder: Path, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    outer = tmp_path / "outer"
    (outer / "inner").mkdir(parents=True)
    outer.chmod(0)
    if os.access(outer, os.X_OK):
        pytest.skip("root may enter every folder")
    try:
        report = Library([Folder(outer / "inner", "inner"), Folder(folder, "releases")]).load()
    finally:
        outer.chmod(0o700)
    assert happened(report) == {"added": {"1001"}, "refused": {"."}}


@pytest.mark.parametrize(
    "name",
    ["two words.txt", "ñandú.txt", "語.txt", "no extension", "UPPER.TXT", "new\nline.txt", "a'b;--.txt"],
)
def test_any_name_of_a_file(folder: Path, library: Library, release: Release, name: str, put: Put) -> None:
    put(folder, name, release("The crews slept.", number="1001"))
    put(folder, f"plain/{name}", "A made-up text with a few words.")
    report = library.load()
    assert report.stories == 2
    assert {story.file for story in report.added} == {name, f"plain/{name}"}


def test_a_name_that_is_no_text(folder: Path, library: Library) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.txt")).write_text("A made-up text.")
    except OSError:
        pytest.skip("this file system takes no such name")
    report = library.load()
    assert report.stories + len(report.refused) == 1
    assert decide(library.edition, "made-up text", minimum=0.0)


def test_the_shipped_releases_are_all_taken(happened: Happened) -> None:
    library = Library([Folder(shipped_folder(), "shipped")])
    report = library.load()
    assert report.stories >= 1
    assert happened(report).keys() == {"added"}


def test_one_file_is_read_by_its_path(folder: Path, release: Release, put: Put) -> None:
    path = put(folder, "below/a.txt", release("The crews slept.", number="1001"))
    story = read_path(path, folder)[0]
    assert (story.id, story.file) == ("1001", "below/a.txt")
    with pytest.raises(Refused, match="2 bytes"):
        read_path(put(folder, "b.txt", "ab"), folder, max_file_bytes=1)[0]
    with pytest.raises(Refused, match="cannot be read"):
        read_path(folder / "nothing.txt", folder)[0]
    with pytest.raises(Refused, match="cannot be read"):
        read_path(folder / "below", folder)[0]
