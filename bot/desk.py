"""The news desk: one question in, one verdict out, for every front end.

The only door between the front ends and the knowledge layer. What takes more
than a few milliseconds has an `async` twin that runs it in a thread.
"""

import asyncio
import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from bot import reporting
from knowledge import catalogue, commonness, draft, threshold, verdict
from knowledge.archive import Occasion, Printed
from knowledge.draft import Draft
from knowledge.edition import Edition
from knowledge.library import Library, LoadReport, Progress
from knowledge.records import Passage, Story, Verdict
from knowledge.talk import Said, said_by

_TALKS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What the desk says to one question.

    `edition` is the edition that was asked: look passages up there. `needed` is the
    confidence that an answer had to have. `ms` is the time of the matching, in milliseconds.
    """

    verdict: Verdict
    edition: Edition
    needed: float
    ms: float


class Talks:
    """What each conversation is about, for a while.

    A conversation is any hashable key (a channel and a person, a terminal). What
    was said more than `seconds` ago is forgotten; so is the oldest beyond
    `_TALKS_KEPT` conversations. `clock` returns seconds and never goes back.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._said: OrderedDict[Hashable, tuple[float, Said]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, talk: Hashable) -> Said | None:
        """Return what `talk` is about, or None."""
        with self._lock:
            at, said = self._said.get(talk, (0.0, None))
        return said if said and self._clock() - at <= self._seconds else None

    def remember(self, talk: Hashable, said: Said) -> None:
        """Note that `talk` is now about what was `said`."""
        with self._lock:
            self._said[talk] = (self._clock(), said)
            self._said.move_to_end(talk)
            while len(self._said) > _TALKS_KEPT:
                self._said.popitem(last=False)


class Desk:
    """Answers questions from the edition in service.

    `minimum_confidence` (0 to 1) is what an answer needs to be given, a little more or less as suits the
    releases; `talks` remembers what each conversation is about; `today` gives the day that "last year"
    counts from.
    """

    def __init__(
        self,
        library: Library,
        *,
        minimum_confidence: float,
        talks: Talks,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        self._today = today
        self._library = library
        self._minimum = minimum_confidence
        self._talks = talks
        self._told: list[Callable[[], object]] = []

    @property
    def edition(self) -> Edition:
        """All that is known at this moment; empty before the first `load`."""
        return self._library.edition

    @property
    def report(self) -> LoadReport | None:
        """What the last load or reload did, or None before the first."""
        return self._library.report

    def on_change(self, told: Callable[[], object]) -> None:
        """Have `told` called whenever other stories are in service, in the thread that put them there."""
        self._told.append(told)

    def load(self, progress: Progress | None = None, occasion: Occasion | None = None) -> LoadReport:
        """Read the knowledge files into a new edition and put it in service.

        Blocks; the edition in service answers meanwhile. `progress` is called
        with the number of files read and the number of all files. With an `occasion` the archive notes it.
        """
        if (
            occasion is not None
        ):  # the desk will serve for long: no question is to wait, nor any thread with it
            commonness.warm_up()
        return self._changed(lambda: self._library.load(progress, occasion))

    def _changed(self, work: Callable[[], LoadReport]) -> LoadReport:
        """Do what puts an edition in service, and tell those who want to know of it."""
        with _out_of_the_collectors_sight():
            report = work()
        if report.changes_anything:
            for told in self._told:
                told()
        return report

    async def reload(self, occasion: Occasion | None = None) -> LoadReport:
        """Do what `load` does, in a thread; what that leaves to study is studied behind it."""

        def work() -> LoadReport:
            report = self.load(None, occasion)
            reporting.log(report)
            return report

        report = await asyncio.to_thread(work)
        self.study_soon()
        return report

    def undo(self, occasion: Occasion) -> tuple[Printed, LoadReport]:
        """Put the former edition back in service; return it, and what that changed.

        Blocks. Raises NothingThereError where there is none, ArchiveError.
        """
        former: list[Printed] = []

        def work() -> LoadReport:
            printed, report = self._library.undo(occasion)
            former.append(printed)
            return report

        report = self._changed(work)
        reporting.log(report)
        return former[0], report

    def withdraw(self, story_id: str, occasion: Occasion) -> LoadReport:
        """Take a story out of service until its text changes. Blocks. Raises NothingThereError."""
        report = self._changed(lambda: self._library.withdraw(story_id, occasion))
        reporting.log(report)
        return report

    def look(self, raw: bytes, file: str) -> Draft:
        """Read a release without serving it, as a file of that name. Blocks. Raises Refused."""
        return draft.look(raw, file, self.edition, self._today())

    def let_in(self, draft: Draft, occasion: Occasion) -> LoadReport:
        """Load, with the stories of a draft too where they had been withdrawn. Blocks."""
        told = [slug.told for slug in draft.slugs]
        report = self._changed(lambda: self._library.let_in(told, occasion))
        reporting.log(report)
        return report

    def printed(self, limit: int) -> tuple[Printed, ...]:
        """Return the last editions and how they came about, the last first. Blocks. Raises ArchiveError."""
        return self._library.printed(limit)

    def warm_up(self) -> None:
        """Read what the first misspelt question, and all threads, would wait for: half a second."""
        commonness.warm_up()

    def study(self, progress: Progress | None = None) -> None:
        """Let the sentence model, where there is one, read the new passages, and suit the threshold to them.

        Blocks. `progress` is called with the number of passages read and of all that are new.
        """
        self._library.attach_meaning(progress)
        self._library.calibrate()

    def study_soon(self) -> None:
        """Do what `study` does in a thread of its own, until it is done or the desk is closed."""
        threading.Thread(target=self.study, name="study").start()

    def close(self) -> None:
        """End what runs behind the answers, a reload too; for good."""
        self._library.close()

    def ask(
        self, question: str, *, within: str | None = None, about: Said | None = None, talk: Hashable = None
    ) -> Reply:
        """Answer `question`.

        `within` is the id of the only story to look in. `about` is what the question
        follows up on; without it, what `talk` is about. The answer moves `talk` on to
        its story, a refusal to the nearest.
        """
        edition = self.edition
        start = time.perf_counter()
        before = self._talks.of(talk) if talk is not None else None
        if about is not None and (before is None or before.passage_id != about.passage_id):
            before = about
        needed = threshold.needed(self._minimum, edition.unsaid)
        said = verdict.decide(
            edition, question, minimum=needed, today=self._today(), within=within, said=before
        )
        ms = 1000 * (time.perf_counter() - start)
        after = said_by(edition, said, before) if talk is not None else None
        if after is not None:
            self._talks.remember(talk, after)
        return Reply(said, edition, needed, ms)

    async def answer(
        self, question: str, *, within: str | None = None, about: Said | None = None, talk: Hashable = None
    ) -> Reply:
        """Do what `ask` does, in a thread."""
        return await asyncio.to_thread(self.ask, question, within=within, about=about, talk=talk)

    def stories(
        self, text: str | None = None, year: int | None = None, place: str | None = None
    ) -> Sequence[Story]:
        """Return the stories that fit all filters given, newest first; `text` and `place` forgive slips."""
        return catalogue.find(self.edition, text=text, year=year, place=place)

    def suggest(self, typed: str, limit: int) -> Sequence[Story]:
        """Return up to `limit` stories whose titles come nearest to what is typed so far."""
        return catalogue.suggest(self.edition, typed, limit)

    def story(self, story_id: str) -> Story | None:
        """Return the story with that id, or None."""
        return self.edition.stories_by_id.get(story_id)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage with that id, or None when this edition has none."""
        return self.edition.passages_by_id.get(passage_id)

    def passages_of(self, story_id: str) -> tuple[Passage, ...]:
        """Return the passages of a story in reading order; none for an unknown id."""
        return self.edition.passages_of(story_id)

    def around(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages before and after `passage` in its story, None at either end."""
        all_of_it = self.passages_of(passage.story.id)
        place = next((i for i, one in enumerate(all_of_it) if one.id == passage.id), None)
        if place is None:
            return None, None
        before = all_of_it[place - 1] if place > 0 else None
        after = all_of_it[place + 1] if place + 1 < len(all_of_it) else None
        return before, after


@contextmanager
def _out_of_the_collectors_sight() -> Iterator[None]:
    """Keep the garbage collector from looking through what is made in the block, now and ever after.

    It holds the interpreter for a whole look at everything, which is two seconds of a silent event loop
    where there are 5,000 releases, many times a load. It would find nothing: an edition has no cycles,
    and goes with the last reference to it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
