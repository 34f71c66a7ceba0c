"""Rounds of hashing as a talk shows them: the atom's bucket is where it really is, so that no two look the same."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.charts.sketches import precise_number
from dashboard.text.grammar import shorten
from dashboard.text.markup import Markup, element, isolated

LONGEST = 18  # letters of the atom above its bucket
STICKS = 180  # that are wide enough to be seen across a room
EDGE = 1.2  # degrees of the line between two slices


def place_row(detail: AtomDetail, partition: int, seconds: float = 0.0) -> Markup:
    """Draw all buckets of a round as a strip, and above a name's own its number, after so many seconds."""
    (own,) = _own(detail, partition)
    ends = element("small", "0"), element("small", f"{detail.width - 1:,}")
    strip = element("span", *ends, element("i", class_="own", style=_place(own, detail)), class_="strip")
    label = element(
        "b", _name(detail), f" → {own:,}", class_="atom", style=f"{_place(own, detail)}; --at: {seconds:.2f}s"
    )
    return _round(detail, partition, label, strip)


def slice_row(detail: AtomDetail, partition: int, shares: NDArray[np.float64], seconds: float = 0.0) -> Markup:
    """Draw the cake, its slices in their order and as large as their ``shares`` [W] of the catalogue, the own lit."""
    own = _own(detail, partition)
    ends = [0.0, *(360 * np.cumsum(shares) / shares.sum()).tolist()]
    stops = []
    for bucket, (start, end) in enumerate(pairwise(ends)):
        edge = max(start, end - EDGE)
        stops.append(f"{'var(--slice)' if bucket in own else 'transparent'} {start:.1f}deg {edge:.1f}deg")
        stops.append(f"var(--why-quiet-ink) {edge:.1f}deg {end:.1f}deg")
    cake = element("span", class_="cake", style=f"background: conic-gradient({', '.join(stops)})")
    label = element("b", _name(detail), class_="atom", style=f"--place: 50%; --at: {seconds:.2f}s")
    return _round(detail, partition, label, cake)


def tally_row(detail: AtomDetail, partition: int, seconds: float = 0.0) -> Markup:
    """Draw how much more, or less, of the history lies in each bucket of a round than of an average film.

    Where there are more buckets than can be seen, a stick is drawn for several: for the one with most to show.
    """
    values, own = detail.history[partition], _own(detail, partition)
    high, low = max(0.0, float(values.max())), min(0.0, float(values.min()))
    tops = ((high - np.append(values, 0.0)) / ((high - low) or 1.0)).tolist()
    zero, at = tops.pop(), f"--at: {seconds:.2f}s"
    together = neighbours(detail)
    groups = (tops[start : start + together] for start in range(0, detail.width, together))
    sticks = [max(group, key=lambda top: abs(top - zero)) for group in groups]
    wide = 1 / len(sticks)
    corners = [f"{(k + side) * wide:.2%} {top:.1%}" for k, top in enumerate(sticks) for side in (0, 1)]
    outline = f"clip-path: polygon(0% {zero:.1%}, {', '.join(corners)}, 100% {zero:.1%})"
    bars = [element("i", class_="skyline", style=f"{outline}; {at}")]
    for bucket in own:
        size = f"top: {min(zero, tops[bucket]):.1%}; height: {abs(zero - tops[bucket]):.1%}"
        bars.append(element("i", class_="own", style=f"{_place(bucket, detail)}; {size}; {at}"))
    tally = element("span", element("hr", style=f"top: {zero:.1%}"), *bars, class_="tally")
    numbers = "; ".join(f"bucket {bucket} {precise_number(float(values[bucket]))}" for bucket in own)
    alt = f"Round {partition + 1}, what the history has in the coloured place: {numbers}"
    return element("div", _turn(partition), tally, class_="round", role="img", aria_label=alt)


def neighbours(detail: AtomDetail) -> int:
    """Return for how many buckets a stick of a tally stands."""
    return math.ceil(detail.width / STICKS)


def _own(detail: AtomDetail, partition: int) -> list[int]:
    """Return the buckets of the atom's pieces, each once."""
    return sorted(set(detail.codes[:, partition].tolist()))


def _place(bucket: int, detail: AtomDetail) -> str:
    """Return the style of a bucket's middle, and of its width, as shares of the row."""
    return f"--place: {(bucket + 0.5) / detail.width:.2%}; --wide: {1 / detail.width:.2%}"


def _name(detail: AtomDetail) -> Markup:
    return isolated(shorten(atom_label(detail.atom), LONGEST))


def _turn(partition: int) -> Markup:
    return element("small", f"round {partition + 1:,}", class_="turn")


def _round(detail: AtomDetail, partition: int, label: Markup, picture: Markup) -> Markup:
    buckets = ", ".join(str(bucket) for bucket in _own(detail, partition))
    alt = f"Round {partition + 1}: {atom_label(detail.atom)} falls into bucket {buckets} of {detail.width}"
    parts = _turn(partition), label, picture
    return element("div", *parts, class_="round", role="img", aria_label=alt, data_buckets=buckets)
