"""`dateline add`, `remove`, `undo` and `log`: what changes the releases in service, and what has."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import ConfigFile, Data, Verbose, failure, say, settings_of

if TYPE_CHECKING:
    from bot.adding import Offer
    from bot.config import Config
    from bot.desk import Desk
    from knowledge.archive import Occasion

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask; add what could be read.")]


def add(
    sources: Annotated[list[str], typer.Argument(metavar="FILE|URL", hidden=True)],
    *,
    yes: Yes = False,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Add releases, each after a look at it.

    Each FILE or URL is read, what was understood of it is shown, and when you confirm it goes into
    releases/ in the data folder. The exit code is 1 when one could not be taken.
    """
    from bot import adding, opening, reporting, terminal
    from knowledge.refusal import Refused

    settings, folder = settings_of(config, data, verbose=verbose)
    opening.make_room(folder)
    releases = folder / opening.ADDED_FOLDER
    desk = _desk(settings, folder)
    screen = terminal.console()
    failed = False
    for source in sources:
        try:
            raw, name = _bytes(source, settings)
            offered = adding.offer(desk, releases, raw, name)
        except (Refused, _NotTakenError) as error:
            say(f"{source}: {error}")
            failed = True
            continue
        terminal.show_lines(screen, _told(offered))
        if not offered.is_new or not (yes or typer.confirm("Add it?")):
            continue
        report = adding.accept(desk, releases, offered, _occasion(f"add {offered.file}"))
        terminal.show_lines(screen, [reporting.summary(report)])
    if failed:
        raise typer.Exit(1)


def remove(
    story: Annotated[str, typer.Argument(metavar="STORY", hidden=True)],
    *,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Take a story out of service.

    STORY is its id. Its file stays; `dateline undo` puts the story back, and so does a new text of it.
    """
    from bot import reporting, terminal
    from knowledge.library import NothingThereError

    settings, folder = settings_of(config, data, verbose=verbose)
    try:
        report = _desk(settings, folder).withdraw(story, _occasion(f"remove {story}"))
    except NothingThereError:
        raise failure(f"there is no story {story!r}; `dateline stories` lists them.") from None
    terminal.show_lines(terminal.console(), [reporting.summary(report)])


def undo(*, config: ConfigFile = None, data: Data = None, verbose: Verbose = False) -> None:
    """Put the former edition back in service.

    Files stay as they are; those that were changed are passed over until they change again.
    """
    from bot import reporting, terminal
    from knowledge.archive import ArchiveError
    from knowledge.library import NothingThereError

    settings, folder = settings_of(config, data, verbose=verbose)
    try:
        former, report = _desk(settings, folder).undo(_occasion("undo"))
    except (NothingThereError, ArchiveError) as error:
        raise failure(str(error)) from None
    lines = [
        f"Back to edition {former.name} of {former.at:%Y-%m-%d %H:%M} UTC.",
        *reporting.lines(report),
        reporting.summary(report),
    ]
    terminal.show_lines(terminal.console(), lines)


def log(
    *,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many to show.")] = 20,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """List what changed the releases.

    When, who, how, and which files; the last first.
    """
    from bot import opening, terminal
    from knowledge.archive import Archive, ArchiveError

    _, folder = settings_of(config, data, verbose=verbose)
    try:
        printed = Archive(folder / opening.ARCHIVE_FILE).printed(limit)
    except ArchiveError as error:
        raise failure(str(error)) from None
    lines = []
    for one in printed:
        back = f" back to {one.restores}" if one.restores is not None else ""
        who = f"{one.occasion.who}, {one.occasion.how}"
        lines.append(f"{one.number}. {one.at:%Y-%m-%d %H:%M} UTC, edition {one.name}{back}: {who}")
        lines += [f"   {line}" for line in one.told]
    terminal.show_lines(terminal.console(), lines)
    if not printed:
        say("nothing has changed the releases yet.")


class _NotTakenError(Exception):
    """A file was not fetched; the message says why, in one sentence."""


def _desk(settings: "Config", folder: Path) -> "Desk":
    from bot import opening

    return opening.loaded_desk(
        settings, folder, meaning=False, occasion=_occasion("a command at the terminal")
    )


def _bytes(source: str, settings: "Config") -> tuple[bytes, str]:
    """The bytes of a file or an address, and a name for them. Raises Refused or _NotTakenError."""
    most = settings.knowledge.max_file_bytes
    if not source.lower().startswith(("http://", "https://")):
        from knowledge.folders import bytes_of

        return bytes_of(Path(source), most, follow=True), Path(source).name
    import asyncio

    from bot.wire.faults import WireError
    from bot.wire.getting import Limits
    from bot.wire.release import fetch_release

    try:
        got = asyncio.run(fetch_release(source, settings.wire.allowed_hosts, Limits(max_bytes=most)))
    except WireError as error:
        raise _NotTakenError(str(error)) from error
    return got.raw, got.name


def _told(offered: "Offer") -> list[str]:
    """What was understood of a release, in lines for a person."""
    from bot.wording import counted, in_words

    lines = []
    for story, slug in zip(offered.draft.stories, offered.draft.slugs, strict=True):
        when = "date not stated" if story.date is None else in_words(story.date.day)
        known = [when, story.source, story.author, counted(slug.passages, "passage", "passages")]
        lines += [story.title, f"  {' · '.join(filter(None, known))}"]
    lines += [f"  is already here as {one.id} ({one.file})" for one in offered.draft.same]
    lines += [f"  takes the place of {one.id} ({one.file})" for one in offered.draft.others]
    return [*lines, *(f"  {note}" for note in offered.draft.notes)]


def _occasion(how: str) -> "Occasion":
    from knowledge.archive import Occasion

    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody by that number
        who = "somebody"
    return Occasion(who, f"dateline {how}")
