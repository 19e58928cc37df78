"""The knowledge folders: which files are there to be read, and their bytes.

Only regular files inside a folder count. What begins with a dot, the backups and half-written files of
editors, browsers and desktops, links, pipes and devices are passed over before anything is opened.
"""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from knowledge.refusal import Refused

MAX_FILE_BYTES = 5_000_000
# A pipe that somebody put in a file's place must not keep us waiting.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_LEFT_BEHIND = re.compile(
    r"\..{0,255}|.{0,255}~|~\$.{0,253}|~.{0,250}\.tmp|\#.{0,253}\#|thumbs\.db|desktop\.ini|__MACOSX"
    r"|.{0,250}\.(?:bak|orig|rej|old|swp|swo|tmp|temp|part|partial|crdownload|download|lock)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of knowledge files, and the name that reports call it by."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A knowledge file, by its path below its folder with forward slashes.

    With its size in bytes and its time of change in nanoseconds; or what is `closed`: a folder that nobody
    lets us look into, or what cannot be told to be a file.
    """

    folder: Folder
    file: str
    size: int = 0
    changed: int = 0
    closed: bool = False

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder.path / self.file

    @property
    def key(self) -> tuple[str, str]:
        """The names of the folder and of the file in it."""
        return (self.folder.name, self.file)

    def holds(self, key: tuple[str, str]) -> bool:
        """Whether this is the file of that key, or a closed folder above it."""
        name, file = key
        if name != self.folder.name:
            return False
        return file == self.file or (self.closed and (self.file == "." or file.startswith(f"{self.file}/")))


def is_there(folder: Folder) -> bool:
    """Whether there is such a folder; also when that cannot be told, so that reading says why not."""
    try:
        return folder.path.is_dir()
    except OSError:
        return True


def is_left_behind(name: str) -> bool:
    """Whether a file of that name is a hidden one, a backup, or half of one: nobody meant it to be read."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def files(folder: Folder) -> list[Found]:
    """Return the files below `folder` in order, and the folders in it that are closed to us.

    The order is that of the parts of their names. They are sorted a folder at a time: to sort all of many
    thousand at once would keep every other thread waiting.
    """
    found: list[Found] = []
    waiting: list[Found | str] = [""]  # files, and the names of folders to look into, the next one last
    while waiting:
        one = waiting.pop()
        if isinstance(one, Found):
            found.append(one)
        else:
            waiting += reversed(_inside(folder, one))
    return found


def _inside(folder: Folder, inner: str) -> list[Found | str]:
    """What stands in a folder, sorted: files, and names of folders that end with a slash."""
    try:
        with os.scandir(folder.path / inner) as entries:
            told = {entry.name: _told(folder, f"{inner}{entry.name}", entry) for entry in entries}
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [Found(folder, inner.rstrip("/") or ".", closed=True)]
    return [one for name in sorted(told) if (one := told[name]) is not None]


def _told(folder: Folder, file: str, entry: os.DirEntry[str]) -> Found | str | None:
    """What an entry of a folder is: a file, the name of a folder, or nothing to us."""
    if is_left_behind(entry.name):
        return None
    try:
        if entry.is_dir(follow_symlinks=False):
            return f"{file}/"
        if entry.is_file(follow_symlinks=False):
            told = entry.stat(follow_symlinks=False)
            return Found(folder, file, told.st_size, told.st_mtime_ns)
    except FileNotFoundError:
        return None
    except OSError:
        return Found(folder, file, closed=True)
    return None


def bytes_of(path: Path, max_file_bytes: int = MAX_FILE_BYTES, *, follow: bool = False) -> bytes:
    """Return what a regular file holds, or, with `follow`, what a link leads to. Raises Refused."""
    try:
        handle = os.open(path, _FLAGS | (0 if follow else _NO_LINK))
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror or error}.") from error
    try:
        with open(handle, "rb") as file:  # noqa: PTH123 - a handle, not a path
            told = os.fstat(handle)
            if not stat.S_ISREG(told.st_mode):
                raise Refused("It is no regular file.")
            if told.st_size > max_file_bytes:
                raise Refused(f"The file has {told.st_size:,} bytes; at most {max_file_bytes:,} are read.")
            raw = file.read(max_file_bytes + 1)
    except OSError as error:
        raise Refused(f"The file cannot be read: {error.strerror or error}.") from error
    if len(raw) > max_file_bytes:
        raise Refused(f"The file grew while it was read; at most {max_file_bytes:,} bytes are read.")
    return raw
