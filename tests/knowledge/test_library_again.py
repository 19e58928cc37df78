"""What a reload takes over from the edition before, and a load that closing breaks off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.edition import Edition
from knowledge.library import Folder, Library, LoadReport

Release = Callable[..., str]
Put = Callable[[Path, str, str], Path]
Happened = Callable[[LoadReport], dict[str, set[str]]]


def known(edition: Edition) -> tuple[object, ...]:
    """All that an edition tells the matcher."""
    return (
        edition.name,
        edition.stories,
        edition.profiles,
        edition.places,
        edition.rows,
        edition.counts,
        dict(edition.vocabulary.counts),
        edition.passages_by_id,
    )


def test_a_reload_takes_over_the_stories_that_did_not_change(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    put(folder, "stays.txt", release("The crews slept.", number="1001"))
    put(folder, "changes.txt", release("The fog rose.", number="1002"))
    library.load()
    before = library.edition
    put(folder, "changes.txt", release("The fog fell.", number="1002"))
    put(folder, "comes.txt", release("The sun came.", number="1003"))
    library.load()
    after = library.edition
    assert after.stories_by_id["1001"] is before.stories_by_id["1001"]
    for old, new in zip(before.passages_of("1001"), after.passages_of("1001"), strict=True):
        assert after.profile(new) is before.profile(old)
    assert after.passages_of("1002")[0].text == "The fog fell."


def test_a_story_whose_file_has_the_name_of_another_is_taken_over_too(tmp_path: Path, put: Put) -> None:
    put(tmp_path, "one/a.txt", "The crews slept.")
    put(tmp_path, "two/a.txt", "The fog rose.")
    library = Library([Folder(tmp_path / "one", "one"), Folder(tmp_path / "two", "two")])
    library.load()
    before = library.edition
    library.load()
    assert before.stories == library.edition.stories
    pairs = zip(before.profiles, library.edition.profiles, strict=True)
    assert all(old is new for old, new in pairs)


def test_reloads_end_with_what_a_fresh_load_knows(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    goes = put(folder, "goes.txt", release("A zeppelin hovered over the fog.", number="1001"))
    put(folder, "changes.txt", release("A walrus slept in the fog, in the fog.", number="1002"))
    put(folder, "bad.txt", release("A ladle fell into the fog.", number="1003"))
    library.load()
    goes.unlink()
    put(folder, "changes.txt", release("A heron woke in the fog.", number="1002"))
    put(folder, "comes.txt", release("A walrus yawned.", number="1000"))
    (folder / "bad.txt").write_bytes(b"\x00")
    library.load()
    put(folder, "bad.txt", release("A ladle fell into the fog.", number="1003"))
    library.load()
    fresh = Library([Folder(folder, "releases")])
    fresh.load()
    assert known(library.edition) == known(fresh.edition)
    assert "zeppelin" not in library.edition.vocabulary.counts
    assert library.edition.vocabulary.counts["fog"] == 2


@pytest.mark.parametrize("last_read", [1, 2])  # while the files are read, and before what they say is
def test_closing_breaks_off_a_load(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened, last_read: int
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    first = library.load()
    edition = library.edition
    put(folder, "b.txt", release("The fog rose.", number="1002"))
    seen: list[int] = []

    def close(done: int, _whole: int) -> None:
        seen.append(done)
        if done == last_read:
            library.close()

    report = library.load(close)
    assert seen == list(range(1, last_read + 1))
    assert library.edition is edition
    assert library.report is first
    assert happened(report).keys() == {"warnings"}
    assert (report.edition, report.stories, report.passages) == (first.edition, 1, first.passages)


def test_a_closed_library_loads_nothing(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.close()
    assert happened(library.load()).keys() == {"warnings"}
    assert library.edition.stories == ()
    assert library.report is None


def test_a_closed_library_does_not_forget_what_it_has(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    path.unlink()
    library.close()
    assert happened(library.load()).keys() == {"warnings"}
    assert len(library.edition.stories) == 1
