"""Figures of what was measured, each an HTML page of its own that needs no network."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from emde_core.data.csv_text import csv_text
from emde_core.disk import make_folder, write_file

FIGURES = {
    "rank.html": ("history", ("CDCG@3", "POS@5,3", "POS@5,5"), "Lower is better: the strongest films removed"),
    "score.html": ("history", ("DEL@3", "INS@3"), "Share of the probability left: strongest removed, strongest alone"),
    "features.html": (
        "features",
        ("films where ours costs more", "random sets that ours beats", "rank correlation with real removal"),
        "Words, categories and poster regions against random ones, the film read anew without them",
    ),
    "planted.html": ("planted", ("causal", "found", "leads", "leads_swapped"), "Planted drivers: are they found?"),
}


def figure(table: pd.DataFrame, part: str, metrics: tuple[str, ...], title: str) -> go.Figure:
    """Dots with their 95 % intervals, subjects down, a colour for each metric."""
    dots = go.Figure(layout={"title": title, "yaxis": {"autorange": "reversed", "type": "category"}})
    for metric in metrics:
        some = table[(table["part"] == part) & (table["metric"] == metric)]
        error = {"array": some["high"] - some["mean"], "arrayminus": some["mean"] - some["low"], "symmetric": False}
        dots.add_trace(
            go.Scatter(
                x=some["mean"], y=some["subject"], error_x=error, mode="markers", name=metric, marker={"size": 9}
            )
        )
    return dots


def write_figures(table: pd.DataFrame, folder: Path) -> list[Path]:
    """Write every figure, and the numbers behind them as faithfulness.csv.

    Raises:
        StorageError: one of them can't be written.
    """
    make_folder(folder)
    pages = {
        name: figure(table, part, metrics, title).to_html(include_plotlyjs=True)
        for name, (part, metrics, title) in FIGURES.items()
    }
    for name, text in ({"faithfulness.csv": csv_text(table)} | pages).items():
        write_file(folder / name, text)
    return [folder / name for name in ("faithfulness.csv", *pages)]
