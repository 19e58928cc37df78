"""What an answer is made of: every passage is a slice of its story, cut where a reader would cut."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.formats import Refused, read
from knowledge.passages import opening, passages
from knowledge.records import Passage, Story

Release = Callable[..., str]

LONGEST = 1500
FOOTER = (
    "NEWS INFO Date Taken: 02.01.2020 Date Posted: 02.03.2020 12:00 Story ID: 810009 Location: US "
    "Web Views: 4 Downloads: 2 PUBLIC DOMAIN This work, Made-up, by SPC Juniper Vale, identified by DVIDS, "
    "must comply with the restrictions shown on https://www.dvidshub.net/about/copyright."
)
LINES = st.sampled_from(
    [
        "CAMP MARROW, Nowhere – Crews crossed the lake, June 6-10.",
        "“Nobody heard us,” said Lt. Col. Mara Quill.",
        "“It was never closed, said Maj. Odd Finch.",
        '"Straight quotes," Vale said. "And more."',
        "By Nell Barley, Fort Crumb Public Affairs, March 3, 2021",
        "FOR IMMEDIATE RELEASE",
        "Department of Justice",
        "A sentence. " * 150,
        "word " * 700,
        "x" * 4000,
        "a" + " " * 3500 + "b",
        "“" * 1300 + "said Ada Vane",
        "",
        "   ",
        "***",
        FOOTER,
    ]
)
RELEASES = st.one_of(
    st.text(),
    st.tuples(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\n\n\n\n", " "])).map(
        lambda made: made[1].join(made[0])
    ),
    st.lists(LINES | st.text(), max_size=6).map("\n\n".join),
)


def check(story: Story, parts: tuple[Passage, ...]) -> None:
    """Fail where a passage is not what the design says it is."""
    place = 0
    for number, one in enumerate(parts):
        assert one.number == number
        assert place <= one.span.start < one.span.end <= len(story.text)
        assert one.text == story.text[one.span.start : one.span.end]
        assert one.text.strip()
        assert not set("\r\n") & set(one.text)
        assert len(one.text) <= LONGEST
        assert (one.fact is not None) == (one.kind == "fact")
        assert (one.speaker is not None) == (one.kind == "quote")
        check_sentences(one)
        place = one.span.end
    assert len({one.id for one in parts}) == len(parts)


def check_sentences(passage: Passage) -> None:
    """Fail where the sentences of a passage do not part it."""
    text, place = passage.story.text, passage.span.start
    assert passage.sentences
    for sentence in passage.sentences:
        assert place <= sentence.start < sentence.end <= passage.span.end
        assert not text[place : sentence.start].strip()
        place = sentence.end
    assert not text[place : passage.span.end].strip()


def check_all_told(story: Story, parts: tuple[Passage, ...]) -> None:
    """Fail where words of a paragraph stand in no passage."""
    told = {place for one in parts for place in range(one.span.start, one.span.end)}
    for paragraph in story.paragraphs:
        for place in range(paragraph.start, paragraph.end):
            assert place in told or story.text[place].isspace()


def of(text: str, file: str = "made-up.txt") -> tuple[Passage, ...]:
    return passages(read(text.encode(), file)[0])


def test_passages_of_the_stories_in_the_repository(stories: tuple[Story, ...]) -> None:
    for story in stories:
        parts = passages(story)
        check(story, parts)
        check_all_told(story, parts)


def test_passages_of_the_bench(bench: Edition) -> None:
    for story in bench.stories:
        check(story, bench.passages_of(story.id))
        check_all_told(story, bench.passages_of(story.id))


@settings(deadline=None, max_examples=150)
@given(RELEASES)
def test_passages_of_any_text(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    try:
        story = read(raw, "any.txt")[0]
    except Refused:
        return
    check(story, passages(story))
    check_all_told(story, passages(story))


def test_facts_and_paragraphs_come_in_reading_order(release: Release) -> None:
    parts = of(release("The first paragraph of two.", "The second paragraph of two."))
    assert [one.kind for one in parts[:2]] == ["paragraph", "paragraph"]
    facts = [one.fact for one in parts[2:]]
    assert facts == ["taken", "posted", "story id", "location", "views", "downloads", "rights", "credit"]


LONG = "The keepers of the light have counted every ship that passed the point since the tower was built."


@pytest.mark.parametrize(
    ("line", "below", "kind"),
    [
        ("About the Gull Point Light", LONG, "heading"),
        ("Ships counted in the year:", LONG, "heading"),
        ("First Stop – Fort Crumb, Nowhere", LONG, "heading"),
        ("About the Gull Point Light", "Few ships came.", "paragraph"),
        ("The lamp burned oil until 1911", LONG, "paragraph"),
        ("The Lamp Burned Oil.", LONG, "paragraph"),
        ("1,440", LONG, "paragraph"),
        (LONG.title().rstrip("."), LONG, "paragraph"),
    ],
)
def test_a_heading_is_a_short_line_of_capitals_above_a_paragraph(
    release: Release, line: str, below: str, kind: str
) -> None:
    parts = of(release("An opening paragraph.", line, below))
    assert next(one.kind for one in parts if one.text == line) == kind


def test_a_line_that_ends_as_no_sentence_does_not_open_a_story(release: Release) -> None:
    told = of(release(LONG.rstrip("."), LONG, LONG))
    story = told[0].story
    assert told[opening(story, told)].text == LONG
    unended = of(release(LONG.rstrip("."), "It rained.", number="810003"))
    assert unended[opening(unended[0].story, unended)].text == LONG.rstrip(".")


def test_a_fact_is_shown_with_its_label(release: Release) -> None:
    by_name = {one.fact: one.text for one in of(release("The only paragraph here.", number="810002"))}
    assert by_name["story id"] == "Story ID: 810002"
    assert by_name["posted"] == "Date Posted: 02.03.2020 12:00"
    assert by_name["views"] == "Web Views: 4"
    assert by_name["rights"] == "PUBLIC DOMAIN"


def test_ids_are_the_same_over_two_reads(stories: tuple[Story, ...]) -> None:
    for story in stories:
        again = read(story.text.encode(), story.file)[0]
        assert [one.id for one in passages(again)] == [one.id for one in passages(story)]


def test_ids_stay_when_another_paragraph_is_added(release: Release) -> None:
    before = of(release("The crews slept.", "The fog rose."))
    after = of(release("The crews slept.", "A new paragraph.", "The fog rose."))
    assert {one.id for one in before} < {one.id for one in after}


def test_the_same_words_in_two_stories_are_two_passages(release: Release) -> None:
    one = of(release("The crews slept well.", number="810003"))
    other = of(release("The crews slept well.", number="810004"))
    assert one[0].text == other[0].text
    assert not {passage.id for passage in one} & {passage.id for passage in other}


def test_the_same_words_twice_in_a_story_are_two_passages(release: Release) -> None:
    parts = of(release("The fog rose.", "The crews slept.", "The fog rose."))
    assert parts[0].text == parts[2].text
    assert parts[0].id != parts[2].id


def test_a_long_paragraph_is_cut_between_sentences(release: Release) -> None:
    sentence = "Raft number {} of the made-up battalion crossed the lake with its load of timber and salt."
    paragraph = " ".join(sentence.format(number) for number in range(60))
    parts = [one for one in of(release(paragraph)) if one.kind != "fact"]
    assert len(parts) > 3
    assert all(one.text.startswith("Raft number") and one.text.endswith("salt.") for one in parts)
    assert " ".join(one.text for one in parts) == paragraph


def test_a_paragraph_that_can_be_read_stays_whole(release: Release) -> None:
    paragraph = "A sentence of the made-up kind. " * 30
    parts = [one for one in of(release(paragraph.strip())) if one.kind != "fact"]
    assert [one.text for one in parts] == [paragraph.strip()]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("“Nobody on the far bank heard us,” said Lt. Col. Mara Quill, the commander.", "Mara Quill"),
        ("“I was seasick, on a lake,” Spc. Juniper Vale said. “Put that in.”", "Juniper Vale"),
        ("“We counted all of them twice,” Quill continued. “None was lost.”", "Quill"),
        ('"The mill stood idle for years," explained Mayor Ansel Pike of Mosley.', "Ansel Pike"),
        (
            "“The crews did all this by themselves, said Capt. Idris Penn, and closed no quotation.",
            "Idris Penn",
        ),
        ("A compass that points at its owner is of no use, said U.S. Attorney Verity Stone.", "Verity Stone"),
        ("“The lake is our best teacher,” Sgt. 1st Class Ada Vane told the visitors.", "Ada Vane"),
        ("“El puente es de todos”, dijo el alcalde del pueblo, Tobías Corral.", "Tobías Corral"),
        ("«No hace falta que venga nadie», señaló la alcaldesa Nuria Vega ante todos.", "Nuria Vega"),
        ("“Es un orgullo”, afirmó el rector de la Universidad Nacional del Lago, Ana Prado.", "Ana Prado"),
        (
            "“Hemos trabajado mucho”, dijo el general de brigada Tomás Hierro, jefe del cuartel.",
            "Tomás Hierro",
        ),
        ("La profesora Ana Prado explicó: «Ninguna abeja volvió a la colmena».", "Ana Prado"),
    ],
)
def test_the_speaker_of_a_quotation(release: Release, words: str, speaker: str) -> None:
    quote = of(release(words))[0]
    assert quote.kind == "quote"
    assert quote.speaker is not None
    assert quote.speaker.endswith(speaker)


@pytest.mark.parametrize(
    "words",
    [
        "The crews crossed the lake in a single night.",
        "The exercise is called “Quiet Oar” and takes five days.",
        "Nobody of the far bank said a word about the noise.",
        "They explained the plan to Mayor Ansel Pike.",
        "El alcalde dijo que no habrá ruido por la noche.",
    ],
)
def test_a_paragraph_that_quotes_nobody(release: Release, words: str) -> None:
    paragraph = of(release(words))[0]
    assert paragraph.kind == "paragraph"
    assert paragraph.speaker is None
