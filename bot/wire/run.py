"""One run of one feed: what it lists is compared with what is known; the new is fetched, read and kept."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.config import FeedConfig
from bot.plain import one_line
from bot.wire import backoff, dvids, entries, files, items, pages
from bot.wire.book import Book, Seen, Standing
from bot.wire.dvids import Batch
from bot.wire.entries import Entry
from bot.wire.faults import (
    KeyRefusedError,
    SlowError,
    StatusError,
    StrangeAnswerError,
    UnreachableError,
    WireError,
)
from bot.wire.getting import Limits, Line
from bot.wire.wording import shown
from knowledge.refusal import Refused

Progress = Callable[[str, int, int], None]
_TRIES = 4  # runs in which a page that did not come is asked for
_TROUBLES = 2  # pages that do not come from a host, and it is left alone for this run


@dataclass(frozen=True, slots=True)
class Wire:
    """What every run needs: the line out, the folder of releases, the book, the limits, and the DVIDS key.

    `pages` is how many pages a run fetches at most. `clock` gives seconds since 1970, `chance` 0 to 1.
    """

    line: Line
    releases: Path
    book: Book
    limits: Limits = field(default_factory=Limits)
    key: str | None = field(default=None, repr=False)
    pages: int = 50
    clock: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random

    def told(self, said: object) -> str:
        """Return what a server or an error says, without the key even where a server has sent it back."""
        return str(said).replace(self.key, "…") if self.key else str(said)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that was not taken, and why, in one sentence."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class FeedResult:
    """What a run brought: the files, below the folder of releases; the items left out, and left for later.

    `fault` is what went wrong, in one sentence, None where nothing did. `next_try` is in seconds since 1970.
    """

    feed: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    left: int = 0
    fault: str | None = None
    next_try: float = 0.0

    @property
    def written(self) -> tuple[str, ...]:
        """The files that are new or changed."""
        return (*self.new, *self.changed)


async def run(feed: FeedConfig, wire: Wire, progress: Progress | None = None) -> FeedResult:
    """Run a feed now, and note in the book how it went.

    Nothing is called where its server has asked to wait. `progress` is called with the feed's name, and how
    many of how many listed items are done. Raises OSError or sqlite3.Error where nothing can be written.
    """
    standing = await asyncio.to_thread(wire.book.standing, feed.name, feed.url)
    now = wire.clock()
    if standing.held > now:
        until = time.strftime("%H:%M", time.localtime(standing.held))
        fault = f"The server has asked for no call before {until}."
        return FeedResult(feed.name, fault=fault, next_try=max(standing.due, standing.held))
    taking = _Run(feed, wire, standing, progress)
    try:
        await taking.all()
        error = None
    except WireError as wrong:
        error = wrong
    after = _after(feed, wire, taking, error)
    await asyncio.to_thread(wire.book.keep, feed.name, feed.url, after)
    return taking.result(after)


class _Run:
    """The items of a feed, one after the other."""

    def __init__(self, feed: FeedConfig, wire: Wire, standing: Standing, progress: Progress | None) -> None:
        self.standing = standing
        self.waits: float | None = None  # what a page's server asked for
        self._feed = feed
        self._wire = wire
        self._progress = progress
        self._folder = files.folder(feed.name)
        self._seen: dict[str, Seen] = {}
        self._listed: list[str] = []
        self._new: list[str] = []
        self._changed: list[str] = []
        self._unchanged = 0
        self._skipped: list[Skipped] = []
        self._left = 0
        self._calls = 0
        self._troubles: dict[str, int] = {}

    async def all(self) -> None:
        """Take everything that is listed. Raises WireError where the list does not come."""
        await asyncio.to_thread(files.sweep, self._wire.releases / self._folder)
        self._seen = await asyncio.to_thread(self._wire.book.seen, self._feed.name)
        self._tell(0, 0)
        of = 0
        async for batch in self._batches():
            of += len(batch.entries)
            for entry in batch.entries:
                await self._take(entry)
                self._tell(len(self._listed), of)
            if self._left:  # the next run begins here, and asks for the whole feed again
                self.standing = replace(self.standing, etag=None, modified=None)
                break
            if batch.until is not None:
                self.standing = replace(self.standing, since=batch.until)
        if self._listed:
            await asyncio.to_thread(self._wire.book.listed, self._feed.name, self._listed, self._wire.clock())

    def result(self, after: Standing) -> FeedResult:
        """Return what came of it."""
        return FeedResult(
            self._feed.name,
            tuple(self._new),
            tuple(self._changed),
            self._unchanged,
            tuple(self._skipped),
            self._left,
            after.fault,
            after.due,
        )

    async def _batches(self) -> AsyncIterator[Batch]:
        wire, feed = self._wire, self._feed
        if feed.kind == "dvids":
            search = dvids.Search(wire.line, wire.limits, feed.url, wire.key)
            async for batch in search.batches(self.standing.since, wire.clock()):
                yield batch
            return
        before = self.standing
        got = await wire.line.get(feed.url, wire.limits, etag=before.etag, modified=before.modified)
        if got.status == 304:
            self._unchanged = len(self._seen)
            return
        listing = await asyncio.to_thread(items.read, got.raw, got.content_type, got.url)
        self.standing = replace(before, etag=got.etag, modified=got.modified)
        yield Batch(await asyncio.to_thread(lambda: tuple(entries.of_listing(listing, feed.name, feed.url))))

    async def _take(self, entry: Entry) -> None:
        before = self._seen.get(entry.key)
        self._listed.append(entry.key)
        if before and before.mark == entry.mark:
            self._unchanged += 1
            return
        if (
            before
            and before.file
            and not await asyncio.to_thread((self._wire.releases / before.file).is_file)
        ):
            await self._settle(entry, replace(before, mark=entry.mark))
            self._skip(entry, "Its file was taken out of the releases, so the change to it is left out.")
            return
        if entry.release is None and not self._may_call(entry):
            self._left += 1
            return
        try:
            file, raw = await self._release(entry, before)
        except KeyRefusedError:
            raise  # no other will come either
        except (WireError, Refused) as error:
            await self._failed(entry, before, error)
        else:
            await self._keep(entry, before, file, raw)

    async def _release(self, entry: Entry, before: Seen | None) -> tuple[str, bytes]:
        """Return the file of an entry and what to write into it. Raises WireError or Refused."""
        stem = Path(before.file).stem if before and before.file else entry.stem
        if entry.release is not None:
            file = f"{self._folder}/{stem}.json"
            await asyncio.to_thread(pages.readable, entry.release, file)
            return file, entry.release
        if not entry.address:
            raise Refused("It has no link, and no text of its own.")
        self._calls += 1
        line, limits = self._wire.line, self._wire.limits
        if entry.is_json:
            got = await dvids.call(line, limits, entry.address)
        else:
            got = await line.get(entry.address, limits)
        ending = files.ending(got.raw, got.content_type)
        file = f"{self._folder}/{stem}{ending}"
        if entry.is_json:
            if ending != ".json":
                raise StrangeAnswerError("Instead of the story came something else.")
            raw = got.raw.replace((self._wire.key or "\0").encode(), b"-")
            return file, await asyncio.to_thread(pages.kept, raw, file, entry.title, entry.known)
        known = replace(entry.known, url=got.url)
        return file, await asyncio.to_thread(pages.kept, got.raw, file, entry.title, known)

    async def _keep(self, entry: Entry, before: Seen | None, file: str, raw: bytes) -> None:
        if len(raw) > self._wire.limits.max_bytes:
            await self._failed(entry, before, Refused("It is larger than what is read."))
            return
        path = self._wire.releases / file
        if await asyncio.to_thread(_differs, path, raw):
            existed = bool(before and before.file) or await asyncio.to_thread(path.exists)
            await asyncio.to_thread(files.write, path, raw)
            (self._changed if existed else self._new).append(file)
        else:
            self._unchanged += 1
        if before and before.file and before.file != file:
            await asyncio.to_thread((self._wire.releases / before.file).unlink, missing_ok=True)
        await self._settle(entry, Seen(entry.mark, file))

    async def _failed(self, entry: Entry, before: Seen | None, error: WireError | Refused) -> None:
        """Note what became of an item that was not taken: for good, or to be tried in the next runs."""
        file = before.file if before else None
        tries = before.tries if before and not before.mark else 0
        # A page that cannot be read may be a firewall's.
        passing = (
            error.passing if isinstance(error, WireError) else entry.release is None and bool(entry.address)
        )
        again = passing and tries + 1 < _TRIES
        self._trouble(entry, error)
        self._left += again
        await self._settle(entry, Seen("" if again else entry.mark, file, tries + 1))
        self._skip(entry, f"{error}{' It is tried again.' if again else ''}")

    def _trouble(self, entry: Entry, error: WireError | Refused) -> None:
        """Note that a host is in trouble; it is then left alone."""
        host = _host(entry)
        if isinstance(error, StatusError) and error.status in (429, 503):
            self._troubles[host] = _TROUBLES
            if error.wait is not None:
                self.waits = max(error.wait, self.waits or 0)
        elif isinstance(error, SlowError | UnreachableError) or (
            isinstance(error, StatusError) and error.status == 403
        ):
            self._troubles[host] = self._troubles.get(host, 0) + 1

    def _may_call(self, entry: Entry) -> bool:
        return self._calls < self._wire.pages and self._troubles.get(_host(entry), 0) < _TROUBLES

    async def _settle(self, entry: Entry, seen: Seen) -> None:
        self._seen[entry.key] = seen
        await asyncio.to_thread(self._wire.book.note, self._feed.name, entry.key, seen, self._wire.clock())

    def _skip(self, entry: Entry, reason: str) -> None:
        label = shown(entry.label) if "://" in entry.label else entry.label
        self._skipped.append(Skipped(one_line(self._wire.told(label))[:120], self._wire.told(reason)))

    def _tell(self, done: int, of: int) -> None:
        if self._progress is not None:
            self._progress(self._feed.name, done, of)


def _after(feed: FeedConfig, wire: Wire, taking: _Run, error: WireError | None) -> Standing:
    """Return how a feed stands after a run."""
    now, before = wire.clock(), taking.standing
    if error is None:
        wait = backoff.after_failures(1, 0, taking.waits) if taking.waits is not None else 0.0
        due = now + max(feed.every * 60, wait)
        return replace(before, failures=0, due=due, held=now + wait, fault=None)
    failures = before.failures + 1
    asked = error.wait if isinstance(error, StatusError) else None
    wait = backoff.after_failures(failures, wire.chance(), asked)
    if isinstance(error, StatusError) and error.status == 410:
        wait = backoff.DAY
    elif not error.passing:
        wait = max(wait, feed.every * 60)
    held = now + wait if asked is not None else 0.0
    return replace(before, failures=failures, due=now + wait, held=held, fault=wire.told(error))


def _differs(path: Path, raw: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != raw


def _host(entry: Entry) -> str:
    try:
        return urlsplit(entry.address or "").hostname or ""
    except ValueError:
        return ""
