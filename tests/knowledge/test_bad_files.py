"""Everything that should not have been dropped into a knowledge folder, together with good files."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from knowledge.folders import files, is_left_behind
from knowledge.library import Folder, Library, LoadReport
from knowledge.records import Answer
from knowledge.verdict import decide

from . import bad_files
from .bad_files import QUOKKA, File

_CHECKOUT = Path(__file__).resolve().parents[2]
_MEGABYTE = 1 << 20
_PATIENCE = 120  # seconds in which a machine that has much else to do reads all of it


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for good and bad files."""
    made = tmp_path_factory.mktemp("bad") / "releases"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def written(folder: Path) -> Mapping[str, File]:
    """What stands in the folder, by the names of the files."""
    return bad_files.write(folder)


@pytest.fixture(scope="module")
def loaded(folder: Path, written: Mapping[str, File]) -> Library:
    """A library that has read all of it."""
    library = Library([Folder(folder, "releases")])
    library.load()
    return library


@pytest.fixture(scope="module")
def report(loaded: Library) -> LoadReport:
    """What the load did."""
    assert loaded.report is not None
    return loaded.report


def test_each_file_is_taken_refused_or_passed_over(report: LoadReport, written: Mapping[str, File]) -> None:
    taken = {one.file for one in report.added}
    refused = {one.file for one in report.refused}
    assert refused == {name for name, file in written.items() if file.refused}
    assert taken == {name for name, file in written.items() if file.bird}


def test_each_refusal_has_its_reason(report: LoadReport, written: Mapping[str, File]) -> None:
    for one in report.refused:
        wanted = written[one.file].refused
        assert wanted is not None
        assert re.search(wanted, one.reason), one
        assert one.reason.isprintable()
        assert len(one.reason) < 300
        assert one.reason.endswith(".")


def test_each_good_file_answers(loaded: Library, written: Mapping[str, File], minimum: float) -> None:
    wrong = {}
    for name, file in written.items():
        if file.bird:
            said = decide(loaded.edition, file.question, minimum=minimum)
            told = said.best.sentence_text if isinstance(said, Answer) and said.best else said.question
            if bad_files.counted(file.bird, file.times) not in told:
                wrong[name] = told
    assert not wrong


def test_nothing_that_is_not_to_be_told_can_be_told(loaded: Library) -> None:
    assert loaded.edition.profiles
    for profile in loaded.edition.profiles:
        passage = profile.passage
        assert QUOKKA not in passage.text.casefold(), passage.story.file
        assert QUOKKA not in f"{passage.story.title} {passage.story.author} {passage.story.source}".casefold()
        assert "root:" not in passage.text
        assert "<script>x" not in passage.text


def test_a_question_for_it_is_not_answered_with_it(loaded: Library, minimum: float) -> None:
    said = decide(loaded.edition, f"How many times was the {QUOKKA} counted?", minimum=minimum)
    assert QUOKKA not in repr(said).replace(said.question, "").casefold()


def test_no_sign_that_steers_a_terminal_or_turns_the_writing_is_left(loaded: Library) -> None:
    for story in loaded.edition.stories:
        shown = f"{story.title}{story.author}{story.source}{story.location}{story.url}{story.id}"
        odd = {one for one in shown if unicodedata.category(one) in ("Cc", "Cs", "Co")}
        assert not odd, story.file
        assert not {"\x1b", "\0", "\u202e", "\u2066"} & set(story.text + shown)


def test_loading_it_again_changes_nothing(
    folder: Path, written: Mapping[str, File], happened: Callable[[LoadReport], dict[str, set[str]]]
) -> None:
    library = Library([Folder(folder, "releases")])
    first = library.load()
    again = library.load()
    assert (again.edition, again.refused) == (first.edition, first.refused)
    assert happened(again).keys() == {"refused", "warnings"}


_LOAD = """
import resource, sys
from pathlib import Path
from knowledge.library import Folder, Library

def most():
    status = Path("/proc/self/status")
    if status.exists():  # the figure below counts the process that started this one, too
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

good, bad = (Folder(Path(one), "releases") for one in sys.argv[1:])
Library([good]).load()
before = most()
library = Library([bad])
library.load()
print(most() - before)
"""


def test_memory_stays_flat(tmp_path: Path, folder: Path, written: Mapping[str, File]) -> None:
    good = tmp_path / "good"
    good.mkdir()
    for name, file in written.items():
        if file.bird:
            (good / name).write_bytes(file.raw)
    loading = [sys.executable, "-c", _LOAD, str(good), str(folder)]
    done = subprocess.run(
        loading, cwd=_CHECKOUT, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    assert int(done.stdout) < 60 * _MEGABYTE  # to read the file on one line takes more than that


def test_check_names_each_file_and_its_reason(
    tmp_path: Path, folder: Path, written: Mapping[str, File]
) -> None:
    checking = [sys.executable, "-m", "bot", "check", str(folder)]
    ours = {"DATELINE_HOME": str(tmp_path), "COLUMNS": "1000", "PYTHONIOENCODING": "utf-8"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATELINE_")}
    done = subprocess.run(
        checking, cwd=_CHECKOUT, capture_output=True, env=kept | ours, timeout=_PATIENCE, check=False
    )
    shown = done.stdout.decode()
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in shown + done.stderr.decode()
    assert {one for one in shown if unicodedata.category(one) == "Cc"} <= {"\n"}
    assert "\u202e" not in shown
    for name, file in written.items():
        if file.refused:
            escaped = "".join(re.escape(one) if one.isprintable() else ".{1,9}" for one in name)
            assert re.search(rf"^refused +{escaped}: .*(?:{file.refused})", shown, re.MULTILINE), name


_GIVE_UP = """
import os, sys, tempfile
from pathlib import Path
from knowledge.library import Folder, Library

folder = Path(sys.argv[1])
Library([Folder(folder, "releases")]).load()  # to import all of it while that is allowed
if os.geteuid() == 0:
    os.setuid(65534)  # the superuser may read every file
folder = Path(tempfile.mkdtemp())
(folder / "open.txt").write_text("A made-up text.")
(folder / "closed.txt").write_text("A text that is made up too.")
(folder / "closed.txt").chmod(0)
(folder / "closed").mkdir(mode=0)
library = Library([Folder(folder, "releases")])
report = library.load()
print([one.file for one in report.added], [(one.file, one.reason) for one in report.refused])
(folder / "closed").rmdir()
for one in folder.iterdir():
    one.unlink()
folder.rmdir()
"""


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
@pytest.mark.skipif(
    os.name == "posix"
    and os.geteuid() == 0
    and not all(one.stat().st_mode & 1 for one in Path(__file__).resolve().parents),
    reason="the superuser may read everything, and nobody else may read this checkout",
)
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A made-up “text”.", encoding="utf-8")
    giving_up = [sys.executable, "-c", _GIVE_UP, str(tmp_path)]
    done = subprocess.run(
        giving_up, cwd=_CHECKOUT, capture_output=True, text=True, timeout=_PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("['open.txt'] ")
    assert done.stdout.count("Permission denied") == 2


@pytest.mark.parametrize(
    "name",
    [
        ".env", "...", "..dots..txt", "a.txt~", "#a.txt#", ".#a.txt", ".a.txt.swp", "a.bak", "a.txt.BAK",
        "~$letter.docx", "~WRL0001.tmp", "a.orig", "a.tmp", "a.part", "a.html.crdownload", "Thumbs.db",
        "desktop.ini", "Desktop.ini", ".DS_Store", "._a.txt", "__MACOSX", ".a\nb",
    ],
)  # fmt: skip
def test_what_programs_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    assert is_left_behind(name)
    (tmp_path / name).write_text("A made-up text.")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / name).mkdir()
    (tmp_path / "folder" / name / "a.txt").write_text("A made-up text.")
    assert files(Folder(tmp_path, "releases")) == []


@pytest.mark.parametrize(
    "name",
    [
        "a.txt",
        "no extension",
        "bak",
        "a~b.txt",
        "~a.txt",
        "#1 in the state.txt",
        "a.part.txt",
        "tmp.txt",
        "-",
    ],
)
def test_what_only_looks_like_it_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("A made-up text.")
    assert [found.file for found in files(Folder(tmp_path, "releases"))] == [name]
