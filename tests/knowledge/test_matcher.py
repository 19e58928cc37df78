"""Question + candidates -> ranked passages: ordered, explained, and the same every time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.features import FEATURES
from knowledge.matcher import WEIGHTS, WEIGHTS_WITH_MEANING, rank
from knowledge.profile import speakers
from knowledge.question import understand
from knowledge.records import Match

QUESTIONS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            "who what when where why how many long did say said is was the of Quill Wren fog rafts lake "
            "mayor Slate prison lamp 2022 310 ? about Fenwick zeppelin tons larder".split()
        ),
        max_size=14,
    ).map(" ".join),
)


def ranked(edition: Edition, text: str, about: str | None = None) -> list[Match]:
    everything = range(len(edition.profiles))
    return rank(edition, understand(text, edition.vocabulary), everything, about)


def test_every_feature_is_weighed_and_no_other() -> None:
    assert WEIGHTS.keys() | WEIGHTS_WITH_MEANING.keys() == FEATURES.keys()


@settings(deadline=None, max_examples=80)
@given(QUESTIONS)
def test_a_score_is_the_sum_of_its_parts(made_up: Edition, text: str) -> None:
    for match in ranked(made_up, text):
        assert all(0 <= part.value <= 1 for part in match.parts)
        assert match.score == pytest.approx(sum(part.value * part.weight for part in match.parts))
        assert [part.name for part in match.parts] == list(WEIGHTS)


def test_a_sentence_model_reads_each_sentence_and_then_the_whole_of_what_has_more_than_one(
    made_up: Edition,
) -> None:
    texts = made_up.texts()
    for rows, profile in zip(made_up.rows, made_up.profiles, strict=True):
        passage = profile.passage
        whole = [] if len(passage.sentences) == 1 else [passage.text]
        read = [span.of(passage.story.text) for span in passage.sentences] + whole
        assert [texts[row] for row in rows] == [f"{passage.story.title}. {one}" for one in read]
        assert {made_up.place_of(row) for row in rows} == {made_up.places[passage.story.id][passage.number]}
    assert sum(map(len, made_up.rows)) == len(texts)


def test_what_a_passage_means_as_a_whole_counts_beside_what_its_sentences_mean(made_up: Edition) -> None:
    question = understand("zeppelin", made_up.vocabulary)
    several, other = [
        place
        for place, profile in enumerate(made_up.profiles)
        if len(profile.sentences) > 1 and profile.passage.kind == "paragraph"
    ][:2]
    far = {row: 0.5 for place in (several, other) for row in made_up.rows[place]}
    for wanted in (several, other):
        found = rank(made_up, question, (several, other), cosines={**far, made_up.rows[wanted][-1]: 0.95})
        gists = [part.value for match in found for part in match.parts if part.name == "gist"]
        assert (found[0].passage, gists) == (made_up.profiles[wanted].passage, [1, 0])
        assert {part.value for match in found for part in match.parts if part.name == "meaning"} == {0}


def test_the_meaning_of_the_only_sentence_is_that_of_its_passage(made_up: Edition) -> None:
    question = understand("zeppelin", made_up.vocabulary)
    place = next(place for place, rows in enumerate(made_up.rows) if len(rows) == 1)
    [match] = rank(made_up, question, [place], cosines={made_up.rows[place][0]: 0.83})
    means = {part.name: part.value for part in match.parts if part.name in ("meaning", "gist")}
    assert 0 < means["meaning"] == means["gist"] < 1


@settings(deadline=None, max_examples=40)
@given(QUESTIONS)
def test_the_best_comes_first_with_a_sentence_of_its_own(made_up: Edition, text: str) -> None:
    found = ranked(made_up, text)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    for match in found:
        assert match.sentence in match.passage.sentences
        assert match.sentence_text in match.passage.text
    assert len({match.passage.id for match in found}) == len(found)


@settings(deadline=None, max_examples=40)
@given(QUESTIONS, st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_nothing(made_up: Edition, text: str, chance: object) -> None:
    question = understand(text, made_up.vocabulary)
    places = list(range(len(made_up.profiles)))
    shuffled = [*places, *places]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(made_up, question, shuffled, None) == rank(made_up, question, places, None)


def test_no_candidates_no_matches(made_up: Edition) -> None:
    assert rank(made_up, understand("who is Mara Quill", made_up.vocabulary), [], None) == []


@pytest.mark.parametrize(
    ("better", "worse", "question"),
    [
        ("Eight rafts were built", "Eleven rafts took part", "what were the rafts built from"),
        ("“We kept the rafts", "“Nobody on the far bank", "what did Wren say about the rafts"),
        ("The mill", "Flour came", "since when had the mill stood idle"),
    ],
)
def test_what_says_it_stands_before_what_only_mentions_it(
    made_up: Edition, better: str, worse: str, question: str
) -> None:
    order = [match.sentence_text for match in ranked(made_up, question)]
    first = next((place for place, words in enumerate(order) if words.startswith(better)), len(order))
    second = next((place for place, words in enumerate(order) if words.startswith(worse)), len(order))
    assert first < second


def test_the_story_talked_of_comes_before_its_twin(made_up: Edition) -> None:
    for story_id in ("800101", "800102"):
        best = ranked(made_up, "how many vehicles were carried across Heron Lake", about=story_id)[0]
        assert best.passage.story.id == story_id


def test_the_speaker_of_a_passage(made_up: Edition) -> None:
    said = {passage.text[:8]: speakers(passage) for passage in made_up.passages_by_id.values()}
    assert {"mara", "quill"} <= said["“Nobody "]
    assert said["Heron La"] == frozenset()


def test_words_that_stand_side_by_side_count(made_up: Edition) -> None:
    def side_by_side(text: str) -> float:
        return next(part.value for part in ranked(made_up, text)[0].parts if part.name == "pairs")

    assert side_by_side("each raft bears the forty tons") == 1
    assert side_by_side("tons, forty, bears raft each") == 0
