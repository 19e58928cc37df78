"""Releases of the Defense Visual Information Distribution Service: known by their footer."""

from dataclasses import replace

from knowledge.formats import dates, footer, head, lines, story
from knowledge.formats.footer import Footer
from knowledge.formats.head import Head
from knowledge.formats.refusal import Refused
from knowledge.records import Span, Story

_PAGE = "https://www.dvidshub.net/news/"


def read(text: str, file: str) -> Story | None:
    """Read `text` as a DVIDS release; None when it has no footer of one."""
    foot = footer.read(text)
    if foot is None:
        return None
    crawled, start = dates.leading(text)
    body = lines.lines(text, start, max(start, foot.start))
    if not body:
        raise Refused("It has the footer of a release, but no text above it.")
    top = _credited(text, head.read(text, body), foot)
    told = story.from_head(text, file, top, crawled)
    number = foot.value("story id")
    footer_day = story.first_date((foot.day("posted"), "posted"), (foot.day("taken"), "taken"))
    return replace(
        told,
        id=number or told.id,
        title=(foot.credit and foot.credit.title) or told.title,
        date=footer_day or told.date,
        source="DVIDS",
        author=(foot.credit and foot.credit.author) or told.author,
        location=foot.value("location") or told.location,
        url=f"{_PAGE}{number}" if number else None,
        facts=story.in_order(told.facts + foot.facts),
    )


def _credited(text: str, top: Head, foot: Footer) -> Head:
    """Return `top` with a first line that is not the title of the credit line put back into the body."""
    if top.title is None or foot.credit is None or not foot.credit.title:
        return top
    if lines.flat(top.title.of(text)).casefold() == foot.credit.title.casefold():
        return top
    body: tuple[Span, ...] = tuple(sorted((top.title, *top.body), key=lambda span: span.start))
    return replace(top, title=None, body=body)
