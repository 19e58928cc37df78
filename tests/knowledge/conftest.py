"""Editions that the tests ask: the sample release, and releases made up for the tests.

The files in `made_up/` come in the forms that real releases come in. No such unit, person,
place or case exists; each says in its text that it is made up.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from knowledge.edition import Edition, edit
from knowledge.library import Folder, Library, LoadReport, read_path, shipped_folder
from knowledge.records import Story, Verdict
from knowledge.talk import Said
from knowledge.verdict import decide

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[1]
_SAMPLE = "2025-05-12-us-peru-army-staff-talks.txt"

Ask = Callable[..., Verdict]


@pytest.fixture(scope="session")
def minimum() -> float:
    """The confidence that an answer needs, as config.yaml sets it."""
    settings = yaml.safe_load((_CHECKOUT / "config.yaml").read_text(encoding="utf-8"))
    return float(settings["answers"]["minimum_confidence"])


@pytest.fixture(scope="session")
def made_up_folder() -> Path:
    """The folder of made-up releases."""
    return _HERE / "made_up"


@pytest.fixture(scope="session")
def sample() -> Edition:
    """An edition of the one sample release."""
    folder = shipped_folder()
    return edit([read_path(folder / _SAMPLE, folder)[0]])


@pytest.fixture(scope="session")
def made_up(made_up_folder: Path) -> Edition:
    """An edition of all made-up releases, loaded as the bot loads them."""
    library = Library([Folder(made_up_folder, "made up")])
    library.load()
    return library.edition


@pytest.fixture(scope="session")
def stories(sample: Edition, made_up: Edition) -> tuple[Story, ...]:
    """Every story that the repository holds."""
    return (*sample.stories, *made_up.stories)


@pytest.fixture(scope="session")
def bench() -> Edition:
    """An edition of the bench's releases; skips where they are not on this machine."""
    folder = Path(os.environ.get("DATELINE_BENCH") or _CHECKOUT.parent / "shared" / "bench") / "releases"
    if not folder.is_dir():
        pytest.skip("the bench releases are not here: set DATELINE_BENCH to the folder that holds them")
    library = Library([Folder(folder, "bench")])
    library.load()
    return library.edition


@pytest.fixture(scope="session")
def ask(minimum: float) -> Ask:
    """Ask an edition with the confidence that config.yaml asks for."""

    def put(
        edition: Edition, question: str, *, within: str | None = None, said: Said | None = None
    ) -> Verdict:
        return decide(edition, question, minimum=minimum, within=within, said=said)

    return put


@pytest.fixture(scope="session")
def release() -> Callable[..., str]:
    """Write the text of a made-up release as its source puts it out, with its footer."""

    def write(*paragraphs: str, number: str = "810001", title: str = "A made-up title") -> str:
        return (
            " date 2020-02-03 "
            + "\n\n\n\n".join(paragraphs)
            + "\n\nNEWS INFO Date Taken: 02.01.2020 Date Posted: 02.03.2020 12:00 "
            + f"Story ID: {number} Location: CAMP MARROW, NOWHERE, US Web Views: 4 Downloads: 2 "
            + f"PUBLIC DOMAIN This work, {title}, by SPC Juniper Vale, identified by DVIDS, must comply "
            + "with the restrictions shown on https://www.dvidshub.net/about/copyright."
        )

    return write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty knowledge folder."""
    made = tmp_path / "releases"
    made.mkdir()
    return made


@pytest.fixture
def library(folder: Path) -> Library:
    """A library of that folder, not loaded yet."""
    return Library([Folder(folder, "releases")])


@pytest.fixture(scope="session")
def put() -> Callable[[Path, str, str], Path]:
    """Write a file below a folder."""

    def write(folder: Path, name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture(scope="session")
def happened() -> Callable[[LoadReport], dict[str, set[str]]]:
    """Tell what a report tells: ids of stories, names of files; without what is empty."""

    def tell(report: LoadReport) -> dict[str, set[str]]:
        told = {
            "added": {story.id for story in report.added},
            "changed": {one.now.id for one in report.changed},
            "removed": {story.id for story in report.removed},
            "kept": set(report.kept),
            "held": set(report.held),
            "refused": {one.file for one in report.refused},
            "warnings": set(report.warnings),
        }
        return {name: those for name, those in told.items() if those}

    return tell
