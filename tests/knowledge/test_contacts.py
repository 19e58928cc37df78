"""How somebody is reached: the questions for it, the lines that tell it."""

import pytest

from knowledge import signs
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.kinds import Kind
from knowledge.question import understand
from knowledge.records import Answer, NoAnswer
from knowledge.spelling import Vocabulary
from knowledge.verdict import decide

NO_WORDS = Vocabulary({})
MADE_UP = (
    """Lighthouse Opens Its Stairs

FENWICK, Nowhere – The lighthouse of Fenwick opens its stairs to visitors, the harbor office announced today.

Contact: Mara Quill, 555/010-0123.

"The stairs are steep," said keeper Tobias Wren. "Bring water, and come before the fog."

Tickets are sold at 14 Gull Street, or on the page of the harbor, https://fenwick.example.org/stairs.
""",
    """Bakers Warn of False Tickets

FENWICK, Nowhere – The bakers of Fenwick warn of false tickets for their fair in June.

Whoever bought one may call the bakers at 555-010-0177 or write to fair@bakers.example.org.
""",
)


@pytest.fixture(scope="module")
def harbor() -> Edition:
    return edit(read(text.encode(), f"{number}.txt")[0] for number, text in enumerate(MADE_UP))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who do reporters call about the lighthouse stairs", "contact"),
        ("press contact for the lighthouse story", "contact"),
        ("how do i reach the bakers", "contact"),
        ("¿a quién llamo por los boletos falsos?", "contact"),
        ("what number do I call about a false ticket", "phone"),
        ("number to call if i bought a false ticket", "phone"),
        ("whats the phone number of the keeper", "phone"),
        ("¿a qué número llamo si tengo un boleto falso?", "phone"),
        ("what is the e-mail of the bakers", "email"),
        ("which website sells tickets for the stairs", "link"),
        ("where can i read more, or look up the tickets", "link"),
        ("where can I look up the opening hours", "link"),
        ("what's the address of the ticket office", "address"),
        ("address of the ticket office", "address"),
        ("who did the keeper call", "who"),
        ("how does the fog reach the light", "what"),
        ("how many phones did they sell", "how many"),
        ("where can i see the light", "where"),
        ("what did the president say in the address to the bakers", "said"),
    ],
)
def test_what_asks_how_somebody_is_reached(text: str, kind: str) -> None:
    assert understand(text, NO_WORDS).kind == kind


@pytest.mark.parametrize(
    ("kind", "holds", "lacks"),
    [
        ("phone", "Call 555-010-0177.", "Call 45 bakers."),
        ("phone", "Contact: Quill, (555) 010-0123", "Contact: Quill, (2019) 010"),
        ("phone", "Llame al +52 55 0101 0177.", "Llame a 52 vecinos."),
        ("email", "Write to fair@bakers.example.org.", "Write to the bakers @ Fenwick."),
        ("link", "See https://fenwick.example.org.", "See the harbor."),
        ("address", "They meet at 14 Gull Street.", "They meet in 14 days on the street."),
        ("address", "Se reúnen en la calle Gaviota 14.", "Se reúnen en la calle."),
        ("contact", "Contact: Mara Quill, 555-010-0123.", "Mara Quill was there."),
    ],
)
def test_what_tells_how_somebody_is_reached(kind: Kind, holds: str, lacks: str) -> None:
    assert signs.strength(kind, holds) == 1
    assert signs.strength(kind, lacks) == 0


@pytest.mark.parametrize("piece", ["1 a ", "a@", "555-", "(555) ", "a.", "calle 1", "call ", "+1 ", "w w "])
@pytest.mark.parametrize("kind", ["phone", "email", "link", "address", "contact"])
def test_long_text_is_searched_in_a_moment(kind: Kind, piece: str) -> None:
    assert 0 <= signs.strength(kind, piece * (100_000 // len(piece))) <= 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who do reporters call about the lighthouse stairs", "555/010-0123"),
        ("press contact for the lighthouse story", "555/010-0123"),
        ("what number do I call about a false ticket", "555-010-0177"),
        ("whats the email of the bakers", "fair@bakers.example.org"),
        ("where can i look up tickets for the stairs", "https://fenwick.example.org/stairs"),
    ],
)
def test_the_line_that_tells_it_answers(harbor: Edition, text: str, words: str) -> None:
    verdict = decide(harbor, text, minimum=0.3)
    assert isinstance(verdict, Answer)
    assert verdict.best is not None
    assert words in verdict.best.passage.text


def test_a_number_that_nobody_tells_is_not_made_of_another(harbor: Edition) -> None:
    verdict = decide(harbor, "what is the phone number of keeper Tobias Wren", minimum=0.45)
    assert isinstance(verdict, NoAnswer)


@pytest.mark.parametrize("text", ["whats the email of the author", "phone number of who wrote this story"])
def test_a_way_to_reach_the_author_is_not_the_author(text: str, sample: Edition) -> None:
    assert understand(text, NO_WORDS).fact is None
    assert isinstance(decide(sample, text, minimum=0.45), NoAnswer)
