"""`dateline ask --json`: what scripts rely on, over the command itself."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import protocol

Ask = Callable[..., list[dict[str, Any]]]
Dateline = Callable[..., Any]
Environment = dict[str, str]

STORY_FIELDS = {"id", "title", "date", "source", "author", "location", "url", "file"}
PASSAGE_FIELDS = {"passage_id", "passage", "sentence", "start", "end", "story"}
ALTERNATIVE_FIELDS = PASSAGE_FIELDS | {"score"}
FIELDS = PASSAGE_FIELDS | {
    *("question", "answered", "confidence", "kind", "exact", "stories", "alternatives", "reason", "ms")
}


def test_an_answer_has_every_field_and_is_a_slice_of_its_file(ask: Ask, releases: Path) -> None:
    [said] = ask(["how many trucks does the bridge carry?"])
    assert set(said) == FIELDS
    assert said["answered"] is True
    assert said["question"] == "how many trucks does the bridge carry?"
    assert "seventeen trucks" in said["sentence"]
    assert said["sentence"] in said["passage"]
    text = (releases / said["story"]["file"]).read_bytes().decode()
    assert text[said["start"] : said["end"]] == said["passage"]
    assert 0 <= said["confidence"] <= 1
    assert said["exact"] is True
    assert said["reason"] is None
    assert said["ms"] >= 0


def test_the_story_of_an_answer_says_where_it_comes_from(ask: Ask) -> None:
    [said] = ask(["how many trucks does the bridge carry?"])
    assert said["story"] == {
        "id": "900001",
        "title": "Made-up bridge opens over the Quill",
        "date": "2024-03-02",
        "source": "DVIDS",
        "author": "SGT Ada Example",
        "location": "CAMP EXAMPLE, NOWHERE, US",
        "url": "https://www.dvidshub.net/news/900001",
        "file": "bridge.txt",
    }


def test_the_alternatives_are_up_to_three_others(ask: Ask) -> None:
    [said] = ask(["who built the bridge over the river?"])
    assert 0 < len(said["alternatives"]) <= 3
    for other in said["alternatives"]:
        assert set(other) == ALTERNATIVE_FIELDS
        assert set(other["story"]) == STORY_FIELDS
        assert other["passage_id"] != said["passage_id"]


def test_a_refusal_has_a_reason_and_the_nearest_passages(ask: Ask) -> None:
    [said] = ask(["what did the submarine admiral say about bridge whales?"])
    assert set(said) == FIELDS
    assert said["answered"] is False
    assert said["passage"] is said["sentence"] is said["passage_id"] is said["start"] is said["story"] is None
    assert said["reason"]
    assert said["alternatives"]


def test_a_list_of_stories_has_no_passage(ask: Ask) -> None:
    [said] = ask(["how many stories are there?"])
    assert said["kind"] == "stories"
    assert said["passage"] is None
    assert [story["file"] for story in said["stories"]] == ["bridge.txt", "kitchen.txt"]
    assert all(set(story) == STORY_FIELDS for story in said["stories"])
    assert "2" in said["sentence"]


def test_every_line_gets_one_object_in_order_and_blank_lines_are_questions_too(ask: Ask) -> None:
    lines = ["who won the golden ladle?", "", "   ", "how many trucks?"]
    assert [said["question"] for said in ask(lines)] == lines


def test_only_a_line_feed_ends_a_line(ask: Ask) -> None:
    odd = "how\rmany\x0btrucks\u2028does\x85the\x1cbridge\u2029carry\r"
    assert [said["question"] for said in ask([odd])] == [odd]


def test_the_last_line_needs_no_end(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--json", "--knowledge", releases, "-", typed=b"who won?\nwhere?")
    assert [said["question"] for said in ran.objects] == ["who won?", "where?"]


def test_nothing_in_nothing_out(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--json", "--knowledge", releases, "-")
    assert (ran.code, ran.raw) == (0, b"")


def test_one_question_can_stand_on_the_command_line_quoted_or_not(dateline: Dateline, releases: Path) -> None:
    quoted = dateline("ask", "--json", "--knowledge", releases, "who won the ladle?").objects
    words = dateline("ask", "--json", "--knowledge", releases, "who", "won", "the", "ladle?").objects
    assert [said["question"] for said in quoted + words] == ["who won the ladle?"] * 2


HOSTILE = [
    "a" * 4000,
    "why " * 1000,
    "\0",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202etxet sdrawkcab\u202c متى كانت المحادثات؟",
    "z̷̡̛̲̺͓̋͌a̸̟̗͖̾̎l̴̰̈́g̶̰̈o̷̢͐",
    "👩‍👩‍👧‍👦🔥",
    "<@123456789012345678> @everyone https://example.com/?a=b",
    "'; DROP TABLE stories; --",
    "(a+)+$ .* [",
    "%s %n {0} {question.__class__}",
    "../../etc/passwd",
    '{"json": true}',
    "-",
    "--json",
]


def test_hostile_lines_get_an_object_each_and_come_back_as_they_were(ask: Ask) -> None:
    assert [said["question"] for said in ask(HOSTILE)] == HOSTILE


def test_bytes_that_are_no_text_get_an_object_too(dateline: Dateline, releases: Path) -> None:
    typed = b"\xff\xfe who won \xc3\x28\n\xed\xa0\x80\n\xf0\x9f\n"
    ran = dateline("ask", "--json", "--knowledge", releases, "-", typed=typed)
    assert ran.code == 0
    assert len(ran.objects) == 3
    assert "\N{REPLACEMENT CHARACTER}" in ran.objects[0]["question"]


def test_an_argument_that_is_no_text_is_no_crash(environment: Environment, releases: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", str(releases), b"who won \xff?"]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["question"].startswith("who won ")


def test_chat_remembers_the_story_and_lines_alone_do_not(ask: Ask) -> None:
    lines = ["how many trucks does the bridge carry?", "and who wrote it?"]
    together, alone = ask(lines, "--chat")[1], ask(lines)[1]
    assert together["story"]["id"] == "900001"
    assert together["passage"] != alone["passage"]


def test_the_answer_comes_before_the_next_question(environment: Environment, releases: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", str(releases), "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin
        assert process.stdout
        for question in (b"who won?", b"how many trucks?"):
            process.stdin.write(question + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question.decode()
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.skipif(os.name != "posix", reason="the signal is POSIX's")
def test_ctrl_c_ends_it_without_a_traceback(environment: Environment, releases: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", str(releases), "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        process.stdin.write(b"who won?\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr.read() == b""


def test_a_reader_that_goes_away_ends_it_quietly(environment: Environment, releases: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--json", "--knowledge", str(releases), "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        process.stdout.close()
        _, err = process.communicate(b"who won?\n" * 50, timeout=30)
    assert err == b""
    assert process.returncode == 1


def test_a_folder_that_holds_nothing_or_is_not_there_is_no_crash(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "nowhere"):
        ran = dateline("ask", "--json", "--knowledge", tmp_path / folder, "-", typed=b"who won?\n")
        assert ran.code == 0
        assert ran.objects[0]["answered"] is False
        assert "nothing to answer from" in ran.objects[0]["reason"]
    assert "nowhere" in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_no_text_is_named_and_the_others_answer(dateline: Dateline, releases: Path) -> None:
    (releases / "picture.jpg").write_bytes(b"\xff\xd8\xff\0\x10JFIF\0" * 40)
    ran = dateline("ask", "--json", "--knowledge", releases, "-", typed=b"who won the golden ladle?\n")
    assert ran.code == 0
    assert ran.objects[0]["story"]["id"] == "900002"
    assert ran.err.count("\n") == 1
    assert "picture.jpg" in ran.err


def test_without_a_folder_the_shipped_release_and_the_added_ones_answer(
    dateline: Dateline, releases: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home" / "releases"
    home.mkdir(parents=True)
    (home / "bridge.txt").write_bytes((releases / "bridge.txt").read_bytes())
    shipped = dateline("ask", "--json", "how many agreed-to-actions came out of the Peru talks?").objects
    added = dateline("ask", "--json", "how many trucks does the bridge carry?").objects
    assert "45 agreed-to-actions" in shipped[0]["passage"]
    assert added[0]["story"]["id"] == "900001"


@settings(deadline=None)
@given(st.text() | st.text(alphabet='\x00\x7f\x85\x9b\u2028\u202e\ufeff\ud800\udfff\\"a'))
def test_any_text_makes_one_line_of_json_that_comes_back(text: str) -> None:
    line = protocol.line({"text": text})
    shown = line.decode()
    assert shown.splitlines() == [shown.removesuffix("\n")]
    assert not any(0x7F <= ord(letter) < 0xA0 for letter in shown)
    mended = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
    assert json.loads(line) == {"text": mended}
