"""What can go wrong with the ledger: one class each, whose message is a sentence that names the file."""

import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class LedgerError(Exception):
    """The ledger cannot do what was asked of it; `file` is the file or folder at fault."""

    def __init__(self, file: Path, message: str) -> None:
        super().__init__(message)
        self.file = file


class DataFolderError(LedgerError):
    """The data folder cannot be made or written."""

    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(folder, f"The data folder {folder} cannot be made or written: {error}.")


class SecretDamagedError(LedgerError):
    """The file of the secret holds something else than a secret."""

    def __init__(self, file: Path, found: int, wanted: int) -> None:
        super().__init__(
            file,
            f"The secret in {file} is damaged ({found} bytes instead of {wanted}): "
            "bring it back from a backup, or delete it to begin with a new one.",
        )


class NotALedgerError(LedgerError):
    """The file is not a database."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, f"{file} is not a ledger: move it away, or bring it back from a backup.")


class LedgerTooNewError(LedgerError):
    """The tables are of a revision that this version does not know."""

    def __init__(self, file: Path, revision: str) -> None:
        super().__init__(
            file, f"{file} was made by a newer version of Dateline (revision {revision}): install that one."
        )


class LedgerClosedError(LedgerError):
    """The ledger was used after `close`."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, f"The ledger {file} is closed.")


class LedgerUnusableError(LedgerError):
    """The database refused: locked for too long, disk full, damaged, not writable."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file, f"The ledger {file} cannot be used: {why}.")


def from_database(file: Path, error: SQLAlchemyError) -> LedgerError:
    """Return the ledger's error for one of the database's; the caller raises it from the original."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
        return NotALedgerError(file)
    return LedgerUnusableError(file, str(cause or error))
