"""`dateline fetch`: the feeds of the settings, once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import ConfigFile, Data, Verbose, failure, settings_of

if TYPE_CHECKING:
    from bot.config import Config, FeedConfig
    from bot.wire.run import FeedResult

_TICK_SECONDS = 0.2


def fetch(
    names: Annotated[list[str] | None, typer.Argument(metavar="FEED", hidden=True)] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object for each feed.")] = False,
    config: ConfigFile = None,
    data: Data = None,
    verbose: Verbose = False,
) -> None:
    """Fetch new releases from the feeds.

    Each FEED is the name of one in your config; without any, all of them are run, once. Their releases
    go below releases/ in the data folder. The exit code is 1 when a feed failed.
    """
    import asyncio

    from bot import opening, prompt, protocol, terminal
    from bot.wire import report

    settings, folder = settings_of(config, data, verbose=verbose)
    if not settings.feeds:
        raise failure("no feed is configured; name some under `feeds` in your config.")
    feeds = _named(names or [], settings.feeds)
    opening.make_room(folder)
    try:
        with opening.progress("Fetching") as draw:
            results = asyncio.run(_run(settings, folder, feeds, draw))
    except KeyboardInterrupt:
        raise failure("broken off; what has come is kept, and the next run goes on from there.") from None
    screen = terminal.console()
    for result in results:
        if as_json:
            prompt.write(protocol.line(report.as_object(result)))
        else:
            terminal.show_lines(screen, report.lines(result))
    if any(result.fault for result in results):
        raise typer.Exit(1)


def _named(names: Sequence[str], feeds: "Sequence[FeedConfig]") -> "list[FeedConfig]":
    """Return the feeds of these names, which may be written as their folders are; all where none is named."""
    from bot.wire.files import folder

    by_folder = {folder(feed.name): feed for feed in feeds}
    for name in names:
        if folder(name) not in by_folder:
            known = ", ".join(feed.name for feed in feeds)
            raise typer.BadParameter(f"there is no feed {name!r}; there are: {known}", param_hint="FEED")
    return [by_folder[one] for one in dict.fromkeys(map(folder, names))] or list(feeds)


async def _run(
    settings: "Config",
    folder: Path,
    feeds: "Sequence[FeedConfig]",
    draw: Callable[[int, int], None] | None,
) -> "Sequence[FeedResult]":
    import asyncio

    from bot.wire import schedule

    steps: dict[str, tuple[int, int]] = {}

    def watch(feed: str, done: int, of: int) -> None:
        steps[feed] = (done, of)

    async with schedule.opened(settings, folder) as wire, asyncio.TaskGroup() as group:
        running = group.create_task(schedule.run_once(feeds, wire, watch))
        while not running.done():
            await asyncio.wait([running], timeout=_TICK_SECONDS)
            if draw is not None:  # also while a server lets us wait
                draw(sum(done for done, _ in steps.values()), max(1, sum(of for _, of in steps.values())))
    return running.result()
