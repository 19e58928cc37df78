"""Fit the weights of `knowledge/confidence.py`; run by hand.

    python tests/bench/fit_confidence.py [--model FOLDER] ARTICLES QUESTIONS.jsonl [QUESTIONS.jsonl …]

ARTICLES is a folder of Markdown articles with a title in their front matter. A line of a
question file is {"question", "unanswerable", "gold": [{"release": file stem, "answer": [substring, …]}]}.
The weights in use were fitted on the new-wiki part of SQuADShifts (Miller et al., 2020; CC BY 4.0), as
it stands and with one or two misspelt words in each question. Prints the weights to three decimals;
with the folder of a sentence model those to use with it.
"""

import argparse
import json
import tempfile
from math import exp
from pathlib import Path
from typing import Any

from knowledge.confidence import weigh
from knowledge.edition import Edition
from knowledge.library import Folder, Library
from knowledge.matcher import rank
from knowledge.question import understand
from knowledge.records import Passage
from knowledge.semantic import Embedder, SentenceModel, Vectors
from knowledge.synonyms import kin_of
from knowledge.verdict import meaning_of

_RIDGE = 1e-3  # per example; keeps weights of things that hardly vary small
_STEPS = 25
Row = tuple[list[float], bool]


def as_releases(articles: Path, folder: Path) -> None:
    """Write each article as a plain text with its title in the first line."""
    for path in sorted(articles.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---", 2)
        title = next(line.partition(":")[2] for line in front.splitlines() if line.startswith("title:"))
        text = "\n\n".join((title.strip(' "'), body.strip()))
        (folder / f"{path.stem}.txt").write_text(text, encoding="utf-8")


def rows(edition: Edition, questions: Path) -> list[Row]:
    """Return the evidence for the best passage of each question, and whether it is right."""
    found = []
    for line in questions.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        question = understand(asked["question"], edition.vocabulary, facts=False)
        places = edition.index.candidates(question.stems, kin=kin_of(question.stems))
        near = meaning_of(edition, question, places, anywhere=True)
        ranked = rank(edition, question, [*places, *near], meaning=near)
        if ranked and question.terms:
            values = [1.0, *weigh(edition, question, ranked).values()]
            found.append((values, not asked["unanswerable"] and _holds(ranked[0].passage, asked["gold"])))
    return found


def _holds(passage: Passage, gold: list[dict[str, Any]]) -> bool:
    text = " ".join(passage.text.casefold().split())
    stem = Path(passage.story.file).stem
    return any(
        one["release"] == stem
        and any(" ".join(answer.casefold().split()) in text for answer in one["answer"])
        for one in gold
    )


def fit(examples: list[Row]) -> list[float]:
    """Return the weights of a logistic regression with a ridge, by Newton's method."""
    size = len(examples[0][0])
    weights = [0.0] * size
    for _ in range(_STEPS):
        slope = [2 * _RIDGE * len(examples) * w if i else 0.0 for i, w in enumerate(weights)]
        curve = [[2 * _RIDGE * len(examples) * (i == j and i > 0) for j in range(size)] for i in range(size)]
        for values, right in examples:
            chance = 1 / (1 + exp(-sum(w * v for w, v in zip(weights, values, strict=True))))
            for i in range(size):
                slope[i] += (chance - right) * values[i]
                for j in range(size):
                    curve[i][j] += chance * (1 - chance) * values[i] * values[j]
        step = _solve(curve, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
    return weights


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a small system of linear equations by elimination with row exchange."""
    rows_ = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(len(rows_)):
        pivot = max(range(i, len(rows_)), key=lambda k: abs(rows_[k][i]))
        rows_[i], rows_[pivot] = rows_[pivot], rows_[i]
        for k in range(len(rows_)):
            if k != i:
                factor = rows_[k][i] / rows_[i][i]
                rows_[k] = [a - factor * b for a, b in zip(rows_[k], rows_[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows_)]


def main() -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        as_releases(wanted.articles, Path(folder))
        vectors = Vectors(Path(folder, ".vectors.sqlite"))
        embedder = Embedder(SentenceModel.open(wanted.model), vectors) if wanted.model else None
        library = Library([Folder(Path(folder), "articles")], embedder=embedder)
        library.load()
        library.attach_meaning()
        examples = [row for path in wanted.questions for row in rows(library.edition, path)]
    if not wanted.model:  # nothing to fit: it is 0 everywhere
        examples = [(values[:-1], right) for values, right in examples]
    names = ("always", "score", "absent", "missing", "ahead", "meaning")
    for name, weight in zip(names, fit(examples), strict=False):
        print(f"{name:<8} {weight:+.3f}")
    print(f"{len(examples)} questions, {sum(right for _, right in examples)} answered right")


if __name__ == "__main__":
    main()
