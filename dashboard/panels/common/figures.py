"""Figures on the page, each with its words and its numbers."""

from __future__ import annotations

from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.text.markup import Markup, folded

CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}  # of Plotly's figures


def draw_figure(
    figure: go.Figure,
    key: str,
    alt: str,
    *,
    height: Literal["stretch", "content"] = "content",
    unit: str | None = None,
) -> None:
    """Draw a figure that can be looked at and pointed at.

    Args:
        figure: as Plotly draws it.
        key: of the element.
        alt: the words that are read to whoever can't see it; a saved figure bears them, too.
        height: of its own, or of what is around it.
        unit: the line on its values below a saved figure; "" for none, None for the page's own.
    """
    if unit is not None:
        figure.update_layout(meta={"unit": unit})
    st.plotly_chart(figure, key=key, theme=None, config=CHART, alt=alt, height=height)


def draw_twin(*tables: Markup, summary: str = "The same as a table") -> None:
    """Draw a figure's numbers as tables, folded away."""
    draw_html(folded(summary, *tables))
