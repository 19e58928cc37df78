"""What kind of thing a question asks for: a person, a day, a sum of money, a number to call …

The patterns, English and Spanish, run over a question folded to lower-case words with one space between
them.
"""

import re
from typing import Literal

from knowledge import contacts
from knowledge.asking import OVERVIEW, SAID, UP_TO_FOUR, UP_TO_THREE, any_of

Kind = Literal[
    "who", "role", "when", "where", "how many", "how much", "how long", "why", "said", "overview", "meaning",
    "until", "how often", "times", "percent", "how far", "how fast", "how heavy", "how old", "what time",
    "colour", "contact", "phone", "email", "link", "address", "what",
]  # fmt: skip

_A_PLACE = (
    r"(?:cit(?:y|ies)|towns?|places?|countr(?:y|ies)|states?|count(?:y|ies)|bases?|airports?|lugar(?:es)?"
    r"|ciudad(?:es)?|pais(?:es)?|estados?)"
)

# Who is asked for by what they do: "which senator voted", "name of the auditor".
_A_PERSON = (
    r"(?:person|people|members?|man|men|woman|women|guys?|lady|officials?|officers?|senators?"
    r"|congress(?:man|woman)|lawmakers?|lawyers?|attorneys?|judges?|prosecutors?|agents?|detectives?"
    r"|doctors?|bankers?|students?|teachers?|soldiers?"
    r"|generals?|colonel|captain|commander|director|secretary|president|governor|mayor|minister|relatives?|owners?"
    r"|executives?|ceo|employees?|workers?|investigators?|victims?|defendants?|suspects?|witness(?:es)?|auditor"
    r"|contractor|veterans?|researchers?|scientists?|professor|artists?|singer|actor|actress|author|king|queen)"
)
_OF_WHAT = r"(?!(?:is|was|were|are|did|does|do|of|the)\b)\w+"
# What goes on after a person, and not after "the officer training".
_THAT = (
    r"(?= (?:is|was|are|were|has|had|have|will|would|did|does|do|can|could|who|that|in|of|at|from|to|for"
    r"|with|on|by|got|said|says|went|wrote|gave|took|made|came|led|won|\w{2,15}ed)\b|$)"
)

# After "what time": it asks for a day or a year then, and not for an hour.
_A_SPAN = "(?:period|frame|of year)"

_A_SUM = (
    r"(?:amounts?|payouts?|payments?|prices?|costs?|fines?|penalt(?:y|ies)|settlements?|awards?|budgets?"
    r"|sums?)"
)

# Before the name of a measure: "what is the top speed of …", "weight of …", "cual es el peso de …".
_THE = (
    r"(?:^|\b(?:what|whats|what s|cual)(?: (?:is|was|es|era))? )(?:(?:the|el|la) )?"
    r"(?:(?:top|maximum|average|total|exact) )?"
)

# The one that stands first in a question says what kind it is, of two in one place the upper.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    *contacts.ASKED,
    (
        "who",
        any_of(
            "who", "whos", "whom", "whose", "quien", "quienes",
            rf"(?:which|what) (?:{_OF_WHAT} )?{_A_PERSON}{_THAT}",
            rf"^(?:(?:what|whats|what s) (?:is |was )?)?(?:the )?names? of {UP_TO_FOUR}{_A_PERSON}{_THAT}",
        ),
    ),
    (
        "how long",
        any_of(
            "how long", "how much (?:prison |jail )?time", "(?:prison|jail) (?:sentence|term|time)",
            "what sentence", "^(?:(?:what|whats|what s) (?:is |was )?(?:the )?)?sentence (?:for|of)",
            "cuanto tiempo", r"cuanto dur(?:o|a|an|aron)",
            "(?:que|cual fue la|de cuanto fue la) (?:condena|sentencia)",
        ),
    ),
    ("how often", any_of("how often", "how frequently", "con que frecuencia", "cada cuanto")),
    ("times", any_of("how many times", "cuantas veces")),
    (
        "how old",
        any_of("how old", "what age", "cuantos anos tiene", "que edad", rf"{_THE}(?:age|edad) (?:of|de)"),
    ),
    (
        "how heavy",
        any_of(
            "how heavy", "how much weight", "cuanto pesan?",
            rf"how much (?:do|does|did|can) {UP_TO_FOUR}(?:weigh|bear|lift|carry)",
            rf"{_THE}(?:weight|peso) (?:of|del?)",
        ),
    ),
    ("colour", any_of(r"(?:what|which) colou?rs?", r"(?:que|cual) color", "de que color(?:es)?")),
    (
        "how fast",
        any_of(
            "how fast", "what speed", "how quickly", "que velocidad",
            rf"{_THE}(?:speed|velocidad) (?:of|del?)",
        ),
    ),
    (
        "how far",
        any_of(
            "how far(?! (?:back|along|into|ahead))", "how tall", "how high", "how wide", "how deep",
            "what distance", "que distancia",
            rf"{_THE}(?:height|width|depth|distance) (?:of|from|between)",
            rf"{_THE}(?:altura|anchura|profundidad|distancia) (?:entre|del?)",
        ),
    ),
    ("percent", any_of("what percent", "what percentage", r"what (?:\w+ )?rate", "que porcentaje")),
    (
        "how much",
        any_of(
            "how much", "what sum", "what amount", "what price", "cuanto", "cuanta",
            rf"how (?:big|large) {UP_TO_THREE}{_A_SUM}",
        ),
    ),
    (
        "how many",
        any_of(
            "how many", "how big", "how large", "(?:what|the|total) number of", "^number of", "cuantos",
            "cuantas",
        ),
    ),
    ("until", any_of("until when", "until what", "till when", "until which", "how late", "hasta cuando")),
    ("what time", any_of(f"what time(?! {_A_SPAN})", "which hour", "what hour", "que hora")),
    (
        "when",
        any_of(
            "when", "whens", "how far back", f"what time {_A_SPAN}",
            "(?:what|which) (?:days?|dates?|years?|months?|week)", "date", "cuando",
            "que (?:dias?|fechas?|ano|mes|semana)",
        ),
    ),
    (
        "where",
        any_of(
            "where", "wheres", rf"(?:what|which) {UP_TO_THREE}{_A_PLACE}", "donde", "adonde",
            rf"que {_A_PLACE}",
        ),
    ),
    ("why", any_of("why", "whys", "por que", "^para que", "what reason", "how come", "purpose of")),
)  # fmt: skip

# What may join two clauses, when one of these words asks: "what happened when …", "which officer, who …".
_JOINS: frozenset[Kind] = frozenset({"who", "when", "where"})
_ASKS = re.compile(r"\b(?:what|whats|which|how|que|cual|cuales)\b")
# "When the fair ended, what …", unlike "when did the fair end".
_CLAUSE = re.compile(
    r"(?:when|where|cuando|donde) (?!(?:did|does|do|was|were|is|are|will|would|has|have|had|can|could|should"
    r"|and|or|se|fue|fueron|es|esta|estan|sera)\b)"
)

_ROLE = re.compile(
    r"^(?:and )?(?:(?:who|quien|quienes) (?:is|was|es|era)|whos) (?!the |in |on |at |el |la )"
    r"|\b(?:job|position|rank|role|cargo|puesto)\b"
)
# A question of no other kind that is for a sum of money.
SUM = re.compile(
    r"\b(?:amounts?|payouts?|price|(?<!low )costs?|worth|monto|precio)\b"
    r"|^what (?:fines?|penalty|payment|sum|compensation|damages)\b"
)
_MEANING = re.compile(
    r"^(?:what|whats) (?:is|are|was|were|does) (?:the |an? )?(?:\w+ ){0,2}\w+"
    r"(?: (?:stand for|mean|do|for|system))?$"
    r"|^(?:define|que es|que significa)\b"
)


def kind_of(plain: str) -> Kind:
    """Return the kind of a question folded to `plain` words; of two the one that stands first."""
    if OVERVIEW.search(plain):
        return "overview"
    places = (
        (match.start(), kind)
        for kind, pattern in _KINDS
        if (match := pattern.search(plain)) and not (kind in _JOINS and _joins(plain, match.start()))
    )
    first: Kind = min(places, key=lambda found: found[0], default=(0, "what"))[1]
    if first == "what" and _MEANING.search(plain) and not SAID.search(plain):
        return "meaning"
    if first == "what" and SAID.search(plain):
        return "said"
    if first in ("who", "what") and _ROLE.search(plain) and not SAID.search(plain):
        return "role"
    return "how much" if first == "what" and SUM.search(plain) else first


def _joins(plain: str, place: int) -> bool:
    """Whether a "when" or "who" at that place only joins two clauses, the other of which asks."""
    asks = _ASKS.search(plain)
    if asks is None:
        return False
    return asks.start() < place or bool(_CLAUSE.match(plain, place))
