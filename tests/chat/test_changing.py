"""/knowledge add, remove, undo, log, and the pages of a report. All releases here are made up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Buttons, Chat, Newsroom, Seen

# Made up for these tests.
KITES = """\
FORT EXAMPLE, Texas – The 3rd Unreal Weather Squadron flew 58 paper kites on Friday.

Date Posted:\t07.09.2024 10:15
Story ID:\t990999
Location:\tFORT EXAMPLE, TEXAS, US
"""
QUESTION = "How many paper kites were flown?"


async def answer(chat: Chat, seen: Seen, question: str = QUESTION) -> str:
    return seen(await chat.reader.slash(chat.news, "ask", question=question))


async def test_a_file_is_shown_before_it_is_served(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    shown = await chat.admin.slash(chat.news, "knowledge add", file=("../Kites & co.TXT", KITES.encode()))
    text = seen(shown)
    assert shown.ephemeral
    for part in ("Unreal Weather Squadron", "9 July 2024", "passages", "kites-co.txt"):
        assert part in text, part
    assert "58 paper kites" not in await answer(chat, seen)
    draft = shown.followups[-1] if shown.followups else shown.response
    assert buttons(draft) == ["Confirm", "Cancel"]
    await chat.admin.click(draft, label="Confirm")
    assert "58 paper kites" in await answer(chat, seen)
    assert (newsroom.releases / "kites-co.txt").read_text() == KITES
    log = seen(await chat.admin.slash(chat.news, "knowledge log"))
    assert re.search(r"admin.*/knowledge add kites-co\.txt in #news", log.replace("\\", ""))
    assert "added kites-co.txt" in log.replace("\\", "")


async def test_a_cancelled_file_is_not_kept(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    shown = await chat.admin.slash(chat.news, "knowledge add", file=("kites.txt", KITES.encode()))
    draft = shown.followups[-1] if shown.followups else shown.response
    await chat.admin.click(draft, label="Cancel")
    assert not (newsroom.releases / "kites.txt").exists()
    assert "58 paper kites" not in await answer(chat, seen)


async def test_after_a_restart_the_file_must_be_given_again(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    shown = await chat.admin.slash(chat.news, "knowledge add", file=("kites.txt", KITES.encode()))
    draft = shown.followups[-1] if shown.followups else shown.response
    await chat.restart()
    await chat.admin.click(draft, label="Confirm")
    assert not (newsroom.releases / "kites.txt").exists()


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("kites.txt", b"", "empty|no release text|nothing"),
        ("kites.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "PNG picture"),
        ("kites.png", b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
        ("large.txt", b"x" * 5_000_001, "at most 5,000,000"),
    ],
)
async def test_what_is_no_release_is_not_taken(
    chat: Chat, newsroom: Newsroom, seen: Seen, name: str, raw: bytes, reason: str
) -> None:
    before = sorted(newsroom.releases.iterdir())
    text = seen(await chat.admin.slash(chat.news, "knowledge add", file=(name, raw)))
    assert re.search(reason, text), text
    assert sorted(newsroom.releases.iterdir()) == before


async def test_what_is_here_already_is_told(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    pecans = (newsroom.releases / "pecans.txt").read_bytes()
    text = seen(await chat.admin.slash(chat.news, "knowledge add", file=("again.txt", pecans)))
    assert "already" in text
    assert "Made-Up Brigade" in text
    assert "Confirm" not in text


async def test_a_new_text_of_a_story_takes_the_place_of_its_file(
    chat: Chat, newsroom: Newsroom, seen: Seen
) -> None:
    text = (newsroom.releases / "pecans.txt").read_text().replace("731 pecan", "732 pecan")
    shown = await chat.admin.slash(chat.news, "knowledge add", file=("corrected.txt", text.encode()))
    assert "Takes the place of" in seen(shown)
    draft = shown.followups[-1] if shown.followups else shown.response
    await chat.admin.click(draft, label="Confirm")
    assert (newsroom.releases / "pecans.txt").read_text() == text
    assert not (newsroom.releases / "corrected.txt").exists()
    assert "732 pecan" in await answer(chat, seen, "How many pecan trees were planted?")


@pytest.mark.parametrize("given", [{}, {"file": ("a.txt", b"x"), "url": "https://example.org/a"}])
async def test_a_file_or_an_address_is_asked_for(chat: Chat, seen: Seen, given: dict[str, object]) -> None:
    assert "not both" in seen(await chat.admin.slash(chat.news, "knowledge add", **given))


@pytest.mark.parametrize("url", ["http://127.0.0.1/a", "file:///etc/passwd", "nonsense", "http://[::1]/"])
async def test_an_address_that_nobody_may_call_is_refused(chat: Chat, seen: Seen, url: str) -> None:
    text = seen(await chat.admin.slash(chat.news, "knowledge add", url=url))
    assert "could not take it" in text


async def test_a_removed_story_is_not_quoted_until_undo(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    question = "How many pecan trees were planted?"
    assert "731" in await answer(chat, seen, question)
    text = seen(await chat.admin.slash(chat.news, "knowledge remove", story="990731"))
    assert "Removed" in text
    assert "731" not in await answer(chat, seen, question)
    await chat.admin.slash(chat.news, "knowledge reload")
    assert "731" not in await answer(chat, seen, question)
    assert (newsroom.releases / "pecans.txt").exists()
    text = seen(await chat.admin.slash(chat.news, "knowledge undo"))
    assert "Back to edition" in text
    assert "Added (1)" in text
    assert "731" in await answer(chat, seen, question)


async def test_a_story_that_nobody_knows_cannot_be_removed(chat: Chat, seen: Seen) -> None:
    text = seen(await chat.admin.slash(chat.news, "knowledge remove", story="zzz qqq"))
    assert "know no story" in text


async def test_titles_are_offered_for_removal(chat: Chat) -> None:
    choices = await chat.admin.autocomplete(chat.news, "knowledge remove", "story", "brigade")
    assert any("Made-Up Brigade" in choice["name"] for choice in choices)


async def test_undo_after_a_reload(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    (newsroom.releases / "kites.txt").write_text(KITES)
    await chat.admin.slash(chat.news, "knowledge reload")
    assert "58 paper kites" in await answer(chat, seen)
    text = seen(await chat.admin.slash(chat.news, "knowledge undo"))
    assert "As an undo left them, until they change (1)" in text
    assert "58 paper kites" not in await answer(chat, seen)
    assert "no former edition" in seen(await chat.admin.slash(chat.news, "knowledge undo"))


@pytest.mark.bot(
    shipped=False,
    releases={
        f"{number}.txt": KITES.replace("990999", str(991000 + number)).replace("58", str(number))
        for number in range(25)
    },
)
async def test_long_reports_and_logs_have_pages(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    for path in newsroom.releases.iterdir():
        path.write_text(path.read_text().replace("kites", "dragons"))
    shown = await chat.admin.slash(chat.news, "knowledge reload")
    message = shown.followups[-1] if shown.followups else shown.response
    assert "Changed (25)" in seen(message)
    assert buttons(message) == ["Next page"]
    assert "page 1 of 3" in seen(message)
    await chat.admin.click(message, label="Next page")
    await chat.restart()  # buttons outlive the bot; the desk is still the same
    history = chat.news.history(viewer=chat.admin)
    assert any("page 2 of 3" in seen(one) for one in history)
    for number in range(6):
        (newsroom.releases / "0.txt").write_text(KITES.replace("58", str(100 + number)))
        await chat.admin.slash(chat.news, "knowledge reload")
    shown = await chat.admin.slash(chat.news, "knowledge log")
    message = shown.followups[-1] if shown.followups else shown.response
    assert buttons(message) == ["Older"]
    await chat.admin.click(message, label="Older")
    assert any("start" in seen(one) for one in chat.news.history(viewer=chat.admin))
