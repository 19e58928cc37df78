"""Any other text: a short first line is the title, the rest is the body."""

from knowledge.formats import head, story
from knowledge.records import Story


def read(text: str, file: str) -> Story:
    """Read any text that holds words."""
    return story.from_head(text, file, head.read(text, story.content(text)))
