"""The parts of `dateline eval` that need no process: reading, judging, counting."""

import json
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation import figures, judging, questions
from bot.evaluation.judging import Judgement
from bot.evaluation.questions import Question, Wanted
from knowledge.records import Answer, Match, NoAnswer, Passage, Span, Story, Verdict

LINES = ("The heron ate nine fish.", "It then slept. Nobody saw it.", "The ferry left at noon.")


def story(name: str) -> Story:
    return Story(id=f"id-{name}", title=name, text="\n".join(LINES), file=f"made-up/{name}.txt")


def match(name: str, place: int, sentence: int | None = None) -> Match:
    """The line at `place` of a made-up story; its telling sentence is cut after `sentence` characters."""
    start = sum(len(line) + 1 for line in LINES[:place])
    span = Span(start, start + len(LINES[place]))
    told = Span(start, start + sentence) if sentence else span
    return Match(Passage(f"{name}-{place}", story(name), place, "paragraph", span, (span,)), told, 0.5)


def judged(question: Question, verdict: Verdict) -> Judgement:
    return judging.judge(question, verdict, 1.0)


def answer(*ranked: Match) -> Answer:
    return Answer("?", "passage", 0.8, ranked[0], ranked)


def wants(*answers: str, story: str | None = None) -> Question:
    return Question(1, "?", "any", (Wanted(answers, story),))


@pytest.mark.parametrize(
    ("question", "verdict", "right", "sentence", "top3", "best_right"),
    [
        (wants("NINE  fish"), answer(match("a", 0)), True, True, True, True),
        (wants("nobody saw"), answer(match("a", 1, sentence=14)), True, False, True, True),
        (wants("noon"), answer(match("a", 0), match("a", 1), match("a", 2)), False, False, True, False),
        (wants("noon"), answer(match("a", 0), match("b", 0), match("a", 1), match("a", 2)),
         False, False, False, False),
        (wants("noon"), NoAnswer("?", "no", 0.2, (match("a", 2),)), False, False, True, True),
        (wants("noon"), NoAnswer("?", "no", 0.2), False, False, False, False),
        (wants("noon", story="b"), answer(match("a", 2), match("b", 2)), False, False, True, False),
        (wants("noon", story="id-a"), answer(match("a", 2)), True, True, True, True),
        (wants("noon", story="made-up/a.txt"), answer(match("a", 2)), True, True, True, True),
        (wants("noon"), Answer("?", "stories", 0.8, match("a", 2), (match("a", 2),), (story("a"),)),
         False, False, True, False),
        (Question(1, "?", "refusal"), answer(match("a", 0)), False, False, False, False),
        (Question(1, "?", "refusal"), NoAnswer("?", "no"), True, True, True, False),
    ],
)  # fmt: skip
def test_a_reply_is_judged_by_passage_sentence_and_alternatives(
    question: Question, verdict: Verdict, right: bool, sentence: bool, top3: bool, best_right: bool
) -> None:
    found = judged(question, verdict)
    assert (found.right, found.sentence, found.top3, found.best_right) == (right, sentence, top3, best_right)


def test_where_all_are_wanted_the_alternatives_may_show_the_others() -> None:
    both = Question(1, "?", "all", (Wanted(("nine",), "a"), Wanted(("noon",), "b")))
    assert judged(both, answer(match("a", 0), match("b", 2))).right
    assert not judged(both, answer(match("a", 0), match("a", 2))).right
    assert not judged(both, answer(match("a", 1), match("a", 0), match("b", 2))).right


def test_a_list_of_stories_may_be_twice_as_long_as_wanted_and_no_longer() -> None:
    pair = Question(1, "?", "stories", (Wanted((), "a"), Wanted((), "id-b")))
    four, five = (
        Answer("?", "stories", 0.9, None, (), tuple(map(story, names))) for names in ("cabd", "cabde")
    )
    assert judged(pair, four).right
    assert not judged(pair, five).right
    assert not judged(pair, answer(match("a", 0))).right
    assert judged(Question(1, "?", "stories", (Wanted((), "a"),)), answer(match("a", 0))).right


def test_quotes_dashes_case_and_white_space_change_no_answer() -> None:
    assert questions.squash("“It’s  May 5–9,”\nhe SAID") == '"it\'s may 5-9," he said'


MADE = st.builds(
    Judgement,
    question=st.builds(
        Question,
        line=st.just(1),
        text=st.just("?"),
        rule=st.sampled_from(["any", "refusal"]),
        kind=st.sampled_from("abc"),
        before=st.sampled_from([(), ("?",)]),
    ),
    answered=st.booleans(),
    right=st.booleans(),
    sentence=st.booleans(),
    top3=st.booleans(),
    best_right=st.booleans(),
    confidence=st.floats(0, 1),
    ms=st.floats(0, 1e6),
).filter(lambda one: one.right <= one.answered if one.question.answerable else one.right is not one.answered)


@given(st.lists(MADE, max_size=40))
def test_the_figures_are_shares(made: list[Judgement]) -> None:
    found = figures.figures(made)
    for row in [*found.kinds.values(), *found.totals.values()]:
        shares = (row.right, row.sentence, row.top3, row.wrong, row.refused)
        assert all(0 <= share <= 100 for share in shares)
    if "answerable" in found.totals:
        row = found.totals["answerable"]
        assert math.isclose(row.right + row.wrong + row.refused, 100)
    if "unanswerable" in found.totals:
        row = found.totals["unanswerable"]
        assert row.right == row.refused == 100 - row.wrong or math.isclose(row.right, 100 - row.wrong)
    assert sum(row.n for row in found.kinds.values()) == len(made)
    assert sum(row.n for name, row in found.totals.items() if name != "all") == len(made)


@given(st.lists(MADE, max_size=40))
def test_the_bins_hold_every_answer_once(made: list[Judgement]) -> None:
    found = figures.figures(made)
    assert sum(one.n for one in found.bins) == sum(one.answered for one in made)
    for one in found.bins:
        assert one.low - 1e-9 <= one.confidence <= one.high + 1e-9
        assert 0 <= one.right <= 1
    assert (found.calibration_error is None) == (not found.bins)
    assert 0 <= (found.calibration_error or 0) <= 1
    assert 0 <= found.sure_right <= found.sure <= len(made)


@given(st.lists(MADE, min_size=1, max_size=40))
def test_the_curve_goes_from_the_surest_to_all(made: list[Judgement]) -> None:
    curve = figures.risk_coverage(made)
    coverages = [point.coverage for point in curve]
    assert coverages == sorted(set(coverages))
    assert coverages[-1] == 1
    assert len(curve) == len({one.confidence for one in made})
    assert all(0 <= point.risk <= 1 for point in curve)
    assert math.isclose(curve[-1].risk, 1 - sum(one.best_right for one in made) / len(made), abs_tol=1e-9)


def test_the_calibration_error_is_the_mean_gap_weighted_by_answers() -> None:
    bins = (figures.Bin(0.5, 0.6, 1, 0.55, 0.0), figures.Bin(0.9, 1.0, 3, 0.95, 1.0))
    assert figures.calibration_error(bins) == pytest.approx((0.55 + 3 * 0.05) / 4)
    assert figures.calibration_error(()) is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.sampled_from([0.5, 0.99, 1.0]))
def test_a_quantile_is_one_of_the_values(values: list[float], share: float) -> None:
    found = figures.quantile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9


@given(
    st.binary(max_size=300) | st.text(alphabet='-{}[]":,*&!#\n qa', max_size=200).map(str.encode),
    st.booleans(),
)
def test_any_file_gives_questions_and_mistakes(raw: bytes, as_yaml: bool) -> None:
    sheet = questions.read(raw, as_yaml=as_yaml)
    assert all(mistake.startswith("line ") for mistake in sheet.mistakes)


WORDS = st.text(alphabet="ab :-#'\"{}[]é“\n", min_size=1, max_size=20).filter(str.strip)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"question": WORDS, "answers": st.lists(WORDS, min_size=1, max_size=3)}, optional={"kind": WORDS}
    ),
    min_size=1,
    max_size=5,
)


@given(ENTRIES)
def test_json_and_yaml_of_the_same_entries_give_the_same_questions(entries: list[dict[str, object]]) -> None:
    as_json = questions.read("\n".join(map(json.dumps, entries)).encode(), as_yaml=False)
    as_yaml = questions.read(yaml.safe_dump(entries, allow_unicode=True).encode(), as_yaml=True)
    assert as_json.mistakes == as_yaml.mistakes == ()
    for one, other, entry in zip(as_json.questions, as_yaml.questions, entries, strict=True):
        assert (one.text, one.wanted, one.kind) == (other.text, other.wanted, other.kind)
        assert (one.text, list(one.wanted[0].answers)) == (entry["question"], entry["answers"])


@given(st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=10))
def test_a_conversation_ends_whatever_follows_what(follows: list[int | None]) -> None:
    entries = [
        {"question": f"question {place}?", "answer": "x", "id": str(place)}
        | ({} if before is None else {"follows": str(before)})
        for place, before in enumerate(follows)
    ]
    sheet = questions.read("\n".join(map(json.dumps, entries)).encode(), as_yaml=False)
    assert len(sheet.questions) + len(sheet.mistakes) == len(entries)
    for question in sheet.questions:
        assert len(question.before) <= len(entries)
        assert (question.follows is None) == (question.before == ())


def test_what_was_asked_before_comes_in_order() -> None:
    entries = [
        {"id": "3", "question": "third", "answer": "x", "follows": "2"},
        {"id": "2", "question": "second", "answer": "x", "follows": "1"},
        {"id": "1", "question": "first", "answer": "x", "follows": "the very first one"},
    ]
    sheet = questions.read("\n".join(map(json.dumps, entries)).encode(), as_yaml=False)
    assert sheet.questions[0].before == ("the very first one", "first", "second")
