"""HTML pages; those in here are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats import Refused, read
from knowledge.records import Story

LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Crews cross the made-up lake",
"datePublished": "2020-02-03T12:00:00-05:00", "dateModified": "2020-02-05",
"author": [{"@type": "Person", "name": "Juniper Vale"}, {"name": "Odd Finch"}],
"publisher": {"name": "Fort Crumb News"}, "mainEntityOfPage": {"@id": "https://example.org/news/1"}}]}</script>"""
META = """<meta property="og:title" content="Crews cross the made-up lake"><meta property="og:site_name"
content="Fort Crumb News"><meta property="article:published_time" content="2020-02-03"><meta name="author"
content="Juniper Vale"><link rel="canonical" href="https://example.org/news/1">"""
BODY = """<body><nav><ul><li><a href="/">Home</a></li><li>News</li></ul></nav>
<div class="cookie-consent">We use cookies. <button>Accept</button></div>
<header><h1>Crews cross the made-up lake</h1></header>
<main><article><p>CAMP MARROW, Nowhere &ndash; Three hundred
crews crossed the <b>made-up</b> lake in <i>nine</i> days.</p>
<p>&ldquo;Nobody heard us,&rdquo; said Maj. Quill.</p>
<script>alert("x")</script><ul><li>One raft</li><li>Two boats</li></ul><div class="share-bar">Share on X</div>
<aside>Read also: cats</aside><p>A first line.<br>A second line.<br><br>A third
line, which runs<br>on.</p></article></main><footer>Contact us</footer></body>"""
PARAGRAPHS = [
    "CAMP MARROW, Nowhere – Three hundred crews crossed the made-up lake in nine days.",
    "“Nobody heard us,” said Maj. Quill.",
    "One raft",
    "Two boats",
    "A first line.",
    "A second line.",
    "A third line, which runs on.",
]


def of(text: str, file: str = "page.txt") -> Story:
    [story] = read(text.encode(), file)
    return story


def paragraphs(story: Story) -> list[str]:
    return [span.of(story.text) for span in story.paragraphs]


@pytest.mark.parametrize("head", [LINKED, META])
def test_a_page_says_what_it_is(head: str) -> None:
    story = of(f"<!DOCTYPE html><html><head><title>Lake | Crumb</title>{head}</head>{BODY}</html>")
    assert (story.title, story.source) == ("Crews cross the made-up lake", "Fort Crumb News")
    assert story.author is not None
    assert story.author.startswith("Juniper Vale")
    assert story.url == "https://example.org/news/1"
    assert story.date is not None
    assert (story.date.day, story.date.origin) == (date(2020, 2, 3), "posted")
    assert not story.exact


def test_the_article_is_read_without_what_stands_around_it() -> None:
    story = of(f"<html><head>{LINKED}</head>{BODY}</html>")
    assert paragraphs(story) == PARAGRAPHS
    for odd in ("cookie", "Accept", "Home", "alert", "Share", "cats", "Contact", "<", "NewsArticle"):
        assert odd not in story.text


def test_a_page_that_says_nothing_of_itself_has_its_heading_for_a_title() -> None:
    story = of(f"<html>{BODY}</html>")
    assert story.title == "Crews cross the made-up lake"
    assert story.date is None


def test_an_article_that_stands_only_in_the_data_is_read_from_there() -> None:
    said = (
        '{"@type": "Article", "headline": "Lake", "articleBody": "One <b>bold</b> crew slept.<p>It rained."}'
    )
    story = of(
        f'<html><script type="application/ld+json">{said}</script><body><div id=app></div></body></html>'
    )
    assert paragraphs(story) == ["One bold crew slept.", "It rained."]


def test_a_dvids_page_keeps_its_rights() -> None:
    rights = (
        '<h4 class="public-domain"> PUBLIC DOMAIN &nbsp; </h4><p class="copyright_info">This work, Lake.</p>'
    )
    story = of(
        f"<html><head>{META}</head><body><article><p>{'The crews slept. ' * 9}</p></article>{rights}</body>"
    )
    assert {fact.name: fact.value for fact in story.facts}["rights"] == "PUBLIC DOMAIN"
    assert {fact.name: fact.value for fact in story.facts}["credit"] == "This work, Lake."


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[[[[[[[[[[[[[]]]]]]]]]]]]]",
        '{"@type": 7}',
        '{"@type": ["NewsArticle"], "headline": {"a": 1}}',
        "null",
        "[" * 5000,
    ],
)
def test_odd_data_is_passed_over(said: str) -> None:
    story = of(f'<html><script type="application/ld+json">{said}</script>{BODY}</html>')
    assert paragraphs(story) == PARAGRAPHS


def test_hidden_signs_in_entities_are_taken_out() -> None:
    story = of(
        "<html><body><article><p>The crews&#x202e; slept&#7; on the made-up lake.</p></article></body></html>"
    )
    assert paragraphs(story) == ["The crews slept on the made-up lake."]
    assert story.notes


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<!doctype html><nav>Home</nav>", "<html><form>a</form>"]
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(Refused, match="without an article"):
        of(page)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Access Denied", "You do not have permission."),
        ("404 Not Found | Fort Crumb", "nginx"),
        ("Error 503: Service Unavailable", "Try again."),
        ("Just a moment...", "Checking the browser."),
        ("Sign in", "Sign in to go on."),
        ("Index of /releases", "Parent Directory"),
        ("Fort Crumb News", "Please enable JavaScript to see the page."),
        ("Fort Crumb News", "Your support ID is: 123"),
    ],
)
def test_what_a_server_says_in_place_of_a_page_is_refused(title: str, body: str) -> None:
    with pytest.raises(Refused, match="does not show a page"):
        of(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{body}</p></body></html>")


@pytest.mark.parametrize(
    "title",
    [
        "500 Soldiers sail", "404th Brigade sails", "Access denied: how keepers close the made-up lake",
        "Forbidden city visited", "Security checks begin", "Sign in the harbor found",
    ],
)  # fmt: skip
def test_a_title_like_that_of_a_fault_is_one(title: str) -> None:
    more = "The crews of the made-up lake slept on. " * 20
    story = of(f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{more}</p></body></html>")
    assert story.title == title


@given(st.text(max_size=200))
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        story = of(f"<html><body><p>{text}</p></body></html>")
    except Refused:
        return
    assert paragraphs(story)


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>a", "<b>", "<li>x<ul>", "<!--", "<a href='", "&#x202e;", "<br>", "<table><tr><td>"]
)
def test_a_long_page_takes_no_long_time(piece: str) -> None:
    try:
        of("<html><body><p>Some words first.</p>" + piece * (100_000 // len(piece)))
    except Refused:
        return


def test_a_page_that_nests_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="nest in each other without end"):
        of("<html><body>" + "<div>" * 1_000_000)
