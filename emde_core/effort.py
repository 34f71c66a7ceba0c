"""Sizes and times in words, and what long work will take of both, told before it begins."""

from __future__ import annotations

from dataclasses import dataclass

UNITS = (("GB", 10**9), ("MB", 10**6), ("KB", 10**3))


@dataclass(frozen=True)
class Effort:
    """An estimate from sizes, by constants measured on the demo on one processor.

    Attributes:
        seconds: of processor time; work that is shared among processors takes less.
        memory: bytes at the most.
    """

    seconds: float
    memory: float

    def words(self) -> str:
        """Return both for people, roughly.

        >>> Effort(35, 1.34e9).words(), Effort(10_000, 40e9).words()
        ('about 40 seconds and 1.3 GB of memory', 'about 3 hours and 40 GB of memory')
        """
        return f"about {time_words(self.seconds)} and {size_words(float(f'{self.memory:.2g}'))} of memory"


def size_words(size: float) -> str:
    """Return a number of bytes for people.

    >>> size_words(300), size_words(2.54e6), size_words(20_000_000)
    ('300 bytes', '2.5 MB', '20 MB')
    """
    for unit, length in UNITS:
        if size >= length:
            return f"{size / length:,.1f}".removesuffix(".0") + f" {unit}"
    return f"{size:.0f} bytes"


def _rough(number: float) -> int:
    """Return the nearest whole number; above 10, the nearest multiple of its leading digit's unit."""
    unit = 10 ** max(len(str(int(number))) - 1, 0)
    return round(number) if number < 10 else round(number / unit) * unit


def time_words(seconds: float) -> str:
    """Return an estimate of time for people, without the digits that it does not know: "40 seconds", "3 hours"."""
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 1.5 * length:
            return f"{_rough(seconds / length):,} {name}s"
    whole = max(_rough(seconds), 1)
    return f"{whole} second{'s' * (whole != 1)}"
