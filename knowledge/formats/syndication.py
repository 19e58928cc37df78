"""RSS and Atom: one story for each entry that has a text of its own."""

import io
import re
from collections.abc import Mapping
from typing import Any

from knowledge.formats import html, taken
from knowledge.formats.taken import Taken
from knowledge.records import Story
from knowledge.refusal import Refused

_OPENS = re.compile(
    r"\s*+(?:<\?xml[^>]{0,300}>)?\s*+(?:<!--.{0,2000}?-->)?\s*+"
    r"(?:<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,2000}\])?\s{0,20}>)?\s*+<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_NUMBER = re.compile(r"/news/(?:[a-z]{1,20}/)?(\d{4,12})(?:/|$)")


def read(text: str, file: str) -> tuple[Story, ...] | None:
    """Read a feed; None for what is none. Raises Refused where it is broken or no entry has a text."""
    if not _OPENS.match(text):
        return None
    import feedparser

    if "<!ENTITY" in text:
        raise Refused("It is a feed that defines entities of its own; no feed needs them.")
    try:
        feed = feedparser.parse(
            io.BytesIO(text.encode()), response_headers={"content-type": "application/xml; charset=utf-8"}
        )
    except Exception as error:  # its second parser, for feeds that are no XML, stumbles over some
        raise Refused("It is a feed that cannot be read.") from error
    entries = feed.get("entries", [])
    stories = [
        story for n, one in enumerate(entries) if (story := _story(one, feed.get("feed", {}), file, n))
    ]
    if not stories:
        broken = "that cannot be read to its end" if feed.get("bozo") else "in which no entry has a text"
        raise Refused(f"It is a feed {broken}.")
    return tuple(stories)


def _story(entry: dict[str, Any], feed: Mapping[str, Any], file: str, number: int) -> Story | None:
    contents = [one.get("value") for one in entry.get("content", [])]
    markup = max((one for one in (*contents, entry.get("summary")) if one), key=len, default="")
    address = entry.get("link")
    tags = [one.get("term") for one in entry.get("tags", []) if one.get("term")]
    stated = _NUMBER.search(address or "")
    try:
        found = Taken(
            paragraphs=html.paragraphs(markup),
            title=entry.get("title"),
            author=entry.get("author"),
            posted=entry.get("published"),
            updated=dict.get(entry, "updated"),  # its own `get` gives the day of posting where there is none
            tags=", ".join(tags) or None,
            source=feed.get("title"),
            url=address,
            id=stated.group(1) if stated else taken.entry_id(file, number, entry.get("id") or address),
        )
        return taken.told(found, file)
    except Refused:
        return None
