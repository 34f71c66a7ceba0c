"""Two models of the same films and ratings: what each makes of one film for one history."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.browser import session
from dashboard.browser.boundary import boundary
from dashboard.browser.page import draw_html
from dashboard.export.comparison import Side
from dashboard.look.palette import Theme, in_prose
from dashboard.panels.common.explained_film import draw_explained_film_list, explained_film_id
from dashboard.panels.common.messages import error_message
from dashboard.panels.compare.two_explanations import draw_differences, draw_figures, draw_heads, head
from dashboard.service import model_folders
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.markup import element, meta, note
from emde_core.errors import EmdeError
from emde_core.schema import COMPANY
from emde_core.workspace import prepared_models

OTHER = "compare-model"
ABOUT = {
    "affinity": "Here a film of the history adds likeness in plot, categories and poster, and what "
    f"{in_prose(COMPANY)} tells.",
    "published": "Here a film of the history adds a number for each modality, read from its codes; "
    f"{in_prose(COMPANY)} is in all.",
}
ALONE = "This model is read otherwise, as on Explore; the other one is as it was learned."
NONE_YET = (
    "There is no other model of these films and ratings yet. The published network can be trained beside this one: "
)
TRAIN = "emde train --recipe published"


def other_models(service: Service) -> tuple[Path, ...]:
    """Return the folders of other models of the same films and ratings."""
    models = (session.start_model(), *prepared_models())
    return model_folders.models_of_same_data(models, service.model.data_hash, service.model.model_hash)


def draw_models(state: State, service: Service, theme: Theme) -> None:
    """Draw the film by this model and by another, or how to make another."""
    film_id = explained_film_id(state, service)
    others = other_models(service)
    if not others:
        draw_explained_film_list(state, service)
        draw_html(note(NONE_YET, element("code", TRAIN), "."))
        return
    one, two = st.columns(2, gap="large")
    with one:
        draw_explained_film_list(state, service)
    with two:
        names = model_folders.model_names(others)
        path = st.selectbox("Compared with the model in", others, format_func=names.__getitem__, key=OTHER)
    try:
        with boundary():
            other, _ = session.open_model(path)
            whys = [each.explain(state.history, film_id) for each in (service, other)]
    except EmdeError as error:
        error_message("The other model can't explain this", str(error))
        return
    sides, heads = [], []
    for each, why in zip((service, other), whys, strict=True):
        recipe = each.facts().recipe
        name = model_folders.RECIPES[recipe]
        sides.append(Side(name, why, state.history, each))
        heads.append(head(name, meta(ABOUT[recipe]), why, each))
    if state.weights or state.content_alone:
        draw_html(note(ALONE, role="status"))
    draw_heads(heads)
    draw_figures(sides, theme)
    draw_differences(sides)
