"""The bytes of a file in, stories out: one reader for each form that a release arrives in.

The form is told by what the file holds, never by its name. The readers are asked in this order, the
surest sign first; each returns None for what is not its own:

1. `pdf`, `word`: told by their first bytes; their text then goes the way of any text
2. `dvids_api`, `json_feed`: JSON of these shapes
3. `syndication`: RSS and Atom
4. `html`: a page
5. `markdown`: text below YAML front matter
6. `dvids`: a footer "NEWS INFO", its credit line "… identified by DVIDS", or the head of its page
7. `justice`: the department's letterhead and "FOR IMMEDIATE RELEASE"
8. `army`: a byline "By …" below the title
9. `plain`: any other text

A new form is a new module with a `read(text, file)`, named here in its place.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.formats import (
    army,
    dvids,
    dvids_api,
    html,
    json_feed,
    justice,
    markdown,
    pdf,
    plain,
    several,
    syndication,
    word,
)  # fmt: skip
from knowledge.formats.decoding import Decoded, decode
from knowledge.formats.refusal import Refused
from knowledge.records import Span, Story

__all__ = ["Refused", "read"]

_WHOLE: tuple[Callable[[str, str], Story | Sequence[Story] | None], ...] = (
    dvids_api.read, json_feed.read, syndication.read, html.read, markdown.read,
)  # fmt: skip
_PLAIN: tuple[Callable[[str, str], Story | None], ...] = (dvids.read, justice.read, army.read, plain.read)
_OTHER_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word; save it as .docx"),
    (b"{\\rtf", "an RTF document; save it as text"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_OTHER_TEXTS = (
    ("<?xml", "an XML file of no form that is known"),
    ('{"', "a JSON file of no form that is known"),
    ("[{", "a JSON file of no form that is known"),
)


def read(raw: bytes, file: str) -> tuple[Story, ...]:
    """Read the bytes of a file into the stories that it holds, one at least.

    `file` is its path below the knowledge folder, with forward slashes; only a story that has no number
    of its own is named after it. Raises Refused with the reason.
    """
    told = _text(raw)
    for reader in _WHOLE:
        found = reader(told.text, file)
        if found:
            stories = (found,) if isinstance(found, Story) else tuple(found)
            return tuple(_with_notes(one, told) for one in stories)
    opening = told.text[:50].lstrip()
    other = next((kind for sign, kind in _OTHER_TEXTS if opening.startswith(sign)), None)
    if other:
        raise Refused(f"It is {other}.")
    return tuple(_with_notes(one, told) for one in _releases(told.text, file))


def _text(raw: bytes) -> Decoded:
    if raw[:1024].lstrip().startswith(pdf.MARK):
        return _from_document(pdf.text(raw))
    if raw.startswith(word.MARK):
        if not word.is_word(raw):
            raise Refused("It is a packed file, and no Word document.")
        return _from_document(word.text(raw))
    kind = next((kind for mark, kind in _OTHER_KINDS if raw.startswith(mark)), None)
    if kind:
        raise Refused(f"It is {kind}; no release is read from it.")
    return decode(raw)


def _from_document(text: str) -> Decoded:
    return replace(decode(text.encode("utf-8", "replace")), exact=False)


def _with_notes(story: Story, told: Decoded) -> Story:
    return replace(story, exact=story.exact and told.exact, notes=(*told.notes, *story.notes))


def _releases(text: str, file: str) -> list[Story]:
    """The releases in a text; each keeps the whole text, so that its places are those in the file."""
    parts = several.parts(text)
    if len(parts) == 1:
        return [_release(text, file)]
    stories = [_moved(_release(part.of(text), file), text, part.start) for part in parts]
    names = [one.id for one in stories]
    return [
        replace(one, id=f"{one.id}-{n + 1}") if names.count(one.id) > 1 else one
        for n, one in enumerate(stories)
    ]


def _release(text: str, file: str) -> Story:
    return next(story for reader in _PLAIN if (story := reader(text, file)))


def _moved(story: Story, text: str, by: int) -> Story:
    facts = (replace(one, span=Span(one.span.start + by, one.span.end + by)) for one in story.facts)
    body = (Span(one.start + by, one.end + by) for one in story.paragraphs)
    return replace(story, text=text, facts=tuple(facts), paragraphs=tuple(body))
