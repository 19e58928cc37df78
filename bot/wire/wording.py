"""Addresses as people may see them: without passwords, and without the keys in their queries."""

import re
from urllib.parse import unquote

from bot.plain import one_line

# "author", "keyword" and "design" are none.
_SECRET = re.compile(
    r"key\d{0,9}$|token|secret|passw|auth(?!or(?!i[sz]))|credential|session|(?<![a-z])sig$|signature$",
    re.IGNORECASE,
)
_LONGEST = 200


def is_secret(name: str) -> bool:
    """Tell whether a value of that name in an address is one to keep: "api_key", "token" and the like."""
    return bool(_SECRET.search(unquote(name)))


def secrets_of(address: str) -> list[str]:
    """Return the names of the values in the query of `address` that are to be kept."""
    query = address.partition("#")[0].partition("?")[2]
    names = (part.partition("=")[0] for part in re.split("[&;]", query))
    return [unquote(name) for name in names if is_secret(name)]


def shown(address: str) -> str:
    """Return `address` on one line, cut to 200 characters, with "…" for what is to be kept."""
    plain, _, query = address.partition("#")[0].partition("?")
    scheme, mark, rest = plain.partition("://")
    host, slash, path = rest.partition("/")
    told = f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else plain
    if query:
        told += f"?{'&'.join(map(_part, re.split('[&;]', query)))}"
    line = one_line(told)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _part(part: str) -> str:
    name, mark, _ = part.partition("=")
    return f"{name}{mark}…" if is_secret(name) else part
