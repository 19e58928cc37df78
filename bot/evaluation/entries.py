"""A question file -> its entries, each with its line. What one entry gets wrong costs no other entry."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge import yamlfile

_ITEM = re.compile(r" *-(?=\s|\Z)")
_BESIDE_ITEMS = re.compile(r"\s*(#.*)?|---\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a question file, and the line, counted from 1, on which it begins."""

    line: int
    value: object


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with the entry that begins on `line`, and where: "line 3: …"."""

    line: int
    text: str


class _TwiceError(ValueError):
    pass


def from_json(raw: bytes) -> Iterator[Entry | Mistake]:
    """Read JSON lines: one entry a line, blank lines left out."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _json(line, number)


def from_yaml(raw: bytes) -> Iterator[Entry | Mistake]:
    """Read a YAML list in block style. Each entry is parsed alone, by the rules of `yamlfile`."""
    lines = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape").split("\n")
    begins = list(_items(lines))
    for number, line in enumerate(lines[: begins[0] if begins else None], start=1):
        if not _BESIDE_ITEMS.fullmatch(line):
            yield _mistake(number, 'is no entry of a list; every question begins with "- "')
            break
    for first, end in pairwise([*begins, len(lines)]):
        yield from _yaml(lines[first:end], first)


def _json(line: bytes, number: int) -> Entry | Mistake:
    try:
        return Entry(number, json.loads(line.decode(), object_pairs_hook=_once))
    except UnicodeDecodeError:
        return _mistake(number, "is not UTF-8 text")
    except json.JSONDecodeError as error:
        return _mistake(number, f"is not JSON: {error.msg} (character {error.pos + 1})")
    except _TwiceError as error:
        return _mistake(number, f"{yamlfile.shown_key(str(error))}: stands twice")
    except RecursionError:
        return _mistake(number, "nested too deep")
    except ValueError:
        return _mistake(number, "holds a number that is too long")


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


def _yaml(lines: list[str], above: int) -> Iterator[Entry | Mistake]:
    """Parse one entry: without its dash, it is a document of its own."""
    text = "\n".join([lines[0].replace("-", " ", 1), *lines[1:]])
    try:
        text.encode()
    except UnicodeEncodeError:
        yield _mistake(above + 1, "is not UTF-8 text")
        return
    try:
        yield Entry(above + 1, yamlfile.parse(text, above=above))
    except yamlfile.YamlError as error:
        for text in error.mistakes:
            yield Mistake(above + 1, text) if text.startswith("line ") else _mistake(above + 1, text)


def _mistake(line: int, text: str) -> Mistake:
    return Mistake(line, f"line {line}: {text}")
