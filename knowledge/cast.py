"""Whom a story names: said once, a name leads to all of the story, which goes on with "he" or a noun."""

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.dictionary import is_listed
from knowledge.lexicon import RANKS
from knowledge.text import stem, stems, tokens

# Two words with a capital, or more, with an initial or a particle between: a person, a company, a place.
_CAPITAL = r"[^\W\d_a-zßà-öø-ÿ]"
_NAME = re.compile(
    rf"\b{_CAPITAL}[\w'’.-]{{0,20}}(?: (?:[A-Z]\.|de|del|la|van|von|{_CAPITAL}[\w'’-]{{1,20}})){{1,4}}"
)
_SHORTEST = 3  # letters of a word of a name
# What reports call somebody by whom they have named: "identified the defendant as Ann Lee".
_ROLES = (
    "defendant suspect victim plaintiff complainant respondent petitioner accused acusado acusada sospechoso"
    " sospechosa victima imputado imputada detenido detenida demandante demandado demandada"
)
_CALLED = re.compile(
    rf"\b(?i:the|an?|el|la|al|los|las|una?) ({'|'.join(_ROLES.split())}|víctima)(s?)(?:,| as| como|:)?"
    rf" (?={_CAPITAL})"
)
_REACH = 300  # characters behind the noun in which several are named


def named(sentences: Iterable[str], language: str | None = None) -> frozenset[str]:
    """Return the stems of the names in some sentences, without what a dictionary has."""
    names = {name for sentence in sentences for name in _NAME.findall(sentence)}  # most stand often
    words = (word for name in names for word in tokens(name, language=language))
    return frozenset(one.stem for one in words if _is_telling(one.word))


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in RANKS and not is_listed(word)


def roles(sentences: Iterable[str], language: str | None = None) -> Mapping[str, frozenset[str]]:
    """Return for each stem of a name those of the nouns that stand for it: "lee" is called "defend(ant)"."""
    called: dict[str, set[str]] = {}
    for sentence in sentences:
        for noun, name in _called(sentence):
            for one in stems(name, language=language):
                called.setdefault(one, set()).add(stem(noun, language))
    return {one: frozenset(nouns) for one, nouns in called.items()}


def _called(sentence: str) -> Iterator[tuple[str, str]]:
    """The nouns that stand before a name in a sentence, each with it; one in the plural with several."""
    for found in _CALLED.finditer(sentence):
        noun = found.group(1).replace("í", "i")
        for name in _NAME.finditer(sentence, found.end(), found.end() + _REACH):
            if found.group(2) or name.start() == found.end():
                yield noun, name.group()
            if not found.group(2):
                break
