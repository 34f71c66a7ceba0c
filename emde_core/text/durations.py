"""Durations in words, as rough as an estimate is."""

from __future__ import annotations

MINUTE, HOUR = 60.0, 3600.0


def duration_words(seconds: float) -> str:
    """Return an estimate in words: minutes below an hour and a half, else hours.

    >>> duration_words(20), duration_words(70), duration_words(400), duration_words(9000)
    ('less than a minute', 'about a minute', 'about 7 minutes', 'about 3 hours')
    """
    if seconds < 0.75 * MINUTE:
        return "less than a minute"
    if seconds < 1.5 * HOUR:
        return _about(round(seconds / MINUTE), "a minute", "minutes")
    return _about(int(seconds / HOUR + 0.5), "an hour", "hours")


def _about(count: int, one: str, many: str) -> str:
    return f"about {one}" if count == 1 else f"about {_rough(count)} {many}"


def _rough(count: int) -> str:
    """Return a number without the digits that an estimate does not know."""
    step = 1 if count < 10 else 5 if count < 60 else 10
    return f"{round(count / step) * step:,}"
