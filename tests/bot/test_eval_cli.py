"""`dateline eval` as a process of its own, on made-up releases and made-up question files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Dateline = Callable[..., Any]

GOOD = [
    {"question": "how many trucks does the bridge carry?", "answer": "seventeen trucks", "kind": "how many"},
    {"question": "how many dumplings were served?", "answer": "nine  HUNDRED dumplings", "story": "900002"},
    {"question": "who won the golden ladle?", "answers": ["nobody at all"], "kind": "who"},
    {"question": "what did the admiral say about whales?", "unanswerable": True, "kind": "off topic"},
    {"id": "trucks", "question": "how many trucks does the bridge carry?", "answers": ["17", "seventeen"]},
    {"question": "and who wrote it?", "answer": "SGT Ada Example", "follows": "trucks", "kind": "follow-up"},
    {"question": "when was it posted?", "answer": "06.20.2023", "follows": "who won the golden ladle?"},
]  # fmt: skip


@pytest.fixture
def evaluate(dateline: Dateline, releases: Path, tmp_path: Path) -> Callable[..., Any]:
    """Run `dateline eval` over the made-up releases on a question file with that content."""

    def run(
        content: str | bytes,
        *options: str | Path,
        name: str = "mine.jsonl",
        extra: dict[str, str] | None = None,
    ) -> object:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return dateline("eval", file, "--knowledge", releases, *options, extra=extra)

    return run


def lines(*questions: dict[str, object]) -> str:
    return "".join(json.dumps(question) + "\n" for question in questions)


def figures(ran: Any) -> dict[str, Any]:  # noqa: ANN401 - the `Ran` of conftest.py
    [found] = ran.objects
    return dict(found)


def test_a_good_file_gives_the_tables_and_exit_code_0(evaluate: Callable[..., Any]) -> None:
    ran = evaluate(lines(*GOOD))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0].split() == ["kind", "n", "right", "sentence", "top3", "wrong", "refused"]
    shown = {
        line.rsplit(maxsplit=6)[0]: line.split()[-6:] for line in ran.out.splitlines() if line.count(".") > 4
    }
    assert shown["how many"] == ["1", "100.0", "100.0", "100.0", "0.0", "0.0"]
    assert shown["who"] == ["1", "0.0", "0.0", "0.0", "100.0", "0.0"]
    assert shown["unanswerable"] == ["1", "100.0", "100.0", "100.0", "0.0", "100.0"]
    assert shown["answerable"] == ["4", "75.0", "75.0", "75.0", "25.0", "0.0"]
    assert shown["follow-ups"][:2] == ["2", "100.0"]
    assert shown["all"][:2] == ["7", "85.7"]
    assert "calibration error" in ran.out
    assert "right when sure (confidence 0.9 and more): " in ran.out
    assert "time of the matching: median " in ran.out


def test_json_prints_all_figures_as_one_object(evaluate: Callable[..., Any]) -> None:
    found = figures(evaluate(lines(*GOOD), "--json"))
    assert set(found) == {
        "kinds", "totals", "reliability", "calibration_error", "sure", "sure_right",
        "ms_p50", "ms_p99", "risk_coverage", "mistakes",
    }  # fmt: skip
    assert found["totals"]["all"]["n"] == 7
    assert found["kinds"]["no kind"]["n"] == 3
    assert sum(one["n"] for one in found["reliability"]) == 6
    assert found["risk_coverage"][-1]["coverage"] == 1
    assert found["mistakes"] == []


def test_misses_are_shown_with_what_came_instead(evaluate: Callable[..., Any]) -> None:
    ran = evaluate(lines(*GOOD), "--misses")
    shown = ran.out.splitlines()[:3]
    assert shown[0] == "line 3 [who] who won the golden ladle?"
    assert shown[1] == "    wanted: nobody at all"
    assert "won the golden ladle" in shown[2]
    assert "kitchen.txt" in shown[2]
    [miss] = figures(evaluate(lines(*GOOD), "--misses", "--json"))["misses"]
    assert (miss["line"], miss["kind"]) == (3, "who")


def test_a_broken_line_is_told_with_its_number_and_the_rest_is_run(evaluate: Callable[..., Any]) -> None:
    good = lines(GOOD[0])
    broken = [
        ("{not json", "is not JSON: Expecting property name"),
        ("[1]", "is no question"),
        ('{"answers": ["x"]}', "question: is missing"),
        ('{"question": 5, "answers": ["x"]}', "question: must be text"),
        ('{"question": "a", "anwsers": ["x"]}', "anwsers: there is no such key; did you mean answers?"),
        ('{"question": "a"}', "has neither answers nor a story"),
        ('{"question": "a", "answers": []}', "answers: is empty"),
        ('{"question": "a", "answer": " "}', "answer: is empty"),
        ('{"question": "a", "answer": "x", "unanswerable": true}', "unanswerable: and yet it has an answer"),
        ('{"question": "a", "answer": "x", "unanswerable": "yes"}', "unanswerable: must be true or false"),
        ('{"question": "a", "answer": "x", "answer": "y"}', "answer: stands twice"),
        ('{"question": "a", "answer": "x", "stories": ["y"]}', "stories: are the whole answer"),
        (
            '{"question": "a", "answer": "x", "follows": "q9"}',
            'no question that can be asked has the id "q9"',
        ),
        ('{"question": "a", "answer": "x", "id": "me", "follows": "me"}', "follows: itself"),
        ('{"question": "\\ud800", "answer": "x"}', "question: holds half a character"),
        ("[" * 100_000, "nested too deep"),
        ('{"question": ' + "9" * 5000 + "}", "holds a number that is too long"),
    ]
    ran = evaluate(good + "".join(f"{line}\n\n" for line, _ in broken) + good, "--json")
    assert ran.code == 1
    assert figures(ran)["totals"]["all"]["n"] == 2
    told = ran.err.splitlines()
    assert len(told) == len(broken)
    for place, (line, (_, why)) in enumerate(zip(told, broken, strict=True)):
        assert f"mine.jsonl: line {2 + 2 * place}: " in line
        assert why in line
    assert len(figures(ran)["mistakes"]) == len(broken)


def test_bytes_that_are_no_text_cost_only_their_line(evaluate: Callable[..., Any]) -> None:
    ran = evaluate(
        b"\xef\xbb\xbf" + lines(GOOD[0]).encode() + b"\xff\xfe\n" + lines(GOOD[1]).encode(), "--json"
    )
    assert ran.code == 1
    assert "line 2: is not UTF-8 text" in ran.err
    assert figures(ran)["totals"]["all"]["right"] == 100


def test_an_id_that_stands_twice_matters_only_to_what_follows_it(evaluate: Callable[..., Any]) -> None:
    assert evaluate(lines(GOOD[4], GOOD[4])).code == 0
    ran = evaluate(lines(GOOD[4], GOOD[4], GOOD[5]), "--json")
    assert ran.code == 1
    assert 'line 3: follows: "trucks" is the id of several questions (line 1, 2)' in ran.err
    assert figures(ran)["totals"]["all"]["n"] == 2


YAML = """\
# made-up questions about made-up releases
- question: how many trucks does the bridge carry?
  answers: [seventeen trucks, 17 trucks]
  kind: numbers

- question: what about whales and submarine admirals?
  unanswerable: true
- question: >-
    how many days did the company
    need to build the bridge?
  answer: forty days
  story: bridge
"""


@pytest.mark.parametrize("name", ["mine.yaml", "mine.YML"])
def test_a_yaml_file_is_a_list_of_questions(evaluate: Callable[..., Any], name: str) -> None:
    ran = evaluate(YAML, "--json", name=name)
    assert (ran.code, ran.err) == (0, "")
    assert figures(ran)["totals"]["all"] == {
        "n": 3, "right": 100, "sentence": 100, "top3": 100, "wrong": 0, "refused": 33.3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("- question: a: b: c", "line 13: is not YAML"),
        ("- question: &a x\n  answer: *a", "line 14: an alias (*) is not allowed"),
        ("- !!python/object/apply:os.system [ls]", "line 13: a tag (!) is not allowed"),
        ("- question: a b\n  answer: x\n  answer: y", "line 15: answer: stands twice"),
        ("- question: how many\n  answer: 900", "line 13: answer: must be text, in quotation marks"),
        ("- " + "[" * 5000, "line 13: nested too deep"),
        ('- question: "never closed', "line 14: is not YAML: found unexpected end"),
        ("- question: a\x1bb", "line 13: is not YAML: unacceptable character"),
        ("-", "line 13: is no question"),
        ("- how many?", "line 13: is no question"),
    ],
)
def test_a_broken_yaml_entry_costs_no_other(evaluate: Callable[..., Any], entry: str, why: str) -> None:
    ran = evaluate(f"{YAML}{entry}\n{YAML}", "--json", name="mine.yaml")
    assert ran.code == 1
    assert f"mine.yaml: {why}" in ran.err
    assert figures(ran)["totals"]["all"]["n"] == 6


def test_a_yaml_bomb_unfolds_nowhere(evaluate: Callable[..., Any]) -> None:
    bomb = "- &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"- &{new} [{', '.join(9 * [f'*{old}'])}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    ran = evaluate(bomb + YAML, "--json", name="mine.yaml")
    assert ran.code == 1
    assert "an alias (*) is not allowed" in ran.err
    assert figures(ran)["totals"]["all"]["n"] == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mine.jsonl", ""),
        ("mine.yaml", ""),
        ("mine.jsonl", "\n\n"),
        ("mine.jsonl", "{"),
        ("mine.yaml", "questions: []\n"),
        ("mine.yaml", "[{question: a, answer: b}]\n"),
        ("mine.yaml", b"\xff\xfe\x00"),
    ],
)
def test_a_file_without_a_usable_question_is_exit_code_1(
    evaluate: Callable[..., Any], name: str, content: str | bytes
) -> None:
    ran = evaluate(content, name=name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1].endswith("holds no question that can be asked.")
    assert "Traceback" not in ran.err


def test_a_file_that_cannot_be_read_is_one_line(dateline: Dateline, tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.jsonl", tmp_path):
        ran = dateline("eval", file)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"dateline: {file}: ")
        assert ran.err.count("\n") == 1


def test_a_list_of_stories_is_right_when_it_holds_all_and_not_much_more(evaluate: Callable[..., Any]) -> None:
    question = "which stories are there?"
    both = {"question": question, "stories": ["bridge", "900002"], "kind": "both"}
    one = {"question": question, "story": "bridge.txt", "kind": "one"}
    none = {"question": question, "stories": ["bridge", "kitchen", "harbour"], "kind": "not there"}
    ran = evaluate(lines(both, one, none), "--json")
    rows = figures(ran)["kinds"]
    assert {kind: row["right"] for kind, row in rows.items()} == {"both": 100, "one": 100, "not there": 0}
    assert (ran.code, ran.err) == (0, 'dateline: line 3: no release that is loaded is called "harbour"\n')


def test_an_answer_from_another_story_is_not_right(evaluate: Callable[..., Any]) -> None:
    ran = evaluate(lines({**GOOD[0], "story": "kitchen"}), "--json")
    assert figures(ran)["totals"]["all"]["right"] == 0


def test_a_benchmark_file_runs_as_it_stands(evaluate: Callable[..., Any]) -> None:
    gold = [{"release": "bridge", "answer": ["SGT Ada Example"], "paragraph_start": "NEWS"}]
    trucks = [{"release": "bridge", "answer": ["seventeen"]}]
    nowhere = [{"release": "kitchen", "answer": ["no such words"]}]
    question = "how many trucks does the bridge carry?"
    ran = evaluate(
        lines(
            {"id": "1", "question": question, "kind": "k", "gold": trucks, "unanswerable": False, "note": ""},
            {"id": "2", "question": "and who wrote it?", "kind": "f", "gold": gold, "prev": "1"},
            {"id": "3", "question": "what about whales?", "kind": "u", "gold": [], "unanswerable": True},
            {"id": "4", "question": question, "kind": "all", "gold": trucks + nowhere, "gold_mode": "all"},
            {"id": "5", "question": question, "kind": "any", "gold": trucks + nowhere, "gold_mode": "any"},
            {
                "id": "6",
                "question": "which stories are there?",
                "kind": "cross-story",
                "gold": trucks + nowhere,
            },
        ),
        "--json",
    )
    assert (ran.code, ran.err) == (0, "")
    rows = figures(ran)["kinds"]
    assert {kind: row["right"] for kind, row in rows.items()} == {
        "k": 100, "f": 100, "u": 100, "all": 0, "any": 100, "cross-story": 100,
    }  # fmt: skip


def test_nothing_in_the_file_steers_the_terminal(evaluate: Callable[..., Any]) -> None:
    steering = "\x1b[2J\x9b31m\u202e\x07"
    questions = [
        {
            "question": f"whales {steering}?",
            "answers": [steering],
            "kind": f"odd{steering}",
            "story": steering,
        },
        {"question": "a", f"key{steering}": 1},
        {"question": "a b", "answer": "x", "follows": steering},
    ]
    ran = evaluate("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in questions), "--misses")
    assert ran.code == 1
    assert not set(ran.out + ran.err) & set("\x1b\x9b\u202e\x07")


def test_plot_draws_a_png(evaluate: Callable[..., Any], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    picture = tmp_path / "curves.png"
    assert evaluate(lines(*GOOD), "--plot", picture).code == 0
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert not list(tmp_path.glob("*unfinished*"))


def test_plot_without_matplotlib_says_what_to_install(evaluate: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "matplotlib.py").write_text("raise ModuleNotFoundError('made up')")
    ran = evaluate(lines(*GOOD), "--plot", tmp_path / "x.png", extra={"PYTHONPATH": str(tmp_path)})
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err == "dateline: --plot needs matplotlib, which is not installed: pip install 'dateline[plot]'\n"
    )


def test_a_plot_that_has_no_place_is_told_before_anything_is_asked(
    evaluate: Callable[..., Any], tmp_path: Path
) -> None:
    for place in (tmp_path, tmp_path / "nowhere" / "x.png"):
        ran = evaluate(lines(*GOOD), "--plot", place)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"dateline: {place}: is no place for a file.\n"
