"""A page that was fetched -> the file that is kept of it, once it was read and belongs to its item.

Blocks while it reads; call it in a thread.
"""

import html
import re
from collections.abc import Sequence

from bot.wire.entries import Known
from bot.wire.wording import secrets_of
from knowledge import formats
from knowledge.records import Story
from knowledge.refusal import Refused

_WORD = re.compile(r"\w{4,50}")
_SHARED = 0.5  # of a title's longer words stand in the release that bears it


def readable(raw: bytes, file: str) -> None:
    """Read `raw` as the library would. Raises Refused with the reason where it holds no release."""
    formats.read(raw, file)


def kept(raw: bytes, file: str, title: str | None, known: Known) -> bytes:
    """Return what to keep of a page: its bytes as they are, and at their end what it does not say of itself.

    Raises Refused where it cannot be read, or is another page than that of the item with that title: a
    firewall, a login, or "not found" with status 200.
    """
    stories = formats.read(raw, file)
    if title and not _belongs(title, stories):
        raise Refused("The page that came does not hold the story's title.")
    return raw + _missing(stories[0], known) if file.endswith(".html") and b"\0" not in raw else raw


def _belongs(title: str, stories: Sequence[Story]) -> bool:
    wanted = set(_WORD.findall(title.casefold()))
    found = {word for story in stories for word in _WORD.findall(f"{story.title} {story.text}".casefold())}
    return not wanted or len(wanted & found) >= _SHARED * len(wanted)


def _missing(story: Story, known: Known) -> bytes:
    """Return tags that say what is known of a page and what the page does not say."""
    url = known.url if known.url and not secrets_of(known.url) else None
    tags = (
        ('<link rel="canonical" href="{}">', url, story.url),
        ('<meta name="date" content="{}">', known.date, story.date),
        ('<meta name="author" content="{}">', known.author, story.author),
        ('<meta property="og:site_name" content="{}">', known.source, story.source),
    )
    lines = [tag.replace("{}", html.escape(value)) for tag, value, said in tags if value and not said]
    text = "".join(f"\n{line}" for line in lines)
    return f"{text}\n".encode("ascii", "xmlcharrefreplace") if text else b""
