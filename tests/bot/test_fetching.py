"""Fetching the model's files from a server on this machine that misbehaves in every way it can."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.fetching import ADDRESS, MODEL, FetchError, Remote, fetch

GOOD = bytes(range(256)) * 2000
SMALL = b"a small file"


def remote(content: bytes, path: str, name: str) -> Remote:
    return Remote(path, name, len(content), hashlib.sha256(content).hexdigest())


FILES = (remote(SMALL, "good/small", "tokenizer.json"), remote(GOOD, "good/large", "model.onnx"))


class Server(ThreadingHTTPServer):
    """Serves the two files below /good/, and trouble elsewhere; notes what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.ended = threading.Event()
        self.redirect = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        trouble = self.path.rsplit("/", 1)[-1]
        serve: Callable[[], None] = getattr(self, trouble, self.missing)
        serve()

    def missing(self) -> None:
        self.send_error(404)

    def small(self) -> None:
        self.send(SMALL)

    def large(self) -> None:
        self.send(GOOD)

    def wrong(self) -> None:
        self.send(GOOD[:-1] + b"!")

    def short(self) -> None:
        self.send(GOOD[:1000], length=len(GOOD))

    def endless(self) -> None:
        self.send(GOOD * 20)

    def stalls(self) -> None:
        self.send(GOOD[:1000], length=len(GOOD), wait=True)

    def moved(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.server.redirect or "/good/large")
        self.end_headers()

    def garbage(self) -> None:
        self.wfile.write(b"\xff\xfe no protocol at all\r\n\r\n")

    def send(self, content: bytes, length: int | None = None, *, wait: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(length or len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
            self.wfile.flush()
            if wait:
                self.server.ended.wait(60)
        except ConnectionError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.ended.set()
        running.shutdown()
        thread.join()


def test_both_files_come_whole_with_progress(server: Server, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    fetch(FILES, server.address, tmp_path / "a" / "model", lambda done, total: steps.append((done, total)))
    assert (tmp_path / "a" / "model" / "model.onnx").read_bytes() == GOOD
    assert (tmp_path / "a" / "model" / "tokenizer.json").read_bytes() == SMALL
    total = len(GOOD) + len(SMALL)
    assert steps == sorted(steps)
    assert steps[-1] == (total, total)


def test_what_is_there_is_not_fetched_again_and_what_is_damaged_is(server: Server, tmp_path: Path) -> None:
    fetch(FILES, server.address, tmp_path)
    fetch(FILES, server.address, tmp_path)
    (tmp_path / "tokenizer.json").write_bytes(SMALL.upper())
    fetch(FILES, server.address, tmp_path)
    assert server.asked == ["/good/small", "/good/large", "/good/small"]
    assert (tmp_path / "tokenizer.json").read_bytes() == SMALL


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("wrong", "its checksum differs"),
        ("short", "broke off after 1,000 of 512,000 bytes"),
        ("endless", "is larger than the 512,000 bytes"),
        ("stalls", "timed out"),
        ("nowhere", "the server answered 404"),
        ("garbage", "cannot be fetched"),
    ],
)
def test_trouble_is_one_sentence_and_leaves_nothing_behind(
    server: Server, tmp_path: Path, trouble: str, said: str
) -> None:
    files = (FILES[0], remote(GOOD, f"bad/{trouble}", "model.onnx"))
    (tmp_path / "model.onnx").write_bytes(b"what was there before")
    (tmp_path / "model.onnx.part").write_bytes(b"of a broken download")
    with pytest.raises(FetchError, match=said) as caught:
        fetch(files, server.address, tmp_path, stalled_seconds=0.5)
    assert len(str(caught.value).splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model.onnx", "tokenizer.json"]
    assert (tmp_path / "model.onnx").read_bytes() == b"what was there before"
    fetch(FILES, server.address, tmp_path)
    assert (tmp_path / "model.onnx").read_bytes() == GOOD


def test_a_server_that_is_not_there_is_one_sentence(server: Server, tmp_path: Path) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as free:
        port = free.server_port
    with pytest.raises(FetchError, match="cannot be fetched"):
        fetch(FILES, f"http://127.0.0.1:{port}", tmp_path)


def test_a_redirect_is_followed(server: Server, tmp_path: Path) -> None:
    fetch((remote(GOOD, "bad/moved", "model.onnx"),), server.address, tmp_path)
    assert (tmp_path / "model.onnx").read_bytes() == GOOD


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/a", "http://example.org/a", "data:,a"])
def test_a_redirect_to_elsewhere_is_not(server: Server, tmp_path: Path, to: str) -> None:
    server.redirect = to
    with pytest.raises(FetchError):
        fetch((remote(GOOD, "bad/moved", "model.onnx"),), server.address, tmp_path)
    assert server.asked == ["/bad/moved"]


def test_the_model_is_pinned() -> None:
    assert ADDRESS.startswith("https://")
    assert "/main" not in ADDRESS
    assert sum(file.size for file in MODEL) < 1_000_000_000
    assert {len(bytes.fromhex(file.sha256)) for file in MODEL} == {32}
    assert {file.name for file in MODEL} == {"model.onnx", "tokenizer.json"}
