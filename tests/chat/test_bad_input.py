"""Whatever people type: an answer or a polite line, never an exception, a ping or a live link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Chat, Newsroom, Seen

ODD = {
    "spaces": "   \n\t ",
    "very long": "how " * 1000,
    "one long word": "x" * 4000 + "?",
    "emoji": "🎉🎉🎉👩‍👩‍👧‍👦",
    "custom emoji": "<:wave:123456789012345678> <a:dance:123456789012345678>?",
    "everyone": "@everyone @here who is here?",
    "mentions": "<@123456789012345678> <@&123456789012345678> <#123456789012345678>",
    "link": "what is https://evil.example/?q=<script>alert(1)</script> about?",
    "hidden link": "[click me](http://evil.example) or <https://evil.example> who said?",
    "zalgo": "w̷̢͇̪̋h̶̛̗͝ó̸̧̞ ̷̨͚̔s̶͎͊p̷̳̈́o̴̫͝k̶̜͂e̵̝͠?" * 10,
    "controls": "who\x00\x07\x1b[31m spoke\u202e\u2066\u200b?",
    "sql": "'; DROP TABLE answers; -- who?",
    "regex": "(a+)+$ [^ \\ {1,99999}?",
    "format": "{0} {question!r} %s %(x)s $HOME ${HOME} `id`?",
    "markdown": "**_~~||`who` said||~~_** # > - ```py\nx```?",
    "surrogate": "who spoke\ud83d?",
    "timestamp": "<t:1700000000:R> </ask:123456789012345678> <id:customize> when?",
    "question marks": "????",
    "arabic": "من تكلم؟",
    "digits": "99999999999999999999999999999999999999?",
}

# Made up for these tests.
HOSTILE = """\
@everyone [click](https://evil.example) **{title}** <@123456789012345678>

PORT INVENTED, Maine – {paragraph} The lighthouse keeper <@123456789012345678> lit 77 lamps @here, \
see <https://evil.example> or [this](https://evil.example) ||now||.

“{paragraph}” said ```Capt. @everyone``` of the lighthouse.

Date Posted:\t06.12.2023 09:00
Location:\tPORT @everyone INVENTED, <#123456789012345678> MAINE, US
"""
HOSTILE_RELEASE = HOSTILE.format(
    title="A title of many words " * 20, paragraph="Nothing of note happened. " * 800
)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_asked_in_every_way(chat: Chat, seen: Seen, text: str) -> None:
    shown = [seen(await chat.reader.slash(chat.news, "ask", question=text))]
    said = text[:1900] if text.strip() else "."  # what Discord lets people send
    await chat.reader.send(chat.news, f"{chat.mention} {said}")
    shown.append(seen(chat.answer(chat.news)))
    await chat.reader.send_dm(said)
    shown.append(seen(chat.reader.user.dm_channel.last_message))
    message = await chat.other.send(chat.ask, said)
    shown += [seen(one) for one in chat.said(chat.ask)]
    shown.append(seen(await chat.reader.context_menu(chat.ask, "Find the answer", message)))
    for line in shown:
        assert line.strip()
        assert "went wrong" not in line
        assert not re.search(r"https?://evil", line)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_typed_into_options(chat: Chat, seen: Seen, text: str) -> None:
    await chat.reader.autocomplete(chat.news, "ask", "story", text)
    shown = [
        seen(await chat.reader.slash(chat.news, "ask", question="who spoke?", story=text)),
        seen(await chat.reader.slash(chat.news, "story", title=text)),
        seen(await chat.reader.slash(chat.news, "stories", text=text[:30], place=text[-30:])),
    ]
    for line in shown:
        assert line.strip()
        assert "went wrong" not in line
        assert not re.search(r"https?://evil", line)


async def test_4000_characters_are_too_long(chat: Chat, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    result = await chat.reader.slash(chat.news, "ask", question="who spoke? " * 364)
    assert result.ephemeral
    assert "too long" in seen(result)
    monkeypatch.setattr("bot.cogs.ask.LONGEST_QUESTION", 100)  # simcord lets nobody send over 2,000
    await chat.reader.send(chat.ask, "who spoke? " * 100)
    assert "too long" in seen(chat.answer(chat.ask))


@pytest.mark.bot(shipped=False, releases={"hostile.txt": HOSTILE_RELEASE, "plain.txt": "x" * 20_000 + "\n"})
async def test_whatever_a_release_says(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    asked = await chat.reader.slash(
        chat.news, "ask", question="how many lamps did the lighthouse keeper light?"
    )
    answer = chat.answer(chat.news)
    stories = newsroom.desk.edition.stories
    await chat.reader.autocomplete(chat.news, "ask", "story", "title")
    shown = [
        asked,
        *[await chat.reader.click(answer, label=label) for label in ("More context", "Next match", "Story")],
        *[await chat.reader.slash(chat.news, "story", title=story.id) for story in stories],
        await chat.reader.slash(chat.news, "stories"),
        await chat.admin.slash(chat.news, "knowledge reload"),
    ]
    for text in map(seen, shown):
        assert text.strip()
        assert "went wrong" not in text
        assert not re.search(r"https?://evil", text)
