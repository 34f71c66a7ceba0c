"""The microscope's first two steps: an atom's buckets, and which atoms of the history are there too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.atom_detail import EntryOverlap, atom_label
from dashboard.browser.page import draw_html
from dashboard.charts.buckets import bucket_lines, cut_squares, overlap_rows
from dashboard.charts.sketches import precise_number
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.steps import draw_step
from dashboard.text.markup import fine, strong, table
from emde_core.schema import DISLIKE

POINT_PARTITIONS, NAME_PARTITIONS = 3, 5  # that are drawn
ENTRIES = 7  # entries of the history with a row of their own
NAMES = "Diamonds: this name. Ticks: the names of the films in the history; the same name stands under the diamond."
CUTS = {2: "A random cut divides", 4: "Two random cuts divide", 8: "Three random cuts divide"}


def into_buckets(look: Look) -> None:
    """Draw where the atom falls in the first partitions."""
    if look.scope.hashes_names(look.detail.modality):
        _name_buckets(look)
    else:
        _point_buckets(look)
    rows = [(str(p + 1), ", ".join(_buckets(look, p))) for p in range(min(NAME_PARTITIONS, look.detail.depth))]
    draw_twin(table("Where it falls", ("Partition", "Buckets"), rows))


def _name_buckets(look: Look) -> None:
    detail = look.detail
    partitions = min(NAME_PARTITIONS, detail.depth)
    draw_step(
        1,
        "Into buckets",
        f"Its letters are mixed into one of {detail.width} buckets; the same name always falls into the same. Other "
        "names may be there by chance, so this is done ",
        strong(f"{detail.depth}"),
        f" times, each time otherwise: in {detail.depth} partitions. Here are the first {partitions}.",
    )
    names, codes = look.scope.history_atoms(detail.modality, partitions)
    draw_figure(bucket_lines(detail, codes, names, theme=look.theme), "into-buckets", _buckets_alt(look))
    draw_html(fine(NAMES))


def _point_buckets(look: Look) -> None:
    detail = look.detail
    numbers, partitions = look.scope.dimensions(detail.modality), min(POINT_PARTITIONS, detail.depth)
    reader = "A language model reads it in its sentence and describes it" if look.kind == "word" else "It is described"
    pieces = f" It is read in {len(detail.pieces)} pieces, each a point." if len(detail.pieces) > 1 else ""
    cuts = CUTS.get(detail.width, "Random cuts divide")
    draw_step(
        1,
        "Into buckets",
        f"{reader} by {numbers} numbers: a point in a space.{pieces} {cuts} that space into {detail.width} buckets, "
        "and alike points often fall into the same. That is one partition; there are ",
        strong(f"{detail.depth:,}"),
        f", each cut otherwise. Here are the first {partitions}.",
    )
    shares = look.scope.shares(detail.modality, partitions)
    draw_figure(cut_squares(detail, shares, theme=look.theme), "into-buckets", _buckets_alt(look))
    draw_html(fine(f"Numbers: how many of all {look.kinds} of all films are in each bucket."))


def _buckets(look: Look, partition: int) -> list[str]:
    pieces = zip(look.detail.pieces, look.detail.codes[:, partition].tolist(), strict=True)
    return [f"{piece}: {bucket}" for piece, bucket in pieces]


def _buckets_alt(look: Look) -> str:
    partitions = range(min(POINT_PARTITIONS, look.detail.depth))
    buckets = "; ".join(f"partition {p + 1}, {', '.join(_buckets(look, p))}" for p in partitions)
    return f"Buckets that {atom_label(look.detail.atom)} falls into: {buckets}."


def who_is_there(look: Look) -> None:
    """Draw which atoms of the history share its buckets, and what it adds through each entry."""
    detail = look.detail
    if look.scope.hashes_names(detail.modality):
        rest = (
            "The same name shares all; another hardly any. A film without this name speaks a little against it, since "
            "all is compared with an average film."
        )
    else:
        rest = (
            f"Much is shared by chance: the band holds 95 of 100 {look.kinds} of all films. Films whose dots lie right "
            "of its dotted middle are more like it than most."
        )
    draw_step(
        2,
        "Who is there too",
        f"Each dot is a {look.kind} of a film in the history: the further right, the more of its {detail.depth:,} "
        f"buckets it shares. {rest} On the right: what the {look.kind} adds through each film.",
    )
    figure = overlap_rows(detail, _strongest(detail.overlaps), theme=look.theme)
    draw_figure(figure, "who-is-there", _overlaps_alt(look))
    header = ("", "adds", "nearest", "shares", "on average")
    rows = [_row(each) for each in detail.overlaps]
    draw_twin(table("What it adds through each entry of the history", header, rows))


def _strongest(overlaps: Sequence[EntryOverlap]) -> list[EntryOverlap]:
    """Return the strongest entries, and the others as one."""
    if len(overlaps) <= ENTRIES + 1:
        return list(overlaps)
    rest = overlaps[ENTRIES:]
    others = EntryOverlap(f"{len(rest)} others", "", sum(each.value for each in rest), (), np.zeros(0))
    return [*overlaps[:ENTRIES], others]


def _row(each: EntryOverlap) -> tuple[str, ...]:
    name = f"{each.label} (not for you)" if each.reaction == DISLIKE else each.label
    if each.nearest is None:
        return (name, precise_number(each.value), "–", "–", "–")
    nearest = atom_label(each.atoms[each.nearest])
    return (name, precise_number(each.value), nearest, f"{each.shared.max():.0f}", f"{each.shared.mean():.1f}")


def _overlaps_alt(look: Look) -> str:
    if not look.detail.overlaps:
        return "No other film of the history meets it."
    entries = ", ".join(f"{each.label} {precise_number(each.value)}" for each in look.detail.overlaps[:3])
    return f"What {atom_label(look.detail.atom)} adds through the films of the history: {entries}."
