"""Any other text: a short first line is the title, the rest is the body."""

from knowledge.formats import dates, head, lines, story
from knowledge.records import Story


def read(text: str, file: str) -> Story:
    """Read any text that holds words."""
    crawled, start = dates.leading(text)
    return story.from_head(text, file, head.read(text, lines.lines(text, start)), crawled)
