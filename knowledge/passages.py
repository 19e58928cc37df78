"""Story -> Passage records: paragraphs, quotations with their speakers, the facts it states of itself.

The passages part the text: none holds another, none runs over a line end.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.records import Fact, Passage, PassageKind, Span, Story
from knowledge.speakers import speaker
from knowledge.text import sentences, strip

LONGEST = 1200
_HARD_CUT = 1500
_REACH = 4  # paragraphs among which the opening is looked for
_HEADLINE = 80  # a shorter paragraph is one, where a longer one follows
_HEADING_WORDS = 2
_ENDS = (".", "!", "?", '"', "”", ")")
_GOES_ON = (",", ";")
_WORDS = re.compile(r"[^\W\d_]{4,30}")  # of so many letters that capitals are theirs in a heading
_CAPTION = re.compile(
    r"\(Photo|\bPhotos? (?:by|courtesy)|\b(?:left|right|center)[,;)]|\bpictured\b", re.IGNORECASE
)


def passages(story: Story) -> tuple[Passage, ...]:
    """Return the passages of `story` in reading order, facts where they stand."""
    pieces: list[tuple[Span, Fact | None]] = [(fact.span, fact) for fact in story.facts if _is_short(fact)]
    spans = (*story.paragraphs, *(fact.span for fact in story.facts if not _is_short(fact)))
    parts = (strip(story.text, part) for span in spans for part in _readable(story.text, span))
    pieces += [(part, None) for part in parts if part.start < part.end]
    pieces.sort(key=lambda piece: piece[0].start)
    seen: dict[str, int] = {}
    made = [_passage(story, number, span, fact, seen) for number, (span, fact) in enumerate(pieces)]
    below = [*made[1:], None]
    return tuple(_read_as_heading(one, after) for one, after in zip(made, below, strict=True))


def opening(story: Story, told: Sequence[Passage]) -> int:
    """Return the place in `told` of the passage that opens `story`: with the dateline, else the first
    that is no caption of a picture and no headline, if possible one that ends as a sentence does; 0 where
    all are.
    """
    plain = [place for place, one in enumerate(told) if one.tells]
    if story.dateline:
        filed = next((place for place in plain[:_REACH] if told[place].text.startswith(story.dateline)), None)
        if filed is not None:
            return filed
    likely = [place for place in plain[:_REACH] if _tells(told[place].text)]
    whole = (place for place in likely if told[place].text.endswith(_ENDS))
    return next(whole, next(iter(likely or plain), 0))


def _read_as_heading(passage: Passage, below: Passage | None) -> Passage:
    """The passage, as a heading where it is a short line and no sentence, with a paragraph below it."""
    if passage.kind != "paragraph" or below is None or not below.tells or len(below.text) < _HEADLINE:
        return passage
    return replace(passage, kind="heading") if _heads(passage.text) else passage


def _heads(text: str) -> bool:
    """Whether a line is written as a heading: "The Words With Capitals", or what a colon ends."""
    if len(text) >= _HEADLINE or text.endswith((*_ENDS, *_GOES_ON)):
        return False
    words = _WORDS.findall(text)
    capitals = [word for word in words if not word[0].islower()]
    return len(words) >= _HEADING_WORDS and (text.endswith(":") or 2 * len(capitals) > len(words))


def _tells(text: str) -> bool:
    return len(text) >= _HEADLINE and not _CAPTION.search(text)


def _passage(story: Story, number: int, span: Span, fact: Fact | None, seen: dict[str, int]) -> Passage:
    words = span.of(story.text)
    digest = hashlib.sha256(f"{story.id}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] = seen.get(digest, 0) + 1
    # The same words twice in one story are two passages; the second says so in its id.
    identity = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    if fact is not None:
        return Passage(identity, story, number, "fact", span, (span,), fact=fact.name)
    said_by = speaker(words)
    kind: PassageKind = "quote" if said_by else "paragraph"
    return Passage(identity, story, number, kind, span, sentences(story.text, span), speaker=said_by)


def _is_short(fact: Fact) -> bool:
    """Whether a fact can be shown; what goes on longer than a paragraph is told as one."""
    return fact.span.end - fact.span.start <= LONGEST


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
