"""The ledger: what was asked and answered, kept in one SQLite file of the data folder."""

from bot.ledger.errors import (
    DataFolderError,
    LedgerClosedError,
    LedgerError,
    LedgerTooNewError,
    LedgerUnusableError,
    NotALedgerError,
    SecretDamagedError,
)
from bot.ledger.ledger import AnswerRow, AskedRecord, Ledger, Via

__all__ = [
    "AnswerRow",
    "AskedRecord",
    "DataFolderError",
    "Ledger",
    "LedgerClosedError",
    "LedgerError",
    "LedgerTooNewError",
    "LedgerUnusableError",
    "NotALedgerError",
    "SecretDamagedError",
    "Via",
]
