"""Which code reads releases: a name that changes with it, so that nothing is taken over from another."""

import hashlib
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What reading a release depends on beside this package; those that are extras may come and go.
_LIBRARIES = (
    "PyStemmer", "charset-normalizer", "feedparser", "ftfy", "lxml", "markdown-it-py", "pydantic", "pypdf",
    "python-docx", "pyyaml", "selectolax", "sentencex", "tantivy",
)  # fmt: skip


def name() -> str:
    """Return a hash of this package's code and of the versions of what it reads with: some 10 ms of work."""
    digest = hashlib.sha256(sys.version.encode())
    home = Path(__file__).resolve().parent
    for file in sorted(home.rglob("*.py")):
        digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
