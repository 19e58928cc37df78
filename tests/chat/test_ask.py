"""Every way to ask, and every message that gets silence."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Chat, Newsroom, Seen
    from simcord import Env

QUESTION = "How many pecan trees were planted?"
FACT = "731 pecan trees"
UNKNOWN = "Who won the zebra chess cup?"

# Made up for these tests.
ORCHARDS = {
    f"{tree}.txt": f"""\
FORT EXAMPLE, Texas – The 12th Made-Up Brigade planted {count} {tree} trees along the {river} on Saturday.

Date Posted:\t03.04.2024 10:15
Story ID:\t{number}
"""
    for tree, count, river, number in (
        ("pecan", 731, "Leon River", 990731),
        ("plum", 55, "Lampasas River", 990055),
    )
}


async def test_slash_command_shows_the_passage_its_source_and_what_was_asked(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION)
    card = result.response.embeds[0]
    assert not result.ephemeral
    assert f"**FORT EXAMPLE, Texas – The 12th Made-Up Brigade planted {FACT}" in card.description
    assert "4 March 2024" in seen(result)
    assert "DVIDS" in seen(result)
    assert "FORT EXAMPLE, TEXAS, US" in seen(result)
    assert card.url == "https://www.dvidshub.net/news/990731"
    assert QUESTION in seen(result)


async def test_slash_command_looks_only_in_the_story_that_was_picked(chat: Chat, seen: Seen) -> None:
    choices = await chat.reader.autocomplete(chat.news, "ask", "story", "tugbaot")
    assert "tugboat" in choices[0]["name"]
    inside = await chat.reader.slash(chat.news, "ask", question="Who spoke?", story=choices[0]["value"])
    assert FACT not in seen(inside)
    outside = await chat.reader.slash(chat.news, "ask", question=QUESTION, story=choices[0]["value"])
    assert FACT not in seen(outside)


async def test_a_story_may_be_typed_freely(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION, story="pecan trees")
    assert FACT in seen(result)


async def test_an_unknown_story_is_said_to_be_unknown(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION, story="zzzzqqqq xxxx")
    assert result.ephemeral
    assert "no story" in seen(result)


async def test_a_mention_is_answered_without_a_ping(chat: Chat, seen: Seen) -> None:
    asked = await chat.reader.send(chat.news, f"{chat.mention} {QUESTION}")
    answer = chat.answer(chat.news)
    assert FACT in seen(answer)
    assert answer.reference.message_id == asked.id
    assert not answer.mentions


async def test_a_mention_in_the_middle_is_taken_out(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, f"How many pecan trees, {chat.mention}, were planted?")
    assert FACT in seen(chat.answer(chat.news))


@pytest.mark.parametrize(
    "said",
    [
        "hey bot, could you please tell me how many pecan trees were planted? thanks!!",
        "howmany pecann treeees were plnated lol",
        "sorry if that was asked before but my mom wants to know how many pecan trees were planted :(",
    ],
)
async def test_a_mention_is_answered_as_people_type(chat: Chat, seen: Seen, said: str) -> None:
    await chat.reader.send(chat.news, f"{chat.mention} {said}")
    assert FACT in seen(chat.answer(chat.news))


async def test_a_mention_alone_is_told_how_to_ask(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, chat.mention)
    assert "Ask me a question" in seen(chat.answer(chat.news))


@pytest.mark.bot(ask_channels=[])
async def test_a_direct_message_is_answered_without_the_message_content_intent(
    chat: Chat, seen: Seen
) -> None:
    assert not chat.bot.intents.message_content
    await chat.reader.send_dm(QUESTION)
    assert FACT in seen(chat.reader.user.dm_channel.last_message)


@pytest.mark.bot(ask_channels=[])
async def test_mentions_and_replies_work_without_the_message_content_intent(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, f"{chat.mention} {QUESTION}")
    assert FACT in seen(chat.answer(chat.news))
    await chat.other.send(chat.news, "Who spoke about the nursery?", reply_to=chat.answer(chat.news))
    assert len(chat.said(chat.news)) == 2
    assert [row.via for row in await chat.rows()] == ["mention", "reply"]


@pytest.mark.bot(ask_channels=[])
async def test_without_ask_channels_a_question_in_a_channel_gets_silence(chat: Chat) -> None:
    await chat.reader.send(chat.ask, QUESTION)
    assert not chat.said(chat.ask)


async def test_a_reply_follows_up_on_the_answer_that_somebody_else_got(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, f"{chat.mention} {QUESTION}")
    await chat.other.send(chat.news, "and when?", reply_to=chat.answer(chat.news))
    assert FACT in seen(chat.answer(chat.news))


@pytest.mark.bot(releases=ORCHARDS)
async def test_a_reply_follows_up_on_that_answer_whatever_was_talked_of_since(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, f"{chat.mention} How many pecan trees were planted?")
    pecans = chat.answer(chat.news)
    await chat.reader.send(chat.news, f"{chat.mention} How many plum trees were planted?")
    assert "55 plum trees" in seen(chat.answer(chat.news))
    await chat.reader.send(chat.news, "and how many trees?", reply_to=pecans)
    assert "731 pecan trees" in seen(chat.answer(chat.news))


async def test_a_conversation_goes_on_for_a_while_for_each_person(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    await chat.reader.slash(chat.news, "ask", question=QUESTION)
    talk = (chat.news.id, chat.reader.id)
    talks = newsroom.desk._talks
    said = talks.of(talk)
    assert said is not None
    assert said.story_id == "990731"
    assert talks.of((chat.news.id, chat.other.id)) is None
    assert talks.of((chat.ask.id, chat.reader.id)) is None
    newsroom.clock.now += 60 * newsroom.config.answers.conversation_minutes + 1
    assert talks.of(talk) is None


async def test_the_message_command_answers_what_somebody_else_wrote(chat: Chat, seen: Seen) -> None:
    message = await chat.other.send(chat.news, QUESTION)
    result = await chat.reader.context_menu(chat.news, "Find the answer", message)
    assert FACT in seen(result)
    assert QUESTION in seen(result)


async def test_the_message_command_on_a_picture_is_told_how_to_ask(chat: Chat, seen: Seen) -> None:
    message = await chat.other.send(chat.news, attachments=[("tree.png", b"not really")])
    result = await chat.reader.context_menu(chat.news, "Find the answer", message)
    assert result.ephemeral
    assert "Ask me a question" in seen(result)


async def test_every_question_in_an_ask_channel_is_answered(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.ask, QUESTION)
    assert FACT in seen(chat.answer(chat.ask))


async def test_a_thread_of_an_ask_channel_is_one_too(chat: Chat, seen: Seen) -> None:
    thread = await chat.thread(chat.ask)
    await chat.reader.send(thread, QUESTION)
    assert FACT in seen(chat.answer(thread))


@pytest.mark.bot(ask_channels=["#NEWS"])
async def test_ask_channels_are_known_by_name_however_it_is_written(chat: Chat, seen: Seen) -> None:
    await chat.reader.send(chat.news, QUESTION)
    await chat.reader.send(chat.ask, QUESTION)
    assert FACT in seen(chat.answer(chat.news))
    assert not chat.said(chat.ask)


async def test_ask_channels_are_known_by_id(chat: Chat, seen: Seen) -> None:
    limits = chat.newsroom.config.discord.model_copy(update={"ask_channels": [chat.news.id]})
    config = chat.newsroom.config.model_copy(update={"discord": limits})
    chat.newsroom = dataclasses.replace(chat.newsroom, config=config)
    await chat.restart()
    await chat.reader.send(chat.ask, QUESTION)
    thread = await chat.thread(chat.news)
    await chat.reader.send(thread, QUESTION)
    assert not chat.said(chat.ask)
    assert FACT in seen(chat.answer(thread))


async def test_what_is_no_question_gets_silence_in_an_ask_channel(chat: Chat) -> None:
    for text in ("nice weather today", "ok", "👍", "thanks, all"):
        await chat.reader.send(chat.ask, text)
    assert not chat.said(chat.ask)


async def test_questions_elsewhere_get_silence(chat: Chat) -> None:
    await chat.reader.send(chat.news, QUESTION)
    await chat.reader.send(await chat.thread(chat.news), QUESTION)
    assert not chat.said(chat.news)
    assert not await chat.rows()


async def test_a_question_between_two_people_is_answered_or_left_alone(chat: Chat, seen: Seen) -> None:
    first = await chat.other.send(chat.ask, "The trees look nice.")
    await chat.reader.send(chat.ask, UNKNOWN, reply_to=first)
    await chat.reader.send(chat.ask, f"{chat.other.mention} {UNKNOWN}")
    assert not chat.said(chat.ask)
    await chat.reader.send(chat.ask, QUESTION, reply_to=first)
    assert FACT in seen(chat.answer(chat.ask))


@pytest.mark.bot(questions=1)
async def test_people_who_talk_to_each_other_are_not_told_to_wait(chat: Chat, seen: Seen) -> None:
    for _ in range(3):
        await chat.reader.send(chat.ask, f"{chat.other.mention} {UNKNOWN}")
    assert not chat.said(chat.ask)
    for _ in range(2):
        await chat.reader.send(chat.ask, QUESTION)
    assert ["Please wait" in seen(one) for one in chat.said(chat.ask)] == [True]


async def test_bots_and_webhooks_get_silence(chat: Chat, env: Env) -> None:
    robot = chat.server.add_member(env.create_user("robot", bot=True))
    await robot.send(chat.ask, QUESTION)
    await robot.send(chat.news, f"{chat.mention} {QUESTION}")
    await chat.server.create_webhook(chat.ask).send(QUESTION)
    assert not chat.said(chat.ask)
    assert not chat.said(chat.news)


async def test_an_announcement_to_everyone_gets_silence(chat: Chat) -> None:
    await chat.reader.send(chat.news, f"@everyone {QUESTION}")
    assert not chat.said(chat.news)


async def test_no_answer_is_one_friendly_line_with_the_nearest_stories(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "ask", question="Who sold the tugboat to the king of Spain?")
    assert "No release" in seen(result)
    row = (await chat.rows())[0]
    assert not row.answered
    assert row.story_id is None


async def test_every_answer_has_its_row_in_the_ledger(chat: Chat, newsroom: Newsroom) -> None:
    await chat.reader.slash(chat.news, "ask", question=QUESTION)
    await chat.reader.send(chat.ask, UNKNOWN)
    answered, unanswered = await chat.rows()
    shown = chat.said(chat.news)[0]
    assert (answered.via, answered.channel_id, answered.guild_id) == ("slash", chat.news.id, chat.server.id)
    assert (answered.message_id, answered.edition) == (shown.id, newsroom.desk.edition.name)
    assert (answered.story_id, answered.answered, answered.question) == ("990731", True, None)
    assert str(chat.reader.id) not in answered.asker
    assert 1 <= len(answered.passage_ids) <= 10
    assert FACT in newsroom.desk.passage(answered.passage_ids[0]).text
    assert (unanswered.via, unanswered.answered) == ("channel", False)


@pytest.mark.bot(store_text=True)
async def test_the_question_is_kept_where_the_config_says_so(chat: Chat) -> None:
    await chat.reader.slash(chat.news, "ask", question=QUESTION)
    assert (await chat.rows())[0].question == QUESTION


@pytest.mark.bot(questions=2)
async def test_too_many_questions_wait_and_are_told_so_once(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    for _ in range(2):
        await chat.reader.send(chat.ask, QUESTION)
    newsroom.clock.now += 20.5
    for _ in range(3):
        await chat.reader.send(chat.ask, QUESTION)
    assert len(chat.said(chat.ask)) == 3
    assert "wait 40 s" in seen(chat.answer(chat.ask))
    refused = await chat.reader.slash(chat.news, "ask", question=QUESTION)
    assert refused.ephemeral
    assert "wait 40 s" in seen(refused)
    await chat.other.send(chat.ask, QUESTION)
    assert FACT in seen(chat.answer(chat.ask))
    newsroom.clock.now += 40
    assert FACT in seen(await chat.reader.slash(chat.news, "ask", question=QUESTION))


@pytest.mark.bot(shipped=False, releases={})
async def test_without_releases_it_says_that_it_has_nothing_to_answer_from(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "ask", question=QUESTION)
    assert "nothing to answer from" in seen(result)
    assert await chat.reader.autocomplete(chat.news, "ask", "story", "pe") == []
    assert seen(await chat.reader.slash(chat.news, "stories"))
    assert seen(await chat.reader.slash(chat.news, "about"))
    assert seen(await chat.admin.slash(chat.news, "knowledge status"))


async def test_the_bot_asks_discord_for_no_more_than_it_needs(chat: Chat) -> None:
    asked = {name for name, on in chat.bot.intents if on}
    assert asked == {"guilds", "guild_messages", "dm_messages", "message_content"}


async def test_a_question_that_was_deleted_meanwhile_is_no_error(chat: Chat) -> None:
    await chat.reader.send(chat.ask, QUESTION)
    (body,) = chat.sent("POST", "/messages$")
    assert body["message_reference"]["fail_if_not_exists"] is False


async def test_commands_take_no_prefix(chat: Chat) -> None:
    for text in ("!ask pecan", "!help", "/ask pecan", "help"):
        await chat.reader.send(chat.news, text)
    assert not chat.said(chat.news)
