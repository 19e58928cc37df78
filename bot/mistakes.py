"""What pydantic found wrong with the settings -> one plain line for each key."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from rapidfuzz import fuzz, process

from knowledge.yamlfile import shown_key

TOKEN_KEYS = frozenset({"token", "bot_token", "discord_token", "discordtoken"})
_TOO_SMALL = frozenset({"greater_than", "greater_than_equal", "string_too_short"})
_TOO_LARGE = frozenset({"less_than", "less_than_equal", "string_too_long"})

Schema = Mapping[str, Any]


def explain(error: ValidationError, model: type[BaseModel], document: object) -> list[str]:
    """Return one line for each key of `document` that `model` refuses: key, mistake, what is allowed."""
    schema = model.model_json_schema()
    lines: dict[str, None] = {}
    seen: set[str] = set()
    for problem in error.errors(include_url=False):
        steps = _steps(problem["loc"], document)
        key = _dotted(steps)
        if key in seen:  # a value that may be of two kinds is refused once for each kind
            continue
        seen.add(key)
        lines[f"{shown_key(key)}: {_sentence(problem['type'], problem['input'], steps, schema)}"] = None
    return list(lines)


def allowed(schema: Schema, whole: Schema) -> str:
    """Say in words which values a JSON schema lets through; `whole` holds the sections it refers to."""
    if "description" in schema and schema.get("type") != "object":
        return str(schema["description"])
    if "$ref" in schema:
        section = whole["$defs"][str(schema["$ref"]).rpartition("/")[2]]
        return f"a section with {', '.join(section['properties'])}"
    if "anyOf" in schema:
        return " or ".join(allowed(one, whole) for one in schema["anyOf"])
    match schema.get("type"):
        case "boolean":
            return "true or false"
        case "integer":
            return f"a whole number{_bounds(schema)}"
        case "number":
            return f"a number{_bounds(schema)}"
        case "array":
            return f"a list, each {allowed(schema['items'], whole)}"
        case "string":
            return "text" + (f" of at most {schema['maxLength']} characters" if "maxLength" in schema else "")
        case other:
            return str(other)


def _bounds(schema: Schema) -> str:
    if "exclusiveMinimum" in schema:
        return f" above {schema['exclusiveMinimum']:g} and up to {schema['maximum']:g}"
    return f" from {schema['minimum']} to {schema['maximum']}" if "minimum" in schema else ""


def _steps(loc: tuple[int | str, ...], document: object) -> tuple[int | str, ...]:
    """Cut pydantic's location where it leaves the document: what follows names kinds, not keys."""
    here = document
    for depth, step in enumerate(loc):
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int)
        )
        if not inside:
            return loc[:depth]
        here = here[step]  # type: ignore[index]  # `inside` has just said that it can be
    return loc


def _dotted(steps: tuple[int | str, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")


def _sentence(kind: str, value: object, steps: tuple[int | str, ...], whole: Schema) -> str:
    if kind == "extra_forbidden":
        return _unknown(steps, whole)
    limits = allowed(_schema_of(steps, whole), whole)
    if value != value:  # not-a-number is neither too small nor too large
        return f"{_shown(value)} is not a number; allowed: {limits}"
    if kind in _TOO_SMALL:
        return f"{_shown(value)} is too small; allowed: {limits}"
    if kind in _TOO_LARGE:
        what = f"text of {len(value)} characters" if isinstance(value, str) else _shown(value)
        return f"{what} is too {'long' if isinstance(value, str) else 'large'}; allowed: {limits}"
    return f"{_shown(value)} cannot be used; allowed: {limits}"


def _unknown(steps: tuple[int | str, ...], whole: Schema) -> str:
    """Say that a key does not exist, and which one may have been meant."""
    name = str(steps[-1])
    if name.casefold() in TOKEN_KEYS:
        return "the token is never written into a file; put it into the environment as DISCORD_TOKEN"
    siblings = list(_properties(_schema_of(steps[:-1], whole), whole))
    near = process.extractOne(name, siblings, scorer=fuzz.ratio, score_cutoff=60)
    if near is not None:
        return f"there is no such setting; did you mean {_dotted((*steps[:-1], near[0]))}?"
    everywhere = dict(_places(whole))
    far = process.extractOne(name, list(everywhere), scorer=fuzz.ratio, score_cutoff=80)
    if far is not None:
        return f"there is no such setting here; did you mean {everywhere[far[0]]}?"
    return f"there is no such setting; allowed here: {', '.join(siblings)}"


def _places(whole: Schema) -> Iterator[tuple[str, str]]:
    """Yield the name and the dotted key of every setting inside a section."""
    for section, schema in whole["properties"].items():
        for name in _properties(schema, whole):
            yield name, f"{section}.{name}"


def _schema_of(steps: tuple[int | str, ...], whole: Schema) -> Schema:
    here = whole
    for step in steps:
        here = here["items"] if isinstance(step, int) else _properties(here, whole)[step]
    return here


def _properties(schema: Schema, whole: Schema) -> Mapping[str, Schema]:
    if "$ref" in schema:
        schema = whole["$defs"][str(schema["$ref"]).rpartition("/")[2]]
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return properties


def _shown(value: object) -> str:
    """Return a value as a person wrote it, more or less, in at most 40 characters of one line."""
    if isinstance(value, dict | list):
        return "a section" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    words = repr(value)
    return words if len(words) <= 40 else f"{words[:39]}…"
