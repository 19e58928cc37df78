"""`run` against a Discord on loopback that speaks its real protocol: what ends it, and what it says then."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import pytest
import yarl
from aiohttp import web

from bot.client import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Chat, Newsroom

BOT = {"id": "1001", "username": "Dateline", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {"id": "1001", "name": "Dateline", "bot_public": True, "flags": 0, "summary": "", "owner": BOT}
APPLICATION |= {
    "description": "",
    "icon": None,
    "bot_require_code_grant": False,
    "verify_key": "0",
    "team": None,
}
MESSAGE_CONTENT = 1 << 15
DISALLOWED_INTENTS = 4014


class Discord:
    """A loopback Discord. `commands` counts how often commands were registered."""

    def __init__(
        self, *, token: str, on_login: Callable[[], None] | None = None, approved: bool = True
    ) -> None:
        self._token = token
        self._on_login = on_login
        self._approved = approved
        self.commands = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/users/@me", self._me)
        app.router.add_get("/oauth2/applications/@me", self._application)
        app.router.add_put("/applications/1001/commands", self._register)
        app.router.add_get("/", self._gateway)
        return app

    async def _me(self, request: web.Request) -> web.Response:
        if request.headers["Authorization"] != f"Bot {self._token}":
            return told({"message": "401: Unauthorized", "code": 0}, status=401)
        return told(BOT)

    async def _application(self, _request: web.Request) -> web.Response:
        return told(APPLICATION)

    async def _register(self, _request: web.Request) -> web.Response:
        self.commands += 1
        return told([])

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for message in socket:
            asked = message.json()
            if asked["op"] == 2:
                if asked["d"]["intents"] & MESSAGE_CONTENT and not self._approved:
                    await socket.close(code=DISALLOWED_INTENTS)
                    break
                ready = {"v": 10, "user": BOT, "guilds": [], "session_id": "s", "application": APPLICATION}
                ready["resume_gateway_url"] = str(request.url)
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
                if self._on_login is not None:
                    self._on_login()
        return socket


def told(what: object, status: int = 200) -> web.Response:
    # With a charset beside it, discord.py would not read it as JSON; Discord sends none.
    return web.Response(body=json.dumps(what).encode(), status=status, content_type="application/json")


@contextmanager
def served(there: Discord, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Serve a Discord in a thread, and let discord.py believe that it is the real one."""
    loop, runner = asyncio.new_event_loop(), web.AppRunner(there.app())
    loop.run_until_complete(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    loop.run_until_complete(site.start())
    address = f"127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://{address}")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(f"ws://{address}/"))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    output = capsys.readouterr()
    assert output.out == ""
    (line,) = output.err.splitlines()
    return line


@pytest.mark.parametrize("token", ["wrong", "…", "right\nright", "right\x00", "right\x1b[31m"])
def test_a_wrong_token_is_one_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], token: str
) -> None:
    with served(Discord(token="right"), monkeypatch):  # noqa: S106 - no real one
        assert run(newsroom.config, newsroom.desk, newsroom.data, token) == 1
    assert "refused the token" in one_line(capsys)


def test_no_network_is_one_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")
    assert run(newsroom.config, newsroom.desk, newsroom.data, "right") == 1
    assert "cannot be reached" in one_line(capsys)


def test_a_refused_intent_is_one_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(Discord(token="right", approved=False), monkeypatch):  # noqa: S106
        assert run(newsroom.config, newsroom.desk, newsroom.data, "right") == 1
    line = one_line(capsys)
    assert "Message Content Intent" in line
    assert "discord.ask_channels" in line


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C is heard: whatever a shell starts in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.bot(ask_channels=[])
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_is_ended_by_a_signal_and_starts_again_without_registering_its_commands(
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: signal.Signals,
) -> None:
    there = Discord(token="right", on_login=lambda: os.kill(os.getpid(), number), approved=False)  # noqa: S106
    with served(there, monkeypatch):
        for _ in range(2):
            assert run(newsroom.config, newsroom.desk, newsroom.data, "right") == 0
    assert there.commands == 1
    assert capsys.readouterr() == ("", "")


def test_a_data_folder_that_cannot_be_used_is_one_line(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    with served(Discord(token="right"), monkeypatch):  # noqa: S106
        assert run(newsroom.config, newsroom.desk, blocked, "right") == 1
    assert str(blocked) in one_line(capsys)


async def test_commands_are_registered_again_when_their_definition_changed(chat: Chat) -> None:
    await chat.restart()
    assert len(chat.sent("PUT", "/commands$")) == 1
    await chat.bot.ledger.set_note("commands", "of another version")
    await chat.restart()
    assert len(chat.sent("PUT", "/commands$")) == 2


async def test_a_discord_that_takes_no_commands_does_not_keep_the_bot_from_starting(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    await chat.bot.ledger.set_note("commands", "of another version")
    chat.env.inject_error("PUT", "/applications/*/commands", status=500)
    await chat.restart()
    assert "registering the commands" in caplog.text
    await chat.reader.send(chat.ask, "How many pecan trees were planted?")
    assert chat.said(chat.ask)
