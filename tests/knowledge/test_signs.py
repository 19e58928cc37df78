"""What a sentence must hold to answer a kind of question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import signs
from knowledge.kinds import Kind
from knowledge.text import tokens

KINDS: list[Kind] = [
    "who", "role", "when", "where", "how many", "how much", "how long", "why", "said", "until", "how often",
    "times", "percent", "how far", "how fast", "how heavy", "how old", "what time",
    "colour", "phone", "email", "link", "address", "contact",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "holds", "lacks"),
    [
        ("who", "It was Mara Quill.", "It was the harbor."),
        ("when", "The bridge opened on May 5.", "The bridge opened early."),
        ("when", "The town was founded in 1411.", "The town was founded by monks."),
        ("when", "The oldest raft is from 2700 B.C.", "The oldest raft is from reeds."),
        ("until", "It burned oil until 1911.", "It burned oil for light."),
        ("where", "In Fenwick, bread is baked at night.", "Bread is baked at night."),
        ("where", "They went to northern Norway.", "They went to bed."),
        ("how many", "Eight rafts were built.", "Rafts were built."),
        ("how much", "The judge ordered $64,250.", "The judge ordered silence."),
        ("how long", "The storm took two days.", "The storm took a house."),
        ("how often", "The council meets quarterly.", "The council meets 42 members."),
        ("how often", "They train twice a year.", "They train twice as hard."),
        ("times", "He crossed the lake three times.", "He crossed the lake in 2019."),
        ("times", "It was the 11th annual meeting.", "It was a meeting of 45 people."),
        ("percent", "About 12 percent voted.", "About 12 people voted."),
        ("how far", "The light is seen for 19 miles.", "The light is seen by 19 ships."),
        ("how fast", "The ferry makes 14 knots.", "The ferry makes 14 trips."),
        ("how heavy", "Each raft bears nine tons.", "Each raft bears nine people."),
        ("how old", "Pike, 71, keeps the light.", "Pike keeps the light since 1999."),
        ("colour", "The raft was painted grey.", "The raft was painted twice."),
        ("what time", "The doors open at 7:30 p.m.", "The doors open on May 5."),
        ("what time", "They eat at noon.", "They eat at home."),
        ("why", "It closed because the roof leaked.", "It closed in the rain."),
    ],
)
def test_what_answers_a_kind_of_question(kind: Kind, holds: str, lacks: str) -> None:
    assert signs.strength(kind, holds) > signs.strength(kind, lacks)
    assert signs.strength(kind, lacks) == 0


@pytest.mark.parametrize(
    ("kind", "holds", "lacks"),
    [
        ("when", "El puente se abrió el 5 de mayo.", "El puente se abrió temprano."),
        ("when", "Se abre el próximo miércoles.", "Se abre con retraso."),
        ("until", "Estará abierto hasta el 16 de abril.", "Estará abierto para todos."),
        ("what time", "Empieza a las 19:30 horas.", "Empieza en la plaza."),
        ("who", "La ganadora fue Mara Peñalver.", "La ganadora fue una vecina."),
        ("where", "El horno está en Villafenwick.", "El horno está frío por las noches."),
        ("role", "Lo dijo el concejal de Obras.", "Lo dijo el vecino de al lado."),
        ("how many", "Se hornearon tres panes para el pueblo.", "Se hornearon panes para el pueblo."),
        ("how much", "La entrada por el patio cuesta 2.500 pesos.", "La entrada es por el patio."),
        ("how long", "El viaje por el lago dura seis meses.", "El viaje es de ida."),
        ("how often", "El barco pasa por el puerto cada 15 minutos.", "El barco pasa por el puerto."),
        ("times", "Cruzó el lago con Wren tres veces.", "Cruzó el lago con Wren."),
        ("percent", "Votó el 61 % de los vecinos.", "Votaron los vecinos."),
        ("how far", "La ruta del lago tiene 21 kilómetros.", "La ruta es de tierra."),
        ("how fast", "El viento del norte llegó a 90 km/h.", "El viento llegó por el norte."),
        ("how heavy", "La balsa lleva las nueve toneladas.", "La balsa lleva el pan."),
        ("how old", "El farero, de 71 años, vive en la isla.", "Desde 1999 purga seis años por el robo."),
        ("colour", "La balsa es de color gris.", "La balsa es de madera."),
        ("why", "Se cerró debido a las goteras.", "Se cerró con llave."),
        ("said", "«No hace falta que venga la banda», señaló Wren.", "Wren se fue con los demás."),
    ],
)
def test_what_answers_a_kind_of_question_in_a_spanish_release(kind: Kind, holds: str, lacks: str) -> None:
    assert signs.strength(kind, holds) == 1
    assert signs.strength(kind, lacks) == 0


def test_who_somebody_is_in_a_spanish_release() -> None:
    said = "Lo anunció el concejal de Movilidad, Íñigo Arrate, ante los vecinos."
    assert signs.introduces("arrat", [one.stem for one in tokens(said)])


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("The bakers met in Fenwick.", 1.0),
        ("On the last day of her visit to the Wren Islands she slept.", 1.0),
        ("They went from Fenwick by boat.", 0.7),
        ("FENWICK, Nowhere (Oct. 3, 2024) — Bakers met.", 0.7),
        ("The bakers met in May.", 0.0),
        ("From Monday to Friday they baked.", 0.0),
        ("The bakers met in the rain.", 0.0),
    ],
)
def test_a_day_is_no_place_and_where_something_is_tells_more_than_where_it_goes(
    sentence: str, sure: float
) -> None:
    assert signs.strength("where", sentence) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("The prize went to Mara Quill of Fenwick.", 1.0),
        ("The prize went to Dr. Quill.", 1.0),
        ("The prize went to Justice Mara Quill.", 1.0),
        ("The prize went to the District Attorney.", 0.7),
        ("The prize went to the Fenwick County Court.", 0.7),
        ("The prize went to a baker.", 0.0),
    ],
)
def test_an_office_is_told_less_surely_than_a_person(sentence: str, sure: float) -> None:
    assert signs.strength("who", sentence) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("sentence", "introduces"),
    [
        ("Col. Mara Quill, director of the lighthouse, spoke.", True),
        ("Quill is the chief engineer of the ferry.", True),
        ("The governor of Fenwick, Mara Quill, spoke.", True),
        ("Quill, the director's neighbour and Pike were late.", True),
        ("Quill went to the lake with Pike and the boats.", False),
        ("Quill waited a long while in the rain until the director came.", False),
        ("The director spoke.", False),
    ],
)
def test_who_somebody_is(sentence: str, introduces: bool) -> None:
    assert signs.introduces("quill", [one.stem for one in tokens(sentence)]) is introduces


@given(st.sampled_from(KINDS), st.text(max_size=300))
def test_a_strength_is_a_share(kind: Kind, sentence: str) -> None:
    assert 0 <= signs.strength(kind, sentence) <= 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "a ",
        "May ",
        "in ",
        "A. ",
        "$1,",
        "two times ",
        "12:3",
        "1st ",
        ", 1",
        "de la A",
        "por el ",
        "tres ",
    ],
)
def test_a_long_sentence_takes_no_long_time(kind: Kind, piece: str) -> None:
    assert 0 <= signs.strength(kind, piece * (100_000 // len(piece))) <= 1


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Over 4.3 million loaves were baked.", 1.0),
        ("Dozens of loaves were baked.", 1.0),
        ("Forty-five loaves were baked.", 1.0),
        ("The loaves were baked by nine men in the winter.", 0.5),
        ("The loaves of 2019 were baked early.", 0.0),
        ("The loaves were baked early.", 0.0),
    ],
)
def test_the_number_of_things(sentence: str, sure: float) -> None:
    loaves = frozenset(one.stem for one in tokens("loaves"))
    assert signs.count_of(loaves, [one.stem for one in tokens(sentence)]) == sure
