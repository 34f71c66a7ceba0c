"""Pieces that sentences are made of: plain words, and words that bear an accent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence.

    Attributes:
        text: the words.
        part: the part of the score whose accent it bears; "entry" for a film's name; "evidence" and a grade for how
            sure the rest is; None for plain words.
    """

    text: str
    part: str | None = None


def piece_list(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces as a list inside a sentence: "a, b and c"."""
    return list_groups([[piece] for piece in pieces])


def list_groups(groups: Sequence[Sequence[Piece]], last: str = " and ") -> list[Piece]:
    """Return groups of pieces as a list inside a sentence; ``last`` stands before the last one."""
    row: list[Piece] = []
    for place, group in enumerate(groups):
        row += [Piece(last if place == len(groups) - 1 else ", ")] if place else []
        row += group
    return row
