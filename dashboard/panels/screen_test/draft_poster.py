"""The poster of a film that is being written: drawn from a recipe, dropped in, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
import streamlit as st

from dashboard.state.draft import Draft, PosterKind, surprise
from dashboard.text.markup import text
from emde_core.data.posters import MAX_BYTES
from emde_core.errors import DataError
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


def draw_draft_poster(draft: Draft, rewrite: Rewrite) -> None:
    """Which poster, and how it comes about."""
    st.session_state["draft-kind"] = draft.kind

    def take() -> None:
        rewrite(draft, replace(draft, kind=st.session_state["draft-kind"] or draft.kind))

    st.segmented_control("Poster", list(KINDS), format_func=KINDS.__getitem__, key="draft-kind", on_change=take)
    if draft.kind == "drawn":
        _choosers(draft, rewrite)
    elif draft.kind == "sent":
        _upload(draft, rewrite)


def _choosers(draft: Draft, rewrite: Rewrite) -> None:
    with st.container(key="recipe"):
        for field, label, words in CHOOSERS:
            _chooser(draft, rewrite, field, label, words)
    st.button("Surprise me", key="surprise", on_click=lambda: rewrite(draft, _surprised(draft)))


def _chooser(draft: Draft, rewrite: Rewrite, field: str, label: str, words: Collection[str]) -> None:
    key = f"recipe-{field}"
    st.session_state[key] = getattr(draft.recipe, field) or NONE

    def take() -> None:
        chosen = st.session_state[key]
        changed = draft.recipe.model_copy(update={field: None if chosen == NONE else chosen})
        rewrite(draft, replace(draft, recipe=changed))

    st.selectbox(label, list(words), format_func=_spoken, key=key, on_change=take)


def _spoken(word: str) -> str:
    return word.replace("-", " ")


def _surprised(draft: Draft) -> Draft:
    return replace(draft, recipe=surprise(np.random.default_rng()))


def _upload(draft: Draft, rewrite: Rewrite) -> None:
    def take() -> None:
        sent = st.session_state[UPLOAD]
        st.session_state[REFUSED] = ""
        if sent is None:
            return
        try:
            rewrite(draft, draft.receiving(sent.getvalue()))
        except DataError as error:
            st.session_state[REFUSED] = str(error)

    most = MAX_BYTES // 2**20
    said = f"A PNG, JPEG or WebP file of at most {most} MB; it is cut to two by three"
    st.file_uploader(said, type=["png", "jpg", "jpeg", "webp"], key=UPLOAD, max_upload_size=most, on_change=take)
    if refused := st.session_state.get(REFUSED):
        st.html(f'<p class="note warn" role="alert">This file was not used: {text(refused)}.</p>')
    elif not draft.picture:
        st.html('<p class="note">Until there is one, the film has no poster.</p>')
