"""Feeds in the running bot: what one brings can be asked for, and the feeds end with the bot."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord
import pytest
from aiohttp import web

from bot.client import run
from bot.config import Config, FeedConfig, WireConfig
from bot.wire import schedule

if TYPE_CHECKING:
    from conftest import Chat, Newsroom, Seen

PATIENCE = 30  # seconds; far more than it takes

# Made up for these tests.
LANTERNS = """\
<item><title>Lanterns above the parade ground</title><guid>camp:1</guid><description><![CDATA[
<p>CAMP EXAMPLE, Nowhere – The made-up 5th Lantern Company hung 412 lanterns above the parade ground.</p>
<p>“They were folded by hand,” said Sgt. Di Sample, the keeper of the lanterns.</p>]]></description></item>"""
ASKED = "How many lanterns hang above the parade ground?"


@dataclass
class Feed:
    """A feed on this machine: `items` is what it lists, `asked` how often it was called."""

    url: str = ""
    items: str = ""
    asked: int = 0
    held: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, _request: web.Request) -> web.Response:
        self.asked += 1
        await self.held.wait()
        text = f"<rss version='2.0'><channel><title>Camp News</title>{self.items}</channel></rss>"
        return web.Response(text=text, content_type="text/xml")


@pytest.fixture
async def feed() -> AsyncIterator[Feed]:
    there = Feed()
    there.held.set()
    app = web.Application()
    app.router.add_get("/feed", there.serve)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    there.url = f"http://127.0.0.1:{runner.addresses[0][1]}/feed"
    yield there
    there.held.set()
    await runner.cleanup()


def with_feed(config: Config, url: str) -> Config:
    feeds = [FeedConfig(name="Camp Example", url=url)]
    return config.model_copy(update={"feeds": feeds, "wire": WireConfig(allowed_hosts=["127.0.0.1"])})


@asynccontextmanager
async def serving(chat: "Chat", feed: Feed) -> AsyncIterator[None]:
    """Run that feed beside the bot, as `dateline run` and the preview do."""
    room = chat.newsroom
    feeds = schedule.serving(with_feed(room.config, feed.url), room.data, room.desk.reload)
    async with asyncio.timeout(PATIENCE), feeds:
        yield


@contextmanager
def in_a_thread(app: web.Application) -> Iterator[str]:
    """Serve an app in a thread, and give its address."""
    loop, runner = asyncio.new_event_loop(), web.AppRunner(app, shutdown_timeout=0, handler_cancellation=True)
    loop.run_until_complete(runner.setup())
    loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", 0).start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(PATIENCE)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()


async def until(happens: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not happens():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.02)


async def test_a_feed_brings_a_story_that_can_be_asked_for(chat: "Chat", feed: Feed, seen: "Seen") -> None:
    await chat.reader.send(chat.ask, ASKED)
    assert "412 lanterns" not in seen(chat.answer(chat.ask))
    feed.items = LANTERNS
    stories = len(chat.newsroom.desk.edition.stories)
    async with serving(chat, feed):
        await until(lambda: len(chat.newsroom.desk.edition.stories) > stories)
        await chat.reader.send(chat.ask, ASKED)
    assert "412 lanterns" in seen(chat.answer(chat.ask))
    assert [path.suffix for path in (chat.newsroom.releases / "camp-example").iterdir()] == [".json"]
    assert feed.asked == 1


async def test_a_feed_that_hangs_keeps_nobody_from_an_answer_and_ends_when_it_is_to(
    chat: "Chat", feed: Feed, seen: "Seen"
) -> None:
    feed.held.clear()
    async with serving(chat, feed):
        await until(lambda: feed.asked == 1)
        await chat.reader.send(chat.ask, "How many pecan trees were planted?")
    assert "731" in seen(chat.answer(chat.ask))
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "feeds"]


async def test_a_feed_that_fails_is_one_line_in_the_log_and_the_bot_goes_on(
    chat: "Chat", feed: Feed, seen: "Seen", caplog: pytest.LogCaptureFixture
) -> None:
    feed.items = "<![CDATA["
    async with serving(chat, feed):
        await until(lambda: "Feed Camp Example: " in caplog.text)
        await chat.reader.send(chat.ask, "How many pecan trees were planted?")
    [told] = [one.getMessage() for one in caplog.records if "Camp Example" in one.getMessage()]
    assert told == "Feed Camp Example: The feed is broken and cannot be read."
    assert "731" in seen(chat.answer(chat.ask))


async def test_a_reload_that_fails_does_not_end_the_feeds(
    chat: "Chat", feed: Feed, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("made up")

    monkeypatch.setattr(chat.newsroom.desk, "load", broken)
    feed.items = LANTERNS
    async with serving(chat, feed):
        await until(lambda: "are not in service" in caplog.text)
        assert [task for task in asyncio.all_tasks() if task.get_name() == "feeds"]


def test_the_bot_runs_its_feeds_for_as_long_as_it_serves(
    newsroom: "Newsroom", monkeypatch: pytest.MonkeyPatch
) -> None:
    called = asyncio.Event()
    ended = []

    async def feed(_request: web.Request) -> web.Response:
        called.set()
        try:
            await asyncio.sleep(PATIENCE)
        finally:
            ended.append(True)
        raise AssertionError("nobody ended the call")

    async def me(_request: web.Request) -> web.Response:
        with suppress(TimeoutError):
            await asyncio.wait_for(called.wait(), PATIENCE)
        return web.Response(
            status=401, text='{"message": "401: Unauthorized"}', content_type="application/json"
        )

    app = web.Application()
    app.add_routes([web.get("/feed", feed), web.get("/users/@me", me)])
    with in_a_thread(app) as address:
        monkeypatch.setattr(discord.http.Route, "BASE", address)
        config = with_feed(newsroom.config, f"{address}/feed")
        assert run(config, newsroom.desk, newsroom.data, "made-up") == 1
    assert ended
