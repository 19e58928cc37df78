"""Feeds in the settings: all mistakes at once, each with its key, and no address with what it may hide."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ConfigError, load
from bot.wire.settings import mistakes

GOOD = {"name": "Camp Example", "url": "https://example.org/feed?author=Ada&keywords=band"}
SEARCH = {"name": "Army", "url": "https://api.dvidshub.net/search?branch=Army", "kind": "dvids"}


def told(tmp_path: Path, document: object) -> list[str]:
    """What is said of these settings: each line without its file."""
    file = tmp_path / "mine.yaml"
    file.write_text(yaml.safe_dump(document), encoding="utf-8")
    try:
        load(file)
    except ConfigError as error:
        return [line.removeprefix(f"{file}: ") for line in error.mistakes]
    return []


def test_good_feeds_are_taken_with_their_defaults(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    settings = {
        "feeds": [GOOD, SEARCH | {"every": 5}],
        "wire": {"allowed_hosts": ["Intranet.example", "::1"]},
    }
    file.write_text(yaml.safe_dump(settings), encoding="utf-8")
    first, second = load(file).feeds
    assert (first.name, first.kind, first.every) == ("Camp Example", "rss", 60)
    assert (second.kind, second.every) == ("dvids", 5)


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ({"url": GOOD["url"]}, "feeds[0].name: is missing"),
        ({"name": "x"}, "feeds[0].url: is missing"),
        (GOOD | {"name": "../x"}, "feeds[0].name: cannot be used"),
        (GOOD | {"name": " x"}, "feeds[0].name: cannot be used"),
        (GOOD | {"name": "x" * 41}, "feeds[0].name: cannot be used"),
        (GOOD | {"name": "наш"}, "feeds[0].name: cannot be used"),
        (GOOD | {"url": "ftp://example.org/feed"}, "feeds[0].url: cannot be used"),
        (GOOD | {"url": "example.org/feed"}, "feeds[0].url: cannot be used"),
        (GOOD | {"url": "https://[::1/feed"}, "feeds[0].url: cannot be used"),
        (GOOD | {"url": "https://example.org/a b"}, "feeds[0].url: cannot be used"),
        (GOOD | {"url": f"https://example.org/{'x' * 2000}"}, "feeds[0].url: cannot be used"),
        (
            GOOD | {"url": "https://me:S3CRET@example.org/feed"},
            "feeds[0].url: holds a user's name or password",
        ),
        (GOOD | {"url": "https://example.org/feed?token=S3CRET"}, "feeds[0].url: holds a key"),
        (SEARCH | {"url": f"{SEARCH['url']}&api_key=S3CRET"}, "put it into the environment as DVIDS_API_KEY"),
        (SEARCH | {"url": "https://api.dvidshub.net/asset?x"}, "feeds[0].url: is no search of the DVIDS API"),
        (GOOD | {"every": 4}, "feeds[0].every: 4 is too small; allowed: a whole number from 5 to 10080"),
        (GOOD | {"every": "hourly"}, "feeds[0].every: 'hourly' cannot be used"),
        (GOOD | {"kind": "atom"}, "feeds[0].kind: 'atom' cannot be used; allowed: rss or dvids"),
        (GOOD | {"evry": 60}, "feeds[0].evry: there is no such setting; did you mean feeds[0].every?"),
        ("https://example.org/feed", "feeds[0]: 'https://example.org/feed' cannot be used"),
    ],
)
def test_a_wrong_feed_is_one_line_with_its_key(tmp_path: Path, feed: object, said: str) -> None:
    lines = told(tmp_path, {"feeds": [feed]})
    assert len(lines) == 1
    assert said in lines[0]
    assert "S3CRET" not in lines[0]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    feeds = [GOOD, GOOD | {"name": "camp_example", "every": 1}, {"url": "x"}]
    lines = told(tmp_path, {"feeds": feeds, "wire": {"allowed_hosts": ["http://x"]}})
    keys = [line.partition(": ")[0] for line in lines]
    assert sorted(keys) == sorted(
        ["feeds[1].name", "feeds[1].every", "feeds[2].name", "feeds[2].url", "wire.allowed_hosts[0]"]
    )
    assert any("too much like feeds[0].name" in line for line in lines)


@pytest.mark.parametrize("feeds", ["x", {"name": "x"}, 5, None])
def test_feeds_that_are_no_list_are_told_as_such(tmp_path: Path, feeds: object) -> None:
    [line] = told(tmp_path, {"feeds": feeds})
    assert line.startswith("feeds: ")
    assert "a list" in line


_ANY = st.none() | st.booleans() | st.integers() | st.text() | st.text().map("https://x/{}".format)


@given(st.lists(st.dictionaries(st.sampled_from(["name", "url", "kind", "every", "odd"]), _ANY) | _ANY))
def test_whatever_stands_there_each_mistake_is_one_line(feeds: list[object]) -> None:
    for line in mistakes(feeds):
        assert line.startswith("feeds[")
        assert len(line.splitlines()) == 1
