"""The words and phrases of asking, English and Spanish: closed sets, and patterns over folded words.

The patterns run over a question folded to lower-case words with one space
between them, never over what was typed.
"""

import re
from typing import Literal

from knowledge.records import FactName

Kind = Literal[
    "who", "role", "when", "where", "how many", "how much", "how long", "why", "said", "overview", "meaning",
    "until", "how often", "times", "percent", "how far", "how fast", "how heavy", "how old", "what time",
    "what",
]  # fmt: skip
Scope = Literal["passage", "stories", "count", "latest", "oldest"]


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_A_STORY = (
    r"(?:stor(?:y|ies)|articles?|(?:press )?releases?|news|"
    r"noticias?|articulos?|comunicados?|historias?)"
)
_STORIES = r"(?:stories|articles|(?:press )?releases|noticias|articulos|comunicados|historias)"
_UP_TO_THREE = r"(?:\w+ ){0,3}"
_UP_TO_FOUR = r"(?:\w+ ){0,4}"
_A_PLACE = (
    r"(?:cit(?:y|ies)|towns?|places?|countr(?:y|ies)|states?|count(?:y|ies)|bases?|airports?|lugar(?:es)?"
    r"|ciudad(?:es)?|pais(?:es)?|estados?)"
)

# The one that stands first in a question says what kind it is, of two in one place the upper.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("who", _any("who", "whos", "whom", "whose", "quien", "quienes")),
    ("how long", _any("how long", "how much time", "cuanto tiempo", "cuanto duro")),
    ("how often", _any("how often", "how frequently", "con que frecuencia", "cada cuanto")),
    ("times", _any("how many times", "cuantas veces")),
    ("how old", _any("how old", "what age", "cuantos anos tiene", "que edad")),
    (
        "how heavy",
        _any(
            "how heavy", rf"how much (?:do|does|did|can) {_UP_TO_FOUR}(?:weigh|bear|lift|carry)",
            "cuanto pesan?",
        ),
    ),
    ("how fast", _any("how fast", "what speed", "how quickly", "que velocidad")),
    (
        "how far",
        _any("how far", "how tall", "how high", "how wide", "how deep", "what distance", "que distancia"),
    ),
    ("percent", _any("what percent", "what percentage", r"what (?:\w+ )?rate", "que porcentaje")),
    (
        "how many",
        _any(
            "how many", "how big", "how large", "(?:what|the|total) number of", "^number of", "cuantos",
            "cuantas",
        ),
    ),
    ("until", _any("until when", "until what", "till when", "until which", "how late", "hasta cuando")),
    ("how much", _any("how much", "what sum", "what amount", "what price", "cuanto", "cuanta")),
    ("what time", _any("what time", "which hour", "what hour", "que hora")),
    (
        "when",
        _any(
            "when", "whens", "(?:what|which) (?:days?|dates?|years?|months?|week)", "date", "cuando",
            "que (?:dias?|fechas?|ano|mes|semana)",
        ),
    ),
    (
        "where",
        _any(
            "where", "wheres", rf"(?:what|which) {_UP_TO_THREE}{_A_PLACE}", "donde", "adonde",
            rf"que {_A_PLACE}",
        ),
    ),
    ("why", _any("why", "whys", "por que", "what reason", "how come", "purpose of")),
)  # fmt: skip

# What may join two clauses, when one of these words asks: "what happened when …", "which officer, who …".
JOINS: frozenset[Kind] = frozenset({"who", "when", "where"})
ASKS = re.compile(r"\b(?:what|whats|which|how|que|cual|cuales)\b")
# "When the fair ended, what …", unlike "when did the fair end".
CLAUSE = re.compile(
    r"(?:when|where|cuando|donde) (?!(?:did|does|do|was|were|is|are|will|would|has|have|had|can|could|should"
    r"|and|or|se|fue|fueron|es|esta|estan|sera)\b)"
)

OVERVIEW = re.compile(
    r"\b(?:tl ?dr|summary|summari[sz]e|gist|overview|recap|main points?|key points?|resumen|resume"
    r"|de que trata|de que se trata)\b"
    rf"|\b(?:what|whats) (?:is |was )?(?:it|(?:this|that|the)(?: {_A_STORY})?) (?:all )?about\b"
    r"|\b(?:what|whats) (?:is |was )?[\w ]{0,20}\d about$|^what happened(?: here)?$"
)
ROLE = re.compile(
    r"^(?:and )?(?:(?:who|quien|quienes) (?:is|was|es|era)|whos) (?!the |in |on |at |el |la )"
    r"|\b(?:job|position|rank|role|cargo|puesto)\b"
)
MEANING = re.compile(
    r"^(?:what|whats) (?:is|are|was|were|does) (?:the |an? )?(?:\w+ ){0,2}\w+"
    r"(?: (?:stand for|mean|do|for|system))?$"
    r"|^(?:define|que es|que significa)\b"
)
SAID = _any(
    "said", "say", "says", "quote", "quoted", "according to", "dijo", "dice", "told", "tell", "think",
    "thinks",
    "talk about", "compared", "explained", "reflect on",
)  # fmt: skip
# Who is asked to have said it: the words between "did" and "say", or "thing" and "said".
SAYER = re.compile(
    r"\b(?:did|does|do|has|dijo) ((?:\w+ ){0,4}?\w+) (?:say|said|think|tell|quoted)\b"
    r"|\b(?:thing|things|words|quote)(?: that)? ((?:\w+ ){0,4}?\w+) (?:said|says|told)\b"
)
# What is to be counted: the words after "how many".
COUNTED = re.compile(r"\b(?:how many|number of|cuant[oa]s) ((?:\w+ ){0,2}\w+)")
ORDERED = re.compile(r"\b(first|last|final)(?: few)? (?:things?|words?|quotes?|statement)\b")

FACTS: tuple[tuple[FactName, re.Pattern[str]], ...] = (
    ("story id", _any("id", "identifier", "id number")),
    (
        "posted",
        re.compile(
            r"\b(?:posted|published|publish date|publication date|publicad[oa]|publicaron)\b"
            r"|\b(?<!dominio )publico\b"
            r"|\bfecha de publicacion\b"
            r"|\bwhen (?:was|were|is|did) (?:this|it|the|that) ?(?:come out|released|issued|out)\b"
            rf"|\bwhen (?:was|were|is|did) {_UP_TO_FOUR}{_A_STORY} ?(?:come out|released|issued|out)\b"
            r"|\b(?:go|goes|went) (?:online|live)\b"
            rf"|\b(?:date|day) (?:was )?(?:this|of this|of the) ?{_A_STORY}\b"
        ),
    ),
    ("taken", _any("date taken", "taken", "tomado", "tomada")),
    (
        "byline",
        _any(
            "wrote", "written", "authors?", "writers?", "byline", "reporter", "journalist", "escribio",
            "escrito",
            "autora?", "redacto",
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
    ("downloads", _any("downloads?", "downloaded", "descargas?", "descargado")),
    (
        "rights",
        _any(
            "public domain", "dominio publico", "copyright", "copyrighted", "licen[sc]ed?", "reuse", "re use",
            "republish", "reprint", "reproduce", "free to use", "(?:can|may) i (?:use|share|copy|quote|post)",
        ),
    ),
    (
        "title",  # of a story: people have titles too
        re.compile(
            rf"\b{_A_STORY} titles?\b|\b(?:the|its|this|that|full|exact|whats) titles?$|^titles?\b"
            rf"|\btitles? of {_UP_TO_FOUR}(?:{_A_STORY}|it|this|that)\b|\btitle (?:is|was) (?:it|this)\b"
            rf"|\b(?:{_A_STORY}|it|this|that|is|was) (?:titled|entitled)\b|\b(?:headlines?|titular|titulo)\b"
        ),
    ),
    ("number", _any("release number", "numbered", "number of (?:the|this) release")),
    ("topics", re.compile(r"\btopics? (?:of|is|listed)\b|^topics?$")),
    ("components", _any("components?")),
    ("updated", _any("updated")),
    ("dateline", _any("filed from", "dateline", "datelined", "reported from")),
    ("location", re.compile(r"^(?:the )?(?:location|ubicacion)(?: (?:of|is|listed).{0,40})?$")),
)  # fmt: skip

# The first that stands in a question says that it asks for stories, and for which.
SCOPES: tuple[tuple[Scope, re.Pattern[str]], ...] = (
    ("count", re.compile(rf"\b(?:how many|cuant[oa]s|number of) {_UP_TO_FOUR}{_STORIES}\b")),
    (
        "latest",
        re.compile(
            rf"\b(?:latest|newest|most recent|last|ultim[oa]s?) {_UP_TO_FOUR}{_A_STORY}\b"
            rf"|\b{_A_STORY} mas recientes?\b|^(?:the )?(?:latest|newest|most recent)(?: one)?$"
        ),
    ),
    (
        "oldest",
        re.compile(rf"\b(?:oldest|earliest|first|primer[oa]?|mas antigu[oa]) {_UP_TO_FOUR}{_A_STORY}\b"),
    ),
    (
        "stories",
        re.compile(
            rf"\b(?:which|what|any|all|list|show|other|que|cuales) {_UP_TO_THREE}{_A_STORY}\b"
            r"(?! (?:\d|[ivx]+\b))"
            rf"|\b{_A_STORY} (?:about|on|from|by|mentioning|that|with|sobre|de)\b"
            rf"|\b{_A_STORY} (?:before|after|since|between|until)\b"
            r"|\beverything (?:you have |you know )?(?:on|about)\b"
        ),
    ),
)
# "Stories with X": any story that names X, and not only those about it.
ANYWHERE = _any(
    r"mention\w{0,5}", "with", "names?", r"quot\w{1,4}", "by", r"includ\w{1,4}", r"menciona\w{0,2}"
)
ONE_STORY = re.compile(rf"\b(?:the|this|that|la|el|esta|este) {_UP_TO_FOUR}{_A_STORY}\b")
OF_NUMBER = re.compile(
    rf"\b(?:{_A_STORY}|id|number|numero) (?:(?:number|id|no|is|has|with|the|numero) ){{0,3}}\d"
)
PUBLIC_DOMAIN = _any("public domain", "dominio publico")
TITLED = _any("titled", "entitled", "called", "headlined")

# What people say to a bot before they ask.
SMALL_TALK = re.compile(
    r"^(?:hi|hello|hey|help|test|hola|ayuda|gracias|thanks?|good (?:morning|day|evening)"
    r"|who are you|what are you|what (?:can|do) (?:you do|i ask)|how do (?:you|i) (?:work|ask)|quien eres"
    r"|que puedes hacer)"
    r"(?: (?:there|bot|you|me|please|all|everyone|dateline)){0,3}$"
)
COMPARES = re.compile(
    r"\b(?:compare (?:the|this|it|them|both)|comparison|difference|differs?|versus|vs|diferencias?|compara)\b"
    r"|\bchange[ds]? (?:\w+ ){0,6}(?:between|from|in|since)\b|\bsame (?:\w+ ){1,6}both\b"
    r"|\b(?:both|each) (?:years?|times?|visits?|stories|releases|articles|trips?)\b"
)
OPENERS = re.compile(
    r"^(?:who|what|when|where|why|how|which|whose|whom|is|are|was|were|do|does|did|can|could|will|would|has|have|had"
    r"|should|tell me|show me|list|name|give me|explain|describe|find|any|anything|summari[sz]e|tldr"
    r"|whos|whats|wheres|whens|hows|quien|quienes|que|cuando|donde|como|cual|cuales|cuanto|cuantos|cuantas"
    r"|por que"
    r"|de que|hay|hubo|es|fue)\b"
)
# What people say to each other with a question mark, and ask nobody.
CHATTER = frozenset("really seriously right ok okay huh hm yes no lol sure true verdad si de veras".split())
FOLLOWS = re.compile(
    r"^(?:and|y|but|so|also|what about|how about|until|since|by whom|with whom|which one|who else"
    r"|where else)\b"
    r"|\b(?:he|she|him|her|his|they|them|it|this|that|these|those|there|el|ella|esto|eso)\b"
)

STORY_WORDS = frozenset(
    (
        "story stories article articles release releases news noticia noticias articulo articulos "
        "piece pieces text page press collection set library historia historias comunicado "
        "comunicados"
    ).split()
)
# What a question asks with rather than for, by what it asks.
LIST_WORDS = frozenset(
    (
        "latest newest recent last most oldest earliest first mention mentions mentioning talk talks "
        "talking about cover covers many list ultima ultimas ultimo ultimos primera primero hablan "
        "mencionan mas reciente recientes date dated number count total everything posted published "
        "released written"
    ).split()
)
FACT_WORDS = frozenset(
    (
        "posted published publish publication publicado publicada released issued date taken title "
        "titled headline wrote written author authors writer byline reporter escribio autor titulo "
        "views view viewed web times downloads downloaded download time fecha id identifier number "
        "rights public domain copyright license reuse free use share copy location updated last many "
        "much dateline filed people read republish reprint reproduce republished copyrighted licensed "
        "licence licencia publico dominio online live"
    ).split()
)
EVENT_WORDS = frozenset(
    (
        "happen happened happening occur occurred occurs held hold take took takes place start "
        "started begin began end ended event events date day time year now exactly currently else go "
        "went came come times kind type sort mention mentions mentioned anything something someone "
        "somebody name names called one ones job position rank role stand stands mean means llevo llevaron "
        "celebro tuvo lugar cargo puesto topics topic subjects subject details "
        "difference differences differ differs compare comparison versus vs diferencia diferencias"
    ).split()
)
OVERVIEW_WORDS = frozenset(
    (
        "tldr tl dr summary summarize summarise gist overview recap main key point points resumen "
        "resume trata happened brief quick short"
    ).split()
)

# What a question that is an order begins with: "list the topics".
ORDERS = frozenset("list describe explain find give show tell name enumerate".split())

# What is measured: "how long", "until when".
MEASURES = frozenset("until till long far old big large high tall wide deep fast late soon".split())

# A question with one of them is in Spanish.
SPANISH = frozenset(
    "cuando donde quien quienes cuanto cuantos cuanta cuantas cual cuales que como porque noticias".split()
)

# Slips in the words of asking itself, which stand in no release.
SLIPS = {
    "waht": "what", "wat": "what", "whta": "what", "hwat": "what", "wut": "what", "wher": "where",
    "whre": "where", "wehre": "where", "wen": "when", "whn": "when", "wehn": "when", "woh": "who",
    "hwo": "who", "mny": "many", "wich": "which", "whcih": "which",
    "abot": "about", "abuot": "about", "teh": "the",
    "writen": "written", "publised": "published", "storys": "stories", "articels": "articles",
    "titel": "title", "lastest": "latest", "latets": "latest", "recnt": "recent",
    "sumary": "summary", "summery": "summary",
    "wy": "why", "qien": "quien", "kien": "quien", "dnde": "donde", "quando": "cuando",
}  # fmt: skip

# All words to ask with: none of them is taken for a slip.
WORDS = (
    STORY_WORDS
    | LIST_WORDS
    | FACT_WORDS
    | EVENT_WORDS
    | OVERVIEW_WORDS
    | CHATTER
    | frozenset(
        "ubicacion publicaron publicacion escrito escrita redacto titular numero dijo dice visto vistas "
        "visualizaciones descargas descargado tomado tomada fotos hablan tratan dia lugar tiempo".split()
    )
)
