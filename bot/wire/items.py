"""The bytes of a feed -> its items: RSS, Atom or JSON Feed.

Blocks while it parses; call it in a thread.
"""

import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from xml.sax import SAXException

from bot.wire.faults import StrangeAnswerError

MOST_ITEMS = 2000
_ENOUGH = 400  # characters that make a text out of what a feed calls the content …
_PLENTY = 1500  # … and out of what it calls a summary
_OPENS = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_LOOKED_AT = 20_000  # bytes in which a feed has begun
_ITEM = re.compile(rb"<(?:item|entry)\b", re.IGNORECASE)
# The parser's time goes with the square of the tags in an item, and is long for any tag.
_MOST_TAGS = 100_000
_MOST_TAGS_OF_ITEM = 5_000
_UNSEEN = re.compile(r"<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CUT = re.compile(r"(?:…|\.\.\.|read more|continue reading|full (?:story|article))\W{0,9}$", re.IGNORECASE)
_JSON_FEED = "https://jsonfeed.org/version/"


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its feed tells it, in its own words; None for what it does not say.

    `markup` is HTML. `whole`: that is the release itself, not only its beginning.
    """

    name: str | None = None
    link: str | None = None
    title: str | None = None
    markup: str = field(default="", repr=False)
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed: its title, and its items in its own order."""

    title: str | None
    items: tuple[Item, ...]


def read(raw: bytes, content_type: str, address: str) -> Listing:
    """Read a feed that came from `address`. Raises StrangeAnswerError where it is none, or cannot be read."""
    plain = raw.replace(b"\0", b"")  # as if it were not UTF-16
    start = plain[:_LOOKED_AT]
    if start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return _json_feed(raw)
    if not _OPENS.search(start):
        what = "a web page" if _PAGE.search(start) else "something else"
        raise StrangeAnswerError(f"Instead of a feed came {what}, as firewalls send it; it is tried again.")
    if b"<!ENTITY" in plain:
        raise StrangeAnswerError("The feed defines entities of its own, which no feed needs; it is not read.")
    if plain.count(b"<") > _MOST_TAGS or any(
        one.count(b"<") > _MOST_TAGS_OF_ITEM for one in _ITEM.split(plain)
    ):
        raise StrangeAnswerError("The feed holds far more tags than a feed of news has; it is not read.")
    return _syndication(raw, content_type, address)


def document(item: Item, name: str, source: str) -> bytes:
    """Return a JSON Feed with this one item, as the release that is kept; `name` is its id."""
    said = {
        "id": name,
        "url": item.link,
        "title": item.title,
        "content_html": item.markup,
        "date_published": item.published,
        "date_modified": item.updated,
        "authors": [{"name": item.author}] if item.author else None,
        "tags": list(item.tags) or None,
    }
    feed = {
        "version": f"{_JSON_FEED}1.1",
        "title": source,
        "items": [{key: value for key, value in said.items() if value}],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")


def words(markup: str) -> str:
    """Return what a piece of HTML says, without its tags, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _seen(markup: str) -> str:
    """Return HTML without its scripts and styles; one that does not end hides all that follows."""
    kept = []
    place = 0
    while found := _UNSEEN.search(markup, place):
        kept.append(markup[place : found.start()])
        end = re.compile(rf"</{found[1]}\b[^>]{{0,100}}>", re.IGNORECASE).search(markup, found.end())
        place = end.end() if end else len(markup)
    return "".join([*kept, markup[place:]])


def _syndication(raw: bytes, content_type: str, address: str) -> Listing:
    import feedparser

    feed = feedparser.parse(
        io.BytesIO(raw),
        response_headers={"content-type": content_type, "content-location": address},
        resolve_relative_uris=False,  # those in texts, which nobody follows
        sanitize_html=False,  # nobody is shown any
    )
    entries = feed.get("entries", [])
    if not entries and isinstance(feed.get("bozo_exception"), SAXException):
        raise StrangeAnswerError("The feed is broken and cannot be read.")
    title = feed.get("feed", {}).get("title")
    return Listing(_line(title), tuple(_entry(one) for one in entries[:MOST_ITEMS]))


def _entry(entry: Mapping[str, Any]) -> Item:
    contents = (_seen(str(one.get("value") or "")) for one in entry.get("content", []))
    content = max(contents, key=len, default="")
    summary = _seen(str(entry.get("summary") or ""))
    said = content if len(content) >= len(summary) else summary
    stated = dict(entry)  # its own `get` gives the day of posting where there is no other
    return Item(
        name=_plain(entry.get("id")),
        link=_plain(entry.get("link")),
        title=_title(entry),
        markup=said,
        published=_day(entry.get("published")),
        updated=_day(stated.get("updated")),
        author=_line(entry.get("author")),
        tags=_tags(one.get("term") for one in entry.get("tags", [])),
        whole=_is_whole(said, _ENOUGH if said == content else _PLENTY),
    )


def _json_feed(raw: bytes) -> Listing:
    try:
        feed = json.loads(raw)
    except (ValueError, RecursionError):
        feed = None
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_JSON_FEED):
        raise StrangeAnswerError("Instead of a feed came JSON of another kind.")
    items = feed.get("items")
    told = [one for one in items if isinstance(one, dict)] if isinstance(items, list) else []
    return Listing(_line(feed.get("title")), tuple(_json_item(one) for one in told[:MOST_ITEMS]))


def _json_item(said: Mapping[str, Any]) -> Item:
    plain = _text(said.get("content_text")) or ""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in plain.splitlines() if line.strip())
    content = _seen(_text(said.get("content_html")) or "") or paragraphs
    authors = said.get("authors") if isinstance(said.get("authors"), list) else []
    names = (
        _line(one.get("name")) for one in (*(authors or ()), said.get("author")) if isinstance(one, dict)
    )
    name = said.get("id")
    tags = said.get("tags")
    return Item(
        name=_plain(str(name) if isinstance(name, int | float) else name),
        link=_plain(said.get("url")),
        title=_line(said.get("title")),
        markup=content or html.escape(_text(said.get("summary")) or ""),
        published=_day(said.get("date_published")),
        updated=_day(said.get("date_modified")),
        author=", ".join(dict.fromkeys(name for name in names if name)) or None,
        tags=_tags(tags if isinstance(tags, list) else ()),
        whole=_is_whole(content, _ENOUGH),
    )


def _title(entry: Mapping[str, Any]) -> str | None:
    title = str(entry.get("title") or "")
    kind = str(entry.get("title_detail", {}).get("type") or "")
    return _line(words(title) if "html" in kind else title)


def _is_whole(markup: str, enough: int) -> bool:
    said = words(markup)
    return len(said) >= enough and not _CUT.search(said[-60:])


def _day(said: object) -> str | None:
    """Return a day as ISO 8601 with the zone that it was given in; what cannot be read, as it stands."""
    line = _line(said)
    try:
        return parsedate_to_datetime(line).isoformat() if line else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return line


def _tags(terms: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for one in terms if (line := _line(one))))[:50]


def _text(value: object) -> str | None:
    return value or None if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _line(value: object) -> str | None:
    return " ".join(value.split())[:1000] or None if isinstance(value, str) else None
