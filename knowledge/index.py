"""Words -> the passages and the stories that hold them, fast at a million.

tantivy finds and orders them by the edition's own counts, never by its own: those would go on counting what
was deleted. So the same stories give the same candidates, whatever the index held before. On disk it
outlives the process, and takes only what is new.
"""

import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from knowledge.profile import Profile, Volume
from knowledge.slug import Slug

Words = Iterable[str]

# What a word counts for a story where it stands: in its title, in what it states of itself, in its text.
IN_STORY = {"title": 1.0, "about": 0.9, "told": 0.7}
_IN_CONTEXT = 0.3  # what it counts for a passage whose story is called so
_KIN = 0.4  # and where the passage holds one that may stand for it
_EXACT = 256  # scores are counted in such parts of 1, so that their sum does not hang on the order of adding
_SHORT = 64  # stems of a passage that gains nothing by being short
_GAIN = 0.2
_LOT = 0.01  # so much two passages differ that are alike in all else
_PLACE = 1 << 20  # a key is a story's serial times this, and the number of a passage …
_WHOLE = _PLACE - 1  # … or this one, for the story as a whole
_OPENING = 2  # paragraphs
_WRITER_HEAP = 15_000_000
_LOCKED_SECONDS = 10.0
_TRIES = 3

_Query = tantivy.Query
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Search:
    """The index as one edition sees it.

    `numbers` are those of its stories in their order, by serial; `starts` the places of their first passages.
    """

    schema: tantivy.Schema = field(repr=False)
    searcher: tantivy.Searcher = field(repr=False)
    numbers: Mapping[int, int] = field(repr=False)
    starts: Sequence[int] = field(repr=False)

    def candidates(
        self, rarity: Mapping[str, float], limit: int = 200, *, kin: Mapping[str, Words] | None = None
    ) -> list[int]:
        """Return the places of up to `limit` passages that hold any of some stems, likeliest first.

        `rarity` is how much each stem tells. `kin` names for a stem those that may stand for it: the best
        of them counts, for less.
        """
        others = kin or {}
        parts = [
            part for one, tells in rarity.items() for part in self._parts(one, tells, others.get(one, ()))
        ]
        return [self._place(*one) for one in self._found(parts, limit)]

    def beside(self, stem: str, rarity: Mapping[str, float]) -> float:
        """Return how much of other stems, by `rarity`, the passage has that holds `stem` and most of them."""
        holds = (tantivy.Occur.Must, self._term("words", stem, 1))
        others = ((tantivy.Occur.Should, self._term("words", one, tells)) for one, tells in rarity.items())
        hits = self.searcher.search(_Query.boolean_query([holds, *others]), 1, count=False).hits
        return max((score for score, _ in hits), default=0.0)

    def _parts(self, stem: str, tells: float, kin: Words) -> Iterator[tantivy.Query]:
        standing_in = (self._term("words", one, tells * _KIN) for one in sorted(kin))
        yield _Query.disjunction_max_query([self._term("words", stem, tells), *standing_in])
        yield self._term("context", stem, tells * _IN_CONTEXT)

    def stories(self, rarity: Mapping[str, float]) -> list[tuple[int, float]]:
        """Return the numbers of all stories that hold any of some stems, best first.

        With each comes its score: the rarity of its words, in full where they stand in the title.
        """
        parts = [
            _Query.disjunction_max_query(
                [self._term(where, one, tells * counts) for where, counts in IN_STORY.items()]
            )
            for one, tells in rarity.items()
        ]
        found = self._found(parts, len(self.numbers), by_weight=False)
        return [(self.numbers[serial], score) for serial, _, score in found]

    def stories_with(self, groups: Iterable[Words], *, opening: bool = False) -> list[int]:
        """Return the numbers of the stories that hold a word of each group, in order.

        They hold it anywhere; with `opening`, in the title or in the first paragraphs.
        """
        where = ("opening",) if opening else tuple(IN_STORY)
        wanted = [_any([self._term(name, one, 1) for one in group for name in where]) for group in groups]
        if not wanted:
            return list(range(len(self.numbers)))
        every = _Query.boolean_query([(tantivy.Occur.Must, one) for one in wanted])
        found = self._found([every], len(self.numbers), by_weight=False)
        return sorted(self.numbers[serial] for serial, _, _ in found)

    def place(self, passage_id: str) -> int | None:
        """Return the place of the passage with that id, or None."""
        found = self._found([self._term("id", passage_id, 1)], 2)
        return next((self._place(*one) for one in found), None)

    def _place(self, serial: int, number: int, _score: float) -> int:
        return self.starts[self.numbers[serial]] + number

    def _term(self, name: str, stem: str, counts: float) -> tantivy.Query:
        exact = max(1, round(counts * _EXACT)) / _EXACT
        return _Query.const_score_query(_Query.term_query(self.schema, name, stem, "basic"), exact)

    def _found(
        self, parts: Sequence[tantivy.Query], limit: int, *, by_weight: bool = True
    ) -> list[tuple[int, int, float]]:
        """The serials and numbers of what fits any of `parts`, best first, with their scores."""
        if not parts or not limit:
            return []
        weight = "weight" if by_weight else None
        hits = self.searcher.search(_any(parts), limit, count=False, weight_by_field=weight).hits
        keys = self.searcher.fast_field_values("key", [where for _, where in hits])
        told = (
            (_number(key) // _PLACE, _number(key) % _PLACE, score)
            for key, (score, _) in zip(keys, hits, strict=True)
        )
        return [one for one in told if one[0] in self.numbers]


class Index:
    """An inverted index of stories, in a folder of its own in `folder`; in memory where that is None.

    `uid` names the stacks whose serials it knows stories by; what other stacks had is deleted.
    """

    def __init__(self, folder: Path | None = None, uid: str = "") -> None:
        self._schema = _schema()
        self._folder = folder / uid if folder else None
        self._index = _opened(self._schema, self._folder)

    def search(
        self,
        slugs: Sequence[Slug],
        numbers: Mapping[int, int],
        starts: Sequence[int],
        volume: Callable[[Slug], Volume],
    ) -> Search:
        """Take in what is new of `slugs`, whose volumes `volume` gives, and return how to search in them.

        Some 1 ms for each new story. Other processes that write are waited for; where one goes on changing
        it, or it cannot be written, the index is made anew in memory.
        """
        for _ in range(_TRIES):
            try:
                self._take(slugs, volume)
                searcher = self._searcher()
            except (ValueError, OSError) as error:
                _log.info("The index in %s is made anew: %s", self._folder, error)
                self._index = _opened(self._schema, self._folder, anew=True)
            else:
                if self._held(searcher) == numbers.keys():
                    return Search(self._schema, searcher, numbers, starts)
        _log.warning("The index in %s cannot be used; it is kept in memory", self._folder)
        self._folder, self._index = None, _opened(self._schema, None)
        return self.search(slugs, numbers, starts, volume)

    def _searcher(self) -> tantivy.Searcher:
        self._index.reload()
        return self._index.searcher()

    def _take(self, slugs: Sequence[Slug], volume: Callable[[Slug], Volume]) -> None:
        wanted = {slug.serial for slug in slugs}
        if self._held(self._searcher()) == wanted:
            return
        writer = self._writer()
        try:
            held = self._held(self._searcher())
            for serial in held - wanted:
                writer.delete_documents_by_query(_Query.term_query(self._schema, "serial", serial))
            for slug in slugs:
                if slug.serial not in held:
                    for document in _documents(slug.serial, volume(slug)):
                        writer.add_document(document)
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def _held(self, searcher: tantivy.Searcher) -> set[int]:
        """The serials of the stories in the index."""
        stories = _Query.term_query(self._schema, "whole", 1)
        hits = searcher.search(stories, max(1, searcher.num_docs), count=False).hits
        keys = searcher.fast_field_values("key", [where for _, where in hits])
        return {_number(key) // _PLACE for key in keys}

    def _writer(self) -> tantivy.IndexWriter:
        """Wait for another process that writes. Raises ValueError where it goes on too long."""
        end = time.monotonic() + _LOCKED_SECONDS
        while True:
            try:
                return self._index.writer(_WRITER_HEAP, 1)
            except ValueError as error:
                if "LockBusy" not in str(error) or time.monotonic() > end:
                    raise
            time.sleep(0.05)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", fast=True)
    builder.add_unsigned_field("serial", indexed=True)
    builder.add_unsigned_field("whole", indexed=True)
    builder.add_float_field("weight", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ("words", "context", "opening", *IN_STORY):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


def _opened(schema: tantivy.Schema, folder: Path | None, *, anew: bool = False) -> tantivy.Index:
    """Open the index in `folder`, and make one where there is none or it is to be made `anew`."""
    return _in(schema, folder, anew=anew) if folder else _read_on_demand(tantivy.Index(schema))


def _read_on_demand(index: tantivy.Index) -> tantivy.Index:
    """Have the index look for what is new when it is told to. Raises ValueError where its files are gone."""
    index.config_reader(reload_policy="manual")
    return index


def _in(schema: tantivy.Schema, folder: Path, *, anew: bool) -> tantivy.Index:
    try:
        if not anew and tantivy.Index.exists(str(folder)):
            return _read_on_demand(tantivy.Index.open(str(folder)))
        for old in folder.parent.glob("*"):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return _read_on_demand(tantivy.Index(schema, path=str(folder)))
    except (ValueError, OSError) as error:
        if not anew:
            return _in(schema, folder, anew=True)
        _log.warning("The index in %s cannot be used (%s); it is kept in memory", folder, error)
        return _read_on_demand(tantivy.Index(schema))


def _documents(serial: int, told: Volume) -> Iterator[tantivy.Document]:
    """A document for each passage, with its id only where it is no answer, and one for the whole story."""
    for profile in told.profiles:
        document = _document(serial, profile.passage.number, _weight(profile))
        document.add_text("id", profile.passage.id)
        if profile.passage.kind != "heading":
            document.add_text("words", " ".join(profile.stems))
            document.add_text("context", " ".join(profile.story.title | profile.story.about))
        yield document
    whole = _document(serial, _WHOLE, 0.0)
    whole.add_unsigned("whole", 1)
    if told.profiles:
        words = told.whole
        opening = [one.stems for one in told.profiles if one.passage.tells][:_OPENING]
        for name, held in (
            ("title", words.title),
            ("about", words.about),
            ("told", words.stems),
            ("opening", words.title.union(*opening)),
        ):
            whole.add_text(name, " ".join(held))
    yield whole


def _document(serial: int, number: int, weight: float) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("key", serial * _PLACE + number)
    document.add_unsigned("serial", serial)
    document.add_float("weight", weight)
    return document


def _weight(profile: Profile) -> float:
    """What a passage has before others that hold the same words: being short, and its lot."""
    lot = int.from_bytes(hashlib.sha256(profile.passage.id.encode()).digest()[:4]) / 2**32
    return _GAIN * max(0.0, 1 - len(profile.stems) / _SHORT) + _LOT * lot


def _number(key: object) -> int:
    return key if isinstance(key, int) else 0


def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return _Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
