"""Passages -> candidates for a set of words, fast at a million.

tantivy proposes; it decides nothing. Every number of a score comes from the
edition's own counts (`Counts`), so the same files give the same scores.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import tantivy

from knowledge.profile import Profile

_WRITER_HEAP = 15_000_000
_CONTEXT_BOOST = 0.3
_KIN_BOOST = 0.4


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many of `total` passages each stem stands."""

    total: int
    passages_with: Counter[str] = field(repr=False)

    def rarity(self, stem: str) -> float:
        """Return how much a stem tells, from near 0 (everywhere) up: the inverse document frequency of BM25.

        ln(1 + (N - n + 0.5) / (n + 0.5)), Robertson and Zaragoza, "The Probabilistic
        Relevance Framework" (2009), with the 1 that keeps it above 0.
        """
        found = self.passages_with.get(stem, 0)
        return math.log(1 + (self.total - found + 0.5) / (found + 0.5))


def count(profiles: Sequence[Profile]) -> Counts:
    """Count the passages that hold each stem."""
    return Counts(len(profiles), Counter(stem for profile in profiles for stem in profile.stems))


class Index:
    """An inverted index over profiles, in memory; a candidate is a profile's place in the sequence."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("place", stored=True, fast=True)
        builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field("context", tokenizer_name="whitespace", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._fill(profiles)

    def _fill(self, profiles: Sequence[Profile]) -> None:
        writer = self._index.writer(_WRITER_HEAP, 1)
        for place, profile in enumerate(profiles):
            document = tantivy.Document()
            document.add_unsigned("place", place)
            document.add_text("words", " ".join(stem for s in profile.sentences for stem in s.order))
            document.add_text("context", " ".join(profile.story.title | profile.story.about))
            writer.add_document(document)
        writer.commit()
        self._index.config_reader(reload_policy="manual")
        self._index.reload()
        self._searcher = self._index.searcher()

    def candidates(
        self, stems: Iterable[str], limit: int = 200, *, kin: Mapping[str, Iterable[str]] | None = None
    ) -> list[int]:
        """Return the places of up to `limit` profiles that hold any of `stems`, likeliest first.

        `kin` names for a stem those that may stand for it: the best of them counts, for less.
        """
        wanted = list(dict.fromkeys(stems))
        if not wanted:
            return []
        parts = self._parts(wanted, kin or {})
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        found = self._searcher.search(query, limit, count=False).hits
        return [self._searcher.doc(address)["place"][0] for _, address in found]

    def _parts(self, stems: list[str], kin: Mapping[str, Iterable[str]]) -> Iterable[tantivy.Query]:
        for stem in stems:
            word = tantivy.Query.term_query(self._schema, "words", stem)
            others = (
                tantivy.Query.term_query(self._schema, "words", one) for one in sorted(kin.get(stem, ()))
            )
            standing_in = [tantivy.Query.boost_query(other, _KIN_BOOST) for other in others]
            yield tantivy.Query.disjunction_max_query([word, *standing_in]) if standing_in else word
            context = tantivy.Query.term_query(self._schema, "context", stem)
            yield tantivy.Query.boost_query(context, _CONTEXT_BOOST)
