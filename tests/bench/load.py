"""How long a folder of releases takes to load, and how much memory: `python tests/bench/load.py FOLDER`.

The first load is what every command waits for; the second, of the same files, what /knowledge reload takes.
"""

import resource
import sys
import time
from pathlib import Path

from bot.desk import Desk, Talks
from knowledge.library import Folder, Library


def main(folder: Path) -> None:
    """Load `folder` twice and print seconds, and the most megabytes that were taken so far."""
    desk = Desk(Library([Folder(folder, str(folder))]), minimum_confidence=0.5, talks=Talks(60))
    for name in ("first load", "reload"):
        start = time.perf_counter()
        report = desk.load()
        seconds = time.perf_counter() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # kilobytes, on Linux
        print(
            f"{name:10} {report.stories:6} stories {report.passages:7} passages {seconds:6.2f} s {most:6} MB"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
