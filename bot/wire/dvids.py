"""The DVIDS API: which stories there are (`/search`), and where each is to be had (`/asset`).

The service counts no further than 1,000 results, so a window of time that holds as many is halved. The
key comes from the environment; it stands in the addresses that are called, and nowhere else.
"""

import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.config import DVIDS_KEY_VARIABLE
from bot.wire import files
from bot.wire.entries import Entry
from bot.wire.faults import KeyRefusedError, StatusError, StrangeAnswerError
from bot.wire.getting import Got, Limits, Line

_PAGE = 50  # results that a search gives at most
_UNCOUNTED = 1000
_SEARCHES = 60  # a run
_FIRST_WINDOW = 7 * 86_400.0
_OVERLAP = 86_400.0  # a story may be put right, or posted with an earlier time
_SHORTEST_WINDOW = 3600.0
_OURS = frozenset(
    {"api_key", "type", "max_results", "page", "sort", "sortdir", "from_publishdate", "to_publishdate"}
)
_ID = re.compile(r"news:([0-9]{1,12})")
_TOLD = (
    "id",
    "title",
    "date",
    "date_published",
    "publishdate",
    "timestamp",
    "credit",
    "keywords",
    "short_description",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some entries; once they are taken, everything published before `until` is, where that is known."""

    entries: tuple[Entry, ...]
    until: float | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    total: int
    results: Sequence[Mapping[str, Any]] = field(repr=False)


class Search:
    """A search that is made again and again, for stories published since the last time."""

    def __init__(self, line: Line, limits: Limits, address: str, key: str | None) -> None:
        if not key:
            raise KeyRefusedError(
                f"A feed of kind dvids needs a key in the environment, as {DVIDS_KEY_VARIABLE}."
            )
        self._line = line
        self._limits = limits
        self._key = key
        self._parts = urlsplit(address)
        self._query = parse_qsl(self._parts.query)
        self._left = _SEARCHES

    async def batches(self, since: float | None, now: float) -> AsyncIterator[Batch]:
        """Yield the stories since then, the oldest first.

        Where `since` is None, begin where the address says, or else a week ago. Ends early when
        enough was searched. Raises WireError.
        """
        start = since - _OVERLAP if since is not None else self._said_start(now)
        while start < now and self._left > 0:
            until, answer = await self._window(start, now)
            page = 1
            while page * _PAGE < answer.total and answer.results and self._left > 0:
                yield Batch(self._entries(answer))
                page += 1
                answer = await self._searched(start, until, page)
            whole = page * _PAGE >= answer.total or not answer.results
            yield Batch(self._entries(answer), until if whole else None)
            start = until

    async def _window(self, start: float, now: float) -> tuple[float, _Answer]:
        """Return the end of a window from `start` whose results are all counted, and the first of them."""
        until = now
        answer = await self._searched(start, until, 1)
        while answer.total >= _UNCOUNTED and until - start > _SHORTEST_WINDOW and self._left > 0:
            until = start + (until - start) / 2
            answer = await self._searched(start, until, 1)
        return until, answer

    async def _searched(self, start: float, until: float, page: int) -> _Answer:
        self._left -= 1
        ours = {
            "type": "news",
            "from_publishdate": _written(start),
            "to_publishdate": _written(until),
            "sort": "publishdate",
            "sortdir": "asc",
            "max_results": str(_PAGE),
            "page": str(page),
            "api_key": self._key,
        }
        said = [(name, value) for name, value in self._query if name not in _OURS]
        return _answer((await call(self._line, self._limits, self._at("search", [*said, *ours.items()]))).raw)

    def _entries(self, answer: _Answer) -> tuple[Entry, ...]:
        entries = (self._entry(one) for one in answer.results)
        return tuple(entry for entry in entries if entry is not None)

    def _entry(self, said: Mapping[str, Any]) -> Entry | None:
        name = str(said.get("id") or "")
        number = _ID.fullmatch(name)
        if number is None:
            return None
        told = json.dumps([said.get(one) for one in _TOLD], sort_keys=True)
        title = said.get("title")
        return Entry(
            key=files.key(name),
            mark=hashlib.blake2s(told.encode(), digest_size=16).hexdigest(),
            stem=number.group(1),
            label=title if isinstance(title, str) and title else name,
            title=title if isinstance(title, str) else None,
            address=self._at("asset", [("id", name), ("api_key", self._key)]),
            is_json=True,
        )

    def _at(self, call: str, query: Sequence[tuple[str, str]]) -> str:
        path = f"{self._parts.path.removesuffix('search')}{call}"
        return urlunsplit((self._parts.scheme, self._parts.netloc, path, urlencode(query), ""))

    def _said_start(self, now: float) -> float:
        said = dict(self._query).get("from_publishdate", "")
        try:
            start = datetime.fromisoformat(said)
        except ValueError:
            return now - _FIRST_WINDOW
        return (start if start.tzinfo else start.replace(tzinfo=UTC)).timestamp()


async def call(line: Line, limits: Limits, address: str) -> Got:
    """Call the API at an address with the key. Raises WireError; KeyRefusedError where that is refused."""
    try:
        return await line.get(address, limits)
    except StatusError as error:
        if error.status not in (401, 403):
            raise
        host = urlsplit(address).hostname
        raise KeyRefusedError(
            f"{host} does not take the key in {DVIDS_KEY_VARIABLE} ({error.status})."
        ) from None


def _answer(raw: bytes) -> _Answer:
    try:
        said = json.loads(raw)
        total = int(said["page_info"]["total_results"])
        results = said["results"]
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise StrangeAnswerError(
            "Instead of an answer of the DVIDS API came something else; it is tried again."
        ) from None
    if not isinstance(results, list):
        raise StrangeAnswerError("The DVIDS API answered without a list of results.")
    return _Answer(total, [one for one in results if isinstance(one, dict)])


def _written(when: float) -> str:
    return datetime.fromtimestamp(when, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
