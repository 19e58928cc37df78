"""In which language a text is, as far as its small words tell: whose endings are taken off its words.

English and Spanish are told word by word, by their dictionaries (text.py), and other scripts than Latin by
their letters (scripts.py): None stands for all of them.
"""

import re
from collections import Counter
from collections.abc import Container, Mapping
from functools import lru_cache

from knowledge.scripts import letters
from knowledge.text import stems

# What questions ask with, folded, besides what is a word of English or Spanish too, or a common name ("care",
# "cine", "Kim"): it says nothing about what is asked, and no release need hold it.
_ASKS = {
    "arabic": "متى اين كم لماذا كيف ماذا اي هل",
    "catalan": "quants quantes",
    "czech": "kdo kdy kde kolik jaky ktery ktera ktere",
    "danish": "hvem hvad hvornar hvor hvorfor hvilken hvilket hvilke",
    "dutch": "wie wanneer waar hoeveel waarom welke",
    "finnish": "kuka milloin miksi kuinka montako",
    "french": "qui quand combien pourquoi quel quelle quels quelles quoi",
    "german": "wer wem wessen wann wie wieso warum welche welcher welches welchen welchem wieviel wieviele"
    " wofur wodurch womit woher wohin",
    "greek": "ποιοσ ποια ποιο ποιοι ποιεσ ποιον ποιουσ ποιων τι ποτε που ποσο ποσα ποσοι ποσεσ ποση γιατι"
    " πωσ",
    "hungarian": "mikor miert melyik mennyi milyen",
    "indonesian": "siapa kapan berapa mengapa bagaimana",
    "italian": "quanti quante quale quali perche",
    "norwegian": "hvem hva hvor hvorfor hvilken hvilket hvilke",
    "polish": "kiedy gdzie dlaczego ktory ktora ktore",
    "portuguese": "quem onde",
    "romanian": "cand unde cate cati cui",
    "russian": "кто кого кому что чего чем когда где куда откуда сколько какой какая какое какие какого каких"
    " каким какую каков какова почему зачем",
    "swedish": "vem varfor vilken vilket vilka",
    "turkish": "kimdir nedir kac nerede neden nicin nasıl hangi",
}
ELSEWHERE = frozenset(" ".join(_ASKS.values()).split())

# Some twenty of the commonest words of each language, folded, and others that it asks with. What two
# languages share counts for both.
_SMALL = {
    "english": "the of and to in is a that for was on with as by at from are were this it who what when where"
    " how which why did does",
    "spanish": "de la que el en y a los se del las un por con una para es al lo su como mas fue quien quienes"
    " cuando donde cual cuantos cuantas cuanto",
    "catalan": "de la i el que a en els les per un del amb una es va mes als dels son com pel qui quan on"
    " quin quina",
    "czech": "a v se na je ze s z do o i k ve pro za jako byl po by co jak proc jsou nebo",
    "danish": "og i at det er en til af den pa med som for ikke der var et de har han fra blev mange",
    "dutch": "de en van het een in is dat op te met voor zijn die niet aan er ook als bij werd door wat hoe"
    " welk",
    "finnish": "ja on oli ei etta se han myos kun mutta joka ovat hanen tai jossa seka kuin olivat mika missa"
    " mita",
    "french": "de la le et les des en a du un une que est dans pour par au sur il pas ne se ce avec son aux"
    " ont etait ou comment",
    "german": "der die und in den von zu das mit des auf fur ist im dem nicht ein eine als auch sich werden"
    " wurde war wo viele viel",
    "hungarian": "a az es hogy nem is egy volt meg vagy mint ki csak mar de ezt utan voltak hol hany kik",
    "indonesian": "yang dan di dengan untuk pada ini dari dalam itu tidak adalah ke oleh juga akan apa mana",
    "italian": "di e il la che in a per un del della una con non sono si da i le dei nel alla piu gli al lo"
    " anche delle chi quando dove quanto cosa come",
    "norwegian": "og i det er en til av pa som med de den for ikke var et har han fra ble a nar mange",
    "polish": "w i na z do sie jest nie to ze od o po przez jako był oraz przed dla lub kto co ile jak jaki"
    " sa byc",
    "portuguese": "de a o que e do da em um para com nao uma os no se na por mais as dos ao pelo quando"
    " quantos quantas quanto qual quais porque como",
    "romanian": "de si in a la cu pe din este o un pentru care nu ca sa lui mai fost au ale al cine ce cat"
    " cum",
    "swedish": "och i att det som en pa ar av for med den till inte de var ett har han fran blev vad nar"
    " hur manga",
    "turkish": "ve bir bu icin ile olarak da de cok olan daha gibi sonra kadar en oldu oldugu ise her veya"
    " kendi ancak hem ya ilk iki sadece degil gore onun o kim ne zaman",
}
_BY_WORD = frozenset({"english", "spanish"})
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 5000  # characters of a text that are looked at
_SHARE = 0.1  # at least, of the words of a text, are small ones of its language
_LONGEST_QUESTION = 500  # and of a question


def of_text(text: str) -> str | None:
    """Return the language of a text, by its English name; None for English, Spanish and what is unknown."""
    words = _words(text[:_LONGEST])
    times = {name: _times(words, name) for name in _SMALL}
    first = max(times, key=lambda one: times[one])
    return None if first in _BY_WORD or times[first] < _SHARE * words.total() else first


def of_question(text: str, spoken: Mapping[str | None, int], known: Container[str] = ()) -> str | None:
    """Return the language of a question to stories of which so many are in each language.

    It is the one in which the question has most small words, and most others that stories hold, whose stems
    are `known`; of several the one that most stories are in.
    """
    if not any(spoken):
        return None
    asked = text[:_LONGEST_QUESTION]
    words = _words(asked)
    fits = {one: _fits(words, one) + _held(asked, one, known) for one in {None, *spoken}}
    return max(sorted(fits, key=str), key=lambda one: (fits[one], spoken.get(one, 0)))


def small(language: str) -> frozenset[str]:
    """Return words of a language, folded, that say nothing of what is asked."""
    return _small()[language]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(letters(text)))


def _fits(words: Mapping[str, int], language: str | None) -> int:
    return max(_times(words, one) for one in ([language] if language else _BY_WORD))


def _held(text: str, language: str | None, known: Container[str]) -> int:
    return sum(one in known for one in set(stems(text, language=language)))


def _times(words: Mapping[str, int], name: str) -> int:
    """How many of the words are among the small ones of a language."""
    return sum(words.get(one, 0) for one in small(name))


@lru_cache(maxsize=1)
def _small() -> dict[str, frozenset[str]]:
    return {name: frozenset(f"{words} {_ASKS.get(name, '')}".split()) for name, words in _SMALL.items()}
