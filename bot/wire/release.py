"""One release by its address, as an admin names it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.wire import files, pages
from bot.wire.entries import Known
from bot.wire.getting import Limits, Line
from knowledge.refusal import Refused


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the bytes to keep, a safe name for their file, and where they came from in the end."""

    raw: bytes = field(repr=False)
    name: str
    url: str = field(repr=False)


async def fetch_release(
    url: str,
    allowed_hosts: Iterable[str] = (),
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Fetched:
    """Fetch a release from `url`, with all the care that feeds are fetched with.

    A web page that does not say where it stands gets its address added at its end. Whether a release can
    be read from it, the caller will see. Raises WireError, whose message is one sentence.
    """
    async with Line(allowed_hosts, pause=0) as line:
        got = await line.get(url, limits)
    stem = files.stem(got.url, got.url, "page")
    name = f"{stem}{files.ending(got.raw, got.content_type)}"
    try:
        raw = await asyncio.to_thread(pages.kept, got.raw, name, None, Known(url=got.url))
    except Refused:
        raw = got.raw
    return Fetched(raw, name, got.url)
