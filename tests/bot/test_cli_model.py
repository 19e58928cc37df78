"""The sentence model from the command line: found, used, fetched, broken, absent."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot import config

Dateline = Callable[..., Any]
QUESTION = "how many trucks does the bridge carry?"


def kept(home: Path) -> int:
    """Count the vectors in a data folder."""
    connection = sqlite3.connect(home / "cache" / "vectors.sqlite")
    try:
        return int(connection.execute("SELECT count(*) FROM vectors").fetchone()[0])
    finally:
        connection.close()


def test_ask_with_a_model_reads_every_passage_first_and_keeps_the_vectors(
    dateline: Dateline, releases: Path, model_folder: Path, tmp_path: Path
) -> None:
    named = {"DATELINE_MODEL": str(model_folder)}
    first = dateline("ask", "--json", "--knowledge", releases, QUESTION, extra=named)
    vectors = kept(tmp_path / "home")
    again = dateline("ask", "--json", "--knowledge", releases, QUESTION, extra=named)
    assert (first.code, first.err, again.err) == (0, "", "")
    assert vectors == kept(tmp_path / "home") > 4
    assert {**first.objects[0], "ms": 0} == {**again.objects[0], "ms": 0}
    status = dateline("model", "status", extra=named)
    assert status.code == 0
    assert f"{model_folder} (named by DATELINE_MODEL)" in status.out
    assert f"{vectors} vectors kept" in status.out


@pytest.mark.parametrize("broken", ["gone", "model.onnx", "tokenizer.json"])
def test_a_broken_model_is_one_warning_and_the_answer_comes(
    dateline: Dateline, releases: Path, model_folder: Path, broken: str
) -> None:
    if broken == "gone":
        model_folder = model_folder / "gone"
    else:
        (model_folder / broken).write_bytes(b"broken")
    named = {"DATELINE_MODEL": str(model_folder)}
    ran = dateline("ask", "--json", "--knowledge", releases, QUESTION, extra=named)
    assert (ran.code, ran.objects[0]["answered"]) == (0, True)
    [warning] = ran.err.splitlines()
    assert warning.startswith("dateline: Going on without the sentence model (named by DATELINE_MODEL): ")
    status = dateline("model", "status", extra=named)
    assert (status.code, status.out, len(status.err.splitlines())) == (1, "", 1)


def test_without_the_extra_a_model_is_one_warning_and_the_answer_comes(
    environment: dict[str, str], releases: Path, model_folder: Path
) -> None:
    script = (
        "import runpy, sys\n"
        "sys.modules.update(dict.fromkeys(['onnxruntime', 'tokenizers', 'numpy']))\n"
        f"sys.argv = ['dateline', 'ask', '--knowledge', {str(releases)!r}, {QUESTION!r}]\n"
        "runpy.run_module('bot', run_name='__main__')\n"
    )
    for extra, said in (
        ({}, ""),
        ({"DATELINE_MODEL": str(model_folder)}, "pip install 'dateline[semantic]'"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            env=environment | extra,
            timeout=60,
            text=True,
            check=True,
        )
        assert "seventeen trucks" in done.stdout
        assert len(done.stderr.splitlines()) == bool(said)
        assert said in done.stderr


def test_a_model_is_used_only_where_the_config_says_so(
    dateline: Dateline, tmp_path: Path, model_folder: Path
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("semantic: {path: model}")
    ran = dateline("model", "status", "--config", file, extra={"DATELINE_MODEL": "/elsewhere"})
    assert f"{model_folder} (named by semantic.path)" in ran.out
    file.write_text("semantic: {use: false, path: model}")
    assert dateline("model", "status", "--config", file).out.startswith("No sentence model is used")
    assert dateline("model", "status").out.startswith("No sentence model is used")


def test_the_fetched_model_is_found(
    tiny_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(config, "fetched_model", lambda: tmp_path / "fetched")
    settings = config.load(None, {})
    assert settings.model_folder({}) is None
    folder = tiny_model(tmp_path / "fetched")
    assert settings.model_folder({}) == config.ModelFolder(folder, "dateline model fetch")
    named = config.ModelFolder(Path("/named"), "DATELINE_MODEL")
    assert settings.model_folder({"DATELINE_MODEL": "/named"}) == named


@pytest.mark.parametrize(
    "address", ["http://example.org/", "file:///etc", "nonsense", "https://", "ftp://[::1/"]
)
def test_fetch_takes_nothing_but_https(dateline: Dateline, address: str) -> None:
    ran = dateline("model", "fetch", "--from", address)
    assert (ran.code, ran.out) == (1, "")
    assert "is no https address" in ran.err
    assert len(ran.err.splitlines()) == 1
