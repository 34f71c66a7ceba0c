"""The microscope's last two steps: the history's tally, from which the atom earns or loses, and the score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from dashboard.analysis.atom_detail import atom_labels
from dashboard.analysis.atom_words import earning_sentence, tally_sentence
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.charts.sketches import DIGITS, product_bars, running_sum, sum_bars, visible_buckets
from dashboard.export.atoms import atoms_as_csv
from dashboard.export.records import file_name
from dashboard.look.palette import in_prose, label, plural
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.common.share_and_save import now
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.neighbours import draw_wishes
from dashboard.panels.sketch_microscope.steps import draw_exactly, draw_numbers, draw_step
from dashboard.reasons.credits import people_once
from dashboard.reasons.entries import parts_of
from dashboard.reasons.sentence import standing
from dashboard.service.posters import Posters
from dashboard.text.grammar import capital, exact_number, name_list, rounding_note, shorten, with_sign
from dashboard.text.markup import fine, heading, strong, table
from emde_core.explain.values import AtomValue, CategoryValue
from emde_core.schema import COMPANY, RELAYED

PARTITIONS = 4  # partitions that are drawn
NO_REST = "nothing of its score is left over that could not be named as a reason for it or against it."
STRONGEST = 6  # atoms of the film with a bar of their own
LONGEST = 60  # characters of a name in a table
TERMS = {
    "Sketch": "The tally, less what an average film has in each bucket. It is all that is kept of the history, and "
    "takes no more room for 50 films than for one.",
    "Inner product": "What multiplying two sheets place by place and adding up is called.",
    "Gain": "The number at the end: how much likeness of this kind counts, learned from ratings.",
    "Standard error": "How far the sum would differ, had the buckets been cut otherwise.",
}
VALUE = (
    "value = g ⟨u, x⟩ = g · the sum of u[p, c] · x[p, c] over all partitions p and buckets c",
    "x = w (h / l − μ / Σw): weight w, buckets h, length l of the film’s sketch, mean sketch μ of all films",
    "u = the sum of r s over the history’s films, and its wishes: sketch s of a film, r = 1 where it was liked",
)
SCORE = ("score = the sum of its parts; plot, categories, poster: g ⟨u, s⟩ = the sum of g ⟨u, x⟩ over the atoms",)
NAT = "The unit of all these numbers: +0.7 is twice as likely to be liked as an average film, +2.3 is ten times."
PEOPLE = "Whether people who liked the history’s films liked this one too."
Rows = list[tuple[str, float]]


def tally(look: Look, _: Posters) -> None:
    """Draw what all rounds come to, and in numbers the history's sketch times the atom's."""
    detail, value = look.detail, look.number(look.detail.atom.value)
    comes_to = f" Over all {detail.depth:,} rounds it comes to "
    how = (earning_sentence(detail.atom), comes_to, strong(value), ".")
    arrived = f"so the {look.kind} comes to the {value} of the first step."
    draw_step(look.title, arrived, tally_sentence(detail.atom), *how)
    draw_wishes(look)
    draw_html(heading("Added up, round after round"))
    draw_figure(running_sum(detail, theme=look.theme), "adding-up", _sum_alt(look))
    draw_numbers(TERMS, lambda: _tally_numbers(look), VALUE)


def _tally_numbers(look: Look) -> None:
    detail, spread, partitions = look.detail, look.detail.spread, min(PARTITIONS, look.detail.depth)
    draw_html(
        fine(
            f"What a bucket adds is the history’s tally in it, less that of an average film, times the {look.kind}’s "
            f"own there, times the gain, which is how much likeness of {plural(detail.modality)} counts for this film. "
            f"All {detail.depth * detail.width:,} buckets of the sheet together give the value."
        )
    )
    rows = [("value", exact_number(detail.atom.value)), ("gain g", exact_number(detail.gain))]
    if np.isfinite(spread):
        rows.append(("standard error, over partitions", exact_number(spread)))
    draw_exactly("The value, in nats", ("", "exactly"), rows)
    draw_figure(product_bars(detail, partitions, theme=look.theme), "multiplied", _products_alt(look))
    header = ("partition p", "bucket c", "history u", f"{look.kind} x", "adds g u x")
    draw_twin(table("Bucket by bucket", header, _products(look, partitions)))


def _products(look: Look, partitions: int) -> list[tuple[str, ...]]:
    """Return the products that are drawn, and the sum of all."""
    detail = look.detail
    arrays = (detail.history, detail.sketch, detail.products)
    rows = [
        (str(p + 1), str(b), *(exact_number(float(array[p, b])) for array in arrays))
        for p in range(partitions)
        for b in visible_buckets(detail, p).tolist()
    ]
    return [*rows, ("all", f"{detail.depth * detail.width:,}", "", "", exact_number(float(detail.products.sum())))]


def _products_alt(look: Look) -> str:
    first = look.detail.by_partition[0]
    return f"The history’s sketch, the {look.kind}’s, and their products: the first round adds {first:+.2g}."


def _sum_alt(look: Look) -> str:
    half = float(look.detail.by_partition[: look.detail.depth // 2].sum())
    value = look.number(look.detail.atom.value)
    return f"The running sum: {look.number(half)} after half of the rounds, {value} after all."


def in_the_score(look: Look, _: Posters) -> None:
    """Draw the atom among those of its kind, and these among the parts of the score."""
    modality, why, parts = look.detail.modality, look.why, parts_of(look.why)
    atoms = look.scope.atoms(modality)
    beside = [part for part in parts if part in (COMPANY, RELAYED)]
    people = {capital(label(COMPANY)): PEOPLE} if COMPANY in parts else {}
    sums = name_list([f"{label(part)} {with_sign(value)}" for part, value in parts.items()])
    rounded = rounding_note(parts.values(), why.score)
    rank = f", number {why.rank} for this history" if why.rank else ""
    sheetless = f" {capital(in_prose(COMPANY))} is on no sheet: it comes from ratings, film by film." if people else ""
    draw_step(
        look.title,
        NO_REST,
        f"All pieces of the film{f', and {in_prose(beside[0])},' if beside else ''} add up to its score.",
        f"{capital(sums)}: that is ",
        strong(with_sign(why.score)),
        f"{rounded}.{sheetless} {look.title} is {standing(why, ' to be liked')}{rank}.",
    )
    total = sum(atom.value for atom in atoms)
    rounded_total = "" if look.digits == DIGITS else f", rounded {with_sign(total)}"
    makes = f"make {label(modality)} {look.number(total)}{rounded_total} (bars on a scale of their own)"
    draw_html(heading(f"The {len(atoms)} {look.kinds}{_each_credit(atoms)} {makes}"))
    rows, place = _atom_rows(look)
    figure = sum_bars(rows, place, modality, look.digits, theme=look.theme)
    draw_figure(figure, "of-its-kind", _alt(look, rows))
    everything = f"All {len(atoms)} {look.kinds} with what each adds (CSV)"
    write = partial(_file, look)
    with st.container(horizontal=True, key="atom-files"):
        draw_download(everything, write, file_name(why, f"{label(modality)}.csv"), "text/csv", key="save-atoms")
        draw_codebook("atoms")
    part_rows = [(label(part), value) for part, value in parts.items()]
    cells = [(shorten(name, LONGEST), exact_number(value)) for name, value in (*rows, *part_rows, ("score", why.score))]
    draw_numbers(people | {"Nat": NAT}, lambda: draw_exactly("The score, in nats", ("", "adds"), cells), SCORE)


def _each_credit(atoms: Sequence[AtomValue]) -> str:
    """Say that somebody with several credits, whom chips have once, stands here with each."""
    categories = [atom for atom in atoms if isinstance(atom, CategoryValue)]
    return ", a person once for each credit," if len(people_once(categories)) < len(categories) else ""


def _file(look: Look) -> str:
    return atoms_as_csv(look.why, look.detail.modality, look.service.model, now(), look.service.evidence)


def _atom_rows(look: Look) -> tuple[Rows, int]:
    """Return the strongest atoms with the one that is looked at, the others as one; and its place."""
    modality, own = look.detail.modality, look.detail.atom
    atoms, order = look.scope.atoms(modality), look.scope.strongest(modality)
    first = [atoms[n] for n in order[:STRONGEST]]
    visible = first if own in first else [*first[:-1], own]
    labels = dict(zip(atoms, atom_labels(atoms), strict=True))
    rows = [(labels[atom], atom.value) for atom in visible]
    rest = len(atoms) - len(visible)
    if rest:
        others = sum(atom.value for atom in atoms) - sum(value for _, value in rows)
        rows.append((f"{rest} other{'s' if rest > 1 else ''}", others))
    return rows, visible.index(own)


def _alt(look: Look, rows: Sequence[tuple[str, float]]) -> str:
    return f"The film’s {look.kinds}: {', '.join(f'{name} {look.number(value)}' for name, value in rows)}."
