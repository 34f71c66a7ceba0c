"""Two models of the same films and ratings: what each makes of one film for one history."""

from __future__ import annotations

import shlex
from pathlib import Path

import streamlit as st

from dashboard.browser import session
from dashboard.look.palette import Theme
from dashboard.panels.common.messages import error_message
from dashboard.panels.compare.two_explanations import Side, chosen_film, differences, draw_pair, film_list, head
from dashboard.service.service import Service
from dashboard.state import transfer
from dashboard.state.state import State
from dashboard.text.markup import text
from emde_core.artifacts.prepared import MODEL
from emde_core.errors import EmdeError
from emde_core.workspace import home, prepared_models

OTHER = "compare-model"
ABOUT = {
    "affinity": "Here a film of the history adds likeness in plot, categories and poster, and company.",
    "published": "Here a film of the history adds a number for each modality, read from its codes; company is in all.",
}
ALONE = "This model is read otherwise, as on Explore; the other one is as it was learned."
NONE_YET = "There is no other model of these films and ratings yet. To train the published network beside this one:"


def draw_models(state: State, service: Service, theme: Theme) -> None:
    """The film by this model and by another, or how to make another."""
    film = chosen_film(state, service)
    models = (session.given_model(), *prepared_models())
    others = transfer.of_same_data(models, service.model.data_hash, service.model.model_hash)
    if not others:
        film_list(state, service)
        st.html(_how_to_make_one(session.model_path()))
        return
    one, two = st.columns(2, gap="large")
    with one:
        film_list(state, service)
    with two:
        path = _model_list(others)
    try:
        other, _ = session.opened(path)
        whys = [each.explain(state.history, film) for each in (service, other)]
    except EmdeError as error:
        error_message("The other model can't explain this", str(error))
        return
    sides = []
    for each, why in zip((service, other), whys, strict=True):
        recipe = each.about().recipe
        name, about = transfer.RECIPES[recipe], f'<p class="meta">{text(ABOUT[recipe])}</p>'
        sides.append(Side(name, head(name, about, why, each.evidence), why, each.evidence))
    if state.weights or state.content_alone:
        st.html(f'<p class="note" role="status">{ALONE}</p>')
    draw_pair(sides, theme)
    differences(sides)


def _model_list(others: tuple[Path, ...]) -> Path:
    """Which other model."""
    called = transfer.names(others)
    return st.selectbox("Compared with the model in", others, format_func=called.__getitem__, key=OTHER)


def _how_to_make_one(here: Path) -> str:
    """The command that trains the published network on the same films and ratings."""
    prepared = here.parent if here.name == MODEL else Path("PREPARED")
    made = home() / f"{prepared.name}-published" / MODEL
    command = shlex.join(["emde", "train", str(prepared), "--recipe", "published", "--out", str(made)])
    return f'<p class="note">{NONE_YET} <code>{text(command)}</code></p>'
