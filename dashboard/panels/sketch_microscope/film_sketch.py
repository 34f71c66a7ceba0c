"""The sketch microscope: a picture of one atom that stays, and beside it the steps from the atom to the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.analysis.atom_words import kind_of, thing
from dashboard.browser import session
from dashboard.browser.page import draw_html
from dashboard.charts.sketches import precise_number
from dashboard.components.stepper import next_step, stepper
from dashboard.look.palette import Theme, label
from dashboard.panels.common.panel import panel
from dashboard.panels.sketch_microscope import lens
from dashboard.panels.sketch_microscope.atom_buckets import arrow, bucket, rounds
from dashboard.panels.sketch_microscope.atom_picture import draw_picture
from dashboard.panels.sketch_microscope.atom_score import in_the_score, tally
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.steps import NAMES, draw_numbers, draw_step
from dashboard.reasons.entries import parts_of
from dashboard.reasons.linked_views import atom_name
from dashboard.reasons.marks import explanation_chips, marked_plot
from dashboard.reasons.sentence import standing
from dashboard.reasons.word_meetings import meeting_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.focus import atom_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE, capital, name_list, with_sign
from dashboard.text.markup import fine, heading, strong, warning
from emde_core.explain.values import AtomValue, WordValue
from emde_core.history import History
from emde_core.schema import COMPANY

STEPPER = "stepper"
OTHERS = "each of its other pieces comes to its number in the same way."
PEOPLE = "What people’s ratings add; it comes last, when all pieces are summed up."
PIECES = {  # one, and several
    "word": ("word of its plot", "words of its plot"),
    "name": ("credit, genre or the like", "credits, genres and the like"),
    "patch": ("patch of its poster", "patches of its poster"),
}


def draw_film_sketch(history: History, service: Service, posters: Posters, theme: Theme, top: DeltaGenerator) -> None:
    """Draw the choosers, in the line on top, the picture, and the step that is on."""
    with top:
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
            _draw_step(look, step, posters)


@panel("This step")
def _draw_step(look: Look, step: int, posters: Posters) -> None:
    (piece, arrow, bucket, rounds, tally, in_the_score)[step - 1](look, posters)


def _take() -> None:
    step, state = next_step(STEPPER, len(NAMES)), session.state()
    if step is not None:
        session.replace_state(replace(state, lens=replace(state.lens, step=step)))


def piece(look: Look, _: Posters) -> None:
    """Say where the film stands, and name the piece of it that is followed from here."""
    why, atom, title = look.why, look.detail.atom, look.title
    place = f"is number {why.rank} for this history" if why.rank else "is in this history"
    draw_step(
        title,
        OTHERS,
        f"{title} {place}. One thing {_side(atom.value)}: {thing(atom)}.",
        "It adds ",
        strong(look.number(atom.value)),
        f"{_beside(look)} to the score of {with_sign(why.score)} that says how well the film suits. A computer can’t "
        "watch films, but it can count: the next five steps show how it counts its way to that number.",
    )
    ring = atom_focus(atom)
    own = [atom] if isinstance(atom, WordValue) else []
    plot = [marked_plot(why.film.plot, (*meeting_words(why), *own), ring=ring)] if why.film.plot else []
    chips = [explanation_chips(why, ring=ring)] if why.categories else []
    ringed = "" if look.kind == "patch" else f", and a ring is round {isolate(atom_name(atom))}"
    draw_html(heading(f"Its words and categories; what counts most is marked{ringed}"), *plot, *chips)
    people = {capital(label(COMPANY)): PEOPLE} if COMPANY in parts_of(why) else {}
    draw_numbers({"Score": f"{title} is {standing(why, ' to be liked')}."} | people, lambda: _draw_pieces(look))


def _beside(look: Look) -> str:
    """Say of a piece that by itself is next to nothing what all of its kind come to; "" of any other."""
    value = look.detail.atom.value
    if abs(value) >= VISIBLE:
        return ""
    atoms = look.scope.atoms(look.detail.modality)
    total = precise_number(sum(each.value for each in atoms))
    return f", which by itself is next to nothing ({len(atoms)} such {look.kinds} together: {total}),"


def _side(value: float) -> str:
    return "in its favour" if value > 0 else "against it" if value < 0 else "about it"


def _draw_pieces(look: Look) -> None:
    """Say what the film is for the model, and what each piece does."""
    by_modality = (look.scope.atoms(modality) for modality in look.service.model.modalities)
    pieces = name_list([_count(atoms) for atoms in by_modality if atoms])
    words = f"For the model, {look.title} is {pieces}. Each of these pieces moves the score a little up or down."
    draw_html(fine(words))


def _count(atoms: Sequence[AtomValue]) -> str:
    """Return how many pieces there are of a kind."""
    one, several = PIECES[kind_of(atoms[0])]
    return f"{len(atoms)} {one if len(atoms) == 1 else several}"
