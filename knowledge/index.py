"""Passages -> candidates for a set of words, fast at a million.

tantivy proposes; it decides nothing. Every number of a score comes from the
edition's own counts, so the same files give the same scores.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import tantivy

from knowledge.profile import Profile

_WRITER_HEAP = 15_000_000
_CONTEXT_BOOST = 0.3
_KIN_BOOST = 0.4


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
            if profile.passage.kind == "heading":
                continue
            document = tantivy.Document()
            document.add_unsigned("place", place)
            own = tuple(chain.from_iterable(one.order for one in profile.sentences))
            document.add_text("words", " ".join((*own, *sorted(profile.stems.difference(own)))))
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
