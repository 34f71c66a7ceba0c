"""What the sketch microscope is turned to: the choosers of a film, a modality and an atom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.analysis.microscope import Microscope
from dashboard.analysis.specimen import Specimen, named
from dashboard.browser import session
from dashboard.charts.sketches import precise
from dashboard.look.palette import Theme, label
from dashboard.service.service import Service
from dashboard.state.focus import Focus, of_atom
from dashboard.state.state import Lens
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue
from emde_core.history import History

OFFERED, FIRST = 300, 24  # films to choose from: recommended ones first, then well-known ones


@dataclass(frozen=True)
class Look:
    """Everything that the steps show: one atom of one film, and one history."""

    history: History
    scope: Microscope
    specimen: Specimen
    why: Explanation
    service: Service
    theme: Theme

    @property
    def kind(self) -> str:
        """What the atom is."""
        return kind_of(self.specimen.atom)

    @property
    def kinds(self) -> str:
        """Several of them."""
        return "patches" if self.kind == "patch" else f"{self.kind}s"


def kind_of(atom: AtomValue) -> str:
    """What people call such an atom."""
    return "name" if isinstance(atom, CategoryValue) else "patch" if isinstance(atom, RegionValue) else "word"


def draw_choosers(history: History, service: Service, theme: Theme) -> Look | None:
    """The choosers, and what they are turned to; None where the film lacks the modality."""
    film = _film(history, service)
    why = service.explain(history, film)
    with st.container(key="lens", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choose_film(film, history, service)
        scope = service.microscope(history, film)
        modality = _choose_modality(scope, service)
        number = _choose_atom(scope, modality)
    if number is None:
        return None
    return Look(history, scope, scope.specimen(modality, number), why, service, theme)


def turn(lens: Lens) -> None:
    """Look at something else."""
    session.become(replace(session.state(), lens=lens))


def _film(history: History, service: Service) -> str:
    chosen = session.state().selected
    if chosen is not None:
        return chosen
    return next((pick.film.id for pick in service.recommend(history, 1)), service.popular(1)[0].id)


def _choose_film(film: str, history: History, service: Service) -> None:
    first = [pick.film.id for pick in service.recommend(history, FIRST)]
    offered = [film, *first, *(each for each, _ in history), *(each.id for each in service.popular(OFFERED))]
    st.session_state["lens-film"] = film

    def take() -> None:
        session.become(session.state().select(st.session_state["lens-film"]))

    def name(each: str) -> str:
        return service.film(each).label

    st.selectbox("Film", list(dict.fromkeys(offered)), format_func=name, key="lens-film", on_change=take)


def _choose_modality(scope: Microscope, service: Service) -> str:
    modalities, state = list(service.model.modalities), session.state()
    focused = (m for m in modalities for atom in scope.atoms(m) if _within(atom, state.focus))
    first = next((m for m in modalities if scope.strongest(m)), modalities[0])
    chosen = state.lens.modality if state.lens.modality in modalities else next(focused, first)
    st.session_state["lens-modality"] = chosen

    def take() -> None:
        turn(Lens(modality=st.session_state["lens-modality"] or chosen))

    st.segmented_control("Seen by its", modalities, format_func=label, key="lens-modality", on_change=take)
    return chosen


def _choose_atom(scope: Microscope, modality: str) -> int | None:
    """The chosen atom's number; None where there are none."""
    numbers, atoms = scope.strongest(modality), scope.atoms(modality)
    if not numbers:
        return None
    lens = session.state().lens
    wanted: Focus | None = lens.atom or session.state().focus
    most = max(numbers, key=lambda n: atoms[n].value)
    chosen = next((n for n in numbers if _within(atoms[n], wanted)), most)
    st.session_state["lens-atom"] = chosen

    def take() -> None:
        turn(Lens(modality=modality, atom=of_atom(atoms[st.session_state["lens-atom"]])))

    names = _told_apart([f"{named(atoms[n])}  {precise(atoms[n].value)}" for n in numbers])
    by_number = dict(zip(numbers, names, strict=True))
    kind = kind_of(atoms[numbers[0]])
    st.selectbox(
        f"{kind.capitalize()}, the strongest first",
        numbers,
        format_func=by_number.__getitem__,
        key="lens-atom",
        on_change=take,
    )
    return chosen


def _within(atom: AtomValue, focus: Focus | None) -> bool:
    """Whether an atom is what is in focus, or a word of the phrase that is."""
    if focus is None or not isinstance(atom, WordValue) or focus.kind != "phrase":
        return of_atom(atom) == focus
    start, _, end = focus.key.partition("-")
    return start.isdecimal() and end.isdecimal() and int(start) <= atom.start and atom.end <= int(end)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names as they are; the second and any further of the same with their number, since a chooser goes by the name."""
    found: Counter[str] = Counter()
    told = []
    for name in names:
        found[name] += 1
        told.append(f"{name}  ({found[name]})" if found[name] > 1 else name)
    return told
