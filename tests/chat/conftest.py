"""A simulated Discord with the real bot in it, and what Discord would have refused.

The only place that imports simcord: what the tests use of it stands behind `Chat`.
"""

import asyncio
import gc
import json
import os
import re
import sqlite3
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import discord
import pytest
import simcord
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from simcord import ChannelHandle, InteractionResult, MemberActor, ResponseMessage

import bot
from bot import config as settings
from bot.client import Dateline
from bot.desk import Desk, Talks
from bot.ledger import AnswerRow
from knowledge.archive import Archive, Occasion
from knowledge.library import Folder, Library, shipped_folder
from knowledge.profile import Volume
from knowledge.slug import Slug
from knowledge.stacks import Stacks

Json: TypeAlias = dict[str, Any] | list[Any]
Shown: TypeAlias = discord.Message | ResponseMessage | InteractionResult | None
Seen: TypeAlias = Callable[[Shown], str]
Buttons: TypeAlias = Callable[[Shown], list[str]]

SLOWEST_CALLBACK = 0.25  # seconds

# Made up for these tests.
PECANS = """\
FORT EXAMPLE, Texas – The 12th Made-Up Brigade planted 731 pecan trees along the Leon River on Saturday.

Sgt. Ada Sample said the pecan trees came from a nursery in Gatesville.

“Every pecan tree we plant today will shade somebody in 2060,” said Capt. Bo Example, the brigade's forester.

Date Taken:\t03.02.2024
Date Posted:\t03.04.2024 10:15
Story ID:\t990731
Location:\tFORT EXAMPLE, TEXAS, US
"""
HARBOR = """\
PORT INVENTED, Maine – Divers of the 7th Imaginary Dive Team raised a sunken tugboat on Tuesday.

The tugboat had lain on the ground for 41 years, said Chief Warrant Officer Cy Fiction.

Date Taken:\t06.11.2023
Date Posted:\t06.12.2023 09:00
Story ID:\t990412
Location:\tPORT INVENTED, MAINE, US
"""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "bot(**settings): settings of the bot: ask_channels, questions, store_text, shipped, releases, "
        "corrections (a dictionary)",
    )


@dataclass
class Clock:
    """The clock that cooldowns and conversations run on."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Newsroom:
    """What a bot is built from, so that the next one can be built from the same."""

    config: settings.Config
    data: Path
    desk: Desk
    clock: Clock = field(default_factory=Clock)

    @property
    def releases(self) -> Path:
        return self.data / "releases"

    def bot(self) -> Dateline:
        return Dateline(self.config, self.desk, self.data, clock=self.clock)


@dataclass
class Chat:
    """A server with the channels #news and #ask and people; in #ask, every question is answered."""

    env: simcord.Env
    newsroom: Newsroom
    server: simcord.GuildHandle
    news: ChannelHandle
    ask: ChannelHandle
    reader: MemberActor
    other: MemberActor
    admin: MemberActor

    @property
    def bot(self) -> Dateline:
        assert isinstance(self.env.bot, Dateline)
        return self.env.bot

    @property
    def mention(self) -> str:
        assert self.bot.user is not None
        return self.bot.user.mention

    async def restart(self) -> None:
        """Stop the bot and start a new one on the same data folder."""
        old = self.bot
        await old.close()
        await self.env.restart_bot(self.newsroom.bot())

    async def thread(self, channel: ChannelHandle) -> ChannelHandle:
        """Open a thread in a channel."""
        parent = self.bot.get_channel(channel.id)
        assert isinstance(parent, discord.TextChannel)
        await parent.create_thread(name="a thread", type=discord.ChannelType.public_thread)
        await self.env.settle()
        return channel.threads[-1]

    async def rows(self) -> list[AnswerRow]:
        """All rows of the ledger, oldest first."""
        with closing(sqlite3.connect(self.newsroom.data / "ledger.sqlite")) as connection:
            ids = connection.execute("SELECT id FROM answers ORDER BY id").fetchall()
        rows = [await self.bot.ledger.row(number) for (number,) in ids]
        return [row for row in rows if row is not None]

    def said(self, channel: ChannelHandle) -> list[discord.Message]:
        """What the bot wrote in a channel and everybody can see, oldest first."""
        assert self.bot.user is not None
        history = [one for one in channel.history() if not one.is_system() and not one.flags.ephemeral]
        return [one for one in history if one.author.id == self.bot.user.id]

    def answer(self, channel: ChannelHandle) -> discord.Message:
        """The last thing the bot wrote in a channel."""
        return self.said(channel)[-1]

    def sent(self, method: str, path: str) -> list[Any]:
        """The bodies of all requests whose path matches the regular expression `path`."""
        return [
            one.json for one in self.env.http_requests if one.method == method and re.search(path, one.path)
        ]


@pytest.fixture
async def prompt_loop(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Turn asyncio's debug mode on; a callback that holds the loop for too long fails the test.

    Not counted is the time for which the machine was busy with others: on a loaded one,
    every callback is slow now and then. What other tests left in memory is kept from the
    garbage collector, which would look through all of it in one of ours.
    """
    slow: list[str] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began, kept_waiting = time.monotonic(), _seconds_kept_waiting()
        run(handle)
        took = time.monotonic() - began
        if took > SLOWEST_CALLBACK and took - (_seconds_kept_waiting() - kept_waiting) > SLOWEST_CALLBACK:
            slow.append(f"{handle!r} took {took:.3f} s")

    asyncio.get_running_loop().set_debug(True)
    # Debug mode notes where each callback and task was made, which takes a third of the time of these tests.
    nowhere = traceback.StackSummary()
    monkeypatch.setattr(traceback.StackSummary, "extract", lambda *_, **__: nowhere)
    monkeypatch.setattr(asyncio.Handle, "_run", timed)
    gc.freeze()
    yield
    gc.unfreeze()
    assert not slow, slow


def _seconds_kept_waiting() -> float:
    # How long this thread was ready to run while the processors ran others; Linux only. Asked twice for every
    # callback: so without the layers of a text file.
    try:
        handle = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
    except OSError:
        return 0.0
    try:
        return int(os.read(handle, 100).split()[1]) / 1e9
    finally:
        os.close(handle)


@pytest.fixture
def off_the_loop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test in which the bot fetches a story in the event loop: it would wait there for a reload that
    writes.
    """
    waited: list[str] = []
    fetch = Stacks.volume

    def watched(stacks: Stacks, slug: Slug) -> Volume:
        if asyncio._get_running_loop() is not None:
            waited.extend(_asked_from())
        return fetch(stacks, slug)

    monkeypatch.setattr(Stacks, "volume", watched)
    yield
    assert not waited, waited


def _asked_from() -> Iterator[str]:
    """Yield the line in the bot that asks the desk for something; none where a test does."""
    for frame, line in traceback.walk_stack(None):
        file = Path(frame.f_code.co_filename)
        if file.parent == Path(__file__).parent and file.name != "conftest.py":
            return
        if Path(bot.__file__).parent in file.parents and file.name != "desk.py":
            yield f"{file}:{line}"
            return


@pytest.fixture
def newsroom(tmp_path: Path, request: pytest.FixtureRequest, off_the_loop: None) -> Newsroom:
    """The bot's parts: two made-up releases in the data folder, and the shipped one."""
    marker = request.node.get_closest_marker("bot")
    asked = {"ask_channels": ["ask"], "questions": 1000, "store_text": False, "shipped": True}
    asked |= {"releases": {"pecans.txt": PECANS, "harbor.txt": HARBOR}, "corrections": {}}
    asked |= marker.kwargs if marker else {}
    config = settings.Config.model_validate(_laid_over_defaults(asked))
    releases = tmp_path / "data" / "releases"
    releases.mkdir(parents=True)
    for name, text in asked["releases"].items():
        (releases / name).parent.mkdir(exist_ok=True)
        (releases / name).write_text(text, encoding="utf-8")
    folders = [Folder(shipped_folder(), "shipped")] if asked["shipped"] else []
    clock = Clock()
    talks = Talks(60 * config.answers.conversation_minutes, clock)
    desk = Desk(
        Library(
            [*folders, Folder(releases, "releases")],
            cache=tmp_path / "data" / "cache",
            archive=Archive(tmp_path / "data" / "editions.sqlite"),
        ),
        minimum_confidence=config.answers.minimum_confidence,
        talks=talks,
    )
    desk.load(occasion=Occasion("a test", "start"))
    return Newsroom(config, tmp_path / "data", desk, clock)


def _laid_over_defaults(asked: dict[str, Any]) -> dict[str, Any]:
    laid = settings.load(environment={}).model_dump()
    laid["discord"] |= {"ask_channels": asked["ask_channels"], "questions": asked["questions"]}
    laid["privacy"] |= {"store_text": asked["store_text"]}
    laid["corrections"] |= asked["corrections"]
    return laid


@pytest.fixture
def simcord_bot(prompt_loop: None, newsroom: Newsroom) -> Dateline:
    return newsroom.bot()


@pytest.fixture
async def chat(simcord_env: simcord.Env, newsroom: Newsroom) -> AsyncIterator[Chat]:
    """The bot in a server with people; at the end, all that it sent is checked as Discord would."""
    server = simcord_env.create_guild("Newsroom")
    admins = server.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    chat = Chat(
        simcord_env,
        newsroom,
        server,
        news=server.create_text_channel("news"),
        ask=server.create_text_channel("ask"),
        reader=server.add_member(simcord_env.create_user("reader")),
        other=server.add_member(simcord_env.create_user("other")),
        admin=server.add_member(simcord_env.create_user("admin"), roles=[admins]),
    )
    yield chat
    await chat.bot.close()
    for request in simcord_env.http_requests:
        check_request(request.method, request.path, request.json)


@pytest.fixture
def env(simcord_env: simcord.Env) -> simcord.Env:
    """The simulated Discord itself."""
    return simcord_env


@pytest.fixture
def seen() -> Seen:
    """A function that returns all that a person reads in a message: text, cards, buttons."""
    return read


def read(message: Shown) -> str:
    if isinstance(message, InteractionResult):
        shown = [message.response, *message.followups]
        return "\n".join(read(one) for one in shown)
    if message is None:
        return ""
    cards = [part for embed in message.embeds for part in card_texts(embed.to_dict())]
    return "\n".join([message.content, *cards, *labels(message)])


def labels(message: discord.Message | ResponseMessage | None) -> list[str]:
    if message is None:
        return []
    rows = [one if isinstance(one, dict) else one.to_dict() for one in message.components]
    return [button["label"] for row in rows for button in row["components"]]


@pytest.fixture
def buttons() -> Buttons:
    """A function that returns the labels of a message's buttons, left to right."""
    return lambda shown: labels(shown.response if isinstance(shown, InteractionResult) else shown)


@pytest.fixture
def description() -> Path:
    """Discord's own description of itself, by which every request is checked where it is at hand."""
    file = description_file()
    if file is None:
        pytest.skip("Discord's OpenAPI description is not at hand (DISCORD_OPENAPI names it)")
    return file


@pytest.fixture
def discord_takes() -> Callable[[str, str, Json], None]:
    """A function that fails for a method, path and body that Discord would refuse or that could ping."""
    return check_request


# What Discord refuses and simcord lets pass.

_PING = re.compile(r"@(?:everyone|here)\b|<@[!&]?\d+>")
_LIMITS = {"title": 256, "description": 4096, "name": 256, "value": 1024, "text": 2048}


def check_request(method: str, path: str, body: Json | None) -> None:
    """Fail where Discord would refuse the request, or where it could ping."""
    if method not in {"POST", "PATCH", "PUT"} or body is None:
        return
    check_against_description(method, path, body)
    if not isinstance(body, dict):
        return
    if path.endswith("/callback"):
        assert len(body.get("data", {}).get("choices") or []) <= 25
        for choice in body.get("data", {}).get("choices") or []:
            assert 1 <= len(choice["name"]) <= 100
            assert 1 <= len(str(choice["value"])) <= 100
        if body["type"] not in {4, 7}:  # no message
            return
        body = body["data"]
    if "/messages" in path or path.startswith(("/webhooks", "/interactions")):
        check_message(body)


def check_message(body: dict[str, Any]) -> None:
    assert body.get("allowed_mentions") == {"parse": []}, "may ping"
    assert len(body.get("content") or "") <= 2000
    embeds = body.get("embeds") or []
    texts = [text for embed in embeds for text in card_texts(embed)]
    assert sum(map(len, texts)) <= 6000
    for text in [body.get("content") or "", *texts]:
        assert not _PING.search(text), text
    for embed in embeds:
        check_card(embed)
    buttons = [button for row in body.get("components") or [] for button in row["components"]]
    assert all(len(row["components"]) <= 5 for row in body.get("components") or [])
    assert all(1 <= len(button["label"]) <= 80 and len(button["custom_id"]) <= 100 for button in buttons)
    assert len({button["custom_id"] for button in buttons}) == len(buttons)


def check_card(embed: dict[str, Any]) -> None:
    assert len(embed.get("fields", [])) <= 25
    for part in (embed, embed.get("footer", {}), embed.get("author", {}), *embed.get("fields", [])):
        for key, most in _LIMITS.items():
            assert len(part.get(key) or "") <= most, key
    for part in embed.get("fields", []):
        assert part["name"].strip()
        assert part["value"].strip()


def card_texts(embed: Mapping[str, Any]) -> list[str]:
    """The texts of an embed that Discord counts."""
    parts = [embed.get("title"), embed.get("description")]
    parts += [embed.get("footer", {}).get("text"), embed.get("author", {}).get("name")]
    parts += [part[key] for part in embed.get("fields", []) for key in ("name", "value")]
    return [part for part in parts if part]


@cache
def description_file() -> Path | None:
    """Discord's OpenAPI description: where DISCORD_OPENAPI says, else beside the checkout, else None."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
    file = Path(os.environ.get("DISCORD_OPENAPI") or beside)
    return file if file.is_file() else None


@cache
def _description() -> tuple[dict[str, Any], Registry[Any]] | None:
    file = description_file()
    if file is None:
        return None
    document = json.loads(file.read_text(encoding="utf-8"))
    resource = DRAFT202012.create_resource(document)
    return document, Registry().with_resource("urn:discord", resource)


def check_against_description(method: str, path: str, body: Json) -> None:
    """Fail where the body of a request is not as Discord's own description says; pass when there is none."""
    described = _description()
    if described is None:
        return
    document, _ = described
    for template in document["paths"]:
        pattern = re.sub(r"\{\w+\}", "[^/]+", template)
        if re.fullmatch(pattern, path) and method.lower() in document["paths"][template]:
            errors = _errors(method.lower(), template, json.dumps(_as_on_the_wire(body)))
            assert not errors, (method, path, errors, body)
            return
    raise AssertionError(f"Discord has no {method} {path}")


@cache  # every bot that starts sends the same long list of commands
def _errors(method: str, template: str, body: str) -> list[str]:
    described = _description()
    assert described is not None
    pointer = template.replace("~", "~0").replace("/", "~1")
    reference = f"urn:discord#/paths/{pointer}/{method}/requestBody/content/application~1json/schema"
    validator = Draft202012Validator({"$ref": reference}, registry=described[1])
    return [f"{one.json_path}: {one.message}" for one in validator.iter_errors(json.loads(body))]


def _as_on_the_wire(body: object) -> object:
    # discord.py sends snowflakes as numbers, which Discord takes; its description knows them as text only.
    if isinstance(body, dict):
        return {key: _as_on_the_wire(value) for key, value in body.items()}
    if isinstance(body, list):
        return [_as_on_the_wire(value) for value in body]
    is_snowflake = isinstance(body, int) and body > 2**40
    return str(body) if is_snowflake else body
