"""What all tests share: how examples are drawn, and a tiny sentence model.

The model is made by the tests: it has the interface of a real one, and a sense of its own.

A text means the sum of its words, the first three groups below counting little. The words of a group mean
the same.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, settings
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

# How fast a test runs is no matter of right and wrong; the first example on a new machine takes seconds, for
# hypothesis then writes down the characters of Unicode.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

TinyModel = Callable[..., Path]

_ALIKE = (
    "query", "passage", "the a of and", "bridge viaduct crossing", "river stream", "trucks lorries vehicles",
    "cooks chefs", "won gained", "ladle spoon", "dumplings food", "who", "how", "many", "built constructed",
    "engineers sappers", "golden", "opened", "forty", "days", "seventeen", "company", "platoon", "served",
)  # fmt: skip
_LIGHT = 3


@pytest.fixture(scope="session")
def tiny_model() -> TinyModel:
    """Write a model into a folder: `types` says whether it wants `token_type_ids`, `seed` which one it is."""

    def write(folder: Path, *, types: bool = True, seed: int = 1, words: int | None = None) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        vocabulary = {"[UNK]": 0}
        rows = [np.zeros(8)]
        rows[0][0] = 0.01
        for number, alike in enumerate(_ALIKE):
            for word in alike.split():
                vocabulary[word] = len(rows)
                weight = 0.1 if number < _LIGHT else 1.0
                rows.append(weight * np.random.default_rng([seed, number]).normal(size=8))
        tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no password
        tokenizer.normalizer = normalizers.Lowercase()
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        tokenizer.save(str(folder / "tokenizer.json"))
        _save(np.array(rows[:words], dtype=np.float32), types, folder / "model.onnx")
        return folder

    return write


def _save(table: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", types: bool, path: Path) -> None:
    names = ["input_ids", "attention_mask", *(["token_type_ids"] if types else [])]
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in names],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "length", 8])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


@pytest.fixture
def model_folder(tiny_model: TinyModel, tmp_path: Path) -> Path:
    """A folder with a tiny model."""
    return tiny_model(tmp_path / "model")


@pytest.fixture(scope="session")
def describe() -> Callable[[Path, object], None]:
    """Write a model's `dateline.json`."""

    def write(folder: Path, said: object) -> None:
        (folder / "dateline.json").write_text(json.dumps(said), encoding="utf-8")

    return write
