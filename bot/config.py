"""config.yaml and the environment -> Config, or every mistake at once, each with its key.

The file named by the caller is laid over the defaults that ship as `config.yaml`;
a setting stands in no other place.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge import yamlfile

CONFIG_VARIABLE = "DATELINE_CONFIG"
HOME_VARIABLE = "DATELINE_HOME"
MODEL_VARIABLE = "DATELINE_MODEL"
TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 - the variable's name, not its value
DVIDS_KEY_VARIABLE = "DVIDS_API_KEY"

_PathText = Annotated[str, Field(pattern=r"^[^\x00-\x1f]+$", max_length=4096, description="a path")]
_ChannelId = Annotated[int, Field(ge=1, lt=2**64, description="a channel's id")]
_ChannelName = Annotated[str, Field(min_length=1, max_length=100, description="a channel's name")]
_HostName = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9._:-]+$", max_length=253, description="a host's name or IP address")
]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """The folder of a sentence model, and who named it: a setting, a variable, or `dateline model fetch`."""

    path: Path
    named_by: str


class ConfigError(Exception):
    """The configuration cannot be used; `mistakes` says why, one line each, with file and key."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KnowledgeConfig(_Section):
    """Which files are read."""

    folders: list[_PathText]
    shipped: bool
    max_file_bytes: Annotated[int, Field(ge=1, le=1_000_000_000)]
    watch: bool


class AnswersConfig(_Section):
    """When an answer is given, and how long a conversation lasts."""

    minimum_confidence: Annotated[float, Field(ge=0, le=1)]
    conversation_minutes: Annotated[float, Field(ge=0, le=1440)]


class SemanticConfig(_Section):
    """Which sentence model is used."""

    use: bool
    path: _PathText | None


class DiscordConfig(_Section):
    """How the bot behaves on Discord."""

    ask_channels: list[_ChannelId | _ChannelName]
    questions: Annotated[int, Field(ge=1, le=1000)]
    per_seconds: Annotated[float, Field(gt=0, le=86_400)]


class PrivacyConfig(_Section):
    """What the ledger keeps."""

    store_text: bool


class CorrectionsConfig(_Section):
    """Whether earlier answers follow the releases, and for how long."""

    enabled: bool
    days: Annotated[int, Field(ge=1, le=3650)]


class FeedConfig(_Section):
    """A feed that releases come in by. What its name and its address must be, `bot.wire.settings` tells."""

    name: str = ""
    url: str = ""
    every: Annotated[int, Field(ge=5, le=10_080)] = 60
    kind: Annotated[Literal["rss", "dvids"], Field(description="rss or dvids")] = "rss"


class WireConfig(_Section):
    """Where releases may be fetched from."""

    allowed_hosts: list[_HostName]


class AboutConfig(_Section):
    """What /about says."""

    disclaimer: Annotated[str, Field(max_length=1000)]


class Config(_Section):
    """Every setting; the field names are the keys of config.yaml."""

    data_dir: _PathText | None
    knowledge: KnowledgeConfig
    answers: AnswersConfig
    semantic: SemanticConfig
    discord: DiscordConfig
    privacy: PrivacyConfig
    corrections: CorrectionsConfig
    feeds: list[FeedConfig]
    wire: WireConfig
    about: AboutConfig

    def data_folder(self, environment: Mapping[str, str] = os.environ) -> Path:
        """Return the data folder: this config's, or DATELINE_HOME, or the system's place for user data."""
        named = self.data_dir or environment.get(HOME_VARIABLE)
        return (
            Path(_at_home(named)) if named else Path(platformdirs.user_data_dir("dateline", appauthor=False))
        )

    def model_folder(self, environment: Mapping[str, str] = os.environ) -> ModelFolder | None:
        """Return the folder of the sentence model to use, whether or not it is there; None to use none."""
        if not self.semantic.use:
            return None
        if self.semantic.path:
            return ModelFolder(Path(_at_home(self.semantic.path)), "semantic.path")
        if environment.get(MODEL_VARIABLE):
            return ModelFolder(Path(_at_home(environment[MODEL_VARIABLE])), MODEL_VARIABLE)
        fetched = fetched_model()
        return ModelFolder(fetched, "dateline model fetch") if (fetched / "model.onnx").is_file() else None


def fetched_model() -> Path:
    """Return the folder that `dateline model fetch` puts the model in: in the user's cache of this system."""
    return platformdirs.user_cache_path("dateline", appauthor=False) / "models" / "multilingual-e5-small"


def load(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Return the settings: those of `path`, else of the file that DATELINE_CONFIG names, over the defaults.

    Relative paths in the file are taken from the folder it lies in. Raise
    ConfigError with all mistakes at once when the file cannot be used.
    """
    defaults: Any = yamlfile.read(defaults_file())
    named = path or (Path(environment[CONFIG_VARIABLE]) if environment.get(CONFIG_VARIABLE) else None)
    if named is None:
        return Config.model_validate(defaults)
    try:
        document = yamlfile.read(named)
    except yamlfile.YamlError as error:
        raise ConfigError([f"{named}: {mistake}" for mistake in error.mistakes]) from error
    return _checked(named, defaults, document)


def defaults_file() -> Path:
    """Find the shipped config.yaml: in the wheel beside this file, in a checkout beside the packages."""
    here = Path(__file__).resolve().parent
    packed = here / "config.yaml"
    return packed if packed.is_file() else here.parent / "config.yaml"


def _checked(file: Path, defaults: dict[str, Any], document: object) -> Config:
    if document is not None and not isinstance(document, dict):
        raise ConfigError([f"{file}: must hold settings (key: value), as {defaults_file().name} does"])
    laid = _laid_over(defaults, document or {})
    told: list[str] = []
    if laid["feeds"]:
        from bot.wire import settings  # most have no feed

        told = settings.mistakes(laid["feeds"])
    try:
        config = Config.model_validate(laid)
    except ValidationError as error:
        from bot import mistakes  # only a wrong file needs the words for it

        raise _wrong(file, [*mistakes.explain(error, Config, laid), *told]) from error
    if told:
        raise _wrong(file, told)
    return _anchored(config, file.absolute().parent)


def _wrong(file: Path, lines: list[str]) -> ConfigError:
    return ConfigError([f"{file}: {line}" for line in lines])


def _laid_over(defaults: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """Lay a file's settings over the defaults; a section with all its keys commented out changes nothing."""
    laid = dict(defaults)
    for key, value in document.items():
        default = defaults.get(key)
        if isinstance(default, dict) and (value is None or isinstance(value, dict)):
            laid[key] = {**default, **(value or {})}
        else:
            laid[key] = value
    return laid


def _anchored(config: Config, folder: Path) -> Config:
    """Return `config` with its relative paths taken from `folder`."""
    knowledge = config.knowledge.model_copy(
        update={"folders": [str(folder / _at_home(name)) for name in config.knowledge.folders]}
    )
    data_dir = str(folder / _at_home(config.data_dir)) if config.data_dir else None
    path = str(folder / _at_home(config.semantic.path)) if config.semantic.path else None
    semantic = config.semantic.model_copy(update={"path": path})
    return config.model_copy(update={"knowledge": knowledge, "semantic": semantic, "data_dir": data_dir})


def _at_home(name: str) -> str:
    # Path.expanduser raises where there is no such person; this leaves the name as it stands.
    return os.path.expanduser(name)  # noqa: PTH111
