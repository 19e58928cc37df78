"""Army web stories: a title, then "By NAME, ORGANISATION, DATE", then the body."""

from dataclasses import replace

from knowledge.formats import head, story
from knowledge.records import Story


def read(text: str, file: str) -> Story | None:
    """Read `text` as an Army web story; None when no byline stands in its head."""
    top = head.read(text, story.content(text))
    if top.byline is None:
        return None
    return replace(story.from_head(text, file, top), source=top.byline.organisation or top.byline.author)
