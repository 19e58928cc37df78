"""`dateline model fetch`: two files from the web, checked, into a folder.

The checksums stand here, so that it does not matter who serves the files; only their size and
their SHA-256 make them the right ones.
"""

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from bot.plain import one_line

Progress = Callable[[int, int], None]

# intfloat/multilingual-e5-small (MIT licence) at one revision. The int8 model runs on every CPU that
# onnxruntime does; on the full one it saves three quarters of the size.
ADDRESS = (
    "https://huggingface.co/intfloat/multilingual-e5-small/resolve/614241f622f53c4eeff9890bdc4f31cfecc418b3"
)
_CHUNK = 1 << 16
_STALLED_SECONDS = 30.0
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class FetchError(Exception):
    """A file was not fetched; the message names it and says why, on one line, whatever the server said."""

    def __init__(self, sentence: str) -> None:
        super().__init__(one_line(sentence))


@dataclass(frozen=True, slots=True)
class Remote:
    """A file to fetch: its path below the address, its name here, and what it must be, byte for byte."""

    path: str
    name: str
    size: int
    sha256: str


MODEL = (
    Remote(
        "onnx/tokenizer.json",
        "tokenizer.json",
        17_082_730,
        "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
    ),
    Remote(
        "onnx/model_qint8_avx512_vnni.onnx",
        "model.onnx",
        118_346_824,
        "dd476dd0c2514e9b9be83aeb3853fac0763e0bdf4a71645407587d77c48a2d88",
    ),
)


def fetch(
    files: Sequence[Remote],
    address: str,
    folder: Path,
    progress: Progress | None = None,
    stalled_seconds: float = _STALLED_SECONDS,
) -> None:
    """Download `files` from below `address` into `folder`, which is made; those that are there are kept.

    `progress` is called with the number of bytes that are there and of all. A file appears under its name
    when it is whole, checked and on the disk. Only https is taken, and http from this machine itself. A
    server that sends nothing for `stalled_seconds` is given up. Raises FetchError; OSError for the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    total = sum(file.size for file in files)
    done = 0
    for file in files:
        before = done

        def watch(received: int, before: int = before) -> None:
            if progress is not None:
                progress(before + received, total)

        if not _is_there(file, folder / file.name):
            _download(file, f"{address.rstrip('/')}/{file.path}", folder / file.name, watch, stalled_seconds)
        done += file.size
        watch(file.size)


def _is_there(file: Remote, path: Path) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as found:
        return hashlib.file_digest(found, "sha256").hexdigest() == file.sha256


def _download(
    file: Remote, address: str, target: Path, watch: Callable[[int], None], stalled_seconds: float
) -> None:
    part = target.with_name(f"{target.name}.part")
    try:
        with _opened(address, stalled_seconds) as response, part.open("wb") as output:
            sha256 = _copied(file, response, output, watch)
            output.flush()
            os.fsync(output.fileno())
        if sha256 != file.sha256:
            raise FetchError(f"{address} is not the file that this version knows: its checksum differs.")
        part.replace(target)
    except urllib.error.HTTPError as error:
        raise FetchError(f"{address}: the server answered {error.code} {error.reason}.") from error
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", None) or error
        raise FetchError(f"{address} cannot be fetched: {reason or type(error).__name__}.") from error
    finally:
        part.unlink(missing_ok=True)


def _copied(
    file: Remote, response: http.client.HTTPResponse, output: IO[bytes], watch: Callable[[int], None]
) -> str:
    """Copy the response and return its SHA-256; never more than one byte over the size that is right."""
    digest = hashlib.sha256()
    received = 0
    while chunk := response.read1(min(_CHUNK, file.size + 1 - received)):
        received += len(chunk)
        digest.update(chunk)
        output.write(chunk)
        watch(min(received, file.size))
    if received > file.size:
        raise FetchError(f"{response.url} is larger than the {file.size:,} bytes it should have.")
    if received < file.size:
        raise FetchError(f"{response.url} broke off after {received:,} of {file.size:,} bytes; try again.")
    return digest.hexdigest()


def _opened(address: str, stalled_seconds: float) -> http.client.HTTPResponse:
    if not _allowed(address):
        raise FetchError(f"{address} is no https address.")
    # Just these handlers: the usual ones would also open file: and ftp: addresses.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _Redirects,
    ):
        opener.add_handler(handler())
    request = urllib.request.Request(address, headers={"User-Agent": "dateline"})  # noqa: S310 - checked above
    response: http.client.HTTPResponse = opener.open(request, timeout=stalled_seconds)
    return response


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to where a file may be fetched from, and to nowhere else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _allowed(newurl, came_from=req.full_url):
            raise FetchError(f"{req.full_url} leads to {newurl}, which is no https address.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _allowed(address: str, came_from: str | None = None) -> bool:
    """Whether `address` is https, or http on this machine; from elsewhere nobody is led to this machine."""
    try:
        to = urlsplit(address)
    except ValueError:
        return False
    if to.scheme == "https":
        return bool(to.hostname)
    here = came_from is None or urlsplit(came_from).hostname in _LOOPBACK
    return to.scheme == "http" and to.hostname in _LOOPBACK and here
