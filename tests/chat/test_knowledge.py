"""/knowledge: who may, what it reports, and that answers follow the files."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import discord
import pytest

if TYPE_CHECKING:
    from conftest import Chat, Newsroom, Seen
    from simcord import Env

    from knowledge.archive import Occasion
    from knowledge.library import LoadReport

# Made up for these tests.
KITES = """\
FORT EXAMPLE, Texas – The 3rd Unreal Weather Squadron flew 58 paper kites on Friday.

Date Posted:\t07.09.2024 10:15
Story ID:\t990999
Location:\tFORT EXAMPLE, TEXAS, US
"""


async def test_reload_says_what_changed(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    (newsroom.releases / "kites.txt").write_text(KITES)
    pecans = newsroom.releases / "pecans.txt"
    pecans.write_text(pecans.read_text().replace("731 pecan", "732 pecan"))
    (newsroom.releases / "harbor.txt").unlink()
    (newsroom.releases / "broken.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    result = await chat.admin.slash(chat.news, "knowledge reload")
    text = seen(result)
    assert result.ephemeral
    for part in (
        "Added",
        "Unreal Weather",
        "Changed",
        "Made-Up Brigade",
        "Removed",
        "Dive Team",
        "broken.txt",
    ):
        assert part.casefold() in text.casefold(), part
    report = newsroom.desk.report
    assert report is not None
    assert report.refused[0].reason.rstrip(".") in text


async def test_answers_follow_a_reload(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    question = "How many paper kites were flown?"
    assert "58 paper kites" not in seen(await chat.reader.slash(chat.news, "ask", question=question))
    (newsroom.releases / "kites.txt").write_text(KITES)
    await chat.admin.slash(chat.news, "knowledge reload")
    assert "58 paper kites" in seen(await chat.reader.slash(chat.news, "ask", question=question))


async def test_status_says_what_is_in_service(chat: Chat, seen: Seen) -> None:
    result = await chat.admin.slash(chat.news, "knowledge status")
    assert result.ephemeral
    assert "3 stories" in seen(result)


async def test_discord_shows_the_commands_to_managers_only(chat: Chat) -> None:
    assert "knowledge reload" in chat.admin.available_commands(chat.news)
    assert "knowledge reload" not in chat.reader.available_commands(chat.news)
    assert "knowledge reload" not in chat.reader.user.available_commands()


@pytest.mark.parametrize("name", ["reload", "status", "undo", "log", "add", "remove"])
async def test_who_may_not_manage_the_server_is_refused_even_where_discord_lets_them(
    chat: Chat, env: Env, newsroom: Newsroom, seen: Seen, name: str
) -> None:
    given = {"remove": {"story": "990731"}}.get(name, {})
    (command,) = [one for one in await chat.bot.tree.fetch_commands() if one.name == "knowledge"]
    chat.server.set_command_permissions(command, {chat.reader: True})
    before = newsroom.desk.report
    result = await chat.reader.slash(chat.news, f"knowledge {name}", **given)
    assert result.ephemeral
    assert "Manage Server" in seen(result)
    assert newsroom.desk.report is before
    assert [type(error) for error in env.errors] == [discord.app_commands.MissingPermissions]


@pytest.mark.simcord(settle_timeout=0.7)
async def test_one_reload_at_a_time(
    chat: Chat, newsroom: Newsroom, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, loads = threading.Event(), 0
    library = newsroom.desk._library
    load = library.load

    def slow_load(progress: None, occasion: Occasion) -> LoadReport:
        nonlocal loads
        loads += 1
        go_on.wait(30)
        return load(progress, occasion)

    monkeypatch.setattr(library, "load", slow_load)
    for _ in range(2):
        with pytest.raises(TimeoutError):  # simcord waits for the bot to come to rest
            await chat.admin.slash(chat.news, "knowledge reload")
    go_on.set()
    await chat.env.settle(timeout=10)
    texts = [seen(message) for message in chat.news.history(viewer=chat.admin)]
    assert loads == 1
    assert sum("already running" in text for text in texts) == 1
    assert sum("Nothing changed" in text for text in texts) == 1
