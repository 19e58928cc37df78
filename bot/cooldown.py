"""How many questions a person may ask in a stretch of time."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wait:
    """A question too many: the whole `seconds` to wait (1 or more), and whether it is the `first` told of."""

    seconds: int
    first: bool


@dataclass(slots=True)
class _Window:
    began: float
    asked: int = 0
    told: bool = False


class Cooldown:
    """Lets everybody ask `questions` times in `seconds`, counted from the first of them.

    `clock` returns seconds and never goes back.
    """

    def __init__(self, questions: int, seconds: float, clock: Callable[[], float]) -> None:
        self._questions = questions
        self._seconds = seconds
        self._clock = clock
        self._windows: OrderedDict[int, _Window] = OrderedDict()

    def ask(self, person: int, *, tell: bool = True) -> Wait | None:
        """Count a question of `person`; return None when it may be answered, else how long to wait.

        `tell` is whether the person will be told so.
        """
        now = self._clock()
        self._drop_ended(now)
        window = self._windows.setdefault(person, _Window(now))
        window.asked += 1
        if window.asked <= self._questions:
            return None
        left = window.began + self._seconds - now
        wait = Wait(max(1, math.ceil(left)), first=tell and not window.told)
        window.told |= tell
        return wait

    def _drop_ended(self, now: float) -> None:
        # All windows are equally long, so the oldest one is always the next to end.
        while self._windows and now - next(iter(self._windows.values())).began >= self._seconds:
            self._windows.popitem(last=False)
