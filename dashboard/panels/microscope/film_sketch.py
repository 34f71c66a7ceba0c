"""The sketch microscope: one atom where it stands in its film, and four steps from there to the score."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.specimen import named
from dashboard.browser import pictures, session
from dashboard.charts.sketches import precise
from dashboard.look.palette import Theme, label
from dashboard.panels.microscope import lens
from dashboard.panels.microscope.atom_buckets import into_buckets, who_is_there
from dashboard.panels.microscope.atom_score import in_the_score, multiply
from dashboard.panels.microscope.lens import Look
from dashboard.reasons.sureness import caveat
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import signed
from dashboard.text.markup import isolated, text
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.history import History

STEPS = (into_buckets, who_is_there, multiply, in_the_score)
AROUND = 70  # characters of the plot on either side of a word


def draw_film_sketch(history: History, service: Service, posters: Posters, theme: Theme) -> None:
    """The choosers and the four steps."""
    look = lens.draw_choosers(history, service, theme)
    if look is None:
        lacking = label(session.state().lens.modality)
        st.html(f'<p class="note warn">This film has no {text(lacking)}: nothing of it is in a bucket here.</p>')
        return
    st.html(_specimen(look, posters))
    with st.container(key="microscope-steps"):
        for number, part in enumerate(STEPS, start=1):
            with st.container(key=f"microscope-step-{number}"):
                part(look)


def _specimen(look: Look, posters: Posters) -> str:
    """The atom where it stands in its film, and what it comes to."""
    atom, modality = look.specimen.atom, look.specimen.modality
    unsure = caveat(modality, look.service.evidence)
    warning = f'<p class="note warn">{text(unsure[0].upper())}{text(unsure[1:])}.</p>' if unsure else ""
    value = f'<b data-atom="{atom.value!r}">{precise(atom.value)}</b>'
    return (
        f'<div class="specimen {text(modality)}">{_picture(look, posters)}<div>'
        f'<h2>How one {look.kind} becomes part of a score</h2><p class="quoted">{_quoted(look)}</p>'
        f"<p>Its part in the score of {isolated(look.why.film.title)}, which is {signed(look.why.score)}: {value}</p>"
        f"{warning}</div></div>"
    )


def _picture(look: Look, posters: Posters) -> str:
    """The poster, with the patch outlined where one is looked at."""
    address, atom = pictures.small(posters, look.why.film), look.specimen.atom
    if address is None:
        return ""
    outline = ""
    if isinstance(atom, RegionValue):
        ends = f"left:{atom.x:.2%};top:{atom.y:.2%};width:{atom.width:.2%};height:{atom.height:.2%}"
        outline = f'<i style="{ends}"></i>'
    return f'<span class="plate"><img alt="" src="{text(address)}">{outline}</span>'


def _quoted(look: Look) -> str:
    atom, film = look.specimen.atom, look.why.film
    if not isinstance(atom, WordValue):
        field = atom.field if isinstance(atom, CategoryValue) else "patch"
        return f"<small>{text(field)}</small> <mark>{isolated(named(atom))}</mark>"
    before, after = film.plot[: atom.start], film.plot[atom.end :]
    start = f"…{before[-AROUND:].partition(' ')[2]}" if len(before) > AROUND else before
    end = f"{after[:AROUND].rpartition(' ')[0]}…" if len(after) > AROUND else after
    return f"<bdi>{text(start)}<mark>{text(atom.text)}</mark>{text(end)}</bdi>"
