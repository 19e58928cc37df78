"""How people put a question: greetings, requests, thanks, the slang of a chat, in English and Spanish.

It says nothing about what is asked for, and no release need hold it. The patterns run over words folded to
lower case with one space between them, and over few of them.
"""

import re
from collections.abc import Container, Sequence

from knowledge.text import Token

_PLEASE = r"(?:please|pls|plz|plis|kindly|por favor|porfa(?:vor)?)"
_THANKS = r"(?:(?:many |muchas |mil )?(?:thanks|thank (?:you|u|ya)|thx|thnx|tnx|cheers|gracias))"
_GREETING = (
    r"(?:hey|hi|hello|hiya|heya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|excuse me|sorry|ok"
    r"|okay|oh|hola|buenas(?: (?:tardes|noches))?|buenos dias|oye|oiga|disculp[ae]n?|perdon)"
)
_BYSTANDERS = (
    r"(?:there|bot|dateline|all|y ?all|everyone|everybody|guys|folks|team|friends?|people|man|dude|bro|mate"
    r"|buddy|sir|madam|maam|again|a todos|todos|amig[oa]s?|gente)"
)
_ANYONE = r"(?:any ?one|any ?body|some ?one|some ?body|alguien)"
_YOU = rf"(?:(?:you|u|ya|i|{_ANYONE})(?: (?:guys|all|here))?)"
_I_AM = r"(?:(?:im|i(?: am| was)?) )?"
_MAYBE = rf"(?: (?:{_PLEASE}|maybe|possibly|perhaps|quickly|just|happen to|by any chance))?"
_KNOW = r"(?:know|find out|figure out|learn|hear|understand|remember|recall)"
_TELL = (
    r"(?:tell|inform|remind|help|let|give|show|say|explain|list|name|find|look|check|get|describe|compare"
    r"|summari[sz]e)"
)
_RELEASES = r"(?:news|files|documents|(?:press )?releases?|stor(?:y|ies)|articles?)"
_WHAT = r"(?:who|whos|what|whats|when|where|why|how|which|if|about|the|all|more)"
_QUE = r"(?:que|quien|quienes|cuando|donde|como|cual|cuales|cuant[oa]s?|por|si)"


def _one_of(*phrases: str) -> str:
    return rf"(?:{'|'.join(phrases)})"


# Each stands before a question, or before another of them. What asks by itself ("list …") stays.
_BEFORE = re.compile(
    _one_of(
        rf"{_GREETING}(?: {_BYSTANDERS})?(?: so)?",
        _PLEASE,
        rf"{_THANKS}(?: in advance)?",
        rf"(?:can|could|would|will) {_YOU}{_MAYBE}(?= {_TELL}\b)",
        rf"(?:may|can|could) i{_MAYBE} ask",
        rf"(?:do|does) {_YOU}{_MAYBE} {_KNOW}(?: if)?",
        rf"{_ANYONE}(?: here)? {_KNOW}s?",
        r"(?:do you have )?any (?:idea|clue)",
        rf"{_I_AM}(?:just )?(?:wondering|curious|trying to {_KNOW})(?: about)?"
        rf"(?: (?:if|whether) {_YOU} (?:could|can|would|knows?))?",
        rf"(?:i|id)(?: just)?(?: really)? (?:want|need|wanna|(?:would )?(?:like|love))(?: to)? {_KNOW}",
        r"i (?:need|want|am looking for)|im looking for",
        r"(?:i (?:have|got) )?(?:just )?(?:(?:a|one|quick|simple|random|dumb|silly|last|next|more) ){0,3}"
        rf"question(?: about (?:this|it|that))?(?= {_WHAT}\b)",
        rf"(?:look up|check|find out|see|google)(?: (?:the|your) {_RELEASES})?(?: and)?(?: if)?"
        rf"(?= (?:tell|{_WHAT})\b)",
        rf"according to (?:the|your|these) {_RELEASES}|(?:bot|dateline)(?= {_WHAT}\b)",
        r"random(?: but)?|real(?:ly)? quick|interesting|cool|nice|wow|anyway|actually",
        r"(?:just )?(?:need|want)(?: to)? know",
        rf"(?:tell|remind|inform|help) (?:me|us)(?: (?:to )?{_KNOW})?(?= {_WHAT}\b)",
        rf"let (?:me|us) {_KNOW}",
        rf"(?:(?:me|nos) )?(?:puede[ns]?|podrias?|podrian)(?: {_PLEASE})? (?:decir|contar)(?:me|nos)?",
        r"alguien sabe(?: si)?",
        rf"(?:ustedes |usted )?sabe[ns]?(?= {_QUE}\b)",
        r"(?:quisiera|quiero|queria|necesito|me gustaria) (?:saber|preguntar)",
        rf"(?:(?:tengo )?una )?(?:pregunta|consulta|duda)(?: rapida)?(?= {_QUE}\b)",
        r"(?:dime|digame|diganme|cuentame)",
    )
    + r"(?= |$)"
)
# Each stands after a question, or after another of them.
_AFTER = re.compile(
    r"(?:^|(?<= ))"
    + _one_of(
        rf"{_THANKS}(?: (?:so|very) much| a (?:lot|bunch)| in advance)?(?: {_BYSTANDERS})?",
        rf"{_PLEASE}(?: {_BYSTANDERS})?",
        rf"(?:(?:do|does) )?(?:you|u|{_ANYONE}) knows?",
        rf"if (?:you|u|{_ANYONE}) (?:knows?|dont mind|can|could)",
        _ANYONE,
        rf"{_I_AM}just (?:wondering|curious)",
        r"(?:tell|remind) (?:me|us)|let (?:me|us) know|asap|btw",
        r"(?:alguien )?sabe[ns]?|saludos",
    )
    + "$"
)
_ENDS = 12  # words at either end that are looked at
_TIMES = 6  # so many of these may follow each other

# What is said anywhere in a chat.
SLANG = frozenset(
    (
        "lol lmao lmfao rofl omg omfg wtf wth smh thx thnx tnx ty tysm fyi btw imo imho tbh ngl idk iirc "
        "afaik asap xd haha hahaha hehe jaja jajaja um umm uh uhh hm hmm hmmm er erm bruh xfa porfa plis pls "
        "plz"
    ).split()
)


def bare(words: Sequence[Token], used: Container[str]) -> Sequence[Token]:
    """Return the words of a question without what is said around it; all where nothing else is said.

    Slang stays where it is a word `used` by the releases.
    """
    rest = [word for word in words if word.word not in SLANG or word.word in used]
    for _ in range(_TIMES):
        before = _count(_BEFORE.match(_line(rest[:_ENDS])))
        after = _count(_AFTER.search(_line(rest[before:][-_ENDS:])))
        if not before and not after:
            break
        rest = rest[before : len(rest) - after]
    return rest or words


def _line(words: Sequence[Token]) -> str:
    return " ".join(word.word for word in words)


def _count(found: re.Match[str] | None) -> int:
    return len(found.group().split()) if found else 0
