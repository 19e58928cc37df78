"""JSON Feed (jsonfeed.org): one story for each item that has a text."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.formats import html, jsontext, taken
from knowledge.formats.taken import Taken
from knowledge.records import Story
from knowledge.refusal import Refused

_VERSION = "https://jsonfeed.org/version/"


class _Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class _Author(_Tolerant):
    name: str | None = None


class _Item(_Tolerant):
    id: str | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    author: _Author | None = None
    authors: list[_Author] = Field(default_factory=list)
    tags: list[str] = Field(default_factory=list)


class _Feed(_Tolerant):
    version: str
    title: str | None = None
    items: list[Any] = Field(default_factory=list)


def read(text: str, file: str) -> tuple[Story, ...] | None:
    """Read a JSON Feed; None for other JSON. Raises Refused where no item has a text."""
    try:
        feed = _Feed.model_validate(jsontext.mapping(text))
    except ValidationError:
        return None
    if not feed.version.startswith(_VERSION):
        return None
    stories = [story for number, one in enumerate(feed.items) if (story := _story(one, feed, file, number))]
    if not stories:
        raise Refused("It is a JSON Feed in which no item has a text.")
    return tuple(stories)


def _story(said: object, feed: _Feed, file: str, number: int) -> Story | None:
    try:
        item = _Item.model_validate(said)
    except ValidationError:
        return None
    written = item.content_text or item.summary or ""
    names = [one.name for one in (*item.authors, item.author) if one and one.name]
    try:
        found = Taken(
            paragraphs=html.paragraphs(item.content_html or written),
            title=item.title,
            author=", ".join(dict.fromkeys(names)) or None,
            posted=item.date_published,
            updated=item.date_modified,
            tags=", ".join(item.tags) or None,
            source=feed.title,
            url=item.url,
            id=taken.entry_id(file, number, item.id or item.url),
        )
        return taken.told(found, file)
    except Refused:
        return None
