"""The microscope's last two steps: a likeness from all buckets, and what it comes to in the score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.atom_detail import atom_label
from dashboard.browser.page import draw_html
from dashboard.charts.sketches import precise_number, product_bars, running_sum, sum_bars, visible_buckets
from dashboard.look.palette import label, plural
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.steps import draw_step
from dashboard.reasons.entries import parts_of
from dashboard.text.grammar import shorten, with_sign
from dashboard.text.markup import fine, join, strong, table

PARTITIONS = 4  # partitions that are drawn
STRONGEST = 6  # atoms of the film with a bar of their own
LONGEST = 60  # characters of a name in a table
TERMS = {
    "Inner product": "What multiplying two sheets place by place and adding up is called.",
    "Gain": "The number at the end: how much likeness of this kind counts, learned from ratings.",
    "Standard error": "How far the sum would differ, had the buckets been cut otherwise.",
}
NAT = "The unit of all these numbers: +0.7 is twice as likely as an average film, +2.3 is ten times."
Rows = list[tuple[str, float]]


def likeness(look: Look) -> None:
    """Draw the history's sketch times the atom's, bucket by bucket, and the running sum."""
    detail, value = look.detail, precise_number(look.detail.atom.value)
    partitions, spread = min(PARTITIONS, detail.depth), detail.spread
    sentence = (
        f"Where the {look.kind}’s buckets hold more of the history than of an average film, it fits; where they hold "
        "less, it does not; and all these small verdicts are added up."
    )
    numbers = join(
        f"Each verdict is the history’s count in a bucket, times the {look.kind}’s own there, times {detail.gain:.2f}, "
        f"which is how much likeness of {plural(detail.modality)} counts for this film. Of all "
        f"{detail.depth * detail.width:,} together it is ",
        strong(value),
        ".",
    )
    draw_step(5, sentence, numbers, TERMS)
    draw_figure(product_bars(detail, partitions, theme=look.theme), "multiplied", _products_alt(look))
    draw_figure(running_sum(detail, theme=look.theme), "adding-up", _sum_alt(look))
    if np.isfinite(spread):
        draw_html(
            fine(
                "Where buckets lie is chance, so that a single round says little; the sum of all is "
                f"{value} ± {precise_number(spread, 2)[1:]}, its standard error."
            )
        )
    header = ("Round", "Bucket", "history", look.kind, "adds")
    draw_twin(table("Bucket by bucket", header, _products(look, partitions)))


def _products(look: Look, partitions: int) -> list[tuple[str, ...]]:
    """Return the products that are drawn, and the sum of all."""
    detail = look.detail
    arrays = (detail.history, detail.sketch, detail.products)
    rows = [
        (str(p + 1), str(b), *(f"{array[p, b]:+.2e}" for array in arrays))
        for p in range(partitions)
        for b in visible_buckets(detail, p).tolist()
    ]
    return [*rows, ("all", f"{detail.depth * detail.width:,}", "", "", f"{detail.products.sum():+.6f}")]


def _products_alt(look: Look) -> str:
    first = look.detail.by_partition[0]
    return f"The history’s sketch, the {look.kind}’s, and their products: the first round adds {first:+.2g}."


def _sum_alt(look: Look) -> str:
    half = float(look.detail.by_partition[: look.detail.depth // 2].sum())
    value = precise_number(look.detail.atom.value)
    return f"The running sum: {precise_number(half)} after half of the rounds, {value} after all."


def in_the_score(look: Look) -> None:
    """Draw the atom among those of its kind, and these among the parts of the score."""
    modality, why, parts = look.detail.modality, look.why, parts_of(look.why)
    atoms = look.scope.atoms(modality)
    sentence = f"The sum is this {look.kind}’s part of the score: one small bar among those of all other pieces."
    numbers = join(
        strong(precise_number(look.detail.atom.value)),
        f" is what Explore shows at this {look.kind}. All {len(atoms)} {look.kinds} come to ",
        strong(precise_number(sum(a.value for a in atoms))),
        ", and with the other parts it is the score, ",
        strong(with_sign(why.score)),
        f"{f', rank {why.rank}' if why.rank else ''}. Nothing is left over.",
    )
    draw_step(6, sentence, numbers, {"Nat": NAT})
    rows, place = _atom_rows(look)
    figure = sum_bars(rows, place, modality, theme=look.theme)
    draw_figure(figure, "of-its-kind", _alt(f"The film’s {look.kinds}", rows))
    part_rows = [(label(part), value) for part, value in parts.items()]
    cells = [(shorten(name, LONGEST), precise_number(value)) for name, value in (*rows, *part_rows)]
    draw_twin(table("The score", ("", "adds"), cells))


def _atom_rows(look: Look) -> tuple[Rows, int]:
    """Return the strongest atoms with the one that is looked at, the others as one; and its place."""
    modality, own = look.detail.modality, look.detail.atom
    atoms, order = look.scope.atoms(modality), look.scope.strongest(modality)
    first = [atoms[n] for n in order[:STRONGEST]]
    visible = first if own in first else [*first[:-1], own]
    rows = [(atom_label(atom), atom.value) for atom in visible]
    rest = len(atoms) - len(visible)
    if rest:
        others = sum(atom.value for atom in atoms) - sum(value for _, value in rows)
        rows.append((f"{rest} other{'s' if rest > 1 else ''}", others))
    return rows, visible.index(own)


def _alt(what: str, rows: Sequence[tuple[str, float]]) -> str:
    return f"{what}: {', '.join(f'{name} {precise_number(value)}' for name, value in rows)}."
