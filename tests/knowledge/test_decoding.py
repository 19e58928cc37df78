"""The bytes of a file -> its text: every encoding a word processor writes, and what is taken out of it."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats import Refused, read
from knowledge.formats.decoding import clean, decode

WORDS = (
    "“We met,” said Maj. Gen. Núñez – the café’s owner. The made-up crews crossed the lake on May 5, 2012."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_as_it_stands(encoding: str) -> None:
    told = decode(WORDS.encode(encoding))
    assert (told.text, told.exact, told.notes) == (WORDS, True, ())


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_what_old_word_processors_wrote_is_read_with_a_note(encoding: str) -> None:
    told = decode(WORDS.encode(encoding))
    assert told.text == WORDS
    assert encoding in told.notes[0]
    assert "guess" in told.notes[0]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("koi8_r", "Птица выдуманного острова была посчитана двенадцать раз. Об этом сообщило управление."),
        ("cp1251", "Птица выдуманного острова была посчитана двенадцать раз. Об этом сообщило управление."),
        ("cp932", "発表 年 島の鳥は十二回数えられました。広報の作り話です。"),
        ("cp1253", "Το πουλί του φανταστικού νησιού μετρήθηκε δώδεκα φορές."),
    ],
)
def test_what_is_not_western_is_guessed(encoding: str, words: str) -> None:
    told = decode(words.encode(encoding))
    assert (told.text, told.exact) == (words, True)
    assert encoding in told.notes[0]


def test_a_text_of_two_encodings_is_read_with_a_note() -> None:
    told = decode("“Nobody,” he said – it’s so.\n".encode() + "“We met.”".encode("cp1252"))
    assert told.text == "“Nobody,” he said – it’s so.\n“We met.”"
    assert "in some places" in told.notes[0]


@pytest.mark.parametrize("length", [200, 500, 5000])
def test_bytes_of_no_text_are_refused(length: int) -> None:
    for seed in range(20):
        with pytest.raises(Refused):
            decode(b"\xff\xff" + random.Random(seed).randbytes(length))  # noqa: S311 - no secret


def test_a_spanish_release_of_an_old_word_processor_keeps_its_letters() -> None:
    words = "¿Cuántos niños vinieron? El coronel Peña explicó la operación en Ayacucho."
    assert decode(words.encode("cp1252")).text == words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_character_that_is_cut_off_is_left_out_with_a_note(encoding: str) -> None:
    told = decode("The crews slept”".encode(encoding)[:-1])
    assert told.text == "The crews slept"
    assert "cut off" in told.notes[0]


def test_garbled_letters_are_put_right() -> None:
    garbled = WORDS.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    told = decode(garbled.encode())
    assert told.text == WORDS
    assert not told.exact
    assert "garbled" in told.notes[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a \x1b[1;31mred\x1b[0m word", "a red word"),
        ("a \x1b]0;title\x07word", "a word"),
        ("a \x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "a link"),
        ("a \x1b(Bplain word\x1bc", "a plain word"),
        ("evil\u202etxt\u202c.exe", "eviltxt.exe"),
        ("a mark\ufeff inside", "a mark inside"),
        ("left\u200eright\u200f", "leftright"),
        ("tags \U000e0041\U000e0042end", "tags end"),
        ("a\x07bell", "abell"),
    ],
)
def test_what_nobody_sees_is_taken_out_with_a_note(text: str, left: str) -> None:
    plain, notes = clean(text)
    assert plain == left
    assert notes


@pytest.mark.parametrize(
    "text", [WORDS, "Tabs\tand\r\nlines\x0b\x0c", "Ñandú 🙂 ﬁne ½ Ⅳ “quotes” ‘q’ – — …", "ﬀ"]
)
def test_good_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == (text, ())


@given(st.text(max_size=200))
def test_nothing_unseen_is_left(text: str) -> None:
    plain, _ = clean(text)
    left = {one for one in plain if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co")}
    assert left <= set("\t\n\v\f\r\x85\u00ad\u200b\u200c\u200d\u2060")


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    try:
        told = decode(raw)
    except Refused:
        return
    assert told.exact or told.notes


@pytest.mark.parametrize(
    "piece",
    ["\x1b[", "\x1b]0;a", "\x1b", "\x1b ", "\x1bP", "a\u0301", "\u0301", "â€", "\u202e", "Ã", "\x85", "“"],
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    assert clean("word " + piece * (100_000 // len(piece)))[0]


def test_the_notes_go_with_the_story() -> None:
    story = read("A made-up title\n\nThe crews\u202e slept.".encode(), "x.txt")[0]
    assert not story.exact
    assert "nobody sees" in story.notes[0]
    assert story.text == "A made-up title\n\nThe crews slept."
