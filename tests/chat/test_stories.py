"""/stories, its pages and filters; /story; /about; autocomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Buttons, Chat, Newsroom, Seen

# Made up for these tests.
PARADE = """\
The made-up {word} parade of regiment {number}

PORT INVENTED, Maine – The {word} parade was held on Monday.

Date Posted:\t06.{day:02}.2023 09:00
Story ID:\t8800{number:02}
Location:\tPORT INVENTED, MAINE, US
"""
WORDS = (
    "amber birch cedar dahlia ebony fuchsia ginger hazel indigo jasmine "
    "kapok lilac maple nutmeg olive poplar quince rose sage thyme"
).split()
MANY = {
    f"{number:02}.txt": PARADE.format(word=word, number=number, day=1 + number)
    for number, word in enumerate(WORDS)
}
CREDITED = """\
PORT INVENTED, Maine – Number {number} was of no account on Monday.

Date Posted:\t06.12.2023 09:00
Location:\tPORT INVENTED, MAINE, US
PUBLIC DOMAIN
This work, {title}, by SGT Ada Sample, identified by DVIDS, must comply with the restrictions shown on \
https://www.dvidshub.net/about/copyright.
"""
LONG_TITLE = "A title that goes on " * 15
LONG = {
    f"a folder/{'long-name-' * 14}{number}.txt": CREDITED.format(title=f"{LONG_TITLE}{number}", number=number)
    for number in (1, 2)
}


async def test_stories_lists_what_there_is_newest_first(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "stories")
    text = seen(result)
    assert result.ephemeral
    assert (
        text.index("US, Peruvian armies") < text.index("Made-Up Brigade") < text.index("Imaginary Dive Team")
    )


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"text": "tugboats"}, "Imaginary Dive Team"),
        ({"year": 2024}, "Made-Up Brigade"),
        ({"place": "maine"}, "Imaginary Dive Team"),
        ({"year": 2023, "place": "Maine", "text": "tugboat"}, "Imaginary Dive Team"),
    ],
)
async def test_stories_are_filtered(
    chat: Chat, seen: Seen, filters: dict[str, str | int], wanted: str
) -> None:
    text = seen(await chat.reader.slash(chat.news, "stories", **filters))
    assert wanted in text
    assert "US, Peruvian armies" not in text
    assert all(str(value) in text for value in filters.values())


async def test_filters_that_fit_nothing_are_no_error(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "stories", year=1066, text="zz:zz", place="ñ" * 30)
    assert "Made-Up" not in seen(result)
    assert result.response.embeds


@pytest.mark.bot(shipped=False, releases=MANY)
async def test_pages_are_turned_in_place_also_after_a_restart(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    result = await chat.reader.slash(chat.news, "stories", place="maine", text="parade", year=2023)
    page, listed = result.response, [seen(result)]
    assert len(buttons(result)) == 2
    while "page 3 of 3" not in listed[-1]:
        turned = await chat.reader.click(page, label=buttons(result)[1])
        assert turned.response is None or turned.response.id == page.id
        listed.append(seen(page))
        await chat.restart()
    for story in newsroom.desk.edition.stories:
        assert sum(story.title in text for text in listed) == 1
    await chat.reader.click(page, label=buttons(result)[0])
    assert seen(page) == listed[-2]


@pytest.mark.bot(shipped=False, releases=MANY)
async def test_a_page_that_has_gone_is_the_last_there_is(
    chat: Chat, newsroom: Newsroom, seen: Seen, buttons: Buttons
) -> None:
    page = (await chat.reader.slash(chat.news, "stories")).response
    for file in sorted(newsroom.releases.iterdir())[3:]:
        file.unlink()
    await newsroom.desk.reload()
    await chat.reader.click(page, label=buttons(page)[1])
    assert "3 stories" in seen(page)
    assert buttons(page) == []


async def test_story_shows_one(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    (choice, *_) = await chat.reader.autocomplete(chat.news, "story", "title", "pecna trees")
    result = await chat.reader.slash(chat.news, "story", title=choice["value"])
    text = seen(result)
    story = newsroom.desk.story("990731")
    assert story is not None
    assert not result.ephemeral
    for part in (story.title, "4 March 2024", "DVIDS", "planted 731 pecan trees", story.url):
        assert part in text
    assert str(len(newsroom.desk.passages_of(story.id))) in text


async def test_an_unknown_story_is_a_polite_line(chat: Chat, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "story", title="zzzzqqqq xxxx")
    assert result.ephemeral
    assert "no story" in seen(result)


@pytest.mark.bot(shipped=False, releases=MANY)
async def test_autocomplete_offers_no_more_than_discord_takes(chat: Chat) -> None:
    for typed in ("", "parade", "p", "'; DROP TABLE stories; --", "(a+)+$", "\x00\u202e", "x" * 6000):
        choices = await chat.reader.autocomplete(chat.news, "story", "title", typed)
        assert len(choices) <= 25


@pytest.mark.bot(shipped=False, releases=LONG)
async def test_long_titles_and_ids_can_be_picked(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    assert all(len(story.title) > 256 and len(story.id) <= 100 for story in newsroom.desk.edition.stories)
    choices = await chat.reader.autocomplete(chat.news, "story", "title", "goes on")
    assert len(choices) == 2
    assert choices[0]["value"] != choices[1]["value"]
    titles = [seen(await chat.reader.slash(chat.news, "story", title=choice["value"])) for choice in choices]
    assert all(text.strip().startswith("A title that goes on") for text in titles)
    assert {"Number 1" in text for text in titles} == {True, False}


async def test_about_says_what_it_is_and_what_it_keeps(chat: Chat, newsroom: Newsroom, seen: Seen) -> None:
    result = await chat.reader.slash(chat.news, "about")
    text = seen(result)
    assert result.ephemeral
    assert "3 stories" in text
    assert "12 May 2025" in text
    assert newsroom.config.about.disclaimer.strip() in text
    assert "Privacy" in text


async def test_every_request_is_as_discord_describes_itself(chat: Chat, description: object) -> None:
    await chat.reader.slash(chat.news, "stories")
    await chat.reader.autocomplete(chat.news, "story", "title", "a")
    assert chat.sent("PUT", "/commands$")
