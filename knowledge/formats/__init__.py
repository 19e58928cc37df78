"""Release text in, `Story` out: one reader for each form a release arrives in.

The form is told by what the text shows, never by the name of its file. The
readers are asked in this order, the surest sign first:

1. `dvids`: a footer "NEWS INFO", its credit line "… identified by DVIDS", or the head of its page
2. `justice`: the department's letterhead and "FOR IMMEDIATE RELEASE"
3. `army`: a byline "By …" below the title
4. `plain`: any other text
"""

from collections.abc import Callable

from knowledge.formats import army, dvids, justice, plain
from knowledge.formats.refusal import Refused
from knowledge.records import Story

__all__ = ["Refused", "read"]

_Reader = Callable[[str, str], Story | None]
_READERS: tuple[_Reader, ...] = (dvids.read, justice.read, army.read)
_OTHER_KINDS = (
    ("%pdf-", "a PDF"),
    ("{\\rtf", "an RTF document"),
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<?xml", "an XML file"),
    ('{"', "a JSON file"),
    ('[{"', "a JSON file"),
)
_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\v\f\r")


def read(raw: bytes, file: str) -> Story:
    """Read the bytes of one release into a story.

    `file` is its path below the knowledge folder, with forward slashes; only a
    story that has no number of its own is named after it. Raises Refused.
    """
    text = decode(raw)
    for reader in _READERS:
        if story := reader(text, file):
            return story
    return plain.read(text, file)


def decode(raw: bytes) -> str:
    """Return the text of a release: UTF-8, its byte order mark off, nothing else changed. Raises Refused."""
    if not raw:
        raise Refused("It is empty.")
    if b"\0" in raw:
        raise Refused("It is no UTF-8 text: it holds zero bytes, as programs, pictures and UTF-16 files do.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"It is no UTF-8 text: byte {error.start + 1} cannot be read.") from None
    opening = text[:200].lstrip().lower()
    for sign, kind in _OTHER_KINDS:
        if opening.startswith(sign):
            raise Refused(f"It is {kind}; only plain text is read.")
    if len(text) - len(text.translate(_CONTROLS)) > len(text) // 100:
        raise Refused("It looks like a binary file: too many control characters.")
    if not any(map(str.isalnum, text)):
        raise Refused("It holds no words.")
    return text
