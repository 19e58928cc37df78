"""What `dateline check` found: a table in a wide terminal, a list in a narrow one, lines anywhere else."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot import terminal
from bot.checking import Checked, Taken
from bot.plain import one_line
from bot.wording import counted, in_words
from knowledge.records import Story, StoryDate

if TYPE_CHECKING:
    from rich.table import Table

_WIDE = 100  # characters that a table needs to be readable
_MOST_IN_TABLE = 1000  # files; setting a larger table takes seconds
_LONGEST_FILE = 36
_LONGEST_SOURCE = 24
_STYLES = {"taken": "green", "partly": "yellow", "refused": "red"}
_NOTE = "yellow"


def show(screen: Console, found: Sequence[Checked]) -> None:
    """Print what was taken of each file and what was refused, and how many files were."""
    if not screen.is_terminal or len(found) > _MOST_IN_TABLE:
        terminal.show_lines(screen, chain.from_iterable(map(_lines, found)))
    elif found:
        screen.print(_table(found) if screen.width >= _WIDE else _list(found))
    states = [one.state for one in found]
    partly = f", {states.count('partly')} in part" if "partly" in states else ""
    terminal.show_lines(screen, [f"{states.count('taken')} taken{partly}, {states.count('refused')} refused"])


def _lines(one: Checked) -> Iterator[str]:
    """A line for each story that was taken and each reason, for those who read with other programs."""
    for taken in one.taken:
        known = "; ".join((_date(taken.story), _source(taken.story), _passages(taken)))
        yield one_line(f"taken    {one.file}: {taken.story.title} ({known})")
        yield from (one_line(f"         ! {note}") for note in taken.notes)
    yield from (one_line(f"refused  {one.file}: {reason}") for reason in one.reasons)


def _table(found: Sequence[Checked]) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column()
    table.add_column("file", max_width=_LONGEST_FILE, overflow="fold")
    table.add_column("release", overflow="fold")
    table.add_column("date")
    table.add_column("source", max_width=_LONGEST_SOURCE, overflow="fold")
    table.add_column("passages", justify="right", no_wrap=True)
    for one in found:
        state, file = _state(one), Text(one_line(one.file))
        for taken in one.taken:
            told = _with_notes(Text(one_line(taken.story.title)), taken)
            day = _day(taken.story)
            table.add_row(state, file, told, day, Text(one_line(_source(taken.story))), f"{taken.passages:,}")
            state = file = Text()  # once for all stories of a file
        for reason in one.reasons:
            table.add_row(state, file, Text(one_line(reason), style=_STYLES["refused"]))
            state = file = Text()
    return table


def _list(found: Sequence[Checked]) -> "Table":
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in found:
        grid.add_row(_state(one), Text(one_line(one.file), style="bold"))
        for taken in one.taken:
            known = " · ".join((_date(taken.story), _source(taken.story), _passages(taken)))
            told = Text(f"{one_line(taken.story.title)}\n{one_line(known)}")
            grid.add_row("", _with_notes(told, taken))
        for reason in one.reasons:
            grid.add_row("", Text(one_line(reason), style=_STYLES["refused"]))
    return grid


def _state(one: Checked) -> Text:
    return Text(one.state, style=_STYLES[one.state])


def _with_notes(text: Text, taken: Taken) -> Text:
    for note in taken.notes:
        text.append(f"\n! {one_line(note)}", style=_NOTE)
    return text


def _date(story: Story) -> str:
    return f"{in_words(story.date.day)}, {_origin(story.date)}" if story.date else "no date"


def _origin(when: StoryDate) -> str:
    """Where in the release its date was read; "uncertain" where only a crawler wrote it."""
    return when.origin if when.certain else "uncertain"


def _day(story: Story) -> str:
    return f"{story.date.day} {_origin(story.date)}" if story.date else "no date"


def _source(story: Story) -> str:
    return story.source or "no source"


def _passages(taken: Taken) -> str:
    return counted(taken.passages, "passage", "passages")
