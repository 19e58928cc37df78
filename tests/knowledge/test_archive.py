"""Editions that can be gone back to, stories that are withdrawn, and last good versions over a restart."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.archive import KEPT, Archive, Occasion
from knowledge.draft import look
from knowledge.library import Folder, Library, LoadReport, NothingThereError

Release = Callable[..., str]
Put = Callable[[Path, str, str], Path]
Happened = Callable[[LoadReport], dict[str, set[str]]]
BY = Occasion("Ada", "a test")


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Callable[[], Library]:
    """Start anew over the folder, with the archive and the cache that are there."""

    def begin() -> Library:
        archive = Archive(tmp_path / "editions.sqlite")
        library = Library([Folder(folder, "releases")], cache=tmp_path / "cache", archive=archive)
        library.load(occasion=BY)
        return library

    return begin


def told(library: Library, story: str) -> str | None:
    passages = library.edition.passages_of(story)
    return passages[0].text if passages else None


def test_undo_puts_the_former_edition_back(
    folder: Path, start: Callable[[], Library], release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "stays.txt", release("It stays.", number="1001"))
    put(folder, "changes.txt", release("It is old.", number="1002"))
    goes = put(folder, "goes.txt", release("It goes.", number="1003"))
    library = start()
    first = library.edition.name
    put(folder, "changes.txt", release("It is new.", number="1002"))
    put(folder, "comes.txt", release("It comes.", number="1004"))
    goes.unlink()
    library.load(occasion=BY)
    former, report = library.undo(BY)
    assert former.name == first == library.edition.name
    assert {"added": {"1003"}, "changed": {"1002"}, "removed": {"1004"}}.items() <= happened(report).items()
    assert told(library, "1002") == "It is old."
    assert told(library, "1003") == "It goes."
    # the files are as they were put there, and a reload or a restart changes nothing
    assert "It is new." in (folder / "changes.txt").read_text()
    for again in (library, start()):
        again.load(occasion=BY)
        assert again.edition.name == first


def test_what_was_taken_back_is_read_when_it_changes_again(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("It is old.", number="1001"))
    library = start()
    put(folder, "a.txt", release("It is wrong.", number="1001"))
    library.load(occasion=BY)
    library.undo(BY)
    put(folder, "a.txt", release("It is right.", number="1001"))
    library.load(occasion=BY)
    assert told(library, "1001") == "It is right."
    put(folder, "a.txt", release("It is wrong.", number="1001"))
    library.load(occasion=BY)
    assert told(library, "1001") == "It is wrong."


def test_undo_takes_back_no_file_that_was_refused(
    folder: Path, start: Callable[[], Library], release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("It is old.", number="1001"))
    library = start()
    put(folder, "a.txt", release("It is new.", number="1001"))
    (folder / "bad.txt").write_bytes(b"\x00")
    library.load(occasion=BY)
    _, report = library.undo(BY)
    assert report.held == ("a.txt",)
    assert [one.file for one in report.refused] == ["bad.txt"]


def test_undo_again_goes_further_back(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("One.", number="1001"))
    library = start()
    for words in ("Two.", "Three."):
        put(folder, "a.txt", release(words, number="1001"))
        library.load(occasion=BY)
    back = []
    for _ in range(2):
        library.undo(BY)
        back.append(told(library, "1001"))
    assert back == ["Two.", "One."]
    with pytest.raises(NothingThereError):
        library.undo(BY)
    assert told(library, "1001") == "One."


def test_no_further_back_than_ten_editions(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("Number 0.", number="1001"))
    library = start()
    for number in range(1, KEPT + 5):
        put(folder, "a.txt", release(f"Number {number}.", number="1001"))
        library.load(occasion=BY)
    assert library.undo(BY)[0].name != library.report
    seen = [told(library, "1001")]
    while True:
        try:
            library.undo(BY)
        except NothingThereError:
            break
        seen.append(told(library, "1001"))
    assert seen[0] == f"Number {KEPT + 3}."
    assert 4 <= len(seen) < KEPT
    assert len(library.printed(100)) == KEPT + 5 + len(seen)


def test_nothing_to_undo(folder: Path, start: Callable[[], Library], release: Release, put: Put) -> None:
    with pytest.raises(NothingThereError):
        Library([Folder(folder, "releases")]).undo(BY)
    put(folder, "a.txt", release("One.", number="1001"))
    library = start()
    with pytest.raises(NothingThereError):
        library.undo(BY)


def test_loads_that_change_nothing_are_no_editions(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("One.", number="1001"))
    library = start()
    for _ in range(3):
        library.load(occasion=BY)
    put(folder, "a.txt", release("Two.", number="1001"))
    library.load()  # nobody had it printed
    assert [one.number for one in library.printed(9)] == [1]
    library.load(occasion=Occasion("Ben", "another test"))
    last = library.printed(1)[0]
    assert (last.number, last.occasion.who, last.occasion.how) == (2, "Ben", "another test")
    assert last.told == ("changed a.txt: A made-up title",)


def test_a_withdrawn_story_is_out_of_service_until_it_changes(
    folder: Path, start: Callable[[], Library], release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("It is wrong.", number="1001"))
    put(folder, "b.txt", release("It stays.", number="1002"))
    library = start()
    report = library.withdraw("1001", BY)
    assert happened(report)["removed"] == {"1001"}
    for again in (library, start()):
        assert again.load(occasion=BY).stories == 1
        assert told(again, "1001") is None
    put(folder, "a.txt", release("It is right.", number="1001"))
    library.load(occasion=BY)
    assert told(library, "1001") == "It is right."


def test_a_withdrawn_story_comes_back_by_undo_or_when_it_is_let_in(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    text = release("It is here.", number="1001")
    put(folder, "a.txt", text)
    library = start()
    library.withdraw("1001", BY)
    library.undo(BY)
    assert told(library, "1001") == "It is here."
    library.withdraw("1001", BY)
    draft = look(text.encode(), "other.txt", library.edition, date(2026, 1, 1))
    library.let_in([one.told for one in draft.slugs], BY)
    assert told(library, "1001") == "It is here."


def test_no_such_story_can_be_withdrawn(start: Callable[[], Library]) -> None:
    with pytest.raises(NothingThereError):
        start().withdraw("1001", BY)


@pytest.mark.parametrize("cached", [True, False])
def test_a_bad_file_keeps_its_last_good_version_over_a_restart(
    folder: Path, tmp_path: Path, start: Callable[[], Library], release: Release, put: Put, cached: bool
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    start()
    path.write_bytes(b"\x00")
    if not cached:
        shutil.rmtree(tmp_path / "cache")
    library = start()
    assert told(library, "1001") == "The ferry has nine lanterns."
    assert library.report is not None
    assert library.report.kept == ("a.txt",)
    path.unlink()
    library.load(occasion=BY)
    assert told(library, "1001") is None


def test_undo_without_the_cache(
    folder: Path, tmp_path: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("It is old.", number="1001"))
    library = start()
    put(folder, "a.txt", release("It is new.", number="1001"))
    library.load(occasion=BY)
    shutil.rmtree(tmp_path / "cache")
    library = start()
    library.undo(BY)
    assert told(library, "1001") == "It is old."


def test_a_damaged_archive_is_told_and_answers_go_on(
    folder: Path, tmp_path: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("It is here.", number="1001"))
    start()
    (tmp_path / "editions.sqlite").write_bytes(b"no database" * 1000)
    put(folder, "b.txt", release("It came.", number="1002"))
    library = start()
    assert told(library, "1001") == "It is here."
    assert library.report is not None
    assert any("archive" in one for one in library.report.warnings)
    assert (tmp_path / "editions.sqlite").read_bytes().startswith(b"no database")


def test_a_draft_says_what_is_here_already(
    folder: Path, start: Callable[[], Library], release: Release, put: Put
) -> None:
    text = release("It is here.", number="1001")
    put(folder, "a.txt", text)
    library = start()
    same = look(text.encode(), "b.txt", library.edition, date(2026, 1, 1))
    assert [one.file for one in same.same] == ["a.txt"]
    other = look(
        release("It is otherwise.", number="1001").encode(), "b.txt", library.edition, date(2026, 1, 1)
    )
    assert (other.same, [one.file for one in other.others]) == ((), ["a.txt"])
    new = look(release("It is new.", number="1002").encode(), "b.txt", library.edition, date(2026, 1, 1))
    assert (new.same, new.others, new.slugs[0].title) == ((), (), "A made-up title")
