"""The README and the changelog keep up with the project: no command, option or setting is missing."""

import re
import tomllib
from pathlib import Path
from typing import Any

import discord
import pytest
import typer
import yaml

from bot import config, invitation
from bot.__main__ import app
from bot.cogs.about import About
from bot.cogs.ask import Ask
from bot.cogs.knowledge import Knowledge
from bot.cogs.stories import Stories

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> dict[str, Any]:
    """Return every command by its name, those of a group with the group's before it."""
    flat: dict[str, Any] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        flat |= {f"{name} {one}": sub for one, sub in inner.items()} if inner else {name: command}
    return flat


COMMANDS = commands()


def section(heading: str) -> str:
    """Return what stands under a heading of the README."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no section {heading}"
    return found[1]


def row(heading: str, key: str) -> str:
    """Return the row of a section's table that begins with `key`."""
    found = re.search(rf"^\| `{re.escape(key)}\b.*$", section(heading), re.MULTILINE)
    assert found, f"the table under {heading} has no row for {key}"
    return found[0]


def settings() -> dict[str, object]:
    """Return every setting of the shipped config.yaml by its dotted key."""
    document = yaml.safe_load(config.defaults_file().read_text(encoding="utf-8"))
    flat: dict[str, object] = {}
    for name, value in document.items():
        inner = value if isinstance(value, dict) else {"": value}
        flat |= {f"{name}.{key}".removesuffix("."): one for key, one in inner.items()}
    return flat


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme_with_its_options(name: str) -> None:
    options = {one for param in COMMANDS[name].params for one in param.opts if one.startswith("--")} - {
        "--help"
    }
    listed = set(re.findall(r"`(--\w+)`", row("Commands", f"dateline {name}")))
    assert listed == options
    for option in options:
        assert row("Commands", option)


def test_the_readme_lists_no_command_that_does_not_exist() -> None:
    listed = re.findall(r"^\| `dateline ([a-z]+(?: [a-z]+)?)", section("Commands"), re.MULTILINE)
    assert set(listed) == set(COMMANDS)


@pytest.mark.parametrize(("key", "default"), settings().items())
def test_every_setting_stands_in_the_readme_with_its_default(key: str, default: object) -> None:
    shown = row("Settings", key).split(" | ")[1]
    assert key == "about.disclaimer" or yaml.safe_load(shown) == default


def test_the_readme_lists_no_setting_that_does_not_exist() -> None:
    assert set(re.findall(r"^\| `([\w.]+)` \|", section("Settings"), re.MULTILINE)) == set(settings())


@pytest.mark.parametrize("cog", [About, Ask, Knowledge, Stories])
def test_every_command_on_discord_stands_in_the_readme(cog: type[discord.ext.commands.Cog]) -> None:
    group = getattr(cog, "__cog_group_name__", "")
    for command in cog.__cog_app_commands__:
        name = f"{group} {command.name}" if issubclass(cog, discord.ext.commands.GroupCog) else command.name
        assert f"`/{name}`" in section("On Discord")


def test_the_readme_names_the_permissions_that_the_invitation_asks_for() -> None:
    text = section("On Discord")
    assert str(sum(invitation.PERMISSIONS.values())) in text
    assert all(f"`{scope}`" in text for scope in invitation.SCOPES)
    named = {"view_channels" if name == "view_channel" else name for name in invitation.PERMISSIONS}
    assert [name for name in named if name.replace("_", " ") not in " ".join(text.lower().split())] == []


@pytest.mark.parametrize(
    "variable", ["DISCORD_TOKEN", "DATELINE_CONFIG", "DATELINE_HOME", "DATELINE_MODEL", "DVIDS_API_KEY"]
)
def test_every_variable_of_the_environment_stands_in_the_readme(variable: str) -> None:
    assert f"`{variable}`" in README


def test_each_of_the_two_commands_stands_in_a_block_of_its_own_on_one_line() -> None:
    for heading, ends in (("Try it", ".venv/bin/dateline preview"), ("Tests", ".venv/bin/pytest")):
        block = re.search(r"^```sh\n(.*?)^```$", section(heading), re.MULTILINE | re.DOTALL)
        assert block
        [line] = block[1].splitlines()
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
        assert line.endswith(ends)


def test_every_file_that_the_readme_links_to_exists() -> None:
    linked = [to for to in re.findall(r"\]\(([^)\s]+)\)", README) if not to.startswith(("#", "https://"))]
    assert linked
    assert [to for to in linked if not (ROOT / to).is_file()] == []


def test_every_heading_that_the_readme_links_to_exists() -> None:
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= anchors


def test_the_changelog_knows_this_version_or_has_unreleased_changes() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{version}]" in changes or "## [Unreleased]\n\n###" in changes
