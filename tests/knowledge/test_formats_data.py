"""The DVIDS API, JSON Feed, RSS and Atom; what they say in here is made up."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats import Refused, read
from knowledge.records import Story

ASSET = {
    "id": "news:700123",
    "title": "Crews cross the made-up lake",
    "body": "<p>CAMP MARROW, Nowhere &ndash; Three hundred crews crossed.</p><p>It rained.</p>",
    "keywords": "rafts, lakes",
    "date": "2020-02-01T00:00:00Z",
    "date_published": "2020-02-03T12:00:00Z",
    "unit_name": "12th Ferry Battalion",
    "credit": [{"id": 7, "name": "Juniper Vale", "rank": "SPC", "url": "x"}],
    "location": {"city": "Camp Marrow", "state": "Nowhere", "country": "US"},
    "url": "https://www.dvidshub.net/news/700123",
    "a_field_of_next_year": {"deep": [1]},
}
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Fort Crumb News",
    "items": [
        {
            "id": "a-1",
            "title": "One",
            "content_html": "<p>It froze.</p>",
            "date_published": "2020-02-03",
        },
        {
            "id": 2,
            "title": "Two",
            "content_text": "It rained.\n\nIt snowed.",
            "authors": [{"name": "Odd Finch"}],
        },
        {"id": "a-3", "title": "No text"},
        "no item",
    ],
}
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Fort Crumb News</title>
<item><title>Crews cross</title><link>https://www.dvidshub.net/news/700123/crews</link>
<description>&lt;p&gt;Three hundred crews &lt;b&gt;crossed&lt;/b&gt; the lake.&lt;/p&gt;</description>
<pubDate>Mon, 03 Feb 2020 16:52 EST</pubDate><category>rafts</category></item>
<item><title>Rain</title><link>https://example.org/rain</link><description>It rained.</description></item>
<item><title></title><link></link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Fort Crumb News</title><entry>
<title>Crews cross</title><link href="https://example.org/1"/><id>urn:1</id>
<author><name>Juniper Vale</name></author>
<published>2020-02-03T12:00:00Z</published><updated>2020-02-05T12:00:00Z</updated>
<content type="html">&lt;p&gt;The crews slept.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</content>
</entry></feed>"""


def of(said: object) -> tuple[Story, ...]:
    return read((said if isinstance(said, str) else json.dumps(said)).encode(), "folder/data.txt")


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


def test_an_asset_of_the_dvids_api() -> None:
    [story] = of({"results": ASSET})
    assert (story.id, story.title) == ("700123", "Crews cross the made-up lake")
    assert (story.source, story.author) == ("DVIDS, 12th Ferry Battalion", "SPC Juniper Vale")
    assert story.location == "Camp Marrow, Nowhere, US"
    assert story.url == "https://www.dvidshub.net/news/700123"
    assert story.date is not None
    assert (story.date.day, story.date.origin) == (date(2020, 2, 3), "posted")
    assert paragraphs(story) == ["CAMP MARROW, Nowhere – Three hundred crews crossed.", "It rained."]
    assert not story.exact


def test_a_search_of_the_dvids_api_is_several_stories() -> None:
    found = [
        {
            "id": "news:1000001",
            "title": "One",
            "short_description": "The crews slept.",
            "city": "LIMA",
            "country": "PE",
        },
        {"id": "news:1000002", "title": "Two", "short_description": "It rained.", "credit": "Courtesy"},
        {"id": "news:1000003", "title": "Three", "short_description": None},
        {"id": "news:1000004", "title": {"odd": 1}, "short_description": "It snowed."},
    ]
    one, two = of({"page_info": {"total_results": 4}, "results": found})
    assert (one.id, one.location, paragraphs(one)) == ("1000001", "LIMA, PE", ["The crews slept."])
    assert (two.id, two.author) == ("1000002", "Courtesy")


def test_a_json_feed() -> None:
    one, two = of(FEED)
    assert (one.id, one.title, one.source) == ("a-1", "One", "Fort Crumb News")
    assert len(paragraphs(one)) == 1
    assert one.date is not None
    assert one.date.day == date(2020, 2, 3)
    assert (two.id, two.author, paragraphs(two)) == ("2", "Odd Finch", ["It rained.", "It snowed."])


def test_rss() -> None:
    one, two = of(RSS)
    assert (one.id, one.title, one.source) == ("700123", "Crews cross", "Fort Crumb News")
    assert paragraphs(one) == ["Three hundred crews crossed the lake."]
    assert one.date is not None
    assert one.date.day == date(2020, 2, 3)
    assert "16:52 EST" in one.text
    assert (two.title, two.date, paragraphs(two)) == ("Rain", None, ["It rained."])
    assert two.id != one.id


def test_atom() -> None:
    [story] = of(ATOM)
    assert (story.title, story.author, story.url) == ("Crews cross", "Juniper Vale", "https://example.org/1")
    assert paragraphs(story) == ["The crews slept."]
    assert "x()" not in story.text


@pytest.mark.parametrize("odd", ["<content >", "<content/>", '<content src="x"/>', "<summary></summary>"])
def test_an_entry_with_an_empty_text_is_passed_over(odd: str) -> None:
    with_odd = ATOM.replace("</feed>", f"<entry><title>Odd</title>{odd}</entry></feed>")
    assert [story.title for story in of(with_odd)] == ["Crews cross"]


def test_an_entry_that_is_made_to_take_long_keeps_no_other_from_being_read() -> None:
    endless = "<div>" * 20_000
    entry = f"<entry><title>Odd</title><content type='html'>{endless.replace('<', '&lt;')}</content></entry>"
    assert [story.title for story in of(ATOM.replace("</feed>", f"{entry}</feed>"))] == ["Crews cross"]
    items = [{"title": "Odd", "body": endless}, ASSET]
    assert [story.title for story in of({"results": items})] == [ASSET["title"]]
    items = [{"title": "Odd", "content_html": endless}, *FEED["items"][:1]]
    assert [story.title for story in of({**FEED, "items": items})] == ["One"]


def test_ids_of_entries_stay_when_others_come_before_them() -> None:
    item = (
        "<item><title>New</title><link>https://example.org/new</link><description>Ice.</description></item>"
    )
    before = {story.title: story.id for story in of(RSS)}
    after = {story.title: story.id for story in of(RSS.replace("<item>", item + "<item>", 1))}
    assert before.items() < after.items()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"results": []}, "without any item"),
        ({"results": [{"title": "x"}]}, "no item has a text"),
        ({"version": FEED["version"], "items": []}, "no item has a text"),
        ({"some": "json"}, "no form that is known"),
        ([{"some": "json"}], "no form that is known"),
        ({"errors": [{"message": "api_key is invalid"}]}, "no form that is known"),
        ("<rss><channel><title>x</title></channel></rss>", "no entry has a text"),
        ("<rss><channel><item><tit", "cannot be read to its end"),
        (RSS.replace("<rss", '<!DOCTYPE a [<!ENTITY b "c">]><rss'), "defines entities"),
        ("<?xml version='1.0'?><newsItem>words</newsItem>", "no form that is known"),
    ],
)
def test_data_without_a_release_is_refused(said: object, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        of(said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.sampled_from(list(ASSET)), one, max_size=5),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(ASSET)), JSON))
def test_any_item_is_read_or_refused(item: dict[str, Any]) -> None:
    for said in ({"results": {**ASSET, **item}}, {"results": [item]}, {**FEED, "items": [item]}):
        try:
            stories = of(said)
        except Refused:
            continue
        assert all(paragraphs(story) for story in stories)


@pytest.mark.parametrize(
    "text", ['{"a":' * 20_000, "[" * 100_000, "{" * 100_000, "<rss>" * 20_000, "<feed " * 20_000]
)
def test_a_long_file_takes_no_long_time(text: str) -> None:
    with pytest.raises(Refused):
        of(text)
