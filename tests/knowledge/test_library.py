"""The knowledge files over reloads: what each load takes, changes, keeps and says, also from threads."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.edition import Edition
from knowledge.library import Folder, Library, LoadReport
from knowledge.records import Answer, NoAnswer
from knowledge.verdict import decide

Release = Callable[..., str]
Put = Callable[[Path, str, str], Path]
Happened = Callable[[LoadReport], dict[str, set[str]]]
QUESTIONS = (
    "how many vehicles crossed Heron Lake in a single night",
    "who was seasick on the lake",
    "what did Mara Quill say about the far bank",
    "which stories mention Fenwick",
    "who is Ansel Pike",
    "how many submarines were there",
    "what is the latest story",
)


def told(edition: Edition) -> list[object]:
    """Everything that `QUESTIONS` are answered with, scores to the last digit."""
    verdicts = [decide(edition, question, minimum=0.5) for question in QUESTIONS]
    return [
        (
            verdict.confidence,
            [(one.passage.id, one.score, one.parts) for one in verdict.ranked],
            [story.id for story in verdict.stories],
        )
        if isinstance(verdict, Answer)
        else (verdict.confidence, [(one.passage.id, one.score, one.parts) for one in verdict.nearest])
        for verdict in verdicts
    ]


def test_before_the_first_load_there_is_nothing(library: Library) -> None:
    assert library.report is None
    assert library.edition.stories == ()
    assert isinstance(decide(library.edition, "who is there", minimum=0.5), NoAnswer)


def test_the_first_load_adds_every_story(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    put(folder, "below/b.txt", release("The fog rose.", number="1002"))
    report = library.load()
    assert happened(report) == {"added": {"1001", "1002"}}
    assert report.stories == 2
    assert report.passages == sum(len(library.edition.passages_of(one)) for one in ("1001", "1002"))
    assert report.edition == library.edition.name
    assert library.report == report
    assert {story.file for story in library.edition.stories} == {"a.txt", "below/b.txt"}


def test_a_load_of_the_same_files_changes_nothing(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept."))
    first = library.load()
    again = library.load()
    assert happened(again) == {}
    assert again.edition == first.edition
    assert again.stories == 1


def test_a_load_tells_what_was_added_changed_and_removed(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "stays.txt", release("It stays.", number="1001"))
    put(folder, "changes.txt", release("It is old.", number="1002"))
    goes = put(folder, "goes.txt", release("It goes.", number="1003"))
    first = library.load()
    put(folder, "changes.txt", release("It is new.", number="1002"))
    put(folder, "comes.txt", release("It comes.", number="1004"))
    goes.unlink()
    report = library.load()
    assert happened(report) == {"added": {"1004"}, "changed": {"1002"}, "removed": {"1003"}}
    assert report.edition != first.edition
    assert [one.text for one in library.edition.passages_of("1002") if one.kind != "fact"] == ["It is new."]
    assert library.edition.passages_of("1003") == ()


def test_a_file_with_another_name_holds_the_same_story(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    path.rename(folder / "b.txt")
    report = library.load()
    assert happened(report) == {"changed": {"1001"}}


@pytest.mark.parametrize(
    "bad", [b"", b"\xff\xfeb\x00\x00\xd8a\x00", b"%PDF-1.7 bad", b"\x00\x01\x02", b"* * *"]
)
def test_a_file_that_turned_bad_keeps_its_last_good_version(
    folder: Path, library: Library, release: Release, bad: bytes, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    first = library.load()
    path.write_bytes(bad)
    for _ in range(2):
        report = library.load()
        assert happened(report) == {"kept": {"a.txt"}, "refused": {"a.txt"}}
        assert report.refused[0].reason
        assert report.edition == first.edition
        said = decide(library.edition, "how many lanterns has the ferry", minimum=0.1)
        assert isinstance(said, Answer)
        assert said.best is not None
        assert said.best.passage.text == "The ferry has nine lanterns."


def test_a_file_that_is_good_again_is_read_again(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    library.load()
    path.write_bytes(b"\x00")
    library.load()
    put(folder, "a.txt", release("The ferry has ten lanterns.", number="1001"))
    report = library.load()
    assert happened(report) == {"changed": {"1001"}}
    assert library.edition.passages_of("1001")[0].text == "The ferry has ten lanterns."


def test_a_bad_file_that_vanished_is_removed(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    """A release that was withdrawn is not quoted any longer."""
    path = put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    path.write_bytes(b"\x00")
    library.load()
    path.unlink()
    report = library.load()
    assert happened(report) == {"removed": {"1001"}}
    assert library.edition.stories == ()


def test_a_withdrawn_file_that_comes_back_bad_stays_withdrawn(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    path = put(folder, "a.txt", release("The crews slept.", number="1001"))
    library.load()
    path.unlink()
    library.load()
    path.write_bytes(b"\x00")
    assert happened(library.load()) == {"refused": {"a.txt"}}
    assert library.edition.stories == ()


def test_a_file_that_was_never_good_is_refused(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "good.txt", release("The crews slept.", number="1001"))
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    report = library.load()
    assert happened(report) == {"added": {"1001"}, "refused": {"bad.txt"}}
    assert happened(library.load()) == {"refused": {"bad.txt"}}


def test_the_same_files_give_the_same_edition_however_they_came(
    tmp_path: Path, folder: Path, library: Library, made_up_folder: Path, release: Release, put: Put
) -> None:
    files = {path.name: path.read_bytes().decode() for path in made_up_folder.iterdir()}
    put(folder, "zz.txt", release("It goes.", number="1009"))
    for name in sorted(files, reverse=True):
        put(folder, name, files[name] + "\nA line too many.")
        library.load()
        put(folder, name, files[name])
        library.load()
    (folder / "zz.txt").unlink()
    library.load()

    other = tmp_path / "other"
    for name, text in files.items():
        put(other, name, text)
    fresh = Library([Folder(other, "other")])
    fresh.load()
    assert fresh.edition.name == library.edition.name
    assert [story.id for story in fresh.edition.stories] == [story.id for story in library.edition.stories]
    assert told(fresh.edition) == told(library.edition)
    assert told(fresh.edition) == told(fresh.edition)


def test_any_change_of_a_text_gives_another_edition(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("The crews slept."))
    names = {library.load().edition}
    put(folder, "a.txt", release("The crews slept!"))
    names.add(library.load().edition)
    put(folder, "b.txt", "Another made-up text.")
    names.add(library.load().edition)
    assert len(names) == 3


def test_two_files_with_one_story_id(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The first version.", number="1001"))
    put(folder, "b.txt", release("The second version.", number="1001"))
    report = library.load()
    assert happened(report) == {"added": {"1001"}, "refused": {"a.txt"}}
    assert library.edition.stories_by_id["1001"].file == "b.txt"
    assert "b.txt" in report.refused[0].reason
    (folder / "b.txt").unlink()
    after = library.load()
    assert happened(after) == {"changed": {"1001"}}
    assert library.edition.stories_by_id["1001"].file == "a.txt"


def test_two_files_with_one_text(folder: Path, library: Library, put: Put, happened: Happened) -> None:
    put(folder, "a.txt", "The same made-up text.")
    put(folder, "b.txt", "The same made-up text.")
    assert happened(library.load()) == {"added": {"a"}, "refused": {"b.txt"}}


def test_two_folders_with_the_same_name_of_a_file(
    tmp_path: Path, release: Release, put: Put, happened: Happened
) -> None:
    put(tmp_path, "one/a.txt", release("The crews slept.", number="1001"))
    put(tmp_path, "two/a.txt", release("The fog rose.", number="1002"))
    library = Library([Folder(tmp_path / "one", "one"), Folder(tmp_path / "two", "two")])
    report = library.load()
    assert happened(report) == {"added": {"1001", "1002"}}
    (tmp_path / "two/a.txt").write_bytes(b"\x00")
    assert happened(library.load()) == {"kept": {"a.txt"}, "refused": {"a.txt"}}
    assert {story.id for story in library.edition.stories} == {slug.id for slug in report.added}


def test_the_newer_of_two_wins(tmp_path: Path, release: Release, put: Put, happened: Happened) -> None:
    put(tmp_path, "one/z.txt", release("The first folder.", number="1001"))
    put(tmp_path, "two/a.txt", release("The second folder.", number="1001"))
    library = Library([Folder(tmp_path / "one", "one"), Folder(tmp_path / "two", "two")])
    assert happened(library.load()) == {"added": {"1001"}, "refused": {"z.txt"}}
    os.utime(tmp_path / "two/a.txt", (1, 1))
    assert happened(library.load()) == {"changed": {"1001"}, "refused": {"a.txt"}}
    assert library.edition.stories_by_id["1001"].file == "z.txt"


def test_progress_counts_every_file(folder: Path, library: Library, release: Release, put: Put) -> None:
    put(folder, "a.txt", release("The crews slept."))
    put(folder, "b.txt", "A made-up text.")
    (folder / "c.txt").write_bytes(b"\x00")
    seen: list[tuple[int, int]] = []
    library.load(lambda done, whole: seen.append((done, whole)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_load_that_breaks_off_changes_nothing(
    folder: Path, library: Library, release: Release, put: Put, happened: Happened
) -> None:
    put(folder, "a.txt", release("The crews slept.", number="1001"))
    first = library.load()
    put(folder, "b.txt", release("The fog rose.", number="1002"))

    def stop(_done: int, _whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.load(stop)
    assert library.edition.name == first.edition
    assert library.report == first
    assert happened(library.load()) == {"added": {"1002"}}


def test_the_edition_in_service_answers_during_a_load(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    library.load()
    put(folder, "a.txt", release("The ferry has ten lanterns.", number="1001"))
    half_way, go_on = threading.Event(), threading.Event()

    def wait(_done: int, _whole: int) -> None:
        half_way.set()
        assert go_on.wait(30)

    loading = threading.Thread(target=library.load, args=(wait,))
    loading.start()
    assert half_way.wait(30)
    during = library.edition
    said = decide(during, "how many lanterns has the ferry", minimum=0.1)
    go_on.set()
    loading.join(30)
    assert isinstance(said, Answer)
    assert said.best is not None
    assert said.best.passage.text == "The ferry has nine lanterns."
    assert library.edition is not during
    assert library.edition.passages_of("1001")[0].text == "The ferry has ten lanterns."
    # whoever still holds the old edition goes on reading it
    assert during.passages_of("1001")[0].text == "The ferry has nine lanterns."


def test_two_loads_at_once_run_one_after_the_other(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    for number in range(1001, 1011):
        put(folder, f"{number}.txt", release(f"Raft {number} crossed.", number=str(number)))
    running: list[str] = []
    reports: list[LoadReport] = []
    start = threading.Barrier(4)

    def load(name: str) -> None:
        start.wait(30)
        reports.append(library.load(lambda _done, _whole: running.append(name)))

    threads = [threading.Thread(target=load, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(reports) == 4
    assert sorted(len(report.added) for report in reports) == [0, 0, 0, 10]
    assert {report.edition for report in reports} == {library.edition.name}
    turns = [running[place : place + 10] for place in range(0, len(running), 10)]
    assert [len(set(turn)) for turn in turns] == [1, 1, 1, 1]


def test_questions_from_many_threads_over_reloads(
    folder: Path, library: Library, release: Release, put: Put
) -> None:
    path = put(folder, "a.txt", release("The ferry has nine lanterns.", number="1001"))
    library.load()
    stop = threading.Event()
    trouble: list[BaseException] = []

    def keep_asking() -> None:
        try:
            while not stop.is_set():
                said = decide(library.edition, "how many lanterns has the ferry", minimum=0.1)
                assert isinstance(said, Answer)
        except BaseException as error:  # noqa: BLE001
            trouble.append(error)

    threads = [threading.Thread(target=keep_asking) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(6):
        path.write_text(release(f"The ferry has nine lanterns and {number} sails.", number="1001"))
        library.load()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert trouble == []
