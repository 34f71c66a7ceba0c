"""The poster of a film that is being written: drawn from a recipe, dropped in, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.choosers import draw_list, draw_segments
from dashboard.panels.common.panel import panel
from dashboard.state.draft import Draft, PosterKind, random_recipe
from dashboard.text.markup import note, warning
from emde_core.data.pictures import SUFFIXES
from emde_core.errors import DataError
from emde_core.limits import LIMITS, MEGABYTE
from emde_core.posters.compositions import COMPOSITIONS
from emde_core.posters.faces import FACES
from emde_core.posters.motifs import MOTIFS
from emde_core.posters.palettes import PALETTES
from emde_core.posters.textures import TEXTURES

Rewrite = Callable[[Draft, Draft], None]
KINDS: dict[PosterKind, str] = {"drawn": "Draw one", "sent": "Drop one in", "none": "No poster"}
NONE = "none"
REFUSED, UPLOAD = "poster_refused", "draft-upload"
CHOOSERS: tuple[tuple[str, str, Collection[str]], ...] = (
    ("motif", "Motif", MOTIFS),
    ("composition", "Composition", COMPOSITIONS),
    ("palette", "Colours", PALETTES),
    ("second", "Second motif", (NONE, *MOTIFS)),
    ("texture", "Surface", TEXTURES),
    ("type", "Lettering", FACES),
)


@panel("The choice of a poster")
def draw_draft_poster(draft: Draft, rewrite: Rewrite) -> None:
    """Draw which poster it is, and how it comes about."""

    def take(kind: PosterKind) -> None:
        rewrite(draft, replace(draft, kind=kind))

    draw_segments("Poster", KINDS, draft.kind, key="draft-kind", label=KINDS.__getitem__, take=take)
    if draft.kind == "drawn":
        _choosers(draft, rewrite)
    elif draft.kind == "sent":
        _upload(draft, rewrite)


def _choosers(draft: Draft, rewrite: Rewrite) -> None:
    with st.container(key="recipe"):
        for field, label, words in CHOOSERS:
            _chooser(draft, rewrite, field, label, words)
    st.button("Surprise me", key="surprise", on_click=guard(lambda: rewrite(draft, _surprised(draft))))


def _chooser(draft: Draft, rewrite: Rewrite, field: str, name: str, words: Collection[str]) -> None:
    def take(word: str) -> None:
        recipe = draft.recipe.model_copy(update={field: None if word == NONE else word})
        rewrite(draft, replace(draft, recipe=recipe))

    choice = getattr(draft.recipe, field) or NONE
    draw_list(name, words, choice, key=f"recipe-{field}", label=lambda word: word.replace("-", " "), take=take)


def _surprised(draft: Draft) -> Draft:
    return replace(draft, recipe=random_recipe(np.random.default_rng()))


def _upload(draft: Draft, rewrite: Rewrite) -> None:
    def take() -> None:
        upload = st.session_state[UPLOAD]
        st.session_state[REFUSED] = ""
        if upload is None:
            return
        try:
            rewrite(draft, draft.with_picture(upload.getvalue()))
        except DataError as error:
            st.session_state[REFUSED] = str(error)

    most = LIMITS.picture.most // MEGABYTE
    name = f"A picture of at most {most} MB; it is cut to two by three"
    suffixes = [suffix.removeprefix(".") for suffix in SUFFIXES]
    st.file_uploader(name, type=suffixes, key=UPLOAD, max_upload_size=most, on_change=guard(take))
    if message := st.session_state.get(REFUSED):
        draw_html(warning(f"This file was not used: {message}.", role="alert"))
    elif not draft.picture:
        draw_html(note("Until there is one, the film has no poster."))
