"""The microscope's last two steps: sketch times sketch, and what it comes to in the score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from dashboard.analysis.specimen import named
from dashboard.charts.sketches import adding_up, multiplied, precise, sum_bars, window
from dashboard.look.palette import label, plural
from dashboard.panels.microscope.lens import Look
from dashboard.panels.microscope.steps import chart, step, twin
from dashboard.reasons.entries import parts_of
from dashboard.text.grammar import shorten, signed
from dashboard.text.markup import text

MULTIPLIED = 4  # partitions that are drawn
STRONGEST = 6  # atoms of the film with a bar of their own
LONGEST = 60  # characters of a name in a table
Rows = list[tuple[str, float]]


def multiply(look: Look) -> None:
    """The history's sketch times the atom's, bucket by bucket, and the running sum."""
    specimen, value = look.specimen, precise(look.specimen.atom.value)
    drawn, spread = min(MULTIPLIED, specimen.depth), specimen.spread
    said = (
        "Count what the history holds in each bucket, less what an average film does: that is its sketch. "
        f"The {look.kind} has one, made in the same way. Multiply the two bucket by bucket, times {specimen.gain:.2f}, "
        f"which is how much likeness of {text(plural(specimen.modality))} counts for this film; add up all "
        f"{specimen.depth * specimen.width:,} products, and it is <b>{value}</b>."
    )
    step(3, "Sketch times sketch", said)
    chart(multiplied(specimen, drawn, theme=look.theme), "multiplied", _multiplied_alt(look))
    chart(adding_up(specimen, theme=look.theme), "adding-up", _adding_alt(look))
    if np.isfinite(spread):
        st.html(
            '<p class="fine">Where buckets lie is chance, so that a single partition says little; the sum of all is '
            f"{value} ± {precise(spread, 2)[1:]}, its standard error.</p>"
        )
    twin("Bucket by bucket", ("Partition", "Bucket", "history", look.kind, "adds"), _products(look, drawn))


def _products(look: Look, partitions: int) -> list[tuple[str, ...]]:
    """The products that are drawn, and the sum of all."""
    specimen = look.specimen
    drawn = [(p, b) for p in range(partitions) for b in window(specimen, p).tolist()]
    rows = [
        (
            str(p + 1),
            str(b),
            *(f"{table[p, b]:+.2e}" for table in (specimen.history, specimen.sketch, specimen.products)),
        )
        for p, b in drawn
    ]
    return [*rows, ("all", f"{specimen.depth * specimen.width:,}", "", "", f"{specimen.products.sum():+.6f}")]


def _multiplied_alt(look: Look) -> str:
    first = look.specimen.by_partition[0]
    return f"The history’s sketch, the {look.kind}’s, and their products: the first partition adds {first:+.2g}."


def _adding_alt(look: Look) -> str:
    half = float(look.specimen.by_partition[: look.specimen.depth // 2].sum())
    value = precise(look.specimen.atom.value)
    return f"The running sum: {precise(half)} after half of the partitions, {value} after all."


def in_the_score(look: Look) -> None:
    """The atom among those of its kind, and these among the parts of the score."""
    modality, why, parts = look.specimen.modality, look.why, parts_of(look.why)
    atoms = look.scope.atoms(modality)
    rank = f", rank {why.rank}" if why.rank else ""
    said = (
        f"<b>{precise(look.specimen.atom.value)}</b> is what Explore shows at this {look.kind}. All {len(atoms)} "
        f"{look.kinds} come to <b>{precise(sum(a.value for a in atoms))}</b>, and with the other parts it is the "
        f"score, <b>{signed(why.score)}</b>{rank}."
    )
    step(4, "In the score", said)
    rows, lit = _beside(look)
    chart(sum_bars(rows, lit, modality, theme=look.theme), "of-its-kind", _alt(f"The film’s {look.kinds}", rows))
    st.html(f'<p class="fine">Together they are one part of the score, “{text(label(modality))}”:</p>')
    whole = [(label(part), value) for part, value in parts.items()]
    bars = sum_bars(whole, list(parts).index(modality), modality, theme=look.theme)
    chart(bars, "of-the-score", _alt("The parts of the score", whole))
    named_rows = [(shorten(name, LONGEST), precise(value)) for name, value in (*rows, *whole)]
    twin("The score", ("", "adds"), named_rows)


def _beside(look: Look) -> tuple[Rows, int]:
    """The strongest atoms of the modality with the one that is looked at, the others as one; and its place."""
    modality, own = look.specimen.modality, look.specimen.atom
    atoms, order = look.scope.atoms(modality), look.scope.strongest(modality)
    first = [atoms[n] for n in order[:STRONGEST]]
    listed = first if own in first else [*first[:-1], own]
    rows = [(named(atom), atom.value) for atom in listed]
    rest = len(atoms) - len(listed)
    if rest:
        others = sum(atom.value for atom in atoms) - sum(value for _, value in rows)
        rows.append((f"{rest} other{'s' if rest > 1 else ''}", others))
    return rows, listed.index(own)


def _alt(what: str, rows: Sequence[tuple[str, float]]) -> str:
    return f"{what}: {', '.join(f'{name} {precise(value)}' for name, value in rows)}."
