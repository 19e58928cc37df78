"""What is counted over all stories of an edition, and how that follows from the edition before."""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from knowledge.counts import Counts, count
from knowledge.profile import Volume
from knowledge.text import count_words

_AT_ONCE = 1000  # lines that are put together at once: others of our threads have their turn in between


@dataclass(frozen=True, slots=True)
class Measures:
    """In how many passages each stem stands, and how often each word is used."""

    counts: Counts
    words: Counter[str] = field(repr=False)


def nothing() -> Measures:
    """Return the measures of no stories."""
    return Measures(Counts(0, Counter()), Counter())


def moved(before: Measures, new: Iterable[Volume], gone: Iterable[Volume]) -> Measures:
    """Return the measures of the stories of `before`, with those that are `new` and without those `gone`."""
    total, stems, words = before.counts.total, Counter(before.counts.passages_with), Counter(before.words)
    for told in new:
        own = count(profile.stems for profile in told.profiles)
        total += own.total
        stems.update(own.passages_with)
        words.update(_words(told))
    for told in gone:
        own = count(profile.stems for profile in told.profiles)
        total -= own.total
        _take_away(stems, own.passages_with)
        _take_away(words, _words(told))
    return Measures(Counts(total, stems), words)


def _words(told: Volume) -> Counter[str]:
    return count_words((told.story.text, told.story.title), told.story.language)


def _take_away(counts: Counter[str], gone: Mapping[str, int]) -> None:
    for name, number in gone.items():
        counts[name] -= number
        if counts[name] <= 0:
            del counts[name]


def pack(measures: Measures) -> bytes:
    """Return measures as bytes; `unpack` makes them again."""
    packer = zlib.compressobj(1)
    parts = (
        f"{measures.counts.total}\n",
        *_lines(measures.counts.passages_with),
        "\n",
        *_lines(measures.words),
    )
    return b"".join(packer.compress(part.encode("utf-8", "surrogatepass")) for part in parts) + packer.flush()


def unpack(raw: bytes) -> Measures:
    """Return what was packed. Raises ValueError, IndexError or zlib.error where it is damaged."""
    lines = iter(zlib.decompress(raw).decode("utf-8", "surrogatepass").split("\n"))
    total = int(next(lines, ""))
    return Measures(Counts(total, _counter(lines)), _counter(lines))


def _lines(counts: Mapping[str, int]) -> Iterator[str]:
    lines = (f"{number} {name}\n" for name, number in counts.items())
    while part := "".join(islice(lines, _AT_ONCE)):
        yield part


def _counter(lines: Iterator[str]) -> Counter[str]:
    """The counts that stand in the lines up to an empty one."""
    counts: Counter[str] = Counter()
    for line in lines:
        number, _, name = line.partition(" ")
        if not number:
            break
        counts[name] = int(number)
    return counts
