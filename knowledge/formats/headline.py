"""The title of a release: the line that is one, or the words that stand in for it."""

import re

from knowledge.formats import byline, dateline
from knowledge.records import Span

_LONGEST = 300
_CUT = 120
# A full stop ends a sentence after three small letters or digits: "Maj." and "U.S." before a name do not.
_SENTENCE_END = re.compile(r"(?<=[a-z0-9]{3})[.!?][\"”’')]{0,2}(?=\s+[\"“‘(]?[A-Z]|\s*$)")
# How a line ends that is broken within a headline.
_GOES_ON = re.compile(
    r"(?:,|\b(?:an?|and|as|at|by|for|from|in|into|of|on|or|over|the|to|with|allegedly|including|involving))$",
    re.IGNORECASE,
)
_SHORT_FORM = re.compile(
    r"(?:[A-Z]\.)+|(?:Inc|Corp|Co|Ltd|Jr|Sr|Mass|Calif|Mich|Va|Md|Pa|Ga|Fla|Ala|Ariz|Wash|Tenn)\."
)


def is_title(text: str, line: Span) -> bool:
    """Tell whether the first line of a release is its title: short, no dateline, no byline, no sentence."""
    words = line.of(text)
    if len(words) > _LONGEST or dateline.read(text, line) or byline.read(text, line):
        return False
    bare = words.rstrip("\"”’')")
    return not bare.endswith((".", ":", ";", ",")) or bool(_SHORT_FORM.fullmatch(bare.split()[-1]))


def goes_on(text: str, line: Span) -> bool:
    """Tell whether the headline that begins with `line` goes on below it."""
    return line.end - line.start <= _CUT and bool(_GOES_ON.search(text, line.start, line.end))


def from_lead(text: str, lead: Span) -> str:
    """Return the first sentence of `lead` behind its dateline, cut at a word at 120 characters."""
    line = dateline.read(text, lead)
    words = text[line.end if line else lead.start : lead.end].strip()
    end = _SENTENCE_END.search(words, 0, 4 * _CUT)
    if end is not None and end.end() <= _CUT:
        return words[: end.end()]
    if len(words) <= _CUT:
        return words
    return words[:_CUT].rsplit(maxsplit=1)[0] if not words[_CUT].isspace() else words[:_CUT].rstrip()
