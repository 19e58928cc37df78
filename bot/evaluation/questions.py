"""The entries of a question file -> questions with what answers them, and one line for each mistake."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz, process

from bot.evaluation import entries
from bot.evaluation.entries import Entry, Mistake
from knowledge.yamlfile import shown_key

Rule = Literal["refusal", "any", "all", "stories"]

NO_KIND = "no kind"
_KEYS = (
    "question", "answers", "answer", "story", "stories", "unanswerable", "kind", "follows", "id", "note",
)  # fmt: skip
_LONGEST_TALK = 20
_LINES_NAMED = 3
_SIGNS = str.maketrans(dict.fromkeys("‘’´`", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What answers a question: any of `answers`, word for word, from `story` where one is named.

    `story` is a story's id, its file below the knowledge folder, or that file's name or stem.
    """

    answers: tuple[str, ...]
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the file, the `line` it begins on, and what is right.

    `rule` "refusal": no release says it. "any": one of `wanted` is enough; "all": every one is to
    be shown. "stories": the answer is a list of all stories wanted. `follows` is the text or the
    id of the question asked before, `before` all that is asked before it in the same conversation.
    """

    line: int
    text: str
    rule: Rule
    wanted: tuple[Wanted, ...] = ()
    kind: str = NO_KIND
    id: str | None = None
    follows: str | None = None
    before: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether a release says it."""
        return self.rule != "refusal"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of a file that can be asked, and what is wrong with the others, one line each."""

    questions: tuple[Question, ...]
    mistakes: tuple[str, ...]


class _BrokenError(Exception):
    """An entry is no question; the message says why."""


def read(raw: bytes, *, as_yaml: bool) -> Sheet:
    """Read a question file: JSON lines, or a YAML list."""
    mistakes: list[Mistake] = []
    found: dict[int, Question] = {}
    ids: dict[str, list[Question]] = {}
    for entry in entries.from_yaml(raw) if as_yaml else entries.from_json(raw):
        if isinstance(entry, Mistake):
            mistakes.append(entry)
            continue
        try:
            found[entry.line] = question = _question(entry)
        except _BrokenError as error:
            mistakes.append(Mistake(entry.line, f"line {entry.line}: {error}"))
            continue
        if question.id is not None:
            ids.setdefault(question.id, []).append(question)
    for line, question in list(found.items()):
        try:
            found[line] = replace(question, before=_before(question, ids))
        except _BrokenError as error:
            mistakes.append(Mistake(line, f"line {line}: {error}"))
            del found[line]
    in_order = sorted(mistakes, key=lambda mistake: mistake.line)
    return Sheet(tuple(found.values()), tuple(mistake.text for mistake in in_order))


def squash(text: str) -> str:
    """Fold what does not change an answer: case, width, white space, and the styles of quotes and dashes."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)
    return " ".join(folded.split())


def _question(entry: Entry) -> Question:
    if not isinstance(entry.value, dict):
        raise _BrokenError("is no question; write its parts as key and value, such as question: … answers: …")
    value = entry.value
    text = _text(value, "question")
    if text is None:
        raise _BrokenError("question: is missing")
    rule, wanted = _by_gold(value) if "gold" in value else _by_keys(value)
    follows = _text(value, "prev" if "gold" in value else "follows")
    return Question(
        entry.line, text, rule, wanted, _text(value, "kind") or NO_KIND, _text(value, "id"), follows
    )


def _by_keys(value: dict[str, object]) -> tuple[Rule, tuple[Wanted, ...]]:
    """Return what an entry in the form of the README wants."""
    for key in value:
        if key not in _KEYS:
            raise _BrokenError(_unknown(key))
    answers = _texts(value, "answers") + _texts(value, "answer")
    story, stories = _text(value, "story"), _texts(value, "stories")
    if _flag(value, "unanswerable"):
        if answers or story or stories:
            raise _BrokenError("unanswerable: and yet it has an answer; take one of them out")
        return "refusal", ()
    if stories and (answers or story):
        raise _BrokenError("stories: are the whole answer; take answers and story out")
    if answers:
        return "any", (Wanted(answers, story),)
    if story or stories:
        return "stories", tuple(Wanted((), name) for name in stories or (story,))
    raise _BrokenError("has neither answers nor a story, and is not marked unanswerable: true")


def _by_gold(value: dict[str, object]) -> tuple[Rule, tuple[Wanted, ...]]:
    """Return what an entry of a benchmark wants: `gold`, a list of releases, each with its answers."""
    gold = value["gold"]
    if _flag(value, "unanswerable"):
        return "refusal", ()
    if not isinstance(gold, list) or not gold or not all(isinstance(one, dict) for one in gold):
        raise _BrokenError("gold: must be a list of releases with their answers")
    wanted = tuple(Wanted(_texts(one, "answer"), _text(one, "release")) for one in gold)
    if value.get("kind") == "cross-story":
        return "stories", wanted
    if not all(one.answers for one in wanted):
        raise _BrokenError("gold: a release has no answer")
    return "all" if value.get("gold_mode") == "all" else "any", wanted


def _before(question: Question, ids: Mapping[str, list[Question]]) -> tuple[str, ...]:
    """Return all that is asked before `question`, first to last."""
    texts: list[str] = []
    here: Question | None = question
    while here is not None and here.follows is not None:
        named = ids.get(here.follows, [])
        if len(named) > 1:
            lines = ", ".join(str(one.line) for one in named[:_LINES_NAMED])
            raise _BrokenError(
                f"follows: {_shown(here.follows)} is the id of several questions (line {lines})"
            )
        if not named and len(here.follows.split()) == 1:
            raise _BrokenError(f"follows: no question that can be asked has the id {_shown(here.follows)}")
        texts.insert(0, named[0].text if named else here.follows)
        if len(texts) > _LONGEST_TALK:
            raise _BrokenError(f"follows: itself, or more than {_LONGEST_TALK} questions")
        here = named[0] if named else None
    return tuple(texts)


def _text(value: Mapping[str, object], key: str) -> str | None:
    """Return the text under `key`, None where there is none."""
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, str):
        raise _BrokenError(f"{key}: must be text, in quotation marks")
    if re.search("[\ud800-\udfff]", found):
        raise _BrokenError(f"{key}: holds half a character (\\ud800 to \\udfff)")
    if key != "question" and not squash(found):
        raise _BrokenError(f"{key}: is empty")
    return found


def _texts(value: Mapping[str, object], key: str) -> tuple[str, ...]:
    """Return the texts under `key`, a list or a single one."""
    found = value.get(key)
    items = found if isinstance(found, list) else [found]
    texts = tuple(_text({key: one}, key) for one in items)
    if isinstance(found, list) and (None in texts or not texts):
        raise _BrokenError(f"{key}: is empty")
    return tuple(text for text in texts if text is not None)


def _flag(value: Mapping[str, object], key: str) -> bool:
    found = value.get(key)
    if found is not None and not isinstance(found, bool):
        raise _BrokenError(f"{key}: must be true or false")
    return found is True


def _unknown(key: str) -> str:
    near = process.extractOne(key, _KEYS, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(_KEYS)}"
    return f"{shown_key(key)}: there is no such key; {hint}"


def _shown(name: str) -> str:
    return f'"{shown_key(name)}"'
