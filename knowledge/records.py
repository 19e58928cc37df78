"""The project's words, as frozen records: story, passage, match, answer.

Every position is a pair of character offsets into `Story.text`, end excluded,
so `story.text[start:end]` is always what was released, character for character.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

FactName = Literal[
    "title", "byline", "posted", "taken", "updated", "story id", "location", "views", "downloads",
    "credit", "rights", "topics", "components", "number", "dateline",
]  # fmt: skip
DateOrigin = Literal["posted", "taken", "front matter", "page", "dateline", "leading"]
PassageKind = Literal["paragraph", "quote", "heading", "fact"]
AnswerKind = Literal["passage", "fact", "stories"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `[start, end)` of a story's text, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch itself."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class StoryDate:
    """The day a story was released, and where in the release that day was read.

    `origin` "leading" is a date that some crawler put before the text; it is
    wrong at times and is shown as uncertain.
    """

    day: date
    origin: DateOrigin

    @property
    def certain(self) -> bool:
        """Whether the release itself says so."""
        return self.origin != "leading"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a release states about itself: its name, and where it stands with its label."""

    name: FactName
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """One release as read from one file.

    `text` is the decoded file, untouched when `exact`. `file` is the path below
    its knowledge folder, with forward slashes. `paragraphs` and `facts` part the
    text; what is neither (the leading crawler's date, "FOR IMMEDIATE RELEASE") is
    never shown. `notes` say what was odd or put right when it was read, a sentence each.
    `language` is the one whose endings its words take (languages.py).
    """

    id: str
    title: str
    text: str = field(repr=False)
    file: str
    date: StoryDate | None = None
    source: str | None = None
    author: str | None = None
    location: str | None = None
    url: str | None = None
    dateline: str | None = None
    paragraphs: tuple[Span, ...] = field(default=(), repr=False)
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    exact: bool = True
    notes: tuple[str, ...] = field(default=(), repr=False)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, one quotation with its speaker, or one fact: what an answer is made of.

    A heading is a passage too, but never an answer: it tells what the passages below it are about.

    `id` is made from the story's id and the passage's words, so it survives a
    reload. `number` counts the passages of a story in reading order from 0.
    `fact` is the fact's name where `kind` is "fact". `speaker` is who says a quotation.
    `sentences` part the passage, in offsets of the story's text.
    """

    id: str
    story: Story = field(repr=False, compare=False)
    number: int
    kind: PassageKind
    span: Span
    sentences: tuple[Span, ...] = field(repr=False)
    fact: FactName | None = None
    speaker: str | None = None

    @property
    def tells(self) -> bool:
        """Whether it is prose: a paragraph or a quotation, no fact and no heading."""
        return self.kind in ("paragraph", "quote")

    @property
    def text(self) -> str:
        """The passage, word for word."""
        return self.span.of(self.story.text)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: what it measures, its value (0 to 1), and the weight it counts with."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A passage as it answers a question: its best sentence, and its score with all parts of it."""

    passage: Passage
    sentence: Span
    score: float
    parts: tuple[Part, ...] = field(default=(), repr=False)

    @property
    def sentence_text(self) -> str:
        """The telling sentence, word for word."""
        return self.sentence.of(self.passage.story.text)

    def value(self, name: str) -> float:
        """The value of the part of that name, which a matcher's score has."""
        return next(part.value for part in self.parts if part.name == name)


@dataclass(frozen=True, slots=True)
class Repair:
    """A word of the question that no release uses, and the word it was read as."""

    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown when a release says it.

    `kind` "stories" answers with `stories` (in the order asked for) and a `count`
    sentence about the library; `best` is then a passage of the first story or
    None. For the other kinds `best` is the passage. `ranked` holds the best ten
    matches, `best` first. `confidence` is the chance that `best` is right; `evidence` is what
    it was worked out from, where it was. `beside` is one of `ranked`: the match of another story that fits
    as well, or that the question compares with.
    """

    question: str
    kind: AnswerKind
    confidence: float
    best: Match | None
    ranked: tuple[Match, ...] = ()
    stories: Sequence[Story] = ()
    summary: str | None = None
    repairs: tuple[Repair, ...] = ()
    evidence: tuple[Part, ...] = field(default=(), repr=False)
    beside: Match | None = field(default=None, repr=False)

    @property
    def story(self) -> Story | None:
        """The story the answer comes from; for a list of stories, the first."""
        if self.best is not None:
            return self.best.passage.story
        return self.stories[0] if self.stories else None

    @property
    def alternatives(self) -> tuple[Match, ...]:
        """The matches after the best."""
        return self.ranked[1:]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """What is shown when no release says it: the reason, one sentence, and the nearest matches."""

    question: str
    reason: str
    confidence: float = 0.0
    nearest: tuple[Match, ...] = ()
    repairs: tuple[Repair, ...] = ()
    evidence: tuple[Part, ...] = field(default=(), repr=False)

    @property
    def nearest_stories(self) -> tuple[Story, ...]:
        """The stories of the nearest matches, each once, nearest first."""
        return tuple({match.passage.story.id: match.passage.story for match in self.nearest}.values())


Verdict = Answer | NoAnswer
