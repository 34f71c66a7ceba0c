"""Pieces that sentences are made of: plain words, and words that bear an accent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.text.grammar import full_stop


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


def with_full_stops(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of sentences, without the full stop after a name that ends in a mark of its own."""
    row: list[Piece] = []
    for each in pieces:
        if each.text.startswith(".") and row and full_stop(row[-1].text) == row[-1].text:
            each = replace(each, text=each.text[1:])
        row.append(each)
    return tuple(each for each in row if each.text)


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
