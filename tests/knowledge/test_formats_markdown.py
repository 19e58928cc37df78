"""Markdown below front matter; the releases in here are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats import Refused, read
from knowledge.passages import passages
from knowledge.records import Story

FRONT = """---
title: "Crews cross the made-up lake"
date: 2020-02-03
source: Fort Crumb News
author: Juniper Vale
location: Camp Marrow
url: https://example.org/news/7
id: 700123
tags: [rafts, lakes]
language: en
---
"""
PLAIN = (
    "CAMP MARROW, Nowhere – Three hundred crews crossed the lake.\n\n“Nobody heard us,” said Maj. Quill.\n"
)


def of(text: str) -> Story:
    [story] = read(text.encode(), "lake.md")
    return story


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


def test_front_matter_names_the_story() -> None:
    story = of(FRONT + "\n" + PLAIN)
    assert (story.id, story.title, story.source) == (
        "700123",
        "Crews cross the made-up lake",
        "Fort Crumb News",
    )
    assert (story.author, story.location) == ("Juniper Vale", "Camp Marrow")
    assert story.url == "https://example.org/news/7"
    assert story.date is not None
    assert (story.date.day, story.date.origin) == (date(2020, 2, 3), "front matter")


def test_plain_markdown_is_the_file_as_it_stands() -> None:
    text = FRONT + "\n" + PLAIN
    story = of(text)
    assert story.exact
    assert story.text == text
    assert paragraphs(story) == PLAIN.strip().split("\n\n")
    facts = {fact.name: fact.span.of(text) for fact in story.facts}
    assert facts["posted"] == "date: 2020-02-03"
    assert facts["byline"] == "author: Juniper Vale"
    assert facts["title"] == 'title: "Crews cross the made-up lake"'


def test_lists_and_headings_lose_their_marks() -> None:
    story = of(FRONT + "# The crossing\n\n- one raft\n- two boats\n\n> A keeper counted them.\n")
    assert story.exact
    assert paragraphs(story) == ["The crossing", "one raft", "two boats", "A keeper counted them."]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Three hundred\ncrews crossed.", "Three hundred crews crossed."),
        ("The **made-up** [lake](https://example.org/x) froze.", "The made-up lake froze."),
        ("The crew of *USS Nowhere* slept.", "The crew of USS Nowhere slept."),
        ("![a raft](raft.png) The raft sank.", "a raft The raft sank."),
        ("A <b>bold</b> crew.<br>It slept.", "A bold crew.It slept."),
        ("Run `row` twice.", "Run row twice."),
    ],
)
def test_marks_and_wrapped_lines_are_taken_out(body: str, shown: str) -> None:
    story = of(FRONT + body)
    assert not story.exact
    assert paragraphs(story) == [shown]
    assert "Date Posted: 2020-02-03" in story.text


@pytest.mark.parametrize(
    "body", ["It cost 5 * 3 dollars.", "A note* of a keeper.", r"Where $\alpha$ is small.", "a_b_c"]
)
def test_what_only_looks_like_a_mark_stays(body: str) -> None:
    story = of(FRONT + body)
    assert story.exact
    assert paragraphs(story) == [body]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_line_end(end: str) -> None:
    story = of((FRONT + "\n" + PLAIN).replace("\n", end))
    assert paragraphs(story) == PLAIN.strip().split("\n\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: x\n\nBody without an end of the front matter.", "no line closes it"),
        ("---\ntitle: [x\n---\nBody.", "front matter cannot be read: line 3"),
        ("---\n- a\n- b\n---\nBody.", "no list of names and values"),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nBody.", "a tag"),
        ("---\na: &a [x]\nb: *a\n---\nBody.", "an alias"),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nBody.", "an alias"),
        ("---\ntitle: x\ntitle: y\n---\nBody.", "twice"),
        ("---\ntitle: x\n---\n\n***\n", "no text below it"),
        ("---\n" + "a: b\n" * 9000 + "---\nBody.", "longer than 20,000 characters"),
        ("---\n" + "a: b\n" * 9000 + "Body.", "no line closes it"),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        of(text)


def test_front_matter_that_says_nothing_is_no_harm() -> None:
    story = of("---\n---\nA made-up line of text that says something.")
    assert paragraphs(story) == ["A made-up line of text that says something."]
    assert story.id == "lake"


def test_what_the_front_matter_means_is_told_and_no_more() -> None:
    story = of(
        "---\ntitle: >\n  Crews cross\ndate: 2020-02-03 # a guess\nauthor: {name: Nobody}\n"
        "location: 'Camp Marrow'\ntags: [rafts, lakes]\nid: \"70\\x30123\"\n---\nA made-up line.\n"
    )
    assert (story.title, story.author, story.location, story.id) == (
        "Crews cross",
        None,
        "Camp Marrow",
        "700123",
    )
    assert story.date is not None
    assert story.date.day == date(2020, 2, 3)
    told = {fact.name: (fact.value, fact.span.of(story.text)) for fact in story.facts}
    assert told == {
        "posted": ("2020-02-03", "date: 2020-02-03"),
        "location": ("Camp Marrow", "location: 'Camp Marrow'"),
        "topics": ("rafts, lakes", "tags: [rafts, lakes]"),
    }


@pytest.mark.parametrize("value", ["../../etc/passwd", "a b", "<@1>", "x" * 65, "javascript:alert(1)"])
def test_an_odd_id_or_address_is_none(value: str) -> None:
    story = of(f"---\nid: {value!r}\nurl: {value!r}\n---\nA made-up line.")
    assert story.id == "lake"
    assert story.url is None


@given(st.text(max_size=300))
def test_any_body_is_read_or_refused(body: str) -> None:
    try:
        story = of(FRONT + body)
    except Refused:
        return
    for one in passages(story):
        assert one.text
        assert "\n" not in one.text


@pytest.mark.parametrize(
    "piece", ["*a", "[a](", "`", "> ", "- ", "![", "<b>", "_a_", "| a ", "#", "&amp;", "\\"]
)
def test_a_long_body_takes_no_long_time(piece: str) -> None:
    assert of(FRONT + "Words first.\n\n" + piece * (100_000 // len(piece)) + " end").paragraphs
