"""The JSON of the DVIDS API: one item of `/asset`, or the items of `/search`.

What the models do not know they pass over; the API grows fields, and has had two names for one day.
"""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from knowledge.formats import html, jsontext, taken
from knowledge.formats.taken import Taken
from knowledge.records import Story
from knowledge.refusal import Refused

_SOURCE = "DVIDS"


def _worded(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


_Text = Annotated[str | None, BeforeValidator(_worded)]


class _Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Writer(_Tolerant):
    name: _Text = None
    rank: _Text = None


class _Location(_Tolerant):
    city: _Text = None
    state: _Text = None
    country: _Text = None


class _Item(_Tolerant):
    """One item; `/asset` has the body, `/search` a short description and the place in three fields."""

    id: _Text = None
    type: _Text = None
    title: _Text = None
    body: _Text = None
    description: _Text = None
    short_description: _Text = None
    keywords: str | list[str] | None = None
    date: _Text = None
    date_published: _Text = None
    publishdate: _Text = None
    unit_name: _Text = None
    credit: str | list[_Writer] | None = None
    location: _Location | None = None
    city: _Text = None
    state: _Text = None
    country: _Text = None
    url: _Text = None


def read(text: str, file: str) -> tuple[Story, ...] | None:
    """Read the answer of the API; None for other JSON. Raises Refused where no item tells anything."""
    results = jsontext.mapping(text).get("results")
    items = [results] if isinstance(results, dict) else results
    if not isinstance(items, list) or not all(isinstance(one, dict) and "title" in one for one in items):
        return None
    if not items:
        raise Refused("It is an answer of the DVIDS API without any item in it.")
    stories = [story for number, one in enumerate(items) if (story := _story(one, file, number))]
    if not stories:
        raise Refused("It is an answer of the DVIDS API in which no item has a text.")
    return tuple(stories)


def _story(said: dict[str, Any], file: str, number: int) -> Story | None:
    try:
        item = _Item.model_validate(said)
    except ValidationError:
        return None
    markup = item.body or item.description or item.short_description
    if not markup:
        return None
    try:
        found = Taken(
            paragraphs=html.paragraphs(markup),
            title=item.title,
            author=_credited(item),
            posted=item.date_published or item.publishdate,
            taken=item.date,
            number=(item.id or "").rpartition(":")[2] or None,
            location=_place(
                item.location or _Location(city=item.city, state=item.state, country=item.country)
            ),
            tags=", ".join(item.keywords) if isinstance(item.keywords, list) else item.keywords,
            source=", ".join(one for one in (_SOURCE, item.unit_name) if one),
            url=item.url,
            id=taken.entry_id(file, number, item.url),
        )
        return taken.told(found, file)
    except Refused:
        return None


def _credited(item: _Item) -> str | None:
    if isinstance(item.credit, list):
        names = [" ".join(part for part in (one.rank, one.name) if part) for one in item.credit]
        return ", ".join(name for name in names if name) or None
    return item.credit


def _place(where: _Location) -> str | None:
    return ", ".join(part for part in (where.city, where.state, where.country) if part) or None
