"""What a question asks: its kind, the fact or the stories it wants, and the words it asks with.

All that is known about questions' words, English and Spanish, stands here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.lexicon import STOP_WORDS
from knowledge.records import FactName, Repair
from knowledge.spelling import Vocabulary
from knowledge.text import Token, stem, tokens

Kind = Literal["who", "role", "when", "where", "how many", "how long", "why", "said", "overview", "what"]
Scope = Literal["passage", "stories", "count", "latest", "oldest"]

LONGEST = 4000  # what is typed beyond is not read; Discord allows no more either

_MARKUP = re.compile(r"<[@#:/a-z!&][^<>\s]{0,80}>|https?://\S+|[*~`|]+|@(?=everyone|here)")
_STORY_WORDS = frozenset(
    ["story", "stories", "article", "articles", "release", "releases", "news", "noticia", "noticias", "articulo", "articulos", "piece", "pieces", "post", "posts", "text", "page", "press", "collection", "set", "library", "historia", "historias", "comunicado", "comunicados"]
)
_PHRASES = (
    ("who", r"who|whos|whom|whose|quien|quienes"),
    ("how long", r"how long|how much time|cuanto tiempo|cuanto duro"),
    ("how many", r"how many|how much|how often|how far|how old|how big|cuantos|cuantas|cuanto|cuanta|number of|what percent\w*"),
    ("when", r"when|whens|what day|what date|which day|what time|what year|which year|what month|date of|cuando|que dia|que fecha|date"),
    ("where", r"where|wheres|what city|which city|what place|what country|which country|donde|adonde|de donde|en que lugar"),
    ("why", r"why|whys|por que|what reason|how come|purpose of"),
)  # fmt: skip
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b"))  # type: ignore[misc]
    for name, words in _PHRASES
)
_OVERVIEW = re.compile(
    r"\b(?:tl ?dr|summar\w{0,6}|gist|overview|recap|main point\w?|key point\w?|resumen|resume|de que trata|de que se trata)\b"
    r"|\b(?:what|whats) (?:is |was )?(?:this|that|it|the (?:story|article|release|news)) (?:\w+ )?about\b"
    r"|^what happened(?: here)?$"
)
_ROLE = re.compile(
    r"^(?:and )?(?:(?:who|quien|quienes) (?:is|was|es|are|era)|whos) (?!the |in |on |el |la )"
    r"|\b(?:job|position|rank|role|cargo|puesto|duties)\b"
)
_SAID = re.compile(
    r"\b(?:said|say|says|quote|quoted|according to|dijo|dice|told|think|thinks|compared|explained)\b"
)
_FACTS: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    ("story id", re.compile(r"\b(?:story|article|news|release)? ?(?:id|identifier|id number|number id)\b")),
    ("posted", re.compile(
        r"\b(?:posted|published|publish date|publication date|publicad[oa]|publico|publicaron|fecha de publicacion)\b"
        r"|\bwhen (?:was|were|is|did) (?:this|it|the) ?(?:story|article|release|news|press release)? ?(?:come out|released|issued|out)\b"
        r"|\b(?:date|day) (?:was )?(?:this|of this|of the|of the press) ?(?:story|article|release)\b"
    )),
    ("taken", re.compile(r"\b(?:date taken|taken|tomad[oa])\b")),
    ("byline", re.compile(
        r"\b(?:wrote|written|author\w?|writer\w?|byline|reporter|journalist|credited|escribio|escrito|autor\w?|redacto)\b"
    )),
    ("views", re.compile(r"\b(?:views?|viewed|visits|vistas|visto|visualizaciones|times read|how many (?:people )?read)\b")),
    ("downloads", re.compile(r"\b(?:downloads?|downloaded|descargas?|descargado)\b")),
    ("rights", re.compile(
        r"\b(?:public domain|dominio publico|copyright\w{0,3}|licen[sc]e\w?|reuse|re use|republish|reprint|reproduce"
        r"|free to use|(?:can|may) i (?:use|share|copy|quote|post))\b"
    )),
    ("title", re.compile(r"\b(?:title\w?|headline\w?|titled|entitled|titulo|titular)\b")),
    ("number", re.compile(r"\b(?:press release|release) number\b")),
    ("topics", re.compile(r"\btopics? (?:of|is|listed)\b|^topics?$")),
    ("components", re.compile(r"\bcomponents?\b")),
    ("updated", re.compile(r"\b(?:last )?updated\b")),
    ("dateline", re.compile(r"\b(?:filed from|dateline|datelined|reported from)\b")),
    ("location", re.compile(r"^(?:the )?(?:location|ubicacion)(?: (?:of|is|listed).{0,40})?$")),
)  # fmt: skip
_ABOUT_STORIES = (
    r"(?:stor(?:y|ies)|articles?|(?:press )?releases?|news|noticias?|articulos?|comunicados?|historias?)"
)
_COUNT = re.compile(rf"\b(?:how many|cuant[oa]s|number of) (?:\w+ ){{0,4}}{_ABOUT_STORIES}\b")
_LATEST = re.compile(
    rf"\b(?:latest|newest|most recent|last|ultim[oa]s?|mas recientes?) (?:\w+ ){{0,4}}{_ABOUT_STORIES}\b"
    rf"|\b{_ABOUT_STORIES} (?:mas recientes?)\b|^(?:the )?(?:latest|newest|most recent)(?: one)?$"
)
_OLDEST = re.compile(
    rf"\b(?:oldest|earliest|first|primer[oa]?|mas antigu[oa]) (?:\w+ ){{0,4}}{_ABOUT_STORIES}\b"
)
_STORIES = re.compile(
    rf"\b(?:which|what|any|all|list|show me|list all|other|que|cuales) (?:\w+ ){{0,3}}(?:{_ABOUT_STORIES})\b"
    rf"|\b(?:articles|stories|releases|noticias|historias) (?:about|on|from|mentioning|that|with|sobre|de)\b"
)
_TITLED = re.compile(r"\b(?:titled|entitled|called|headlined)\b")
_OPENERS = re.compile(
    r"^(?:who|what|when|where|why|how|which|whose|whom|is|are|was|were|do|does|did|can|could|will|would|has|have|had"
    r"|should|tell me|show me|list|name|give me|explain|describe|find|any|summarize|tldr|quien|que|cuando|donde|como"
    r"|cual|cuales|cuanto|cuantos|cuantas|por que|whos|whats|wheres|whens|hows|hay|hubo|es|fue)\b"
)
_FOLLOWS = re.compile(
    r"^(?:and|y|but|so|also|what about|how about|until|since|by whom|with whom|which one|que mas|who else|where else)\b"
    r"|\b(?:he|she|him|her|his|they|them|it|this|that|these|those|there|the article|the story|el|ella|esto|eso)\b"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `terms` are the words that carry it, repaired, each stem once, in order.
    `plain` is the question folded to lower-case words, for the phrases above.
    `fact` is the fact of a story that is asked for; `digits` the numbers typed.
    `follows` says that it leans on what was said before.
    """

    typed: str
    plain: str
    terms: tuple[Token, ...]
    kind: Kind
    scope: Scope = "passage"
    fact: FactName | None = None
    repairs: tuple[Repair, ...] = ()
    follows: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        """What the terms are compared by."""
        return tuple(term.stem for term in self.terms)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The terms that stand side by side."""
        return tuple(zip(self.stems, self.stems[1:], strict=False))


def is_question(text: str) -> bool:
    """Whether somebody who writes `text` in a channel wants to know something."""
    if text.rstrip().endswith("?") or "¿" in text:
        return any(c.isalnum() for c in text)
    plain = _plain(word.word for word in tokens(clean(text)))
    return (
        (bool(_OPENERS.search(plain) or _OVERVIEW.search(plain)) and len(plain.split()) > 1) or plain == "tldr"
    )


def clean(text: str) -> str:
    """Return the first `LONGEST` characters of what was typed without markup, links, mentions and unseen characters."""
    seen = "".join(c if not _unseen(c) else " " for c in text[:LONGEST])
    return _MARKUP.sub(" ", seen)


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def understand(text: str, vocabulary: Vocabulary) -> Question:
    """Read `text` as a question to releases that use `vocabulary`: repair its words, then tell what it asks."""
    words, repairs = _repaired(list(tokens(clean(text))), vocabulary)
    plain = _plain(word.word for word in words)
    scope = _scope(plain)
    fact = _first(plain, _FACTS) if scope == "passage" or _TITLED.search(plain) else None
    kind = _kind(plain)
    told = [word for word in words if not _is_empty(word, fact, scope)]
    return Question(
        typed=text,
        plain=plain,
        terms=tuple({word.stem: word for word in reversed(told)}.values())[::-1],
        kind=kind,
        scope="passage" if fact else scope,
        fact=fact,
        repairs=tuple(repairs),
        follows=bool(_FOLLOWS.search(plain)) or len(told) < 2,
    )


def _plain(words: Iterable[str]) -> str:
    return " ".join(words)


def _repaired(words: Sequence[Token], vocabulary: Vocabulary) -> tuple[list[Token], list[Repair]]:
    out: list[Token] = []
    repairs: list[Repair] = []
    for word in words:
        better = _better(word.word, vocabulary)
        if better:
            repairs.append(Repair(word.word, " ".join(better)))
        out += [Token(part, stem(part), word.span) for part in better] or [word]
    return out, repairs


def _better(word: str, vocabulary: Vocabulary) -> list[str]:
    asking = _ASKING_SLIPS.get(word)
    if asking:
        return [asking]
    pair = vocabulary.split(word)
    if pair:
        return list(pair)
    repaired = vocabulary.repair(word)
    return [repaired] if repaired else []


def _scope(plain: str) -> Scope:
    tests: tuple[tuple[Scope, Callable[[str], object]], ...] = (
        ("count", _COUNT.search),
        ("latest", _LATEST.search),
        ("oldest", _OLDEST.search),
        ("stories", _STORIES.search),
    )
    return next((scope for scope, test in tests if test(plain)), "passage")


def _kind(plain: str) -> Kind:
    if _OVERVIEW.search(plain):
        return "overview"
    found = min(
        ((match.start(), kind) for kind, pattern in _KINDS if (match := pattern.search(plain))),
        default=(0, "what"),
        key=lambda one: one[0],
    )[1]
    if found in ("who", "what") and not _SAID.search(plain) and _ROLE.search(plain):
        return "role"
    if found in ("who", "what") and _SAID.search(plain):
        return "said" if found == "what" else "who"
    return found


def _first(plain: str, facts: Sequence[tuple[FactName, re.Pattern[str]]]) -> FactName | None:
    return next((name for name, pattern in facts if pattern.search(plain)), None)


def _is_empty(word: Token, fact: FactName | None, scope: Scope) -> bool:
    """Whether a word says nothing about what is asked for."""
    if word.word in STOP_WORDS:
        return True
    if word.word in _STORY_WORDS:
        return True
    if scope != "passage" and word.word in _STORY_ASKING:
        return True
    return bool(fact) and word.word in _FACT_ASKING


_STORY_ASKING = frozenset(
    ["latest", "newest", "recent", "last", "most", "oldest", "earliest", "first", "mention", "mentions", "mentioning", "talk", "talks", "about", "cover", "covers", "many", "list", "ultima", "ultimas", "ultimo", "primera", "hablan", "mencionan", "mas", "reciente", "recientes", "date", "number", "count", "dated"]
)
_FACT_ASKING = frozenset(
    ["posted", "published", "publish", "publication", "publicado", "publicada", "released", "issued", "date", "taken", "title", "titled", "headline", "wrote", "written", "author", "writer", "byline", "reporter", "escribio", "autor", "titulo", "views", "view", "viewed", "web", "times", "downloads", "downloaded", "download", "time", "fecha", "story", "id", "number", "rights", "public", "domain", "copyright", "license", "reuse", "free", "use", "share", "copy", "location", "updated", "last", "many", "much", "dateline", "filed", "from"]
)
# Slips in the words of asking itself, which stand in no release.
_ASKING_SLIPS = {
    "waht": "what", "wat": "what", "whta": "what", "hwat": "what", "wut": "what", "wher": "where", "whre": "where",
    "wehre": "where", "wen": "when", "whn": "when", "wehn": "when", "woh": "who", "hwo": "who", "mny": "many",
    "wich": "which", "whcih": "which", "abot": "about", "abuot": "about", "teh": "the", "wy": "why",
    "qien": "quien", "kien": "quien", "dnde": "donde", "quando": "cuando",
}  # fmt: skip
