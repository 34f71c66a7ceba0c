"""The time and the memory that long work will take, told before it begins."""

from __future__ import annotations

from dataclasses import dataclass

_GB = 2**30


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

        >>> Effort(35, 1.3 * 2**30).words(), Effort(10_000, 40 * 2**30).words()
        ('about 40 seconds and 1.3 GB of memory', 'about 3 hours and 40 GB of memory')
        """
        gigabytes = self.memory / _GB
        size = f"{gigabytes:.1f}" if gigabytes < 10 else f"{_rough(gigabytes):,}"
        return f"about {time_words(self.seconds)} and {size} GB of memory"


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
