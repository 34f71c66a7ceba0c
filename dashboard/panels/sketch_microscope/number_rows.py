"""One round of hashing a name as a row: the numbered buckets around its own, and the name above it."""

from __future__ import annotations

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.charts.sketches import visible_buckets
from dashboard.text.grammar import shorten
from dashboard.text.markup import Markup, element, isolated

LONGEST = 18  # letters of the name above its bucket
FEW = 1 / 8  # of a row: who is so near to one of its ends has its name there


def number_row(detail: AtomDetail, partition: int) -> Markup:
    """Draw the numbered buckets around a name's own, and the name above it."""
    numbers, (own,) = visible_buckets(detail, partition).tolist(), detail.codes[:, partition].tolist()
    pegs = (element("span", f"{bucket}", class_="own" if bucket == own else None) for bucket in numbers)
    place = (numbers.index(own) + 0.5) / len(numbers)
    side = "first" if place < 0.5 - FEW else "last" if place > 0.5 + FEW else "middle"
    name = element("b", isolated(shorten(atom_label(detail.atom), LONGEST)), class_=f"atom {side}")
    picture = element("span", *pegs, class_="pegs", style=f"--count: {len(numbers)}")
    alt = f"Round {partition + 1}: {atom_label(detail.atom)} falls into bucket {own} of {detail.width}"
    turn = element("small", f"round {partition + 1:,}")
    return element("div", turn, name, picture, class_="round", role="img", aria_label=alt)
