"""Discord's limits, and the cutting that keeps them.

Lengths are counted in UTF-16 code units. Discord's server counts code points and
its clients count code units, which are never fewer: what fits here fits in both.
"""

import re

TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR_NAME = 256
EMBED_TOTAL = 6000
CHOICE_NAME = 100
CHOICES = 25

ELLIPSIS = "…"
_WORD_AT_MOST = 60  # a "word" longer than this (an address, a line of signs) is cut inside
_SPACE = re.compile(r"\s")


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def head(text: str, room: int) -> str:
    """Return the beginning of `text` that takes up at most `room` units.

    A cut is made at a word's end where there is one near, is marked with "…",
    and never parts a backslash from the sign that it escapes. `text` holds no
    lone surrogates.
    """
    if units(text) <= room:
        return text
    if room <= 0:
        return ""
    kept = text.encode("utf-16-le")[: 2 * (room - 1)].decode("utf-16-le", "ignore")
    if not text[len(kept)].isspace():
        kept = _without_last_word(kept)
    kept = kept.rstrip()
    return (kept[:-1] if _ends_in_escape(kept) else kept) + ELLIPSIS


def tail(text: str, room: int) -> str:
    """Return the end of `text` that takes up at most `room` units; cut as `head` cuts."""
    if units(text) <= room:
        return text
    if room <= 0:
        return ""
    raw = text.encode("utf-16-le")
    start = len(text) - len(raw[len(raw) - 2 * (room - 1) :].decode("utf-16-le", "ignore"))
    if start < len(text) and _ends_in_escape(text[:start]):
        start += 1
    if not text[start - 1].isspace():
        space = _SPACE.search(text, start, start + _WORD_AT_MOST)
        start = space.end() if space else start
    return ELLIPSIS + text[start:]


def join_fitting(lines: list[str], room: int, *, most: int, total: int | None = None, gap: str = "\n") -> str:
    """Join the first lines, at most `most` and as many as `room` units hold; say how many are left out.

    `total` is how many there are where `lines` are only the first of them.
    """
    total = len(lines) if total is None else total
    shown: list[str] = []
    left = room - units(_more(total, gap))
    for line in lines[:most]:
        left -= units(line + gap)
        if left < 0:
            break
        shown.append(line)
    rest = total - len(shown)
    return gap.join(shown) + (_more(rest, gap if shown else "") if rest else "")


def _more(number: int, gap: str) -> str:
    return f"{gap}and {number:,} more"


def _without_last_word(text: str) -> str:
    start = max(0, len(text) - _WORD_AT_MOST)
    end = max((space.start() for space in _SPACE.finditer(text, start)), default=len(text))
    return text[:end] or text


def _ends_in_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1
