"""What a sentence must hold to answer a kind of question: a date, a number, a person, a place, a reason.

Every pattern runs over one passage at most, and none repeats a repetition. Those that
do not look at capitals are matched in lower case, which takes half the time of ignoring case.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from knowledge import contacts, signs_spanish
from knowledge.kinds import Kind
from knowledge.speakers import NAME
from knowledge.text import stem

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:-\d{{1,2}})? {_MONTH}(?!\w)|\b{_WEEKDAY}\b"
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|several|dozens?|hundreds?"
    "|thousands?|million|billion"
)
_UNIT = (
    r"(?:(?:second|minute|hour|day|week|month|year|decade|mile|kilometer|meter|yard)s?|feet|foot|inch(?:es)?)"
)

# The name of a place, as far as its form tells: a capital, and neither a month nor a day of the week.
_PLACE = (
    r"(?:the )?(?:(?:northern|southern|eastern|western|central|downtown) )?"
    rf"(?!(?:{_MONTH}|{_WEEKDAY}s?)(?!\w))[A-Z][\w.’'-]{{1,30}}"
)

# Words with a capital that stand beside each other and name nobody: "District Attorney", "New York".
_NOBODY = (
    r"(?:District|Attorneys?|General|United|States?|Department|Office|Bureau|Division|Unit|Court|Supreme|Circuit"
    r"|Federal|National|American|County|City|Town|Village|New|North|South|East|West|San|Los|Las|Fort|Lake|Mount"
    r"|River|Island|Park|Street|Avenue|Road|Boulevard|Building|Center|Hall|Airport|Bridge|University|College"
    r"|School|Hospital|Church|Institute|Army|Navy|Air|Force|Marine|Corps|Coast|Guard|Command|Base|Police|Fire"
    r"|Board|Council|Commission|Committee|Congress|Senate|House|Representatives|Agency|Administration|Authority"
    r"|Service|Services|Security|Defense|Justice|Health|Education|Internal|Revenue|Public|Affairs|Act"
    r"|Law|Program|Project|Fund|Bank|Company|Corporation|Association|Foundation|Group|Team|The|This|In|On|At"
    rf"|{_MONTH}|{_WEEKDAY})"
)
_AS_IT_STANDS: dict[Kind, tuple[str, ...]] = {
    "who": (
        r"\b(?:Gen|Maj|Brig|Lt|Col|Colonel|General|Capt|Cpt|Sgt|Mr|Mrs|Ms|Dr|Adm|Cmdr|LTG|MG|BG|COL|LTC|MAJ|CPT"
        rf"|SFC|SSG|CW\d)\b\.? [A-Z]\w+|\b(?!{_NOBODY}\b)[A-Z][a-z]{{1,20}} (?:[A-Z]\. )?"
        rf"(?!{_NOBODY}\b)[A-Z][\w'’]{{1,20}}\b",
        NAME,
    ),
    "when": (
        _DAY,
        # A law's year ("the Civil Rights Act of 1964") is no day of what is told.
        rf"\b{_MONTH} (?:of )?\d{{4}}\b|\b(?<!Act of )(?:1\d|20)\d\ds?\b|\bcentury\b|\b[Tt]oday\b"
        r"|\b\d{2,6} B\.?C|\bAD \d",
        rf"\b{_MONTH}(?!\w)",
    ),
    "until": (
        rf"\b(?:until|till|through|thru|to|by) (?:the )?(?:end of )?(?:{_MONTH}|\d{{4}}\b|{_WEEKDAY})",
        _DAY,
        rf"\b(?:19|20)\d\d\b|\b{_MONTH}(?!\w)",
    ),
    "what time": (
        r"\b\d{1,2}(?::\d\d)? ?[ap]\.? ?m\b|\b[Nn]oon\b|\b[Mm]idnight\b|\b\d{4} (?:hours|hrs)\b"
        r"|\b\d{1,2}:\d\d\b",
    ),
    "where": (
        r"\b(?:[Ii]n|[Aa]t|[Nn]ear|visited|[Aa]cross|[Tt]hroughout|[Oo]utside|[Ii]nside|(?:visits?|trips?) to"
        rf"|(?:north|south|east|west) of) {_PLACE}",
        # Also the dateline: where a release was written, and often what it tells of.
        rf"\b(?:[Tt]o|[Ff]rom|[Tt]hrough|including|[Bb]etween) {_PLACE}|\A[A-Z]{{2,20}}[A-Z .,-]{{2,40}}",
    ),
    **contacts.AS_IT_STANDS,
}
_IN_LOWER_CASE: dict[Kind, tuple[str, ...]] = {
    "role": (
        r"\b(?:director|commander|commanding|general|chief|officer|secretary|attorney|president"
        r"|chair\w{0,8}|deputy"
        r"|attach\S{1,3}|manager|head|leader|minister|ambassador|engineer|spokes\w{1,8}|coordinator|adviser|advisor"
        r"|instructor|sergeant|professor|counterpart|mayor|governor|judge|owner|founder|dean|principal|pilot|captain"
        r"|colonel|lieutenant|veteran|spouse|student|member|analyst|planner|senator|gen|maj|col|capt|lt|sgt)\b",
    ),
    "how many": (
        r"(?<![-\w.])\$?\d[\d,]{0,15}(?:\.\d{1,6})?(?:th|st|nd|rd|%)?\b"
        rf"|\b(?:{_NUMBER_WORDS}|once|twice|annual|annually|quarterly|monthly|weekly|daily)\b",
    ),
    "times": (
        rf"\b(?:once|twice|thrice|(?:\d{{1,6}}|{_NUMBER_WORDS}) (?:more )?times)\b",
        r"\b(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) "
        r"(?:annual|time|year|visit|consecutive)\b",
    ),
    "how often": (
        r"\b(?:annual|annually|yearly|quarterly|monthly|weekly|daily|hourly|biannual|biennial|semiannual|every"
        rf"|each (?:year|month|week|day|quarter)|(?:once|twice|{_NUMBER_WORDS}|times) (?:times )?"
        r"(?:an?|per|each) (?:year|quarter|month|week|day))\b",
    ),
    "percent": (r"\d ?%|\bpercent\b|\bper cent\b",),
    "how far": (
        rf"\b(?:[\d,.]{{1,12}}|{_NUMBER_WORDS})[ -](?:square |nautical )?"
        r"(?:miles?|kilometers?|km|meters?|feet|foot|yards?|inch(?:es)?|acres?|stor(?:y|ies))\b",
    ),
    "how fast": (r"\b(?:mph|knots?|mach|(?:miles|kilometers|feet|meters) (?:an|per) (?:hour|second))\b",),
    "how heavy": (r"\b(?:pounds?|lbs?|tons?|tonnes?|kilograms?|kilos?|kg|ounces?|grams?)\b",),
    "colour": (
        r"\b(?:black|white|gr[ae]y|red|orange|yellow|green|blue|purple|violet|pink|brown|beige|tan|khaki|maroon"
        r"|crimson|scarlet|navy|teal|turquoise|gold(?:en)?|silver|bronze|olive|ivory|amber"
        r"|colou?r(?:s|ed|ful|less)?)\b",
    ),
    "how old": (
        r"\b\d{1,3}[ -]years?[ -]old\b|\bage[ds]? (?:of )?\d|\bborn\b|, \d\d,|\(\d\d\)",
        r"\b(?:founded|established|built)\b",
    ),
    "how much": (
        r"[$€£] ?\d|\b\d[\d,.]{0,15} (?:dollars|percent|euros|pounds)\b|\d%",
        r"\b\d",
        rf"\b(?:{_NUMBER_WORDS})\b",
    ),
    "how long": (
        rf"\b(?:\d{{1,6}}|{_NUMBER_WORDS}|an?|past|last)[ -](?:\w{{1,20}} )?{_UNIT}\b",
        _DAY.lower(),
    ),
    "why": (
        r"\b(?:because|due to|in order to|so that|to (?:ensure|enhance|help|build|better|improve|support)"
        r"|since|as a result|therefore|reasons?|purpose|aims?|aimed|designed|intended|must|reinforc\w{1,4}"
        r"|important|importance|critical|caused by|in response to|alleg\w{1,5}|violat\w{1,5})\b",
    ),
    "said": (r"[“”\"]|\b(?:said|says|explained|added|stated|noted|continued|concluded)\b",),
    **contacts.IN_LOWER_CASE,
}


def _compiled(signs: Mapping[Kind, Sequence[str]]) -> dict[Kind, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(map(re.compile, patterns)) for kind, patterns in signs.items()}


# In English and in Spanish, each as it stands and in lower case.
_SIGNS = (
    (_compiled(_AS_IT_STANDS), _compiled(_IN_LOWER_CASE)),
    (_compiled(signs_spanish.AS_IT_STANDS), _compiled(signs_spanish.IN_LOWER_CASE)),
)


# What is told by figures and units, or by one of few words, so that a sentence without can hardly answer.
# (Who and where are told by any name.)
MEASURED: frozenset[Kind] = frozenset(
    {
        "when", "until", "what time", "how many", "how much", "how long", "how often", "times", "percent",
        "how far", "how fast", "how heavy", "how old", "colour", "role", *contacts.WAYS,
    }
)  # fmt: skip

# Of those, what is never told but in its own unit: where there is none, there is no answer.
IN_UNITS: frozenset[Kind] = frozenset(
    {"how far", "how fast", "how heavy", "how old", "what time", "phone", "email"}
)

_ROUND = frozenset({"dozen", "hundr", "thousand", "million", "billion", "sever"})  # numbers by their stems
_BESIDE = 5  # words between a name and the post of the one who bears it
_POSTS = (
    "director commander chief secretary attorney president chair chairman chairwoman deputy attache manager"
    " head leader minister ambassador engineer spokesman spokeswoman spokesperson coordinator adviser"
    " advisor instructor professor counterpart governor judge owner founder dean principal pilot"
    " analyst planner senator student resident"
    " position receptionist inspector officer supervisor clerk teacher specialist technician"
    " administrator assistant driver nurse firefighter trooper sheriff"
    " mayor captain coach ceo treasurer"
)


def wanted(kind: Kind) -> bool:
    """Whether a question of this kind wants a thing that can be told by its form."""
    return kind in _AS_IT_STANDS or kind in _IN_LOWER_CASE


def strength(kind: Kind, sentence: str) -> float:
    """Return how surely `sentence` holds a thing of that kind: 1 for its plainest form, 0 for none."""
    tongues = _SIGNS if signs_spanish.is_spanish(sentence) else _SIGNS[:1]
    return max(_strength(cased.get(kind), lower.get(kind, ()), sentence) for cased, lower in tongues)


def _strength(
    cased: Sequence[re.Pattern[str]] | None, lower: Sequence[re.Pattern[str]], sentence: str
) -> float:
    signs, text = (lower, sentence.lower()) if cased is None else (cased, sentence)
    return next((1.0 - 0.3 * place for place, sign in enumerate(signs) if sign.search(text)), 0.0)


def introducing(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return a pattern for sentences that say what the thing called `words` is; None without words.

    "X is …", "X, the …", "X (…)", "… (X)".
    """
    if not words:
        return None
    name = r"\W{1,3}".join(re.escape(word) for word in words[:3])
    return re.compile(
        rf"\b{name}s?\b(?:\)|”|\")?,?(?: \(| (?:is|are|was|were|means|refers|serves|provides|enables)\b"
        rf"|, (?:an?|the|which)\b)|\({name}\)",
        re.IGNORECASE,
    )


def introduces(name: str, order: Sequence[str]) -> bool:
    """Whether a sentence, given by its stems in `order`, says what post the person called `name` holds.

    That is, whether one stands up to five words before the name, or up to five after it. A post is no name.
    """
    if is_post(name):
        return False
    places = [place for place, one in enumerate(order) if one == name]
    return any(
        not _posts().isdisjoint(order[max(0, place - _BESIDE) : place + _BESIDE + 1]) for place in places
    )


def is_post(one: str) -> bool:
    """Whether a stem is that of a post that somebody holds: a director, a mayor."""
    return one in _posts()


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    return frozenset(map(stem, (*_POSTS.split(), *signs_spanish.POSTS.split())))


def count_of(things: frozenset[str], order: Sequence[str]) -> float:
    """Return how surely a sentence, given by its stems in `order`, says the number of `things`.

    1 for a number up to four words before one of them ("45 agreed-to-actions"), 0.5 for one anywhere.
    """
    numbers = [place for place, one in enumerate(order) if _counts(one) and not _is_year(one)]
    if not numbers:
        return 0.0
    near = any(one in things and any(0 < place - n <= 4 for n in numbers) for place, one in enumerate(order))
    return 1.0 if near else 0.5


def _counts(word: str) -> bool:
    return (word[0].isdigit() and word[-1].isdigit()) or word in _ROUND


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
