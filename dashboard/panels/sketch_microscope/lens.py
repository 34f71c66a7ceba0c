"""The choosers of a film, a modality and an atom, which turn the sketch microscope to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from dashboard.analysis.atom_detail import AtomDetail, atom_labels
from dashboard.analysis.atom_neighbours import Dial
from dashboard.analysis.atom_words import kind_of, kinds_of
from dashboard.analysis.microscope import Microscope
from dashboard.browser import session
from dashboard.charts.sketches import digits_of, precise_number
from dashboard.look.palette import Theme, label
from dashboard.panels.common.choosers import draw_list, draw_segments
from dashboard.panels.common.explained_film import draw_film_list, select_film
from dashboard.service.service import Service
from dashboard.state.focus import Focus, atom_focus
from dashboard.state.state import Lens
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import AtomValue, WordValue
from emde_core.history import History

MOST, FIRST = 300, 24  # films to choose from: recommended ones first, then well-known ones


@dataclass(frozen=True)
class Look:
    """Everything that the steps show: one atom of one film, and one history."""

    history: History
    scope: Microscope
    detail: AtomDetail
    why: Explanation
    service: Service
    theme: Theme

    @cached_property
    def dial(self) -> Dial:
        """The atoms of the history that are nearest."""
        return self.scope.dial(self.detail)

    @property
    def title(self) -> str:
        """The film's title, inside a sentence."""
        return isolate(self.why.film.title)

    @property
    def digits(self) -> int:
        """The digits after the point of all numbers of the atom and its like."""
        return digits_of(self.detail.atom.value)

    def number(self, value: float) -> str:
        """Return a number of the atom or its like."""
        return with_sign(value, self.digits)

    @property
    def kind(self) -> str:
        """The atom's name among people."""
        return kind_of(self.detail.atom)

    @property
    def kinds(self) -> str:
        """Several of them."""
        return kinds_of(self.detail.atom)


def draw_choosers(history: History, service: Service, theme: Theme) -> Look | None:
    """Draw the choosers, and return what they are turned to; None where the film lacks the modality."""
    recommended_ids = [pick.film.id for pick in service.recommend(history, FIRST)]
    popular_ids = [film.id for film in service.popular(MOST)]
    film_id = session.state().selected or next(iter((*recommended_ids, *popular_ids)))
    why = service.explain(history, film_id)
    film_ids = [film_id, *recommended_ids, *(each for each, _ in history), *popular_ids]
    scope = service.microscope(history, film_id)
    with st.container(key="lens", horizontal=True, vertical_alignment="center", gap="medium"):
        modality = _choose_modality(scope, service)
        with st.popover("Follow another piece, or another film", key="lens-open"):
            draw_film_list("Film", film_ids, film_id, service, key="lens-film", take=select_film)
            number = _choose_atom(scope, modality)
    if number is None:
        return None
    return Look(history, scope, scope.atom_detail(modality, number), why, service, theme)


def turn(lens: Lens) -> None:
    """Look at something else."""
    session.replace_state(replace(session.state(), lens=lens))


def _choose_modality(scope: Microscope, service: Service) -> str:
    modalities, state = list(service.model.modalities), session.state()
    in_focus = (m for m in modalities for atom in scope.atoms(m) if _within(atom, state.focus))
    credible = [m for m in modalities if service.evidence.get(m) != "none"] or modalities
    first = max(credible, key=lambda m: max((atom.value for atom in scope.atoms(m)), default=0.0))
    choice = state.lens.modality if state.lens.modality in modalities else next(in_focus, first)

    def take(modality: str) -> None:
        turn(Lens(modality=modality, step=state.lens.step))

    draw_segments("Look at its", modalities, choice, key="lens-modality", label=label, take=take)
    return choice


def _choose_atom(scope: Microscope, modality: str) -> int | None:
    """Return the chosen atom's number; None where there are none."""
    numbers, atoms = scope.strongest(modality), scope.atoms(modality)
    if not numbers:
        return None
    focus = session.state().lens.atom or session.state().focus
    in_focus = [n for n in numbers if _within(atoms[n], focus)]
    choice = in_focus[0] if in_focus else scope.example(modality)
    labels = atom_labels(atoms)
    names = _distinct([f"{labels[n]}  {precise_number(atoms[n].value)}" for n in numbers])
    by_number = dict(zip(numbers, names, strict=True))

    def take(number: int) -> None:
        turn(Lens(modality=modality, atom=atom_focus(atoms[number]), step=session.state().lens.step))

    name = f"{kind_of(atoms[numbers[0]]).capitalize()}, the strongest first"
    draw_list(name, numbers, choice, key="lens-atom", label=by_number.__getitem__, take=take)
    return choice


def _within(atom: AtomValue, focus: Focus | None) -> bool:
    """Tell whether an atom is in focus, or a word of the phrase that is."""
    if focus is None or not isinstance(atom, WordValue) or focus.kind != "phrase":
        return atom_focus(atom) == focus
    start, _, end = focus.key.partition("-")
    return start.isdecimal() and end.isdecimal() and int(start) <= atom.start and atom.end <= int(end)


def _distinct(names: Sequence[str]) -> list[str]:
    """Number the second and any further of the same names, since a chooser goes by the name."""
    counts: Counter[str] = Counter()
    distinct = []
    for name in names:
        counts[name] += 1
        distinct.append(f"{name}  ({counts[name]})" if counts[name] > 1 else name)
    return distinct
