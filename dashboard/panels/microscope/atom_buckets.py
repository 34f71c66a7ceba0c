"""The microscope's first two steps: an atom's buckets, and which atoms of the history are there too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from dashboard.analysis.specimen import Meeting, named
from dashboard.charts.buckets import cuts, lines, meetings
from dashboard.charts.sketches import precise
from dashboard.panels.microscope.lens import Look
from dashboard.panels.microscope.steps import chart, step, twin
from emde_core.schema import DISLIKE

CUT, HASHED = 3, 5  # partitions that are drawn
LISTED = 7  # entries of the history with a row of their own
CUTS = {2: "A random cut divides", 4: "Two random cuts divide", 8: "Three random cuts divide"}


def into_buckets(look: Look) -> None:
    """Where the atom falls in the first partitions."""
    if look.scope.hashes_names(look.specimen.modality):
        _hashed(look)
    else:
        _cut(look)
    rows = [(str(p + 1), ", ".join(_fallen(look, p))) for p in range(min(HASHED, look.specimen.depth))]
    twin("Where it falls", ("Partition", "Buckets"), rows)


def _hashed(look: Look) -> None:
    specimen = look.specimen
    drawn = min(HASHED, specimen.depth)
    said = (
        f"Its letters are mixed into one of {specimen.width} buckets; the same name always falls into the same. Other "
        f"names may be there by chance, so this is done <b>{specimen.depth}</b> times, each time otherwise: in "
        f"{specimen.depth} partitions. Here are the first {drawn}."
    )
    step(1, "Into buckets", said)
    names, codes = look.scope.watched(specimen.modality, drawn)
    chart(lines(specimen, codes, names, theme=look.theme), "into-buckets", _buckets_alt(look))
    st.html(
        '<p class="fine">Diamonds: this name. Ticks: the names of the films in the history; the same name stands under '
        "the diamond.</p>"
    )


def _cut(look: Look) -> None:
    specimen = look.specimen
    numbers, drawn = look.scope.dimensions(specimen.modality), min(CUT, specimen.depth)
    reader = "A language model reads it in its sentence and describes it" if look.kind == "word" else "It is described"
    pieces = f" It is read in {len(specimen.pieces)} pieces, each a point." if len(specimen.pieces) > 1 else ""
    cut = CUTS.get(specimen.width, "Random cuts divide")
    said = (
        f"{reader} by {numbers} numbers: a point in a space.{pieces} {cut} that space into {specimen.width} buckets, "
        "and alike points often fall into the same. That is one partition; there are "
        f"<b>{specimen.depth:,}</b>, each cut otherwise. Here are the first {drawn}."
    )
    step(1, "Into buckets", said)
    shares = look.scope.shares(specimen.modality, drawn)
    chart(cuts(specimen, shares, theme=look.theme), "into-buckets", _buckets_alt(look))
    st.html(f'<p class="fine">Numbers: how many of all {look.kinds} of all films are in each bucket.</p>')


def _fallen(look: Look, partition: int) -> list[str]:
    pieces = zip(look.specimen.pieces, look.specimen.codes[:, partition].tolist(), strict=True)
    return [f"{piece}: {bucket}" for piece, bucket in pieces]


def _buckets_alt(look: Look) -> str:
    said = "; ".join(f"partition {p + 1}, {', '.join(_fallen(look, p))}" for p in range(min(CUT, look.specimen.depth)))
    return f"Buckets that {named(look.specimen.atom)} falls into: {said}."


def who_is_there(look: Look) -> None:
    """Which atoms of the history share its buckets, and what it adds through each entry."""
    specimen = look.specimen
    if look.scope.hashes_names(specimen.modality):
        rest = (
            "The same name shares all; another hardly any. A film without this name speaks a little against it, since "
            "all is compared with an average film."
        )
    else:
        rest = (
            f"Much is shared by chance: the band holds 95 of 100 {look.kinds} of all films. Films whose dots lie right "
            "of its dotted middle are more like it than most."
        )
    step(
        2,
        "Who is there too",
        f"Each dot is a {look.kind} of a film in the history: the further right, the more of its {specimen.depth:,} "
        f"buckets it shares. {rest} On the right: what the {look.kind} adds through each film.",
    )
    chart(meetings(specimen, _listed(specimen.meetings), theme=look.theme), "who-is-there", _meetings_alt(look))
    header = ("", "adds", "nearest", "shares", "on average")
    twin("What it adds through each entry of the history", header, [_row(each) for each in specimen.meetings])


def _listed(found: Sequence[Meeting]) -> list[Meeting]:
    """The strongest entries, and the others as one."""
    if len(found) <= LISTED + 1:
        return list(found)
    rest = found[LISTED:]
    return [*found[:LISTED], Meeting(f"{len(rest)} others", "", sum(each.value for each in rest), (), np.zeros(0))]


def _row(each: Meeting) -> tuple[str, ...]:
    name = f"{each.label} (not for you)" if each.reaction == DISLIKE else each.label
    if each.nearest is None:
        return (name, precise(each.value), "–", "–", "–")
    nearest = named(each.atoms[each.nearest])
    return (name, precise(each.value), nearest, f"{each.shared.max():.0f}", f"{each.shared.mean():.1f}")


def _meetings_alt(look: Look) -> str:
    if not look.specimen.meetings:
        return "No other film of the history meets it."
    said = ", ".join(f"{each.label} {precise(each.value)}" for each in look.specimen.meetings[:3])
    return f"What {named(look.specimen.atom)} adds through the films of the history: {said}."
