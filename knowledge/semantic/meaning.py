"""What the sentences of an edition mean: their vectors, and how near a question comes to each."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.semantic.model import SentenceModel
from knowledge.semantic.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from knowledge.semantic.model import Vector

    Matrix = npt.NDArray[np.float16]

Progress = Callable[[int, int], None]
_KEPT_AT_ONCE = 32  # after so many new vectors they are written to disk
_COMPARED_AT_ONCE = 8192  # so many vectors are unpacked at once, 12 MB of them


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """Vectors of texts: row n of `matrix` is that of text n.

    The same text and question give the same numbers to the digit, whatever other texts there are.
    """

    model: SentenceModel = field(repr=False)
    matrix: "Matrix" = field(repr=False)

    def of(self, question: str) -> "Vector":
        """Return the vector of a question: some 10 ms of work; never on the event loop.

        Raises ModelError should the model fail, which its opening has ruled out but for want of memory.
        """
        return self.model.embed_question(question)

    def similarity(self, question: "Vector", rows: Iterable[int]) -> dict[int, float]:
        """Return the cosine, -1 to 1, of a question's vector and the text of each of `rows`."""
        import numpy as np

        wanted = list(rows)
        # Row by row: a product of matrices adds up in an order that depends on their size.
        cosines = (self.matrix[wanted].astype(np.float32) * question).sum(axis=1) if wanted else ()
        return dict(zip(wanted, map(float, cosines), strict=True))

    def nearest(self, question: "Vector", limit: int) -> list[tuple[int, float]]:
        """Return up to `limit` rows with their cosines, nearest first; equals in their order."""
        import numpy as np

        rows: Iterable[int] = range(len(self.matrix))
        if limit < len(self.matrix):
            starts = range(0, len(self.matrix), _COMPARED_AT_ONCE)
            parts = [self.matrix[at : at + _COMPARED_AT_ONCE].astype(np.float32) @ question for at in starts]
            rows = np.argpartition(-np.concatenate(parts), limit)[:limit].tolist()
        found = self.similarity(question, rows)
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))


class Embedder:
    """Makes the Meaning of texts with `model`, each text once: `vectors` keeps what was made."""

    def __init__(self, model: SentenceModel, vectors: Vectors) -> None:
        self._model = model
        self._vectors = vectors

    def known(self, texts: Sequence[str]) -> Meaning | None:
        """Return the meaning of `texts` where every vector is kept already, else None."""
        keys = [_key(text) for text in texts]
        kept = self._kept(keys)
        return self._meaning(keys, kept) if kept.keys() >= set(keys) else None

    def learn(
        self, texts: Sequence[str], progress: Progress | None = None, stop: Callable[[], bool] = lambda: False
    ) -> Meaning | None:
        """Return the meaning of `texts`; some 40 ms for each that is new.

        `progress` is called with the number of new texts that are done and of all new ones. Returns
        None as soon as `stop` says so; what was made until then is kept. Raises ModelError.
        """
        keys = [_key(text) for text in texts]
        kept = self._kept(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in kept}
        unwritten: dict[str, bytes] = {}
        for number, (key, text) in enumerate(new.items(), start=1):
            if stop():
                break
            # Half the digits do; and what is used is always what is kept, so that a restart changes nothing.
            unwritten[key] = self._model.embed_passage(text).astype("<f2").tobytes()
            if len(unwritten) == _KEPT_AT_ONCE or number == len(new):
                self._vectors.keep(self._model.name, unwritten)
                kept |= unwritten
                unwritten = {}
            if progress is not None:
                progress(number, len(new))
        else:
            return self._meaning(keys, kept)
        self._vectors.keep(self._model.name, unwritten)
        return None

    def _kept(self, keys: Iterable[str]) -> dict[str, bytes]:
        found = self._vectors.known(self._model.name, dict.fromkeys(keys))
        return {key: vector for key, vector in found.items() if self._is_vector(vector)}

    def _is_vector(self, raw: object) -> bool:
        """Whether what the file holds is a vector of this model: its dimensions, and length 1, rounded."""
        import numpy as np

        if not isinstance(raw, bytes) or len(raw) != 2 * self._model.dimensions:
            return False
        return abs(float(np.linalg.norm(np.frombuffer(raw, dtype="<f2").astype(np.float32))) - 1) < 0.01

    def _meaning(self, keys: Sequence[str], vectors: dict[str, bytes]) -> Meaning:
        import numpy as np

        raw = b"".join(vectors[key] for key in keys)
        matrix = np.frombuffer(raw, dtype="<f2").astype(np.float16)
        return Meaning(self._model, matrix.reshape(len(keys), self._model.dimensions))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
