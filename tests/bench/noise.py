"""Questions as people type them: a file of questions -> the same with one kind of noise; run by hand.

    python tests/bench/noise.py KIND QUESTIONS.jsonl > NOISY.jsonl

A line of the file is an object with a "question"; all else in it stays, and so do questions that follow
another ("prev"), which are left out. What a KIND does is told below; `around` puts each into one of the
made-up messages of `around.jsonl`, in its language: those whose "read" is true were read while
`knowledge/asides.py` was made, so that `around-unread` tells more of others. The same file gives the same
noise.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from knowledge.repairs import asks_in_spanish
from knowledge.text import tokens

Change = Callable[[str, random.Random], str]

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    one: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYS for at, one in enumerate(row)
}


def left_out(word: str, chance: random.Random) -> str:
    """A letter inside the word is left out."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def doubled(word: str, chance: random.Random) -> str:
    """A letter inside the word is typed twice."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at] + word[at:]


def swapped(word: str, chance: random.Random) -> str:
    """Two letters inside the word change places."""
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def missed(word: str, chance: random.Random) -> str:
    """The key beside a letter inside the word is hit."""
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + chance.choice(_BESIDE.get(word[at].lower(), word[at])) + word[at + 1 :]


def drawn_out(word: str, _chance: random.Random) -> str:
    """The last letter is typed four times."""
    return word + word[-1] * 3


def without_vowels(word: str, _chance: random.Random) -> str:
    """Only the first letter and the consonants are typed."""
    return word[0] + re.sub("[aeiou]", "", word[1:])


def torn(word: str, chance: random.Random) -> str:
    """A space is typed inside the word."""
    at = chance.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def _in_words(change: Change, words: int, letters: int) -> Change:
    def changed(question: str, chance: random.Random) -> str:
        told = question.split(" ")
        long = [at for at, one in enumerate(told) if len(re.sub(r"\W", "", one)) >= letters]
        for at in chance.sample(long, min(words, len(long))):
            told[at] = change(told[at], chance)
        return " ".join(told)

    return changed


def run_together(question: str, chance: random.Random) -> str:
    """Three words are typed without spaces."""
    told = question.split(" ")
    at = chance.randrange(max(1, len(told) - 2))
    return " ".join([*told[:at], "".join(told[at : at + 3]), *told[at + 3 :]])


def _around(templates: list[dict[str, str]]) -> Change:
    def put(question: str, chance: random.Random) -> str:
        language = "es" if "¿" in question or asks_in_spanish(list(tokens(question))) else "en"
        around = chance.choice([one["around"] for one in templates if one["language"] == language])
        bare = question.strip("¿? ")
        return around.replace("{}", bare[:1].lower() + bare[1:])

    return put


def _kinds() -> dict[str, Change]:
    lines = Path(__file__).with_name("around.jsonl").read_text(encoding="utf-8").splitlines()
    every = [json.loads(line) for line in lines]
    return {
        "left-out": _in_words(left_out, 2, 5),
        "doubled": _in_words(doubled, 2, 5),
        "swapped": _in_words(swapped, 2, 5),
        "missed": _in_words(missed, 2, 5),
        "drawn-out": _in_words(drawn_out, 2, 5),
        "without-vowels": _in_words(without_vowels, 1, 6),
        "torn": _in_words(torn, 1, 6),
        "run-together": run_together,
        "around": _around(every),
        "around-unread": _around([one for one in every if not one["read"]]),
    }


def main() -> None:
    """Read the questions, and print them with noise."""
    kinds = _kinds()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=kinds)
    parser.add_argument("questions", type=Path)
    wanted = parser.parse_args()
    chance = random.Random(wanted.kind)  # noqa: S311 (the same for the same kind, and no secret)
    for line in wanted.questions.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        if not asked.get("prev"):
            noisy = asked | {"question": kinds[wanted.kind](asked["question"], chance)}
            sys.stdout.write(json.dumps(noisy, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
