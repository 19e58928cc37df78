"""The buttons under an answer, before and after a restart of the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import pytest

from bot.views import More, Next, StoryOf, view_of

if TYPE_CHECKING:
    from conftest import Buttons, Chat, Newsroom, Seen

QUESTION = "How many pecan trees were planted?"
FACT = "731 pecan trees"
NEIGHBOUR = "came from a nursery in Gatesville"
UNANSWERED = "Who sold the pecan trees to the king of Spain in the harbor?"


async def asked(chat: Chat, question: str = QUESTION) -> discord.Message:
    await chat.reader.slash(chat.news, "ask", question=question)
    return chat.answer(chat.news)


async def test_more_context_shows_the_neighbours_to_the_one_who_clicks(chat: Chat, seen: Seen) -> None:
    answer = await asked(chat)
    result = await chat.other.click(answer, label="More context")
    assert result.ephemeral
    assert FACT in seen(result)
    assert NEIGHBOUR in seen(result)


async def test_story_shows_the_story(chat: Chat, seen: Seen) -> None:
    result = await chat.other.click(await asked(chat), label="Story")
    assert result.ephemeral
    assert "4 March 2024" in seen(result)
    assert "https://www.dvidshub.net/news/990731" in seen(result)


async def test_next_match_goes_on_to_the_last_one(chat: Chat, seen: Seen, buttons: Buttons) -> None:
    answer = await asked(chat)
    (row,) = await chat.rows()
    shown = answer
    for number in range(2, len(row.passage_ids) + 1):
        assert "Next match" in buttons(shown)
        result = await chat.other.click(shown, label="Next match")
        assert result.ephemeral
        assert f"{number} of {len(row.passage_ids)}" in seen(result)
        shown = result.response
    assert len(row.passage_ids) > 1
    assert buttons(shown) == ["More context", "Story"]


async def test_buttons_of_a_match_speak_of_that_match(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    answer = await asked(chat)
    result = await chat.other.click(answer, label="Next match")
    (row,) = await chat.rows()
    second = newsroom.desk.passage(row.passage_ids[1])
    before, after = newsroom.desk.around(second)
    context = seen(await chat.other.click(result.response, label="More context"))
    assert all(one.text.split("\n")[0][:40] in context for one in (before, second, after) if one)


async def test_buttons_work_after_a_restart(chat: Chat, seen: Seen) -> None:
    answer = await asked(chat)
    match = (await chat.reader.click(answer, label="Next match")).response
    before = chat.bot
    await chat.restart()
    assert chat.bot is not before
    for shown in (answer, match):
        for label in ("More context", "Next match", "Story"):
            result = await chat.other.click(shown, label=label) if shown is answer else None
            result = result or await chat.reader.click(shown, label=label)
            assert result.ephemeral
            assert result.response.embeds, label
    assert FACT in seen(await chat.other.click(answer, label="More context"))


async def test_a_reply_is_a_follow_up_after_a_restart_too(chat: Chat) -> None:
    answer = await asked(chat)
    await chat.restart()
    await chat.other.send(chat.news, f"{chat.mention} who spoke?", reply_to=answer)
    assert [row.via for row in await chat.rows()] == ["slash", "reply"]


@pytest.mark.bot(corrections={"enabled": False})
async def test_a_withdrawn_story_is_never_shown_again(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    answer = await asked(chat)
    (newsroom.releases / "pecans.txt").unlink()
    await chat.admin.slash(chat.news, "knowledge reload")
    for label in ("More context", "Story"):
        result = await chat.other.click(answer, label=label)
        assert result.ephemeral
        assert "no longer in my library" in seen(result)
        assert FACT not in seen(result)
    assert FACT not in seen(await chat.other.click(answer, label="Next match"))


@pytest.mark.bot(shipped=False, corrections={"enabled": False})
async def test_when_every_match_is_gone_next_match_says_so(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    for file in newsroom.releases.iterdir():
        file.unlink()
    await newsroom.desk.reload()
    assert "no longer in my library" in seen(await chat.other.click(answer, label="Next match"))


@pytest.mark.bot(corrections={"enabled": False})
async def test_the_story_of_a_changed_passage_is_still_shown(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    file = newsroom.releases / "pecans.txt"
    file.write_text(file.read_text().replace("731 pecan", "732 pecan"))
    await newsroom.desk.reload()
    assert "no longer in my library" in seen(await chat.other.click(answer, label="More context"))
    assert "4 March 2024" in seen(await chat.other.click(answer, label="Story"))


async def test_buttons_of_an_unknown_answer_say_so(chat: Chat, seen: Seen) -> None:
    channel = chat.bot.get_channel(chat.news.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("forged", view=view_of([More(10**17, 0), Next(4711, 99), StoryOf(9, 9)]))
    for label in ("More context", "Next match", "Story"):
        result = await chat.other.click(chat.answer(chat.news), label=label)
        assert result.ephemeral
        assert "no longer know the answer" in seen(result)


async def test_numbers_beyond_the_matches_are_no_error(chat: Chat, seen: Seen) -> None:
    await asked(chat)
    (row,) = await chat.rows()
    channel = chat.bot.get_channel(chat.news.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.send("forged", view=view_of([More(row.id, 99), Next(row.id, 99), StoryOf(row.id, 99)]))
    for label in ("More context", "Next match", "Story"):
        result = await chat.other.click(chat.answer(chat.news), label=label)
        assert "no longer in my library" in seen(result)


async def test_the_nearest_stories_are_buttons_where_there_is_no_answer(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    shown = await asked(chat, UNANSWERED)
    (row,) = await chat.rows()
    assert not row.answered
    passages = [newsroom.desk.passage(one) for one in row.passage_ids]
    stories = list(dict.fromkeys(one.story.id for one in passages if one))
    assert 1 <= len(buttons(shown)) == min(3, len(stories))
    for place, (label, story_id) in enumerate(zip(buttons(shown), stories, strict=False), start=1):
        story = newsroom.desk.story(story_id)
        assert story is not None
        assert label == (f"Story {place}" if len(stories) > 1 else "Story")
        result = await chat.other.click(shown, label=label)
        assert result.ephemeral
        assert story.url in seen(result)


async def test_a_list_of_stories_has_its_stories_as_buttons(chat: Chat, seen: Seen, buttons: Buttons) -> None:
    shown = await asked(chat, "which stories are from 2024?")
    assert buttons(shown) == ["Story"]
    assert "12th Made-Up Brigade" in seen(shown)
    assert "4 March 2024" in seen(await chat.other.click(shown, label=buttons(shown)[0]))


async def test_buttons_of_a_ledger_that_was_deleted_never_speak_of_a_new_answer(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    answer = await asked(chat)
    await chat.bot.close()
    for file in newsroom.data.glob("ledger.sqlite*"):
        file.unlink()
    await chat.env.restart_bot(newsroom.bot())
    await asked(chat, "How long had the tugboat lain on the ground?")
    assert "Please ask again" in seen(await chat.other.click(answer, label="More context"))
