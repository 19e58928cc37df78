"""Sequences and mappings whose values are fetched when they are asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

_T = TypeVar("_T")


class Lazily(Sequence[_T]):
    """`length` values, number n of which `get(n)` fetches. A slice is a tuple of them."""

    def __init__(self, length: int, get: Callable[[int], _T]) -> None:
        self._length = length
        self._get = get

    def __len__(self) -> int:
        """Return how many there are."""
        return self._length

    @overload
    def __getitem__(self, place: int) -> _T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[_T, ...]: ...

    def __getitem__(self, place: int | slice) -> _T | tuple[_T, ...]:
        """Fetch one, or those of a slice."""
        if isinstance(place, slice):
            return tuple(map(self._get, range(*place.indices(self._length))))
        if not -self._length <= place < self._length:
            raise IndexError(place)
        return self._get(place % self._length)

    def __iter__(self) -> Iterator[_T]:
        """Fetch one after the other."""
        return map(self._get, range(self._length))

    def __eq__(self, other: object) -> bool:
        """Return whether all values are those of another sequence, in order."""
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class LazilyBy(Mapping[str, _T]):
    """Values by name: `find` fetches one, or None; `names` are all there are."""

    def __init__(
        self, names: Callable[[], Iterator[str]], length: int, find: Callable[[str], _T | None]
    ) -> None:
        self._names = names
        self._length = length
        self._find = find

    def __getitem__(self, name: str) -> _T:
        """Fetch one."""
        found = self._find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        """Return whether there is one of that name."""
        return isinstance(name, str) and self._find(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Return the names."""
        return self._names()

    def __len__(self) -> int:
        """Return how many there are."""
        return self._length
