"""What a person sees of `dateline` in a terminal or a pipe, and how the commands end."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import invitation
from bot.plain import one_line, plain

Dateline = Callable[..., Any]
Environment = dict[str, str]

COMMANDS = ("ask", "eval", "stories", "check", "text", "fetch", "run", "preview", "invite", "model")


def test_an_answer_shows_its_passage_title_source_date_author_place_and_link(
    dateline: Dateline, releases: Path
) -> None:
    ran = dateline("ask", "--knowledge", releases, "how many trucks does the bridge carry?")
    assert (ran.code, ran.err) == (0, "")
    assert "“The bridge carries seventeen trucks at once,” said Sgt. Ada Example, bridge master." in ran.out
    assert "Made-up bridge opens over the Quill" in ran.out
    assert "DVIDS · 2 March 2024 · by SGT Ada Example · CAMP EXAMPLE, NOWHERE, US" in ran.out
    assert "https://www.dvidshub.net/news/900001" in ran.out
    assert "\x1b" not in ran.out


def test_no_answer_is_one_friendly_line_and_the_nearest_stories(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--knowledge", releases, "what did the submarine admiral say about bridge whales?")
    assert ran.code == 0
    assert "The nearest stories:" in ran.out
    assert "2024-03-02  900001  Made-up bridge opens over the Quill" in ran.out


def test_a_repaired_word_is_named(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--knowledge", releases, "how many dumplngs did the platoon serve?")
    assert "nine hundred dumplings" in ran.out
    assert "(Read “dumplngs” as “dumplings”.)" in ran.out


def test_a_list_of_stories_names_them(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--knowledge", releases, "which stories are there?")
    assert "900001  Made-up bridge" in ran.out
    assert "900002  Made-up cooks" in ran.out


def test_explain_shows_the_question_and_the_parts_of_each_score(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--explain", "--knowledge", releases, "how many dumplngs did the platoon serve?")
    assert ran.code == 0
    wanted = ("asks for: how many", "read: dumplngs as dumplings", "1. ", "2. ", "words", " x ", "confidence")
    for shown in wanted:
        assert shown in ran.out
    assert re.search(r"^1 stands before 2 by 0\.\d+: .*\w+ \+0\.\d+", ran.out, re.MULTILINE)


def test_explain_says_why_nothing_is_answered(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--explain", "--knowledge", releases, "what about whales?")
    assert "refused: " in ran.out


def test_lines_from_a_pipe_are_a_conversation(dateline: Dateline, releases: Path) -> None:
    typed = b"how many trucks does the bridge carry?\nand who wrote it?\n"
    ran = dateline("ask", "--knowledge", releases, typed=typed)
    assert ran.code == 0
    assert ran.out.count("Made-up bridge opens over the Quill\n") == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("--json", "--explain", "who?"),
        ("--chat", "who?"),
        ("--no-such-option",),
    ],
)
def test_options_that_contradict_are_a_usage_error(dateline: Dateline, wrong: tuple[str, ...]) -> None:
    ran = dateline("ask", *wrong)
    assert ran.code == 2
    assert ran.out == ""
    assert "Error: " in ran.err
    assert "Traceback" not in ran.err


def test_a_release_cannot_steer_the_terminal(dateline: Dateline, tmp_path: Path) -> None:
    steering = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e\x08\x7f"
    (tmp_path / "evil.txt").write_text(
        f"Evil [bold]title[/bold]{steering}\n\n"
        f"The wizard of the made-up castle{steering} owns [red]seven[/red] :smile: hats.\n\n"
        + "The castle stands on a hill in a made-up land, and nothing else is told of it.\n\n"
        * 40,
        encoding="utf-8",
    )
    assert dateline("check", tmp_path).code == 0
    for command in (
        ("ask", "--knowledge", tmp_path, "how many hats does the wizard of the castle own?"),
        ("ask", "--explain", "--knowledge", tmp_path, f"how many hats {steering}?"),
        ("stories", "--knowledge", tmp_path),
        ("check", tmp_path),
        ("ask", "--json", "--knowledge", tmp_path, "how many hats does the wizard of the castle own?"),
    ):
        ran = dateline(*command)
        assert not set(ran.out + ran.err) & set("\x1b\x07\x9b\u202e\x08\x7f"), command
    ran = dateline("ask", "--knowledge", tmp_path, "how many hats does the wizard of the castle own?")
    assert "[red]seven[/red] :smile: hats" in ran.out


def test_stories_lists_newest_first(dateline: Dateline, releases: Path) -> None:
    ran = dateline("stories", "--knowledge", releases)
    assert ran.out.splitlines() == [
        "2024-03-02  900001  Made-up bridge opens over the Quill",
        "2023-06-20  900002  Made-up cooks win the golden ladle",
    ]


def test_one_long_id_does_not_push_the_titles_of_all_stories_away(dateline: Dateline, tmp_path: Path) -> None:
    for name in ("short", "long" * 50):
        (tmp_path / f"{name}.txt").write_text(f"FORT MADE-UP, Nowhere – The {name} pond froze over.\n")
    lines = dateline("stories", "--knowledge", tmp_path).out.splitlines()
    assert min(map(len, lines)) < 120
    assert any(re.search(r"  (?:long){10,}\S+  The", line) for line in lines)


def test_a_date_that_is_only_a_guess_is_shown_as_one(dateline: Dateline, tmp_path: Path) -> None:
    file = tmp_path / "pond.txt"
    file.write_text(" date 2024-03-02 FORT MADE-UP, Nowhere – The pond froze over.\n\nIt thawed again.\n")
    assert "2 March 2024, uncertain" in dateline("check", file).out
    assert "2 March 2024 (date uncertain)" in dateline("ask", "--knowledge", tmp_path, "what froze over?").out
    assert dateline("stories", "--knowledge", tmp_path).out.startswith("2024-03-02? pond  ")


def test_no_story_at_all_is_told(dateline: Dateline, tmp_path: Path) -> None:
    ran = dateline("stories", "--knowledge", tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "dateline: there is no story: no release is loaded.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes them")
def test_closed_streams_are_empty_ones(environment: Environment, releases: Path) -> None:
    for command, out in (("ask <&-", b""), ("ask --json dumplings? >&-", b""), ("stories --json <&-", b"[{")):
        line = f'exec "$0" -m bot {command} --knowledge "$1"'
        ran = subprocess.run(
            ["/bin/sh", "-c", line, sys.executable, releases],
            capture_output=True, env=environment, check=False, timeout=60,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert ran.stdout[:2] == out


def test_stories_as_json_is_a_list_of_story_objects(dateline: Dateline, releases: Path) -> None:
    [found] = dateline("stories", "--json", "--knowledge", releases).objects
    assert [story["file"] for story in found] == ["bridge.txt", "kitchen.txt"]
    assert set(found[0]) == {"id", "title", "date", "source", "author", "location", "url", "file"}


@pytest.mark.parametrize("name", ["900001", "bridge.txt"])
def test_text_prints_the_file_byte_for_byte(dateline: Dateline, releases: Path, name: str) -> None:
    assert dateline("text", "--knowledge", releases, name).raw == (releases / "bridge.txt").read_bytes()


def test_text_of_an_unknown_story_is_one_line(dateline: Dateline, releases: Path) -> None:
    ran = dateline("text", "--knowledge", releases, "../bridge.txt\x1b[31m")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "dateline: there is no story '../bridge.txt\\x1b[31m'; `dateline stories` lists them.\n"


def test_run_without_a_token_says_what_is_missing_and_names_the_preview(dateline: Dateline) -> None:
    for token in ({}, {"DISCORD_TOKEN": "  "}):
        ran = dateline("run", extra=token)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.count("\n") == 1
        assert "DISCORD_TOKEN" in ran.err
        assert "dateline preview" in ran.err


@pytest.mark.parametrize("command", ["run", "preview"])
def test_a_data_folder_that_cannot_be_made_is_one_line_that_says_what_to_do(
    dateline: Dateline, tmp_path: Path, command: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    ran = dateline(command, "--data", tmp_path / "file" / "data", extra={"DISCORD_TOKEN": "made-up"})
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert str(tmp_path / "file" / "data") in ran.err
    assert "--data or DATELINE_HOME names another" in ran.err


def test_invite_prints_a_link_with_the_permissions_the_bot_needs(dateline: Dateline) -> None:
    link = dateline("invite", "123456789012345678").out.strip()
    wanted = discord.Permissions(**dict.fromkeys(invitation.PERMISSIONS, True))
    assert f"permissions={wanted.value}" in link
    assert "client_id=123456789012345678" in link
    assert "scope=bot+applications.commands" in link


@pytest.mark.parametrize("name", ["", "abc", "12", "123456789012345678&scope=admin", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧"])
def test_invite_takes_numbers_only(dateline: Dateline, name: str) -> None:
    ran = dateline("invite", name)
    assert (ran.code, ran.out) == (2, "")


def test_help_and_version(dateline: Dateline) -> None:
    assert dateline("--version").out.startswith("dateline ")
    overview = dateline("--help")
    assert overview.code == 0
    assert all(f"  {command} " in overview.out for command in COMMANDS)
    assert "..." not in overview.out.split("Commands:")[1]
    for command in COMMANDS:
        assert dateline(command, "--help").out.startswith(f"Usage: dateline {command} [OPTIONS]")


def test_a_wrong_config_is_told_in_full_and_exits_2(dateline: Dateline, tmp_path: Path) -> None:
    config = tmp_path / "wrong.yaml"
    config.write_text("answers: {minimum_confidence: 3, conversation_minuts: 5}\ntoken: secret\n")
    for command in (("ask", "--json", "-"), ("stories",), ("check",), ("run",), ("preview",)):
        ran = dateline(*command, "--config", config)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.count("\n") == 3
        too_large = "answers.minimum_confidence: 3 is too large; allowed: a number from 0 to 1"
        assert f"dateline: {config}: {too_large}\n" in ran.err
        assert "did you mean answers.conversation_minutes?" in ran.err
        assert "secret" not in ran.err


def test_the_environment_can_name_the_config_and_the_option_wins(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text("nonsense: 1")
    (tmp_path / "right.yaml").write_text("knowledge: {shipped: false}")
    named = {"DATELINE_CONFIG": str(tmp_path / "wrong.yaml")}
    assert dateline("stories", extra=named).code == 2
    ran = dateline("stories", "--config", tmp_path / "right.yaml", extra=named)
    assert (ran.code, ran.out) == (0, "")


def test_verbose_tells_on_standard_error_only(dateline: Dateline, releases: Path) -> None:
    ran = dateline("ask", "--json", "--verbose", "--knowledge", releases, "who won?")
    assert len(ran.objects) == 1
    assert "2 stories" in ran.err


def test_ask_loads_nothing_that_only_discord_or_the_ledger_needs(
    environment: Environment, releases: Path
) -> None:
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['dateline', 'ask', '--knowledge', {str(releases)!r}, 'who won the golden ladle?']\n"
        "try: runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'discord', 'sqlalchemy', 'alembic', 'feedparser', 'matplotlib', 'simcord', 'aiohttp',"
        " 'onnxruntime', 'tokenizers', 'numpy', 'urllib.request'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env=environment,
        timeout=60,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@settings(deadline=None)
@given(st.text())
def test_plain_text_keeps_its_length_and_holds_nothing_that_steers(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2066]", shown)
    assert len(one_line(text).splitlines()) <= 1
    shown.encode()
