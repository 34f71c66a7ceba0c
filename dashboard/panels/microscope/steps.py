"""What every step of the sketch microscope consists of: words that teach, a figure, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go
import streamlit as st

from dashboard.panels.explore.explanation import CHART
from dashboard.text.markup import table


def step(number: int, title: str, said: str) -> None:
    """A teaching step; ``said`` is markup of our own in which data was escaped."""
    st.html(f'<div class="lesson"><h3><span>{number}</span> {title}</h3><p>{said}</p></div>')


def chart(figure: go.Figure, key: str, alt: str) -> None:
    """A figure that can be looked at and pointed at."""
    st.plotly_chart(figure, key=key, theme=None, config=CHART, alt=alt)


def twin(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The figure's numbers as a table, folded away."""
    folded = table(caption, header, rows)
    st.html(f'<details class="twin"><summary>The same as a table</summary>{folded}</details>')
