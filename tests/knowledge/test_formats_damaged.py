"""Good files of every form, damaged: cut off, with bits turned over, doubled, put into each other.

All are made up.
"""

import functools
import json
from collections.abc import Mapping
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.formats import Refused, read

from .documents import pdf, word
from .invariants import check

_MADE_UP = Path(__file__).resolve().parent / "made_up"
_WORDS = [
    "Crews cross the made-up lake",
    "By SPC Juniper Vale, Feb. 3, 2020",
    "The crews “slept”.",
    "It rained.",
]
_MARKUP = "".join(f"<p>{words} &ndash; <b>really</b>.</p>" for words in _WORDS)
_SAID = {
    "@type": "NewsArticle", "headline": _WORDS[0], "datePublished": "2020-02-03", "articleBody": _MARKUP,
    "author": [{"name": "Juniper Vale"}],
}  # fmt: skip
_ITEM = {
    "id": "news:700123", "title": _WORDS[0], "body": _MARKUP, "date": "2020-02-01", "keywords": "a, b",
    "credit": [{"name": "Juniper Vale", "rank": "SPC"}], "location": {"city": "Camp Marrow", "country": "US"},
}  # fmt: skip
_RSS = (
    "<?xml version='1.0'?><rss><channel><title>Made up</title><item><title>One</title><link>https://example.org"
    f"</link><description><![CDATA[{_MARKUP}]]></description><pubDate>Mon, 03 Feb 2020 16:52 EST</pubDate>"
    "</item></channel></rss>"
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Made up</title><entry><title>One</title><id>urn:1</id>'
    '<content type="html">&lt;p&gt;The crews slept.&lt;/p&gt;</content></entry></feed>'
)
_MARKDOWN = (
    '---\ntitle: "Crews cross"\ndate: 2020-02-03\ntags: [a, b]\n---\n\n# The lake\n\nThe **made-up** [crews]'
    "(https://example.org) slept\non.\n\n- one\n- two\n\n> It rained.\n\n| a | b |\n|---|---|\n| c | d |\n"
)
_JUSTICE = (
    "Department of Justice\nOffice of Public Affairs\n\nFOR IMMEDIATE RELEASE\nThursday, March 30, 2017\n\n"
    "A made-up title\n\nA baker paid.\n\nTopic(s): Bread\nPress Release Number: 17-001\n"
)
_PRINTED = (
    "Lake\n13th Public Affairs Detachment\nStory by Sgt. Ann Lee\nDate: 07.21.2016\n"
    "Posted: 07.22.2016 15:38\nNews ID: 205109\nLake\nCAMP MARROW, Nowhere - The made-up crews slept.\n"
)


@functools.cache
def good() -> Mapping[str, bytes]:
    """Return a good file of each form; documents take a while to be made."""
    texts = {
        **{path.name: path.read_text(encoding="utf-8") for path in sorted(_MADE_UP.glob("*.txt"))},
        "page": f"<!doctype html><html><head><title>Lake</title></head><body><main>{_MARKUP}</main></html>",
        "linked data": f'<html><script type="application/ld+json">{json.dumps(_SAID)}</script></html>',
        "asset": json.dumps({"results": _ITEM}),
        "search": json.dumps({"results": [_ITEM, _ITEM]}),
        "json feed": json.dumps(
            {"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": _MARKUP}]}
        ),
        "rss": _RSS, "atom": _ATOM, "markdown": _MARKDOWN, "justice": _JUSTICE, "printed": _PRINTED,
    }  # fmt: skip
    raw = {name: text.encode() for name, text in texts.items()}
    return raw | {
        "utf-16": _JUSTICE.encode("utf-16"), "cp1252": "\n".join(_WORDS).encode("cp1252"),
        "pdf": pdf(["Crews cross", *_WORDS[1:2], "The crews slept."]), "word": word(_WORDS, ["a", "b"]),
    }  # fmt: skip


def taken_or_refused(raw: bytes) -> None:
    try:
        stories = read(raw, "folder/A file.txt")
    except Refused as refusal:
        assert "fault of this program" not in str(refusal)  # noqa: PT017 - both ends are good ones
        return
    assert stories
    for story in stories:
        check(story)


names = st.sampled_from(sorted(good()))
share = st.floats(0, 1)
damaged = settings(deadline=None)  # other tests run beside it


def test_each_of_them_is_taken_as_it_is() -> None:
    for name, raw in good().items():
        for story in read(raw, name):
            check(story)


@damaged
@given(names, share, share)
def test_a_file_that_is_cut_off(name: str, start: float, end: float) -> None:
    raw = good()[name]
    first, last = sorted((int(start * len(raw)), int(end * len(raw))))
    taken_or_refused(raw[:last])
    taken_or_refused(raw[first:last])


@damaged
@given(names, st.lists(st.tuples(share, st.integers(0, 255)), min_size=1, max_size=20))
def test_a_file_in_which_bytes_are_others(name: str, turned: list[tuple[float, int]]) -> None:
    raw = bytearray(good()[name])
    for place, byte in turned:
        raw[int(place * (len(raw) - 1))] = byte
    taken_or_refused(bytes(raw))


@damaged
@given(names, st.integers(2, 3), st.sampled_from([b"", b"\n", b"\r\n\r\n", b"\0", b"\xef\xbb\xbf"]))
def test_a_file_that_stands_there_again(name: str, times: int, between: bytes) -> None:
    taken_or_refused(between.join([good()[name]] * times))


@damaged
@given(names, names, share)
def test_a_file_within_another(name: str, other: str, place: float) -> None:
    raw = good()[name]
    at = int(place * len(raw))
    taken_or_refused(raw[:at] + good()[other] + raw[at:])


@damaged
@given(names, share, st.binary(max_size=60) | st.text(max_size=20).map(str.encode))
def test_a_file_with_something_put_in(name: str, place: float, odd: bytes) -> None:
    raw = good()[name]
    at = int(place * len(raw))
    taken_or_refused(raw[:at] + odd + raw[at:])


@damaged
@given(st.binary(max_size=1000))
@example(b"\xff\xfe" * 9)
@example(b"%PDF-")
@example(b"PK\x03\x04")
def test_bytes_of_any_kind(raw: bytes) -> None:
    taken_or_refused(raw)


@damaged
@given(names, st.sampled_from(["utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "koi8_r"]))
def test_a_file_in_another_encoding(name: str, encoding: str) -> None:
    taken_or_refused(good()[name].decode("latin-1").encode(encoding, "replace"))
