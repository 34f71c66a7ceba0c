"""Evidence: how accurate the model is, how true its explanations are, and what drives recommendations in general."""

from __future__ import annotations

import streamlit as st

from dashboard import session, theme
from dashboard.evidence import Stored, stored, trust
from dashboard.markup import text
from dashboard.panels import cohorts, measured
from dashboard.panels.trouble import trouble
from dashboard.posters import Posters
from dashboard.service import Service
from emde_core.artifacts.results import Kind
from emde_core.errors import ArtifactError


def show(service: Service, posters: Posters) -> None:
    """Draw the screen."""
    folder, shown = session.model_path(), theme.current()
    found = {kind: _stored(service, kind) for kind in ("accuracy", "faithfulness")}
    sentences = trust(found["accuracy"], found["faithfulness"])
    if sentences:
        listed = "".join(f"<li>{text(sentence)}</li>" for sentence in sentences)
        st.html(f'<h2 class="title">What to trust, and what not</h2><ol class="trust">{listed}</ol>')
    st.html('<h2 class="title">How well it recommends</h2>')
    if found["accuracy"] is None:
        measured.missing("accuracy", folder)
    else:
        measured.accuracy(found["accuracy"], shown)
    st.html('<h2 class="title">How true its explanations are</h2>')
    if found["faithfulness"] is None:
        measured.missing("faithfulness", folder)
    else:
        measured.faithfulness(found["faithfulness"], shown)
    st.html('<h2 class="title">What drives recommendations</h2>')
    cohorts.draw(service, posters, shown)


def _stored(service: Service, kind: Kind) -> Stored | None:
    """What was measured; what can't be used is told."""
    try:
        return stored(service.model, session.model_path(), kind)
    except ArtifactError as error:
        trouble(f"The stored {kind} can't be shown", str(error))
        return None
