"""What holds for every story, whatever the file it was read from."""

import unicodedata
from itertools import pairwise

from knowledge.passages import passages
from knowledge.records import Story

_LINE_ENDS = set("\n\r\v\f\x85\u2028\u2029")


def check(story: Story) -> None:
    """Assert that a story can be served: nothing unseen in it, its parts in order, each shown whole."""
    text = story.text
    assert not {"\u202e", "\ufeff"} & set(text)
    assert not {one for one in text if unicodedata.category(one) == "Cc"} - set("\t\n\v\f\r\x85")
    _check_names(story)
    for spans in (story.paragraphs, [fact.span for fact in story.facts]):
        assert list(spans) == sorted(spans, key=lambda span: span.start)
    spans = sorted((*story.paragraphs, *(fact.span for fact in story.facts)), key=lambda span: span.start)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    for span in spans:
        words = span.of(text)
        assert 0 <= span.start < span.end <= len(text)
        assert words == words.strip()
        assert not _LINE_ENDS & set(words)
        assert any(map(str.isalnum, words))
    for fact in story.facts:
        assert fact.value
        assert fact.value in fact.span.of(text)
    assert story.paragraphs
    assert all(one.text in text for one in passages(story))


def _check_names(story: Story) -> None:
    assert story.id
    assert story.title
    for name in (story.id, story.title, story.author, story.source, story.location, story.url):
        if name is not None:
            assert name
            assert name == name.strip()
            assert not _LINE_ENDS & set(name)
            assert not {one for one in name if unicodedata.category(one) in ("Cc", "Cs", "Co")}
    assert story.url is None or story.url.startswith(("http://", "https://"))
    assert all("\n" not in note for note in story.notes)
