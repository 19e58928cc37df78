"""The words and phrases of asking, English and Spanish: closed sets, and patterns over folded words.

The patterns run over a question folded to lower-case words with one space
between them, never over what was typed.
"""

import re
from typing import Literal

from knowledge.lexicon import MONTHS

Scope = Literal["passage", "stories", "count", "latest", "oldest"]


def any_of(*words: str) -> re.Pattern[str]:
    """Return a pattern for any of `words`, each of them whole; a word may be a pattern itself."""
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


_STORIES = (
    r"(?:stories|articles|(?:press )?releases|noticias|articulos|comunicados|historias|notas|reportajes)"
)
_ONE = r"(?:story|article|(?:press )?release|news|piece|noticia|articulo|comunicado|historia|nota|reportaje)"
A_STORY = rf"(?:(?!piece of){_ONE}|{_STORIES})"
UP_TO_THREE = r"(?:\w+ ){0,3}"
UP_TO_FOUR = r"(?:\w+ ){0,4}"

# What stories are called by that tell of it: "what is the Home Depot lawsuit about".
_A_CASE = "(?:settlement|lawsuit|suit|complaint|case|trial|indictment|agreement)"

OVERVIEW = re.compile(
    r"\b(?:tl ?dr|summary|summari[sz]ed?|gist|overview|recap|main points?|key points?|resumen|resume|resumeme"
    r"|de que trata|de que se trata|de que va)\b"
    rf"|\b(?:what|whats) (?:is |was )?(?:the|this|that) (?:\w+ ){{1,6}}(?:{A_STORY}|{_A_CASE})"
    r" (?:all )?about$"
    rf"|\bwhat happen(?:s|ed) in (?:the|this|that) {UP_TO_FOUR}{A_STORY}$|\bin short$"
    r"|^(?:(?:can|could|would) (?:you|u) )?(?:sum up|(?:fill|catch|brief) me (?:in |up )?on)\b"
    r"|\bwhats? (?:is )?the (?:story|deal) (?:with|behind)\b"
    rf"|^(?:what happened (?:with|to|at) |(?:tell me )?about )(?:the|this|that) {UP_TO_FOUR}{_A_CASE}$"
    rf"|\b(?:what|whats) (?:is |was )?(?:it|(?:this|that|the)(?: {A_STORY})?) (?:all )?about\b"
    r"|\b(?:what|whats) (?:is |was )?[\w ]{0,20}\d about$|^what happened(?: here)?$"
)
SAID = any_of(
    "said", "say", "says", "quote", "quoted", "according to", "dijo", "dice", "told", "tell",
    "thinks?(?! tanks?)",
    "talk about", "compared", "explained", "reflect on",
)  # fmt: skip
WHO_IS_QUOTED = re.compile(
    r"\b(?:who|whos|quien|quienes) (?:else )?(?:is |was |are |were |gets |got |sale |es |fue )?"
    r"(?:quoted|citad[oa]s?)\b|\bwho (?:does|did) .{0,40}\bquote\b"
)
QUOTED_WORDS = frozenset("quoted quote quotes gets got else sale citado citada citados citadas".split())
# Who is asked to have said it: the words between "did" and "say", or "thing" and "said", or after "dijo".
SAYER = re.compile(
    r"\b(?:did|does|do|has) ((?:\w+ ){0,4}?\w+) (?:say|said|think|tell|quoted)\b"
    r"|\b(?:thing|things|words|quote)(?: that)? ((?:\w+ ){0,4}?\w+) (?:said|says|told|(?:is|was) quoted)\b"
    r"|\bque (?:dijo|dice|opino|opina|comento) ((?:\w+ ){0,4}?\w+)(?= (?:sobre|acerca|de|del)\b|$)"
    r"|^(?:(?:the|any|find|show me|give me) (?:a |the )?)?((?:\w+ ){0,3}?\w+) quotes? (?:about|on)\b"
    r"|^(?:the )?(?:sentence|part|bit|line|quote) (?:where|in which) ((?:\w+ ){0,3}?\w+)"
    r" (?:says?|said|talks?)\b"
)
# What is to be counted: the words after "how many"; those before it, where it stands last.
COUNTED_BEFORE = re.compile(r"\b(?:how many|cuant[oa]s)$")
COUNTED = re.compile(r"\b(?:how many|number of|cuant[oa]s) ((?:\w+ ){0,2}\w+)")
ORDERED = re.compile(
    r"\b(first|last|final)(?: few)? (?:things?|words?|quotes?|statement)\b|\b(?:say|said) (first|last)\b"
)

# "What came out in May 2021", and not "what came out of the talks".
_CAME_OUT = (
    r"(?:came out|come out|(?:put|gone) out|released|published|posted|issued|publico|salio|ha salido"
    r"|hay de nuevo)"
)
_AT_A_TIME = (
    rf"(?:(?:in|on|since|before|after|during|from|between|en|desde|antes de|despues de|entre) (?:el )?"
    rf"(?:\d{{1,4}}|{'|'.join(MONTHS)})\b|(?:last|this|today|yesterday|hoy|ayer|este|esta)\b)"
)

# The first that stands in a question says that it asks for stories, and for which.
SCOPES: tuple[tuple[Scope, re.Pattern[str]], ...] = (
    (
        "count",  # but not the floors of a building, nor what somebody else writes
        re.compile(
            rf"\b(?:how many|cuant[oa]s|number of) {UP_TO_FOUR}{_STORIES}\b"
            r"(?! (?:tall|high|deep|above|below|(?:do|does|did) (?!you\b|u\b|we\b)))"
        ),
    ),
    (
        "latest",
        re.compile(
            rf"\b(?:latest|newest|most recent|last|ultim[oa]s?) {UP_TO_FOUR}{A_STORY}\b"
            rf"|\b{A_STORY} mas recientes?\b|^(?:the )?(?:latest|newest|most recent)(?: one)?$"
        ),
    ),
    (
        "oldest",
        re.compile(rf"\b(?:oldest|earliest|first|primer[oa]?|mas antigu[oa]) {UP_TO_FOUR}{A_STORY}\b"),
    ),
    (
        "stories",
        re.compile(
            rf"\b(?:which|what|any|all|list|show|other|que|cuales) {UP_TO_THREE}{A_STORY}\b"
            r"(?! (?:\d|[ivx]+\b))"
            rf"|\b{A_STORY} (?:about|on|from|by|mentioning|that|with|sobre|de)\b"
            rf"|\b{A_STORY} (?:before|after|since|between|until)\b|^(?:(?:the|las|los) )?{_STORIES}\b"
            r"|\beverything (?:you have |you know )?(?:on|about)\b"
            r"|^(?:what|anything|que) (?:(?:was|were|has been|have you|did you|you|se) )?"
            rf"{_CAME_OUT} {_AT_A_TIME}"
        ),
    ),
)
# "The last 3 stories", "the two oldest articles": so many of them.
_IN_ORDER = r"(?:latest|newest|most recent|last|oldest|earliest|first|ultim[oa]s|primer[oa]s)"
SEVERAL = re.compile(
    rf"\b{_IN_ORDER} (\w+) {UP_TO_THREE}{_STORIES}\b|\b(\w+) {_IN_ORDER} {UP_TO_THREE}{_STORIES}\b"
)
# "Stories not about X": all others.
EXCEPT = re.compile(
    rf"\b{_STORIES} (?:that |which |que )?(?:(?:is|are|do|does) )?(?:not|arent|aren t|dont|don t|doesnt|no)\b"
    rf"|\b{_STORIES} (?:except|without|excepto|sin)\b"
)
# "Stories with X": any story that names X, and not only those about it.
ANYWHERE = any_of(
    r"mention\w{0,5}", "with", "names?", r"quot\w{1,4}", "by", r"includ\w{1,4}", r"menciona\w{0,2}"
)
OF_A_STORY = re.compile(rf"\b(?:{A_STORY}|it|this|that|esto|este|esta)\b")
ONE_STORY = re.compile(rf"\b(?:the|this|that|la|el|del|esta|este) {UP_TO_FOUR}{_ONE}\b")
OF_NUMBER = re.compile(
    rf"\b(?:{A_STORY}|id|number|numero) (?:(?:number|id|no|is|has|with|the|numero) ){{0,3}}\d"
)

# What people say to a bot before they ask.
SMALL_TALK = re.compile(
    r"^(?:hi|hello|hey|help|test|hola|ayuda|gracias|thanks?|good (?:morning|day|evening)"
    r"|who are you|what are you|what (?:can|do) (?:you do|i ask)|how do (?:you|i) (?:work|ask)|quien eres"
    r"|que puedes hacer)"
    r"(?: (?:there|bot|you|me|please|all|everyone|dateline)){0,3}$"
)
# What asks for two stories beside each other: "what is different from", "A or B … more", "who … and who".
_MORE = (
    r"(?:more|less|fewer|longer|shorter|larger|bigger|smaller|higher|lower|older|younger|cheaper|earlier|first"
    r"|mas|menos|mayor|menor|antes|primero)"
)
_ONE_EACH = r"(?:years?|times?|visits?|stories|releases|articles|trips?|cases?|lawsuits?)"
_EACH = r"(who|what did|which|when|where|how many|how much|quien|cual|cuando|donde|cuant[oa]s?)"
COMPARES = re.compile(
    r"\b(?:comparison|compara(?:r|d[ao]s?|cion)?|versus|vs|as opposed to|differ(?:s|ences?|ed)?"
    r"|diferencia[ns]?|difier[eo]n?)\b"
    r"|^(?:(?:can|could) you |please )?compare\b|\bcompare (?:the|this|it|them|both)\b"
    r"|(?<!who )\bcompared (?:with|to)\b|\bcompared$"
    r"|\b(?:different|distint[ao]s?|diferentes?) (?:\w+ ){0,6}?(?:from|than|between|del?|entre)\b"
    r"|\bchange[ds]? (?:\w+ ){0,6}(?:between|from|since|in \d)|\bsame (?:\w+ ){1,6}both\b"
    rf"|\b(?:both|(?:the|these|those|all|of) (?:two|2)) (?:\w+ )?{_ONE_EACH}\b"
    r"|(?<!between )(?<!entre )\b(?:19|20)\d\d (?:and|n|y|vs|or|o) (?:in |en |el )?(?:19|20)\d\d\b"
    rf"|\b(?:or|[ou]) (?:\w+ ){{1,6}}?{_MORE}\b|\b{_MORE} (?:\w+ ){{1,6}}?(?:or|[ou])\b"
    rf"|\b{_EACH} (?:\w+ ){{1,12}}(?:and|y) \1\b"
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
# "Who else", "quién más": something else than what was shown.
_ELSE = r"\b(?:who|where|what|when|any\w{3,5}|some\w{3,5}|quien(?:es)?|que|donde|alguien) (?:else|mas)\b"
FOLLOWS = re.compile(
    r"^(?:and|y|but|so|also|what about|how about|until|since|by whom|with whom|which one)\b"
    r"|\b(?:he|she|him|her|his|they|them|it|this|that|these|those|there|ella|esto|eso)\b|\bel$"
    rf"|{_ELSE}"
)
MORE = re.compile(_ELSE)

STORY_WORDS = frozenset(
    (
        "story stories article articles release releases news noticia noticias articulo articulos "
        "nota notas reportaje reportajes "
        "piece pieces text page press collection set library historia historias comunicado "
        "comunicados"
    ).split()
)
# What a question asks with rather than for, by what it asks.
LIST_WORDS = frozenset(
    (
        "latest newest recent last most oldest earliest first mention mentions mentioning talk talks "
        "talking about cover covers many both list ultima ultimas ultimo ultimos primera primero hablan "
        "mencionan mencionen hablen hable salga salgan aparece aparezca aparecen traten "
        "mas reciente recientes date dated number count total everything posted published "
        "released written post publish put out salieron publicaron publicadas publicados since desde"
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

# What a question that compares asks with, and what it asks with only right after one of those: "both years".
COMPARING_WORDS = frozenset(
    (
        "same both each two compared different differed change changes changed between ambos ambas mismo "
        "misma mismos mismas dos compara comparar comparado comparada comparacion distinto distinta "
        "diferente diferentes"
    ).split()
)
COMPARED_WORDS = frozenset("year years time times visit visits trip trips anos visitas".split())

OVERVIEW_WORDS = frozenset(
    (
        "tldr tl dr summary summarize summarise gist overview recap main key point points resumen "
        "resume trata happened brief quick short summarized summarised resumeme sum fill catch deal"
    ).split()
)

# What a question that is an order begins with: "list the topics".
ORDERS = frozenset("list describe explain find give show tell name enumerate".split())

# What is measured: "how long", "until when".
MEASURES = frozenset("until till long far old big large high tall wide deep fast late soon".split())

# What questions are asked with in Spanish, and in English.
SPANISH = frozenset(
    "cuando donde quien quienes cuanto cuantos cuanta cuantas cual cuales que como porque noticias".split()
)
_ENGLISH = frozenset("who what when where why how which whose".split())
ENGLISH = _ENGLISH.union("is are was were do does did the".split())
QUESTION_WORDS = _ENGLISH | SPANISH

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

# All words to ask with: none of them is a slip, and a slip may be meant for one.
WORDS = (
    STORY_WORDS
    | LIST_WORDS
    | EVENT_WORDS
    | OVERVIEW_WORDS
    | COMPARING_WORDS
    | CHATTER
    | ORDERS
    | MEASURES
    | frozenset(
        "city town country state county airport place week month hour price cost amount sum percent "
        "percentage rate speed age weight height distance color colour purpose reason said says quote "
        "quoted explain according mentioned talking ciudad pais estado semana mes hora precio motivo "
        "ubicacion publicaron publicacion escrito escrita redacto titular numero dijo dice visto vistas "
        "visualizaciones descargas descargado tomado tomada fotos hablan tratan dia lugar tiempo".split()
    )
)
