"""Releases of the Defense Visual Information Distribution Service, known by footer or page head."""

from dataclasses import replace

from knowledge.formats import dvids_page, footer, head, lines, story
from knowledge.formats.credit import Credit
from knowledge.formats.head import Head
from knowledge.records import Story
from knowledge.refusal import Refused

_PAGE = "https://www.dvidshub.net/news/"


def read(text: str, file: str) -> Story | None:
    """Read `text` as a DVIDS release; None when neither its footer nor its head is one."""
    foot = footer.read(text)
    body = story.content(text, foot.start if foot else None)
    if foot and not body:
        raise Refused("It has the footer of a release, but no text above it.")
    page = dvids_page.read(text, body)
    if foot is None:
        return _told(text, file, page, None) if page else None
    top = page or _agreed(text, head.read(text, body), foot.credit)
    # the footer's facts come first: its day and number count before those of the page
    return _told(text, file, replace(top, facts=foot.facts + top.facts), foot.credit)


def _told(text: str, file: str, top: Head, credit: Credit | None) -> Story:
    told = story.from_head(text, file, top)
    number = story.value(top.facts, "story id")
    return replace(
        told,
        id=number or told.id,
        title=(credit and credit.title) or told.title,
        source="DVIDS",
        author=(credit and credit.author) or told.author,
        location=story.value(top.facts, "location") or told.location,
        url=f"{_PAGE}{number}" if number else None,
    )


def _agreed(text: str, top: Head, credit: Credit | None) -> Head:
    """Return `top` with a first line that is not the title of the credit line put back into the body."""
    if top.title is None or credit is None or not credit.title:
        return top
    if lines.flat(top.title.of(text)).casefold() == lines.flat(credit.title).casefold():
        return top
    facts = tuple(fact for fact in top.facts if fact.name != "title")
    titles = (fact.span for fact in top.facts if fact.name == "title")
    body = tuple(sorted((*titles, *top.body), key=lambda line: line.start))
    return replace(top, title=None, facts=facts, body=body)
