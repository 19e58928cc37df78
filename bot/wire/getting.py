"""One polite GET: conditional, limited in size and time, and one at a time to a host."""

import asyncio
import logging
import time
import zlib
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.wire.addresses import CheckedResolver, checked, hosts, onward
from bot.wire.faults import (
    RedirectError,
    SlowError,
    StatusError,
    TooLargeError,
    UnreachableError,
)
from bot.wire.wording import shown

REDIRECTS = 5
_CHUNK = 1 << 14
_PIECE = 1 << 18  # of what is unpacked at once
_LONGEST_MARK = 500  # characters of an ETag or a date that are kept
_HOSTS = 1000  # whose last call is remembered
_ONWARD = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, */*;q=0.8"
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken of an answer, unpacked, and how many seconds it may take with all redirects."""

    max_bytes: int = 5_000_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Got:
    """What a GET brought: status 200, or 304 for "not changed". `url` is where it came from in the end."""

    status: int
    raw: bytes = field(repr=False)
    url: str = field(repr=False)
    content_type: str = ""
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0


class Line:
    """The line to the outside: calls each host one at a time, with `pause` seconds between two calls.

    An async context manager. `allowed` names hosts that may lie on a private network. No cookies, no
    proxies, no passwords of this machine are used. `resolver` turns names into addresses, which are then
    checked.
    """

    def __init__(
        self, allowed: Iterable[str] = (), *, pause: float = 1.0, resolver: AbstractResolver | None = None
    ) -> None:
        self._allowed = hosts(allowed)
        self._pause = pause
        self._resolver = resolver
        self._hosts: dict[str, _Host] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Line":
        """Open the line; nothing is called yet."""
        connector = aiohttp.TCPConnector(
            resolver=CheckedResolver(self._allowed, self._resolver), use_dns_cache=False
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": _user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None),  # each call has its own
            auto_decompress=False,  # so that a packed answer is counted while it is unpacked
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()

    async def get(
        self,
        address: str,
        limits: Limits = Limits(),
        *,
        etag: str | None = None,
        modified: str | None = None,
    ) -> Got:
        """Fetch `address`; with `etag` or `modified` of the last time, only if it has changed since.

        Raises WireError, of the class that says what is wrong.
        """
        url, left = checked(address, self._allowed), limits.seconds
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        conditions = {name: value for name, value in headers.items() if value}
        loop = asyncio.get_running_loop()
        for _ in range(REDIRECTS + 1):
            async with self._turn(url.raw_host or ""):
                began = loop.time()
                got = await self._in_time(url, conditions, limits, left)
                left -= loop.time() - began
            if isinstance(got, Got):
                return got
            url = onward(url, got, self._allowed)
        raise RedirectError(
            f"{shown(address)} leads on and on; no more than {REDIRECTS} redirects are followed."
        )

    @asynccontextmanager
    async def _turn(self, name: str) -> AsyncIterator[None]:
        """Wait until `name` may be called, and keep others from calling it."""
        if len(self._hosts) > _HOSTS:
            self._hosts = {one: host for one, host in self._hosts.items() if host.lock.locked()}
        host = self._hosts.setdefault(name, _Host())
        async with host.lock:
            await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self._pause

    async def _in_time(
        self, url: URL, conditions: Mapping[str, str], limits: Limits, left: float
    ) -> Got | str:
        told = shown(str(url))
        # What aiohttp raises tells the whole address, key and all: so nothing is raised "from" it.
        try:
            async with asyncio.timeout(max(left, 0)):
                return await self._asked(url, conditions, limits)
        except TimeoutError:
            raise SlowError(f"{told} took more than {limits.seconds:g} seconds.") from None
        except aiohttp.ClientConnectorDNSError:
            raise UnreachableError(
                f"There is no host {url.host}, or its name cannot be looked up now."
            ) from None
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError):
            raise UnreachableError(f"{url.host} has no certificate that can be trusted.") from None
        except aiohttp.ClientConnectorError as error:
            reason = error.os_error.strerror or "no connection"
            raise UnreachableError(f"{url.host} cannot be reached: {reason}.") from None
        except aiohttp.ClientPayloadError:
            raise UnreachableError(f"{told} broke off.") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            _log.debug("%s: %s", told, type(error).__name__)
            raise UnreachableError(f"{told} did not answer in proper HTTP.") from None

    async def _asked(self, url: URL, conditions: Mapping[str, str], limits: Limits) -> Got | str:
        """Make one call; return what it brought, or where it leads on to."""
        if self._session is None:
            raise RuntimeError("the line is not open")
        async with self._session.get(url, headers=conditions, allow_redirects=False) as response:
            location = response.headers.get("Location")
            if response.status in _ONWARD and location:
                return location
            if response.status == 304 and conditions:
                return _got(response, url, b"")
            if response.status not in (200, 203):
                raise _status(response, url)
            return _got(response, url, await _body(response, url, limits.max_bytes))


async def _body(response: aiohttp.ClientResponse, url: URL, most: int) -> bytes:
    """Read the body, unpacked, up to `most` bytes; what the headers say of its length does not count."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise UnreachableError(f"{shown(str(url))} is packed in a way that was not asked for.")
    unpacking = _Unpacking() if packing.endswith("gzip") else None
    body = bytearray()
    try:
        async for chunk in response.content.iter_chunked(_CHUNK):
            for piece in unpacking.pieces(chunk) if unpacking else (chunk,):
                body += piece
                if len(body) > most:
                    raise TooLargeError(f"{shown(str(url))} is larger than the {most:,} bytes that are read.")
            await asyncio.sleep(0)  # a fast server does not keep the others waiting
    except zlib.error:
        raise UnreachableError(f"{shown(str(url))} is packed wrongly.") from None
    if unpacking and not unpacking.whole:
        raise UnreachableError(f"{shown(str(url))} broke off.")
    return bytes(body)


class _Unpacking:
    """A gzip stream, unpacked in pieces of a bounded size."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=31)
        self._begun = False

    @property
    def whole(self) -> bool:
        return self._stream.eof or not self._begun

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._stream.eof:  # another member follows
                self._stream = zlib.decompressobj(wbits=31)
            self._begun = True
            yield self._stream.decompress(chunk, _PIECE)
            chunk = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail


def _got(response: aiohttp.ClientResponse, url: URL, raw: bytes) -> Got:
    return Got(
        status=304 if response.status == 304 else 200,
        raw=raw,
        url=str(url),
        content_type=response.headers.get("Content-Type", "")[:_LONGEST_MARK],
        etag=_mark(response, "ETag"),
        modified=_mark(response, "Last-Modified"),
    )


def _mark(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name, "")
    fits = 0 < len(value) <= _LONGEST_MARK and value.isascii() and value.isprintable()
    return value if fits else None


def _status(response: aiohttp.ClientResponse, url: URL) -> StatusError:
    told, status = shown(str(url)), response.status
    sentences = {
        401: f"{told} wants a name and a password (401).",
        403: f"{told} is closed to us (403).",
        404: f"{told} is not there (404).",
        410: f"{told} is gone for good (410).",
        429: f"{url.host} wants fewer calls (429).",
        503: f"{url.host} is out of service for now (503).",
    }
    sentence = sentences.get(status) or (
        f"{url.host} is in trouble ({status})." if status >= 500 else f"{told} answered with status {status}."
    )
    return StatusError(sentence, status, retry_after(response.headers.get("Retry-After"), time.time()))


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks to wait, given in seconds or as a date; else None."""
    said = (value or "").strip()[:100]
    if said.isascii() and said.isdigit():
        return float(min(int(said), 10**9))
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now)


def _user_agent() -> str:
    try:
        ours = version("dateline")
    except PackageNotFoundError:
        ours = "0"
    return f"dateline/{ours} (reads news feeds)"
