"""One round of hashing as a row: the buckets, the atom in its own, and what the history has in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.charts.sketches import precise_number, visible_buckets
from dashboard.text.grammar import shorten
from dashboard.text.markup import Markup, element, isolated

LONGEST = 18  # letters of the atom above its bucket
EDGE = 1.2  # degrees of the line between two slices
FEW = 1 / 8  # of a row: who is so near to one of its ends has its name there


def number_row(detail: AtomDetail, partition: int, seconds: float = 0.0) -> Markup:
    """Draw the numbered buckets around a name's own, and the name above it, which falls in after so many seconds."""
    numbers, (own,) = visible_buckets(detail, partition).tolist(), detail.codes[:, partition].tolist()
    pegs = (element("span", f"{bucket}", class_="own" if bucket == own else None) for bucket in numbers)
    place = (numbers.index(own) + 0.5) / len(numbers)
    side = "first" if place < 0.5 - FEW else "last" if place > 0.5 + FEW else "middle"
    picture = element("span", *pegs, class_="pegs", style=f"--count: {len(numbers)}")
    return _round(detail, partition, _own_name(detail, side, seconds), picture)


def slice_row(detail: AtomDetail, partition: int, shares: NDArray[np.float64], seconds: float = 0.0) -> Markup:
    """Draw the cake, its slices as large as their ``shares`` [W] of the catalogue, the atom's own on top and lit."""
    own = dict.fromkeys(detail.codes[:, partition].tolist())
    order = [*own, *(bucket for bucket in range(detail.width) if bucket not in own)]
    degrees = 360 * shares[order] / shares.sum()
    stops, start = [], 0.0
    for bucket, size in zip(order, degrees.tolist(), strict=True):
        end = start + size
        stops += [
            f"{'var(--slice)' if bucket in own else 'transparent'} {start:.1f}deg {max(start, end - EDGE):.1f}deg"
        ]
        stops += [f"var(--why-quiet-ink) {max(start, end - EDGE):.1f}deg {end:.1f}deg"]
        start = end
    rotation = -sum(degrees[: len(own)].tolist()) / 2
    style = f"background: conic-gradient(from {rotation:.1f}deg, {', '.join(stops)})"
    return _round(detail, partition, _own_name(detail, "middle", seconds), element("span", class_="cake", style=style))


def tally_row(detail: AtomDetail, partition: int, seconds: float = 0.0) -> Markup:
    """Draw how much more, or less, of the history lies in the same buckets than of an average film."""
    buckets = visible_buckets(detail, partition).tolist()
    own = set(detail.codes[:, partition].tolist())
    values = [float(detail.history[partition, bucket]) for bucket in buckets]
    bars = upright_bars(values, seconds, [bucket in own for bucket in buckets])
    numbers = "; ".join(f"bucket {b} {precise_number(v, 2)}" for b, v in zip(buckets, values, strict=True))
    alt = f"Round {partition + 1}, what the history has there: {numbers}"
    turn = element("small", f"round {partition + 1:,}")
    return element("div", turn, element("span", *bars, class_="tally"), class_="round", role="img", aria_label=alt)


def upright_bars(values: Sequence[float], seconds: float, own: Sequence[bool], sweep: float = 0.0) -> Sequence[Markup]:
    """Return the line at 0 and bars from it, each a little later than the one before where there is a ``sweep``."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span, wide = (high - low) or 1.0, 1 / len(values)
    bars = [element("hr", style=f"bottom: {-low / span:.2%}")]
    for k, (value, is_own) in enumerate(zip(values, own, strict=True)):
        place = f"left: {(k + 0.1) * wide:.2%}; width: {0.8 * wide:.2%}; bottom: {(min(value, 0.0) - low) / span:.2%}"
        style = f"{place}; height: {abs(value) / span:.2%}; --at: {seconds + sweep * k * wide:.2f}s"
        kind = f"bar {'up' if value >= 0 else 'down'} {'own' if is_own else ''}".strip()
        bars.append(element("i", class_=kind, style=style, data_value=repr(value)))
    return bars


def _round(detail: AtomDetail, partition: int, name: Markup, picture: Markup) -> Markup:
    buckets = ", ".join(str(bucket) for bucket in sorted(set(detail.codes[:, partition].tolist())))
    alt = f"Round {partition + 1}: {atom_label(detail.atom)} falls into bucket {buckets} of {detail.width}"
    turn = element("small", f"round {partition + 1:,}")
    return element("div", turn, name, picture, class_="round", role="img", aria_label=alt, data_buckets=buckets)


def _own_name(detail: AtomDetail, side: str, seconds: float) -> Markup:
    words = isolated(shorten(atom_label(detail.atom), LONGEST))
    return element("b", words, class_=f"atom {side}", style=f"--at: {seconds:.2f}s")
