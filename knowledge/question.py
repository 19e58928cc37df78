"""What a question asks: its kind, the fact or the stories it wants, and the words it asks with."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import asking, contacts, facts, languages
from knowledge.asking import Scope
from knowledge.courtesy import bare
from knowledge.kinds import Kind, kind_of
from knowledge.lexicon import NUMBERS, STOP_WORDS
from knowledge.periods import Named, Period, month_of_any_year, named
from knowledge.records import FactName, Repair, Span
from knowledge.repairs import asks_in_spanish, is_foreign, repaired
from knowledge.spanish import gloss
from knowledge.spelling import Vocabulary
from knowledge.text import Token, stem, tokens

LONGEST = 4000  # what is typed beyond is not read; Discord allows no more either
_NUMBERS = 4  # so many numbers are looked up
_TERMS = 24  # a question has no more words that carry it; what is longer was pasted

_MARKUP = re.compile(
    r"\[[^\[\]\n]{0,200}\]\([^()\s]{0,2000}\)"  # a link with a label, which is no part of the question
    r"|<[@#:/a-z!&][^<>\s]{0,80}>|https?://[^\s<>]{1,2000}|[*_~`|]+|(?<![\w.])@(?:everyone|here)\b",
    re.IGNORECASE,
)
# A DVIDS story id, or the number of a Justice release, and no part of an amount or of a longer number.
_NUMBER = re.compile(r"(?<![\w.,$-])(?:\d{5,12}|\d\d-\d{2,5})(?![\w,-])")
# What says nothing about what is asked for, whatever that is.
_ALWAYS_ASK = STOP_WORDS | asking.STORY_WORDS | asking.EVENT_WORDS | languages.ELSEWHERE
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_ASKED = ("?", "？", "؟")  # the last two in Chinese or Japanese, and in Arabic


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `asked` is what was typed, without markup and what is said around a question; `plain` the same, folded to
    words, repaired. `terms` are the words that carry it, each stem once, in order. `fact` is the fact of a
    story that is asked for. `sayer` are the stems of whom it asks
    to have said something, `spoken_of` those of all words that follow; `last_said` asks for the last of
    it if True, for the first if False. `counted` are the stems of what it asks the number of. `period` is
    the time it names: that stories must be of, or that a passage tells of. `numbers` are those that may
    be a story's; `of_number` says that one must be. `follows` says that it may lean on what was said
    before, `asks_on` that it does, and `before` is the question whose words it takes, having none of its
    own but those of the X of "and X?", whose stems are `asked_of`. `many` is how many of the latest or oldest
    stories it wants, 1 where it does not say; `excludes` says that it wants the stories that do not have its
    words. `compares` says that it asks for two stories. `language` is the one whose endings its words take
    (languages.py), `spanish` says that it asks in Spanish, and `gloss` is
    then the question word by word in English, for releases that lack its own words.
    """

    typed: str
    asked: str
    plain: str
    terms: tuple[Token, ...]
    kind: Kind
    scope: Scope = "passage"
    fact: FactName | None = None
    sayer: frozenset[str] = frozenset()
    spoken_of: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    last_said: bool | None = None
    period: Period | None = None
    numbers: tuple[Token, ...] = ()
    of_number: bool = False
    repairs: tuple[Repair, ...] = ()
    follows: bool = False
    many: int = 1
    excludes: bool = False
    compares: bool = False
    language: str | None = None
    spanish: bool = False
    gloss: str | None = None
    asks_on: bool = False
    before: str | None = None
    asked_of: frozenset[str] = frozenset()

    @property
    def whole(self) -> str:
        """What is asked, in words to tell its meaning by: as typed, repaired, with the question before it."""
        asked = self.gloss or (self.plain if self.repairs else self.asked)
        return f"{self.before} {asked}" if self.before else asked

    @property
    def stems(self) -> tuple[str, ...]:
        """What the terms are compared by."""
        return tuple(term.stem for term in self.terms)

    def without(self, number: Token) -> "Question":
        """Return the question without a story's number, and without the words that introduce one."""
        rest = (term for term in self.terms if not number.span.start <= term.span.start < number.span.end)
        return replace(self, terms=tuple(term for term in rest if term.word not in facts.FACT_WORDS))

    @property
    def who_said(self) -> bool:
        """Whether it asks who said something."""
        return self.kind == "who" and bool(asking.SAID.search(self.plain))


def is_question(text: str) -> bool:
    """Whether somebody who writes `text` in a channel wants to know something."""
    said = [replace(one, word=asking.SLIPS.get(one.word, one.word)) for one in tokens(clean(text))]
    words = [one.word for one in said]
    plain, asked = " ".join(words), " ".join(one.word for one in bare(said, ()))
    if asking.OVERVIEW.search(plain):
        return True
    if text.rstrip().endswith(_ASKED) or "¿" in text:
        return not asking.CHATTER.issuperset(words)
    return len(words) > 1 and any(map(asking.OPENERS.search, (plain, asked)))


def clean(text: str) -> str:
    """Return the first `LONGEST` characters typed, without markup, links, mentions and unseen characters."""
    return _MARKUP.sub(" ", "".join(map(_seen, text[:LONGEST])))


def _unstyled(text: str) -> str:
    """Plain letters for wide and ornate ones, as `text.fold` compares them, and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # joiners, soft hyphens and direction marks stand inside words
        return ""
    return " " if category in _UNSEEN else character


def understand(
    text: str, vocabulary: Vocabulary, *, today: date | None = None, facts: bool = True
) -> Question:
    """Read `text` as a question to releases with that vocabulary: repair its words, tell what it asks.

    Without `facts` it is not taken as one for a fact that a story states of itself. "Last year" and its
    like count from `today`.
    """
    cleaned = clean(text)
    language = vocabulary.language_of(cleaned)
    said, repairs = repaired(list(tokens(cleaned, language=language)), vocabulary, language)
    words = bare(said, vocabulary)
    plain = " ".join(word.word for word in words)
    scope = _scope(plain)
    kind = kind_of(plain)
    fact = _fact(plain, scope, kind) if facts else None
    time = _time([word.word for word in words], scope, today)
    rest = _without_time(words, time, scope)
    carrying = (word for word in rest if not _asks(word.word, kind, scope, fact, language))
    compares = bool(asking.COMPARES.search(plain))
    told = _without_orders(list(carrying), plain)
    if compares:
        told = _without_comparing(told)
    many = _many(plain) if scope in ("latest", "oldest") else None
    if many:
        told = [word for word in told if _number(word.word) != many]
    sayer, spoken_of = _speech(plain, language)
    spanish = language is None and asks_in_spanish(words)
    numbers = tuple(Token(n.group(), n.group(), Span(*n.span())) for n in _NUMBER.finditer(cleaned))
    return Question(
        typed=text,
        asked=_unstyled(cleaned if len(words) == len(said) else _stretch(cleaned, words)),
        plain=plain,
        terms=_once(told)[:_TERMS],
        kind=kind,
        scope="passage" if fact else scope,
        fact=fact,
        sayer=sayer,
        spoken_of=spoken_of,
        counted=_counted(plain, told, language),
        last_said=_last_said(plain),
        period=time.period if time else None,
        numbers=numbers[:_NUMBERS],
        of_number=bool(asking.OF_NUMBER.search(plain)) or cleaned.strip() in {n.word for n in numbers},
        repairs=tuple(repairs),
        many=many or 1,
        excludes=scope in ("stories", "count") and bool(asking.EXCEPT.search(plain)),
        compares=compares,
        language=language,
        spanish=spanish,
        gloss=gloss(word.word for word in words) if spanish and is_foreign(words, vocabulary) else None,
        follows=bool(asking.FOLLOWS.search(plain)) or len(told) <= 2,
    )


def _stretch(text: str, words: Sequence[Token]) -> str:
    return text[words[0].span.start : words[-1].span.end]


def _many(plain: str) -> int | None:
    """How many of the latest or oldest stories are asked for, where a number says so."""
    found = asking.SEVERAL.search(plain)
    return _number(found.group(1) or found.group(2)) if found else None


def _number(word: str) -> int | None:
    figures = NUMBERS.get(word, word)
    return int(figures) if figures.isascii() and figures.isdigit() and 0 < len(figures) < 4 else None


def _without_orders(told: Sequence[Token], plain: str) -> Sequence[Token]:
    """The words without what only asks by its place: "list …", "how long …", "until …" alone."""
    if told and told[0].word in asking.ORDERS and plain.startswith(told[0].word):
        told = told[1:]
    told = [word for word in told if not (word.word in asking.MEASURES and f"how {word.word}" in plain)]
    return () if all(word.word in asking.MEASURES for word in told) else told


def _without_comparing(told: Sequence[Token]) -> Sequence[Token]:
    """The words without those that a comparison asks with; all of them where there are no others."""
    rest = [
        word
        for before, word in zip([None, *told], told, strict=False)
        if word.word not in asking.COMPARING_WORDS
        and not (before and before.word in asking.COMPARING_WORDS and word.word in asking.COMPARED_WORDS)
    ]
    return rest or told


def _fact(plain: str, scope: Scope, kind: Kind) -> FactName | None:
    """The fact that is asked for; in a question for stories only a fact that tells one of them."""
    named = next((name for name, pattern in facts.FACTS if pattern.search(plain)), None)
    fact = facts.as_asked(named, kind, plain) if named else None
    if facts.A_WORK.search(plain) and not asking.OF_A_STORY.search(plain):
        return None
    tells_one = fact in ("story id", "number") or (fact == "title" and facts.TITLED.search(plain))
    return fact if scope == "passage" or tells_one else None


def _once(words: Sequence[Token]) -> tuple[Token, ...]:
    first: dict[str, Token] = {}
    for word in words:
        first.setdefault(word.stem, word)
    return tuple(first.values())


def _scope(plain: str) -> Scope:
    if asking.OVERVIEW.search(plain) or (asking.ORDERED.search(plain) and asking.SAYER.search(plain)):
        return "passage"
    found: Scope = next((scope for scope, pattern in asking.SCOPES if pattern.search(plain)), "passage")
    if found in ("latest", "oldest") and asking.COMPARES.search(plain) and not asking.SEVERAL.search(plain):
        return "passage"
    return "passage" if found == "stories" and asking.ONE_STORY.search(plain) else found


def _speech(plain: str, language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of whom it asks to have said something, and of the words that follow."""
    found = asking.SAYER.search(plain)
    if found is None:
        return frozenset(), frozenset()
    named = next(filter(None, found.groups())).split()
    sayer = frozenset(stem(word, language) for word in named if word not in STOP_WORDS)
    return sayer, frozenset(stem(word, language) for word in plain[found.end() :].split())


def _counted(plain: str, told: Sequence[Token], language: str | None) -> frozenset[str]:
    """The stems of what is to be counted: what stands after "how many", or all where that stands last."""
    if asking.COUNTED_BEFORE.search(plain):
        return frozenset(word.stem for word in told)
    found = asking.COUNTED.search(plain)
    named = found.group(1).split() if found else ()
    things = (word for word in named if not _asks(word, "how many", "passage", None, language))
    return frozenset(stem(word, language) for word in things)


def _last_said(plain: str) -> bool | None:
    found = asking.ORDERED.search(plain)
    return "first" not in found.groups() if found else None


def _time(words: Sequence[str], scope: Scope, today: date | None) -> Named | None:
    return named(words, today) or (month_of_any_year(words) if scope != "passage" else None)


def _without_time(words: Sequence[Token], time: Named | None, scope: Scope) -> Sequence[Token]:
    """The words without those that name a time; a passage may hold "in 2013", not "last year"."""
    if time is None or (scope == "passage" and not time.period.relative):
        return words
    return [*words[: time.start], *words[time.end :]]


def _asks(word: str, kind: Kind, scope: Scope, fact: FactName | None, language: str | None) -> bool:
    """Whether a word is one to ask with, and says nothing about what is asked for."""
    if word in _ALWAYS_ASK or (language and word in languages.small(language)):
        return True
    if kind == "overview" and word in asking.OVERVIEW_WORDS:
        return True
    if kind in contacts.WAYS and word in contacts.WORDS:
        return True
    if scope != "passage" and word in asking.LIST_WORDS:
        return True
    return fact is not None and word in facts.FACT_WORDS
