"""The bytes of a file -> its text, repaired where that is needed, and a note of each repair.

UTF-8, or UTF-16 by its mark or its zero bytes, is what a release comes in; anything else is guessed, and
said so. What nobody sees (control characters, marks that turn the direction of writing) is taken out.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from knowledge.refusal import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What releases are written in that are no Unicode. Western word processors come first: among all encodings,
# theirs would be taken for its neighbours, in which "ñ" is another letter.
_WESTERN = ("cp1252", "mac_roman")
_OTHERS = (
    "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp932",
    "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
_LOOKED_AT = 4000  # bytes in which zeros tell UTF-16
_FEWEST = 8  # bytes that tell it at all
_ZEROS = 0.3  # the share of them in even or in odd places that does …
_STRAY = 0.05  # … where the others hold hardly any
_CUT_OFF = ("unexpected end of data", "truncated data")
_BINARY = 100  # of so many characters, more than one control character is no text
# A terminal's colours and cursor: "\x1b[1;31m"; its titles and links, which end with a bell; the rest.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]{0,30}[ -/]{0,3}[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)"
    r"|\x1b[ -/]{0,3}[0-~]"
)
_KEPT = frozenset("\t\n\v\f\r\x85")  # no answer holds more of them than tabs: the others end lines
_ACCENTS = frozenset({"Mn", "Me"})
_HEAP = 8  # marks on one letter; no language heaps up as many
_FOREIGN = re.compile(rb"([\x80-\xff]+)")  # the bytes that are no plain English letters
_UNICODE = 1 / 3  # the share of them that must be UTF-8 in a text of two encodings
# What has no width but joins or parts letters, in emoji and in other scripts than ours, does no harm.
_LEFT = _KEPT | frozenset("\u00ad\u200b\u200c\u200d\u2060")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; `exact` where it says what the bytes say, mark aside; `notes` is what was repaired."""

    text: str
    exact: bool
    notes: tuple[str, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Return the text that `raw` holds. Raises Refused where it holds none."""
    if not raw:
        raise Refused("It is empty.")
    text, notes = _characters(raw)
    if _controls(text) > len(text) // _BINARY:
        raise Refused("It looks like a binary file: too many control characters.")
    plain, more = clean(text)
    if not any(map(str.isalnum, plain)):
        raise Refused("It holds no words.")
    return Decoded(plain, exact=not more, notes=(*notes, *more))


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` with garbled letters put right and without what nobody sees, and a note of each."""
    ungarbled = _ungarbled(text)
    notes = []
    if ungarbled != text:
        notes.append("Its letters were garbled, as “â€™” is for “’”; they were put right.")
    seen = _seen(ungarbled)
    if seen != ungarbled:
        notes.append(f"Characters that nobody sees were taken out of it ({len(ungarbled) - len(seen):,}).")
    bare = _without_heaps(seen)
    if bare != seen:
        notes.append(f"Marks heaped on its letters were taken out of it ({len(seen) - len(bare):,}).")
    return bare, tuple(notes)


def _characters(raw: bytes) -> tuple[str, tuple[str, ...]]:
    mark = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    encoding = mark or _by_zeros(raw) or "utf-8"
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError as error:
        if error.reason in _CUT_OFF and error.start:
            return raw[: error.start].decode(encoding), ("Its last character is cut off.",)
        if encoding != "utf-8":
            raise Refused(
                f"It is no {encoding.upper()} text: byte {error.start + 1} cannot be read."
            ) from None
        if b"\0" in raw:
            raise Refused("It is no text: it holds zero bytes, as programs and pictures do.") from None
        return _guessed(raw, error.start)


def _by_zeros(raw: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, told by where the zero bytes of its plain letters stand."""
    looked_at = raw[: min(_LOOKED_AT, len(raw) // 2 * 2)]
    if len(looked_at) < _FEWEST:
        return None
    even, odd = looked_at[0::2].count(0), looked_at[1::2].count(0)
    many = _ZEROS * len(looked_at) / 2
    if odd >= many and even <= _STRAY * odd:
        return "utf-16-le"
    return "utf-16-be" if even >= many and odd <= _STRAY * even else None


def _guessed(raw: bytes, place: int) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    mixed = _mixed(raw)
    if mixed is not None:
        return mixed, ("It is UTF-8 in some places and not in others; those were read as cp1252, a guess.",)
    guesses = (from_bytes(raw, cp_isolation=list(some)).best() for some in (_WESTERN, _OTHERS))
    best = next(filter(None, guesses), None)
    if best is None:
        raise Refused(f"It is no text in any encoding that is known: byte {place + 1} is no UTF-8.")
    return str(best), (f"It is no UTF-8; it was read as {best.encoding}, which is a guess.",)


def _mixed(raw: bytes) -> str | None:
    """A text that was put together of UTF-8 and Western pieces; None for what is no such text."""
    pieces = _FOREIGN.split(raw)
    read = [_utf_8(piece) for piece in pieces]
    foreign = list(zip(read, pieces, strict=True))[1::2]
    told = sum(len(piece) for said, piece in foreign if said is not None)
    if told < _UNICODE * sum(len(piece) for _, piece in foreign):
        return None
    try:
        both = zip(read, pieces, strict=True)
        return "".join(piece.decode("cp1252") if said is None else said for said, piece in both)
    except UnicodeDecodeError:
        return None


def _utf_8(piece: bytes) -> str | None:
    try:
        return piece.decode()
    except UnicodeDecodeError:
        return None


def _ungarbled(text: str) -> str:
    """Put right what was decoded wrongly once, and nothing else; most texts have nothing of the kind."""
    from ftfy import TextFixerConfig, fix_text
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    return fix_text(
        text,
        TextFixerConfig(
            unescape_html=False,
            remove_terminal_escapes=False,
            fix_latin_ligatures=False,
            fix_character_width=False,
            uncurl_quotes=False,
            fix_line_breaks=False,
            fix_surrogates=False,
            remove_control_chars=False,
            normalization=None,
        ),
    )


def _controls(text: str) -> int:
    return sum(one < " " and one not in _KEPT for one in _ESCAPES.sub("", text))


def _seen(text: str) -> str:
    text = _ESCAPES.sub("", text)
    unseen = (one for one in set(text) if unicodedata.category(one) in _UNSEEN and one not in _LEFT)
    return text.translate(dict.fromkeys(map(ord, unseen)))


def _without_heaps(text: str) -> str:
    """Take marks off letters that bear heaps of them: it takes time in the square of a heap to sort it."""
    marks = "".join(one for one in set(text) if unicodedata.category(one) in _ACCENTS)
    if not marks:
        return text
    mark = f"[{re.escape(marks)}]"
    return re.sub(f"({mark}{{{_HEAP}}}){mark}+", r"\1", text)
