"""Army web stories: a title, then "By NAME, ORGANISATION, DATE", then the body."""

from dataclasses import replace

from knowledge.formats import dates, head, lines, story
from knowledge.records import Story


def read(text: str, file: str) -> Story | None:
    """Read `text` as an Army web story; None when no byline stands in its head."""
    crawled, start = dates.leading(text)
    top = head.read(text, lines.lines(text, start))
    if top.byline is None:
        return None
    told = story.from_head(text, file, top, crawled)
    return replace(told, source=top.byline.organisation or top.byline.author)
