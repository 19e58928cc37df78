"""Story -> Passage records: paragraphs, quotations with their speakers, the facts it states of itself.

The passages part the text: none holds another, none runs over a line end.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.records import Fact, Passage, PassageKind, Span, Story
from knowledge.text import sentences

LONGEST = 1200
_HARD_CUT = 1500
_QUOTED = re.compile(r"[“\"][^“”\"]{12,}")
_NAME = r"(?:[A-Z][\w.'’-]{0,30},?\s){0,8}[A-Z][\w'’-]{1,30}"


@dataclass(frozen=True, slots=True)
class _Saying:
    """A name after a verb of saying, and before one."""

    after: re.Pattern[str]
    before: re.Pattern[str]


def _verbs(verbs: str) -> _Saying:
    return _Saying(re.compile(rf"\b(?:{verbs})\s({_NAME})"), re.compile(rf"({_NAME})\s(?:{verbs})\b"))


_SAYING = _verbs(
    "said|says|say|explained|continued|concluded|added|stated|noted|remarked|told|asked|replied|emphasized"
)
# Some sources lose the quotation marks; there only the plainest verb tells a quotation.
_SAID_PLAINLY = _verbs("said")


def passages(story: Story) -> tuple[Passage, ...]:
    """Return the passages of `story` in reading order, facts where they stand."""
    pieces: list[tuple[Span, Fact | None]] = [(fact.span, fact) for fact in story.facts]
    parts = (part for span in story.paragraphs for part in _readable(story.text, span))
    pieces += [(part, None) for part in parts if not part.of(story.text).isspace()]
    pieces.sort(key=lambda piece: piece[0].start)
    seen: dict[str, int] = {}
    made = []
    for number, (span, fact) in enumerate(pieces):
        made.append(_passage(story, number, span, fact, seen))
    return tuple(made)


def _passage(story: Story, number: int, span: Span, fact: Fact | None, seen: dict[str, int]) -> Passage:
    words = span.of(story.text)
    digest = hashlib.sha256(f"{story.id}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] = seen.get(digest, 0) + 1
    # The same words twice in one story are two passages; the second says so in its id.
    identity = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    if fact is not None:
        return Passage(identity, story, number, "fact", span, (span,), fact=fact.name)
    speaker = _speaker(words)
    kind: PassageKind = "quote" if speaker else "paragraph"
    return Passage(identity, story, number, kind, span, sentences(story.text, span), speaker=speaker)


def _readable(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph that is too long to read in a chat between its sentences."""
    if paragraph.end - paragraph.start <= LONGEST:
        yield paragraph
        return
    start, end = paragraph.start, paragraph.start
    for sentence in _short_sentences(text, paragraph):
        if sentence.end - start > LONGEST and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    if end > start:
        yield Span(start, end)


def _short_sentences(text: str, paragraph: Span) -> Iterator[Span]:
    for sentence in sentences(text, paragraph):
        start = sentence.start
        while sentence.end - start > _HARD_CUT:
            space = text.rfind(" ", start, start + LONGEST)
            cut = space if space > start else start + LONGEST
            yield Span(start, cut)
            start = cut + 1 if space > start else cut
        if sentence.end > start:
            yield Span(start, sentence.end)


def _speaker(words: str) -> str | None:
    """Return who says the quotation that the paragraph holds, as named there, or None."""
    saying = _SAYING if _QUOTED.search(words) else _SAID_PLAINLY
    said = saying.after.search(words) or saying.before.search(words)
    return said.group(1) if said else None
