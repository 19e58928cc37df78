"""When feeds run: all of them once, or each when it is due, for as long as the bot serves.

Feeds of one host run one after the other; those of different hosts side by side.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bot.config import DVIDS_KEY_VARIABLE, Config, FeedConfig
from bot.wire import backoff
from bot.wire.book import Book
from bot.wire.getting import Limits, Line
from bot.wire.run import FeedResult, Progress, Wire, run
from bot.wording import counted
from knowledge.archive import Occasion

Changed = Callable[[str, Sequence[str]], Awaitable[object]]
Reload = Callable[[Occasion], Awaitable[object]]
_LONGEST_SLEEP = 600.0  # the clock may be set meanwhile

_log = logging.getLogger(__name__)


@asynccontextmanager
async def opened(
    config: Config, data_folder: Path, environment: Mapping[str, str] = os.environ
) -> AsyncIterator[Wire]:
    """Open the wire as the settings say: releases go below `data_folder`, the book into its cache."""
    async with Line(config.wire.allowed_hosts) as line:
        yield Wire(
            line,
            data_folder / "releases",
            Book(data_folder / "cache" / "feeds.sqlite"),
            Limits(max_bytes=config.knowledge.max_file_bytes),
            environment.get(DVIDS_KEY_VARIABLE, "").strip() or None,
        )


async def run_once(
    feeds: Iterable[FeedConfig], wire: Wire, progress: Progress | None = None
) -> tuple[FeedResult, ...]:
    """Run all `feeds` now, due or not, and return what each brought, in their order.

    `progress` is called with a feed's name, and how many of how many listed items are done. No fault of a
    feed ends the others; raises nothing but CancelledError.
    """
    wanted = tuple(feeds)

    async def in_turn(ours: Sequence[FeedConfig]) -> list[FeedResult]:
        return [await _ran(feed, wire, progress) for feed in ours]

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(in_turn(ours)) for ours in _by_host(wanted)]
    results = {result.feed: result for task in tasks for result in task.result()}
    return tuple(results[feed.name] for feed in wanted)


@asynccontextmanager
async def serving(config: Config, data_folder: Path, reload: Reload) -> AsyncIterator[None]:
    """Run the feeds of the settings when they are due, behind what happens in the block, to its end.

    After a run that wrote files, `reload` is awaited, which is to put them in service.
    """
    if not config.feeds:
        yield
        return
    task = asyncio.create_task(_serve(config, data_folder, reload), name="feeds")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _serve(config: Config, data_folder: Path, reload: Reload) -> None:

    async def changed(feed: str, files: Sequence[str]) -> None:
        await reload(Occasion("the bot", f"feed {feed}, {counted(len(files), 'file', 'files')}"))

    async with opened(config, data_folder) as wire:
        try:
            await keep_running(config.feeds, wire, changed)
        except Exception:  # noqa: BLE001 - nobody waits for this before the end
            _log.exception("The feeds have ended; the bot goes on without them")


async def keep_running(
    feeds: Iterable[FeedConfig],
    wire: Wire,
    changed: Changed,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Run each feed when it is due, until cancelled.

    After a run that wrote files, `changed` is awaited with the feed's name and the files, as paths below the
    folder of releases; never twice at a time. What it raises is logged, and the feeds go on.
    """
    told = asyncio.Lock()

    async def tell(result: FeedResult) -> None:
        async with told:
            try:
                await changed(result.feed, result.written)
            except Exception:  # noqa: BLE001 - whatever the caller does, the feeds go on
                _log.exception("Feed %s: its releases are not in service", result.feed)

    async def serve(ours: Sequence[FeedConfig]) -> None:
        due = {feed.name: await _due(feed, wire) for feed in ours}
        while True:
            feed = min(ours, key=lambda one: due[one.name])
            while (left := due[feed.name] - wire.clock()) > 0:
                await sleep(min(left, _LONGEST_SLEEP))
            result = await _ran(feed, wire)
            _log_result(result)
            due[feed.name] = max(result.next_try, wire.clock() + 1)
            if result.written:
                await tell(result)

    async with asyncio.TaskGroup() as group:
        for ours in _by_host(tuple(feeds)):
            group.create_task(serve(ours))


async def _ran(feed: FeedConfig, wire: Wire, progress: Progress | None = None) -> FeedResult:
    """Run a feed; what nobody foresaw is a fault of this feed and no other's."""
    try:
        return await run(feed, wire, progress)
    except (OSError, sqlite3.Error) as error:
        fault = f"The data folder cannot be written: {getattr(error, 'strerror', None) or error}."
    except Exception as error:  # noqa: BLE001 - the log has it
        # Its message may hold what a server sent, and so what it was sent.
        _log.error("Feed %s: %s", feed.name, type(error).__name__, exc_info=_places_only(error))
        fault = f"It failed in a way nobody foresaw ({type(error).__name__}); the log has more."
    return FeedResult(feed.name, fault=fault, next_try=wire.clock() + backoff.FIRST)


def _log_result(result: FeedResult) -> None:
    if result.fault:
        _log.warning("Feed %s: %s", result.feed, result.fault)
    for one in result.skipped:
        _log.warning("Feed %s: %s: %s", result.feed, one.item, one.reason)
    if result.written:
        _log.info("Feed %s: %d new, %d changed", result.feed, len(result.new), len(result.changed))


def _places_only(error: Exception) -> Exception:
    """Return an error that tells where something failed, and nothing of what it was about."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)


async def _due(feed: FeedConfig, wire: Wire) -> float:
    try:
        standing = await asyncio.to_thread(wire.book.standing, feed.name, feed.url)
    except (OSError, sqlite3.Error):
        return 0.0  # the run will tell
    return max(standing.due, standing.held)


def _by_host(feeds: Sequence[FeedConfig]) -> list[tuple[FeedConfig, ...]]:
    found: dict[str | None, list[FeedConfig]] = {}
    for feed in feeds:
        found.setdefault(urlsplit(feed.url).hostname, []).append(feed)
    return [tuple(ours) for ours in found.values()]
