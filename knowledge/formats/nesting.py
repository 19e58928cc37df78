"""How deep the parts of an HTML page stand in each other, told before it is parsed.

Parsers look through all open parts at each tag, open bold type anew in each paragraph, and compare each
attribute of a tag with all before it: a page made to nest without end takes minutes, and gigabytes. So what
is open is counted first, in one pass and with no tree. Where it is not sure what a parser makes of a tag, it
counts as one that opens, and closes none; so that hardly ever less is counted than a parser has open.
"""

import re

_WORK = 50_000_000  # parts that are open, summed over all the tags; pages have less than a tenth of it
_FORMATS = 1_000_000  # the same for bold type and its like, each of which may be copied at each of them
_VALUE = r"\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+"
_TAG = re.compile(
    r"<!--|<[!?][^>]*+>?|</(?![a-zA-Z])[^>]*+>?|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?:[\s/]++"
    rf"|(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:{_VALUE})?+)?+)*+>?"
)
_LONG = 500  # characters of a tag; a shorter one has no attributes worth counting
_ATTRIBUTE = re.compile(rf"[^\s/>=]++(?:\s*+=\s*+(?:{_VALUE})?+)?+")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# These close the last of their kind when the next one begins …
_ROWS = frozenset("p li dt dd option tr td th thead tbody tfoot".split())
# … and all of them when one of these ends.
_CONTAINERS = frozenset(
    "div ul ol dl table section article main aside nav header footer figure blockquote center fieldset"
    " details dialog address menu search hgroup pre select button summary figcaption td th tr".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# No tag opens in these …
_RAW = frozenset("script style textarea title xmp iframe noembed noframes".split())
# … unless they stand in one of these, in which a parser may, or may not, be any longer.
_UNSURE = frozenset("svg math select frameset".split())
_SHAPES = frozenset("circle ellipse g line path polygon polyline rect stop use defs lineargradient".split())
_BARRIER = "?"


def is_endless(markup: str) -> bool:
    """Whether the parts of a page nest so that parsing it would take very long."""
    return count(markup).endless


def count(markup: str) -> "Opened":
    """Count what a parser would have open in a page, up to where that is endless."""
    opened = Opened()
    place = comment = 0  # `comment` is where one ends that may be none
    while tag := _TAG.search(markup, place):
        place = tag.end()
        name = (tag["name"] or "").lower()
        opened.look_through(tag.group())
        if tag.group() == "<!--":
            if place > comment:
                comment = _after(markup, r"--!?>", place - 2)
            place = place if opened.unsure else comment
        elif tag["end"]:
            if place > comment:
                opened.close(name)
        elif name and name not in _VOID:
            opened.open(name)
            if name in _RAW and not opened.unsure:
                place = _after_raw(markup, name, place, opened)
        if opened.endless:
            break
    return opened


def _after(markup: str, end: str, place: int) -> int:
    found = re.compile(end, re.IGNORECASE).search(markup, place)
    return found.end() if found else len(markup)


def _after_raw(markup: str, name: str, place: int, opened: "Opened") -> int:
    end = _after(markup, rf"</{name}(?=[\s/>])", place)
    opened.close(name)
    if name == "script" and markup.find("<!--", place, end) >= 0:
        opened.open(_BARRIER)  # in a comment in a script, an end of it may be none
    return end


class Opened:
    """The parts that are open at one place of a page, and the sums over all places before it.

    `work` is the sum of all open parts, `formats` that of the open bold type and its like.
    """

    def __init__(self) -> None:
        self.work = self.formats = self.unsure = 0
        self._names: list[str] = []
        self._formatting = 0

    @property
    def endless(self) -> bool:
        """Whether more is open than any page has."""
        return self.work > _WORK or self.formats > _FORMATS

    def look_through(self, tag: str) -> None:
        """Count what a parser does at any tag: it looks through what is open, and through the attributes."""
        self.work += len(self._names)
        if len(tag) > _LONG:
            self.work += sum(1 for _ in _ATTRIBUTE.finditer(tag)) ** 2

    def open(self, name: str) -> None:
        """Open a part."""
        if self._names and name in _ROWS and self._names[-1] == name and not self.unsure:
            return
        self._names.append(name)
        self._formatting += name in _FORMATTING
        self.unsure += name in _UNSURE
        self.formats += self._formatting

    def close(self, name: str) -> None:
        """Close the last part of that name, where nothing stands in it that might keep it open."""
        rows = _ROWS if name in _CONTAINERS and not self.unsure else frozenset[str]()
        inner = _SHAPES if name in _UNSURE else rows
        place = len(self._names) - 1
        while place >= 0 and self._names[place] != name and self._names[place] in inner:
            place -= 1
        if place >= 0 and self._names[place] == name:
            del self._names[place:]
            self._formatting -= name in _FORMATTING
            self.unsure -= name in _UNSURE
        elif name in ("p", "br") and self.unsure:
            self.open(_BARRIER)  # it ends a drawing early, and what follows no longer stands in one
