"""The same answers in a terminal: replies, lists and reports as lines of text, bold where the terminal can.

Everything that a release or a person says goes through `plain` into `Text`: it is never
read as rich's markup and never steers the terminal.
"""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from bot.desk import Reply
from bot.plain import one_line, plain
from bot.wording import counted, in_words
from knowledge.question import Question, understand
from knowledge.records import Answer, Match, NoAnswer, Repair, Story

_NEAREST_SHOWN = 3
_LISTED = 10
_EXPLAINED = 5
_ID_WIDTH = 40


def console() -> Console:
    """Return a console on standard output that adds nothing of its own to the text."""
    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False)


def show(screen: Console, reply: Reply) -> None:
    """Print a reply: the passage with its telling sentence in bold and its source, or why there is none."""
    verdict = reply.verdict
    if isinstance(verdict, NoAnswer):
        _show_refusal(screen, verdict)
    elif verdict.kind == "stories":
        _show_list(screen, verdict)
    elif verdict.best is not None:
        _write(screen, passage_text(verdict.best))
        _write(screen, "")
        show_story(screen, verdict.best.passage.story)
        if verdict.beside is not None:
            _show_beside(screen, verdict.beside)
    _show_repairs(screen, verdict.repairs)


def _show_beside(screen: Console, match: Match) -> None:
    _write(screen, "\nAnother release:")
    _write(screen, one_line(match.sentence_text))
    show_story(screen, match.passage.story)


def passage_text(match: Match) -> Text:
    """Return the passage of a match with its best sentence in bold."""
    span = match.passage.span
    text = Text(plain(match.passage.text))
    text.stylize("bold", match.sentence.start - span.start, match.sentence.end - span.start)
    return text


def show_story(screen: Console, story: Story) -> None:
    """Print a story's title, where it comes from and when, and its link."""
    _write(screen, Text(one_line(story.title), style="cyan"))
    when = _when(story)
    author = f"by {story.author}" if story.author else None
    _write(
        screen, " · ".join(one_line(part) for part in (story.source, when, author, story.location) if part)
    )
    if story.url:
        _write(screen, story.url)


def _when(story: Story) -> str | None:
    if story.date is None:
        return None
    words = in_words(story.date.day)
    return words if story.date.certain else f"{words} (date uncertain)"


def show_stories(screen: Console, stories: Sequence[Story]) -> None:
    """Print one line a story: its date, with "?" where it is only a guess, its id, its title."""
    # An id may be a whole file name; a single long one is not to push all titles away.
    width = min(_ID_WIDTH, max((len(one_line(story.id)) for story in stories), default=0))
    for story in stories:
        day = story.date.day.isoformat() if story.date else "no date"
        sure = "" if story.date is None or story.date.certain else "?"
        _write(screen, f"{day + sure:<11} {one_line(story.id):<{width}}  {one_line(story.title)}")


def show_lines(screen: Console, lines: Iterable[str]) -> None:
    """Print lines of plain text."""
    for line in lines:
        _write(screen, line)


def greet(screen: Console, stories: int) -> None:
    """Print what the prompt is for and how it ends."""
    _write(screen, f"Ask about {counted(stories, 'story', 'stories')}. Ctrl-D ends.")


def show_explained(screen: Console, reply: Reply) -> None:
    """Print a reply, and how it came about: the question as understood, the best passages part by part."""
    show(screen, reply)
    verdict = reply.verdict
    _write(screen, "")
    _show_understood(screen, understand(verdict.question, reply.edition.vocabulary))
    ranked = verdict.ranked if isinstance(verdict, Answer) else verdict.nearest
    for place, match in enumerate(ranked[:_EXPLAINED], start=1):
        _show_match(screen, place, match)
    if len(ranked) > 1:
        _write(screen, _why_first(ranked[0], ranked[1]))
    for part in verdict.evidence:
        _write(screen, f"evidence: {part.name:<8} {part.value:.3f} x {part.weight:+.2f}")
    said = "answered" if isinstance(verdict, Answer) else f"refused: {verdict.reason}"
    _write(
        screen, f"confidence {verdict.confidence:.2f} of {reply.needed:.2f} needed, {reply.ms:.1f} ms, {said}"
    )


def _show_understood(screen: Console, question: Question) -> None:
    words = " ".join(term.word for term in question.terms)
    asks = question.fact or (question.kind if question.scope == "passage" else question.scope)
    _write(screen, f"asks for: {asks}{' (follows up)' if question.follows else ''}")
    _write(screen, f"with the words: {words or 'none'}")
    for repair in question.repairs:
        _write(screen, f"read: {one_line(repair.typed)} as {one_line(repair.used)}")


def _show_match(screen: Console, place: int, match: Match) -> None:
    story = match.passage.story
    _write(
        screen,
        f"{place}. {match.score:.3f}  {match.passage.kind} {match.passage.number} of {one_line(story.title)}",
    )
    _write(screen, one_line(f"   {match.sentence_text}"))
    for part in match.parts:
        _write(
            screen,
            f"   {part.name:<10} {part.value:.3f} x {part.weight:.2f} = {part.value * part.weight:.3f}",
        )


def _why_first(best: Match, other: Match) -> str:
    """Which parts of the score put a match before the next, and which would have put it behind, in a line."""
    after = {part.name: part.value * part.weight for part in other.parts}
    gains = [(part.value * part.weight - after.get(part.name, 0.0), part.name) for part in best.parts]
    told = ", ".join(
        f"{name} {gain:+.3f}" for gain, name in sorted(gains, key=lambda one: -abs(one[0])) if round(gain, 3)
    )
    return f"1 stands before 2 by {best.score - other.score:.3f}: {told or 'they come in this order'}"


def _show_refusal(screen: Console, refusal: NoAnswer) -> None:
    _write(screen, refusal.reason)
    stories = refusal.nearest_stories[:_NEAREST_SHOWN]
    if stories:
        _write(screen, "")
        _write(screen, "The nearest stories:")
        show_stories(screen, stories)


def _show_list(screen: Console, answer: Answer) -> None:
    if answer.summary:
        _write(screen, answer.summary)
    show_stories(screen, answer.stories[:_LISTED])
    if len(answer.stories) > _LISTED:
        _write(screen, f"… and {len(answer.stories) - _LISTED} more.")


def _show_repairs(screen: Console, repairs: Sequence[Repair]) -> None:
    if repairs:
        read = ", ".join(f"“{repair.typed}” as “{repair.used}”" for repair in repairs)
        _write(screen, Text(f"(Read {one_line(read)}.)", style="dim"))


def _write(screen: Console, text: str | Text) -> None:
    # A pipe gets the text as it is; only a terminal needs it broken into lines.
    safe = text if isinstance(text, Text) else Text(plain(text))
    screen.print(safe, soft_wrap=not screen.is_terminal)
