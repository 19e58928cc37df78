"""Days and numbers as every front end words them."""

from datetime import date


def in_words(day: date) -> str:
    """Return a day in words: "12 May 2025"."""
    return f"{day.day} {day:%B} {day.year}"


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 story", "2,000 stories"."""
    return f"{number:,} {one if number == 1 else many}"
