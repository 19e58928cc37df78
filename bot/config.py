"""config.yaml and the environment -> Config, or every mistake at once, each with its key.

The file named by the caller is laid over the defaults that ship as `config.yaml`;
a setting stands in no other place.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import platformdirs
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

CONFIG_VARIABLE = "DATELINE_CONFIG"
HOME_VARIABLE = "DATELINE_HOME"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not its value


class ConfigError(Exception):
    """The configuration cannot be used; `mistakes` says why, one line each, with file and key."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KnowledgeConfig(_Section):
    """Which files are read."""

    folders: list[str]
    shipped: bool
    max_file_bytes: Annotated[int, Field(ge=1, le=1_000_000_000)]


class AnswersConfig(_Section):
    """When an answer is given, and how long a conversation lasts."""

    minimum_confidence: Annotated[float, Field(ge=0, le=1)]
    conversation_minutes: Annotated[float, Field(ge=0, le=1440)]


class DiscordConfig(_Section):
    """How the bot behaves on Discord."""

    ask_channels: list[int | str]
    questions: Annotated[int, Field(ge=1, le=1000)]
    per_seconds: Annotated[float, Field(gt=0, le=86_400)]


class PrivacyConfig(_Section):
    """What the ledger keeps."""

    store_text: bool


class AboutConfig(_Section):
    """What /about says."""

    disclaimer: Annotated[str, Field(max_length=1000)]


class Config(_Section):
    """Every setting; the field names are the keys of config.yaml."""

    data_dir: str | None
    knowledge: KnowledgeConfig
    answers: AnswersConfig
    discord: DiscordConfig
    privacy: PrivacyConfig
    about: AboutConfig

    def data_folder(self, environment: Mapping[str, str] = os.environ) -> Path:
        """Return the data folder: this config's, else DATELINE_HOME, else the system's place for user data."""
        named = self.data_dir or environment.get(HOME_VARIABLE)
        return Path(named).expanduser() if named else Path(platformdirs.user_data_dir("dateline", appauthor=False))


def defaults_file() -> Path:
    """Find the shipped config.yaml: in the wheel beside this file, in a checkout beside the packages."""
    here = Path(__file__).resolve().parent
    packed = here / "config.yaml"
    return packed if packed.is_file() else here.parent / "config.yaml"
