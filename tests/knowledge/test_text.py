"""How text is read: every word keeps its place, nothing is lost between sentences."""

import subprocess
import sys
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.records import Span
from knowledge.scripts import has_unparted
from knowledge.text import count_words, fold, plain, sentences, stem, stems, tokens

# What releases are made of, and what has broken readers of them.
PIECES = st.sampled_from(
    [
        "said", "Maj. Gen. Phil Ryan", "U.S.", "Army", "Brig. Gen., Vitorio", "No. 5", "a.m.", "J. Doe",
        "1,250", "3.5", "10:30", "2025", "5-9", "Peru’s", "O'Brien", "co-op", "España", "Ñuñoa", "ＦＵＬＬ",
        "“", "”", '"', "‘", "’", "'", "(", ")", "[", "]", ".", ". ", "! ", "? ", "… ", ", ", ": ", "; ",
        " – ", " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\u2028", "\u0301", "\u202e", "🎖", "ß",
        "İ", "مرحبا", "´", "`", "½", "²", "ﷺ", "語", "ﬁ", "e.g.", "-", "_", "*", "x" * 2100,
        "地铁三号线", "28公里", "ガイド", "ｶﾞｲﾄﾞ", "서울역", "ห้องสมุด", "नीँ", "हिन्दी", "й", "и\u0306", "ё",
        "مُحَمَّد", "\u094d", "\u0e38", "\u3099", "\u034f",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
WORDS = st.text(st.characters(categories=["L"]), min_size=1)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    last = Span(-1, 0)
    for token in tokens(text):
        assert 0 <= token.span.start < token.span.end <= len(text)
        assert last.start < token.span.start
        assert last.end <= token.span.end
        assert last.end <= token.span.start or has_unparted(token.span.of(text))
        assert token.word
        assert not any(map(str.isspace, token.word))
        assert fold(token.span.of(text)) == token.word
        last = token.span


@settings(deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_tokens_of_a_stretch_stay_inside_it(text: str, start: int, length: int) -> None:
    end = min(len(text), start + length)
    for token in tokens(text, start, end):
        assert start <= token.span.start < token.span.end <= end


@settings(deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
def test_stems_of_a_stretch_are_those_of_its_tokens(text: str, start: int, length: int) -> None:
    stretch = Span(start, min(len(text), start + length))
    assert stems(text, stretch) == tuple(token.stem for token in tokens(text, stretch.start, stretch.end))


@given(TEXTS)
def test_plain_text_holds_words_of_letters_between_single_spaces(text: str) -> None:
    found = plain(text)
    assert found == " ".join(found.split())
    assert plain(found) == found
    assert not any(mark in found for mark in ".,;:!?()[]“”‘’\"'-–_*")


@given(st.lists(st.text("abcxyzABCXYZáéíóúñüÁÉÑçßøØЖяΩω", min_size=1), max_size=8))
def test_plain_words_are_those_that_a_question_is_folded_to(words: list[str]) -> None:
    assert plain(" ".join(words)).split() == [token.word for token in tokens(" ".join(words))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Maj. Gen. Peña’s 1,250 U.S. troops (all of them) said: “no.”",
            "maj gen pena s 1250 us troops all of them said no",
        ),
        ("five-day\u00a0visit\u2014May 5\u20139", "five day visit may 5 9"),
        ("", ""),
    ],
)
def test_plain_text(text: str, found: str) -> None:
    assert plain(text) == found


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=3))
def test_words_are_counted_as_tokens_have_them(texts: list[str]) -> None:
    assert dict(count_words(texts)) == dict(Counter(token.word for text in texts for token in tokens(text)))


@settings(deadline=None, max_examples=200)
@given(TEXTS)
@example("\u0419\u034f\u094d")
def test_a_folded_word_stays_as_it_is(text: str) -> None:
    for token in tokens(text):
        assert fold(token.word) == token.word


@given(WORDS)
def test_folding_does_not_see_case_width_or_accents(word: str) -> None:
    assert fold(unicodedata.normalize("NFD", word)) == fold(unicodedata.normalize("NFC", word))
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PERU", "peru"),
        ("Peru's", "peru"),
        ("Peru’s", "peru"),
        ("armies’", "armies"),
        ("ＰＥＲＵ", "peru"),
        ("José", "jose"),
        ("Ñandú", "nandu"),
        ("Straße", "strasse"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("O´Brien", "obrien"),
        ("U.S.", "us"),
        ("1,250", "1250"),
        ("3.5", "3.5"),
        ("10:30", "10:30"),
        ("ShaTyra", "shatyra"),
        ("⑴", "1"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S.-Peru Army Staff Talks", ["us", "peru", "army", "staff", "talks"]),
        ("45 agreed-to-actions", ["45", "agreed", "to", "actions"]),
        ("May 5-9.", ["may", "5", "9"]),
        ("$1,250.75 in fines", ["1250.75", "in", "fines"]),
        ("the 11th annual", ["the", "11th", "annual"]),
        ("“Nuestro ejército”", ["nuestro", "ejercito"]),
        ("", []),
        ("… — !!", []),
        ("全长28公里", ["全长", "28", "公里"]),
        ("三号线", ["三号", "号线"]),
        ("市", ["市"]),
        ("第3号", ["第", "3", "号"]),
        ("서울 역은", ["서울", "역은"]),
        ("ห้องสมุด", ["ห้อง", "องส", "งสมุ", "สมุด"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("Маленький ёж", ["маленький", "еж"]),
        ("مُحَمَّد", ["محمد"]),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens(text)] == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("talks", "talk"),
        ("advances", "advancing"),
        ("forty", "40"),
        ("three", "3"),
        ("gen", "general"),
        ("maj", "major"),
        ("peruvian", "peru"),
        ("brazilians", "brazil"),
        ("rescatados", "rescatada"),
        ("hospitales", "hospital"),
        ("библиотеку", "библиотеки"),
        ("किताबें", "किताब"),
        ("βιβλιοθήκη", "βιβλιοθήκης"),
    ],
)
def test_words_that_compare_as_one(one: str, other: str) -> None:
    assert stem(fold(one)) == stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"), [("peru", "chile"), ("11", "12"), ("general", "major"), ("army", "arm")]
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_sentences_part_any_text(text: str) -> None:
    place = 0
    for span in sentences(text, Span(0, len(text))):
        assert place <= span.start < span.end <= len(text)
        assert not text[place : span.start].strip()
        assert span.of(text) == span.of(text).strip()
        place = span.end
    assert not text[place:].strip()


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_sentences_of_a_stretch_are_those_of_the_stretch_alone(before: str, text: str, after: str) -> None:
    whole = Span(len(before), len(before) + len(text))
    inside = [span.of(before + text + after) for span in sentences(before + text + after, whole)]
    assert inside == [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The guests met Maj. Gen. Phil Ryan in Lima.",
        "He spoke for the U.S. Army South staff.",
        "“It helps,” said Peruvian army Brig. Gen., Vitorio Bossio, director of relations.",
        "Lt. Col. Mara Quill and Sgt. 1st Class Ada Vane led the crews.",
        "Gen. Robert W. Cone hosted the guests.",
        "The camp lies near Ft. Worth, Tex. and is open from 9 a.m. to 5 p.m. on weekdays.",
        "Dr. J. R. Finch and Mrs. Lund came on Feb. 27 with crates of salt.",
        "The amendment of Sens. Quill and Lund, and of Reps. Ada Vane and Odd Finch, passed.",
        "The bakers taught at P.S. 164 and wrote to P.O. Box 12.",
        "Quill said, “",
        "The firm, Marrow Rafts Inc. of Camp Marrow, built No. 5 and No. 6.",
        "The price rose by 3.5 percent to $1,250.75 a ton.",
    ],
)
def test_a_full_stop_that_ends_no_sentence(sentence: str) -> None:
    assert [span.of(sentence) for span in sentences(sentence, Span(0, len(sentence)))] == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["The fog was thick.", "Nobody saw the rafts."],
        ["Who built them?", "The crews did!", "They had timber."],
        ["“We counted twice,” she said.", "“Nobody was lost.”"],
        ["He met Maj. Gen. Phil Ryan.", "They spoke for an hour."],
        ["It stood idle since 1988.", "In 2021 it ran again."],
        ["She lives in Marrow, L.I.", "He lives in Fenwick."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == parts


HOSTILE = {
    "quotation marks": "'\"' * 50_000 + 'a'",
    "quotations never closed": "'“' * 50_000 + 'said Ada'",
    "dotted digits": "'1.' * 50_000",
    "one word": "'a' * 100_000",
    "capitals": "'A' * 100_000",
    "capitalised words": "'Aa ' * 33_000",
    "combining marks": "'e' + '\\u0301' * 100_000",
    "apostrophes": '"a\'" * 50_000',
    "initials": "'U.S.' * 25_000",
    "ranks": "'Gen. ' * 20_000",
    "white space": "'word' + ' ' * 100_000 + 'word'",
    "verbs of saying": "('said ' + 'Aa. ' * 8) * 2_700",
    "ideographs": "'語' * 100_000",
    "marks of one letter": "'ก' + '\\u0e38' * 100_000",
    "brackets": "'[' * 50_000 + '](' * 25_000 + 'a'",
    "credit lines": "'x\\n\\nNEWS INFO This work, ' + ', by ' * 20_000 + 'identified by DVIDS,'",
    "lines": "'a\\n' * 5_000",
}
READ = """
from knowledge import passages, question, text
from knowledge.edition import edit
from knowledge.formats import Refused, read
from knowledge.records import Span
from knowledge.verdict import decide

hostile = {hostile}
list(text.tokens(hostile))
text.sentences(hostile, Span(0, len(hostile)))
question.is_question(hostile)
try:
    edition = edit([read(hostile.encode(), "hostile.txt")[0]])
except Refused:
    edition = edit([read(b"A word is said.", "tame.txt")[0]])
for asked in (hostile, "who said the word a"):
    decide(edition, asked, minimum=0.5)
"""


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_to_its_end(hostile: str) -> None:
    """In a process of its own, which ends hard where a pattern would run for minutes."""
    done = subprocess.run(
        [sys.executable, "-c", READ.format(hostile=hostile)], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('It is done,” Quill continued. "Now we wait.', ["It is done,” Quill continued.", '"Now we wait.']),
        ("“We built rafts. Then it froze,” said Quill.", ["“We built rafts.", "Then it froze,” said Quill."]),
        ("It ended (at last). “Good,” she said.", ["It ended (at last).", "“Good,” she said."]),
    ],
)
def test_quotations_are_cut_at_their_sentences_and_keep_their_marks(text: str, parts: list[str]) -> None:
    assert [one.of(text) for one in sentences(text, Span(0, len(text)))] == parts
