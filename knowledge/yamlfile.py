"""One YAML file -> plain mappings, lists and values, or every mistake at once, each with its line.

The safe part of YAML only: no aliases (a few lines of them unfold into gigabytes),
no tags, no key twice, no file that is larger or nested deeper than settings ever are.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

_LARGEST_BYTES = 1_000_000
_DEEPEST = 20
_NULL = "tag:yaml.org,2002:null"
_SURROGATES = range(0xD800, 0xE000)


class YamlError(Exception):
    """The file cannot be read as settings; `mistakes` says why, one line each, with the place in the file."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def read(path: Path) -> object:
    """Return what the file at `path` says: None when it is empty. Raise YamlError when it cannot be read."""
    try:
        raw = _bytes(path)
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise YamlError([f"cannot be read: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise YamlError([f"is not UTF-8 text (byte {error.start})"]) from error
    return parse(text)


def parse(text: str, *, above: int = 0, as_written: bool = False) -> object:
    """Return what a YAML text says: None when it is empty. Raise YamlError when it cannot be read.

    `above` is the number of lines that stand before the text in its file. `as_written` keeps numbers, days
    and "yes" as the words that stand there, so that 007 is no 7, and February 30 no mistake.
    """
    try:
        mistakes = list(_forbidden(text, above))
        if mistakes:
            raise YamlError(mistakes)
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise YamlError([_broken(error, above)]) from error
    reader = _Reader(above, as_written=as_written)
    document = reader.value(node, "") if node is not None else None
    if reader.mistakes:
        raise YamlError(reader.mistakes)
    return document


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        raw = file.read(_LARGEST_BYTES + 1)
    if len(raw) > _LARGEST_BYTES:
        raise YamlError([f"is larger than {_LARGEST_BYTES} bytes; settings never are"])
    return raw


def _forbidden(text: str, above: int) -> Iterator[str]:
    """Yield what is YAML but has no place here; stop where the text is nested too deep."""
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = f"line {above + _line(event)}"
        if isinstance(event, yaml.AliasEvent):
            yield f"{line}: an alias (*) is not allowed; write the value out"
        elif getattr(event, "tag", None) is not None:
            yield f"{line}: a tag (!) is not allowed; write the plain value"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield f"{line}: nested too deep"
            return


def _line(part: yaml.Event | yaml.Node) -> int:
    """Return the line, counted from 1, on which a part of the text begins."""
    return part.start_mark.line + 1 if part.start_mark is not None else 1


def _broken(error: yaml.YAMLError, above: int) -> str:
    """Say in one line what the parser stumbled over, and where."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return f"line {above + error.problem_mark.line + 1}: is not YAML: {error.problem or error.context}"
    return f"is not YAML: {str(error).splitlines()[0]}"


class _Reader:
    """Turns nodes into values, and collects what is wrong with them in `mistakes`."""

    def __init__(self, above: int, *, as_written: bool) -> None:
        self._above = above
        self._as_written = as_written
        self.mistakes: list[str] = []

    def value(self, node: yaml.Node, key: str) -> object:
        """Return the value of `node`, which stands under the dotted `key`."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(one, f"{key}[{place}]") for place, one in enumerate(node.value)]
        return self._scalar(node, key)

    def _mapping(self, node: yaml.MappingNode, key: str) -> dict[str, object]:
        found: dict[str, object] = {}
        lines: dict[str, int] = {}
        for name_node, value_node in node.value:
            line = self._above + _line(name_node)
            if not isinstance(name_node, yaml.ScalarNode):
                self._note(line, key, "a key is one plain word")
                continue
            name = name_node.value
            inner = f"{key}.{name}" if key else name
            if name in found:
                self._note(line, inner, f"stands twice; the first is on line {lines[name]}")
                continue
            lines[name] = line
            found[name] = self.value(value_node, inner)
        return found

    def _scalar(self, node: yaml.Node, key: str) -> object:
        try:
            value = self._constructed(node)
        except (ValueError, OverflowError) as error:
            self._note(self._above + _line(node), key, f"is no value: {error}")
            return None
        except yaml.YAMLError:  # a lone "=", which YAML once gave a meaning
            self._note(self._above + _line(node), key, "is no value")
            return None
        if isinstance(value, str) and any(ord(letter) in _SURROGATES for letter in value):
            self._note(self._above + _line(node), key, "holds half a character (\\ud800 to \\udfff)")
        return value

    def _constructed(self, node: yaml.Node) -> object:
        if self._as_written and isinstance(node, yaml.ScalarNode) and node.tag != _NULL:
            return node.value
        # A loader of its own per value costs microseconds, and keeps the state of a failed one out.
        return yaml.SafeLoader("").construct_object(node)

    def _note(self, line: int, key: str, problem: str) -> None:
        self.mistakes.append(
            f"line {line}: {shown_key(key)}: {problem}" if key else f"line {line}: {problem}"
        )


def shown_key(key: str) -> str:
    """Return a dotted key as it can be printed: control characters escaped, cut at 80 characters."""
    plain = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in key)
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
