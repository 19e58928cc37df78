"""What somebody says of himself around a question: why he asks, what he tried, how he feels.

"My son is serving and we hear nothing, so could you tell us who signed it? God bless": the question is "who
signed it". A list of all such talk would never end; but whoever says "I" or "you" speaks of himself or to
the bot, and a release is about others.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from knowledge.asking import QUESTION_WORDS
from knowledge.courtesy import SLANG
from knowledge.dictionary import is_listed
from knowledge.lexicon import MONTHS, NATIONS, STOP_WORDS
from knowledge.text import Token, tokens

# Whoever speaks so speaks of himself, or to whom he asks.
_OWN = frozenset(
    (
        "i im ive ill my me mine myself we our you u ur your youre yall anyone anybody someone somebody "
        "nobody everyone yo me mi mis nos nuestro nuestra tu te ti usted ustedes soy estoy estamos somos "
        "tengo tenemos quiero quisiera entiendo puedo supe alguien nadie"
    ).split()
)
# And whoever speaks so talks, unless it is a question.
_TALK = SLANG.union(
    (
        "hi hii hey hello hiya yo ok okay please thanks thank sorry bro dude mate guys folks bot mods wait "
        "tho curious dumb stupid silly sure random rush regards cheers hola holaa buenas buenos gracias "
        "favor disculpa disculpen perdon wey che oye chicos pregunta duda consulta saludos ayuda"
    ).split()
)
# A remark may begin with one of these, without a mark before it.
_STARTS = frozenset(
    (
        "i im ive ill but because cuz so plz pls please thanks gracias thx ty lol lmao tho smh pero porque "
        "porfa"
    ).split()
)
# A question begins with one of these, after other words too where it is none that joins clauses.
_FIRST = QUESTION_WORDS.union("whats whos wheres whens hows".split())
_ASKS = _FIRST.difference("que como porque noticias".split())
_MARK = re.compile(r"[.,;:?!()\n…—\"“”]|[\u2600-\u27bf\U0001f000-\U0001faff]")
_SENTENCE = re.compile(r"[.?!\n]")
_LONGEST = 1000  # characters of a text that somebody wrote about himself; longer ones are pasted
_YEAR = 4  # digits
# Words that tell what is asked, of a question by its form, and of what is left beside asides.
_OF_QUESTION, _OF_REST = 1, 2


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words between two marks, or before a word that begins a question or a remark.

    `opens` says that a sentence begins with it, `answered` that a question mark stands before it.
    """

    words: tuple[Token, ...]
    opens: bool
    answered: bool

    @property
    def is_own(self) -> bool:
        """Whether somebody speaks of himself in it."""
        return any(one.word in _OWN for one in self.words)

    @property
    def asks(self) -> bool:
        """Whether it is a question about something."""
        first = self.words[0].word in _FIRST
        return first and not self.is_own and any(one.word not in STOP_WORDS for one in self.words)

    @property
    def is_aside(self) -> bool:
        """Whether it is no part of a question."""
        talks = self.answered or self.is_own or any(one.word in _TALK for one in self.words)
        return talks and not self.asks


def alone(text: str, used: Container[str]) -> str | None:
    """Return the words of the question in `text` without what is said around it; None where nothing is.

    Names that are `used` by the releases stay wherever they stand: they tell which story is meant.
    """
    stretches = list(_stretches(text)) if len(text) <= _LONGEST else []
    if not any(one.is_aside for one in stretches):
        return None
    asks = any(one.asks for one in stretches)
    part = _around_questions(stretches) if asks else [not one.is_aside for one in stretches]
    left = [
        one.word
        for stretch, stays in zip(stretches, part, strict=True)
        for one in stretch.words
        if stays or _is_name(one.word, used)
    ]
    least = _OF_QUESTION if asks else _OF_REST
    return " ".join(left) if sum(one not in STOP_WORDS for one in left) >= least else None


def _stretches(text: str) -> Iterator[_Stretch]:
    words: list[Token] = []
    between = ""
    for one in tokens(text):
        gap = text[words[-1].span.end : one.span.start] if words else ""
        begins = one.word in _STARTS or (one.word in _ASKS and words and words[-1].word not in QUESTION_WORDS)
        if words and (begins or _MARK.search(gap)):
            yield _stretch(words, between)
            words, between = [], gap
        words.append(one)
    if words:
        yield _stretch(words, between)


def _stretch(words: Sequence[Token], before: str) -> _Stretch:
    return _Stretch(tuple(words), bool(_SENTENCE.search(before)), "?" in before)


def _around_questions(stretches: Sequence[_Stretch]) -> list[bool]:
    """Which stretches are questions, or stand beside one in its sentence with no aside between."""
    part = [one.asks for one in stretches]
    for at in range(1, len(part)):  # after a question
        part[at] |= part[at - 1] and not stretches[at].opens and not stretches[at].is_aside
    for at in range(len(part) - 2, -1, -1):  # before one
        part[at] |= part[at + 1] and not stretches[at + 1].opens and not stretches[at].is_aside
    return part


def _is_name(word: str, used: Container[str]) -> bool:
    if word in NATIONS or word in MONTHS or (len(word) >= _YEAR and word.isdigit()):
        return True
    return word in used and not is_listed(word)
