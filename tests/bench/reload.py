"""Time starts and reloads of a large library; run by hand.

    python tests/bench/reload.py [--passages N] [--folder DIR]

Makes releases up out of words that carry no meaning, N passages of them (100,000), in a folder of its own.
Prints how long the first start takes, a restart with its first answer (a process of its own), and a reload
of one changed file, with nobody asking and with questions coming all the while: its longest silence of the
event loop, and its slowest answer. `--folder` keeps the releases and the cache for another time.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot import client, config, opening
from bot.desk import Desk
from knowledge.archive import Occasion
from knowledge.library import Folder

_PARAGRAPHS = 6  # of a release; with its facts they are 13 passages
_PASSAGES = 13
_CHANGE = Occasion("the benchmark", "changed a file")
_LETTERS = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve", "wi", "xo", "zu")
_FOOTER = (
    "\n\nNEWS INFO Date Taken: {day} Date Posted: {day} 12:00 Story ID: {number} Location: {place}, NOWHERE, "
    "US Web Views: 4 Downloads: 2 PUBLIC DOMAIN This work, {title}, by SPC Made Up, identified by DVIDS, "
    "must comply with the restrictions shown on https://www.dvidshub.net/about/copyright."
)


def main() -> None:
    """Make the releases, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    wanted = parser.parse_args()
    sys.setswitchinterval(client.SWITCH_SECONDS)
    with _folder(wanted.folder) as folder:
        releases = _written(folder, wanted.passages // _PASSAGES)
        began = time.perf_counter()
        desk = _desk(folder)
        report = desk.load(occasion=opening.START)
        print(f"{report.stories:,} stories, {report.passages:,} passages")
        print(f"first start, or with --folder another: {time.perf_counter() - began:.1f} s")
        began = time.perf_counter()
        desk.study()  # or it would run behind the reloads, as no bot that has been up for a while does
        print(f"threshold suited to the releases: {time.perf_counter() - began:.1f} s")
        changed = sorted(releases.rglob("*.txt"))[::700][:10]
        asyncio.run(_reloads(desk, changed[::2], asking=False))
        asyncio.run(_reloads(desk, changed[1::2], asking=True))
        desk.close()
        _restarts(folder)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def _desk(folder: Path) -> Desk:
    settings = config.load(None, {})
    return opening.desk_over(settings, [Folder(folder / "releases", "releases")], data_folder=folder)


def _written(folder: Path, stories: int) -> Path:
    """Write releases of made-up words, the same ones each time, where they are not there yet."""
    releases = folder / "releases"
    chance = random.Random(5)  # noqa: S311
    words = [_word(chance) for _ in range(30_000)]
    weights = [1 / (place + 10) for place in range(len(words))]
    for number in range(stories):
        path = releases / f"{number // 500:03d}" / f"{number}.txt"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_release(random.Random(number), words, weights, number))  # noqa: S311
    return releases


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(chance.randint(2, 5)))


def _release(chance: random.Random, words: list[str], weights: list[float], number: int) -> str:
    def sentence() -> str:
        told = chance.choices(words, weights, k=chance.randint(8, 24))
        return " ".join(told).capitalize() + "."

    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(_PARAGRAPHS)]
    title = " ".join(chance.choices(words, weights, k=6)).title()
    day = f"{chance.randint(1, 12):02d}.{chance.randint(1, 28):02d}.{chance.randint(2010, 2025)}"
    return "\n\n".join(paragraphs) + _FOOTER.format(
        day=day, number=1_000_000 + number, place=words[number % 500].upper(), title=title
    )


async def _reloads(desk: Desk, changed: list[Path], *, asking: bool) -> None:
    """Reload after one file has changed, again and again, with questions all the while or none."""
    silences: list[float] = []
    answers: list[float] = []
    tasks = [asyncio.create_task(_tick(silences))]
    if asking:
        tasks.append(asyncio.create_task(_ask(desk, answers)))
    await asyncio.sleep(2)
    for path in changed:
        told = path.read_text()
        path.write_text(told.replace(".\n\nNEWS INFO", " and a walrus yawned.\n\nNEWS INFO", 1))
        silences.clear()
        answers.clear()
        report = await desk.reload(_CHANGE)
        took = report.seconds
        await asyncio.sleep(0.5)
        path.write_text(told)
        print(
            f"reload of one changed file: {took:.2f} s;"
            f" longest silence of the event loop {1000 * max(silences):.0f} ms;"
            f" {len(answers)} questions, the slowest {1000 * max(answers, default=0.0):.0f} ms"
        )
        assert len(report.changed) in (1, 2), report.changed
    for task in tasks:
        task.cancel()


async def _tick(silences: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        silences.append(now - last - 0.001)
        last = now


async def _ask(desk: Desk, answers: list[float]) -> None:
    chance = random.Random(1)  # noqa: S311
    stories = desk.edition.stories
    while True:
        # In a thread, as the bot fetches what it shows: a reload that writes makes it wait.
        story = await asyncio.to_thread(stories.__getitem__, chance.randrange(len(stories)))
        told = story.text.split()
        start = chance.randrange(len(told) - 8)
        began = time.perf_counter()
        await desk.answer(f"what about {' '.join(told[start : start + 6])}?")
        answers.append(time.perf_counter() - began)
        await asyncio.sleep(0.02)


def _restarts(folder: Path) -> None:
    """Start a process that answers one question, as `dateline ask` does."""
    settings = folder / "config.yaml"
    settings.write_text("knowledge:\n  shipped: false\n")
    command = [sys.executable, "-m", "bot", "ask", "--json", "--config", str(settings), "--data", str(folder)]
    for _ in range(3):
        began = time.perf_counter()
        ran = subprocess.run(
            [*command, "what did the walrus do?"], check=True, capture_output=True, text=True
        )
        print(f"restart and first answer: {time.perf_counter() - began:.2f} s ({len(ran.stdout)} characters)")


if __name__ == "__main__":
    main()
