"""What earlier answers become, whatever the releases say. All texts, names and stories here are made up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards
from bot.cards import limits
from bot.cards.corrections import diff_text
from bot.cards.escaping import clean, one_line
from knowledge.changes import Clipping, Outcome
from knowledge.records import Answer, Match, Passage, Span, Story, StoryDate

DAY = date(2025, 5, 12)
OLD, NEW = "They flew 731 kites on Friday.", "They flew 732 kites on Friday."
MARKS = (
    r"** *** __ ~~ || ``` <@1234> <@&12> </ask:12> <t:12:R> <:ab:12> @everyone @here https://made.up/a_b_c"
    " [x](https://made.up) :smile: \\\\ \\ &amp; \u200b \u202e \u2028 \ud800 \u3164 🎉 # - 1. > \n \r\n \0"
)
WORDS = st.lists(st.one_of(st.sampled_from(MARKS.split(" ")), st.text(max_size=6)), max_size=30).map(" ".join)
LONG = st.builds(lambda part, size: part * size, WORDS, st.integers(1, 60))
TEXT = st.one_of(WORDS, LONG)

_MARKED = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])|(?P<bold>\*\*)|(?P<struck>~~)"
    r"|(?P<live>[*_~`|<>\[\]\\]|://|:[\w+-]{1,64}:|@(?:everyone|here|[!&]?\d))|(?P<text>.)",
    re.DOTALL,
)


def read(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield what is shown, sign by sign, as (kept, removed or added, sign); fail on what is live."""
    kind = "kept"
    for found in _MARKED.finditer(markdown):
        name = found.lastgroup
        assert name != "live", f"{found.group()!r} is live in {markdown!r}"
        if name in ("bold", "struck"):
            wanted = "added" if name == "bold" else "removed"
            assert kind in ("kept", wanted), f"marks overlap in {markdown!r}"
            opens = kind == "kept"
            kind = wanted if opens else "kept"
            edge = markdown[found.end()] if opens else markdown[found.start() - 1]
            assert not edge.isspace(), f"a mark does not hold at white space in {markdown!r}"
        else:
            yield kind, found["escaped"] or found.group()
    assert kind == "kept", f"a mark is never closed in {markdown!r}"


def signs(markdown: str, without: str) -> str:
    """What is shown without one kind of words, and without any white space or what cannot be seen."""
    return seen("".join(sign for kind, sign in read(markdown) if kind != without))


def seen(text: str) -> str:
    return "".join(clean(text).split())


def units(text: str | None) -> int:
    return len((text or "").encode("utf-16-le")) // 2


def check(embed: discord.Embed) -> discord.Embed:
    """Fail when the card breaks one of Discord's limits, or shows something live; return it."""
    texts = [
        (embed.title, limits.TITLE),
        (embed.description, limits.DESCRIPTION),
        (embed.author.name, limits.AUTHOR_NAME),
        (embed.footer.text, limits.FOOTER),
    ]
    for field in embed.fields:
        assert (field.name or "").strip()
        assert (field.value or "").strip()
        texts += [(field.name, limits.FIELD_NAME), (field.value, limits.FIELD_VALUE)]
        if field.name == "Updated since":
            list(read(field.value or ""))
    list(read(embed.description or ""))
    for text, most in texts:
        assert text is None or text.strip()
        assert units(text) <= most
    assert sum(units(text) for text, _ in texts) <= limits.EMBED_TOTAL
    return embed


def told(words: str, sentence: str | None, was: Clipping, **known: object) -> Outcome:
    """The outcome of a clipping whose passage now has these words and this sentence."""
    story = replace(Story(id="1", title="Made up", text=words, file="made-up.txt"), **known)
    span = Span(0, len(words))
    start = words.find(sentence) if sentence is not None else 0
    place = Span(start, start + len(sentence)) if sentence is not None else None
    return Outcome(was, story, Passage("p2", story, 0, "paragraph", span, (span,)), place)


def clip(words: str, sentence: str) -> Clipping:
    return Clipping("1", "p1", words, sentence)


def fields(embed: discord.Embed) -> dict[str, str]:
    return {str(one.name): str(one.value) for one in embed.fields}


def shown(asked: str | None = None, read: str | None = None) -> discord.Embed:
    """The card that is there now."""
    return discord.Embed().set_author(name=asked or "").set_footer(text=read)


# The difference in Markdown


def test_removed_words_are_struck_and_added_ones_bold() -> None:
    assert diff_text(OLD, NEW, 1024) == "They flew ~~731~~ **732** kites on Friday."
    assert diff_text("Nine came.", "Then nine came.", 99) == "~~Nine~~ **Then nine** came."
    assert diff_text(OLD, "", 99) == f"~~{OLD}~~"


def test_what_both_have_in_common_is_left_out_first() -> None:
    same = "and so the wind blew on over the dunes " * 20
    text = diff_text(
        f"{same}731 kites {same}on Friday {same}", f"{same}732 kites {same}on Sunday {same}", 600
    )
    assert units(text) <= 600
    assert "~~731~~ **732**" in text
    assert "~~Friday~~ **Sunday**" in text
    assert text.startswith("…")


def test_of_two_long_sentences_the_beginnings_of_both_are_shown() -> None:
    old, new = ("old words " * 200).strip(), ("new signs " * 200).strip()
    text = diff_text(old, new, 1024)
    assert units(text) <= 1024
    shown = list(read(text))
    assert sum(kind == "removed" for kind, _ in shown) > 300
    assert sum(kind == "added" for kind, _ in shown) > 300


@settings(deadline=None, max_examples=150)
@given(TEXT, TEXT, st.integers(30, 1024))
def test_any_difference_keeps_its_room_and_is_harmless(old: str, new: str, room: int) -> None:
    text = diff_text(old, new, room)
    assert units(text) <= room
    whole = diff_text(old, new, 10**6)
    list(read(text))
    assert visible(signs(whole, "added")) == visible(seen(old))
    assert visible(signs(whole, "removed")) == visible(seen(new))


def visible(text: str) -> str:
    return "".join(sign for sign in text if one_line(sign)).replace("\u200b", "")


# The cards


def test_an_updated_passage_is_shown_anew_with_the_difference() -> None:
    outcome = told(f"{NEW} So it was.", NEW, clip(f"{OLD} So it was.", OLD), date=StoryDate(DAY, "posted"))
    card = check(cards.corrected_card([outcome], shown("How many?", "I read “x” as “y”."), day=DAY))
    assert card.description == f"**{NEW}** So it was."
    assert fields(card)["Updated since"] == "They flew ~~731~~ **732** kites on Friday."
    assert "12 May 2025" in fields(card)["Source"]
    assert (card.author.name, card.footer.text) == ("How many?", "I read “x” as “y”.")


def test_a_sentence_that_was_taken_out_is_struck_as_a_whole() -> None:
    outcome = told("So it was.", None, clip(f"{OLD} So it was.", OLD))
    card = check(cards.corrected_card([outcome], None, day=DAY))
    assert card.description == "So it was."
    assert fields(card)["Updated since"] == f"~~{OLD}~~"


@pytest.mark.parametrize("story_is_there", [False, True])
def test_a_withdrawn_answer_says_when_and_no_word_of_what_it_was(story_is_there: bool) -> None:
    story = told(NEW, NEW, clip(OLD, OLD)).story if story_is_there else None
    outcome = Outcome(clip(OLD, OLD), story, None, None)
    beside = told("Another one.", "Another one.", clip("Another one.", "Another one."))
    card = check(cards.corrected_card([outcome, beside], shown("How many?"), day=DAY))
    assert "Withdrawn on 12 May 2025" in (card.description or "")
    assert "kites" not in str(card.to_dict())
    assert "Another one" not in str(card.to_dict())
    assert card.title == ("Made up" if story_is_there else None)
    assert card.author.name == "How many?"


def test_what_is_unchanged_looks_as_it_was_first_given() -> None:
    was = replace(told(f"{OLD} So it was.", OLD, clip(f"{OLD} So it was.", OLD)))
    other = told("Others flew 9 kites.", "Others flew 9 kites.", clip(*["Others flew 9 kites."] * 2))
    best, beside = (
        Match(one.passage, one.sentence, 1.0) for one in (was, other) if one.passage and one.sentence
    )
    answer = cards.answer_card(Answer("How many?", "passage", 0.9, best, beside=beside), asked="How many?")
    assert cards.corrected_card([was, other], answer, day=DAY).to_dict() == answer.to_dict()


def test_what_stands_beside_follows_too() -> None:
    first = told(OLD, OLD, clip(OLD, OLD))
    changed = told("Others flew 10 kites.", "Others flew 10 kites.", clip(*["Others flew 9 kites."] * 2))
    card = check(cards.corrected_card([first, changed], None, day=DAY))
    assert "Others flew 10 kites." in fields(card)["Another release, updated since"]
    gone = replace(changed, story=None, passage=None, sentence=None)
    card = check(cards.corrected_card([first, gone], None, day=DAY))
    assert fields(card)["Another release"] == "Withdrawn since."
    assert "Updated since" not in fields(card)


@settings(deadline=None, max_examples=100)
@given(st.lists(TEXT, min_size=8, max_size=8), st.booleans())
def test_any_corrected_card_keeps_the_limits(texts: list[str], gone: bool) -> None:
    old, before, sentence, after, other, asked, footer, title = (
        text.encode("utf-16", "replace").decode("utf-16") for text in texts
    )
    known = {"title": title, "source": other, "author": title, "location": before}
    first = told(before + sentence + after, sentence, clip(before + old + after, old), **known)
    beside = told(other, other, clip(old, old), **known)
    if gone:
        beside = replace(beside, passage=None, sentence=None)
    there = shown(one_line(asked)[:256], one_line(footer)[:2048])
    check(cards.corrected_card([first, beside], there, day=DAY))
    check(cards.corrected_card([replace(first, passage=None, sentence=None)], there, day=DAY))
