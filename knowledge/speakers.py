"""Names of people: who says a quotation, by the verb of saying beside it; who stands with a rank."""

import re
from collections.abc import Iterable

from knowledge.lexicon import NO_SENTENCE_END, PRONOUNS

# Quoted words; a quotation that is never closed counts, and so does one that ends the paragraph.
_QUOTED = re.compile(r"[“\"«][^“”\"«»]{12}")
# For other patterns to hold: the Spanish verbs of saying, and the capitals of Spanish names.
SPANISH_SAYING = (
    "dijo|afirmó|señaló|indicó|explicó|aseguró|expresó|manifestó|declaró|destacó|añadió|agregó|subrayó|comentó"
    "|apuntó|precisó|sostuvo|concluyó|recordó|contó|relató|informó|resaltó|opinó|reconoció|reiteró"
    "|ha (?:dicho|(?:afirm|señal|indic|explic|asegur|expres|manifest|declar|destac|agreg|subray|coment|apunt"
    "|precis|record|cont|relat|inform|resalt|opin|reiter)ado|(?:añad|sosten|conclu|reconoc)ido)"
)
SPANISH_CAPITAL = "[A-ZÁÉÍÓÚÑ]"
_SAYING = re.compile(
    r"\b(?:said|says|explained|continued|concluded|added|stated|noted|remarked|told|asked|replied|emphasized"
    rf"|{SPANISH_SAYING})\b"
)
# What somebody does who is not quoted, but whose words are told of: "reflected on his time in Afghanistan".
TELLS = re.compile(
    rf"[“”\"«»]|{_SAYING.pattern}"
    r"|\b(?:reflect|discuss|present|shar|spoke|speak|talk|comment|mention|point|challeng|urg|warn|call|describ"
    r"|express|recall|prais|thank|claim|argu|insist|suggest|recommend|inform|announc|allege|remind|compar|outlin"
    r"|denunci|habl|coment|advirti|pidi|asegur|record)\w{0,6}\b"
)
# Some sources lose the quotation marks; there only the plainest verb tells a quotation.
_SAID = re.compile(r"\b(?:said|dijo)\b")
# In Spanish the post stands before the name: "dijo el alcalde del pueblo, Tobías Corral".
_POST = re.compile(
    r"[^\S\r\n](?:el|la)[^\S\r\n][^.;:“”\"«»\r\n]{0,100}?"
    r"(?:,|\b(?!(?:del?|las?|los|el|en|y|al)\b)[a-záéíóúñ]{2,20})[^\S\r\n]"
    rf"(?={SPANISH_CAPITAL}[a-záéíóúñ]{{1,20}}[^\S\r\n]{SPANISH_CAPITAL}[a-záéíóúñ])"
)
_TITLE = re.compile(
    r"\b(?:Gen|Maj|Brig|Lt|Col|Capt|Cpt|Sgt|Mr|Mrs|Ms|Dr|Adm|Cmdr|Pvt|Spc|Sen|Rep|Gov)\. [A-Z]"
    r"|\b(?:General|Colonel|Captain|Major|Sergeant|Attorney|Secretary|President|Judge|Director|Chief"
    r"|LTG|MG|BG|COL|LTC|MAJ|CPT|SFC|SSG) [A-Z]"
)
# A first and a last name, with or without an initial, for other patterns to hold.
NAME = r"\b[A-Z][a-z]{1,20} (?:[A-Z]\. )?[A-Z][a-z]{1,20}\b"
_WORD = re.compile(r"\S{1,60}")
_EDGES = "“”«»\"'’()[],;:—–-"
_LONGEST = 12  # words of a name with its rank and its army
_INSIDE = frozenset("army navy force forces corps guard de la del van von der".split())
_TRIES = 8  # verbs of saying looked at in one paragraph


def speaker(paragraph: str) -> str | None:
    """Return who says the quotation that `paragraph` holds, a slice of it, or None where it holds none."""
    verb = _SAYING if _QUOTED.search(paragraph) else _SAID
    for found, _ in zip(verb.finditer(paragraph), range(_TRIES), strict=False):
        post = _POST.match(paragraph, found.end())
        start = post.end() if post else found.end()
        after = _name(_WORD.finditer(paragraph, start, start + 160))
        if after:
            return _slice(paragraph, after)
        before = _before(paragraph, found.start())
        if before:
            return before
    return None


def people(sentence: str) -> list[str]:
    """Return the names in `sentence` that stand with a rank or a title, slices of it, in order."""
    names: list[str] = []
    end = 0
    for found, _ in zip(_TITLE.finditer(sentence), range(_TRIES), strict=False):
        if found.start() < end:
            continue
        name = _name(_WORD.finditer(sentence, found.start(), found.start() + 160))
        if len(name) > 1:
            names.append(_slice(sentence, name))
            end = name[-1].end()
    return names


def _before(paragraph: str, verb: int) -> str | None:
    """The name that ends right before the verb: "… security,” Maj. Velez said"."""
    start = max(0, verb - 80)
    words = list(_WORD.finditer(paragraph, start, verb))[-6:]
    for place in range(len(words)):
        name = _name(words[place:])
        if name and name[-1].end() == words[-1].end() and words[-1].group()[-1:].isalpha():
            return _slice(paragraph, name)
    return None


def _name(words: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The words, from the first on, that make one name with what stands before it, none for no name."""
    taken: list[re.Match[str]] = []
    for word, _ in zip(words, range(_LONGEST), strict=False):
        bare = word.group().strip(_EDGES)
        named = bare[:1].isupper() and bare.lower() not in PRONOUNS
        if not named and not (taken and bare in _INSIDE):
            break
        taken.append(word)
        if _ends(word.group(), bare):
            break
    while taken and not taken[-1].group().strip(_EDGES)[:1].isupper():
        taken.pop()
    return taken


def _slice(paragraph: str, name: list[re.Match[str]]) -> str:
    """The name as it stands, without the marks around it and the full stop of its sentence."""
    words = paragraph[name[0].start() : name[-1].end()].strip(_EDGES)
    last = words.split()[-1].rstrip(".").lower()
    return words if last in NO_SENTENCE_END else words.rstrip(".")


def _ends(word: str, bare: str) -> bool:
    """Whether a name ends with `word`: at a comma or a full stop that belongs to no rank and no initial."""
    short = bare.rstrip(".").lower()
    if short in NO_SENTENCE_END or len(short) == 1:
        return False
    return word[-1] in ',.;:”»"?!'
