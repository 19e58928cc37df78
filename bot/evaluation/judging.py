"""A question with what is wanted, and the verdict on it -> whether that is right. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.evaluation.questions import Question, Wanted, squash
from knowledge.records import Answer, Match, NoAnswer, Story, Verdict
from knowledge.yamlfile import shown_key

_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one reply did.

    `right`: the passage shown holds what is wanted and comes from the story wanted (for what
    is unanswerable: there was no answer). `sentence`: so does its telling sentence. `top3`: so
    does the passage or one of the first two alternatives. `best_right`: so does what is shown or,
    after a refusal, the best passage that was held back. `confidence` is 0 to 1, `ms` the time of
    the matching in milliseconds.
    """

    question: Question
    answered: bool
    right: bool
    sentence: bool
    top3: bool
    best_right: bool
    confidence: float
    ms: float

    @property
    def wrong(self) -> bool:
        """Whether something was answered that is not right."""
        return self.answered and not self.right


def judge(question: Question, verdict: Verdict, ms: float) -> Judgement:
    """Compare a verdict, found in `ms` milliseconds, with what the question wants."""
    answered = isinstance(verdict, Answer)
    if question.rule == "refusal":
        marks = (not answered, not answered, not answered, False)
    elif question.rule == "stories":
        right = isinstance(verdict, Answer) and _lists(verdict, question.wanted)
        marks = (right, right, right, right)
    else:
        marks = _by_passage(question, verdict)
    return Judgement(question, answered, *marks, min(1.0, max(0.0, verdict.confidence)), ms)


def names(story: Story) -> set[str]:
    """Return all that a question file may call a story: its id, its file, that file's name and stem."""
    file = PurePosixPath(story.file)
    return {story.id, story.file, file.name, file.stem}


def strangers(questions: Iterable[Question], stories: Iterable[Story]) -> list[str]:
    """Return one line for each story that a question names and that is not among `stories`."""
    known = {name for story in stories for name in names(story)}
    return [
        f'line {question.line}: no release that is loaded is called "{shown_key(wanted.story)}"'
        for question in questions
        for wanted in question.wanted
        if wanted.story is not None and wanted.story not in known
    ]


def _by_passage(question: Question, verdict: Verdict) -> tuple[bool, bool, bool, bool]:
    """Return right, sentence, top3 and best_right for a question that a passage answers."""
    shown, others = _shown(verdict)
    matches = [*([shown] if shown else []), *others[:_ALTERNATIVES]]
    # For each thing wanted, the places of the matches that hold it.
    held = [
        {place for place, match in enumerate(matches) if _holds(match.passage.text, match, wanted)}
        for wanted in question.wanted
    ]
    best = any(0 in places for places in held) and (question.rule == "any" or all(held))
    right = best and shown is not None
    sentence = shown is not None and any(_holds(shown.sentence_text, shown, one) for one in question.wanted)
    return right, right and sentence, any(held), right if isinstance(verdict, Answer) else best


def _shown(verdict: Verdict) -> tuple[Match | None, list[Match]]:
    """Return the passage that is shown, and the other matches, best first."""
    if isinstance(verdict, NoAnswer):
        return None, list(verdict.nearest)
    if verdict.kind == "stories" or verdict.best is None:
        return None, list(verdict.ranked)
    best = verdict.best
    return best, [match for match in verdict.ranked if match.passage.id != best.passage.id]


def _holds(text: str, match: Match, wanted: Wanted) -> bool:
    """Whether `text`, from the match's passage, holds one of the answers and is from the story wanted."""
    if wanted.story is not None and wanted.story not in names(match.passage.story):
        return False
    body = squash(text)
    return any(squash(answer) in body for answer in wanted.answers)


def _lists(answer: Answer, wanted: tuple[Wanted, ...]) -> bool:
    """Whether the answer shows every story wanted, and no more than twice as many.

    A single one may also be the answer's own story, whatever else is listed.
    """
    stories = answer.stories or ((answer.story,) if answer.story else ())
    want = {one.story for one in wanted}
    found = {name for story in stories for name in names(story)}
    if want <= found and len({story.id for story in stories}) <= 2 * len(want):
        return True
    return answer.story is not None and len(want) == 1 and want <= names(answer.story)
