"""A desk with a sentence model: it answers at once, and learns what passages mean behind the answers."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot import config, opening
from bot.desk import Desk
from knowledge.records import Answer
from knowledge.semantic import SentenceModel

QUESTION = "how many trucks does the bridge carry?"


@pytest.fixture
def desk(releases: Path, model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("DATELINE_MODEL", str(model_folder))
    settings = config.load(None, {})
    embedder = opening.embedder(settings, tmp_path / "data")
    assert embedder is not None
    return opening.desk_over(settings, opening.sources(settings, tmp_path, releases), embedder)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Make the model wait at every passage until this is set."""
    go_on = threading.Event()
    embed = SentenceModel.embed_passage

    def waits(self: SentenceModel, text: str) -> object:
        assert go_on.wait(60)
        return embed(self, text)

    monkeypatch.setattr(SentenceModel, "embed_passage", waits)
    return go_on


def learning() -> threading.Thread:
    """Return the thread in which passages are read for their meaning."""
    return next(thread for thread in threading.enumerate() if thread.name == "study")


async def test_a_reload_answers_at_once_and_has_its_meaning_later(desk: Desk, held: threading.Event) -> None:
    report = await desk.reload()
    assert report.stories == 2
    assert desk.edition.meaning is None
    assert isinstance((await desk.answer(QUESTION)).verdict, Answer)
    thread = learning()
    held.set()
    await asyncio.to_thread(thread.join, 60)
    assert desk.edition.meaning is not None
    assert isinstance((await desk.answer(QUESTION)).verdict, Answer)
    desk.close()


def test_the_end_of_serving_ends_the_learning(desk: Desk, held: threading.Event) -> None:
    opening.load(desk)
    with opening.studying(desk):
        thread = learning()
    held.set()
    thread.join(60)
    assert not thread.is_alive()
    assert desk.edition.meaning is None


def test_a_long_learning_draws_a_bar(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(opening, "_BAR_AFTER_SECONDS", -1)
    opening.load(desk)
    opening.study(desk)
    assert "Reading for meaning" in capsys.readouterr().err
    assert desk.edition.meaning is not None
