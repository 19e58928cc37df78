"""What a sentence must hold to answer a kind of question: a date, a number, a person, a place, a reason.

Every pattern runs over one passage at most, and none repeats a repetition. Those that
do not look at capitals are matched in lower case, which takes half the time of ignoring case.
"""

import re
from collections.abc import Sequence

from knowledge.asking import Kind

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:-\d{{1,2}})? {_MONTH}(?!\w)|\b{_WEEKDAY}\b"
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens?|hundreds?|thousands?"
    "|million|billion"
)
_UNIT = (
    r"(?:(?:second|minute|hour|day|week|month|year|decade|mile|kilometer|meter|yard)s?|feet|foot|inch(?:es)?)"
)

_AS_IT_STANDS: dict[Kind, tuple[str, ...]] = {
    "who": (
        r"\b(?:Gen|Maj|Brig|Lt|Col|Colonel|General|Capt|Cpt|Sgt|Mr|Mrs|Ms|Dr|Adm|Cmdr|LTG|MG|BG|COL|LTC|MAJ|CPT"
        r"|SFC|SSG|CW\d)\b\.?|\b[A-Z][a-z]{1,20} (?:[A-Z]\. )?[A-Z][a-z]{1,20}\b",
    ),
    "when": (_DAY, rf"\b{_MONTH} (?:of )?\d{{4}}\b|\b(?:19|20)\d\d\b", rf"\b{_MONTH}(?!\w)|\b[Tt]oday\b"),
    "until": (
        rf"\b(?:until|till|through|thru|to|by) (?:the )?(?:end of )?(?:{_MONTH}|\d{{4}}\b|{_WEEKDAY})",
        _DAY,
        rf"\b(?:19|20)\d\d\b|\b{_MONTH}(?!\w)",
    ),
    "where": (
        r"\b(?:in|at|to|from|near|visited|across|through|outside|including) (?:the )?"
        r"(?:[A-Z][\w.’'-]{1,30}|Ft\.)"
        r"|\A[A-Z]{2,20}[A-Z .,-]{2,40}",
    ),
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
        r"|important|importance|critical)\b",
    ),
    "said": (r"[“”\"]|\b(?:said|says|explained|added|stated|noted|continued|concluded)\b",),
}
_CASED = {kind: tuple(re.compile(one) for one in patterns) for kind, patterns in _AS_IT_STANDS.items()}
_LOWER = {kind: tuple(re.compile(one) for one in patterns) for kind, patterns in _IN_LOWER_CASE.items()}


def wanted(kind: Kind) -> bool:
    """Whether a question of this kind wants a thing that can be told by its form."""
    return kind in _CASED or kind in _LOWER


def strength(kind: Kind, sentence: str) -> float:
    """Return how surely `sentence` holds a thing of that kind: 1 for its plainest form, 0 for none."""
    signs = _CASED.get(kind)
    if signs is None:
        signs, sentence = _LOWER.get(kind, ()), sentence.lower()
    return next((1.0 - 0.3 * place for place, sign in enumerate(signs) if sign.search(sentence)), 0.0)


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


def count_of(things: frozenset[str], order: Sequence[str]) -> float:
    """Return how surely a sentence, given by its stems in `order`, says the number of `things`.

    1 for a number up to four words before one of them ("45 agreed-to-actions"), 0.5 for one anywhere.
    """
    numbers = [place for place, one in enumerate(order) if one.isdigit() and not _is_year(one)]
    if not numbers:
        return 0.0
    near = any(one in things and any(0 < place - n <= 4 for n in numbers) for place, one in enumerate(order))
    return 1.0 if near else 0.5


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
