"""What a feed lists -> entries: what each is known by, and where its release is to be had."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from urllib.parse import urlsplit

from bot.wire import files, items
from bot.wire.files import DVIDS_HOSTS
from bot.wire.items import Item, Listing


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a release beside its page; a page that does not say it gets it added."""

    url: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item to take: `key` names it for good, `mark` is a hash of all that the feed says of it.

    `release` is the file to keep where the feed holds it whole; else it is at `address`, which may hold
    a key. `stem` is the file's name without its ending, `label` what people know it by.
    """

    key: str
    mark: str
    stem: str
    label: str
    title: str | None = None
    release: bytes | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    known: Known = Known()
    is_json: bool = False


def of_listing(listing: Listing, feed: str, address: str) -> Iterator[Entry]:
    """Yield the entries of a feed of that name, which is at `address`; one that stands twice, once.

    A feed of DVIDS lists pictures and films as well; only its stories are taken.
    """
    source = listing.title or feed
    ours: Iterable[Item] = listing.items
    if urlsplit(address).hostname in DVIDS_HOSTS:
        ours = (item for item in ours if _is_dvids_story(item.link))
    taken: set[str] = set()
    for item in ours:
        entry = _entry(item, feed, source)
        if entry.key not in taken:
            taken.add(entry.key)
            yield entry


def _entry(item: Item, feed: str, source: str) -> Entry:
    mark = hashlib.blake2s(repr(astuple(item)).encode("utf-8", "replace"), digest_size=16).hexdigest()
    name = item.name or item.link or "\n".join((item.title or "", item.published or "", item.markup[:200]))
    link = item.link if (item.link or "").lower().startswith(("http://", "https://")) else None
    stem = files.stem(link, f"{'' if _is_global(name) else feed}\n{name}", feed)
    # Without a page to go to, what the feed says is all there is.
    whole = item.whole or (link is None and bool(items.words(item.markup)))
    return Entry(
        key=files.key(name),
        mark=mark,
        stem=stem,
        label=item.title or item.link or "an item without a title",
        title=item.title,
        release=items.document(item, stem, source) if whole else None,
        address=item.link,
        known=Known(item.link, item.published, item.author, source),
    )


def _is_global(name: str) -> bool:
    """Tell whether a name is an item's own in the whole world: an address and the like, not a number."""
    return ":" in name


def _is_dvids_story(link: str | None) -> bool:
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return False
    return parts.hostname in DVIDS_HOSTS and parts.path.startswith("/news/")
