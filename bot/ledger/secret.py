"""The secret that askers are hashed with: made once, then read."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from bot import writing
from bot.ledger.errors import SecretDamagedError

SECRET_BYTES = 32


def make_or_read(file: Path) -> bytes:
    """Return the secret in `file`, making it when there is none.

    Processes that start together all return the same secret. Raises
    SecretDamagedError when the file holds anything but a secret, and OSError
    when it can neither be read nor made.
    """
    if not file.exists():
        _make(file)
    secret = file.read_bytes()
    if len(secret) != SECRET_BYTES:
        raise SecretDamagedError(file, len(secret), SECRET_BYTES)
    return secret


def _make(file: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(secrets.token_bytes(SECRET_BYTES))
            temporary.flush()
            os.fsync(temporary.fileno())
        # A link, because unlike a rename it never replaces: whoever comes second uses the first one's.
        with contextlib.suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink()
    writing.sync(file.parent)
