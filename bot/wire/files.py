"""The files that releases from the wire are kept in: their names, and how they are written.

No name is taken over from outside: what is odd in it becomes "-", and a hash tells it from others. A file
is there under its name only when it is whole and on the disk.
"""

import contextlib
import hashlib
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from bot import writing

_ODD = re.compile(r"[^a-z0-9]{1,1000}")
_NUMBER = re.compile(r"/news/(?:[a-z]{1,20}/)?([0-9]{4,12})(?:/|$)")
DVIDS_HOSTS = frozenset({"dvidshub.net", "www.dvidshub.net"})
_WORDS = 50  # characters of a page's own name that are kept
_STALE_SECONDS = 3600.0


def folder(feed: str) -> str:
    """Return the name of the folder, below the releases, that a feed of that name writes into."""
    return slug(feed, 40)


def key(name: str) -> str:
    """Return what an item is known by, made of its own name: 32 hexadecimal digits."""
    return hashlib.blake2s(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def dvids_number(address: str) -> str | None:
    """Return the number of the story that an address of DVIDS shows, or None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    found = _NUMBER.match(parts.path) if parts.hostname in DVIDS_HOSTS else None
    return found.group(1) if found else None


def stem(address: str | None, name: str, otherwise: str) -> str:
    """Return a name for a release without its ending: at most 70 of a-z, 0-9 and "-".

    A story of DVIDS is called by its number; any other by the last part of its address (`otherwise`
    where there is none) and a hash of `name`, which is what it is called where it comes from.
    """
    number = dvids_number(address) if address else None
    if number:
        return number
    try:
        last = urlsplit(address or "").path.rstrip("/").rpartition("/")[2]
    except ValueError:
        last = ""
    words = slug(last.rpartition(".")[0] or last)
    return f"{words if len(words) > 3 else folder(otherwise)}-{key(name)[:12]}"


def ending(raw: bytes, content_type: str = "") -> str:
    """Return the ending that tells people what a file holds; nothing else depends on it."""
    start = raw[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return ".pdf"
    if start.startswith(b"PK\x03\x04"):
        return ".docx"
    if start.startswith(b"{"):
        return ".json"
    if start.startswith(b"<?xml"):
        return ".xml"
    return ".html" if start.startswith(b"<") or "html" in content_type.lower() else ".txt"


def write(path: Path, raw: bytes) -> None:
    """Write a file whole or not at all, in a folder that is made when missing. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writing.write(path, raw)


def sweep(where: Path) -> None:
    """Delete what a process that was killed left half written in a folder."""
    with contextlib.suppress(OSError):
        for part in where.glob(f".*{writing.PART}"):
            if part.stat().st_mtime < time.time() - _STALE_SECONDS:
                part.unlink(missing_ok=True)


def slug(name: str, most: int = _WORDS) -> str:
    """Return a name in small letters, digits and "-", at most so many; empty where it has none."""
    return _ODD.sub("-", name[:1000].lower())[:most].strip("-")
