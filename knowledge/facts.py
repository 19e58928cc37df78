"""Questions for what a story states of itself: when it was posted, who wrote it, its number, its rights.

The patterns run over a question folded to lower-case words. They ask for the form of such a question and
not for a word of it: people are licensed, and hostages taken, that no story states of itself.
"""

import re

from knowledge import contacts
from knowledge.asking import A_STORY, UP_TO_FOUR, any_of
from knowledge.kinds import Kind
from knowledge.records import FactName

_A_PICTURE = r"(?:photo(?:graph)?s?|pictures?|pics?|images?|videos?|fotos?|imagen(?:es)?)"
_A_WRITER = r"(?:author|writer|reporter|journalist|autora?)"
_WRITTEN = r"(?:written|reported|escrit[oa]|redactad[oa])"
_POSTED = r"(?:posted|published|publicad[oa])"
_A_STATEMENT = r"(?:statement|announcement|\d\d \d{2,5}|\d{5,12})"  # or the number of a release
_TAKEN = r"(?:taken|tomad[oa]s?)"
_CAME_OUT = r"(?:come out|came out|put out|go out|went out)"
_SALIO = r"(?:salio|se publico|publicaron)"
_UP_TO_TWO = r"(?:\w+ ){0,2}"
# Not what a story tells of: "the date of the attack in the story".
_UP_TO_EIGHT = r"(?:(?!in |from |mentioned |en )\w+ ){0,8}"

FACTS: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    ("story id", any_of(r"id(?! (?:theft|thie|fraud|scam|card|badge|tag|check))", "identifier", "id number")),
    (
        "posted",
        re.compile(
            rf"\b(?:when|cuando)\b.{{0,120}}\b{_POSTED}\b"
            rf"|^{_POSTED}\b|\b{_POSTED} (?:date|day|time|on|when)\b"
            rf"|\b(?:date|day|time|year) {UP_TO_FOUR}{_POSTED}\b|\bpubli(?:sh|cation) (?:date|day|time)\b"
            rf"|\b(?:it|this|{A_STORY}) (?:was )?{_POSTED}\b"
            r"|\bpublicaron\b|\b(?<!dominio )publico\b|\bfecha de publicacion\b"
            r"|\bwhen (?:was|were|is|did) (?:this|it|the|that) ?(?:come out|released|issued|out)\b"
            rf"|\bwhen (?:was|were|is|did) {UP_TO_FOUR}(?:{A_STORY}|{_A_STATEMENT}) ?"
            r"(?:come out|released|issued|out)\b"
            r"|\b(?:go|goes|went) (?:online|live)\b"
            rf"|\b(?:date|day) (?:was )?(?:this|of this|of the) ?{A_STORY}\b"
            rf"|\b(?:date|fecha) (?:of|on|for|del?|tiene) {_UP_TO_EIGHT}{A_STORY}\b"
            rf"|\b{A_STORY} (?:what )?(?:date|fecha)\b"
            rf"|\b(?:when|what date|what day) .{{0,80}}\b{A_STORY}\b.{{0,80}}\b{_CAME_OUT}\b"
            rf"|\b(?:when|what date|what day) .{{0,80}}\b{_CAME_OUT}$"
            rf"|\b(?:cuando|que dia) {_SALIO} {_UP_TO_TWO}{A_STORY}\b"
            r"|\bwhen did (?:you|u) (?:post|publish|put out)\b"
            rf"|\b(?:when|what date|what day) .{{0,80}}\bput out (?:the |a |this )?"
            rf"(?:{A_STORY}|{_A_STATEMENT})\b"
            r"|\b(?:when|what date|what day) (?:was|were|is) .{1,80}\bannounced$"
        ),
    ),
    (
        "taken",
        re.compile(
            rf"\bdate taken\b|^{_TAKEN}\b"
            rf"|\b(?:when|where) (?:was|were) (?:this|it|that|they|{A_STORY}) taken\b"
            rf"|\b{_A_PICTURE}\b.{{0,60}}\b{_TAKEN}\b|\b{_TAKEN}\b.{{0,60}}\b{_A_PICTURE}\b"
        ),
    ),
    (
        "byline",
        re.compile(
            rf"\bwho(?:s| is| was| has| had)? {_UP_TO_TWO}(?:wrote|written|authored|posted|{_A_WRITER})\b"
            rf"|\b(?:by whom|quien|quienes)\b.{{0,60}}\b(?:{_WRITTEN}|escribio|redacto|{_A_WRITER})\b"
            rf"|\b{_WRITTEN} (?:by|por)\b|\bbyline\b|^(?:and |y )?(?:the |el |la )?{_A_WRITER}\b"
            rf"|\b{_A_WRITER}s? (?:name|of (?:this|it|(?:the |this )?{A_STORY}))\b"
            rf"|^(?:what|whats|name|give me|tell me|find) {UP_TO_FOUR}{_A_WRITER}s?$"
            rf"|\b(?:which|what) {_A_WRITER} wrote\b|\bwho (?:did|reported|put out) {UP_TO_FOUR}{A_STORY}\b"
            rf"|\bcredited (?:for|with) {UP_TO_FOUR}{A_STORY}\b"
            rf"|\b(?:de quien es|quien firma) {_UP_TO_TWO}{A_STORY}\b"
        ),
    ),
    (
        "views",
        re.compile(
            r"\b(?:how many|number of|web|cuant[oa]s) (?:times |people |web )?"
            r"(?:views?|viewed|read|seen|vistas|visto)\b"
            r"|\b(?:times (?:viewed|seen|read)|visualizaciones)\b|^views?$"
        ),
    ),
    (
        "downloads",
        re.compile(
            r"\b(?:how many|number of|cuant[oa]s)\b.{0,40}\b(?:download(?:s|ed)?|descargas?|descargado)\b"
            r"|^(?:downloads?|descargas?)\b|\b(?:times|been) downloaded\b"
        ),
    ),
    (
        "rights",
        re.compile(
            r"\b(?:public domain|dominio publico|copyright|copyrighted|reuse|re use|republish|reprint"
            r"|reproduce|free to use)\b|\b(?:can|may) i (?:use|share|copy|quote|post)\b"
            rf"|\b(?:what|which) licen[sc]e$|\b(?:it|this|{A_STORY}) (?:\w+ ){{0,3}}licen[sc]ed?\b"
            rf"|\blicen[sc]e (?:\w+ ){{0,3}}(?:it|this|{A_STORY})\b"
        ),
    ),
    (
        "title",  # of a story: people have titles too
        re.compile(
            rf"\b{A_STORY} titles?\b|\b(?:the|its|this|that|full|exact|whats) titles?$|^titles?\b"
            rf"|\btitles? of {UP_TO_FOUR}(?:{A_STORY}|it|this|that)\b|\btitle (?:is|was) (?:it|this)\b"
            rf"|\b(?:{A_STORY}|it|this|that|is|was) (?:titled|entitled)\b|\b(?:headlines?|titular|titulo)\b"
            rf"|\bcomo se (?:titula|llama) {_UP_TO_TWO}{A_STORY}\b"
        ),
    ),
    (
        "number",
        re.compile(
            rf"\b(?:release|pr) (?:number|no)\b|\bnumbered\b|\bnumber of (?:the|this) {UP_TO_FOUR}{A_STORY}\b"
            r"|\bnumero (?:de|del) comunicado\b"
        ),
    ),
    (
        "topics",
        re.compile(
            r"\b(?:topics?|temas?) (?:of|is|listed)\b|^topics?$"
            rf"|\b(?:topics?|temas?) (?:on|for|del?) {_UP_TO_EIGHT}{A_STORY}\b"
        ),
    ),
    (
        "components",
        re.compile(
            r"^(?:(?:which|what) )?components?$|\b(?:justice|department|doj) components?\b"
            r"|\bcomponents? (?:is |are |was |were )?(?:listed|named|involved|responsible)\b"
            rf"|\bcomponents? (?:is |are )?(?:on|for) {_UP_TO_EIGHT}{A_STORY}\b"
        ),
    ),
    (
        "updated",
        re.compile(
            r"\b(?:when|date|last|recently)\b.{0,80}\bupdated\b|^updated\b"
            r"|\b(?:cuando|fecha)\b.{0,80}\b(?:actualizo|actualizad[oa])\b"
        ),
    ),
    (
        "dateline",
        any_of(
            "filed from", "dateline", "datelined", "reported from",
            rf"where (?:is|was) {_UP_TO_EIGHT}{A_STORY} (?:written|filed|reported)",
            f"desde donde se (?:escribio|redacto|envio) {_UP_TO_TWO}{A_STORY}",
        ),
    ),
    (
        "location",
        re.compile(
            r"^(?:the )?(?:location|ubicacion)(?: (?:of|is|listed).{0,40})?$"
            rf"|\blocation (?:is )?listed\b.{{0,80}}\b{A_STORY}\b"
        ),
    ),
)  # fmt: skip

PUBLIC_DOMAIN = any_of("public domain", "dominio publico")
TITLED = any_of("titled", "entitled", "called", "headlined")
# What is written and published too, and is no story.
A_WORK = any_of(
    "books?", "novels?", "poems?", "essays?", "songs?", "albums?", "films?", "movies?", "magazines?",
    "stud(?:y|ies)", "papers?", "surveys?", "newspapers?", "dictionar(?:y|ies)",
    "libros?", "novelas?", "poemas?", "ensayos?", "canci(?:on|ones)", "peliculas?", "revistas?",
    "estudios?", "encuestas?", "periodicos?", "diccionarios?",
)  # fmt: skip

# What a question for a day asks for when it asks where or who; it asks for nothing that is stated when it
# asks why or how.
DAYS: frozenset[FactName] = frozenset({"posted", "taken", "updated"})
_HOW = re.compile(r"^(?:and |y )?(?:how|como) (?!long ago\b|recent|old\b|many\b)|\b(?:why|por que)\b")


def as_asked(fact: FactName, kind: Kind, plain: str) -> FactName | None:
    """Return the fact that is asked for by that `kind` of question, folded to `plain` words, or None.

    "Where was it taken" asks for a place, not for the day that "taken" stands for; "the e-mail of the author"
    for a way to reach the author, which no story states.
    """
    if kind in contacts.WAYS:
        return None
    if fact not in DAYS:
        return fact
    if kind == "where":
        return "location" if fact == "taken" else None
    if kind == "who":
        return "byline"
    return None if _HOW.search(plain) else fact


# The words of such a question that say nothing of which story it means.
FACT_WORDS = frozenset(
    (
        "posted published publish publication publicado publicada released issued date taken title "
        "titled headline wrote written author authors writer byline reporter escribio autor titulo "
        "views view viewed web times downloads downloaded download time fecha id identifier number "
        "rights public domain copyright license reuse free use share copy location updated last many "
        "much dateline filed people read republish reprint reproduce republished copyrighted licensed "
        "licence licencia publico dominio online live come came out put go went post tiene salio listed "
        "announced photo photos photograph photographs picture pictures pic pics image images "
        "topics temas components datelined written escribio redacto firma credited did fue actualizo pr no "
        "numero titula"
    ).split()
)
