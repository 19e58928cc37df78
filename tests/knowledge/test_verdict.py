"""Which rule answers a question, and when the answer is "I don't know"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.confidence import Evidence, chance, weigh
from knowledge.edition import Edition, edit
from knowledge.formats import read
from knowledge.matcher import rank
from knowledge.question import understand
from knowledge.records import Answer, NoAnswer, Verdict
from knowledge.talk import Said
from knowledge.verdict import decide

Ask = Callable[..., Verdict]
Release = Callable[..., str]

HOSTILE = [
    "",
    "   ",
    "?",
    "¿?",
    "🎖️🎖️",
    "\x00",
    "\ud800",
    "\u202e\u200b\u200d",
    "<@123456789>",
    "@everyone",
    "https://example.org/who?is=mara",
    "[click](https://example.org)",
    "who",
    "what what what",
    "the of and",
    "'; DROP TABLE stories; --",
    "' OR 1=1 --",
    "(a+)+$",
    "[[[[((((",
    "AND OR NOT (",
    "words:fog^9 ~2 *",
    "%s%s%n",
    "{0.__class__}",
    "{{7*7}}",
    "../../etc/passwd",
    "$(reboot) `reboot`",
    "e" + "\u0301" * 500,
    "q\u0336u\u0321i\u0327l\u0334l\u0335",
    "a" * 4000,
    "who is " * 600,
    "fog " * 1000,
    "من قال ذلك؟",
    "誰が言ったの",
    "who\nis\nMara\r\nQuill",
]
WORDS = (
    "who what when where how many posted wrote views title about say tldr it and Quill fog Fenwick ferry "
    "lake 2022 zeppelin ? ¿ <@1> ** public domain"
).split()
OF_STORIES = ["stories", "story", "latest", "oldest", "id", "800101", "800102", "24-991"]
TYPED = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS, *OF_STORIES, "\ud800", "\x00"]), max_size=10).map(" ".join),
)


def answer(verdict: Verdict) -> Answer:
    assert isinstance(verdict, Answer), verdict
    return verdict


def refusal(verdict: Verdict) -> NoAnswer:
    assert isinstance(verdict, NoAnswer), verdict
    return verdict


def passage(verdict: Verdict) -> str:
    best = answer(verdict).best
    assert best is not None
    return best.passage.text


def check(edition: Edition, text: str, verdict: Verdict) -> None:
    """Fail where a verdict is not what records.py says it is."""
    assert verdict.question == text
    assert 0 <= verdict.confidence <= 1
    ranked = verdict.ranked if isinstance(verdict, Answer) else verdict.nearest
    assert len(ranked) <= 10
    assert len({match.passage.id for match in ranked}) == len(ranked)
    for match in ranked:
        story = edition.stories_by_id[match.passage.story.id]
        assert edition.passages_by_id[match.passage.id] == match.passage
        assert match.passage.text == story.text[match.passage.span.start : match.passage.span.end]
        assert match.passage.span.start <= match.sentence.start < match.sentence.end <= match.passage.span.end
    if isinstance(verdict, NoAnswer):
        assert verdict.reason
    elif verdict.kind == "stories":
        assert verdict.stories
        assert verdict.summary
    else:
        assert verdict.best == ranked[0]
        assert (verdict.kind == "fact") == (ranked[0].passage.kind == "fact")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions(made_up: Edition, sample: Edition, ask: Ask, text: str) -> None:
    for edition in (made_up, sample, edit(())):
        check(edition, text, ask(edition, text))
        check(edition, text, ask(edition, text, said=Said(text)))
        check(edition, text, ask(edition, text, within=text))


@settings(deadline=None, max_examples=150)
@given(TYPED, st.sampled_from([None, "800101", "gull-point", "none"]))
def test_any_question(made_up: Edition, ask: Ask, text: str, story_id: str | None) -> None:
    check(made_up, text, ask(made_up, text, said=Said(story_id)))
    check(made_up, text, ask(made_up, text, within=story_id))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join))
def test_a_story_to_look_in_is_not_left(made_up: Edition, ask: Ask, text: str) -> None:
    said = ask(made_up, text, within="2021-bakers")
    ranked = said.ranked if isinstance(said, Answer) else said.nearest
    assert {match.passage.story.id for match in ranked} <= {"2021-bakers"}


@settings(deadline=None, max_examples=60)
@given(TYPED)
def test_the_same_question_gets_the_same_verdict(made_up: Edition, ask: Ask, text: str) -> None:
    assert ask(made_up, text) == ask(made_up, text)


@pytest.mark.parametrize("text", ["", "?", "🎖️🎖️", "<@123456789>", "https://example.org", "\x00\u200b"])
def test_what_holds_no_words_is_no_question(made_up: Edition, ask: Ask, text: str) -> None:
    assert refusal(ask(made_up, text)).nearest == ()


def test_an_empty_edition_has_nothing_to_answer_from(ask: Ask) -> None:
    said = refusal(ask(edit(()), "who is Mara Quill"))
    assert said.confidence == 0
    assert said.nearest == ()
    assert said.reason


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans())
def test_evidence_for_an_answer_raises_its_chance(
    less: float, more: float, other: float, with_meaning: bool, across: bool
) -> None:
    less, more = sorted((less, more))
    known = Evidence(*[other] * 5, with_meaning=with_meaning, across=across)
    for what in ("score", "ahead", "apart", "measure", "clear"):
        for_it = [chance(replace(known, **{what: value})) for value in (less, more)]
        assert 0 <= for_it[0] <= for_it[1] <= 1, what


def test_the_leads_count_from_the_next_and_from_the_third_best_and_are_given_to_one_alone(
    made_up: Edition,
) -> None:
    question = understand("how many tons does each raft bear", made_up.vocabulary)
    ranked = rank(made_up, question, range(len(made_up.profiles)))
    alone, two, many = (weigh(made_up, question, ranked[:count]) for count in (1, 2, len(ranked)))
    assert alone.ahead == alone.apart > 0
    assert two.ahead == two.apart
    assert many.apart >= many.ahead
    assert max(many.ahead, many.apart) < 0.2, "a larger lead tells no more"


def test_leads_of_a_passage_that_says_little_itself_count_less(made_up: Edition) -> None:
    question = understand("how many tons does each raft bear", made_up.vocabulary)
    ranked = rank(made_up, question, range(len(made_up.profiles)))
    lower = [replace(match, score=match.score - (ranked[0].score - 0.25)) for match in ranked]
    clear, doubtful = weigh(made_up, question, ranked), weigh(made_up, question, lower)
    assert ranked[0].score > 0.5
    assert (doubtful.ahead, doubtful.apart) == pytest.approx((clear.ahead / 2, clear.apart / 2))


@pytest.mark.parametrize(
    ("asked", "told", "across"),
    [
        ("¿quién midió la niebla?", "The fog was measured by Ada.", True),
        ("¿quién midió la niebla?", "La niebla fue medida por Ada en el lago.", False),
        ("who measured the fog", "La niebla fue medida por Ada en el lago.", True),
        ("who measured the fog", "The fog was measured by Ada.", False),
    ],
)
def test_a_passage_in_another_language_than_the_question_is_known(
    release: Release, asked: str, told: str, across: bool
) -> None:
    edition = edit(read(release(told).encode(), "made-up.txt"))
    question = understand(asked, edition.vocabulary)
    places = [number for number, one in enumerate(edition.profiles) if one.passage.kind == "paragraph"]
    assert weigh(edition, question, rank(edition, question, places)).across == across


def test_the_same_evidence_says_more_where_few_words_can_be_shared() -> None:
    half = Evidence(0.4, 0.05, 0.06, 0.5, 0.2)
    for known in (half, replace(half, with_meaning=True)):
        assert chance(replace(known, across=True)) > chance(known)


def clear(edition: Edition, text: str, cosines: Sequence[float] = ()) -> float:
    question = understand(text, edition.vocabulary)
    ranked = rank(edition, question, range(len(edition.profiles)))
    return weigh(edition, question, ranked, dict(enumerate(cosines))).clear


@pytest.fixture
def moor(release: Release) -> Edition:
    """Made-up paragraphs of which three tell of a moor, and one of a kiln as well."""
    text = release(
        "The moor was dry.", "Sheep grazed on the moor.", "A kiln stood on the moor.", "It rained."
    )
    return edit([read(text.encode(), "a.txt")[0]])


def test_what_one_passage_says_stands_out_and_what_many_say_does_not(moor: Edition) -> None:
    assert clear(moor, "is there a moor") == 0
    alone = clear(moor, "is there a kiln")
    assert 0 < alone <= 1
    assert clear(moor, "is there a kiln on the moor") == pytest.approx(alone), "the moor adds nothing"


def test_what_stands_out_counts_less_where_the_story_lacks_words_of_the_question(moor: Edition) -> None:
    whole, part = clear(moor, "a kiln", [0.9, 0.86]), clear(moor, "a kiln of marble", [0.9, 0.86])
    assert 0 < part < 0.6 * whole
    assert clear(moor, "marble", [0.9, 0.86]) == 0


def test_with_the_model_the_nearest_stands_out_from_the_tenth_nearest(moor: Edition) -> None:
    assert clear(moor, "a kiln", [0.9, *[0.89] * 8, 0.88, 0.7]) == pytest.approx(0.4)
    assert clear(moor, "a kiln", [0.9, 0.88]) == pytest.approx(0.4), "the last where there are fewer"
    assert clear(moor, "a kiln", [0.9] * 20) == clear(moor, "a kiln", [0.9]) == 0
    assert clear(moor, "a kiln", [0.9, 0.1]) == 1


def test_a_question_without_words_stands_neither_out_nor_back(moor: Edition) -> None:
    assert clear(moor, "and when?") == clear(moor, "and when?", [0.9, 0.9]) == 0.5


def test_what_somebody_is_to_have_spoken_of_is_doubted_where_their_story_never_tells_of_it(
    ask: Ask, release: Release
) -> None:
    text = release("“We dug all night,” said Capt. Ada Roe.", "The pump had failed.")
    library = edit([read(text.encode(), "a.txt")[0]])

    def odds(question: str) -> float:
        sure = ask(library, question).confidence
        return sure / (1 - sure)

    assert odds("what did Ada Roe say about opera") < 0.6 * odds("opera: what did Ada Roe say")
    assert odds("what did Ada Roe say about the pump") > odds("what did Ada Roe say about opera")


def test_what_holds_nothing_of_the_kind_asked_for_is_answered_less_surely(ask: Ask, release: Release) -> None:
    text = release(
        "The brass band of the depot played for an hour.", "Nobody had asked for it, and some left early."
    )
    library = edit([read(text.encode(), "a.txt")[0]])
    who, what = (ask(library, f"{asks} played for an hour at the depot") for asks in ("who", "what"))
    assert who.confidence < what.confidence


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("how old is Sgt. Odd Finch of the depot band", "Sgt. Odd Finch, 41, leads the band of the depot."),
        ("how tall is the mast of the depot", "The mast of the depot is 40 feet tall."),
        ("how heavy is the drum of the depot band", "The drum of the depot band weighs nine pounds."),
        ("what time does the depot band play", "The depot band plays at 7:30 p.m. each week."),
    ],
)
def test_what_only_a_unit_tells_is_not_answered_without_one(
    ask: Ask, release: Release, asked: str, told: str
) -> None:
    silent = release(
        "Sgt. Odd Finch leads the band of the depot, whose mast and drum are the tallest and heaviest."
    )
    telling = release("The band of the depot is loud.", told)
    assert isinstance(ask(edit([read(silent.encode(), "a.txt")[0]]), asked), NoAnswer)
    assert told in passage(ask(edit([read(telling.encode(), "a.txt")[0]]), asked))


def test_the_confidence_asked_for_decides(made_up: Edition) -> None:
    question = "how many tons does each raft bear"
    sure = answer(decide(made_up, question, minimum=0.0)).confidence
    assert isinstance(decide(made_up, question, minimum=sure - 0.001), Answer)
    said = refusal(decide(made_up, question, minimum=min(1.0, sure + 0.001)))
    assert "forty tons" in said.nearest[0].passage.text


@pytest.mark.parametrize("question", ["what is the story id", "tldr", "which stories are there"])
def test_a_rule_must_be_as_sure_as_a_score(sample: Edition, question: str) -> None:
    sure = answer(decide(sample, question, minimum=0.0)).confidence
    assert isinstance(decide(sample, question, minimum=sure), Answer)
    said = refusal(decide(sample, question, minimum=1.0))
    assert said.confidence == sure
    assert "No release" in said.reason


def test_a_refusal_names_the_nearest_stories(made_up: Edition) -> None:
    said = refusal(decide(made_up, "who paid for the hovercraft of Fenwick", minimum=1.0))
    assert said.nearest_stories[0].id == "800102"
    assert len(set(said.nearest_stories)) == len(said.nearest_stories)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when was the Fenwick story posted", "Date Posted: 06.12.2023 17:40"),
        ("when was the compass release published", "Thursday, October 17, 2024"),
        ("when was the compass release updated", "Updated October 18, 2024"),
        ("who wrote the ferry story from 2022", "by SSG Odd Finch"),
        ("who is the author of the bakers story", "By Nell Barley, Fort Crumb Public Affairs, March 3, 2021"),
        ("what is the title of the bakers story", "Field bakers feed a flooded town"),
        ("how many downloads does the 2022 ferry story have", "Downloads: 3"),
        ("what is the story id of the hovercraft story", "Story ID: 800102"),
        ("is the hovercraft story in the public domain", "PUBLIC DOMAIN"),
        ("location of the hovercraft story", "Location: CAMP MARROW, NOWHERE, US"),
        ("what topics is the compass release filed under", "Topic(s): Consumer Protection"),
        ("what is the release number of the compass case", "Press Release Number: 24-991"),
        ("where was the bakers story filed from", "FORT CRUMB, Nowhere"),
        ("800101", "Story ID: 800101"),
        ("date of the compass release", "Thursday, October 17, 2024"),
        ("compass release, what date", "Thursday, October 17, 2024"),
        ("when did the story on the hovercraft come out", "Date Posted: 06.12.2023 17:40"),
        ("cuándo salió la nota del hovercraft", "Date Posted: 06.12.2023 17:40"),
        ("which components are on the compass release", "Component(s): USAO - Nowhere"),
        ("what time was the hovercraft story posted", "17:40"),
        ("what happened in the bakers story", "the field bakers of Fort Crumb set up"),
        ("who is quoted in the bakers story", "We ran out of salt"),
    ],
)
def test_facts_of_one_story_among_others(made_up: Edition, ask: Ask, question: str, words: str) -> None:
    assert words in passage(ask(made_up, question))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when was the story posted", "Date Posted: 05.12.2025 14:56"),
        ("¿cuándo fue publicado?", "Date Posted: 05.12.2025 14:56"),
        ("when was it taken", "Date Taken: 05.12.2025"),
        ("who wrote this", "by SFC ShaTyra Reed-Cox"),
        ("quien escribio esto", "by SFC ShaTyra Reed-Cox"),
        ("what is the headline", "US, Peruvian armies strengthen strategic alliance during 2025 staff talks"),
        ("how many views", "Web Views: 11"),
        ("how many downloads does it have", "Downloads: 0"),
        ("what's the story id", "Story ID: 497721"),
        ("497721", "Story ID: 497721"),
        ("is it public domain", "PUBLIC DOMAIN"),
        ("location", "Location: PE"),
        ("what is this story about", "FORT SAM HOUSTON, Texas"),
        ("tldr", "FORT SAM HOUSTON, Texas"),
    ],
)
def test_facts_of_the_only_story_need_no_name(sample: Edition, ask: Ask, question: str, words: str) -> None:
    assert words in passage(ask(sample, question))


@pytest.mark.parametrize(
    "question",
    [
        "what time was the compass release posted",
        "who wrote the compass release",
        "press release number of the bakers story",
        "who is quoted in the quiet story",
    ],
)
def test_what_a_story_does_not_state_is_refused(made_up: Edition, release: Release, question: str) -> None:
    quiet = read(release("Snow fell all day.", title="A quiet story").encode(), "quiet.txt")[0]
    said = refusal(decide(edit([*made_up.stories, quiet]), question, minimum=0.0))
    assert said.nearest_stories[0].id == said.nearest[0].passage.story.id
    assert "That story" in said.reason


def test_who_is_quoted_is_told_with_the_first_words_of_each(sample: Edition, ask: Ask) -> None:
    said = answer(ask(sample, "who is quoted in this story"))
    speakers = [match.passage.speaker or "" for match in said.ranked]
    assert [name.split()[-1] for name in speakers] == ["Ryan", "Velez", "Bossio"]
    assert [match.passage.number for match in said.ranked] == sorted(m.passage.number for m in said.ranked)


def test_where_two_stories_could_be_meant_both_are_told(release: Release) -> None:
    stories = [
        read(release("It rained.", number=number, title=f"Fair of {town}").encode(), f"{number}.txt")[0]
        for number, town in (("11", "Amberley"), ("12", "Brindle"))
    ]
    for question in ("story id of the fair story", "what is the fair story about"):
        said = answer(decide(edit(stories), question, minimum=0.0))
        assert said.beside == said.alternatives[0]
        assert said.best is not None
        assert said.beside is not None
        assert {said.best.passage.story.id, said.beside.passage.story.id} == {"11", "12"}
        assert said.confidence == 0.5
    alone = answer(decide(edit(stories), "story id of the Brindle fair story", minimum=0.0))
    assert alone.beside is None
    assert alone.confidence > 0.9


@pytest.mark.parametrize("number", ["800100", "800103", "497721", "80010", "8001011"])
def test_a_number_one_digit_off_is_no_story(made_up: Edition, ask: Ask, number: str) -> None:
    assert number in refusal(ask(made_up, number)).reason
    assert number in refusal(ask(made_up, f"what is the story with id {number}")).reason


def test_a_fact_of_no_story_in_particular_asks_which(made_up: Edition, ask: Ask) -> None:
    said = refusal(ask(made_up, "when was it posted"))
    assert said.nearest_stories


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("which stories mention Heron Lake", ["800102", "800101"]),
        ("which stories mention Fenwick", ["800102"]),
        ("which stories are from 2023", ["800102"]),
        ("which articles from 2022 mention Heron Lake", ["800101"]),
        ("list all stories", ["24-991", "800102", "800101", "2021-bakers", "gull-point"]),
        ("how many stories are there", ["24-991", "800102", "800101", "2021-bakers", "gull-point"]),
        ("how many stories mention the ferry battalion", ["800102", "800101"]),
        ("cuantas noticias hay", ["24-991", "800102", "800101", "2021-bakers", "gull-point"]),
        ("que noticias hablan de Heron Lake", ["800102", "800101"]),
        ("noticias sobre la inundacion", ["2021-bakers"]),
        ("que notas hay donde salga el alcalde Pike", ["2021-bakers"]),
        ("show me all stories about floods", ["2021-bakers"]),
        ("all stories writen by posy lund", ["800102"]),
        ("stories with colonel Quill", ["800101"]),
        ("how many stories mention captain Quill", ["800101"]),
    ],
)
def test_lists_of_stories(made_up: Edition, ask: Ask, question: str, found: list[str]) -> None:
    said = answer(ask(made_up, question))
    assert said.kind == "stories"
    assert [story.id for story in said.stories] == found
    assert said.summary is not None
    assert str(len(found)) in said.summary


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        (
            "give me the gist of the bakers who baked loaves in the school of a flooded town",
            "made-up river Tansy",
        ),
        ("whats the story with the soldiers who had to swim two lengths before boarding", "310 vehicles"),
        ("can you sum up the night crossing of the lake with rafts of storm timber", "310 vehicles"),
    ],
)
def test_what_a_story_is_about_that_is_meant_by_what_it_tells(
    made_up: Edition, ask: Ask, question: str, opening: str
) -> None:
    said = answer(ask(made_up, question))
    assert said.best is not None
    assert opening in said.best.passage.text


@pytest.mark.parametrize(
    ("question", "story_id"),
    [
        ("what is the latest story", "24-991"),
        ("what is the oldest story", "2021-bakers"),
        ("latest story about the ferry battalion", "800102"),
        ("oldest article about Heron Lake", "800101"),
        ("la ultima noticia sobre Heron Lake", "800102"),
        ("newest release about compasses", "24-991"),
    ],
)
def test_the_latest_and_the_oldest(made_up: Edition, ask: Ask, question: str, story_id: str) -> None:
    said = answer(ask(made_up, question))
    assert said.story is not None
    assert said.story.id == story_id
    assert said.best is not None
    assert said.best.passage.kind != "fact"


@pytest.mark.parametrize(
    "question",
    ["which stories mention zeppelins", "how many stories from 1999", "latest story about zeppelins"],
)
def test_no_story_of_that_kind(made_up: Edition, ask: Ask, question: str) -> None:
    assert refusal(ask(made_up, question)).reason


@pytest.mark.parametrize(
    ("question", "about", "words"),
    [
        ("how many vehicles were there?", "800101", "310 vehicles"),
        ("how many vehicles were there?", "800102", "402 vehicles"),
        ("and the rafts, how many?", "800101", "Eight rafts"),
        ("and the rafts, how many?", "800102", "Eleven rafts"),
        ("and when was it posted?", "800101", "Date Posted: 06.13.2022"),
        ("and when was it posted?", "800102", "Date Posted: 06.12.2023"),
        ("who wrote it?", "2021-bakers", "By Nell Barley"),
        ("how many views does it have", "800102", "Web Views: 84"),
        ("what is it about", "gull-point", "will be switched off for good"),
        ("and when?", "800101", "June 6-10"),
        ("what did she say", "800101", "Lt. Col. Mara Quill"),
        ("how many loaves were baked", "800101", "6,400 loaves"),
    ],
)
def test_a_follow_up_knows_the_story(
    made_up: Edition, ask: Ask, question: str, about: str, words: str
) -> None:
    assert words in passage(ask(made_up, question, said=Said(about)))


@pytest.mark.parametrize(
    ("question", "within", "words"),
    [
        ("how many vehicles crossed Heron Lake", "800101", "310 vehicles"),
        ("how many vehicles crossed Heron Lake", "800102", "402 vehicles"),
        ("how many views", "800101", "Web Views: 57"),
        ("who is the author", "800102", "by SGT Posy Lund"),
    ],
)
def test_a_question_within_a_story(
    made_up: Edition, ask: Ask, question: str, within: str, words: str
) -> None:
    assert words in passage(ask(made_up, question, within=within))


@pytest.mark.parametrize(
    ("question", "within"),
    [
        ("how many loaves were baked", "800101"),
        ("how many steps did Rosalind Ash climb", "800102"),
        ("who is Mara Quill", "no such story"),
        ("when was it posted", "no such story"),
    ],
)
def test_what_another_story_says_is_no_answer_within(
    made_up: Edition, ask: Ask, question: str, within: str
) -> None:
    refusal(ask(made_up, question, within=within))


def test_a_story_that_is_gone_is_no_obstacle(made_up: Edition, ask: Ask) -> None:
    """A conversation may be about a story that a reload took away."""
    assert "larder" in passage(ask(made_up, "who opened his own larder", said=Said("no such story")))
    refusal(ask(made_up, "when was it posted", said=Said("no such story")))


def test_a_library_of_one_story_is_about_that_story(ask: Ask, release: Release) -> None:
    text = release("Cook Ada Vane served ninety dumplings on June 4.", "The ladle is of brass.")
    edition = edit([read(text.encode(), "a.txt")[0]])
    assert "Date Posted: 02.03.2020" in passage(ask(edition, "when was it posted"))
    assert "ninety dumplings" in passage(ask(edition, "how many dumplings"))
    assert "brass" in passage(ask(edition, "what is the ladle made of"))
    assert "ninety dumplings" in passage(ask(edition, "what is this story about"))


@pytest.mark.parametrize("text", ["hi", "Hello there!", "help", "who are you?", "hola bot", "thanks"])
def test_small_talk_is_told_how_to_ask(made_up: Edition, ask: Ask, text: str) -> None:
    assert "who, what, when, where" in refusal(ask(made_up, text)).reason


def test_the_number_of_another_story_than_the_one_to_look_in(made_up: Edition, ask: Ask) -> None:
    assert "another story" in refusal(ask(made_up, "when was 800102 posted?", within="800101")).reason
    assert "06.12.2023" in passage(ask(made_up, "when was 800102 posted?", within="800102"))


def test_a_repair_is_told_with_the_answer(made_up: Edition, ask: Ask) -> None:
    said = answer(ask(made_up, "who is tobais wrenn"))
    assert {one.used for one in said.repairs} == {"tobias", "wren"}


def test_alternatives_are_other_passages(made_up: Edition, ask: Ask) -> None:
    said = answer(ask(made_up, "how many rafts were there"))
    assert said.best is not None
    assert said.best.passage.id not in {match.passage.id for match in said.alternatives}
    assert said.alternatives


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when was the lighthouse story posted", None),
        ("is the lighthouse story in the public domain", None),
        ("who wrote the story about the lighthouse", None),
        ("how many views does the hovercraft story have", "Web Views: 84"),
        ("which story has the id 800101", "Story ID: 800101"),
        ("story number 800101", "Story ID: 800101"),
        ("which release is number 24-991", "Press Release Number: 24-991"),
        ("what is story 800109", None),
    ],
)
def test_facts_come_from_the_story_that_states_them_or_from_none(
    made_up: Edition, question: str, said: str | None
) -> None:
    verdict = decide(made_up, question, minimum=0.5)
    if said is None:
        assert isinstance(verdict, NoAnswer)
    else:
        assert isinstance(verdict, Answer)
        assert verdict.best is not None
        assert verdict.best.passage.text == said


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when was the man from Lower Dunwick sentenced", "October 17, 2024"),
        ("when did soldiers carry vehicles across Heron Lake in 2022", "June 6-10"),
    ],
)
def test_today_is_the_day_of_the_release(made_up: Edition, ask: Ask, question: str, words: str) -> None:
    """ "Sentenced today" says no day; the line with the day of the release does."""
    assert words in passage(ask(made_up, question))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when did the county of Ash settle with the ferryman", "02.03.2020"),
        ("when was the ferryman deployed", "deployed in 2017"),
    ],
)
def test_today_or_the_year_whichever_is_nearer_to_the_question(
    release: Release, question: str, words: str
) -> None:
    text = (
        "The county of Ash announced today that it settled with a ferryman who lost his work, which he had "
        "before he was deployed in 2017.\n\nThe ferry will run again."
    )
    edition = edit([read(release(text).encode(), "ash.txt")[0]])
    assert words in passage(decide(edition, question, minimum=0.2))


def test_today_is_not_the_day_of_something_else(release: Release) -> None:
    text = "The county of Ash sued Dunwick Ferries today over an unpaid toll.\n\nThe ferry will run again."
    edition = edit([read(release(text).encode(), "ash.txt")[0]])
    assert "02.03.2020" in passage(decide(edition, "when did Ash sue Dunwick Ferries", minimum=0.5))
    assert isinstance(decide(edition, "when did Dunwick Ferries apologise", minimum=0.5), NoAnswer)


@pytest.mark.parametrize(
    ("opens", "of_its_day"),
    [
        ("Today, Dunwick Ferries announced that Ash is", True),
        ("Today the ferries of Dunwick stopped at Ash, which is", True),
        ("Today, Dunwick Ferries, once owned by Ash, is", True),
        ("Today, Dunwick Ferries is", False),
        ("Today, the timetables of Dunwick Ferries at Ash are", False),
    ],
)
def test_today_may_mean_these_days(release: Release, opens: str, of_its_day: bool) -> None:
    text = f"{opens} in private hands.\n\nThe raft will run again."
    edition = edit([read(release(text).encode(), "ash.txt")[0]])
    said = decide(edition, "when was Dunwick Ferries in private hands at Ash", minimum=0.2)
    assert ("02.03.2020" in passage(said)) == of_its_day


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much must Slate pay to his customers", "$64,250"),
        ("what sum did the judge order", "$64,250"),
    ],
)
def test_a_sum_of_money(made_up: Edition, ask: Ask, question: str, words: str) -> None:
    assert words in passage(ask(made_up, question))


@pytest.mark.parametrize("question", ["why was it posted", "where was it posted", "why was the photo taken"])
def test_a_day_is_neither_a_place_nor_a_reason(sample: Edition, question: str) -> None:
    assert isinstance(decide(sample, question, minimum=0.45), NoAnswer)


@pytest.mark.parametrize(
    "question",
    [
        "what did Ryan say about digital infrastructure",
        "what did Velez say about disaster response",
        "what did Velez say about the weather",
    ],
)
def test_what_a_paragraph_tells_is_not_what_somebody_said(sample: Edition, question: str) -> None:
    """Paragraphs tell of infrastructure and of disasters, and name neither of the two."""
    assert isinstance(decide(sample, question, minimum=0.45), NoAnswer)


def test_today_in_a_spanish_release_is_its_day_too(release: Release) -> None:
    text = "El pueblo de Ash abrió hoy su puente nuevo.\n\nEl transbordador seguirá en servicio."
    edition = edit([read(release(text).encode(), "ash.txt")[0]])
    assert "02.03.2020" in passage(decide(edition, "cuándo abrió el pueblo de Ash el puente", minimum=0.45))


def test_a_fact_that_no_story_states_may_be_told_in_a_paragraph(release: Callable[..., str]) -> None:
    body = "The Book of Knots was written by Ada Vane, who kept the ropes of the made-up ferry for years."
    edition = edit([read(b"The ropes of Fenwick\n\n" + body.encode() + b"\n\nIt rained.", "ropes.txt")[0]])
    said = answer(decide(edition, "who wrote the Book of Knots", minimum=0.45))
    assert passage(said) == body
    assert (
        refusal(decide(edition, "who wrote this story", minimum=0.45)).reason == "That story does not say so."
    )
