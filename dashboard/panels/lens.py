"""What the sketch microscope is turned to: the choosers of a film, a modality and a partition."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from dashboard import session
from dashboard.microscope import Slide
from dashboard.palette import POSSESSED, Theme, label
from dashboard.service import Service
from dashboard.state import Lens
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.history import History

OFFERED, FIRST = 300, 24  # films to choose from: recommended ones first, then well-known ones


@dataclass(frozen=True)
class Look:
    """Everything that the steps show: one film, one history, one modality, one partition."""

    film: Film
    history: History
    lens: Lens
    slide: Slide
    why: Explanation
    service: Service
    theme: Theme

    @property
    def bucket(self) -> int | None:
        """The bucket that is looked at: the chosen one, else the film's own."""
        if self.lens.bucket is not None:
            return self.lens.bucket
        return None if self.slide.own is None else int(self.slide.own[self.lens.partition])

    @property
    def noun(self) -> str:
        """What the modality is of a film: its plot."""
        return POSSESSED.get(self.slide.modality, self.slide.modality)


def draw(history: History, service: Service, theme: Theme) -> Look:
    """The choosers, and what they are turned to."""
    lens = _fitting(session.state().lens, service)
    first = [pick.film.id for pick in service.recommend(history, FIRST)]
    offered = [*first, *(f for f, _ in history), *(f.id for f in service.popular(OFFERED))]
    film = session.state().selected or offered[0]
    with st.container(key="lens", horizontal=True, vertical_alignment="bottom", gap="medium"):
        _choose_film(film, list(dict.fromkeys([film, *offered])), service)
        _choose_modality(lens, service)
        _choose_partition(lens, service)
    slide = service.microscope.slide(history, film, lens.modality)
    return Look(service.film(film), history, lens, slide, service.explain(history, film), service, theme)


def _fitting(lens: Lens, service: Service) -> Lens:
    """The lens as it fits the model on the screen."""
    layout = service.model.trained.readout.layout
    modality = lens.modality if lens.modality in layout.modalities else layout.modalities[0]
    return replace(lens, modality=modality, partition=min(lens.partition, layout.depth - 1))


def turn(lens: Lens) -> None:
    """Look at something else."""
    session.become(replace(session.state(), lens=lens))


def _choose_film(film: str, offered: list[str], service: Service) -> None:
    st.session_state["lens-film"] = film

    def take() -> None:
        session.become(session.state().select(st.session_state["lens-film"]))

    def name(each: str) -> str:
        return service.film(each).label

    st.selectbox("Film", offered, format_func=name, key="lens-film", on_change=take)


def _choose_modality(lens: Lens, service: Service) -> None:
    st.session_state["lens-modality"] = lens.modality

    def take() -> None:
        chosen = st.session_state["lens-modality"] or lens.modality
        turn(replace(lens, modality=chosen, bucket=None))

    modalities = list(service.model.modalities)
    st.segmented_control("Seen by its", modalities, format_func=label, key="lens-modality", on_change=take)


def _choose_partition(lens: Lens, service: Service) -> None:
    st.session_state["lens-partition"] = lens.partition + 1
    depth = service.model.trained.readout.layout.depth
    if depth < 2:
        return

    def take() -> None:
        turn(replace(lens, partition=st.session_state["lens-partition"] - 1, bucket=None))

    st.slider(f"Partition, of {depth}", 1, depth, key="lens-partition", on_change=take)
