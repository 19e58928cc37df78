"""What web pages print around a release, and copies of them keep: banners, buttons, links."""

import re

from knowledge.formats import lines
from knowledge.records import Span

_LINES = {
    "(e.g. yourname@email.com)", "forgot password?", "defense visual information distribution service logo",
    "an official website of the united states government", "here's how you know", "here’s how you know",
    "official websites use .mil", "official websites use .gov", "secure .mil websites use https",
    "secure .gov websites use https", "skip to main content", "skip to main content (press enter).",
    "view original", "leave a comment", "no keywords found.", "more like this", "read more", "share", "print",
    "download", "tags", "news info",
}  # fmt: skip
_OPENINGS = (
    "maintenance window scheduled to begin",
    "content credentials issued by",
    "a .mil website belongs to",
    "a .gov website belongs to",
    "home : ",
)
_CAPTION = re.compile(r"(?:[0-9]{1,3} / [0-9]{1,3} )?Show Caption \+ Hide Caption(?: [–—-] ?)?")
_LONGEST = 300
_VIEW = "VIEW ORIGINAL"


def without(text: str, all_lines: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return `all_lines` without those of the page, and without its words around captions."""
    bare = (_bare(text, line) for line in all_lines if not _is_chrome(text, line))
    return tuple(line for line in bare if line and lines.says(text, line))


def _is_chrome(text: str, line: Span) -> bool:
    words = text[line.start : min(line.end, line.start + _LONGEST)].lower()
    return words in _LINES or words.startswith(_OPENINGS) or words.endswith("read more read more")


def _bare(text: str, line: Span) -> Span | None:
    """Return a caption without "1 / 2 Show Caption + Hide Caption –" before it and the button behind it."""
    before = _CAPTION.match(text, line.start, line.end)
    start = before.end() if before else line.start
    end = line.end - len(_VIEW) if text.endswith(_VIEW, start, line.end) else line.end
    return line if (start, end) == (line.start, line.end) else lines.trim(text, start, end)
