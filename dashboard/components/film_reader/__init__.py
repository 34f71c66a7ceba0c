"""A film's plot with what matters in it marked, and its categories as chips; both can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from dashboard.components import Callback, component
from dashboard.reasons.marks import Category, Mark, marks, strength, stretches, telling
from dashboard.state.focus import of_atom
from emde_core.explain.values import CategoryValue, WordValue

HTML = """
<div class="reader">
  <p class="plot" dir="auto"></p>
  <button class="grain" type="button" hidden></button>
  <div class="chipbox">
    <span class="lead" hidden>Shared with your history</span>
    <div class="chips shared" role="group" aria-label="Categories that your history has too, and what each adds"></div>
    <span class="lead" hidden>Its own</span>
    <div class="chips own" role="group" aria-label="Categories that no liked film has, and what each adds"></div>
    <details class="more" hidden><summary></summary>
      <div class="chips rest" role="group" aria-label="Categories that add little"></div></details>
  </div>
</div>
"""


@dataclass(frozen=True)
class Stretch:
    """A piece of the plot; ``token`` says which word or phrase it is when it is chosen, "" for what can't be."""

    text: str
    value: float = 0.0
    strength: int = 0
    token: str = ""


@dataclass(frozen=True)
class Chip:
    """A category.

    Attributes:
        token: which it is when it is chosen.
        name, value: what it is, and what it adds, in nats.
        modality: whose accent it bears.
        said: its field, and which films have it too.
        strength: from 0 (faint) to 3.
    """

    token: str
    name: str
    value: float
    modality: str
    said: str
    strength: int


@dataclass(frozen=True)
class Chips:
    """A film's categories: those that tell something and are shared with the history, its own, and the others."""

    shared: tuple[Chip, ...] = ()
    own: tuple[Chip, ...] = ()
    rest: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What is to be read.

    Attributes:
        phrases, words: the plot cut at what is marked, in either grain; one piece if nothing is marked.
        chips: the categories.
        chosen: token of what is in focus, "" for nothing.
        text_recedes, chips_recede: whether something else is in focus.
    """

    phrases: tuple[Stretch, ...]
    words: tuple[Stretch, ...]
    chips: Chips
    chosen: str = ""
    text_recedes: bool = False
    chips_recede: bool = False


def plot_stretches(plot: str, parts: Sequence[WordValue], chosen: str = "") -> tuple[Stretch, ...]:
    """The plot with its most telling words or phrases, which can be chosen; the chosen one is always marked."""
    found = list(marks(parts))
    starts = {mark.start for mark in found}
    found += [Mark(p.start, p.end, p.value, 1) for p in parts if str(of_atom(p)) == chosen and p.start not in starts]
    cut = stretches(plot, sorted(found, key=lambda mark: mark.start))
    return tuple(_stretch(piece, mark) for piece, mark in cut)


def _stretch(piece: str, mark: Mark | None) -> Stretch:
    if mark is None:
        return Stretch(piece)
    return Stretch(piece, mark.value, mark.strength, str(of_atom(WordValue(mark.start, mark.end, piece))))


def chips(categories: Sequence[CategoryValue], shared: Mapping[Category, str], chosen: str = "") -> Chips:
    """Categories as chips; the chosen one is always in sight.

    Args:
        categories: with what each adds.
        shared: by field and name, the liked films that have it too, in words.
        chosen: token of what is in focus.
    """
    first, rest = telling(categories, shared=shared)
    largest = max((abs(c.value) for c in first), default=0.0)
    kept = [c for c in rest if str(of_atom(c)) == chosen]

    def made(listed: Sequence[CategoryValue]) -> tuple[Chip, ...]:
        return tuple(_chip(c, shared.get((c.field, c.name), ""), largest) for c in listed)

    in_sight = [*first, *kept]
    return Chips(
        made([c for c in in_sight if (c.field, c.name) in shared]),
        made([c for c in in_sight if (c.field, c.name) not in shared]),
        made([c for c in rest if c not in kept]),
    )


def _chip(category: CategoryValue, films: str, largest: float) -> Chip:
    said = f"{category.field}, as in {films}" if films else category.field
    faintness = strength(category.value, largest)
    return Chip(str(of_atom(category)), category.name, category.value, category.modality, said, faintness)


def film_reader(reading: Reading, *, key: str, on_focus: Callback) -> None:
    """Draw plot and chips; what is chosen is sent with ``focus``."""
    component("film_reader", HTML)(key=key, data=asdict(reading), on_focus_change=on_focus)
