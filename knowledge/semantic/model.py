"""A folder with an ONNX model and its tokenizer -> vectors of questions and passages.

One text at a time: an int8 model measures all texts of a batch with one scale, so that the company a
passage is in would change its vector (a cosine of 0.99 to itself); and a batch is no faster on a few cores.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Vector = npt.NDArray[np.float32]

MODEL_FILE, TOKENIZER_FILE, DESCRIPTION_FILE = "model.onnx", "tokenizer.json", "dateline.json"
_PASSAGE_TOKENS = 256
_QUESTION_TOKENS = 64  # a longer one is no plain question, and must not keep the person who asks it waiting
_CHARACTERS_A_TOKEN = 16  # far more than a token has, so that the tokenizer too sees no more than is read
_OUTPUT = "last_hidden_state"
_INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
# Without it, processors that lack the newer instructions clip the sums of an int8 model, and its vectors
# differ from those of other machines (a cosine of 0.995); with it they take a tenth longer.
_ALIKE_ON_ALL = ("session.x64quantprecision", "1")
_ARITHMETIC = b"sums not clipped"  # part of the name of a model, since the vectors depend on it
_FATAL_ONLY = 4  # what goes wrong is raised; the library need not write to standard error too


class ModelError(Exception):
    """A sentence model cannot be used; the message names the folder or file and says why."""


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """What the model wants before a question and before a passage; the defaults are those of e5."""

    query_prefix: str = "query: "
    passage_prefix: str = "passage: "


class SentenceModel:
    """A sentence model: text in, a vector of `dimensions` numbers and length 1 out. Threads may share it.

    `name` is a hash of the model's files: another name, other vectors.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        session: "InferenceSession",
        tokenizer: "Tokenizer",
        prefixes: _Prefixes,
    ) -> None:
        self.folder = folder
        self.name = name
        self._session = session
        self._tokenizer = tokenizer
        self._prefixes = prefixes
        self._inputs = {one.name for one in session.get_inputs()}
        self.dimensions = self._tried()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the model in `folder`: `model.onnx`, `tokenizer.json` and, where it is no e5, `dateline.json`.

        The model takes `input_ids`, `attention_mask` and, if it wants, `token_type_ids` (int64, batch ×
        length) and gives `last_hidden_state` (float, batch × length × dimensions), of which the mean is
        taken. `dateline.json` may hold `query_prefix` and `passage_prefix`. Takes about a second and
        twice the memory of the files. Raises ModelError.
        """
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise ModelError("it needs more packages: pip install 'dateline[semantic]'") from error
        prefixes = _prefixes(folder / DESCRIPTION_FILE)
        name = _name(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, (os.cpu_count() or 1) - 1)
        options.log_severity_level = _FATAL_ONLY
        options.enable_cpu_mem_arena = False  # it keeps the memory of the longest text for good
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry(*_ALIKE_ON_ALL)
        model, words = folder / MODEL_FILE, folder / TOKENIZER_FILE
        try:
            session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's errors have no other parent
            raise ModelError(f"{model} is no model that can be read: {_brief(error)}") from error
        try:
            tokenizer = Tokenizer.from_file(str(words))
            tokenizer.no_padding()
            tokenizer.no_truncation()
        except Exception as error:  # it raises plain Exception
            raise ModelError(f"{words} is no tokenizer that can be read: {_brief(error)}") from error
        return cls(folder, name, session, tokenizer, prefixes)

    def embed_question(self, text: str) -> "Vector":
        """Return the vector of a question; what stands beyond its first 64 tokens is not read.

        Some 10 ms of work, 45 for the longest, outside the interpreter's lock.
        """
        return self._embed(self._prefixes.query_prefix + text, _QUESTION_TOKENS)

    def embed_passage(self, text: str) -> "Vector":
        """Return the vector of a passage; what stands beyond its first 256 tokens is not read."""
        return self._embed(self._prefixes.passage_prefix + text, _PASSAGE_TOKENS)

    def _embed(self, text: str, longest: int) -> "Vector":
        whole_letters = text[: longest * _CHARACTERS_A_TOKEN].encode("utf-8", "replace").decode("utf-8")
        tokens = self._tokenizer.encode(whole_letters).ids
        if len(tokens) > longest:
            tokens = [*tokens[: longest - 1], tokens[-1]]  # the last one says that the text ends
        return self._run(tokens)

    def _run(self, tokens: list[int]) -> "Vector":
        import numpy as np

        if not tokens:
            raise ModelError(f"{self.folder / TOKENIZER_FILE} makes no token of a text")
        ids = np.array([tokens], dtype=np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        try:
            [hidden] = self._session.run([_OUTPUT], {name: given[name] for name in self._inputs})
        except Exception as error:  # the library's errors have no other parent
            raise ModelError(f"{self.folder / MODEL_FILE} fails: {_brief(error)}") from error
        if hidden.ndim != 3 or hidden.shape[:2] != ids.shape:
            raise ModelError(f"{self.folder / MODEL_FILE} gives no vector for each token")
        mean = hidden[0].mean(axis=0, dtype=np.float32)
        length = float(np.linalg.norm(mean))
        if not 0 < length < float("inf"):
            raise ModelError(f"{self.folder / MODEL_FILE} gives no numbers to compare")
        vector: Vector = mean / np.float32(length)
        return vector

    def _tried(self) -> int:
        """Check that the model has the interface and knows the last token; return its dimensions."""
        wrong = self._inputs - _INPUTS
        if wrong or "input_ids" not in self._inputs:
            named = ", ".join(sorted(self._inputs))
            raise ModelError(f"{self.folder / MODEL_FILE} is no sentence model: its inputs are {named}")
        return len(self._run([self._tokenizer.get_vocab_size() - 1]))


def _prefixes(file: Path) -> _Prefixes:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Prefixes()
    except (OSError, ValueError) as error:
        raise ModelError(f"{file} cannot be read as JSON: {error}") from error
    known = {"query_prefix", "passage_prefix"}
    if (
        not isinstance(said, dict)
        or said.keys() - known
        or not all(isinstance(v, str) for v in said.values())
    ):
        raise ModelError(f"{file} may hold two texts, query_prefix and passage_prefix, and nothing else")
    return _Prefixes(**said)


def _name(folder: Path) -> str:
    """Hash all that the vectors depend on: the model, weights kept beside it, tokenizer, prefixes."""
    digest = hashlib.sha256(_ARITHMETIC)
    weights = sorted(folder.glob(f"{MODEL_FILE}?*"))
    optional = [file for file in (folder / DESCRIPTION_FILE,) if file.is_file()]
    for path in (folder / MODEL_FILE, folder / TOKENIZER_FILE, *weights, *optional):
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise ModelError(f"{path} cannot be read: {error.strerror or error}") from error
    return digest.hexdigest()[:16]


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
