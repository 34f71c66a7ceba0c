"""The sketch microscope's last step: how sure a bar is, and what collisions have to do with it."""

from __future__ import annotations

import streamlit as st

from dashboard.charts.sketches import partition_dots
from dashboard.markup import isolated, legend, signed, table
from dashboard.microscope import Estimates, Meeting, Meetings, estimates, meetings
from dashboard.panels.lens import Look
from dashboard.panels.lesson import chart, step

BARS = 6  # that are taken apart


def draw(look: Look) -> None:
    """The fourth step."""
    found = estimates(look.why, look.slide.modality, BARS)
    step(4, "How sure", _noise_said(look, found))
    if not found or look.slide.depth < 2:
        return
    st.html(legend([look.slide.modality]))
    figure = partition_dots(found, look.slide.modality, look.lens.partition, theme=look.theme)
    strongest = found[0]
    alt = (
        f"What each partition by itself says of the bars: for {strongest.film.label} from "
        f"{signed(min(strongest.each))} to {signed(max(strongest.each))}, on average {signed(strongest.value)}."
    )
    chart(figure, "partition-dots", alt)
    met = meetings(look.why, look.slide, look.service.model.catalogue.index)
    if met is not None:
        st.html(f'<div class="lesson"><p>{_collisions_said(look, met)}</p></div>')
    header = ["Film", "Bar", "± error", "Noise", "Lowest", "Highest", *(["Shared", "Through them"] if met else [])]
    rows = [_taken_apart(e, met.by_film[e.film.id] if met else None) for e in found]
    twin = table("Bars taken apart by partition, in nats", header, rows)
    st.html(f'<details class="twin"><summary>The same as a table</summary>{twin}</details>')


def _taken_apart(bar: Estimates, met: Meeting | None) -> tuple[str, ...]:
    """A bar as a row of a table."""
    ends = signed(min(bar.each)), signed(max(bar.each))
    shared = (str(met.shared), signed(met.through, 3)) if met else ()
    return (bar.film.label, signed(bar.value, 3), f"{bar.spread:.3f}", f"{bar.noise:.0%}", *ends, *shared)


def _collisions_said(look: Look, met: Meetings) -> str:
    """What shared buckets have to do with the bars, and where the rest of the noise is told."""
    total = met.through + met.rest
    return (
        f"Films that share a bucket with <b>{isolated(look.film.title)}</b> may be like it, or have fallen in by "
        f"chance. Any film of the catalogue shares {met.usual:.1f} of its {look.slide.depth} buckets on average, a "
        f"film of this history <b>{met.shared:.1f}</b>. Through shared buckets pass <b>{signed(met.through)}</b> of "
        f"the {signed(total)} that the history adds by its {look.noun}. The other <b>{signed(met.rest)}</b> pass "
        "through buckets where it is not, by what the map has learned from many viewers. Every bucket holds films that "
        "are there by chance, different ones in each partition: what they do to a bar can’t be told apart one by one, "
        "and is what ± measures."
    )


def _noise_said(look: Look, found: tuple[Estimates, ...]) -> str:
    if not found:
        return f"No film of the history adds anything to {isolated(look.film.title)} by its {look.noun}."
    if look.slide.depth < 2:
        return "This model cuts each space only once, so that how sure it is can’t be said."
    strongest = found[0]
    return (
        f"A bar is the mean of {look.slide.depth} estimates, one from each partition. They disagree, because chance "
        f"decides which films share a bucket; the more they do, the less a bar is worth. The bar of "
        f"<b>{isolated(strongest.film.title)}</b> is <b>{signed(strongest.value)}</b> ± {strongest.spread:.2f}: single "
        f"partitions say anything from {signed(min(strongest.each))} to {signed(max(strongest.each))}, and "
        f"<b>{strongest.noise:.0%}</b> of it could be noise."
    )
