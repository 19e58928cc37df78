"""`dateline fetch` as a process, from feeds on this machine."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Make, Server

Fetch = Callable[..., Awaitable[Any]]
PATIENCE = 60  # seconds; far more than it takes


@pytest.fixture
def config(server: "Server", tmp_path: Path) -> Path:
    """Two feeds of the server on this machine: "Camp Example" at /feed, and "second" at /second."""
    feeds = [
        {"name": "Camp Example", "url": server.url("/feed")},
        {"name": "second", "url": server.url("/second")},
    ]
    file = tmp_path / "mine.yaml"
    settings = {"feeds": feeds, "wire": {"allowed_hosts": ["127.0.0.1"]}, "knowledge": {"shipped": False}}
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return file


@pytest.fixture
def fetch(dateline: Callable[..., Any], config: Path) -> Fetch:
    """Run `dateline fetch` with these feeds, while the server answers."""

    async def run(*arguments: str) -> object:
        return await asyncio.to_thread(dateline, "fetch", "--config", config, *arguments)

    return run


async def test_it_says_what_came_and_what_did_not_and_the_stories_are_there(
    server: "Server", make: "Make", fetch: Fetch, dateline: Callable[..., Any], config: Path, tmp_path: Path
) -> None:
    odd = make.item("Gone \u202e31m away", server.url("/gone"), guid="c:3")
    whole = make.item("Band plays twelve marches", body=make.body, guid="c:1")
    paged = make.item("Choir sings at Camp Example", server.url("/choir.html"), guid="c:2")
    server.pages["/feed"] = make.answer(make.rss(whole, paged, odd))
    server.pages["/choir.html"] = make.answer(make.page("Choir sings at Camp Example"))
    server.pages["/second"] = make.answer(make.rss())
    ran = await fetch()
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "Camp Example: 2 new, 1 not taken."
    assert [line.split()[0] for line in lines[1:4]] == ["new", "new", "not"]
    assert lines[3].endswith(f"Gone \ufffd31m away: {server.url('/gone')} is not there (404).")
    assert lines[4] == "second: it lists nothing."
    files = [line.split()[1] for line in lines[1:3]]
    assert all((tmp_path / "home" / "releases" / file).is_file() for file in files)
    listed = await asyncio.to_thread(dateline, "stories", "--config", config)
    assert "Band plays twelve marches" in listed.out
    assert "Choir sings at Camp Example" in listed.out
    again = await fetch()
    assert (again.code, again.out.splitlines()[0]) == (0, "Camp Example: 3 unchanged.")


async def test_json_is_one_object_for_each_feed(server: "Server", make: "Make", fetch: Fetch) -> None:
    server.pages["/feed"] = make.answer(
        make.rss(make.item("One", body=make.body, guid="c:1"), make.item("Private", "http://10.0.0.1/"))
    )
    ran = await fetch("--json")
    first, second = ran.objects
    assert (ran.code, ran.err) == (1, "")
    assert (first["feed"], len(first["new"]), first["changed"], first["unchanged"]) == (
        "Camp Example",
        1,
        [],
        0,
    )
    assert first["skipped"][0]["item"] == "Private"
    assert "private network" in first["skipped"][0]["reason"]
    assert (first["left"], first["fault"]) == (0, None)
    assert first["next_try"].startswith("20")
    assert (second["feed"], second["new"]) == ("second", [])
    assert "(404)" in second["fault"]


async def test_a_feed_that_fails_is_a_sentence_and_exit_code_1_and_the_other_is_taken(
    server: "Server", make: "Make", fetch: Fetch
) -> None:
    server.pages["/feed"] = make.answer(make.page("Just a moment"), Retry_After="60")
    server.pages["/second"] = make.answer(make.rss(make.item("One", body=make.body)))
    ran = await fetch()
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines()[0] == (
        "Camp Example: Instead of a feed came a web page, as firewalls send it; it is tried again."
    )
    assert "second: 1 new." in ran.out


async def test_only_the_feeds_that_are_named_are_run(server: "Server", make: "Make", fetch: Fetch) -> None:
    server.pages["/second"] = make.answer(make.rss())
    for name in ("second", "SECOND"):
        ran = await fetch(name)
        assert (ran.code, ran.out) == (0, "second: it lists nothing.\n")
    assert server.paths == ["/second", "/second"]
    wrong = await fetch("third")
    assert (wrong.code, wrong.out) == (2, "")
    assert "there is no feed 'third'; there are: Camp Example, second" in wrong.err
    assert server.paths == ["/second", "/second"]


def test_without_feeds_one_sentence_says_where_to_name_them(dateline: Callable[..., Any]) -> None:
    ran = dateline("fetch")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "dateline: no feed is configured; name some under `feeds` in your config.\n"


async def test_the_key_is_taken_from_the_environment_and_never_shown(
    server: "Server", make: "Make", dateline: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    feed = {"name": "Army", "url": server.url("/search?branch=Army"), "kind": "dvids"}
    file.write_text(yaml.safe_dump({"feeds": [feed], "wire": {"allowed_hosts": ["127.0.0.1"]}}))
    server.pages["/search"] = make.answer(f"api_key={make.key} is no key", 403)
    for options in ((), ("--json",), ("--verbose",)):
        ran = await asyncio.to_thread(
            dateline, "fetch", "--config", file, *options, extra={"DVIDS_API_KEY": make.key}
        )
        assert ran.code == 1
        assert "does not take the key in DVIDS_API_KEY (403)" in ran.out
        assert make.key not in ran.out + ran.err
    assert server.asked[0].query["api_key"] == make.key
    missing = await asyncio.to_thread(dateline, "fetch", "--config", file, extra={"DVIDS_API_KEY": ""})
    assert "needs a key in the environment, as DVIDS_API_KEY" in missing.out


async def test_a_data_folder_that_cannot_be_made_is_one_line(fetch: Fetch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    ran = await fetch("--data", str(tmp_path / "file" / "data"))
    assert (ran.code, ran.out) == (1, "")
    assert "--data or DATELINE_HOME names another" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_whenever_it_is_broken_off_what_came_is_whole_and_the_next_run_goes_on(
    server: "Server",
    make: "Make",
    fetch: Fetch,
    config: Path,
    environment: dict[str, str],
    tmp_path: Path,
    number: signal.Signals,
) -> None:
    hangs = asyncio.Event()

    async def silent(*_: object) -> None:
        hangs.set()
        await asyncio.sleep(PATIENCE)

    items = [make.item("Whole", body=make.body, guid="c:1"), make.item("Paged", server.url("/p"), guid="c:2")]
    server.pages |= {"/feed": make.answer(make.rss(*items)), "/p": silent}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "fetch", "--config", config, "camp-example",
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE):
        await hangs.wait()
        os.kill(process.pid, number)
        out, err = await process.communicate()
    if number == signal.SIGINT:
        assert (process.returncode, out) == (1, b"")
        assert err == b"dateline: broken off; what has come is kept, and the next run goes on from there.\n"
    [kept] = [path for path in (tmp_path / "home" / "releases").rglob("*") if path.is_file()]
    assert json.loads(kept.read_bytes())["items"][0]["title"] == "Whole"
    server.pages["/p"] = make.answer(make.page("Paged", f"Paged {make.body}"))
    ran = await fetch("camp-example")
    assert ran.out.splitlines()[0] == "Camp Example: 1 new, 1 unchanged."


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_the_preview_runs_the_feeds_too(
    server: "Server", make: "Make", config: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    server.pages["/feed"] = make.answer(make.rss(make.item("One", body=make.body)))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "preview", "--config", config,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    async with asyncio.timeout(PATIENCE):
        while not list((tmp_path / "home" / "releases").glob("camp-example/*.json")):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        process.terminate()
        out, _ = await process.communicate()
    assert process.returncode == 0
    assert out.endswith(b"The preview has ended.\n")
