"""Earlier answers follow the releases: what their messages show after a change, a withdrawal, a return."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot import corrections
from bot.corrections import Corrections, lasts
from bot.desk import Desk, Reply, Talks
from bot.ledger import Ledger
from knowledge.library import Folder, Library

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from conftest import Buttons, Chat, Newsroom, Seen
    from simcord import Env

QUESTION = "How many pecan trees were planted?"
OPENING = "planted 731 pecan trees along the Leon River on Saturday."
CHANGED = "planted 732 pecan trees along the Leon River on Sunday."
STRUCK = "planted ~~731~~ **732** pecan trees along the Leon River on ~~Saturday.~~ **Sunday.**"
NURSERY = "Who said that the pecan trees came from a nursery?"
TUGBOAT = "How long had the tugboat lain on the ground?"


REST, LONG_REST = corrections._REST, corrections._LONG_REST


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rests, but where a test is about them."""
    monkeypatch.setattr(corrections, "_REST", timedelta())
    monkeypatch.setattr(corrections, "_LONG_REST", timedelta())


async def asked(chat: Chat, question: str = QUESTION) -> discord.Message:
    await chat.reader.slash(chat.news, "ask", question=question)
    return chat.answer(chat.news)


def change(newsroom: Newsroom, old: str = OPENING, new: str = CHANGED, name: str = "pecans.txt") -> None:
    """Write a release anew with other words in it."""
    file = newsroom.releases / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def reload(chat: Chat) -> None:
    await chat.admin.slash(chat.news, "knowledge reload")
    await chat.env.settle()


def edits(chat: Chat) -> list[str]:
    """The ids of the messages that were edited, in that order."""
    paths = [one.path for one in chat.env.http_requests if one.method == "PATCH" and "/messages/" in one.path]
    return [path.rsplit("/", 1)[1] for path in paths if path.startswith("/channels/")]


async def restart_at_a_pace(
    chat: Chat,
    patch: pytest.MonkeyPatch,
    sleep: Callable[[float], Awaitable[object]],
    later: timedelta = timedelta(),
) -> None:
    """Start a bot that rests with `sleep`, in the time of the simulated Discord or later."""
    patch.setattr(corrections, "_REST", REST)
    patch.setattr(corrections, "_LONG_REST", LONG_REST)
    await chat.bot.close()
    bot = chat.newsroom.bot()
    bot.corrections = Corrections(bot, now=lambda: chat.env.now() + later, sleep=sleep)
    await chat.env.restart_bot(bot)
    await chat.env.settle()


async def restart_after_a_reload(chat: Chat) -> None:
    """Read the releases again while no bot is running."""
    await chat.bot.close()
    await chat.newsroom.desk.reload()
    await chat.env.restart_bot(chat.newsroom.bot())
    await chat.env.settle()


def card(message: discord.Message) -> dict[str, Any]:
    return dict(message.embeds[0].to_dict())


# Changed


async def test_a_changed_passage_is_shown_anew_with_what_changed_in_the_sentence(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    before = await asked(chat)
    change(newsroom)
    await reload(chat)
    [after] = chat.said(chat.news)
    assert edits(chat) == [str(before.id)] == [str(after.id)]
    [updated, source] = after.embeds[0].fields
    assert updated.name == "Updated since"
    assert STRUCK in updated.value
    assert CHANGED in (after.embeds[0].description or "")
    assert source.value == before.embeds[0].fields[0].value
    assert after.embeds[0].author.name == QUESTION
    assert after.embeds[0].url == before.embeds[0].url
    assert buttons(after) == buttons(before)


async def test_the_buttons_speak_of_the_passage_that_took_its_place(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    change(newsroom)
    await reload(chat)
    context = seen(await chat.other.click(answer, label="More context"))
    assert CHANGED in context
    assert "came from a nursery in Gatesville" in context
    assert "4 March 2024" in seen(await chat.other.click(answer, label="Story"))
    assert "Match 2" in seen(await chat.other.click(answer, label="Next match"))


@pytest.mark.parametrize("way", ["mention", "direct", "thread", "channel"])
async def test_answers_everywhere_are_corrected(chat: Chat, newsroom: Newsroom, seen: Seen, way: str) -> None:
    channel = chat.ask if way == "channel" else chat.news
    if way == "thread":
        channel = await chat.thread(chat.news)
    if way == "direct":
        answer = await chat.reader.send_dm(QUESTION)
        dms = chat.bot.get_partial_messageable(answer.channel.id)
    else:
        await chat.reader.send(channel, QUESTION if way == "channel" else f"{chat.mention} {QUESTION}")
        dms = chat.bot.get_partial_messageable(channel.id)
    [row] = await chat.rows()
    assert row.message_id is not None
    change(newsroom)
    await reload(chat)
    assert STRUCK in seen(await dms.fetch_message(row.message_id))


async def test_the_difference_is_told_from_what_was_first_shown(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    change(newsroom, "731 pecan", "999 pecan")
    await reload(chat)
    change(newsroom, "999 pecan", "732 pecan")
    await reload(chat)
    text = seen(chat.answer(chat.news))
    assert "~~731~~ **732**" in text
    assert "999" not in text
    assert edits(chat) == [str(answer.id)] * 2


async def test_a_sentence_that_stands_in_a_changed_passage_is_said_to_stand(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    change(newsroom, "from a nursery in Gatesville.", "from a nursery in Gatesville. They are young.")
    await newsroom.desk.reload()
    await asked(chat, NURSERY)
    change(newsroom, "They are young.", "They are a year old.")
    await reload(chat)
    text = seen(chat.answer(chat.news))
    assert "Updated since" in text
    assert "stands as it was" in text
    assert "They are a year old." in text


async def test_a_release_that_is_only_wrapped_otherwise_changes_no_answer(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    change(newsroom, "pecan trees along", "pecan  trees along")
    await reload(chat)
    assert edits(chat) == []
    assert "along the Leon River" in seen(await chat.other.click(answer, label="More context"))
    change(newsroom, "731 pecan", "732 pecan")
    await reload(chat)
    assert "~~731~~ **732**" in seen(chat.answer(chat.news))


async def test_a_release_without_a_number_whose_file_is_renamed_changes_no_answer(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    told = "FENWICK, Nowhere (May 4, 2024) - Made-up divers counted 64 herons at the weir of Fenwick.\n"
    file = newsroom.releases / "herons.txt"
    file.write_text(told, encoding="utf-8")
    await reload(chat)
    answer = await asked(chat, "How many herons were counted?")
    file.rename(newsroom.releases / "birds.txt")
    await reload(chat)
    assert edits(chat) == []
    assert "64 herons" in seen(await chat.other.click(answer, label="Story"))


async def test_what_a_release_says_stays_harmless(chat: Chat, newsroom: Newsroom) -> None:
    answer = await asked(chat)
    change(newsroom, "731 pecan", "@everyone **732** ~~x~~ [y](https://made.up.example) <@1> pecan")
    await reload(chat)
    assert edits(chat) == [str(answer.id)]
    [updated] = [one for one in chat.answer(chat.news).embeds[0].fields if one.name == "Updated since"]
    assert r"\~\~x\~\~ \[y\](https\://made.up.example)" in updated.value


# Withdrawn


@pytest.mark.parametrize("restarted", [False, True])
async def test_of_a_withdrawn_story_no_word_is_left(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons, restarted: bool
) -> None:
    await asked(chat)
    assert "pecan trees along the Leon River" in seen(chat.answer(chat.news))
    (newsroom.releases / "pecans.txt").unlink()
    if restarted:
        await restart_after_a_reload(chat)
    else:
        await reload(chat)
    [after] = chat.said(chat.news)
    assert buttons(after) == []
    text = seen(after)
    assert "Withdrawn on" in text
    assert str(datetime.now(UTC).year) in text
    assert "Leon River" not in text
    assert "731" not in text
    assert after.embeds[0].author.name == QUESTION


async def test_of_a_withdrawn_passage_its_story_is_still_named(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    before = await asked(chat, NURSERY)
    change(newsroom, "Sgt. Ada Sample said the pecan trees came from a nursery in Gatesville.\n", "")
    await reload(chat)
    after = chat.answer(chat.news)
    assert "Withdrawn on" in seen(after)
    assert "Gatesville" not in seen(after)
    assert (after.embeds[0].title, after.embeds[0].url) == (before.embeds[0].title, before.embeds[0].url)
    assert buttons(after) == []


@pytest.mark.parametrize("gone", ["changed", "withdrawn"])
async def test_what_comes_back_is_the_answer_that_it_was(
    chat: Chat, newsroom: Newsroom, buttons: Buttons, gone: str
) -> None:
    file = newsroom.releases / "pecans.txt"
    text = file.read_text(encoding="utf-8")
    before = await asked(chat, "How many pekan trees were planted?")
    assert before.embeds[0].footer.text
    if gone == "changed":
        change(newsroom)
    else:
        file.unlink()
    await reload(chat)
    assert card(chat.answer(chat.news)) != card(before)
    file.write_text(text, encoding="utf-8")
    await reload(chat)
    after = chat.answer(chat.news)
    assert card(after) == card(before)
    assert buttons(after) == buttons(before)
    assert len(edits(chat)) == 2


async def test_a_withdrawn_story_that_comes_back_in_other_words_is_an_update(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    file = newsroom.releases / "pecans.txt"
    text = file.read_text(encoding="utf-8")
    answer = await asked(chat)
    file.unlink()
    await reload(chat)
    file.write_text(text.replace(OPENING, CHANGED), encoding="utf-8")
    await reload(chat)
    assert STRUCK in seen(chat.answer(chat.news))
    assert CHANGED in seen(await chat.other.click(answer, label="More context"))


# Beside another release


async def test_what_stands_beside_an_answer_is_followed_too(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    pecans, others = newsroom.releases / "pecans.txt", newsroom.releases / "others.txt"
    text = pecans.read_text(encoding="utf-8").replace("990731", "990740").replace("03.0", "02.0")
    others.write_text(text.replace("12th Made-Up", "13th Unreal").replace("731 pecan", "402 pecan"))
    await newsroom.desk.reload()
    before = await asked(chat)
    assert "12th Made-Up Brigade planted 731" in (before.embeds[0].description or "")
    assert [one.name for one in before.embeds[0].fields] == ["Source", "Another release"]

    change(newsroom, "402 pecan", "403 pecan", name="others.txt")
    await reload(chat)
    [_, other] = chat.answer(chat.news).embeds[0].fields
    assert other.name == "Another release, updated since"
    assert "403 pecan trees" in other.value
    assert buttons(chat.answer(chat.news)) == buttons(before)

    text = others.read_text()
    others.unlink()
    await reload(chat)
    [_, other] = chat.answer(chat.news).embeds[0].fields
    assert (other.name, other.value) == ("Another release", "Withdrawn since.")
    assert "13th Unreal" not in seen(chat.answer(chat.news))

    pecans.unlink()
    await reload(chat)
    others.write_text(text)
    await reload(chat)
    assert "pecan trees along" not in seen(chat.answer(chat.news))
    assert len(edits(chat)) == 3


# What is left alone


async def test_an_answer_is_edited_once_for_a_change_and_others_not_at_all(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    await asked(chat, TUGBOAT)
    await asked(chat, "which stories are from 2024?")
    await asked(chat, "Who sold the pecan trees to the king of Spain in the harbor?")
    answer = await asked(chat)
    change(newsroom)
    for _ in range(3):
        await reload(chat)
    await chat.restart()
    await chat.env.settle()
    assert edits(chat) == [str(answer.id)]


@pytest.mark.bot(corrections={"enabled": False})
async def test_nothing_is_edited_where_the_config_says_so(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    await asked(chat)
    (newsroom.releases / "pecans.txt").unlink()
    await reload(chat)
    await chat.restart()
    assert edits(chat) == []
    assert "731 pecan trees" in seen(chat.answer(chat.news))


@pytest.mark.bot(corrections={"days": 3})
@pytest.mark.parametrize(("days", "corrected"), [(2, True), (4, False)])
async def test_answers_are_followed_for_so_many_days(
    chat: Chat, newsroom: Newsroom, days: int, corrected: bool
) -> None:
    await asked(chat)
    when = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(newsroom.data / "ledger.sqlite")) as connection, connection:
        connection.execute("UPDATE answers SET asked_at = ?", (when,))
    (newsroom.releases / "pecans.txt").unlink()
    await reload(chat)
    assert bool(edits(chat)) is corrected
    [row] = await chat.rows()
    assert bool(row.clippings) is corrected
    assert row.passage_ids


async def test_an_answer_that_only_one_person_sees_is_not_asked_for(
    chat: Chat, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    defer = discord.InteractionResponse.defer
    monkeypatch.setattr(
        discord.InteractionResponse, "defer", lambda one, **_: defer(one, ephemeral=True, thinking=True)
    )
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION)
    assert result.ephemeral
    change(newsroom)
    await reload(chat)
    [row] = await chat.rows()
    assert row.message_id is not None
    assert chat.sent("GET", f"/messages/{row.message_id}$") == []
    assert edits(chat) == []


@pytest.mark.parametrize(
    ("guild", "user", "expected"), [(True, False, True), (True, True, True), (False, True, False)]
)
def test_the_answer_to_a_command_that_somebody_brought_along_cannot_be_edited_later(
    guild: bool, user: bool, expected: bool
) -> None:
    # The simulated Discord knows no apps that belong to a user.
    asked = SimpleNamespace(is_guild_integration=lambda: guild, is_user_integration=lambda: user)
    message = SimpleNamespace(flags=discord.MessageFlags(), interaction_metadata=asked)
    assert lasts(message) is expected


async def test_a_message_that_was_deleted_is_looked_for_once(
    chat: Chat, newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await asked(chat), await asked(chat)
    await second.delete()
    change(newsroom)
    await reload(chat)
    await reload(chat)
    await chat.restart()
    assert edits(chat) == [str(first.id)]
    assert len(chat.sent("GET", f"/messages/{second.id}$")) == 1
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING and one.name == "bot.errors"]


async def test_a_message_that_is_forbidden_is_passed_over(
    chat: Chat, env: Env, newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await asked(chat), await asked(chat)
    env.inject_error("GET", f"/channels/*/messages/{second.id}", status=403, code=50001, times=None)
    change(newsroom)
    await reload(chat)
    await reload(chat)
    assert edits(chat) == [str(first.id)]
    assert len(chat.sent("GET", f"/messages/{second.id}$")) == 1
    assert "Failed" not in caplog.text


async def test_another_failure_is_logged_once_and_tried_again_at_the_next_change(
    chat: Chat, env: Env, newsroom: Newsroom, seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    await asked(chat)
    await asked(chat)
    env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50083, times=2)
    change(newsroom)
    await reload(chat)
    assert [seen(one) for one in chat.said(chat.news) if STRUCK in seen(one)] == []
    [failure] = [one for one in caplog.records if "Failed" in one.message]
    assert "2 earlier answers" in failure.message
    change(newsroom, "41 years", "42 years", name="harbor.txt")
    await reload(chat)
    assert all(STRUCK in seen(one) for one in chat.said(chat.news))


# When


async def test_the_newest_are_corrected_first_with_a_rest_between_them(
    chat: Chat, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "_PAGE", 2)
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    answers = [await asked(chat) for _ in range(5)]
    await restart_at_a_pace(chat, monkeypatch, rest)
    change(newsroom)
    await reload(chat)
    assert edits(chat) == [str(one.id) for one in reversed(answers)]
    assert len(rests) == 4
    young = set(rests)
    rests.clear()
    await restart_at_a_pace(chat, monkeypatch, rest, later=timedelta(hours=2))
    (newsroom.releases / "pecans.txt").unlink()
    await reload(chat)
    assert len(rests) == 4
    assert min(rests) > max(young) > 0


async def test_a_change_while_it_runs_is_taken_into_account(
    chat: Chat, newsroom: Newsroom, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = False

    async def change_again(_seconds: float) -> None:
        nonlocal changed
        if not changed:
            changed = True
            change(newsroom, "732 pecan", "733 pecan")
            await newsroom.desk.reload()
            # From another thread, as a reload tells of it.
            await asyncio.to_thread(chat.bot.corrections.edition_changed)

    answers = [await asked(chat) for _ in range(3)]
    await restart_at_a_pace(chat, monkeypatch, change_again)
    change(newsroom)
    await reload(chat)
    assert changed
    assert all("~~731~~ **733**" in seen(one) for one in chat.said(chat.news))
    first, second, third = (str(one.id) for one in answers)
    assert edits(chat) == [third, third, second, first]


async def test_what_changed_while_the_bot_was_away_is_corrected_when_it_starts(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    await asked(chat)
    change(newsroom)
    await restart_after_a_reload(chat)
    assert STRUCK in seen(chat.answer(chat.news))


async def test_an_answer_that_was_on_its_way_during_a_change_is_corrected_too(
    chat: Chat, newsroom: Newsroom, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = newsroom.desk.answer

    async def ask_before_a_change(question: str, **kwargs: Any) -> Reply:  # noqa: ANN401
        reply = await ask(question, **kwargs)
        change(newsroom)
        await newsroom.desk.reload()
        return reply

    monkeypatch.setattr(newsroom.desk, "answer", ask_before_a_change)
    answer = await asked(chat)
    assert STRUCK in seen(answer)
    [row] = await chat.rows()
    assert row.edition != newsroom.desk.edition.name


async def test_a_bot_that_ends_amid_its_corrections_goes_on_at_the_next_start(
    chat: Chat,
    env: Env,
    newsroom: Newsroom,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    resting = asyncio.Event()

    async def rest_forever(_seconds: float) -> None:
        resting.set()
        await env.external_wait(asyncio.Event().wait(), reason="a rest without end")

    first, second, third = [await asked(chat) for _ in range(3)]
    await restart_at_a_pace(chat, monkeypatch, rest_forever)
    change(newsroom)
    await reload(chat)
    assert resting.is_set()
    assert edits(chat) == [str(third.id)]
    old = chat.bot.corrections
    monkeypatch.setattr(corrections, "_LONG_REST", timedelta())
    await chat.restart()
    await env.settle()
    old.edition_changed()  # by a reload that ends too late
    await env.settle()
    assert edits(chat) == [str(one.id) for one in (third, second, first)]
    assert "Failed" not in caplog.text
    assert "corrections" not in [task.get_name() for task in asyncio.all_tasks()]


async def test_killed_between_the_edit_and_its_note_it_edits_again_and_shows_the_same(
    chat: Chat, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await asked(chat)
    change(newsroom)
    with monkeypatch.context() as patch:

        async def killed(*_: object) -> None:
            raise asyncio.CancelledError

        patch.setattr(Ledger, "stand", killed)
        await reload(chat)
    shown = card(chat.answer(chat.news))
    [row] = await chat.rows()
    assert row.stands == (row.clippings[0].passage_id,)
    await chat.restart()
    await chat.env.settle()
    assert edits(chat) == [str(answer.id)] * 2
    assert card(chat.answer(chat.news)) == shown
    await chat.restart()
    assert len(edits(chat)) == 2


async def test_a_bot_that_has_loaded_nothing_yet_withdraws_nothing(chat: Chat, newsroom: Newsroom) -> None:
    await asked(chat)
    await chat.bot.close()
    unread = Desk(Library([Folder(newsroom.releases, "releases")]), minimum_confidence=0.5, talks=Talks(60))
    bot = newsroom.bot()
    bot.desk = unread
    await chat.env.restart_bot(bot)
    await chat.env.settle()
    assert edits(chat) == []


async def test_a_ledger_that_fails_is_logged_and_the_next_change_tries_again(
    chat: Chat, newsroom: Newsroom, seen: Seen, caplog: pytest.LogCaptureFixture
) -> None:
    await asked(chat)
    change(newsroom)
    with closing(sqlite3.connect(newsroom.data / "ledger.sqlite")) as connection, connection:
        connection.execute("ALTER TABLE answers RENAME TO elsewhere")
    await reload(chat)
    assert "Failed while correcting earlier answers" in caplog.text
    with closing(sqlite3.connect(newsroom.data / "ledger.sqlite")) as connection, connection:
        connection.execute("ALTER TABLE elsewhere RENAME TO answers")
    change(newsroom, "41 years", "42 years", name="harbor.txt")
    await reload(chat)
    assert STRUCK in seen(chat.answer(chat.news))


async def test_a_reply_to_a_corrected_answer_follows_up_on_what_it_shows_now(
    chat: Chat, newsroom: Newsroom
) -> None:
    answer = await asked(chat)
    change(newsroom)
    await reload(chat)
    await chat.other.send(chat.news, f"{chat.mention} who said it came from a nursery?", reply_to=answer)
    first, second = await chat.rows()
    assert newsroom.desk.passage(first.passage_ids[0]) is not None
    assert second.via == "reply"
    assert second.story_id == first.story_id
