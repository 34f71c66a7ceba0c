"""Words, categories and regions of an explanation as marks: on the plot, as chips, as patches on the poster."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.reasons.sentence import Piece
from dashboard.state.focus import of_atom
from dashboard.text.grammar import shorten, signed
from dashboard.text.markup import isolated, text
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.text.words import is_function_word

STRONG, MEDIUM = 0.66, 0.33  # of the largest value
FAINTEST = 0.2  # an atom below this share of the largest is not marked
MOST_WORDS, MOST_CHIPS = 10, 8
Category = tuple[str, str]  # (field, name)


@dataclass(frozen=True)
class Mark:
    """A stretch [start, end) of a text to be marked, its value, and its strength from 1 (faint) to 3."""

    start: int
    end: int
    value: float
    strength: int


def strength(value: float, largest: float) -> int:
    """How strongly to mark a value: 0 for not at all, else 1 to 3."""
    share = abs(value) / largest if largest > 0 else 0.0
    return 0 if share < FAINTEST else 3 if share >= STRONG else 2 if share >= MEDIUM else 1


def marks(words: Sequence[WordValue], most: int = MOST_WORDS) -> tuple[Mark, ...]:
    """The words or phrases worth marking, in the text's order; function words stay unmarked."""
    meant = [w for w in words if not is_function_word(w.text)]
    largest = max((abs(w.value) for w in meant), default=0.0)
    chosen = sorted(meant, key=lambda w: -abs(w.value))[:most]
    found = [Mark(w.start, w.end, w.value, strength(w.value, largest)) for w in chosen]
    return tuple(sorted((m for m in found if m.strength), key=lambda m: m.start))


def stretches(plot: str, found: Sequence[Mark]) -> tuple[tuple[str, Mark | None], ...]:
    """A plot cut into what is marked and what is between; of marks that overlap the first counts."""
    parts: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in found:
        if mark.start < at:
            continue
        parts += [(plot[at : mark.start], None), (plot[mark.start : mark.end], mark)]
        at = mark.end
    parts.append((plot[at:], None))
    return tuple((piece, mark) for piece, mark in parts if piece)


def marked_plot(plot: str, words: Sequence[WordValue], most: int = MOST_WORDS) -> str:
    """A plot with its most telling words in <mark>. Sign shows by the line: solid for, dashed against."""
    pieces = (_marked(piece, mark) if mark else text(piece) for piece, mark in stretches(plot, marks(words, most)))
    return f'<p class="plot" dir="auto">{"".join(pieces)}</p>'


def _marked(piece: str, mark: Mark) -> str:
    sign = "for" if mark.value > 0 else "against"
    return (
        f'<mark class="w{mark.strength} {sign}" data-value="{mark.value!r}" title="{signed(mark.value, 3)}">'
        f"{text(piece)}</mark>"
    )


def telling(
    categories: Iterable[CategoryValue], most: int = MOST_CHIPS, *, shared: Collection[Category] = ()
) -> tuple[list[CategoryValue], list[CategoryValue]]:
    """Categories worth showing, and the rest: those shared with the history first, each time the strongest first."""
    ordered = sorted(categories, key=lambda c: ((c.field, c.name) not in shared, -abs(c.value)))
    largest = max((abs(c.value) for c in ordered), default=0.0)
    first = [c for c in ordered if strength(c.value, largest)][:most] or ordered[:1]
    return first, [c for c in ordered if c not in first]


def chips(categories: Sequence[CategoryValue], most: int = MOST_CHIPS, *, shared: Collection[Category] = ()) -> str:
    """Categories with their values, those shared with the history first; the rest can be unfolded."""
    first, rest = telling(categories, most, shared=shared)
    largest = max((abs(c.value) for c in first), default=0.0)
    shown = _chip_list(first, largest)
    if not rest:
        return f'<div class="chipbox">{shown}</div>'
    more = f'<details class="more"><summary>{len(rest)} more</summary>{_chip_list(rest, largest)}</details>'
    return f'<div class="chipbox">{shown}{more}</div>'


def _chip_list(categories: Sequence[CategoryValue], largest: float) -> str:
    chips_of = "".join(_chip(c, largest) for c in categories)
    return f'<div class="chips" role="list" aria-label="Categories and what each adds">{chips_of}</div>'


def _chip(category: CategoryValue, largest: float) -> str:
    sign = "for" if category.value > 0 else "against"
    return (
        f'<span class="chip c{strength(category.value, largest)} {sign} {text(category.modality)}" role="listitem" '
        f'data-value="{category.value!r}" title="{text(category.field)}">'
        f"{isolated(shorten(category.name, 40))} <b>{signed(category.value)}</b></span>"
    )


@dataclass(frozen=True)
class Patch:
    """A rectangle of a poster, in fractions; ``weight`` is its value as a share of the largest, -1 to 1.

    ``token`` says which region it is when it is chosen.
    """

    x: float
    y: float
    width: float
    height: float
    value: float
    weight: float
    token: str


def patches(regions: Iterable[RegionValue]) -> tuple[Patch, ...]:
    """Regions as an overlay draws them; the strongest has weight 1 or -1."""
    listed = tuple(regions)
    largest = max((abs(r.value) for r in listed), default=0.0) or 1.0
    return tuple(Patch(r.x, r.y, r.width, r.height, r.value, r.value / largest, str(of_atom(r))) for r in listed)


def spoken(pieces: Iterable[Piece]) -> str:
    """A sentence, its reasons underlined in the accent of the part that they belong to."""
    return "".join(
        f'<span class="reason {text(p.part)}">{text(p.text)}</span>' if p.part else text(p.text) for p in pieces
    )
