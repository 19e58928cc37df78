"""The sentence model: what it makes of texts, what it refuses, and what is kept of it."""

import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.semantic import Embedder, Meaning, ModelError, SentenceModel, Vectors

TinyModel = Callable[..., Path]
TEXTS = ["The engineers opened a bridge.", "The cooks won a golden ladle.", "The river.", "Forty days."]


@pytest.fixture(scope="module")
def model(tiny_model: TinyModel, tmp_path_factory: pytest.TempPathFactory) -> SentenceModel:
    return SentenceModel.open(tiny_model(tmp_path_factory.mktemp("model")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "vectors.sqlite"


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every passage that a model embeds from now on."""
    texts: list[str] = []
    embed = SentenceModel.embed_passage

    def noted(self: SentenceModel, text: str) -> object:
        texts.append(text)
        return embed(self, text)

    monkeypatch.setattr(SentenceModel, "embed_passage", noted)
    return texts


def learnt(embedder: Embedder, texts: list[str]) -> Meaning:
    meaning = embedder.learn(texts)
    assert meaning is not None
    return meaning


def test_texts_that_mean_alike_come_near(model: SentenceModel, file: Path) -> None:
    meaning = learnt(Embedder(model, Vectors(file)), TEXTS)
    asked = meaning.of("Who constructed the viaduct? sappers?")
    [(best, cosine), *_] = meaning.nearest(asked, 2)
    assert TEXTS[best] == "The engineers opened a bridge."
    assert meaning.similarity(asked, [best]) == {best: cosine}
    assert -1 <= cosine <= 1


def test_a_vector_has_length_one_and_question_and_passage_differ(model: SentenceModel) -> None:
    question, passage = model.embed_question("bridge"), model.embed_passage("bridge")
    assert question.shape == passage.shape == (model.dimensions,) == (8,)
    assert question.dtype == passage.dtype == np.float32
    assert np.linalg.norm(question) == pytest.approx(1)
    assert not np.allclose(question, passage)


def test_a_model_without_token_types_is_as_good(tiny_model: TinyModel, tmp_path: Path) -> None:
    with_types = SentenceModel.open(tiny_model(tmp_path / "with", types=True))
    without = SentenceModel.open(tiny_model(tmp_path / "without", types=False))
    assert (with_types.embed_question("river") == without.embed_question("river")).all()


def test_the_name_tells_models_apart_by_what_is_in_their_files(
    tiny_model: TinyModel, describe: Callable[[Path, object], None], tmp_path: Path
) -> None:
    first = SentenceModel.open(tiny_model(tmp_path / "first"))
    same = SentenceModel.open(tiny_model(tmp_path / "same"))
    other = SentenceModel.open(tiny_model(tmp_path / "other", seed=2))
    described = tiny_model(tmp_path / "described")
    describe(described, {"query_prefix": "", "passage_prefix": ""})
    assert first.name == same.name
    assert len({first.name, other.name, SentenceModel.open(described).name}) == 3


def test_a_model_may_say_its_own_prefixes(
    model_folder: Path, describe: Callable[[Path, object], None]
) -> None:
    describe(model_folder, {"query_prefix": "", "passage_prefix": ""})
    model = SentenceModel.open(model_folder)
    assert (model.embed_question("bridge") == model.embed_passage("bridge")).all()


def test_equal_vectors_are_equal_to_the_digit_whatever_is_around(
    model: SentenceModel, tmp_path: Path
) -> None:
    few = learnt(Embedder(model, Vectors(tmp_path / "few")), TEXTS[:1])
    many = learnt(
        Embedder(model, Vectors(tmp_path / "many")), [f"bridge {n} river" for n in range(77)] + TEXTS
    )
    asked = few.of("how many engineers?")
    assert few.similarity(asked, [0])[0] == many.similarity(asked, [77])[77]
    assert dict(many.nearest(asked, 81))[77] == many.similarity(asked, range(81))[77]


def test_nearest_gives_all_there_are_and_no_more(model: SentenceModel, file: Path) -> None:
    embedder = Embedder(model, Vectors(file))
    meaning = learnt(embedder, TEXTS)
    asked = meaning.of("river")
    assert [len(meaning.nearest(asked, limit)) for limit in (0, 1, 4, 9)] == [0, 1, 4, 4]
    assert learnt(embedder, []).nearest(asked, 5) == []
    assert meaning.similarity(asked, []) == {}


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None)))
def test_any_text_has_a_vector(model: SentenceModel, text: str) -> None:
    for vector in (model.embed_question(text), model.embed_passage(text)):
        assert np.isfinite(vector).all()


def test_the_end_of_a_very_long_text_is_not_read(model: SentenceModel) -> None:
    long = "bridge " * 20_000
    assert (model.embed_question(long) == model.embed_question(long + "river")).all()


def test_no_passage_is_embedded_twice(model: SentenceModel, file: Path, embedded: list[str]) -> None:
    first = learnt(Embedder(model, Vectors(file)), [*TEXTS, *TEXTS])
    again = learnt(Embedder(model, Vectors(file)), [*TEXTS, *TEXTS])
    assert (first.matrix == again.matrix).all()
    assert sorted(embedded) == sorted(TEXTS)
    learnt(Embedder(model, Vectors(file)), [TEXTS[2], "Another river.", TEXTS[0]])
    assert embedded[len(TEXTS) :] == ["Another river."]


def test_known_is_all_or_nothing(model: SentenceModel, file: Path) -> None:
    embedder = Embedder(model, Vectors(file))
    assert embedder.known(TEXTS) is None
    meaning = learnt(embedder, TEXTS)
    known = Embedder(model, Vectors(file)).known(TEXTS)
    assert known is not None
    assert (known.matrix == meaning.matrix).all()
    assert embedder.known([*TEXTS, "new"]) is None


def test_what_was_made_before_a_stop_is_kept(model: SentenceModel, file: Path, embedded: list[str]) -> None:
    texts = [f"river {number}" for number in range(50)]
    assert Embedder(model, Vectors(file)).learn(texts, stop=lambda: len(embedded) == 40) is None
    steps: list[tuple[int, int]] = []
    assert Embedder(model, Vectors(file)).learn(texts, lambda done, total: steps.append((done, total)))
    assert sorted(embedded) == sorted(texts)
    assert steps == [(number, 10) for number in range(1, 11)]


def test_another_model_does_not_get_the_vectors_of_the_first(
    model: SentenceModel, tiny_model: TinyModel, tmp_path: Path, file: Path, embedded: list[str]
) -> None:
    learnt(Embedder(model, Vectors(file)), TEXTS)
    other = SentenceModel.open(tiny_model(tmp_path / "other", seed=2))
    learnt(Embedder(other, Vectors(file)), TEXTS)
    assert len(embedded) == 2 * len(TEXTS)
    assert Vectors(file).count(model.name) == Vectors(file).count(other.name) == len(TEXTS)


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_file_is_made_again_with_one_warning(
    model: SentenceModel, file: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    good = learnt(Embedder(model, Vectors(file)), TEXTS)
    file.write_bytes(content)
    again = learnt(Embedder(model, Vectors(file)), TEXTS)
    assert (good.matrix == again.matrix).all()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert str(file) in caplog.text
    assert Vectors(file).count(model.name) == len(TEXTS)


@pytest.mark.parametrize("vector", [b"", b"short", b"\0" * 16, b"\xff" * 16, "text of 8 bits", 7])
def test_a_vector_that_is_none_is_made_again(
    model: SentenceModel, file: Path, embedded: list[str], vector: object
) -> None:
    good = learnt(Embedder(model, Vectors(file)), TEXTS)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE vectors SET vector = ?", (vector,))
    connection.close()
    assert (learnt(Embedder(model, Vectors(file)), TEXTS).matrix == good.matrix).all()
    assert len(embedded) == 2 * len(TEXTS)


def test_a_place_that_cannot_be_written_costs_a_warning_and_no_vector(
    model: SentenceModel, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    embedder = Embedder(model, Vectors(tmp_path / "cache" / "vectors.sqlite"))
    assert learnt(embedder, TEXTS).matrix.shape == (len(TEXTS), model.dimensions)
    assert learnt(embedder, TEXTS).matrix.shape == (len(TEXTS), model.dimensions)
    assert len(caplog.records) == 1


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x08\x07nonsense" * 99])
def test_a_broken_model_says_which_file(model_folder: Path, file: str, content: bytes | None) -> None:
    if content is None:
        (model_folder / file).unlink()
    else:
        (model_folder / file).write_bytes(content)
    with pytest.raises(ModelError, match=file):
        SentenceModel.open(model_folder)


def test_a_tokenizer_that_knows_more_words_than_the_model_is_refused(
    tiny_model: TinyModel, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match=r"model\.onnx fails"):
        SentenceModel.open(tiny_model(tmp_path, words=5))


@pytest.mark.parametrize("said", [[], {"prefix": "x"}, {"query_prefix": 1}, "x"])
def test_a_description_of_something_else_is_refused(
    model_folder: Path, describe: Callable[[Path, object], None], said: object
) -> None:
    describe(model_folder, said)
    with pytest.raises(ModelError, match=r"dateline\.json"):
        SentenceModel.open(model_folder)


def test_without_the_extra_it_says_what_to_install(model_folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "sys.modules['onnxruntime'] = None\n"
        "from knowledge.semantic import ModelError, SentenceModel\n"
        f"try: SentenceModel.open(Path({str(model_folder)!r}))\n"
        "except ModelError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "pip install 'dateline[semantic]'" in done.stdout


def test_the_real_model_finds_what_is_said_in_other_words(tmp_path: Path) -> None:
    beside = Path(__file__).resolve().parents[3] / "shared" / "models" / "multilingual-e5-small"
    folder = Path(os.environ.get("DATELINE_TEST_MODEL") or beside)
    if not (folder / "model.onnx").is_file():
        pytest.skip("no sentence model is here: set DATELINE_TEST_MODEL to the folder of one")
    texts = [
        "Engineers opened a wooden bridge over the river.",
        "The cooks won the golden ladle.",
        "It rained for nine days.",
    ]
    meaning = learnt(Embedder(SentenceModel.open(folder), Vectors(tmp_path / "vectors")), texts)
    for question, wanted in (
        ("¿Quién construyó el puente?", 0),
        ("which chefs got a prize?", 1),
        ("how was the weather?", 2),
    ):
        assert meaning.nearest(meaning.of(question), 1)[0][0] == wanted
