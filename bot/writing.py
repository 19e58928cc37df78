"""Files that are there whole or not at all, whatever happens in between."""

import os
import secrets
from pathlib import Path

PART = ".part"  # how the names of half-written files end; they begin with a dot


def write(path: Path, raw: bytes) -> None:
    """Write a file under its name only when it is whole and on the disk. Raises OSError."""
    part = path.with_name(f".{path.name[:60]}.{secrets.token_hex(6)}{PART}")
    try:
        with part.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)


def sync(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do that."""
    if os.name != "posix":  # Windows opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
