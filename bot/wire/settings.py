"""What is wrong with the feeds in the settings, beyond what their types tell.

An address may hold a key, so none is repeated here as it stands.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from bot.wire.files import folder
from bot.wire.wording import secrets_of

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _-]{0,38}[A-Za-z0-9])?")
_ALLOWED_NAME = (
    "allowed: up to 40 letters, digits, spaces, _ and -, beginning and ending with a letter or a digit"
)
_LONGEST = 2000


def mistakes(feeds: object) -> list[str]:
    """Return a line for each mistake in the list of feeds as it was read: its key, and what is wrong."""
    if not isinstance(feeds, list):
        return []  # told by its type
    told: list[str] = []
    first: dict[str, int] = {}
    for number, feed in enumerate(feeds):
        if not isinstance(feed, dict):
            continue
        told += [f"feeds[{number}].{line}" for line in _of_feed(feed)]
        name = feed.get("name")
        if isinstance(name, str) and _NAME.fullmatch(name):
            before = first.setdefault(folder(name), number)
            if before != number:
                told.append(
                    f"feeds[{number}].name: is too much like feeds[{before}].name;"
                    " each feed has a folder of its own"
                )
    return told


def _of_feed(feed: Mapping[object, object]) -> Iterator[str]:
    name, url = feed.get("name", ""), feed.get("url", "")
    if not name:
        yield f"name: is missing; {_ALLOWED_NAME}"
    elif isinstance(name, str) and not _NAME.fullmatch(name):
        yield f"name: cannot be used; {_ALLOWED_NAME}"
    if not url:
        yield "url: is missing; allowed: an http or https address"
    elif isinstance(url, str):
        yield from (f"url: {line}" for line in _of_address(url, feed.get("kind")))


def _of_address(url: str, kind: object) -> Iterator[str]:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if (
        parts.scheme not in ("http", "https")
        or not host
        or len(url) > _LONGEST
        or not url.isprintable()
        or " " in url
    ):
        yield f"cannot be used; allowed: an http or https address of at most {_LONGEST} characters"
        return
    if parts.username is not None or parts.password is not None:
        yield "holds a user's name or password; feeds that want them cannot be used"
    if secrets_of(url):
        ours = "; put it into the environment as DVIDS_API_KEY" if kind == "dvids" else ""
        yield f"holds a key; keys are never written into a file{ours}"
    if kind == "dvids" and not parts.path.endswith("/search"):
        yield "is no search of the DVIDS API; write https://api.dvidshub.net/search?… with what to search for"
