"""config.yaml: what is read, what is refused, and what is said about it."""

import contextlib
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from bot import config
from bot.config import Config, ConfigError
from knowledge import yamlfile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def mistakes(file: Path, text: str | bytes) -> list[str]:
    """Write the file, load it, and return what is wrong with it, without the file's name."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ConfigError) as wrong:
        config.load(file, {})
    assert all(mistake.startswith(f"{file}: ") for mistake in wrong.value.mistakes)
    return [mistake.removeprefix(f"{file}: ") for mistake in wrong.value.mistakes]


def keys_of(model: type[BaseModel], before: str = "") -> list[str]:
    """Every setting of a model as a dotted key, its sections left out."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += keys_of(inner, f"{before}{name}.")
        else:
            found.append(f"{before}{name}")
    return found


def test_the_defaults_load() -> None:
    defaults = config.load(None, {})
    assert defaults.knowledge.shipped is True
    assert defaults.privacy.store_text is False
    assert "endorsement" in defaults.about.disclaimer


def test_config_yaml_holds_every_setting_with_a_comment_above_it_and_no_other() -> None:
    text = config.defaults_file().read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    listed = [
        f"{section}.{key}" if isinstance(inner, dict) else section
        for section, inner in document.items()
        for key in (inner if isinstance(inner, dict) else [""])
    ]
    assert sorted(listed) == sorted(keys_of(Config))
    for key in keys_of(Config):
        name = key.rpartition(".")[2]
        assert re.search(rf"^ *#.*\n *{name}:", text, re.MULTILINE), f"{key} has no comment above it"


def test_a_file_is_laid_over_the_defaults_key_by_key(file: Path) -> None:
    file.write_text("answers:\n  minimum_confidence: 1\ndiscord:\n  ask_channels: [42, newsroom]\n")
    mine, defaults = config.load(file, {}), config.load(None, {})
    assert mine.answers.minimum_confidence == 1
    assert mine.answers.conversation_minutes == defaults.answers.conversation_minutes
    assert mine.discord.ask_channels == [42, "newsroom"]
    assert mine.about == defaults.about


def test_the_environment_names_a_file_and_the_argument_wins(file: Path, tmp_path: Path) -> None:
    file.write_text("privacy: {store_text: true}")
    other = tmp_path / "other.yaml"
    other.write_text("privacy: {store_text: false}")
    assert config.load(None, {"DATELINE_CONFIG": str(file)}).privacy.store_text is True
    assert config.load(other, {"DATELINE_CONFIG": str(file)}).privacy.store_text is False
    assert config.load(None, {"DATELINE_CONFIG": ""}).privacy.store_text is False


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "answers:\n  # minimum_confidence: 1\n", "\ufeffanswers:\n"]
)
def test_a_file_without_settings_changes_nothing(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert config.load(file, {}) == config.load(None, {})


def test_relative_paths_start_at_the_file_and_a_tilde_at_home(file: Path, tmp_path: Path) -> None:
    file.write_text("data_dir: data\nknowledge: {folders: [more, /else/where, ~/mine, ~no-such-person/x]}")
    mine = config.load(file, {})
    assert mine.data_folder({}) == tmp_path / "data"
    assert [Path(name) for name in mine.knowledge.folders] == [
        tmp_path / "more",
        Path("/else/where"),
        Path.home() / "mine",
        tmp_path / "~no-such-person" / "x",
    ]


def test_the_data_folder_is_the_files_then_the_environments_then_the_systems(file: Path) -> None:
    file.write_text("data_dir: /from/the/file")
    home = {"DATELINE_HOME": "/from/the/environment"}
    assert config.load(file, {}).data_folder(home) == Path("/from/the/file")
    assert config.load(None, {}).data_folder(home) == Path("/from/the/environment")
    assert config.load(None, {}).data_folder({}).name == "dateline"


def test_all_mistakes_are_told_at_once_each_with_its_key_and_what_is_allowed(file: Path) -> None:
    told = mistakes(
        file,
        """
        answers: {minimum_confidence: 3, conversation_minutes: .nan}
        discord: {ask_channels: [1, 2.5, "", true, -4], questions: 1.5, per_seconds: 0}
        privacy: {store_text: 1}
        knowledge: {folders: releases, max_file_bytes: "5"}
        about: 7
        """,
    )
    assert sorted(told) == [
        "about: 7 cannot be used; allowed: a section with disclaimer",
        "answers.conversation_minutes: nan is not a number; allowed: a number from 0 to 1440",
        "answers.minimum_confidence: 3 is too large; allowed: a number from 0 to 1",
        "discord.ask_channels[1]: 2.5 cannot be used; allowed: a channel's id or a channel's name",
        "discord.ask_channels[2]: '' cannot be used; allowed: a channel's id or a channel's name",
        "discord.ask_channels[3]: true cannot be used; allowed: a channel's id or a channel's name",
        "discord.ask_channels[4]: -4 is too small; allowed: a channel's id or a channel's name",
        "discord.per_seconds: 0 is too small; allowed: a number above 0 and up to 86400",
        "discord.questions: 1.5 cannot be used; allowed: a whole number from 1 to 1000",
        "knowledge.folders: 'releases' cannot be used; allowed: a list, each a path",
        "knowledge.max_file_bytes: '5' cannot be used; allowed: a whole number from 1 to 1000000000",
        "privacy.store_text: 1 cannot be used; allowed: true or false",
    ]


def test_values_out_of_bounds_say_which_way(file: Path) -> None:
    assert mistakes(file, "discord: {questions: 0}") == [
        "discord.questions: 0 is too small; allowed: a whole number from 1 to 1000"
    ]
    assert mistakes(file, f"about: {{disclaimer: {'x' * 1001}}}") == [
        "about.disclaimer: text of 1001 characters is too long; allowed: text of at most 1000 characters"
    ]
    assert mistakes(file, 'data_dir: "a\\0b"')[0].endswith("allowed: a path or null")


def test_an_unknown_key_says_which_one_may_be_meant(file: Path) -> None:
    told = mistakes(
        file, "answer: {}\nanswers: {minimum_confidense: 1}\nstore_text: true\nabout: {colour: red}\n"
    )
    assert sorted(told) == [
        "about.colour: there is no such setting; allowed here: disclaimer",
        "answer: there is no such setting; did you mean answers?",
        "answers.minimum_confidense: there is no such setting; did you mean answers.minimum_confidence?",
        "store_text: there is no such setting here; did you mean privacy.store_text?",
    ]


@pytest.mark.parametrize("text", ["token: s3cret", "discord: {token: s3cret}", "DISCORD_TOKEN: s3cret"])
def test_a_token_in_the_file_is_pointed_to_the_environment_and_not_printed(file: Path, text: str) -> None:
    [told] = mistakes(file, text)
    assert "DISCORD_TOKEN" in told
    assert "environment" in told
    assert "s3cret" not in told


def test_a_key_that_stands_twice_is_refused_with_both_lines(file: Path) -> None:
    text = "answers:\n  minimum_confidence: 1\n  minimum_confidence: 0\nanswers: {}\n"
    assert mistakes(file, text) == [
        "line 3: answers.minimum_confidence: stands twice; the first is on line 2",
        "line 4: answers: stands twice; the first is on line 1",
    ]


def test_aliases_and_tags_are_refused_unread(file: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{two}: &{two} [*{one}, *{one}]\n" for one, two in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(mistakes(file, bomb)) == 16
    assert mistakes(file, "data_dir: !!python/object/apply:os.system [ls]") == [
        "line 1: a tag (!) is not allowed; write the plain value"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("answers: [", "line 1: is not YAML: "),
        ("a: b: c", "line 1: is not YAML: "),
        ("\tanswers: 1", "line 1: is not YAML: "),
        ("a: 1\n---\nb: 2", "line 2: is not YAML: "),
        ("a: \x01", "is not YAML: "),
        (b"\xff\xfe\x00", "is not UTF-8 text (byte 0)"),
        ("- a\n- b", "must hold settings (key: value), as config.yaml does"),
        ("just words", "must hold settings"),
        ("[" * 5000, "line 1: nested too deep"),
        ("{a: " * 5000, "line 1: nested too deep"),
        ("? [a]\n: 1", "line 1: a key is one plain word"),
        ("data_dir: 2025-13-45", "line 1: data_dir: is no value: "),
        ("discord: {questions: " + "9" * 5000 + "}", "line 1: discord.questions: is no value: "),
        ('about: {disclaimer: "\\ud800"}', "line 1: about.disclaimer: holds half a character"),
        ("x" * 1_000_001, "is larger than 1000000 bytes"),
    ],
)
def test_what_is_no_settings_file_is_told_in_one_line(file: Path, text: str | bytes, told: str) -> None:
    [said] = mistakes(file, text)
    assert said.startswith(told)
    assert "\n" not in said


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.yaml", tmp_path):
        with pytest.raises(ConfigError) as wrong:
            config.load(path, {})
        assert wrong.value.mistakes[0].startswith(f"{path}: cannot be read: ")


def test_keys_and_values_cannot_steer_the_terminal(file: Path) -> None:
    told = mistakes(file, '"\\e[31m\\n": 1\ndiscord: {questions: "\\e[2J\\u202e"}\n')
    assert not any(re.search("[\x00-\x1f\x7f-\x9f\u202e]", line) for line in told)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=12,
)
SECTIONS = [
    name for name, value in yaml.safe_load(config.defaults_file().read_text()).items() if value is not None
]
KEYS = sorted({part for key in keys_of(Config) for part in key.split(".")})
NEARLY = st.dictionaries(
    st.sampled_from(SECTIONS) | st.text(max_size=9),
    st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=4) | ANYTHING,
    max_size=4,
)


@settings(deadline=None)
@given(
    document=(ANYTHING | NEARLY).map(lambda one: yaml.safe_dump(one).encode())
    | st.text().map(str.encode)
    | st.binary()
)
def test_any_file_is_a_config_or_a_list_of_mistakes(
    tmp_path_factory: pytest.TempPathFactory, document: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(document)
    told = []
    try:
        config.load(file, {})
    except ConfigError as wrong:
        told = wrong.mistakes or ["nothing is said to be wrong", ""]
    assert all(len(mistake.splitlines()) == 1 for mistake in told)


@settings(deadline=None)
@given(st.data())
def test_any_change_of_a_character_in_the_defaults_is_a_config_or_a_list_of_mistakes(
    data: st.DataObject,
) -> None:
    text = config.defaults_file().read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text)))
    changed = (
        text[:place]
        + data.draw(st.text("*&!{}[]:,-#'\"\n\t 0~|>%@`?<=é\x85", max_size=4))
        + text[place + 1 :]
    )
    with contextlib.suppress(yamlfile.YamlError):
        yamlfile.parse(changed)
