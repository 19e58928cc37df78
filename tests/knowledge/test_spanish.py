"""Spanish questions over English releases, questions over Spanish releases, and what is no Spanish."""

import pytest

from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.question import understand
from knowledge.records import Answer
from knowledge.spanish import english
from knowledge.spelling import Vocabulary
from knowledge.text import fold, stem, tokens
from knowledge.verdict import decide

from .verdicts import check_said

NO_WORDS = Vocabulary({})


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("¿cuántos vehículos cruzaron el lago Heron en 2022?", "310 vehicles"),
        ("quien es el alcalde del pueblo", "The town's mayor, Ansel Pike"),
        ("¿cuántas familias perdieron sus casas?", "two hundred families"),
        ("quién es el comandante del 12th Ferry Battalion en 2022", "Lt. Col. Mara Quill"),
        ("¿por cuántos meses va a la cárcel el hombre de Lower Dunwick?", "28 months in prison"),
        ("cuanto debe pagar Slate", "$64,250"),
        ("¿cuándo fue publicada la noticia de los panaderos?", "March 3, 2021"),
    ],
)
def test_a_spanish_question_finds_the_english_passage(made_up: Edition, question: str, words: str) -> None:
    check_said(decide(made_up, question, minimum=0.3), words)


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("cuantos puentes", {"bridg"}),
        ("cuánto pagó la compañía", {"compani", "payment"}),
    ],
)
def test_a_spanish_word_is_compared_by_the_english_one(text: str, stems: set[str]) -> None:
    asked = understand(text, NO_WORDS)
    assert set(asked.stems) == stems
    assert asked.repairs == ()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("¿cuántos vehículos cruzaron el lago Heron?", "how many vehicles crossed the lake heron"),
        ("¿Quién es el alcalde de Fenwick?", "who is the mayor of fenwick"),
        ("cuándo visitó el general peruano la Playa Azul", "when visited the general peru the beach azul"),
    ],
)
def test_a_sentence_model_reads_a_spanish_question_in_english(text: str, read: str) -> None:
    assert understand(text, NO_WORDS).whole == read


@pytest.mark.parametrize("text", ["how many children play", "Who is Que Pasa?", "¿quién es Ada Vane?"])
def test_a_question_without_spanish_words_of_its_own_is_read_as_it_is(text: str) -> None:
    assert understand(text, NO_WORDS).gloss is None


def test_a_spanish_question_to_spanish_releases_is_read_as_it_is() -> None:
    spanish = Vocabulary({"puente": 3, "metros": 2, "tiene": 2})
    assert understand("cuántos metros tiene el puente", spanish).gloss is None


def test_one_word_that_spanish_releases_lack_does_not_make_the_question_english() -> None:
    spanish = Vocabulary({"puente": 3, "metros": 2, "tiene": 2})
    assert understand("cuántos metros tiene el puente para camiones", spanish).gloss is None
    assert understand("cuántos camiones cruzaron el puente", spanish).gloss


@pytest.fixture(scope="module")
def villafenwick() -> Edition:
    """Two made-up releases in Spanish."""
    texts = [
        "Abre el puente de Villafenwick\n\n"
        "El puente de Villafenwick se abrió el 5 de mayo de 2021. La obra costó 2.500 pesos.\n\n"
        "El paso es gratis para los bomberos, dijo el alcalde del pueblo, Tobías Corral.\n",
        "Un queso gana el premio de Lagos\n\n"
        "El queso de la granja de Ana ganó el premio de la feria de Lagos, porque ninguno huele tanto.\n",
    ]
    return edit([read(text.encode(), f"{number}.txt")[0] for number, text in enumerate(texts)])


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("cuanto costo la obra del puente", "2.500 pesos"),
        ("quién es el alcalde del pueblo", "Tobías Corral"),
        ("por que gano el queso", "ninguno huele tanto"),
        ("when was the bridge of Villafenwick opened", "el 5 de mayo de 2021"),
        ("who is the mayor of the town", "Tobías Corral"),
        ("which cheese won the prize at the fair in Lagos", "El queso de la granja"),
    ],
)
def test_a_question_in_either_language_finds_the_spanish_passage(
    villafenwick: Edition, question: str, words: str
) -> None:
    said = decide(villafenwick, question, minimum=0.3)
    assert isinstance(said, Answer), said
    assert said.best is not None
    assert words in said.best.passage.text


def test_a_spanish_word_that_spanish_releases_use_in_another_form_stays_spanish() -> None:
    spanish = Vocabulary({"de": 5, "the": 1, "bombero": 1})
    assert understand("cuantos bomberos llegaron", spanish).stems[0] == stem("bombero")


def test_an_english_word_is_compared_by_a_spanish_one_only_where_the_releases_are_spanish() -> None:
    of_either = Vocabulary({"de": 3, "the": 5, "puente": 1})
    spanish = Vocabulary({"de": 5, "the": 1, "puente": 1})
    assert understand("how long are the bridges", of_either).stems == (stem("bridges"),)
    assert understand("how long are the bridges", spanish).stems == (stem("puente"),)


def test_a_word_that_a_release_uses_stays_as_it_is() -> None:
    spanish = Vocabulary({"puente": 3})
    assert understand("cuantos metros tiene el puente", spanish).stems[-1] == stem("puente")


def test_an_english_word_in_an_english_question_stays_as_it_is() -> None:
    assert understand("how many children play the radio", NO_WORDS).stems[-1] == stem("radio")
    assert understand("what does a fiscal report cost", NO_WORDS).stems[0] == stem("fiscal")


def test_a_spanish_word_is_not_read_as_an_english_one_that_looks_like_it() -> None:
    asked = understand("cuantos guirlaches hubo", Vocabulary({"airlaches": 1}))
    assert asked.repairs == ()


def test_every_word_of_the_set_is_folded() -> None:
    for word in ("compania", "policia", "numero"):
        assert fold(word) == word
        assert english(word)
    assert english("zeppelin") is None


@pytest.mark.parametrize(
    ("form", "meant"), [("viajaban", "travel"), ("vendia", "sold"), ("pagaremos", "pay")]
)
def test_a_form_that_is_not_in_the_set_is_known_by_its_stem(form: str, meant: str) -> None:
    assert english(form) == meant
    assert next(tokens("Policía")).word == "policia"
