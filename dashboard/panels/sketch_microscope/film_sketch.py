"""The sketch microscope: a picture of one atom that stays, and beside it the steps from the atom to the score."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.charts.sketches import precise_number
from dashboard.components.stepper import next_step, stepper
from dashboard.look.palette import Theme, label
from dashboard.panels.sketch_microscope import lens
from dashboard.panels.sketch_microscope.atom_buckets import direction, into_buckets, tally
from dashboard.panels.sketch_microscope.atom_picture import draw_picture
from dashboard.panels.sketch_microscope.atom_score import in_the_score, likeness
from dashboard.panels.sketch_microscope.lens import Look, kinds_of
from dashboard.panels.sketch_microscope.steps import NAMES, draw_step
from dashboard.reasons.marks import explanation_chips, marked_plot
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import name_list, with_sign
from dashboard.text.markup import heading, isolated, join, strong, warning
from emde_core.history import History

STEPPER = "stepper"
WHY = (
    "Does this film fit the history? The model never looks at a film as a whole. It compares small pieces, and this is "
    "one of them."
)
GO_ON = "The next five steps show where that number comes from: go on with Next, or with the arrow keys."
ATOM = "Such a small piece: a word of the plot, a name among the categories, a patch of the poster."


def draw_film_sketch(history: History, service: Service, posters: Posters, theme: Theme) -> None:
    """Draw the choosers, the picture, and the step that is on."""
    look = lens.draw_choosers(history, service, theme)
    if look is None:
        modality = label(session.state().lens.modality)
        draw_html(warning(f"This film has no {modality}: nothing of it is in a bucket here.", role=None))
        return
    step = session.state().lens.step
    with st.container(key="microscope-steps"):
        with st.container(key="microscope-picture"):
            draw_picture(look, step, posters)
        with st.container(key="microscope-step"):
            stepper(NAMES, step, key=STEPPER, on_step=_take)
            (one_piece, direction, into_buckets, tally, likeness, in_the_score)[step - 1](look)


def _take() -> None:
    step, state = next_step(STEPPER, len(NAMES)), session.state()
    if step is not None:
        session.replace_state(replace(state, lens=replace(state.lens, step=step)))


def one_piece(look: Look) -> None:
    """Say what a film is made of, and what is followed from here."""
    by_modality = (look.scope.atoms(modality) for modality in look.service.model.modalities)
    pieces = name_list([f"{len(atoms)} {kinds_of(atoms[0])}" for atoms in by_modality if atoms])
    numbers = join(
        isolated(look.why.film.title),
        f" is {pieces}. Each adds a little to its score or takes a little off; this {look.kind}’s part is ",
        strong(precise_number(look.detail.atom.value)),
        f", of {with_sign(look.why.score)} in all. {GO_ON}",
    )
    draw_step(1, WHY, numbers, {"Atom": ATOM})
    plot = [marked_plot(look.why.film.plot, look.why.words)] if look.why.film.plot else []
    chips = [explanation_chips(look.why)] if look.why.categories else []
    draw_html(heading("Its words and names; what counts most is marked"), *plot, *chips)
