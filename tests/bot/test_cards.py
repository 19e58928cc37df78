"""What the cards show, whatever text they are given. All texts, names and stories here are made up."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards
from bot.adding import Offer
from bot.cards import limits
from bot.cards.escaping import clean, one_line, plain, web_address
from knowledge import slug
from knowledge.archive import Occasion, Printed
from knowledge.draft import Draft
from knowledge.library import Refusal
from knowledge.profile import volume
from knowledge.records import Answer, Match, NoAnswer, Passage, Repair, Span, Story, StoryDate
from knowledge.report import Change, LoadReport
from knowledge.slug import Slug

ANYTHING = settings(deadline=None, max_examples=40)
BREAK = "\u200b"
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
MARKS = (
    r"** *** __ ~~ || ``` <@1234> <@&12> <#12> </ask:12> <t:12:R> <:ab:12> <a:ab:12> <id:home> @everyone"
    r" @here https://made.up/a_b_c http://made.up/**b [x](https://made.up) <https://made.up> steam://up"
    r" :smile: \\ &amp;"
    " ¯\\_(ツ)_/¯ \u200b \u202e \u2028 \ud800 🎉 1\ufe0f\u20e3 Brig.Gen. é"
)
LINE_STARTS = ("> ", ">>> ", "# ", "-# ", "- ", "* ", "1. ", "12. ", "\r\n", "\n\n")
HOSTILE = [*"*_~`|<>[]()\\:#-+.@…” \t\n\r\v\0", *MARKS.split(" "), *LINE_STARTS]
PARTS = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=12).map("".join)
LONG = st.builds(
    lambda part, size: part * (size // len(part)), st.sampled_from(HOSTILE), st.integers(1, 6000)
)
TEXT = st.one_of(PARTS, st.builds("{}{}{}".format, PARTS, LONG, PARTS))
LINE = st.one_of(st.none(), TEXT)
DATES = st.one_of(
    st.none(),
    st.builds(StoryDate, st.dates(), st.sampled_from(["posted", "taken", "page", "dateline", "leading"])),
)
URLS = st.one_of(
    st.none(), TEXT, st.just("https://made.up.example/news/1"), TEXT.map("https://made.up.example/".__add__)
)


# Reading a card as Discord does.

READ = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|\[(?P<label>[^\[\]]*)\]\((?P<target>https?://[^\s()<>]+)\)"
    r"|(?P<time><t:-?\d+:[DR]>)"
    r"|(?P<bold>\*\*)(?!\*)"
    r"|(?P<code>`/ask`)"
    r"|(?P<live>[*_~`|<>\[\]\\]|://|:[\w+-]{1,64}:|@(?:everyone|here|[!&]?\d)"
    r"|(?:(?<=\n)|\A)[ \t]*(?:[-+#]|\d{1,9}\.))"
    r"|(?P<text>[0-9A-Za-z ]+|.)",
    re.DOTALL,
)


def read(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield what Discord shows, sign by sign, as (kind, words); fail on what formats, links or pings."""
    bold = False
    for found in READ.finditer(markdown):
        kind, words = found.lastgroup, found.group()
        assert kind != "live", f"{words!r} is live in {markdown!r}"
        if kind == "bold":
            bold = not bold
            edge = found.end() if bold else found.start() - 1
            assert not markdown[edge].isspace(), f"bold does not hold at white space in {markdown!r}"
        elif kind in ("escaped", "text"):
            yield "bold" if bold else "text", found["escaped"] or words
        elif kind == "target":
            assert "\\" not in found["label"]
            yield "link", found["label"]
        else:
            yield str(kind), words
    assert not bold, f"bold is never closed in {markdown!r}"


def words(markdown: str, *kinds: str) -> str:
    shown = "".join(text for kind, text in read(markdown) if kind in (kinds or ("bold", "text")))
    return shown.replace(BREAK, "")


def units(text: str | None) -> int:
    return len((text or "").encode("utf-16-le")) // 2


def check(embed: discord.Embed) -> discord.Embed:
    """Fail when the card breaks one of Discord's limits, or shows something live; return it."""
    check_limits(embed)
    for text in [embed.title, embed.description, *(field.value for field in embed.fields)]:
        list(read(text or ""))
    for text in [embed.author.name or "", embed.footer.text or ""]:
        assert not re.search(r"@(?:everyone|here|[!&]?\d)|://|<[@#:/]", text)
    return embed


def check_limits(embed: discord.Embed) -> None:
    texts = [
        (embed.title, limits.TITLE),
        (embed.description, limits.DESCRIPTION),
        (embed.author.name, limits.AUTHOR_NAME),
        (embed.footer.text, limits.FOOTER),
    ]
    assert len(embed.fields) <= limits.FIELDS
    for field in embed.fields:
        assert (field.name or "").strip()
        assert (field.value or "").strip()
        texts += [(field.name, limits.FIELD_NAME), (field.value, limits.FIELD_VALUE)]
    for text, most in texts:
        assert text is None or text.strip()
        assert units(text) <= most
    assert sum(units(text) for text, _ in texts) <= limits.EMBED_TOTAL
    assert embed.title or embed.description


def test_the_limits_are_discords() -> None:
    assert (limits.TITLE, limits.DESCRIPTION, limits.FOOTER, limits.AUTHOR_NAME) == (256, 4096, 2048, 256)
    assert (limits.FIELDS, limits.FIELD_NAME, limits.FIELD_VALUE, limits.EMBED_TOTAL) == (25, 256, 1024, 6000)
    assert (limits.CHOICES, limits.CHOICE_NAME) == (25, 100)


# Made-up records.


def made_up(text: str = "A made-up story.", **known: object) -> Story:
    return replace(Story(id="1", title="Made up", text=text, file="made-up.txt"), **known)


def a_passage(before: str, sentence: str, after: str, **known: object) -> tuple[Passage, Span]:
    said = Span(len("Head. ") + len(before), len("Head. ") + len(before) + len(sentence))
    story = made_up(f"Head. {before}{sentence}{after} Foot.", **known)
    whole = Span(len("Head. "), len(story.text) - len(" Foot."))
    return Passage("p", story, 0, "paragraph", whole, (said,)), said


def an_answer(
    before: str, sentence: str, after: str, *, repairs: tuple[Repair, ...] = (), **known: object
) -> Answer:
    passage, said = a_passage(before, sentence, after, **known)
    best = Match(passage, said, 0.9)
    return Answer("A made-up question?", "passage", 0.9, best, (best,), repairs=repairs)


def a_list(stories: tuple[Story, ...], summary: str | None) -> Answer:
    return Answer("A made-up question?", "stories", 0.9, None, stories=stories, summary=summary)


STORIES = st.builds(
    made_up,
    TEXT,
    title=TEXT,
    date=DATES,
    source=LINE,
    author=LINE,
    location=LINE,
    url=URLS,
    id=st.text(max_size=9),
)
KNOWN = st.fixed_dictionaries(
    {"title": TEXT, "date": DATES, "source": LINE, "author": LINE, "location": LINE, "url": URLS}
)
REPAIRS = st.lists(st.builds(Repair, TEXT, TEXT), max_size=3).map(tuple)
MANY_STORIES = st.lists(STORIES, max_size=3).map(lambda some: 5 * tuple(some))
PEACE = made_up(
    title="Made-up talks end in Lima",
    date=StoryDate(date(2025, 5, 12), "posted"),
    source="DVIDS",
    author="SFC Made Up",
    location="Lima, Peru",
    url="https://www.dvidshub.net/news/1",
)


# The answer.


def test_an_answer_shows_the_sentence_in_bold_inside_its_passage() -> None:
    card = check(cards.answer_card(an_answer("They met. ", "They agreed on 45 actions.", " Then they left.")))
    assert card.description == "They met. **They agreed on 45 actions.** Then they left."


def test_an_answer_names_title_link_source_date_author_and_place() -> None:
    match = Match(Passage("p", PEACE, 0, "paragraph", Span(0, 16), (Span(0, 16),)), Span(0, 16), 0.9)
    card = check(cards.answer_card(Answer("?", "passage", 0.9, match)))
    assert (card.title, card.url) == ("Made-up talks end in Lima", "https://www.dvidshub.net/news/1")
    noon = int(datetime(2025, 5, 12, 12, tzinfo=UTC).timestamp())
    assert [field.value for field in card.fields] == [
        f"DVIDS · 12 May 2025 (<t:{noon}:D>)\nBy SFC Made Up · Lima, Peru"
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (None, "date not stated"),
        (StoryDate(date(2021, 10, 3), "leading"), "3 October 2021 (<t:1633262400:D>), uncertain"),
    ],
)
def test_a_date_that_the_release_does_not_state_is_marked(day: StoryDate | None, told: str) -> None:
    card = cards.answer_card(an_answer("", "They met.", "", date=day))
    assert card.fields[0].value == told


def test_a_repaired_word_is_told() -> None:
    repairs = (Repair("peruvain", "peruvian"), Repair("@everyone", "everyone"))
    card = check(cards.answer_card(an_answer("", "They met.", "", repairs=repairs)))
    assert card.footer.text == f"I read “peruvain” as “peruvian” and “@{BREAK}everyone” as “everyone”."


def test_a_question_is_shown_where_asked_for_and_its_links_are_dead() -> None:
    card = check(cards.answer_card(an_answer("", "They met.", ""), asked="See https://made.up/x\n<@1234>?"))
    assert (card.author.name or "").replace(BREAK, "") == "See https://made.up/x <@1234>?"


@pytest.mark.parametrize(
    "sentence", ["  spaced out \n", "*", "**stars**", "two\nlines", "ends in a backslash\\", "_"]
)
def test_a_sentence_with_odd_edges_is_bold_still(sentence: str) -> None:
    card = check(cards.answer_card(an_answer("They said:", sentence, "And left.")))
    assert words(card.description or "", "bold") == sentence.strip()
    assert words(card.description or "") == f"They said:{sentence}And left."


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_sentence_in_a_huge_paragraph_stays_whole(size: int) -> None:
    filler, sentence = "made up " * (size // 16), ("They agreed on 45 *made-up* actions. " * 81).strip()
    assert 2990 < len(sentence) <= 3000
    card = check(cards.answer_card(an_answer(filler, sentence, " " + filler.strip())))
    text = card.description or ""
    assert words(text, "bold") == sentence
    assert text.startswith("…made up ")
    assert text.endswith((" made up…", " made…"))
    assert units(text) > 4000


def test_another_release_stands_below_with_its_sentence() -> None:
    answer = an_answer("", "They met in May.", "")
    other = an_answer("Before. ", "They met in *June*.", " After.", title="Twin").best
    card = check(cards.answer_card(replace(answer, beside=other)))
    [beside] = [field for field in card.fields if field.name == "Another release"]
    shown = words(str(beside.value))
    assert "They met in *June*." in shown
    assert "Before" not in shown
    assert "Twin" in shown


@ANYTHING
@given(TEXT, TEXT, LINE)
def test_another_release_of_any_length_keeps_the_limits(first: str, second: str, asked: str | None) -> None:
    answer = an_answer("", f"They met. {first}", "")
    other = an_answer("", f"They met. {second}", "").best
    check(cards.answer_card(replace(answer, beside=other), asked=asked))


def test_the_longest_of_all_cards_keeps_the_limits() -> None:
    long = "They met again. " * 600
    repairs = (Repair("x" * 400, "y" * 400),)
    answer = an_answer("", long, "", title="T " * 200, repairs=repairs)
    other = an_answer("", long, "", title="U " * 200).best
    check(cards.answer_card(replace(answer, beside=other), asked="? " * 500))


def test_a_passage_that_is_cut_on_one_side_gives_the_other_its_room() -> None:
    card = check(cards.answer_card(an_answer("Before. ", "They agreed.", " after" * 1000)))
    assert (card.description or "").startswith("Before. **They agreed.** after")
    assert units(card.description) > 4080


def test_a_sentence_that_is_too_long_is_cut() -> None:
    card = check(cards.answer_card(an_answer("Before. ", "long " * 2000, "After.")))
    assert words(card.description or "", "bold").endswith("long…")
    gap = check(cards.answer_card(an_answer("Before. ", f"Made{' ' * 4095}up.", " After.")))
    assert gap.description == "Before. **Made…**"


@ANYTHING
@given(TEXT, TEXT, TEXT, KNOWN, LINE, REPAIRS)
def test_any_answer_keeps_the_limits_and_the_words(
    before: str,
    sentence: str,
    after: str,
    known: dict[str, Any],
    asked: str | None,
    repairs: tuple[Repair, ...],
) -> None:
    answer = an_answer(before, sentence, after, repairs=repairs, **known)
    card = check(cards.answer_card(answer, asked=asked))
    assert answer.best is not None
    check_slices(card.description or "", answer.best.passage.text)
    if one_line(sentence) and units(cards.escape(sentence).strip()) <= 4000:
        assert words(card.description or "", "bold") == clean(sentence).strip()


def check_slices(markdown: str, text: str) -> None:
    """Fail unless the words shown are one slice of the text, apart from a mark of a cut at either end."""
    whole, shown = clean(text), words(markdown)
    ends = [(a, len(shown) - b) for a in (0, shown.startswith("…")) for b in (0, shown.endswith("…"))]
    assert any(shown[start:end].strip() in whole for start, end in ends)


@ANYTHING
@given(TEXT, st.integers(-5, 30), st.integers(-5, 30))
def test_a_sentence_that_is_not_in_its_passage_does_no_harm(text: str, start: int, end: int) -> None:
    passage, _ = a_passage("", text, "")
    check(cards.answer_card(Answer("?", "fact", 0.5, Match(passage, Span(max(start, 0), max(end, 0)), 0.5))))


# Lists of stories.


def test_an_answer_of_stories_lists_ten_and_counts_the_rest() -> None:
    stories = tuple(
        made_up(title=f"Made up {n}", url=f"https://made.up/{n}", source="DVIDS") for n in range(14)
    )
    card = check(cards.answer_card(a_list(stories, "14 stories of 67 in the library.")))
    lines = (card.description or "").split("\n\n")
    assert lines[0] == "14 stories of 67 in the library."
    assert lines[1] == "1\\. **[Made up 0](https://made.up/0)**\ndate not stated · DVIDS"
    assert lines[10].startswith("10\\. ")
    assert len(lines) == 12
    assert lines[-1] == "and 4 more"


@pytest.mark.parametrize(
    "title", ["A *made-up* title", "Made up [Image 3 of 3]", "See http://made.up", "Made up 🎉"]
)
def test_a_title_that_cannot_be_a_links_label_stands_beside_its_link(title: str) -> None:
    card = check(cards.answer_card(a_list((made_up(title=title, url="https://made.up/1"),), None)))
    assert words(card.description or "", "bold") == title
    assert words(card.description or "", "link") == "open"


@ANYTHING
@given(MANY_STORIES, LINE, LINE, REPAIRS)
def test_any_list_of_stories_keeps_the_limits(
    stories: tuple[Story, ...], summary: str | None, asked: str | None, repairs: tuple[Repair, ...]
) -> None:
    answer = Answer("?", "stories", 0.5, None, stories=stories, summary=summary, repairs=repairs)
    check(cards.answer_card(answer, asked=asked))


@ANYTHING
@given(MANY_STORIES, st.integers(-3, 9), TEXT)
def test_any_page_of_stories_keeps_the_limits(stories: tuple[Story, ...], page: int, filters: str) -> None:
    check(cards.stories_page(stories, page, filters=filters))


def test_pages_hold_eight_stories_and_the_nearest_page_is_shown() -> None:
    stories = [made_up(title=f"Made up number {n}") for n in range(17)]
    assert [cards.page_count(n) for n in (0, 1, 8, 9, 17)] == [1, 1, 1, 2, 3]
    last = check(cards.stories_page(stories, 99, filters="Peru, 2025"))
    assert last.description == "Peru, 2025\n\n**Made up number 16**\ndate not stated"
    assert last.footer.text == "17 stories · page 3 of 3"
    assert cards.stories_page(stories, 0).to_dict() == cards.stories_page(stories, -4).to_dict()


def test_a_page_without_stories_says_so() -> None:
    assert check(cards.stories_page([], 0, filters="Oslo")).description == "Oslo\n\nNo story fits."


# No answer.


def test_no_answer_gives_the_reason_and_the_three_nearest_stories_once_each() -> None:
    passages = [a_passage("", "Made up.", "", id=f"{n // 2}", title=f"Made up {n // 2}") for n in range(8)]
    nearest = tuple(Match(passage, said, 0.1) for passage, said in passages)
    card = check(cards.no_answer_card(NoAnswer("?", "No release that I have says that.", nearest=nearest)))
    assert card.description == "No release that I have says that."
    assert [field.name for field in card.fields] == ["The nearest stories"]
    assert words(card.fields[0].value or "", "bold") == "Made up 0Made up 1Made up 2"


def test_no_answer_looks_quieter_than_an_answer() -> None:
    card = check(cards.no_answer_card(NoAnswer("?", "There is nothing to answer from.")))
    assert card.colour != cards.answer_card(an_answer("", "They met.", "")).colour
    assert not card.fields


@ANYTHING
@given(TEXT, LINE, MANY_STORIES, REPAIRS)
def test_any_no_answer_keeps_the_limits(
    reason: str, asked: str | None, stories: tuple[Story, ...], repairs: tuple[Repair, ...]
) -> None:
    whole = Span(0, 0)
    nearest = tuple(Match(Passage("p", story, 0, "fact", whole, (whole,)), whole, 0.1) for story in stories)
    check(cards.no_answer_card(NoAnswer("?", reason, nearest=nearest, repairs=repairs), asked=asked))


# What the buttons show.


def test_a_further_match_says_which_it_is() -> None:
    passage, _ = a_passage("They met. ", "They agreed.", " They left.")
    card = check(cards.match_card(passage, place=2, of=10))
    assert (card.description, card.footer.text) == ("They met. They agreed. They left.", "Match 2 of 10")


def test_the_context_is_the_passage_in_bold_between_its_neighbours() -> None:
    before, passage, after = (a_passage("", text, "")[0] for text in ("First.", "Second.", "Third."))
    card = check(cards.context_card(before, passage, after))
    assert (card.description, card.footer.text) == ("First.\n\n**Second.**\n\nThird.", None)
    assert check(cards.context_card(None, passage, after)).footer.text == "The release begins here."
    assert check(cards.context_card(before, passage, None)).footer.text == "The release ends here."
    assert check(cards.context_card(None, passage, None)).footer.text == "This is all that the release says."


@ANYTHING
@given(st.tuples(TEXT, TEXT, TEXT), st.tuples(st.booleans(), st.booleans()), KNOWN)
def test_any_context_and_any_match_keep_the_limits(
    texts: tuple[str, str, str], neighbours: tuple[bool, bool], known: dict[str, Any]
) -> None:
    before, passage, after = (a_passage("", text, "", **known)[0] for text in texts)
    check(cards.context_card(before if neighbours[0] else None, passage, after if neighbours[1] else None))
    card = check(cards.match_card(passage, place=10_000, of=1_000_000))
    check_slices(card.description or "", passage.text)


# Stories, the bot, the library.


def test_a_story_is_shown_with_its_facts_and_its_first_paragraph() -> None:
    text = "LIMA, Peru – They met.\n\nThey left."
    story = made_up(
        text,
        paragraphs=(Span(0, 22), Span(24, 34)),
        source="DVIDS",
        location="Peru",
        url="https://made.up/(1)",
    )
    card = check(cards.story_card(story, 1200))
    assert (card.title, card.description) == ("Made up", "LIMA, Peru – They met.")
    assert {field.name: field.value for field in card.fields} == {
        "Source": "DVIDS",
        "Date": "date not stated",
        "Place": "Peru",
        "Passages": "1,200",
        "Link": "[Read the release](https://made.up/%281%29)",
    }


@ANYTHING
@given(STORIES, TEXT)
def test_any_story_keeps_the_limits(story: Story, text: str) -> None:
    check(cards.story_card(story, 3))
    paragraph = made_up(
        text, paragraphs=(Span(0, len(text)),), title=story.title, author=story.author, url=story.url
    )
    check_slices(check(cards.story_card(paragraph, 10**9)).description or "", text)


@pytest.mark.parametrize(
    ("store_text", "told"), [(True, "I keep the words"), (False, "I do not keep the words")]
)
def test_about_says_what_is_known_and_kept_and_the_disclaimer(store_text: bool, told: str) -> None:
    card = check(
        cards.about_card(
            stories=2,
            newest=date(2025, 5, 12),
            disclaimer="A made-up line: no endorsement.",
            store_text=store_text,
        )
    )
    known, privacy = (field.value or "" for field in card.fields)
    assert known == "2 stories. The newest is from 12 May 2025."
    assert told in privacy
    assert privacy.count("\n") == 1
    assert card.footer.text == "A made-up line: no endorsement."


@ANYTHING
@given(TEXT)
def test_about_keeps_the_limits_and_an_empty_library_is_told(disclaimer: str) -> None:
    card = check(cards.about_card(stories=0, newest=None, disclaimer=disclaimer, store_text=False))
    assert card.fields[0].value == "No story yet: I have nothing to answer from."


def a_report(**known: object) -> LoadReport:
    return replace(
        LoadReport("be7009ef2019cafe", (), (), (), (), (), (), stories=1, passages=21, seconds=0.25, at=NOON),
        **known,
    )


def in_short(story: Story) -> Slug:
    return slug.of(volume(story, ()), 1)


def test_a_report_names_what_changed_and_why_a_file_was_refused() -> None:
    report = a_report(
        added=(in_short(PEACE),),
        changed=(Change(in_short(made_up()), in_short(PEACE), ("title", "date"), 2, 1),),
        removed=(in_short(made_up()),),
        withdrawn=(in_short(made_up()),),
        refused=(Refusal("a_b.txt", "The file is not text."),),
        kept=("a_b.txt",),
        held=("c.txt",),
        unchanged=3,
    )
    card = check(cards.report_card(report))
    assert card.description == (
        "1 story and 21 passages in service. Read in 0.2 s.\n3 stories are as before."
    )
    assert {field.name: words(field.value or "") for field in card.fields} == {
        "Added (1)": "Made-up talks end in Lima · 12 May 2025",
        "Changed (1)": "Made up (title, date, 2 passages new, 1 passage gone)",
        "Removed (1)": "Made up · date not stated",
        "Withdrawn (1)": "Made up · date not stated",
        "Refused (1)": "a_b.txt: The file is not text.",
        "Still answered from the last good copy (1)": "a_b.txt",
        "As an undo left them, until they change (1)": "c.txt",
    }


def test_a_report_of_nothing_says_so() -> None:
    card = check(cards.report_card(a_report(stories=0, passages=0)))
    assert card.description == (
        "There is nothing to answer from: no story is in service. Read in 0.2 s.\nNothing changed."
    )


def test_a_report_words_only_what_it_shows_of_very_many() -> None:
    beyond: Any = [None] * 5000  # cannot be worded
    report = a_report(added=(in_short(PEACE),) * 10 + tuple(beyond))
    assert cards.report_pages(report) == 501
    card = check(cards.report_card(report))
    (field,) = card.fields
    assert field.name == "Added (5,010)"
    assert len((field.value or "").splitlines()) == 10
    assert card.footer.text == "Edition be7009ef2019 · page 1 of 501"


def test_the_status_tells_what_is_in_service_and_what_could_not_be_read() -> None:
    edition: Any = SimpleNamespace(
        name="be7009ef2019cafe", slugs=(PEACE,), profiles=("a passage",), newest=date(2025, 5, 12)
    )
    first = "1 story and 1 passage in service. The newest story is from 12 May 2025.\n"
    assert check(cards.status_card(edition, None)).description == f"{first}No release has been read yet."
    good = check(cards.status_card(edition, a_report()))
    assert (good.description, good.footer.text) == (
        f"{first}Last read <t:{int(NOON.timestamp())}:R>. The last load read every file.",
        "Edition be7009ef2019",
    )
    bad = check(cards.status_card(edition, a_report(warnings=("There is no folder made-up.",))))
    assert {field.name: field.value for field in bad.fields} == {
        "Warnings (1)": "There is no folder made-up."
    }


@ANYTHING
@given(
    MANY_STORIES, st.lists(TEXT, max_size=2).map(lambda some: 6 * tuple(some)), st.integers(-2, 9), st.data()
)
def test_any_report_keeps_the_limits(
    stories: tuple[Story, ...], texts: tuple[str, ...], page: int, data: st.DataObject
) -> None:
    slugs = tuple(map(in_short, stories))
    what = data.draw(st.lists(st.sampled_from(("title", "date", "place", "file")), unique=True).map(tuple))
    changed = tuple(Change(one, one, what, 1_000_000, 1_000_000) for one in slugs)
    refused = tuple(Refusal(text, text) for text in texts)
    report = a_report(
        added=slugs,
        changed=changed,
        removed=slugs,
        withdrawn=slugs,
        kept=texts,
        held=texts,
        refused=refused,
        warnings=texts,
    )
    check(cards.report_card(report, page))
    edition: Any = SimpleNamespace(name="e" * 64, slugs=stories, profiles=(), newest=None)
    check(cards.status_card(edition, report))


@ANYTHING
@given(MANY_STORIES, st.lists(TEXT, max_size=2).map(lambda some: 6 * tuple(some)), TEXT)
def test_any_draft_and_any_log_keep_the_limits(
    stories: tuple[Story, ...], texts: tuple[str, ...], text: str
) -> None:
    slugs = tuple(map(in_short, stories))
    draft = Draft(stories, slugs, texts, slugs, slugs)
    check(cards.draft_card(Offer(b"", text, draft)))
    printed = [
        Printed(number, "e" * 64, NOON, Occasion(text, text), 4 * texts, number) for number in range(7)
    ]
    for page in range(3):
        check(cards.log_card(printed, page))


# Labels, escapes, cuts, addresses.


def test_a_choice_is_cut_at_a_word_and_tells_the_year() -> None:
    story = made_up(title="Made-up talks " * 20, date=StoryDate(date(2025, 5, 12), "posted"))
    assert cards.title_choice(story) == "Made-up talks " * 6 + "Made-up… (2025)"
    assert cards.title_choice(made_up(title=" \u200b ")) == "Untitled release"


@ANYTHING
@given(STORIES)
def test_any_choice_keeps_the_limits(story: Story) -> None:
    assert 1 <= units(cards.title_choice(story).strip()) <= 100
    assert "\n" not in cards.title_choice(story)


@ANYTHING
@given(TEXT)
def test_what_is_escaped_reads_as_it_was_written(text: str) -> None:
    assert words(cards.escape(text)) == clean(text)
    assert plain(text).replace(BREAK, "") == one_line(text)


@ANYTHING
@given(TEXT, TEXT)
def test_cleaning_the_parts_cleans_the_whole(first: str, second: str) -> None:
    assert clean(first) + clean(second) == clean(first + second)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]",
        clean(first).replace("\u200c", "").replace("\u200d", ""),
    )


@ANYTHING
@given(TEXT, st.integers(0, 300))
def test_a_cut_keeps_its_room_and_leaves_a_beginning_or_an_end(text: str, room: int) -> None:
    escaped, whole = cards.escape(text), clean(text)
    first, last = limits.head(escaped, room), limits.tail(escaped, room)
    assert max(units(first), units(last)) <= room
    if units(escaped) <= room:
        assert first == last == escaped
    elif room:
        assert first.endswith("…")
        assert last.startswith("…")
        assert whole.startswith(unescaped(first[:-1]))
        assert whole.endswith(unescaped(last[1:]))


def unescaped(markdown: str) -> str:
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown).replace(BREAK, "")


@pytest.mark.parametrize(
    "part", [*"*:@\\[ .1\n", ":a", "1. ", "@every", " \n", "https://", "a-", "<t:", "\u0301"]
)
def test_large_texts_are_escaped_and_cut(part: str) -> None:
    text = part * (100_000 // len(part))
    assert unescaped(cards.escape(text)) == text
    assert units(limits.head(cards.escape(text), 4096)) <= 4096
    assert units(limits.tail(cards.escape(text), 4096)) <= 4096
    assert units(plain(text)) <= 2 * len(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.dvidshub.net/news/497721",
        "http://made.up:8080/a?b=c#d",
        "HTTPS://MADE.UP",
        "https://xn--e1afmkfd.up",
    ],
)
def test_plain_addresses_are_linked(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "made.up",
            "javascript:alert(1)",
            "ftp://made.up",
            "//made.up",
            "https://",
            "https://localhost",
        ),
        *(
            "https://made.up/a b",
            "https://made.up/\n",
            "https://made.up/<x>",
            "https://made.up/]x",
            "https://a@made.up",
        ),
        *(
            "https://127.0.0.1",
            "https://made..up",
            "https://-made.up",
            "https://mädé.up",
            f"https://made.up/{'a' * 500}",
        ),
        *("https://made.up\\@evil.up", f"https://made.up/{'(' * 200}", "https://made.up/\u202e"),
    ],
)
def test_odd_addresses_are_not_linked(url: str) -> None:
    assert web_address(url) is None
    card = check(cards.answer_card(an_answer("", "They met.", "", url=url)))
    assert card.url is None
