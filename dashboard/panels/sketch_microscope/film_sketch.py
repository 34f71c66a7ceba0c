"""The sketch microscope: one atom where it stands in its film, and four steps from there to the score."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.atom_detail import atom_label
from dashboard.browser import pictures, session
from dashboard.browser.page import draw_html
from dashboard.charts.sketches import precise_number
from dashboard.look.palette import Theme, label
from dashboard.panels.sketch_microscope import lens
from dashboard.panels.sketch_microscope.atom_buckets import into_buckets, who_is_there
from dashboard.panels.sketch_microscope.atom_score import in_the_score, multiply
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, element, image, isolated, join, outline, warning
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.history import History

STEPS = (into_buckets, who_is_there, multiply, in_the_score)
AROUND = 70  # characters of the plot on either side of a word


def draw_film_sketch(history: History, service: Service, posters: Posters, theme: Theme) -> None:
    """Draw the choosers and the four steps."""
    look = lens.draw_choosers(history, service, theme)
    if look is None:
        modality = label(session.state().lens.modality)
        draw_html(warning(f"This film has no {modality}: nothing of it is in a bucket here.", role=None))
        return
    draw_html(_atom_in_film(look, posters))
    with st.container(key="microscope-steps"):
        for number, draw_part in enumerate(STEPS, start=1):
            with st.container(key=f"microscope-step-{number}"):
                draw_part(look)


def _atom_in_film(look: Look, posters: Posters) -> Markup:
    """Show the atom where it stands in its film, and what it comes to."""
    atom, modality = look.detail.atom, look.detail.modality
    doubt = caveat_sentence(modality, look.service.evidence)
    value = element("b", precise_number(atom.value), data_atom=repr(atom.value))
    title, score = isolated(look.why.film.title), with_sign(look.why.score)
    words = element(
        "div",
        element("h2", f"How one {look.kind} becomes part of a score"),
        element("p", _quote(look), class_="quoted"),
        element("p", "Its part in the score of ", title, f", which is {score}: ", value),
        warning(doubt, role=None) if doubt else "",
    )
    return element("div", _poster(look, posters), words, class_=f"specimen {modality}")


def _poster(look: Look, posters: Posters) -> str:
    """Show the poster, with the patch outlined where one is looked at."""
    address, atom = pictures.small(posters, look.why.film), look.detail.atom
    if address is None:
        return ""
    patch = outline(atom.x, atom.y, atom.width, atom.height) if isinstance(atom, RegionValue) else ""
    return element("span", image(address), patch, class_="plate")


def _quote(look: Look) -> Markup:
    atom, film = look.detail.atom, look.why.film
    if not isinstance(atom, WordValue):
        field = atom.field if isinstance(atom, CategoryValue) else "patch"
        return join(element("small", field), " ", element("mark", isolated(atom_label(atom))))
    before, after = film.plot[: atom.start], film.plot[atom.end :]
    start = f"…{before[-AROUND:].partition(' ')[2]}" if len(before) > AROUND else before
    end = f"{after[:AROUND].rpartition(' ')[0]}…" if len(after) > AROUND else after
    return isolated(join(start, element("mark", atom.text), end))
