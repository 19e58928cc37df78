"""The bytes of a file -> its text, repaired where that is needed, and a note of each repair.

UTF-8, or UTF-16 by its mark or its zero bytes, is what a release comes in; anything else is guessed, and
said so. What nobody sees (control characters, marks that turn the direction of writing) is taken out.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from knowledge.formats.refusal import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = ("cp1252", "mac_roman")
_LOOKED_AT = 4000  # bytes in which zeros tell UTF-16
_FEWEST = 8  # bytes that tell it at all
_ZEROS = 0.3  # the share of them, all in even or all in odd places, that does
_CUT_OFF = ("unexpected end of data", "truncated data")
_BINARY = 100  # of so many characters, more than one control character is no text
# A terminal's colours and cursor: "\x1b[1;31m"; the form that sets a title ends with a bell.
_ESCAPES = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)")
_KEPT = frozenset("\t\n\v\f\r")
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
    notes = (
        [] if ungarbled == text else ["Its letters were garbled, as “â€™” is for “’”; they were put right."]
    )
    seen = _seen(ungarbled)
    if seen != ungarbled:
        notes.append(f"Characters that nobody sees were taken out of it ({len(ungarbled) - len(seen):,}).")
    return seen, tuple(notes)


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
    if odd >= many and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= many and not odd else None


def _guessed(raw: bytes, place: int) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    # Releases that are no UTF-8 come from Western word processors; among all encodings, that one would be
    # taken for its neighbours, in which "ñ" is another letter.
    best = from_bytes(raw, cp_isolation=list(_WESTERN)).best() or from_bytes(raw).best()
    if best is None:
        raise Refused(f"It is no text in any encoding that is known: byte {place + 1} is no UTF-8.")
    return str(best), (f"It is no UTF-8; it was read as {best.encoding}, which is a guess.",)


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
    return sum(character < " " and character not in _KEPT and character != "\x1b" for character in text)


def _seen(text: str) -> str:
    text = _ESCAPES.sub("", text)
    unseen = (one for one in set(text) if unicodedata.category(one) in _UNSEEN and one not in _LEFT)
    return text.translate(dict.fromkeys(map(ord, unseen)))
