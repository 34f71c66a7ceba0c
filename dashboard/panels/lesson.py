"""What every step of the sketch microscope consists of: words that teach, and a figure."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.panels.explanation import CHART


def step(number: int, title: str, said: str) -> None:
    """A teaching step; ``said`` is markup of our own in which data was escaped."""
    st.html(f'<div class="lesson"><h3><span>{number}</span> {title}</h3><p>{said}</p></div>')


def chart(figure: go.Figure, key: str, alt: str) -> None:
    """A figure that can be looked at and pointed at."""
    st.plotly_chart(figure, key=key, theme=None, config=CHART, alt=alt)
