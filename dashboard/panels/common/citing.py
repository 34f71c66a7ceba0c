"""Words for papers: a paragraph on methods to copy, and the sources as BibTeX."""

from __future__ import annotations

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.export.methods import BIBTEX, methods_paragraph
from dashboard.panels.common.panel import panel
from dashboard.service.service import Service
from dashboard.text.markup import fine
from emde_core.explain.explanation import Explanation
from emde_core.history import History

HINT = "With versions and hashes, from this model’s own settings. The button at the top right copies it."


@panel("The methods paragraph")
def draw_methods(service: Service, why: Explanation | None = None, history: History | None = None) -> None:
    """Draw the paragraph, about one explanation where one is given, and the file of sources; both folded away."""
    box = st.expander("A methods paragraph, and sources", key="methods", on_change="rerun")
    if box.open:
        with box:
            _draw_content(service, why, history)


def _draw_content(service: Service, why: Explanation | None, history: History | None) -> None:
    paragraph = methods_paragraph(service.model, service.results("accuracy"), why, history)
    st.code(paragraph, language=None, wrap_lines=True)
    draw_html(fine(HINT))
    st.download_button("The sources (BibTeX)", BIBTEX, "sources.bib", "text/plain", key="save-bib", on_click="ignore")
