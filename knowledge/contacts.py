"""How somebody is reached: what asks for a telephone number, a page, an address, and what tells one.

The patterns of asking run over a question folded to lower-case words, those of telling over the text of one
passage in lower case.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.kinds import Kind

_SOMEBODY = (
    "(?:i|we|you|u|one|people|readers|reporters|journalists|(?:the )?(?:press|media|public)|victims|residents"
    "|families|they|someone|somebody|anyone|anybody)"
)
_CAN = "(?:do|does|can|could|should|would|must|to)"
_WHAT = "(?:which|what|whats|what is|what s|what was)(?: the| their| its)?"

# What asks for each; the one that stands first in a question counts, of two in one place the upper.
ASKED: tuple[tuple["Kind", re.Pattern[str]], ...] = (
    (
        "phone",
        re.compile(
            r"\b(?:phone|telephone|fax|hotline|helpline|contact) (?:number|no)\b"
            rf"|\bnumber (?:to|{_SOMEBODY}(?: can| could| should| must)?) (?:call|dial|ring|text|phone)\b"
            rf"|\b(?:what|which) number {_CAN} {_SOMEBODY} (?:call|dial|ring|text|phone)\b"
            r"|\bnumero de telefono\b|\bcual es el telefono\b"
            r"|\bque (?:numero|telefono) (?:llam\w{1,4}|marc\w{1,4}|hay que|se|debo|puedo|tengo)\b"
        ),
    ),
    (
        "email",
        re.compile(
            rf"\be ?mail (?:address|for|of)\b|\b{_WHAT} e ?mail\b"
            r"|\bcorreo(?: electronico)? (?:de|del|para)\b|\bque correo\b"
        ),
    ),
    (
        "link",
        re.compile(
            rf"\b{_WHAT} (?:web ?site|web ?page|url|web address|link)\b"
            r"|\b(?:web ?site|web ?page|url|link|web address) (?:for|of|to|address)\b"
            rf"|\bwhere {_CAN} {_SOMEBODY} (?:read|download|look up|find out|learn more|get more|find more)\b"
            r"|\b(?:que|cual es la|en que) (?:pagina|sitio)(?: web)?\b"
            r"|\bdonde (?:puedo|podemos|se puede) (?:leer|descargar|consultar|saber mas)\b"
        ),
    ),
    (
        "address",
        re.compile(
            rf"\b(?:street|mailing|postal|office) address\b|\b{_WHAT} address\b"
            r"|^(?:the )?address (?:of|for)\b"
            r"|\b(?:que|cual es la) direccion\b|^(?:la )?direccion del?\b"
        ),
    ),
    (
        "contact",
        re.compile(
            r"\b(?:press|media|public affairs) contacts?\b"
            r"|\bcontacts? (?:for|about|person|info|information)\b"
            rf"|\b(?:who|whom) {_CAN} (?:{_SOMEBODY} )?(?:call|contact|reach|e ?mail|write to|get in touch)\b"
            rf"|\bhow {_CAN} (?:{_SOMEBODY} )?(?:contact|reach|get in touch|get hold)\b"
            r"|\bcontactos? (?:de prensa|para)\b"
            r"|\b(?:con|a) quien (?:se |puedo |debo |hay que )?(?:llam|contact|comunic|escrib)\w{1,5}\b"
            r"|\bcomo (?:se |puedo |podemos )?contact\w{1,5}\b"
        ),
    ),
)

# What such a question asks with; a line that tells it need not hold it.
WORDS = frozenset(
    (
        "contact contacts call dial ring text phone telephone fax hotline helpline number e mail "
        "email address website web site page webpage url link reach touch press media reporter "
        "reporters journalist journalists person info information details read download look find "
        "learn write telefono numero correo electronico pagina sitio direccion contacto contactos "
        "prensa leer descargar consultar llamar llamo contactar comunicarse escribir"
    ).split()
)

_PHONE = (
    r"\(\d{3}\) ?\d{3}[-. ]\d{4}\b|\b\d{3}[-./ ]\d{3}[-. ]\d{4}\b|\b1-8\d\d-[\w-]{6,12}\b"
    r"|\+\d{1,3}[ -]?[\d(][\d ()-]{5,16}|\b(?:call|dial|phone|fax|tel\w{0,6})[.:]{0,2} \(?\d{3}\b"
)
_EMAIL = r"\b[\w.+-]{1,40}@[\w-]{1,40}\.\w"
_LINK = r"\bhttps?://\w|\bwww\.\w|\b[\w-]{2,40}\.(?:gov|mil|com|org|net|edu|int)\b"
_WORD = r"[A-Z0-9][\w.'’-]{0,20}"
_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Place|Parkway|Highway|Court|Square|Plaza"
    r"|Broadway)"
)

# What tells each, the plainest form first; the address as it stands, the others in lower case.
AS_IT_STANDS: dict["Kind", tuple[str, ...]] = {
    "address": (
        rf"\b\d{{1,5}} (?:{_WORD} )?(?:{_WORD} )?(?:{_WORD} )?{_STREET}\b|\bP\.O\. Box \d"
        r"|\b(?:[Cc]alle|[Aa]venida|[Pp]aseo|[Cc]arretera|[Pp]laza) [^.;\n]{1,40}?\d{1,5}\b",
    ),
}
IN_LOWER_CASE: dict["Kind", tuple[str, ...]] = {
    "phone": (_PHONE,),
    "email": (_EMAIL,),
    "link": (_LINK, r"\b(?:web ?sites?|web ?pages?|online|en línea|sitio web|página web)\b"),
    "contact": (rf"{_PHONE}|{_EMAIL}", r"\b(?:contacts?|contacto)\b", _LINK),
}
WAYS: frozenset["Kind"] = frozenset({*AS_IT_STANDS, *IN_LOWER_CASE})
