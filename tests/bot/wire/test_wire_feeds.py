"""Runs of feeds against a server on this machine: what is written, what is left, what is said about it."""

import asyncio
import gzip
import json
import logging
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.wire import files, report
from bot.wire.getting import Limits
from bot.wire.run import FeedResult, Wire, run
from knowledge import formats
from knowledge.records import Story

if TYPE_CHECKING:
    from conftest import Asked, Clock, Make, Server

HEADED = "Band plays twelve marches"


def stories(wire: Wire) -> list[Story]:
    """Every release that was written, as the library will read it; fails on any other file."""
    found = [path for path in sorted(wire.releases.rglob("*")) if path.is_file()]
    return [
        story
        for path in found
        for story in formats.read(path.read_bytes(), path.relative_to(wire.releases).as_posix())
    ]


def reasons(result: FeedResult) -> list[str]:
    return [one.reason for one in result.skipped]


async def test_an_item_with_its_text_becomes_a_release_with_all_that_the_feed_says(
    server: "Server", make: "Make", wire: Wire
) -> None:
    more = (
        "<pubDate>Tue, 22 Jun 2021 23:52 EDT</pubDate>"
        "<dc:creator>Sgt. Ada Example</dc:creator><category>Music</category>"
    )
    item = make.item(
        "Band &amp; choir play",
        "https://example.org/news/band/",
        f"<p>{make.body}</p><p>End.</p>",
        "Short.",
        "tag:1",
        more,
    )
    server.pages["/feed"] = make.answer(make.rss(item), kind="text/xml")
    result = await run(make.feed(server.url("/feed")), wire)
    assert (result.fault, result.skipped, result.left, len(result.new)) == (None, (), 0, 1)
    [story] = stories(wire)
    assert story.title == "Band & choir play"
    assert story.date is not None
    assert (story.date.day.isoformat(), story.date.certain) == ("2021-06-22", True)
    assert story.url == "https://example.org/news/band/"
    assert (story.author, story.source) == ("Sgt. Ada Example", "Camp Example News")
    assert [span.of(story.text) for span in story.paragraphs] == [make.body, "End."]
    assert server.paths == ["/feed"]


async def test_an_item_without_its_text_has_its_page_fetched_once(
    server: "Server", make: "Make", wire: Wire
) -> None:
    link = server.url("/news/band.html")
    item = make.item(
        HEADED, link, summary="A beginning …", more="<pubDate>Tue, 03 Jun 2025 10:00:00 GMT</pubDate>"
    )
    server.pages["/feed"] = make.answer(make.rss(item))
    server.pages["/news/band.html"] = make.answer(make.page(HEADED))
    feed = make.feed(server.url("/feed"))
    first, second = await run(feed, wire), await run(feed, wire)
    assert server.paths == ["/feed", "/news/band.html", "/feed"]
    [story] = stories(wire)
    assert (story.title, story.url, story.source) == (HEADED, link, "Camp Example News")
    assert story.date is not None
    assert story.date.day.isoformat() == "2025-06-03"
    assert make.body in story.text
    assert [len(first.new), second.unchanged, len(second.written)] == [1, 1, 0]
    [file] = wire.releases.rglob("*.html")
    assert file.read_bytes().startswith(make.page(HEADED).encode())


async def test_a_page_that_says_all_of_itself_is_kept_to_the_byte(
    server: "Server", make: "Make", wire: Wire
) -> None:
    meta = (
        '<link rel="canonical" href="https://example.org/own"><meta name="author" content="A. Example">'
        '<meta name="date" content="2020-01-02"><meta property="og:site_name" content="The Camp">'
    )
    whole = make.page(HEADED).replace("</head>", f"{meta}</head>").encode()
    server.pages["/feed"] = make.answer(make.rss(make.item(HEADED, server.url("/p"))))
    server.pages["/p"] = make.answer(whole)
    result = await run(make.feed(server.url("/feed")), wire)
    assert (wire.releases / result.new[0]).read_bytes() == whole


async def test_a_feed_that_did_not_change_is_not_sent_again(
    server: "Server", make: "Make", wire: Wire
) -> None:
    item = make.item(HEADED, body=make.body, guid="1")

    async def feed(asked: "Asked", out: object) -> None:
        fresh = asked.headers.get("if-none-match") != '"v1"'
        await make.answer(make.rss(item) if fresh else "", 200 if fresh else 304, ETag='"v1"')(asked, out)  # type: ignore[arg-type]

    server.pages["/feed"] = feed
    first = await run(make.feed(server.url("/feed")), wire)
    second = await run(make.feed(server.url("/feed")), wire)
    assert server.asked[1].headers["if-none-match"] == '"v1"'
    assert (len(first.new), second.unchanged, second.written, second.fault) == (1, 1, (), None)
    await run(make.feed(server.url("/feed?other")), wire)
    assert "if-none-match" not in server.asked[2].headers


async def test_an_item_that_changes_replaces_its_file_and_one_that_goes_leaves_it(
    server: "Server", make: "Make", wire: Wire
) -> None:
    feed = make.feed(server.url("/feed"))
    items = [
        make.item("Old title", body=make.body, guid="a"),
        make.item("Other", body=make.body + "!", guid="b"),
    ]
    server.pages["/feed"] = make.answer(make.rss(*items))
    first = await run(feed, wire)
    server.pages["/feed"] = make.answer(make.rss(make.item("New title", body=make.body, guid="a")))
    second = await run(feed, wire)
    assert second.changed == (first.new[0],)
    assert second.new == ()
    assert sorted(story.title for story in stories(wire)) == ["New title", "Other"]


async def test_a_change_from_text_to_page_leaves_one_file(server: "Server", make: "Make", wire: Wire) -> None:
    feed = make.feed(server.url("/feed"))
    server.pages["/feed"] = make.answer(make.rss(make.item(HEADED, server.url("/p"), make.body, guid="a")))
    await run(feed, wire)
    server.pages["/feed"] = make.answer(make.rss(make.item(HEADED, server.url("/p"), guid="a")))
    server.pages["/p"] = make.answer(make.page(HEADED))
    result = await run(feed, wire)
    assert [path.relative_to(wire.releases).as_posix() for path in wire.releases.rglob("*.*")] == list(
        result.changed
    )
    assert result.changed[0].endswith(".html")


async def test_a_file_that_an_admin_took_away_does_not_come_back(
    server: "Server", make: "Make", wire: Wire
) -> None:
    feed = make.feed(server.url("/feed"))
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body, guid="a")))
    first = await run(feed, wire)
    (wire.releases / first.new[0]).unlink()
    assert (await run(feed, wire)).written == ()
    server.pages["/feed"] = make.answer(make.rss(make.item("One, put right", body=make.body, guid="a")))
    changed = await run(feed, wire)
    assert "taken out of the releases" in reasons(changed)[0]
    assert stories(wire) == []


async def test_without_the_book_nothing_is_doubled(server: "Server", make: "Make", wire: Wire) -> None:
    feed = make.feed(server.url("/feed"))
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body, guid="a")))
    await run(feed, wire)
    wire.book.file.unlink()
    again = await run(feed, wire)
    assert (again.written, again.unchanged, len(stories(wire))) == ((), 1, 1)


async def test_a_damaged_book_is_begun_anew_with_a_warning(
    server: "Server", make: "Make", wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    feed = make.feed(server.url("/feed"))
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body, guid="a")))
    await run(feed, wire)
    wire.book.file.write_bytes(b"no database at all" * 1000)
    again = await run(feed, wire)
    assert (again.fault, again.written) == (None, ())
    assert "is damaged" in caplog.text
    assert (await run(feed, wire)).unchanged == 1


async def test_odd_items_hurt_no_other(server: "Server", make: "Make", wire: Wire) -> None:
    good = make.item("Good", body=make.body, guid="good")
    server.pages["/gone"] = make.answer("gone", 404)
    server.pages["/login"] = make.answer(make.page("Please log in", "You need an account to read on. " * 20))
    server.pages["/picture"] = make.answer(b"\x89PNG\r\n\x1a\n" + bytes(99), kind="image/png")
    server.pages["/inside"] = make.redirect("http://10.0.0.1/secret")
    server.pages["/large"] = make.answer(b"<html>" + b"x" * 2_000_000)
    items = (
        make.item(),
        make.item(title="Only a title"),
        make.item("Private", "http://192.168.0.1/admin"),
        make.item("Metadata", "http://169.254.169.254/latest"),
        make.item("A file", "file:///etc/passwd"),
        make.item("A script", "javascript:alert(1)"),
        make.item("Inside", server.url("/inside")),
        make.item("Gone", server.url("/gone")),
        make.item("Wonderful marches everywhere", server.url("/login")),
        make.item("Picture", server.url("/picture")),
        make.item("Large", server.url("/large")),
    )
    server.pages["/feed"] = make.answer(make.rss(*items, good))
    result = await run(make.feed(server.url("/feed")), wire)
    assert [story.title for story in stories(wire)] == ["Good"]
    told = {one.item: one.reason for one in result.skipped}
    assert "private network" in told["Private"]
    assert "private network" in told["Metadata"]
    assert "leads elsewhere" in told["Inside"]
    assert "no http or https" in told["A file"]
    assert "no http or https" in told["A script"]
    assert "404" in told["Gone"]
    assert "does not hold the story's title" in told["Wonderful marches everywhere"]
    assert "PNG picture" in told["Picture"]
    assert "larger than the 1,000,000 bytes" in told["Large"]
    assert "no link" in told["Only a title"]
    assert all(len(reason.splitlines()) == 1 for reason in told.values())
    assert "Private" not in {one.item for one in (await run(make.feed(server.url("/feed")), wire)).skipped}


async def test_an_item_that_stands_twice_is_taken_once(server: "Server", make: "Make", wire: Wire) -> None:
    items = [make.item("First", body=make.body, guid="a"), make.item("Second", body=make.body * 2, guid="a")]
    server.pages["/feed"] = make.answer(make.rss(*items))
    for _ in range(2):
        await run(make.feed(server.url("/feed")), wire)
    assert [story.title for story in stories(wire)] == ["First"]


async def test_hostile_names_do_not_reach_the_disk_or_break_a_line(
    server: "Server", make: "Make", wire: Wire
) -> None:
    odd = "../../../etc/passwd &lt;@everyone&gt; \x7f {0} %s \u202e &#10; --"
    items = [
        make.item(
            odd, f"https://example.org/../..%2f..%2fetc%2fpasswd?{n}", make.body, guid=f"../{n}/{'x' * 500}"
        )
        for n in range(3)
    ]
    items.append(make.item(odd, "http://192.168.0.1/", guid=".hidden\n"))
    server.pages["/feed"] = make.answer(make.rss(*items, title="../up"))
    result = await run(make.feed(server.url("/feed"), name="A_b-C d"), wire)
    assert len(result.new) == 3
    for file in result.new:
        assert re.fullmatch(r"a-b-c-d/[a-z0-9][a-z0-9._-]{1,98}", file)
        assert (wire.releases / file).is_file()
    assert sum(path.is_file() for path in wire.releases.parent.rglob("*")) == 4  # and the book
    told = list(report.lines(result))
    assert len(result.skipped) == 1
    assert not set("\u202e\x7f\n") & set("".join([*told, repr(result.skipped)]))


async def test_a_firewalls_page_is_a_passing_fault_for_a_quarter_of_an_hour(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    feed = make.feed(server.url("/feed"))
    server.pages["/feed"] = make.answer(make.page("Just a moment", "Checking your browser. " * 20))
    waits = []
    for _ in range(9):
        result = await run(feed, wire)
        assert result.fault is not None
        assert "a web page" in result.fault
        waits.append((result.next_try - clock.now) / 60)
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body)))
    assert (await run(feed, wire)).next_try == clock.now + 3600
    assert (await run(feed, replace(wire, chance=lambda: 1.0))).fault is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "something else"),
        (b"\x89PNG\r\n", "something else"),
        (b'{"error": "no"}', "JSON of another kind"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": ', "JSON of another kind"),
        (b"[" * 100_000, "something else"),
        (b"{" * 100_000, "JSON of another kind"),
        (b"<rss version='2.0'><channel><title>cut", "broken"),
        (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel/>',
            "entities",
        ),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE rss [<!ENTITY a "ha">]><rss/>'.encode("utf-16"),
            "entities",
        ),
    ],
)
async def test_what_is_no_feed_is_a_sentence(
    server: "Server", make: "Make", wire: Wire, raw: bytes, said: str
) -> None:
    server.pages["/feed"] = make.answer(raw)
    result = await run(make.feed(server.url("/feed")), wire)
    assert said in (result.fault or "")
    assert len((result.fault or "").splitlines()) == 1
    assert result.written == ()


async def test_a_bomb_of_entities_is_not_set_off(server: "Server", make: "Make", wire: Wire) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>'
        + make.rss(make.item("&e12;", body=make.body))[38:]
    )
    server.pages["/feed"] = make.answer(bomb)
    result = await run(make.feed(server.url("/feed")), wire)
    assert "entities" in (result.fault or "")


async def test_a_packed_bomb_is_a_fault(server: "Server", make: "Make", wire: Wire) -> None:
    server.pages["/feed"] = make.answer(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")
    assert "larger than" in ((await run(make.feed(server.url("/feed")), wire)).fault or "")


async def test_broken_xml_gives_the_items_that_can_be_read(
    server: "Server", make: "Make", wire: Wire
) -> None:
    whole = make.rss(
        make.item("One", body=make.body, guid="1"), make.item("Two", body=make.body * 2, guid="2")
    )
    server.pages["/feed"] = make.answer(whole.replace("</channel></rss>", "<item><title>& < bro"))
    result = await run(make.feed(server.url("/feed")), wire)
    assert result.fault is None
    assert {"One", "Two"} <= {story.title for story in stories(wire)}


@pytest.mark.parametrize(
    ("status", "minutes"), [(403, 15), (404, 60), (410, 1440), (500, 15), (503, 15), (429, 15)]
)
async def test_a_status_is_told_plainly_and_decides_when_to_come_again(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", status: int, minutes: int
) -> None:
    server.pages["/feed"] = make.answer("x", status)
    result = await run(make.feed(server.url("/feed")), wire)
    assert f"({status})" in (result.fault or "")
    assert result.next_try == clock.now + minutes * 60


@pytest.mark.parametrize(("asked", "kept"), [("7200", 7200), ("1", 300), ("999999999", 86_400)])
async def test_retry_after_is_kept_to_even_when_a_run_is_asked_for(
    server: "Server", make: "Make", wire: Wire, clock: "Clock", asked: str, kept: int
) -> None:
    server.pages["/feed"] = make.answer("x", 429, Retry_After=asked)
    feed = make.feed(server.url("/feed"))
    assert (await run(feed, wire)).next_try == clock.now + kept
    clock.now += kept - 1
    assert "asked for no call before" in ((await run(feed, wire)).fault or "")
    assert len(server.asked) == 1
    clock.now += 2
    server.pages["/feed"] = make.answer(make.rss())
    assert (await run(feed, wire)).fault is None


async def test_a_run_fetches_only_so_many_pages_and_the_next_one_goes_on(
    server: "Server", make: "Make", wire: Wire
) -> None:
    titles = ["alpha", "bravo", "charlie", "delta", "echoes"]
    server.pages |= {f"/{one}": make.answer(make.page(one, f"{one} {make.body}")) for one in titles}
    items = [make.item(one, server.url(f"/{one}")) for one in titles]
    server.pages["/feed"] = make.answer(make.rss(*items), ETag='"v1"')
    few = replace(wire, pages=2)
    results = [await run(make.feed(server.url("/feed")), few) for _ in range(4)]
    assert [(len(one.new), one.left) for one in results] == [(2, 3), (2, 1), (1, 0), (0, 0)]
    assert len(server.paths) == 4 + 5
    conditional = ["if-none-match" in one.headers for one in server.asked if one.path == "/feed"]
    assert conditional == [False, False, False, True]


async def test_a_page_that_does_not_come_is_asked_for_again_but_not_for_ever(
    server: "Server", make: "Make", wire: Wire
) -> None:
    server.pages["/p"] = make.answer("x", 500)
    server.pages["/feed"] = make.answer(make.rss(make.item(HEADED, server.url("/p"))), ETag='"v1"')
    for _ in range(6):
        await run(make.feed(server.url("/feed")), wire)
    assert server.paths.count("/p") == 4
    server.pages["/feed"] = make.answer(make.rss(make.item(HEADED, server.url("/p"), summary="Changed.")))
    server.pages["/p"] = make.answer(make.page(HEADED))
    assert len((await run(make.feed(server.url("/feed")), wire)).new) == 1


async def test_a_server_that_wants_fewer_calls_is_left_alone_for_as_long_as_it_asks(
    server: "Server", make: "Make", wire: Wire, clock: "Clock"
) -> None:
    server.pages |= {f"/{n}": make.answer("x", 429, Retry_After="20000") for n in range(5)}
    server.pages["/feed"] = make.answer(
        make.rss(*(make.item(f"Title {n}", server.url(f"/{n}")) for n in range(5)))
    )
    result = await run(make.feed(server.url("/feed")), wire)
    assert server.paths == ["/feed", "/0"]
    assert (result.fault, result.left) == (None, 5)
    assert result.next_try == clock.now + 20_000


async def test_slow_pages_do_not_take_up_the_whole_run(server: "Server", make: "Make", wire: Wire) -> None:
    async def silent(*_: object) -> None:
        await asyncio.sleep(20)

    server.pages |= {f"/{n}": silent for n in range(9)}
    items = [make.item(f"Title {n}", server.url(f"/{n}")) for n in range(9)]
    server.pages["/feed"] = make.answer(make.rss(*items, make.item("Good", body=make.body)))
    quick = replace(wire, limits=Limits(max_bytes=1_000_000, seconds=0.2))
    result = await run(make.feed(server.url("/feed")), quick)
    assert server.paths == ["/feed", "/0", "/1"]
    assert [story.title for story in stories(wire)] == ["Good"]
    assert result.left == 9


async def test_json_feeds_and_atom_are_read(server: "Server", make: "Make", wire: Wire) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "JSON News",
        "items": [
            {
                "id": 7,
                "url": "https://example.org/7",
                "title": "Seven",
                "content_text": make.body,
                "date_published": "2024-02-03T23:00:00-05:00",
                "author": {"name": "Ada"},
            },
            "odd",
            {"id": [], "tags": 5, "authors": "x", "content_html": None},
        ],
    }
    server.pages["/json"] = make.answer(json.dumps(feed), kind="application/feed+json")
    entry = (
        "<entry><id>urn:x</id><title type='html'>&lt;b&gt;Eight&lt;/b&gt;</title><link href='/8'/>"
        "<updated>2024-03-04T00:00:00Z</updated><author><name>Bo</name></author>"
        f"<content type='html'>&lt;p&gt;{make.body}&lt;/p&gt;</content></entry>"
    )
    server.pages["/atom"] = make.answer(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Atom News</title>{entry}</feed>"
    )
    assert (await run(make.feed(server.url("/json"), "json"), wire)).fault is None
    assert (await run(make.feed(server.url("/atom"), "atom"), wire)).fault is None
    eight, seven = stories(wire)
    assert (seven.title, seven.url, seven.source, seven.author) == (
        "Seven",
        "https://example.org/7",
        "JSON News",
        "Ada",
    )
    assert seven.date is not None
    assert seven.date.day.isoformat() == "2024-02-03"
    assert (eight.title, eight.url, eight.author) == ("Eight", server.url("/8"), "Bo")


async def test_a_number_as_a_guid_is_not_taken_for_that_of_another_feed(
    server: "Server", make: "Make", wire: Wire
) -> None:
    server.pages["/a"] = make.answer(make.rss(make.item("One", body=make.body, guid="17")))
    server.pages["/b"] = make.answer(make.rss(make.item("Two", body=make.body * 2, guid="17")))
    await run(make.feed(server.url("/a"), "a"), wire)
    await run(make.feed(server.url("/b"), "b"), wire)
    assert len({story.id for story in stories(wire)}) == 2


async def test_what_a_killed_process_left_half_written_is_swept_and_never_read(
    server: "Server", make: "Make", wire: Wire
) -> None:
    old = wire.releases / "camp-example" / ".x.html.0123.part"
    old.parent.mkdir(parents=True)
    old.write_text("half")
    os.utime(old, (0, 0))
    young = old.with_name(".y.html.0123.part")
    young.write_text("half")
    server.pages["/feed"] = make.answer(make.rss())
    await run(make.feed(server.url("/feed")), wire)
    assert [path.name for path in old.parent.iterdir()] == [young.name]


async def test_progress_is_told(server: "Server", make: "Make", wire: Wire) -> None:
    items = [make.item(f"Title {n}", body=make.body * (n + 1), guid=str(n)) for n in range(3)]
    server.pages["/feed"] = make.answer(make.rss(*items))
    steps: list[tuple[str, int, int]] = []
    await run(make.feed(server.url("/feed")), wire, lambda *step: steps.append(step))
    assert steps == [("Camp Example", 0, 0), *(("Camp Example", n, 3) for n in (1, 2, 3))]


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss>" + b"<" * 100_000,
        b"<rss>" + b"<item>" * 20_000,
        b"<rss>" + b"&" * 500_000,
        b"<rss><channel><item><title>" + b"<![CDATA[" * 10_000,
        b"<rss><channel><item><description>"
        + b"&lt;a href=" * 90_000
        + b"</description></item></channel></rss>",
        b"<rss><channel><item><description>"
        + b"&lt;!--" * 150_000
        + b"</description></item></channel></rss>",
        b"<rss><channel><item>" + b"".join(b"<category>%d</category>" % n for n in range(40_000)),
        b"<rss><channel>" + b"<item><a>" * 100_000,
        b"<rss" + b" a=" * 300_000 + b"><channel>",
        b"<rss><!--" + b"<!--" * 25_000,
    ],
)
async def test_feeds_made_to_be_slow_are_read_in_time(
    server: "Server", make: "Make", wire: Wire, caplog: pytest.LogCaptureFixture, raw: bytes
) -> None:
    caplog.set_level(logging.ERROR)
    server.pages["/feed"] = make.answer(raw, kind="text/xml")
    async with asyncio.timeout(20):
        await run(make.feed(server.url("/feed")), wire)
    assert caplog.records == []


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a" / "b.json"
    files.write(target, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(target, b"two")
    assert target.read_bytes() == b"one"
    assert [path.name for path in target.parent.iterdir()] == ["b.json"]


async def test_a_firewall_that_answers_403_keeps_no_story_away_for_ever(
    server: "Server", make: "Make", wire: Wire
) -> None:
    titles = ["alpha", "bravo", "charlie", "delta"]
    server.pages |= {f"/{one}": make.answer(make.page("Just a moment"), 403) for one in titles}
    items = [make.item(one, server.url(f"/{one}")) for one in titles]
    server.pages["/feed"] = make.answer(make.rss(*items))
    first = await run(make.feed(server.url("/feed")), wire)
    assert server.paths == ["/feed", "/alpha", "/bravo"]  # and then it is left alone
    assert (first.left, first.fault) == (4, None)
    server.pages |= {f"/{one}": make.answer(make.page(one, f"{one} {make.body}")) for one in titles}
    assert len((await run(make.feed(server.url("/feed")), wire)).new) == 4


async def test_a_page_given_up_is_tried_as_often_again_when_the_feed_says_something_new(
    server: "Server", make: "Make", wire: Wire
) -> None:
    server.pages["/p"] = make.answer("x", 500)
    for summary in ("Old.", "New."):
        item = make.item(HEADED, server.url("/p"), summary=summary, guid="a")
        server.pages["/feed"] = make.answer(make.rss(item))
        for _ in range(6):
            await run(make.feed(server.url("/feed")), wire)
    assert server.paths.count("/p") == 8


async def test_no_script_or_style_of_an_item_becomes_text(server: "Server", make: "Make", wire: Wire) -> None:
    body = f"<style>p {{ color: red }}</style><p>{make.body}</p><script>alert('ahem')</script>"
    body += "<SCRIPT src='x'>ahem</SCRIPT ><p>The end.</p><script>ahem"
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=body)))
    item = {"id": "camp:2", "title": "Two", "content_html": body.replace("One", "Two")}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    server.pages["/json"] = make.answer(json.dumps(feed))
    await run(make.feed(server.url("/feed")), wire)
    await run(make.feed(server.url("/json"), "json"), wire)
    for story in stories(wire):
        assert [span.of(story.text) for span in story.paragraphs] == [make.body, "The end."]
    assert len(stories(wire)) == 2


async def test_a_guid_that_is_no_address_is_not_taken_for_a_link(
    server: "Server", make: "Make", wire: Wire
) -> None:
    server.pages["/feed"] = make.answer(
        make.rss(make.item("One", summary="A short made-up text.", guid="camp:1"))
    )
    result = await run(make.feed(server.url("/feed")), wire)
    assert (len(result.new), result.skipped) == (1, ())
    assert [story.url for story in stories(wire)] == [None]
    assert server.paths == ["/feed"]
