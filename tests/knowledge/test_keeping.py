"""What was read of a story, kept as bytes and made again."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.edition import Edition
from knowledge.formats import Refused, read
from knowledge.keeping import pack, unpack
from knowledge.passages import passages
from knowledge.profile import volume


def test_every_story_is_made_again_as_it_was(made_up: Edition, sample: Edition) -> None:
    for edition in (made_up, sample):
        for story in edition.stories:
            told = volume(story, passages(story))
            again = unpack(pack(told))
            assert again == told
            assert [one.sentences for one in again.profiles] == [one.sentences for one in told.profiles]
            assert again.story.text == told.story.text


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_is(text: str) -> None:
    try:
        stories = read(text.encode("utf-8", "replace"), "a.txt")
    except Refused:
        return
    for story in stories:
        told = volume(story, passages(story))
        assert unpack(pack(told)) == told


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_bytes_are_told_or_give_a_story(sample: Edition, data: st.DataObject) -> None:
    told = volume(sample.stories[0], sample.passages_of("497721"))
    packed = pack(told)
    raw = bytearray(packed)
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    if _is_whole(bytes(raw), zlib.decompress(packed)):
        assert unpack(bytes(raw)) == told
    else:
        with pytest.raises((ValueError, KeyError, TypeError, zlib.error)):
            unpack(bytes(raw))


def _is_whole(raw: bytes, said: bytes) -> bool:
    """Whether `raw` still says what was `said`: a few bits of it fill its last byte, or name its effort."""
    try:
        return zlib.decompress(raw) == said
    except zlib.error:
        return False


@pytest.mark.parametrize("effort", [b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"])  # RFC 1950, FLEVEL
def test_bytes_that_only_name_another_effort_give_the_story(sample: Edition, effort: bytes) -> None:
    told = volume(sample.stories[0], sample.passages_of("497721"))
    assert unpack(effort + pack(told)[2:]) == told
