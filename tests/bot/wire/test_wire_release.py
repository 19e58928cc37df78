"""One release by its address."""

from typing import TYPE_CHECKING

import pytest

from bot.wire.faults import AddressError, StatusError
from bot.wire.release import fetch_release
from knowledge import formats

if TYPE_CHECKING:
    from conftest import Make, Server


async def test_a_page_is_fetched_with_its_address_and_under_a_safe_name(
    server: "Server", make: "Make"
) -> None:
    server.pages["/to"] = make.redirect("/news/../%2e%2e/band%20plays.html?x=1")
    server.pages["/band%20plays.html"] = make.answer(make.page("Band plays twelve marches"))
    got = await fetch_release(server.url("/to"), ["127.0.0.1"])
    assert got.name.startswith("band-20plays-")
    assert got.name.endswith(".html")
    [story] = formats.read(got.raw, got.name)
    assert (story.title, story.url) == ("Band plays twelve marches", got.url)


async def test_what_cannot_be_read_is_given_as_it_came(server: "Server", make: "Make") -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(99)
    server.pages["/x"] = make.answer(picture, kind="image/png")
    assert (await fetch_release(server.url("/x"), ["127.0.0.1"])).raw == picture


async def test_what_may_not_be_called_or_is_not_there_is_an_error(server: "Server") -> None:
    with pytest.raises(AddressError):
        await fetch_release(server.url("/x"))
    with pytest.raises(StatusError, match="404"):
        await fetch_release(server.url("/x"), ["127.0.0.1"])
    assert len(server.asked) == 1
