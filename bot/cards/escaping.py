"""Text of people and files, made harmless to show: nothing formats, links, pings or hides.

The words stay as they are. `escape` is for places where Discord reads Markdown
(titles, descriptions, field values), `plain` for those where it does not (author
and footer lines, button labels, choices). `discord.utils.escape_markdown` is not
used: it leaves angle brackets, single square brackets, numbered lists, emoji names
and links as they are.
"""

import re
import unicodedata

_SPACES = "\r\v\f\x1c\x1d\x1e\x1f\x85"
_LINES = "\u2028\u2029"
_UNSEEN = "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff" + "".join(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # counted as letters or signs, yet drawn as nothing
_CONTROLS = [
    code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\n\t"
]
# One sign in, one sign or none out, so that cleaning the parts of a text cleans the text.
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys([*_CONTROLS, *map(ord, _UNSEEN), *range(0xD800, 0xE000)]),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _LINES), "\n"),
}

# "://" is escaped too: no address of a release or of a question becomes a live link, and none
# gets a visible backslash, which Discord shows inside an address that it links. "&amp;" stays as it
# is on Discord; the preview's Markdown would read it as a sign.
_ANYWHERE = re.compile(r"[\\*_~`|<>\[\]]|:(?=//|[\w+-]{1,64}:)|&(?=#?\w{1,32};)")
_LINE_START = re.compile(r"^([^\S\n]*\d{0,9})([-+#.])", re.MULTILINE)
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)")
_PLAIN = re.compile(r"@(?=everyone|here|[!&]?\d)|:(?=//)|<(?=[@#:/]|a:|t:|id:)")
_BREAK = "\u200b"  # no width: seen by nobody, and `clean` has taken all others out

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"https?://(?:{_LABEL}\.){{1,8}}[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])(?::\d{{1,5}})?"
    r"(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]*)?",
    re.IGNORECASE,
)
_ADDRESS_AT_MOST = 500


def clean(text: str) -> str:
    """Return `text` without control, direction and zero-width signs, which could hide or turn words."""
    return text.translate(_CLEAN)


def one_line(text: str | None) -> str:
    """Return `text` cleaned, on one line; empty when nothing in it can be seen."""
    line = " ".join(clean(text or "").split())
    return line if any(map(_is_seen, line)) else ""


def escape(text: str) -> str:
    """Return `text` cleaned and escaped for Markdown: shown, it reads as it was written."""
    text = _ANYWHERE.sub(r"\\\g<0>", clean(text))
    text = _LINE_START.sub(r"\1\\\2", text)
    return _PING.sub(rf"\g<0>{_BREAK}", text)


def plain(text: str) -> str:
    """Return `text` on one line for a place without Markdown, with mentions and links broken invisibly."""
    return _PLAIN.sub(rf"\g<0>{_BREAK}", one_line(text))


def fits_label(text: str) -> bool:
    """Whether `text` can be the label of a Markdown link and read as written.

    Inside a label Discord shows the backslashes of escapes, and an emoji or an
    address there undoes the link.
    """
    return escape(text) == text and not any(map(_is_symbol, text))


def web_address(url: str | None) -> str | None:
    """Return `url` when it is a plain http(s) address of at most 500 signs that may be linked, else None.

    Round brackets, which would end a Markdown link, are percent-encoded.
    """
    if url is None or len(url) > _ADDRESS_AT_MOST or not _ADDRESS.fullmatch(url):
        return None
    target = url.replace("(", "%28").replace(")", "%29")
    return target if len(target) <= _ADDRESS_AT_MOST else None


def _is_seen(sign: str) -> bool:
    return sign not in _BLANKS and unicodedata.category(sign)[0] in "LNPS"


def _is_symbol(sign: str) -> bool:
    return sign == "\ufe0f" or (
        not sign.isascii() and unicodedata.category(sign) in ("So", "Sm", "Sk", "Me", "Cf")
    )
