"""JSON text -> plain values; what is broken, or nested deeper than it can be read, is none."""

import json


def parse(text: str) -> object:
    """Return what a JSON text says; None also where it cannot be read.

    Line ends in strings are taken as they are, and of a name that stands twice the last counts.
    """
    try:
        said: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return said


def mapping(text: str) -> dict[str, object]:
    """Return the object that a JSON text holds; an empty one where it holds something else."""
    said = parse(text) if text.lstrip()[:1] == "{" else None
    return said if isinstance(said, dict) else {}
