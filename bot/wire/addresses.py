"""Which addresses may be called: http and https on the public internet, and hosts that the config allows.

A name is checked by what it resolves to, and what was checked is what is connected to: the check sits in
the resolver that the connection is made with, so a name that resolves differently a moment later gains
nothing. Each step of a redirect goes the same way.
"""

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.wire.faults import AddressError, RedirectError
from bot.wire.wording import shown

LONGEST = 2000  # characters of an address
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,252})")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
# What stands for a number in the last part of a host makes all of it an IPv4 address, in forms that
# few expect: 2130706433, 0177.1, 0x7f.1.
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\.?", re.IGNORECASE)
_GLOBAL = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def hosts(names: Iterable[str]) -> frozenset[str]:
    """Return the names of hosts as they are compared: small letters, no brackets, no dot at the end."""
    return frozenset(name.strip().lower().strip("[]").rstrip(".") for name in names)


def checked(address: str, allowed: frozenset[str] = frozenset()) -> URL:
    """Return `address` as one that may be called, as far as it tells itself.

    `allowed` are `hosts` that may lie on a private network. Raises AddressError.
    """
    address = address.strip()
    if len(address) > LONGEST:
        raise AddressError(f"{shown(address)} is longer than {LONGEST:,} characters.")
    try:
        url = URL(address)
        host = url.raw_host or ""
    except (ValueError, UnicodeError):
        raise AddressError(f"{shown(address)} is no address.") from None
    if url.scheme not in ("http", "https"):
        raise AddressError(f"{shown(address)} is no http or https address.")
    if url.raw_user is not None or url.raw_password is not None:
        raise AddressError(
            f"{shown(address)} holds a user's name or password; such addresses are not called."
        )
    if _UNSEEN.search(address):
        raise AddressError(f"{shown(address)} holds white space or control characters.")
    _check_host(host, address, allowed)
    return url.with_fragment(None)


def onward(url: URL, location: str, allowed: frozenset[str]) -> URL:
    """Return where a redirect from `url` leads. Raises AddressError where nobody should follow."""
    try:
        to = url.join(URL(location.strip()))
    except (ValueError, UnicodeError):
        raise RedirectError(f"{shown(str(url))} leads to something that is no address.") from None
    try:
        found = checked(str(to), allowed)
    except AddressError as error:
        raise RedirectError(f"{shown(str(url))} leads elsewhere: {error}") from None
    if url.scheme == "https" and found.scheme != "https":
        raise RedirectError(
            f"{shown(str(url))} leads from https to {shown(str(found))}, which anybody can forge."
        )
    return found


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Tell whether an IP address lies on the public internet, whatever form it is dressed in."""
    if isinstance(number, IPv4Address):
        return number.is_global and not (number.is_multicast or number.is_reserved)
    if number.scope_id is not None:
        return False
    inner = number.ipv4_mapped or number.sixtofour
    if number in _NAT64:
        inner = IPv4Address(int(number) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return number in _GLOBAL and number.is_global and number.teredo is None


class CheckedResolver(AbstractResolver):
    """Resolves names to public addresses only, `allowed` hosts to any; raises AddressError otherwise."""

    def __init__(self, allowed: frozenset[str] = frozenset(), inner: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return what `host` resolves to, all of it checked."""
        found = await self._inner.resolve(host, port, family)
        if _plain(host) not in self._allowed:
            for one in found:
                _check_number(ip_address(one["host"]), host)
        return found

    async def close(self) -> None:
        """Close the resolver underneath."""
        await self._inner.close()


def _check_host(host: str, address: str, allowed: frozenset[str]) -> None:
    """Check what connections are made to without resolving it, and refuse what is no name of a host."""
    if not host:
        raise AddressError(f"{shown(address)} names no host.")
    try:
        number = ip_address(host)
    except ValueError:
        plain = _plain(host)
        if not _NAME.fullmatch(plain) or _NUMERIC.fullmatch(plain.rpartition(".")[2]):
            raise AddressError(f"{shown(address)} names no host that can be told.") from None
        return
    if _plain(host) not in allowed:
        _check_number(number, host)


def _check_number(number: IPv4Address | IPv6Address, host: str) -> None:
    if not is_public(number):
        raise AddressError(
            f"{shown(host)} lies on a private network or on this machine; it is called only where"
            " wire.allowed_hosts in the settings names it."
        )


def _plain(host: str) -> str:
    return host.lower().rstrip(".")
