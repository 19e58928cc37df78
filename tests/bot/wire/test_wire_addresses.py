"""Which addresses are called: whatever they are dressed as, none on this machine or a private network."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.wire.addresses import CheckedResolver, checked, hosts, is_public, onward
from bot.wire.faults import AddressError
from bot.wire.wording import shown

PRIVATE = (
    "0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.9.9.9 169.254.169.254"
    " 172.16.0.1 172.31.0.1 192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1"
    " 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fec0::1 fc00::1 fd12::1 ff02::1 2001:db8::1 100::1"
    " ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 2002:7f00:1::1 2002:a00:1::1 64:ff9b::7f00:1"
    " 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 ::ffff:0:127.0.0.1 4000::1"
).split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 192.5.6.30 2606:4700:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1".split()
)


@pytest.mark.parametrize("number", PRIVATE)
def test_no_private_number_is_public_in_any_form(number: str) -> None:
    assert not is_public(ip_address(number))
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(AddressError):
        checked(f"http://{host}:8080/feed")


@pytest.mark.parametrize("number", PUBLIC)
def test_public_numbers_are(number: str) -> None:
    assert is_public(ip_address(number))


@given(st.ip_addresses(v=4))
def test_a_number_of_version_four_is_as_public_dressed_as_one_of_version_six(number: IPv4Address) -> None:
    dressed = (
        IPv6Address(f"::ffff:{number}"),
        IPv6Address(int(IPv6Address("64:ff9b::")) + int(number)),
        IPv6Address(int(IPv6Address("2002::")) + (int(number) << 80)),
    )
    assert {is_public(one) for one in dressed} == {is_public(number)}
    assert not (is_public(number) and (number.is_private or number.is_loopback or number.is_multicast))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "feed",
        "//host/feed",
        "file:///etc/passwd",
        "ftp://example.org/feed",
        "javascript:alert(1)",
        "data:text/html,x",
        "http:///feed",
        "http://user:password@example.org/",
        "http://user@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://exa mple.org/",
        "http://example.org/a b",
        "http://example.org/\r\nX-Odd: 1",
        "http://example.org\x00.evil.org/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://127.0.0.1./",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://example.org:99999/",
        f"http://example.org/{'a' * 3000}",
        f"http://{'a' * 300}.org/",
    ],
)
def test_what_is_no_public_web_address_is_refused_in_one_sentence(address: str) -> None:
    with pytest.raises(AddressError) as refused:
        checked(address)
    assert len(str(refused.value).splitlines()) == 1
    assert "password" not in str(refused.value).replace("name or password", "")


@given(st.text(max_size=60) | st.text(max_size=40).map("http://{}".format))
def test_any_text_is_an_address_or_refused(address: str) -> None:
    try:
        url = checked(address)
    except AddressError:
        return
    assert url.scheme in ("http", "https")
    assert url.raw_host


def test_an_allowed_host_may_lie_anywhere_by_just_that_name() -> None:
    allowed = hosts(["Intranet.Example.", "[::1]", "10.0.0.5"])
    assert checked("http://10.0.0.5/feed", allowed)
    assert checked("http://[::1]:80/feed", allowed)
    with pytest.raises(AddressError, match=r"wire\.allowed_hosts"):
        checked("http://10.0.0.6/feed", allowed)


class Names(AbstractResolver):
    """Says what it was told, another thing each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:  # noqa: ARG002
        return [
            ResolveResult(hostname=host, host=one, port=port, family=2, proto=0, flags=0)
            for one in self.answers.pop(0)
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def test_a_name_is_refused_when_any_of_its_numbers_is_private() -> None:
    resolver = CheckedResolver(frozenset(), Names(["8.8.8.8"], ["8.8.8.8", "10.0.0.1"], ["127.0.0.1"]))
    assert [one["host"] for one in await resolver.resolve("example.org", 80)] == ["8.8.8.8"]
    for _ in range(2):
        with pytest.raises(AddressError, match=r"example\.org lies on a private network"):
            await resolver.resolve("example.org", 80)


async def test_an_allowed_name_may_resolve_to_a_private_number() -> None:
    resolver = CheckedResolver(hosts(["Intranet.example"]), Names(["10.0.0.1"], ["10.0.0.1"]))
    assert await resolver.resolve("intranet.example.", 80)
    with pytest.raises(AddressError):
        await resolver.resolve("not-intranet.example", 80)


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://127.0.0.1/",
        "//10.0.0.1/x",
        "http://[::1",
        "gopher:x",
    ],
)
def test_a_redirect_is_checked_like_any_address(to: str) -> None:
    with pytest.raises(AddressError, match="leads"):
        onward(checked("https://example.org/feed"), to, frozenset())


def test_a_redirect_may_stay_or_become_secure_but_not_insecure() -> None:
    feed = checked("https://example.org/news/feed")
    assert str(onward(feed, "../other#part", frozenset())) == "https://example.org/other"
    assert (
        str(onward(checked("http://example.org/"), "https://example.org/", frozenset()))
        == "https://example.org/"
    )
    with pytest.raises(AddressError, match="from https to"):
        onward(feed, "http://example.org/feed", frozenset())


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/?api_key=S3CRET&page=2",
        "https://example.org/?page=2;API%5FKEY=S3CRET#S3CRET",
        "https://example.org/?access_token=S3CRET&page=2&sig=S3CRET",
        "https://me:S3CRET@example.org/?page=2",
        "https://a@b:S3CRET@example.org/?page=2",
    ],
)
def test_an_address_is_shown_without_what_is_to_be_kept(address: str) -> None:
    told = shown(address)
    assert "S3CRET" not in told
    assert "page=2" in told
    assert told.startswith("https://example.org/?")


@given(st.text())
def test_an_address_is_shown_on_one_short_line(address: str) -> None:
    assert len(shown(address).splitlines()) <= 1
    assert len(shown(address)) <= 200
