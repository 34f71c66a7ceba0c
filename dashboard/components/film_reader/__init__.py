"""A film's plot with what matters in it marked, and its categories as chips; both can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dashboard.components import Callback, component
from dashboard.focus import of_part
from dashboard.markup import Mark, marks, strength, stretches, telling
from emde_core.explain.features import CategoryValue, WordValue

HTML = """
<div class="reader">
  <p class="plot" dir="auto"></p>
  <button class="grain" type="button" hidden></button>
  <div class="chipbox">
    <div class="chips first" role="group" aria-label="Categories and what each adds"></div>
    <details class="more" hidden><summary></summary>
      <div class="chips rest" role="group" aria-label="Categories that add little"></div></details>
  </div>
</div>
"""


@dataclass(frozen=True)
class Stretch:
    """A piece of the plot; ``token`` says which phrase it is when it is chosen, "" for what can't be."""

    text: str
    value: float = 0.0
    strength: int = 0
    token: str = ""


@dataclass(frozen=True)
class Chip:
    """A category; strength from 0 (faint) to 3."""

    token: str
    name: str
    field: str
    value: float
    strength: int


@dataclass(frozen=True)
class Reading:
    """What is to be read.

    Attributes:
        phrases, words: the plot cut at what is marked, in either grain; one piece if nothing is marked.
        chips, rest: categories that tell something, and the others.
        chosen: token of what is in focus, "" for nothing.
        text_recedes, chips_recede: whether something else is in focus.
    """

    phrases: tuple[Stretch, ...]
    words: tuple[Stretch, ...]
    chips: tuple[Chip, ...]
    rest: tuple[Chip, ...]
    chosen: str = ""
    text_recedes: bool = False
    chips_recede: bool = False


def phrase_stretches(plot: str, phrases: Sequence[WordValue], chosen: str = "") -> tuple[Stretch, ...]:
    """The plot with its most telling phrases, which can be chosen; the chosen one is always marked."""
    found = list(marks(phrases))
    starts = {mark.start for mark in found}
    found += [Mark(p.start, p.end, p.value, 1) for p in phrases if str(of_part(p)) == chosen and p.start not in starts]
    cut = stretches(plot, sorted(found, key=lambda mark: mark.start))
    return tuple(_stretch(piece, mark, choosable=True) for piece, mark in cut)


def word_stretches(plot: str, words: Sequence[WordValue]) -> tuple[Stretch, ...]:
    """The plot with its most telling words, to look at."""
    return tuple(_stretch(piece, mark, choosable=False) for piece, mark in stretches(plot, marks(words)))


def _stretch(piece: str, mark: Mark | None, *, choosable: bool) -> Stretch:
    if mark is None:
        return Stretch(piece)
    token = str(of_part(WordValue(mark.start, mark.end, piece))) if choosable else ""
    return Stretch(piece, mark.value, mark.strength, token)


def chips(categories: Sequence[CategoryValue], chosen: str = "") -> tuple[tuple[Chip, ...], tuple[Chip, ...]]:
    """Those that tell something, with the chosen one among them, and the rest."""
    first, rest = telling(categories)
    largest = abs(first[0].value) if first else 0.0
    kept = [c for c in rest if str(of_part(c)) == chosen]
    return _chips([*first, *kept], largest), _chips([c for c in rest if c not in kept], largest)


def _chips(categories: Sequence[CategoryValue], largest: float) -> tuple[Chip, ...]:
    return tuple(Chip(str(of_part(c)), c.name, c.field, c.value, strength(c.value, largest)) for c in categories)


def film_reader(reading: Reading, *, key: str, on_focus: Callback) -> None:
    """Draw plot and chips; what is chosen is sent with ``focus``."""
    component("film_reader", HTML)(key=key, data=asdict(reading), on_focus_change=on_focus)
