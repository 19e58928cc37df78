"""An edition and the meaning of its passages: served without at first, then with, through every reload."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.edition import Edition
from knowledge.library import Folder, Library
from knowledge.records import Answer
from knowledge.semantic import Embedder, ModelError, SentenceModel, Vectors
from knowledge.verdict import decide

Put = Callable[[Path, str, str], Path]
BRIDGE = "A made-up bridge\n\nThe engineers opened a bridge over the river.\n\nIt carries trucks.\n"
LADLE = "A made-up ladle\n\nThe cooks won a golden ladle.\n"


@pytest.fixture(scope="module")
def model(tiny_model: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> SentenceModel:
    return SentenceModel.open(tiny_model(tmp_path_factory.mktemp("model")))


@pytest.fixture
def library(model: SentenceModel, folder: Path, tmp_path: Path) -> Callable[[], Library]:
    """Begin anew, as after a restart: the same files, the same vectors on disk."""
    return lambda: Library(
        [Folder(folder, "releases")], embedder=Embedder(model, Vectors(tmp_path / "vectors.sqlite"))
    )


def test_an_edition_serves_without_meaning_until_it_is_attached(
    library: Callable[[], Library], folder: Path, put: Put
) -> None:
    put(folder, "bridge.txt", BRIDGE)
    read = library()
    read.load()
    before = read.edition
    assert before.meaning is None
    read.attach_meaning()
    after = read.edition
    assert after.meaning is not None
    assert (after.name, after.profiles) == (before.name, before.profiles)
    assert len(after.meaning.matrix) == sum(len(profile.sentences) for profile in after.profiles)
    [(best, _)] = after.meaning.nearest(after.meaning.of("sappers opened a viaduct crossing stream"), 1)
    assert (
        after.profiles[after.place_of(best)].passage.text == "The engineers opened a bridge over the river."
    )


def test_after_a_restart_the_meaning_is_there_at_once_and_the_same(
    library: Callable[[], Library], folder: Path, put: Put
) -> None:
    put(folder, "bridge.txt", BRIDGE)
    first, again = library(), library()
    first.load()
    first.attach_meaning()
    again.load()
    assert first.edition.meaning is not None
    assert again.edition.meaning is not None
    assert (first.edition.meaning.matrix == again.edition.meaning.matrix).all()


def test_reloads_and_a_fresh_start_end_with_the_same_meaning(
    library: Callable[[], Library], folder: Path, put: Put
) -> None:
    read = library()
    for name, text in (("b.txt", BRIDGE), ("a.txt", LADLE), ("b.txt", f"{BRIDGE}\nForty days.\n")):
        put(folder, name, text)
        read.load()
        read.attach_meaning()
    fresh = library()
    fresh.load()
    assert read.edition.meaning is not None
    assert fresh.edition.meaning is not None
    assert (read.edition.meaning.matrix == fresh.edition.meaning.matrix).all()


def test_a_reload_that_only_takes_away_keeps_the_meaning_in_service(
    library: Callable[[], Library], folder: Path, put: Put
) -> None:
    gone = put(folder, "bridge.txt", BRIDGE)
    put(folder, "ladle.txt", LADLE)
    read = library()
    read.load()
    read.attach_meaning()
    gone.unlink()
    read.load()
    assert read.edition.meaning is not None
    assert len(read.edition.meaning.matrix) == sum(map(len, read.edition.rows))


def test_a_load_while_meaning_is_learnt_is_served_and_learnt_too(
    library: Callable[[], Library], folder: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "bridge.txt", BRIDGE)
    read = library()
    read.load()
    embed = SentenceModel.embed_passage
    texts: list[str] = []

    def noted(self: SentenceModel, text: str) -> object:
        if not texts:
            put(folder, "ladle.txt", LADLE)
            read.load()
        texts.append(text)
        return embed(self, text)

    monkeypatch.setattr(SentenceModel, "embed_passage", noted)
    read.attach_meaning()
    assert len(read.edition.stories) == 2
    assert read.edition.meaning is not None
    sentences = {
        one.span.of(profile.passage.story.text)
        for profile in read.edition.profiles
        for one in profile.sentences
    }
    assert {text.partition(". ")[2] for text in texts} == sentences
    assert len(texts) == len(sentences)


def test_closing_ends_the_learning(
    library: Callable[[], Library], folder: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, "bridge.txt", BRIDGE)
    read = library()
    read.load()
    embed = SentenceModel.embed_passage
    begun, closed = threading.Event(), threading.Event()

    def waits(self: SentenceModel, text: str) -> object:
        begun.set()
        assert closed.wait(60)
        return embed(self, text)

    monkeypatch.setattr(SentenceModel, "embed_passage", waits)
    thread = threading.Thread(target=read.attach_meaning)
    thread.start()
    assert begun.wait(60)
    read.close()
    closed.set()
    thread.join(60)
    assert not thread.is_alive()
    assert read.edition.meaning is None


def test_a_model_that_fails_is_one_warning_and_the_edition_serves_on(
    library: Callable[[], Library],
    folder: Path,
    put: Put,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(folder, "bridge.txt", BRIDGE)

    def fails(self: SentenceModel, text: str) -> object:
        raise ModelError("model.onnx fails: out of memory")

    monkeypatch.setattr(SentenceModel, "embed_passage", fails)
    read = library()
    for _ in range(2):
        read.load()
        read.attach_meaning()
    assert len(read.edition.stories) == 1
    assert read.edition.meaning is None
    assert caplog.messages == ["Going on without the sentence model: model.onnx fails: out of memory"]


def test_without_a_model_there_is_nothing_to_attach(folder: Path, put: Put) -> None:
    put(folder, "bridge.txt", BRIDGE)
    read = Library([Folder(folder, "releases")])
    read.load()
    read.attach_meaning()
    assert read.edition.meaning is None


@pytest.mark.parametrize(
    "question", ["who is Quill", "fog", "rafts", "ovens", "what is a compass", "zeppelin"]
)
def test_a_single_word_is_answered_at_least_as_surely_as_without_a_model(
    model: SentenceModel, made_up_folder: Path, made_up: Edition, tmp_path: Path, question: str
) -> None:
    embedder = Embedder(model, Vectors(tmp_path / "vectors.sqlite"))
    read = Library([Folder(made_up_folder, "made up")], embedder=embedder)
    read.load()
    read.attach_meaning()
    assert read.edition.meaning is not None
    with_model, without = (decide(edition, question, minimum=0.3) for edition in (read.edition, made_up))
    assert with_model.confidence >= without.confidence


def test_the_sentence_that_means_it_is_found_at_the_end_of_a_long_paragraph(
    library: Callable[[], Library], folder: Path, put: Put
) -> None:
    others = (
        "The cooks won. Forty days passed. The food was served. Chefs gained a ladle. Seventeen dumplings."
    )
    put(folder, "bridge.txt", f"A made-up week\n\n{others} The engineers opened a bridge over the river.\n")
    read = library()
    read.load()
    read.attach_meaning()
    said = decide(read.edition, "sappers viaduct crossing stream", minimum=0.0)
    assert isinstance(said, Answer)
    assert said.best is not None
    assert said.best.sentence_text == "The engineers opened a bridge over the river."
