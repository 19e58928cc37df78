"""A question file -> its entries, each with its line. What one entry gets wrong costs no other entry."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot import yamlfile

_ITEM = re.compile(r" *-(?=\s|\Z)")
_BESIDE_ITEMS = re.compile(r"\s*(#.*)?|---\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a question file, and the line, counted from 1, on which it begins."""

    line: int
    value: object


Read = Entry | str
"""An entry, or what is wrong with it: "line 3: …"."""


class _TwiceError(ValueError):
    pass


def from_json(raw: bytes) -> Iterator[Read]:
    """Read JSON lines: one entry a line, blank lines left out."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _json(line, number)


def from_yaml(raw: bytes) -> Iterator[Read]:
    """Read a YAML list in block style. Each entry is parsed alone, by the rules of `yamlfile`."""
    lines = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape").split("\n")
    begins = list(_items(lines))
    for number, line in enumerate(lines[: begins[0] if begins else None], start=1):
        if not _BESIDE_ITEMS.fullmatch(line):
            yield f'line {number}: is no entry of a list; every question begins with "- "'
            break
    for first, end in zip(begins, [*begins[1:], len(lines)], strict=True):
        yield from _yaml(lines[first:end], first)


def _json(line: bytes, number: int) -> Read:
    try:
        return Entry(number, json.loads(line.decode(), object_pairs_hook=_once))
    except UnicodeDecodeError:
        return f"line {number}: is not UTF-8 text"
    except json.JSONDecodeError as error:
        return f"line {number}: is not JSON: {error.msg} (character {error.pos + 1})"
    except _TwiceError as error:
        return f"line {number}: {yamlfile.shown_key(str(error))}: stands twice"
    except RecursionError:
        return f"line {number}: nested too deep"
    except ValueError:
        return f"line {number}: holds a number that is too long"


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(next(key for key in keys if keys.count(key) > 1))
    return found


def _items(lines: list[str]) -> Iterator[int]:
    """Yield the index of every line that begins an entry: as far in as the first one that does."""
    indent = None
    for index, line in enumerate(lines):
        item = _ITEM.match(line)
        if item and indent in (None, item.end()):
            indent = item.end()
            yield index


def _yaml(lines: list[str], above: int) -> Iterator[Read]:
    """Parse one entry: without its dash, it is a document of its own."""
    text = "\n".join([lines[0].replace("-", " ", 1), *lines[1:]])
    try:
        text.encode()
    except UnicodeEncodeError:
        yield f"line {above + 1}: is not UTF-8 text"
        return
    try:
        yield Entry(above + 1, yamlfile.parse(text, above=above))
    except yamlfile.YamlError as error:
        yield from error.mistakes
