"""What gets dropped among releases and is none: pictures, programs, mails, answers of web servers.

Each is told by how it begins, and named, so that whoever dropped it knows what to do. What has no such sign
is left to the readers.
"""

import re
from collections.abc import Iterable

from knowledge.refusal import Refused

_BYTES = tuple(
    (re.compile(sign, re.DOTALL), kind)
    for sign, kind in (
        (rb"\x89PNG", "a PNG picture"),
        (rb"\xff\xd8\xff", "a JPEG picture"),
        (rb"GIF8[79]a", "a GIF picture"),
        (rb"RIFF.{4}(?:WAVE|WEBP|AVI )|.{4}ftyp|ID3.{0,2}\0", "a picture or a recording"),
        (
            rb"\xd0\xcf\x11\xe0",
            "an Office document of the old kind, or one with a password; save it as .docx without one",
        ),
        (rb"\{\\u?rtf", "an RTF document; save it as text"),
        (rb"%!PS", "a PostScript document"),
        (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh\d1AY|\xfd7zXZ|\x28\xb5\x2f\xfd", "a packed file"),
        (rb"\x7fELF|MZ[^\0]{0,200}\0|\xca\xfe\xba\xbe", "a program"),
        (rb"SQLite format 3\0|bplist00", "a database"),
    )
)
_FIELD = r"[a-z][\w-]{0,60}:[^\r\n]{0,2000}\r?\n|[ \t][^\r\n]{0,2000}\r?\n"  # of the head of a mail
_TEXTS = tuple(
    (re.compile(sign, re.IGNORECASE), kind)
    for sign, kind in (
        (rf"From \S{{1,200}}@[^\r\n]{{0,200}}\r?\n(?:{_FIELD})", "a mailbox; save what it tells as a text"),
        (rf"(?:{_FIELD}){{0,200}}MIME-Version:", "an e-mail; save what it tells as a text"),
        (
            r"HTTP/\d(?:\.\d)? \d{3}\b|WARC/\d",
            "the answer of a web server with its head; save the page alone",
        ),
        (r"version https://git-lfs\.github\.com/", "a note that Git LFS keeps in place of a file"),
        (r"-----BEGIN [A-Z ]{0,40}(?:KEY|CERTIFICATE|PGP MESSAGE)\b", "a key or a certificate"),
        (r"#! ?/", "a script"),
        (r"<svg\b", "an SVG picture"),
        (r"BEGIN:V(?:CARD|CALENDAR)\b", "a visiting card or a calendar"),
        (r"\[(?:ZoneTransfer|\.ShellClassInfo|InternetShortcut)\]", "a note of Windows beside a file"),
    )
)
_FORMS = tuple(
    (re.compile(sign), kind)
    for sign, kind in (
        (r"<\?xml", "an XML file of no form that is known"),
        (r"\{\s{0,50}[\"}]|\[\s{0,50}[\[{\"\]]", "a JSON file of no form that is known"),
        (r"\+\+\+[ \t]{0,20}\r?\n", "a text with front matter that is no YAML between lines of “---”"),
    )
)
# Two versions of one text, and nobody has said yet which one holds.
_UNMERGED = tuple(re.compile(rf"^{sign}{{7}}(?!\S)", re.MULTILINE) for sign in ("<", "=", ">"))


def refuse_bytes(raw: bytes) -> None:
    """Raise Refused where a file begins like something that holds no text."""
    _refuse(next((kind for sign, kind in _BYTES if sign.match(raw)), None), "; no release is read from it")


def refuse_text(text: str) -> None:
    """Raise Refused where a text begins like something that is no release."""
    _refuse(_kind(text, _TEXTS))
    if all(sign.search(text) for sign in _UNMERGED):
        raise Refused("It holds two versions of a text, with the marks of a merge that nobody finished.")


def refuse_form(text: str) -> None:
    """Raise Refused where a text that no reader knew has a form that is not for people to read."""
    _refuse(_kind(text, _FORMS))


def _kind(text: str, signs: Iterable[tuple[re.Pattern[str], str]]) -> str | None:
    start = len(text) - len(text.lstrip())
    return next((kind for sign, kind in signs if sign.match(text, start)), None)


def _refuse(kind: str | None, more: str = "") -> None:
    if kind:
        raise Refused(f"It is {kind}{more}.")
