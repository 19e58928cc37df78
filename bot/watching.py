"""The folders are watched: what somebody drops in is read without a command, once it lies still."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import watchfiles

from bot.config import Config
from bot.opening import ADDED_FOLDER
from knowledge.archive import Occasion
from knowledge.folders import is_left_behind

_QUIET_MS = 1_000  # so long nothing may change, so that no half-written file is read …
_PATIENCE_MS = 30_000  # … but no longer than this does one that goes on changing keep the others waiting
_AGAIN_SECONDS = 30.0  # after a failure, and for a folder that is not there

_log = logging.getLogger(__name__)

Reload = Callable[[Occasion], Awaitable[object]]


@asynccontextmanager
async def serving(config: Config, data_folder: Path, reload: Reload) -> AsyncIterator[None]:
    """Await `reload` when releases have changed and lie still, if the settings want it; to the block's end.

    Those that ship with the project do not change.
    """
    folders = [data_folder / ADDED_FOLDER, *map(Path, config.knowledge.folders)]
    watched = folders if config.knowledge.watch else []
    tasks = [asyncio.create_task(_watch(one, reload), name=f"watch {one}") for one in watched]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(folder: Path, reload: Reload) -> None:
    """Watch a folder for good; one that is not there is waited for."""
    while True:
        try:
            if await asyncio.to_thread(folder.is_dir):
                async for _ in _changes(folder):
                    await reload(Occasion("the bot", f"saw a change in {folder.name}"))
        except (OSError, RuntimeError) as error:
            _log.warning("%s cannot be watched for now: %s", folder, error)
        except Exception:  # noqa: BLE001 - whatever a load fails of, the next change is another chance
            _log.exception("What changed in %s is not in service", folder)
        await asyncio.sleep(_AGAIN_SECONDS)


def _changes(folder: Path) -> AsyncIterator[object]:
    """Yield once for each lot of changes to files that would be read."""

    def matters(_change: watchfiles.Change, path: str) -> bool:
        below = Path(path).relative_to(folder) if Path(path).is_relative_to(folder) else Path(path)
        return not any(map(is_left_behind, below.parts))

    return watchfiles.awatch(folder, watch_filter=matters, debounce=_PATIENCE_MS, step=_QUIET_MS)
