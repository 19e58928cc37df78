"""The bytes of a file in, stories out: one reader for each form that a release arrives in.

The form is told by what the file holds, never by its name. PDF and Word documents are told by their first
bytes, and their text then goes the way of any text; for the others, the readers below are asked in turn.

A new form is one new module with a `read(text, file)` that returns None for what is not its own, and its name
in the order below; `markdown` is one to look at.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.formats import (
    army,
    dvids,
    dvids_api,
    html,
    json_feed,
    justice,
    lines,
    markdown,
    others,
    pdf,
    plain,
    several,
    story,
    syndication,
    word,
)  # fmt: skip
from knowledge.formats.decoding import Decoded, decode
from knowledge.records import Story
from knowledge.refusal import Refused

__all__ = ["Refused", "read"]

# The surest sign first. These tell the form of a whole file …
_WHOLE: tuple[Callable[[str, str], Story | Sequence[Story] | None], ...] = (
    dvids_api.read,  # JSON with the "results" of the DVIDS API
    json_feed.read,  # JSON with the version of JSON Feed
    syndication.read,  # RSS and Atom
    html.read,  # a page
    markdown.read,  # text below YAML front matter
)
# … and these that of a plain text, of which a file may hold several.
_PLAIN: tuple[Callable[[str, str], Story | None], ...] = (
    dvids.read,  # a footer "NEWS INFO", a credit line "… identified by DVIDS", or the head of its page
    justice.read,  # the department's letterhead and "FOR IMMEDIATE RELEASE"
    army.read,  # a byline "By …" below the title
    plain.read,  # any other text
)
_LONGEST_NAME = 300

_log = logging.getLogger(__name__)


def read(raw: bytes, file: str) -> tuple[Story, ...]:
    """Read the bytes of a file into the stories that it holds, one at least.

    `file` is its path below the knowledge folder, with forward slashes; only a story that has no number
    of its own is named after it. Raises Refused with the reason, and nothing else: what nobody foresaw of a
    file must not keep the others from being read.
    """
    try:
        return _read(raw, file)
    except Refused:
        raise
    except Exception as error:
        _log.exception("A reader failed on %s", ascii(file))
        raise Refused("It cannot be read, by a fault of this program; the log says which.") from error


def _read(raw: bytes, file: str) -> tuple[Story, ...]:
    told = _text(raw)
    others.refuse_text(told.text)
    stories = _stories(told.text, file)
    story.refuse_many(sum(len(one.paragraphs) for one in stories))
    return tuple(_finished(one, told) for one in stories)


def _stories(text: str, file: str) -> Sequence[Story]:
    for reader in _WHOLE:
        found = reader(text, file)
        if found:
            return (found,) if isinstance(found, Story) else found
    others.refuse_form(text)
    return _releases(text, file)


def _text(raw: bytes) -> Decoded:
    if raw[:1024].lstrip().startswith(pdf.MARK):
        return _from_document(pdf.text(raw))
    if raw.startswith(word.MARK):
        return _from_document(word.text(raw))
    others.refuse_bytes(raw)
    return decode(raw)


def _from_document(text: str) -> Decoded:
    return replace(decode(text.encode("utf-8", "replace")), exact=False)


def _finished(one: Story, told: Decoded) -> Story:
    """The story with what was put right in its file, and with names that can be shown on a line."""
    return replace(
        one,
        title=_shown(one.title) or one.title,
        source=_shown(one.source),
        author=_shown(one.author),
        location=_shown(one.location),
        exact=one.exact and told.exact,
        notes=(*told.notes, *one.notes),
    )


def _shown(name: str | None) -> str | None:
    return lines.short(lines.flat(name), _LONGEST_NAME) or None if name else None


def _releases(text: str, file: str) -> list[Story]:
    """The releases in a text. Where it holds several, each has its own part of it for a text."""
    parts = several.parts(text)
    if len(parts) == 1:
        return [_release(text, file)]
    stories = [_release(part.of(text), file) for part in parts]
    names = Counter(one.id for one in stories)
    note = f"It is one of {len(parts)} releases in its file."
    return [
        replace(
            one,
            id=f"{one.id}-{number}" if names[one.id] > 1 else one.id,
            exact=False,
            notes=(note, *one.notes),
        )
        for number, one in enumerate(stories, 1)
    ]


def _release(text: str, file: str) -> Story:
    return next(found for reader in _PLAIN if (found := reader(text, file)))
