"""What a question asks: its kind, the fact or the stories it wants; and that any text may be typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.question import LONGEST, clean, is_question, understand
from knowledge.spelling import Vocabulary

NO_WORDS = Vocabulary({})
TYPED = st.sampled_from(
    [
        "who said that", "quién", "¿", "?", "<@123456789>", "<#99>", "<:smile:12>", "<@&7>", "@everyone",
        "[label](https://example.org/a)", "https://example.org/?q=1", "<https://example.org>", "**bold**",
        "`code`", "~~", "||x||", "\x00", "\u200b", "\u202e", "\ud800", "\udfff", "\ufeff",
        "e\u0301\u0323\u0301", "مرحبا", "שלום", "語", "🎖️", "'; DROP TABLE stories; --", "(a+)+$", "{0}", "%s",
        "[" * 300, "](" * 200, "<" * 300, "\n", "\t", "45", "497721", "a" * 500, " ",
    ]
)  # fmt: skip
ANY = st.one_of(
    st.text(st.characters(), max_size=300),
    st.lists(TYPED, max_size=30).map("".join),
    st.lists(TYPED, max_size=30).map(" ".join),
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who built the rafts", "who"),
        ("whom did the mayor thank", "who"),
        ("¿Quién construyó las balsas?", "who"),
        ("who is Mara Quill", "role"),
        ("Who was Ansel Pike?", "role"),
        ("quien es Mara Quill", "role"),
        ("when did the river rise", "when"),
        ("on what day did the river rise", "when"),
        ("¿Cuándo subió el río?", "when"),
        ("where were the ovens", "where"),
        ("in which city were the ovens", "where"),
        ("¿Dónde estaban los hornos?", "where"),
        ("how many loaves were baked", "how many"),
        ("how much did Slate pay", "how much"),
        ("¿Cuántos panes hornearon?", "how many"),
        ("how long was he in prison", "how long"),
        ("cuanto tiempo estuvo en prision", "how long"),
        ("why did the light go out", "why"),
        ("¿Por qué se apagó la luz?", "why"),
        ("what did Mara Quill say about the fog", "said"),
        ("que dijo Mara Quill", "said"),
        ("what is this story about", "overview"),
        ("tldr", "overview"),
        ("give me a summary", "overview"),
        ("de que trata esta noticia", "overview"),
        ("de que va la nota del ferry", "overview"),
        ("what is the compass case about", "overview"),
        ("what happened in the ferry story", "overview"),
        ("sum up the ferry story", "overview"),
        ("can you sum up the warning of the bakers", "overview"),
        ("whats the deal with the ferry", "overview"),
        ("fill me in on the ferry", "overview"),
        ("what happened with the ferry lawsuit", "overview"),
        ("what happened with the ferry", "what"),
        ("what carried the flour", "what"),
        ("WHO BUILT THE RAFTS", "who"),
        ("woh built the rafts", "who"),
        ("wher were the ovens", "where"),
        ("how often does the council meet", "how often"),
        ("sentence for the ferry cashier", "how long"),
        ("what was the sentence for the cashier?", "how long"),
        ("prison term of the raft thief", "how long"),
        ("how much jail time did he get", "how long"),
        ("¿cuál fue la condena del cajero?", "how long"),
        ("which sentence was read aloud", "what"),
        ("con qué frecuencia se reúne", "how often"),
        ("how many times was he in prison", "times"),
        ("¿cuántas veces cruzó?", "times"),
        ("how old is Ansel Pike", "how old"),
        ("what is the age of Ansel Pike", "how old"),
        ("edad de Ansel Pike", "how old"),
        ("top speed of the raft", "how fast"),
        ("whats the maximum speed of a raft?", "how fast"),
        ("¿Cuál es el peso de una balsa?", "how heavy"),
        ("what is the height of the light", "how far"),
        ("what doubled the speed of the rafts", "what"),
        ("how far is the light seen", "how far"),
        ("what color was the raft", "colour"),
        ("in which colours were the boats painted", "colour"),
        ("¿de qué color es la balsa?", "colour"),
        ("how heavy is a raft", "how heavy"),
        ("how much does a raft weigh", "how heavy"),
        ("what percentage of bakers came", "percent"),
        ("what interest rate did Slate offer", "percent"),
        ("what time did it start", "what time"),
        ("what time period were the rafts used", "when"),
        ("how far back do the letters go", "when"),
        ("how far along is the bridge", "what"),
        ("para qué sirve el faro", "why"),
        ("¿qué días de octubre estuvo?", "when"),
        ("qué ciudad visitó", "where"),
        ("which of the bases did they see", "where"),
        ("what happened when the light went out", "what"),
        ("when the light went out, what did they do", "what"),
        ("which officer who served there was hurt", "who"),
        ("which senators voted for the ferry", "who"),
        ("which harbor official went with them", "who"),
        ("name of the baker's lawyer who spoke", "who"),
        ("which officer training was it", "what"),
        ("what king salmon eat", "what"),
        ("what year did the president come", "when"),
        ("when was it that the light went out", "when"),
        ("a number of ships stayed until when", "until"),
    ],
)
def test_the_kind_of_a_question(text: str, kind: str) -> None:
    assert understand(text, NO_WORDS).kind == kind


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("when was this story posted", "posted"),
        ("when was it published?", "posted"),
        ("cuando fue publicado", "posted"),
        ("when was this taken", "taken"),
        ("who wrote this story", "byline"),
        ("who is the author", "byline"),
        ("¿quién escribió esto?", "byline"),
        ("how many views does it have", "views"),
        ("how many downloads", "downloads"),
        ("cuantas descargas tiene", "downloads"),
        ("what is the story id", "story id"),
        ("is this in the public domain", "rights"),
        ("es de dominio publico", "rights"),
        ("what is the title", "title"),
        ("cual es el titulo", "title"),
        ("what is the release number", "number"),
        ("what was the dateline", "dateline"),
        ("when did the story about the ferry come out", "posted"),
        ("date of the compass release", "posted"),
        ("when was 24-991 released", "posted"),
        ("when was the harbor board's statement issued", "posted"),
        ("when was the pic taken", "taken"),
        ("where was this taken", "location"),
        ("who posted it", "byline"),
        ("ferry story, what date?", "posted"),
        ("que fecha tiene la nota del ferry", "posted"),
        ("cuándo salió el comunicado de la brújula", "posted"),
        ("cuando se actualizó la nota del ferry", "updated"),
        ("who did the ferry story", "byline"),
        ("which reporter wrote the bakers piece", "byline"),
        ("quién firma la nota", "byline"),
        ("compass press release no.", "number"),
        ("número de comunicado de la brújula", "number"),
        ("topics for the compass release", "topics"),
        ("which components are on the compass release", "components"),
        ("cómo se titula la nota del ferry", "title"),
        ("where was the bakers story written", "dateline"),
        ("what day was the ferry settlement announced", "posted"),
        ("when did the harbor board put out the statement on rafts", "posted"),
        ("what location is listed in the hovercraft story", "location"),
    ],
)
def test_a_question_for_a_fact_of_a_story(text: str, fact: str) -> None:
    asked = understand(text, NO_WORDS)
    assert asked.fact == fact
    assert asked.scope == "passage"


@pytest.mark.parametrize(
    "text",
    [
        "which degree must a doctor have to be licensed",
        "what do some authors say of the raft",
        "how can two messages be written",
        "what kind of published work is in the library",
        "where was the boat taken",
        "which components of the raft were tested",
        "which manual was updated",
        "what did the crew download",
        "which map was published in 2018",
        "when was the novel The Salt Road published",
        "when did the white paper on rafts come out",
        "when were the first studies of herons published",
        "¿cuándo se publicó el estudio de las garzas?",
        "why was it posted",
        "where was it posted",
        "how was it taken",
        "what was the date of the flood mentioned in the story",
        "which piece of the raft was put out to sea",
        "¿quién escribió el libro de los nudos?",
        "what did the sheriff say about the id theft case",
        "who announced the ferry settlement",
    ],
)
def test_a_question_with_a_word_of_a_fact_in_it_is_not_for_the_fact(text: str) -> None:
    assert understand(text, NO_WORDS).fact is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("which stories mention Fenwick", "stories"),
        ("list all articles about lighthouses", "stories"),
        ("stories about herons", "stories"),
        ("noticias sobre Fenwick", "stories"),
        ("how many stories mention Fenwick", "count"),
        ("cuantas noticias hablan de Fenwick", "count"),
        ("what is the latest story about Fenwick", "latest"),
        ("newest release", "latest"),
        ("la ultima noticia sobre Fenwick", "latest"),
        ("the oldest article about the ferry", "oldest"),
        ("la primera noticia sobre Fenwick", "oldest"),
        ("how many loaves were baked", "passage"),
        ("stories published in 2021", "stories"),
        ("what came out in 2019", "stories"),
        ("what was published in may 2021", "stories"),
        ("what came out of the talks in Lima", "passage"),
        ("what was released in the lake in 2019", "passage"),
        ("list the articles you have put out since 2021", "stories"),
        ("qué noticias salieron en 2021", "stories"),
        ("how many stories tall is the light", "passage"),
        ("how many stories does the gazette print", "passage"),
        ("how many stories do you have", "count"),
        ("who took part in the latest exercise", "passage"),
        ("what is this story about", "passage"),
    ],
)
def test_a_question_for_stories(text: str, scope: str) -> None:
    assert understand(text, NO_WORDS).scope == scope


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("which stories are from 2023", 2023),
        ("how many stories about Fenwick in 2022", 2022),
        ("which stories mention 310 vehicles", None),
        ("how many rafts were there in 2023", 2023),
        ("how many rafts may be there", None),
    ],
)
def test_the_year_that_is_named(text: str, year: int | None) -> None:
    period = understand(text, NO_WORDS).period
    assert (period.first.year if period else None) == year


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("who is the commander of the ferry battalion?", ["commander", "ferry", "battalion"]),
        ("What did Mara Quill say about fog", ["mara", "quill", "fog"]),
        ("tell me about the lighthouse please", ["lighthouse"]),
        ("rafts rafts RAFTS raft", ["rafts"]),
        ("¿Quién es el alcalde de Mosley?", ["alcalde", "mosley"]),
        ("which stories mention Fenwick", ["fenwick"]),
        ("what is it", []),
        ("did Wren steer the same ferry both years", ["wren", "steer", "ferry"]),
        ("is the number of years at sea the same in both stories", ["number", "years", "sea"]),
        ("what changed between the two visits", ["changed", "two", "visits"]),
    ],
)
def test_the_words_that_carry_a_question(text: str, terms: list[str]) -> None:
    assert [term.word for term in understand(text, NO_WORDS).terms] == terms


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("and when?", True),
        ("where was it held", True),
        ("what did she say about the fog", True),
        ("y cuando?", True),
        ("how many vehicles crossed Heron Lake in 2022", False),
        ("who commands the ferry battalion at Camp Marrow", False),
    ],
)
def test_a_question_that_leans_on_what_was_said_before(text: str, follows: bool) -> None:
    assert understand(text, NO_WORDS).follows is follows


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("what did Mara Quill say about fog", {"mara", "quill"}),
        ("que dijo el coronel Wren", set()),
        ("Mara Quill quote about the fog", {"mara", "quill"}),
        ("the part where Quill says it is foggy", {"quill"}),
        ("what is fog", set()),
    ],
)
def test_who_is_asked_to_have_said_something(text: str, names: set[str]) -> None:
    assert names <= understand(text, NO_WORDS).sayer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what did Mara Quill say about fog", {"fog"}),
        ("fog: what did Mara Quill say", set()),
        ("what is the fog", set()),
    ],
)
def test_what_they_are_asked_to_have_spoken_of(text: str, words: set[str]) -> None:
    assert understand(text, NO_WORDS).spoken_of - {"about"} == words


def test_repairs_are_told(made_up: Edition) -> None:
    asked = understand("who is tobais wrenn", made_up.vocabulary)
    assert [(one.typed, one.used) for one in asked.repairs] == [("tobais", "tobias"), ("wrenn", "wren")]
    assert [term.word for term in asked.terms] == ["tobias", "wren"]


def test_words_run_together_are_told(made_up: Edition) -> None:
    asked = understand("how long is heronlake", made_up.vocabulary)
    assert [(one.typed, one.used) for one in asked.repairs] == [("heronlake", "heron lake")]


def test_a_question_without_slips_is_not_repaired(made_up: Edition) -> None:
    assert understand("how many vehicles crossed Heron Lake in 2022?", made_up.vocabulary).repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "who built the rafts?",
        "Who built the rafts",
        "how many loaves were baked",
        "¿cuántos panes?",
        "donde estaban los hornos",
        "rafts?",
        "tell me about the lighthouse",
        "is the lamp still lit",
        "waht is the story id",
        "tldr",
        "and the ovens?",
        "<@12345> who built the rafts",
        "summarize this",
        "图书馆几点开门？",
        "متى بني الجسر؟",
    ],
)
def test_a_question_in_a_channel(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "???",
        "!?",
        "🎖️🎖️",
        "lol",
        "good morning everyone",
        "thanks, that helped",
        "I was at the lake yesterday.",
        "ok",
        "what",
        "<@12345>",
        "https://example.org",
        "nice work on the rafts!",
        "gracias",
        "？",
    ],
)
def test_no_question_in_a_channel(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("<@123456789> who built the rafts", "123456789"),
        ("<@!123456789> who built the rafts", "123456789"),
        ("<@&123456789> who built the rafts", "123456789"),
        ("<#123456789> who built the rafts", "123456789"),
        ("<:smile:123456789> who built the rafts", "smile"),
        ("<a:dance:123456789> who built the rafts", "dance"),
        ("<t:123456789:R> who built the rafts", "123456789"),
        ("@everyone who built the rafts", "everyone"),
        ("@here, who built the rafts", "here"),
        ("https://example.org/who?x=1 who built the rafts", "example"),
        ("<https://example.org/> who built the rafts", "example"),
        ("[click](https://example.org/) who built the rafts", "example"),
        ("**who** built the ~~rafts~~", "*"),
        ("who built the ||rafts||", "|"),
        ("`who` built the rafts", "`"),
        ("who\x00built\x1bthe \u202erafts", "\x00"),
    ],
)
def test_markup_mentions_and_links_are_no_part_of_a_question(text: str, gone: str) -> None:
    plain = understand(text, NO_WORDS).plain
    assert gone not in plain
    assert plain.endswith("who built the rafts")


@pytest.mark.parametrize("text", ["who greeted everyone here", "who is press@here.example", "@everyoneone"])
def test_what_only_looks_like_a_mention_of_all_is_asked(text: str) -> None:
    assert understand(text, NO_WORDS).plain == text.replace("@", " ").replace(".", " ").strip()


@settings(deadline=None, max_examples=250)
@given(ANY)
def test_any_text_is_understood(text: str) -> None:
    asked = understand(text, NO_WORDS)
    assert asked.typed == text
    assert asked.plain == asked.plain.strip()
    assert "\n" not in asked.plain
    assert len(set(asked.stems)) == len(asked.stems)
    asked.plain.encode()
    assert isinstance(is_question(text), bool)


@settings(deadline=None, max_examples=60)
@given(ANY)
def test_any_text_is_understood_the_same_twice(text: str) -> None:
    assert understand(text, NO_WORDS) == understand(text, NO_WORDS)


@settings(deadline=None, max_examples=100)
@given(ANY)
def test_no_mark_that_discord_acts_on_is_left(text: str) -> None:
    plain = understand(text, NO_WORDS).plain
    assert not set("<>@#[]()*~`|\\/") & set(plain)
    assert "://" not in plain


@pytest.mark.parametrize(
    "text", ["word " * 4000, "a" * 20_000, "why " + "b" * 5000, "[" * 10_000, "<@" * 5000]
)
def test_what_is_typed_beyond_the_longest_is_not_read(text: str) -> None:
    assert len(clean(text)) <= LONGEST
    assert len(understand(text, NO_WORDS).plain) <= LONGEST
    assert understand(text, NO_WORDS).typed == text


def test_what_is_all_slips_is_not_all_looked_up(made_up: Edition) -> None:
    words = sorted(word for word in made_up.vocabulary.counts if len(word) > 6 and word.isalpha())[:40]
    asked = understand(" ".join(f"{word}q" for word in words), made_up.vocabulary)
    assert 0 < len(asked.repairs) <= 8
    assert asked.repairs[0].used == words[0]


def test_a_pasted_page_is_cut_to_the_words_that_may_count() -> None:
    words = [f"{chr(97 + first)}{chr(97 + second)}zq" for first in range(20) for second in range(20)]
    assert len(understand(" ".join(words), NO_WORDS).terms) < 100
