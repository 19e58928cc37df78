"""Where the lines of a text stand.

All that ends a line, a page or a paragraph somewhere ends a line here: what word processors and old printers
use, too.
"""

import re

from knowledge.records import Span

ENDS = r"\r\n\v\f\x85\u2028\u2029"  # for a character class of an expression
_LINE = re.compile(rf"[^{ENDS}]+")


def trim(text: str, start: int, end: int) -> Span | None:
    """Return `[start, end)` without the white space around it, or None when nothing is left."""
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(stripped))


def lines(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the lines in `[start, end)` that say something, trimmed, in order."""
    spans = (
        trim(text, *found.span()) for found in _LINE.finditer(text, start, len(text) if end is None else end)
    )
    return tuple(span for span in spans if span and says(text, span))


def says(text: str, line: Span) -> bool:
    """Tell whether `line` has a letter or a digit in it; "* * *" and "###" say nothing."""
    return any(map(str.isalnum, line.of(text)))


def flat(words: str) -> str:
    """Return `words` on one line, with single spaces: how a title that was broken over lines reads."""
    return " ".join(words.split())


def short(words: str, longest: int) -> str:
    """Return `words`, cut at a word with a "…" where they are longer than `longest` characters."""
    if len(words) <= longest:
        return words
    begun = words[: longest - 2]
    return f"{begun.rpartition(' ')[0] or begun} …"
