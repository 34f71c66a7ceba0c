"""What is loaded: films, ratings, what each modality covers, the model in plain words, and its hashes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from dashboard import session, switching
from dashboard.markup import table, text
from dashboard.palette import label
from dashboard.service import About, Service
from dashboard.state import State
from emde_core.config import Config
from emde_core.errors import EmdeError
from emde_core.schema import AUDIENCE, CATEGORICAL, IDENTITY, IMAGE, TEXT
from emde_core.trained import TrainedModel
from emde_core.workspace import prepared_models

CHOICE = "model-choice"
ALONE = """<p class="fine">Other catalogues can be chosen here, once <code>emde prepare</code> and
<code>emde train</code> have made them.</p>"""
RECIPES: Mapping[str, str] = {
    "closed_form": "One linear map, solved exactly, not trained step by step: its explanations add up.",
    "residual": "One linear map solved exactly, and a small network on top that corrects it.",
    "published": "The published network, trained step by step.",
}
SEES: Mapping[str, str] = {
    TEXT: "the plot",
    CATEGORICAL: "genres, people, countries, languages, decade",
    IMAGE: "colours, shapes and layout of the poster",
    AUDIENCE: "which films the same viewers watched",
    IDENTITY: "nothing but which film it is",
}


def switcher(service: Service) -> None:
    """A choice among the prepared catalogues, where there are several."""
    here = session.model_path().resolve()
    found = (session.given_model(), here, *prepared_models())
    called = switching.names(list({path.resolve(): path for path in reversed(found)}.values())[::-1])
    if len(called) < 2:
        st.html(ALONE)
        return
    st.session_state[CHOICE] = next(path for path in called if path.resolve() == here)  # also after a refused switch
    st.selectbox(
        "Catalogue",
        list(called),
        format_func=called.__getitem__,
        key=CHOICE,
        on_change=lambda: _switch(service, st.session_state[CHOICE], called[st.session_state[CHOICE]]),
    )


def _switch(service: Service, path: Path, name: str) -> None:
    """Open another model; where that fails, stay here and say why."""
    try:
        other, _ = session.opened(path)
    except EmdeError as error:
        session.tell(f"{name} can't be opened: {error}")
        return
    here, there = service.model.catalogue, other.model.catalogue
    history, dropped = switching.carried_over(session.state().history, here, there)
    session.switch(path, State(history=history))
    session.tell(f"Now with {name}.", switching.said(dropped, len(history)))


def draw(service: Service) -> None:
    """Numbers, coverage, and the model in plain words."""
    about, trained = service.about(), service.model.trained
    st.html(f"{totals(about)}{raters(about)}")
    st.html(f'<h2 class="heading">What is known of the films</h2>{coverage(about)}')
    st.html(
        f'<h2 class="heading">The model</h2><p class="recipe">{text(RECIPES[about.recipe])}</p>{facts(about, trained)}'
    )


def totals(about: About) -> str:
    """How much there is."""
    counted = (("films", about.films), ("viewers", about.viewers), ("ratings", about.ratings))
    items = "".join(f"<li><b>{count:,}</b> {name}</li>" for name, count in counted)
    return f'<ul class="totals">{items}</ul>'


def raters(about: About) -> str:
    """Whether people gave the ratings."""
    if about.simulated:
        return (
            '<p class="note warn" role="note">These viewers are simulated: no person gave these ratings. They show how '
            "things work, not what people like.</p>"
        )
    return '<p class="note">The ratings came with the data; none is simulated.</p>'


def coverage(about: About) -> str:
    """A bar for each modality: how many films have it."""
    rows = "".join(
        f'<li class="{text(modality)}"><span class="name">{text(label(modality))}'
        f"<small>{text(SEES.get(modality, ''))}</small></span>"
        f'<span class="bar"><i style="width:{count / about.films:.2%}"></i></span>'
        f'<span class="count">{count:,} of {about.films:,}</span></li>'
        for modality, count in about.coverage
    )
    return f'<ul class="coverage">{rows}</ul>'


def facts(about: About, trained: TrainedModel) -> str:
    """Settings and hashes, a row each."""
    rows = [
        *settings(trained.config),
        *encoders(trained),
        ("Model hash", about.model_hash),
        ("Data hash", about.data_hash),
    ]
    return f'<div class="twin facts">{table("What it was made with", ["", ""], rows)}</div>'


def settings(config: Config) -> list[tuple[str, str]]:
    """The settings that change what a score means."""
    sketch, exact = config.sketch, config.closed_form
    return [
        ("A like", f"a rating of {config.like_at_least:g} or more"),
        ("Not for me", f"a rating of {config.dislike_at_most:g} or less"),
        ("Sketches", f"each part is cut {sketch.depth} times into {sketch.width} buckets (seed {sketch.seed})"),
        (
            "Likes hidden in learning",
            f"{1 - exact.keep_likes:.0%}, and {1 - exact.keep_dislikes:.0%} of what was not liked",
        ),
        ("Held back by (ridge)", f"{exact.ridge_likes:g} for likes, {exact.ridge_dislikes:g} for the others"),
    ]


def encoders(trained: TrainedModel) -> list[tuple[str, str]]:
    """What reads plots and posters."""
    encoded, rows = trained.encoded, []
    if TEXT in trained.readout.layout.modalities:
        rows.append(("Plots are read by", encoded.text_model or "all-MiniLM-L6-v2"))
    if IMAGE in trained.readout.layout.modalities:
        rows.append(("Posters are read by", encoded.image_model or "colours and edges in patches"))
    return rows
