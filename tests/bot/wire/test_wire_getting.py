"""One GET from a server on this machine that misbehaves in every way it can."""

import asyncio
import gzip
import logging
import socket
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st

from bot.wire.faults import (
    AddressError,
    RedirectError,
    SlowError,
    StatusError,
    TooLargeError,
    UnreachableError,
    WireError,
)
from bot.wire.getting import Limits, Line, retry_after

if TYPE_CHECKING:
    from conftest import Asked, Make, Server

SMALL = Limits(max_bytes=100_000, seconds=5)
SHORT = Limits(max_bytes=100_000, seconds=0.3)


async def test_what_comes_is_told_with_its_marks(server: "Server", make: "Make", line: Line) -> None:
    server.pages["/feed"] = make.answer(
        "<rss/>", kind="text/xml; charset=x", ETag='"a1"', Last_Modified="Tue"
    )
    got = await line.get(server.url("/feed"), SMALL)
    assert (got.status, got.raw, got.etag, got.modified) == (200, b"<rss/>", '"a1"', "Tue")
    assert (got.content_type, got.url) == ("text/xml; charset=x", server.url("/feed"))
    [asked] = server.asked
    assert asked.headers["user-agent"].startswith("dateline/")
    assert "cookie" not in asked.headers
    assert "if-none-match" not in asked.headers


async def test_the_marks_of_the_last_time_make_it_conditional(
    server: "Server", make: "Make", line: Line
) -> None:
    server.pages["/feed"] = make.answer(status=304)
    got = await line.get(server.url("/feed"), SMALL, etag='"a1"', modified="Tue")
    assert (got.status, got.raw) == (304, b"")
    assert server.asked[0].headers["if-none-match"] == '"a1"'
    assert server.asked[0].headers["if-modified-since"] == "Tue"


async def test_not_changed_is_no_answer_to_who_did_not_ask(
    server: "Server", make: "Make", line: Line
) -> None:
    server.pages["/feed"] = make.answer(status=304)
    with pytest.raises(StatusError, match="304"):
        await line.get(server.url("/feed"), SMALL)


@pytest.mark.parametrize(
    ("status", "passing"),
    [
        (206, False),
        (400, False),
        (401, False),
        (403, True),
        (404, False),
        (410, False),
        (429, True),
        (500, True),
        (503, True),
    ],
)
async def test_any_other_status_is_a_sentence(
    server: "Server", make: "Make", line: Line, status: int, passing: bool
) -> None:
    server.pages["/feed"] = make.answer("<b>what the server says</b>", status)
    with pytest.raises(StatusError, match=str(status)) as wrong:
        await line.get(server.url("/feed"), SMALL)
    assert (wrong.value.status, wrong.value.passing, wrong.value.wait) == (status, passing, None)
    assert "what the server says" not in str(wrong.value)


async def test_retry_after_is_told(server: "Server", make: "Make", line: Line) -> None:
    server.pages["/feed"] = make.answer(status=429, Retry_After="120")
    with pytest.raises(StatusError) as wrong:
        await line.get(server.url("/feed"), SMALL)
    assert wrong.value.wait == 120


def test_retry_after_is_read_as_seconds_or_a_date() -> None:
    now = 1_750_000_000.0  # Sun, 15 Jun 2025 15:06:40 GMT
    assert retry_after("Sun, 15 Jun 2025 15:16:40 GMT", now) == 600
    assert retry_after("Sun, 15 Jun 2025 14:16:40 GMT", now) == 0
    assert retry_after(" 7 ", now) == 7
    assert [retry_after(one, now) for one in (None, "", "soon", "-5", "1.5", "٣", "9" * 5000)][:6] == [
        None
    ] * 6


@given(st.text() | st.integers().map(str))
def test_any_retry_after_is_some_seconds_or_none(said: str) -> None:
    wait = retry_after(said, 0.0)
    assert wait is None or wait >= 0


async def test_redirects_are_followed_five_times(server: "Server", make: "Make", line: Line) -> None:
    for number in range(6):
        server.pages[f"/{number}"] = make.redirect(f"/{number + 1}")
    server.pages["/6"] = make.answer("there")
    assert (await line.get(server.url("/1"), SMALL)).url == server.url("/6")
    with pytest.raises(RedirectError, match="5 redirects"):
        await line.get(server.url("/0"), SMALL)


async def test_a_circle_of_redirects_ends(server: "Server", make: "Make", line: Line) -> None:
    server.pages["/a"] = make.redirect("/a")
    with pytest.raises(RedirectError):
        await line.get(server.url("/a"), SMALL)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "http://10.0.0.1/x",
        "http://localhost:1/x",
        "http://[::1]/",
        "http://2130706433/",
        "http://u:p@h/",
    ],
)
async def test_a_redirect_to_where_nobody_may_go_is_not_followed(
    server: "Server", make: "Make", line: Line, to: str
) -> None:
    server.pages["/a"] = make.redirect(to)
    with pytest.raises(AddressError):
        await line.get(server.url("/a"), SMALL)
    assert len(server.asked) == 1


async def test_this_machine_is_not_called_unless_it_is_allowed(server: "Server", make: "Make") -> None:
    server.pages["/a"] = make.answer("secret")
    async with Line(pause=0) as closed:
        for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "0"):
            with pytest.raises(WireError):
                await closed.get(server.url("/a", host), SMALL)
    assert server.asked == []
    async with Line(["LOCALHOST"], pause=0) as opened:
        assert (await opened.get(server.url("/a", "localhost"), SMALL)).raw == b"secret"


class Rebinding(AbstractResolver):
    """Says a public number to who checks first, and this machine to who asks again."""

    def __init__(self) -> None:
        self.asked = 0

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:  # noqa: ARG002
        self.asked += 1
        number = "127.0.0.2" if self.asked == 1 else "127.0.0.1"
        return [ResolveResult(hostname=host, host=number, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


async def test_a_name_that_resolves_anew_to_this_machine_gains_nothing(
    server: "Server", make: "Make", monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody listens at the number that is taken for a public one here.
    monkeypatch.setattr("bot.wire.addresses.is_public", lambda number: str(number) == "127.0.0.2")
    server.pages["/a"] = make.answer("secret")
    resolver = Rebinding()
    async with Line(pause=0, resolver=resolver) as line:
        with pytest.raises(UnreachableError):  # it is called at the number that was checked
            await line.get(server.url("/a", "rebinding.example"), SHORT)
        assert resolver.asked == 1
        with pytest.raises(AddressError):
            await line.get(server.url("/a", "rebinding.example"), SHORT)
    assert resolver.asked == 2
    assert server.asked == []


async def test_a_slow_drip_is_given_up(server: "Server", line: Line) -> None:
    async def drip(_: "Asked", out: asyncio.StreamWriter) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            out.write(b"x")
            await out.drain()
            await asyncio.sleep(0.02)

    server.pages["/a"] = drip
    with pytest.raises(SlowError, match=r"more than 0\.3 seconds"):
        await line.get(server.url("/a"), SHORT)


async def test_the_time_is_for_all_redirects_together(server: "Server", make: "Make", line: Line) -> None:
    async def slowly(_: "Asked", out: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.12)
        await make.redirect("/a")(_, out)

    server.pages["/a"] = slowly
    with pytest.raises(SlowError):
        await line.get(server.url("/a"), SHORT)


async def test_silence_is_given_up(server: "Server", line: Line) -> None:
    async def silent(_: "Asked", out: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    server.pages["/a"] = silent
    with pytest.raises(SlowError):
        await line.get(server.url("/a"), SHORT)


async def test_an_endless_body_is_cut_off(server: "Server", line: Line) -> None:
    sent = 0

    async def endless(_: "Asked", out: asyncio.StreamWriter) -> None:
        nonlocal sent
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
        while True:
            out.write(b"x" * 10_000)
            sent += 10_000
            await out.drain()

    server.pages["/a"] = endless
    with pytest.raises(TooLargeError, match="100,000 bytes"):
        await line.get(server.url("/a"), SMALL)
    await asyncio.sleep(0.2)
    assert sent < 20_000_000


@pytest.mark.parametrize("length", ["5", "50000000", "-1", "x"])
async def test_what_the_server_says_of_the_length_is_not_believed(
    server: "Server", make: "Make", line: Line, length: str
) -> None:
    server.pages["/a"] = make.answer(b"x" * 200_000, Content_Length=length, Connection="close")
    try:
        got = await line.get(server.url("/a"), SHORT)
    except WireError:
        return
    assert got.raw == b"x" * 5


async def test_a_body_that_breaks_off_is_not_taken(server: "Server", make: "Make", line: Line) -> None:
    async def breaks(_: "Asked", out: asyncio.StreamWriter) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")
        await out.drain()
        out.close()

    server.pages["/a"] = breaks
    with pytest.raises(UnreachableError, match="broke off"):
        await line.get(server.url("/a"), SMALL)


async def test_a_packed_answer_is_unpacked_whole(server: "Server", make: "Make", line: Line) -> None:
    text = b"".join(b"%d bottles\n" % number for number in range(60_000))
    parts = gzip.compress(text[:300_000]) + gzip.compress(text[300_000:])
    server.pages["/a"] = make.answer(parts, Content_Encoding="gzip")
    assert (await line.get(server.url("/a"), Limits())).raw == text


async def test_a_bomb_is_counted_unpacked(server: "Server", make: "Make", line: Line) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 250_000
    server.pages["/a"] = make.answer(bomb, Content_Encoding="gzip")
    with pytest.raises(TooLargeError):
        await line.get(server.url("/a"), Limits(max_bytes=1_000_000))


@pytest.mark.parametrize("packing", ["br", "deflate", "gzip, gzip", "zstd", "odd"])
async def test_packings_that_nobody_asked_for_are_refused(
    server: "Server", make: "Make", line: Line, packing: str
) -> None:
    server.pages["/a"] = make.answer(gzip.compress(b"x", mtime=0), Content_Encoding=packing)
    with pytest.raises(UnreachableError):
        await line.get(server.url("/a"), SMALL)


@pytest.mark.parametrize(
    "raw",
    [
        b"no gzip at all",
        gzip.compress(b"x" * 5000, mtime=0)[:-9],
        gzip.compress(b"x", mtime=0)[:-4] + b"odd!",
    ],
)
async def test_a_damaged_packing_is_refused(server: "Server", make: "Make", line: Line, raw: bytes) -> None:
    server.pages["/a"] = make.answer(raw, Content_Encoding="gzip")
    with pytest.raises(UnreachableError):
        await line.get(server.url("/a"), SMALL)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe no protocol at all\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"",
    ],
)
async def test_what_is_no_http_is_a_sentence(server: "Server", line: Line, raw: bytes) -> None:
    async def odd(_: "Asked", out: asyncio.StreamWriter) -> None:
        out.write(raw)
        await out.drain()
        out.close()

    server.pages["/a"] = odd
    with pytest.raises(UnreachableError) as wrong:
        await line.get(server.url("/a?api_key=S3CRET"), SHORT)
    assert "S3CRET" not in repr(wrong.value)


async def test_nobody_there_and_no_such_host_are_sentences(server: "Server", line: Line) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(UnreachableError, match=r"127\.0\.0\.1 cannot be reached"):
        await line.get(f"http://127.0.0.1:{port}/", SMALL)
    with pytest.raises(UnreachableError, match="no host nowhere"):
        await line.get("http://nowhere.invalid/", SMALL)


async def test_a_host_is_called_one_at_a_time_with_a_pause_between(server: "Server", make: "Make") -> None:
    server.pages["/a"] = make.answer("x")
    async with Line(["127.0.0.1"], pause=0.05) as line:
        began = time.monotonic()
        await asyncio.gather(*(line.get(server.url("/a"), SMALL) for _ in range(4)))
        assert time.monotonic() - began >= 0.15
    assert server.most_at_once == 1


async def test_a_key_in_an_address_is_in_no_message_log_or_repr(
    server: "Server", make: "Make", line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.pages["/status"] = make.answer(status=500)
    server.pages["/good"] = make.answer("x")
    server.pages["/to"] = make.redirect("/to?api_key=S3CRET")
    server.pages["/odd"] = make.redirect("http://[?api_key=S3CRET")
    server.pages["/large"] = make.answer(b"x" * 200_000)
    told = [repr(await line.get(server.url("/good?api_key=S3CRET"), SMALL))]
    for path in ("/status", "/to", "/odd", "/large", "/a b"):
        with pytest.raises(WireError) as wrong:
            await line.get(server.url(f"{path}?page=1&api_key=S3CRET"), SMALL)
        error: BaseException | None = wrong.value
        while error is not None:
            told += [str(error), repr(error)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert "S3CRET" not in " ".join(told) + caplog.text
