"""When a feed is called again."""

SHORTEST = 5 * 60.0
FIRST = 15 * 60.0
DAY = 24 * 3600.0
_JITTER = 0.1


def after_failures(failures: int, chance: float, wait: float | None = None) -> float:
    """Return how many seconds to wait after so many `failures` in a row: 15 minutes, doubling up to a day.

    `chance`, from 0 to 1, takes up to a tenth off, so that many bots do not call at once. `wait` is what
    the server asked for; it counts where it is longer than five minutes, and up to a day.
    """
    if wait is not None:
        return min(max(wait, SHORTEST), DAY)
    return min(DAY, FIRST * 2.0 ** min(max(failures, 1) - 1, 20)) * (1 - _JITTER * chance)
