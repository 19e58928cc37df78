"""What people see when something fails: one sentence with a reference, and nothing of the exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord
import pytest

if TYPE_CHECKING:
    from conftest import Buttons, Chat, Newsroom, Seen
    from simcord import Env

QUESTION = "How many pecan trees were planted?"
FACT = "731 pecan trees"
SECRET = "a secret of /home/somebody"  # noqa: S105 - a made-up text


def reference(text: str) -> str:
    found = re.search(r"Reference: `([0-9a-f]{8})`", text)
    assert found, text
    return found[1]


def fail(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError(SECRET)


async def test_a_failing_command_is_one_sentence_and_the_log_has_the_rest(
    chat: Chat,
    env: Env,
    newsroom: Newsroom,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(newsroom.desk, "ask", fail)
    text = seen(await chat.reader.slash(chat.news, "ask", question=QUESTION))
    assert SECRET not in text
    assert f"[{reference(text)}]" in caplog.text
    assert SECRET in caplog.text
    assert "Traceback" in caplog.text
    assert len(env.errors) == 1


async def test_a_failing_message_is_one_sentence(
    chat: Chat,
    newsroom: Newsroom,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(newsroom.desk, "ask", fail)
    await chat.reader.send(chat.ask, QUESTION)
    text = seen(chat.answer(chat.ask))
    assert SECRET not in text
    assert f"[{reference(text)}]" in caplog.text
    assert len(chat.said(chat.ask)) == 1


async def test_a_failing_button_is_one_sentence(
    chat: Chat, seen: Seen, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await chat.reader.send(chat.ask, QUESTION)
    monkeypatch.setattr(chat.bot.ledger, "row", fail)
    for label in ("More context", "Next match", "Story"):
        result = await chat.other.click(chat.answer(chat.ask), label=label)
        assert result.ephemeral
        assert SECRET not in seen(result)
        assert f"[{reference(seen(result))}]" in caplog.text


async def test_a_failing_page_is_one_sentence(
    chat: Chat, newsroom: Newsroom, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cards.library.PER_PAGE", 1)
    page = (await chat.reader.slash(chat.news, "stories")).response
    monkeypatch.setattr(newsroom.desk, "stories", fail)
    result = await chat.reader.click(page, label="Older")
    assert reference("".join(seen(one) for one in chat.news.history(viewer=chat.reader)))
    assert result.acknowledged


async def test_an_answer_that_discord_would_not_take_is_said_to_have_failed(
    chat: Chat, env: Env, seen: Seen
) -> None:
    env.inject_error("POST", "/channels/*/messages", status=500, message=SECRET)
    await chat.reader.send(chat.ask, QUESTION)
    assert reference(seen(chat.answer(chat.ask)))
    assert SECRET not in seen(chat.answer(chat.ask))


async def test_where_nobody_can_be_told_the_log_has_it(
    chat: Chat, env: Env, caplog: pytest.LogCaptureFixture
) -> None:
    env.inject_error("POST", "/channels/*/messages", status=500, message=SECRET, times=None)
    await chat.reader.send(chat.ask, QUESTION)
    assert not chat.said(chat.ask)
    assert SECRET in caplog.text


async def test_a_channel_the_bot_may_not_write_in_gets_silence(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    assert chat.bot.user is not None
    mute = discord.PermissionOverwrite(send_messages=False)
    assert chat.server.me is not None
    channel = chat.server.create_text_channel("quiet", overwrites={chat.server.me: mute})
    await chat.reader.send(channel, f"{chat.mention} {QUESTION}")
    assert not chat.said(channel)
    assert "Missing Permissions" in caplog.text


async def test_without_a_ledger_the_answer_is_given_without_buttons(
    chat: Chat, seen: Seen, buttons: Buttons, caplog: pytest.LogCaptureFixture
) -> None:
    await chat.bot.ledger.close()
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION)
    assert FACT in seen(result)
    assert buttons(result) == []
    await chat.reader.send(chat.news, f"{chat.mention} and who spoke?", reply_to=chat.answer(chat.news))
    assert len(chat.said(chat.news)) == 2
    assert "Failed while recording an answer" in caplog.text


async def test_a_row_that_cannot_be_noted_costs_nothing(
    chat: Chat, seen: Seen, buttons: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.ledger import LedgerClosedError

    def closed(*_args: object, **_options: object) -> None:
        raise LedgerClosedError(chat.newsroom.data)

    monkeypatch.setattr(chat.bot.ledger, "sent", closed)
    await chat.reader.send(chat.ask, QUESTION)
    assert FACT in seen(chat.answer(chat.ask))
    assert "Next match" in buttons(chat.answer(chat.ask))


async def test_a_command_that_changed_since_is_explained(chat: Chat, env: Env, seen: Seen) -> None:
    chat.bot.tree.remove_command("about")
    result = await chat.reader.slash(chat.news, "about")
    assert "has changed" in seen(result)
    assert [type(error) for error in env.errors] == [discord.app_commands.CommandNotFound]
