"""Sizes of letters on slides: the fewer there are, the larger."""

from __future__ import annotations

import math

USUAL = 250  # letters of a text of the usual size
SMALLEST, LARGEST = 0.4, 1.3  # times the usual size
HEADLINE = 84  # letters of a headline of the usual size
LONGEST_PLOT = 1_500  # letters of a plot; more would have to be smaller than can be read


def letter_scale(text: str, room: float = 1.0) -> str:
    """Return the style of a text that is to fill its place, whatever its length; ``room`` is 1 for the usual place.

    >>> letter_scale("x" * 250), letter_scale("x" * 500), letter_scale("x" * 500, room=1.5)
    ('--scale: 1.00', '--scale: 0.71', '--scale: 0.87')
    """
    scale = math.sqrt(USUAL * room / max(len(text), 1))
    return f"--scale: {min(LARGEST, max(SMALLEST, scale)):.2f}"


def headline_scale(text: str) -> str:
    """Return a style with the size of a headline's letters, times the usual: two lines hold all of it."""
    return f"--scale: {min(1.0, HEADLINE / max(len(text), 1)):.2f}"
