"""A server on this machine that answers as a test tells it to, properly or not, and notes what is asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.config import FeedConfig
from bot.wire.book import Book
from bot.wire.getting import Limits, Line
from bot.wire.run import Wire

KEY = "k3y-that-must-not-be-seen"
BODY = " ".join(f"The made-up band of Camp Example played march number {n}." for n in range(12))


@dataclass(frozen=True)
class Asked:
    """One request: its path, its query, its headers in small letters."""

    target: str
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes | str = b"", status: int = 200, kind: str = "text/html", **headers: str) -> Behaviour:
    """Answer with that; a header's name is written with _ for -."""
    raw = body.encode() if isinstance(body, str) else body

    async def behave(_: Asked, out: asyncio.StreamWriter) -> None:
        told = {"Content-Type": kind, "Content-Length": str(len(raw))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        out.write(f"HTTP/1.1 {status} Made Up\r\n{lines}\r\n".encode() + raw)

    return behave


def redirect(to: str) -> Behaviour:
    return answer(status=302, Location=to)


@dataclass
class Server:
    """What stands at each path; anything else is 404."""

    port: int = 0
    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    async def serve(self, read: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        try:
            while line := (await read.readline()).decode("latin-1"):
                headers: dict[str, str] = {}
                while (header := (await read.readline()).decode("latin-1").strip()) != "":
                    name, _, value = header.partition(":")
                    headers[name.lower()] = value.strip()
                asked = Asked(line.split(" ")[1], headers)
                self.asked.append(asked)
                self.at_once += 1
                self.most_at_once = max(self.at_once, self.most_at_once)
                try:
                    await asyncio.sleep(0.002)
                    await self.pages.get(asked.path, answer("not here", 404))(asked, out)
                    await out.drain()
                finally:
                    self.at_once -= 1
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            out.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    state = Server()
    running = await asyncio.start_server(state.serve, "127.0.0.1", 0)
    state.port = running.sockets[0].getsockname()[1]
    yield state
    running.close()


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A line that may call this machine, without pauses."""
    async with Line(["127.0.0.1"], pause=0) as opened:
        yield opened


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_750_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def wire(line: Line, tmp_path: Path, clock: Clock) -> Wire:
    return Wire(
        line,
        tmp_path / "releases",
        Book(tmp_path / "cache" / "feeds.sqlite"),
        Limits(max_bytes=1_000_000, seconds=5),
        KEY,
        clock=clock,
        chance=lambda: 0.0,
    )


class Make:
    """What a test puts on the wire; all of it is made up."""

    key = KEY
    body = BODY
    answer = staticmethod(answer)
    redirect = staticmethod(redirect)

    @staticmethod
    def feed(url: str, name: str = "Camp Example", kind: str = "rss", every: int = 60) -> FeedConfig:
        return FeedConfig.model_validate({"name": name, "url": url, "kind": kind, "every": every})

    @staticmethod
    def rss(*items: str, title: str = "Camp Example News") -> str:
        """An RSS feed with these items."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
        )

    @staticmethod
    def item(
        title: str = "", link: str = "", body: str = "", summary: str = "", guid: str = "", more: str = ""
    ) -> str:
        parts = {
            "title": title,
            "link": link,
            "guid": guid,
            "description": summary,
            "content:encoded": f"<![CDATA[{body}]]>" if body else "",
        }
        inner = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
        return f"<item>{inner}{more}</item>"

    @staticmethod
    def page(title: str, body: str = BODY) -> str:
        head = f"<!DOCTYPE html><html><head><title>{title}</title></head>"
        return f"{head}<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"

    @staticmethod
    def asset(number: int, title: str, body: str = BODY) -> str:
        return json.dumps(
            {
                "results": {
                    "id": f"news:{number}",
                    "title": title,
                    "body": f"<p>{body}</p>",
                    "date_published": "2025-05-01T10:00:00Z",
                }
            }
        )

    @staticmethod
    def found(number: int, title: str, **more: object) -> dict[str, object]:
        return {
            "id": f"news:{number}",
            "type": "news",
            "title": title,
            "date_published": "2025-05-01T10:00:00Z",
        } | more


@pytest.fixture
def make() -> Make:
    """The makers of feeds, pages and answers."""
    return Make()
