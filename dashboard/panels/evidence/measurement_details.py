"""What was measured of the loaded model: where from, how faithful explanations are, and every number as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard.analysis.guidance import bar_checks, sanity_sentence
from dashboard.analysis.measurements import StoredResults, measurements
from dashboard.charts.measurements import deletion_curves, dots_takeaway, interval_dots
from dashboard.look.palette import Theme
from dashboard.panels.common.figures import CHART
from dashboard.text.markup import table, text
from emde_core.artifacts.results import ResultKind, ResultRow
from emde_core.explain.methods.greedy import GREEDY_MARGIN
from emde_core.explain.methods.rank_margin import RANK_MARGIN
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.methods.simple import COSINE, RANDOM

COMMANDS: dict[ResultKind, str] = {
    "content": " --content",
    "accuracy": "",
    "faithfulness": " --faithfulness --viewers 300",
}
WHAT: dict[ResultKind, str] = {
    "content": "Whether its content counts",
    "accuracy": "How well this model recommends",
    "faithfulness": "How true this model’s explanations are",
}
CURVES = tuple(method.label for method in (RANK_MARGIN, ADDITIVE, GREEDY_MARGIN, COSINE, RANDOM))
REMOVED = (2, 3, 5)
TOLD = {  # what each number means
    "CDCG@3": (
        "Each method names the three history films that carry a recommendation most; without them, how high does the "
        "film still stand? 1 means it did not move. Lower is better."
    ),
    "POS@5": (
        "The share of viewers whose best recommendation is still in their top 5 without the films that a method calls "
        "strongest. A method that names the right films falls faster."
    ),
}
METHODS = """
<p class="fine">“Ours, score” are the bars on Explore. “Ours, margin” explains what keeps the film ahead of its rivals,
which is what a question about rank asks; Compare has both, under Methods. “Margin to the rival at k” is a simpler form
of our own, and “greedy on margin” asks the model anew after each film; both count as rivals. Whiskers are 95 %
intervals over viewers. How rivals are searched for was chosen on the demo’s own films and viewers, so that there these
figures lean towards us.</p>
"""


def missing(kind: ResultKind, folder: Path) -> None:
    """What to run where nothing was measured yet."""
    st.html(
        f'<div class="missing"><p>{text(WHAT[kind])} has not been measured. This command measures it, which takes some '
        "minutes on the demo, and keeps the result in the model’s folder:</p></div>"
    )
    st.code(f"emde evaluate --model {folder}{COMMANDS[kind]}", language=None, wrap_lines=True)


def source(measured: StoredResults) -> str:
    """What was measured on what, in a line."""
    results = measured.results
    asked = ", ".join(
        f"{count} {name if count > 1 else name.removesuffix('s')}" for name, count in results.asked.items()
    )
    where = (
        "measured ahead with the same films, ratings and settings as this model’s, and shipped with the demo"
        if measured.bundled
        else f"measured for this model ({results.model_hash}) and kept in its folder"
    )
    return (
        f'<p class="fine">{where[0].upper()}{text(where[1:])}: {asked}, data {text(results.data_hash)}. Measured are '
        "the settings: for each part of the viewers a model of its own learned from the others, so that every viewer "
        "asked about was new to it.</p>"
    )


def faithfulness(measured: StoredResults, theme: Theme) -> None:
    """Our explanations beside their rivals."""
    left, right = st.columns(2, gap="large")
    with left:
        rows = measured.rows("history", "CDCG@3")
        means(rows, "CDCG@3", TOLD["CDCG@3"], theme, lower_is_better=True)
        for alike in (m for m in measurements(rows) if m.alike):
            same = f"Measured the same as {alike.row.subject}: {', '.join(alike.alike)}."
            st.html(f'<p class="fine">{text(same)} Exact methods agree on a linear model.</p>')
    with right:
        curves = {name: found for name in CURVES if (found := _curve(measured, name))}
        st.html(f'<h3 class="heading">Still in the top 5</h3><p class="fine">{TOLD["POS@5"]}</p>')
        alt = _curves_takeaway(curves)
        chart = deletion_curves(curves, REMOVED, theme=theme)
        st.plotly_chart(chart, key="staying", theme=None, config=CHART, alt=alt)
    st.html(METHODS)
    st.html(f'<p class="fine">{text(sanity_sentence(measured))}</p>')
    st.html('<h3 class="heading spaced">What had been asked for beforehand</h3>')
    st.html(f'<div class="scores">{_checks(measured)}</div>')
    st.html(f'<details class="twin"><summary>Every number</summary>{as_measured(measured.results.rows)}</details>')
    st.html(source(measured))


def means(rows: Sequence[ResultRow], title: str, said: str, theme: Theme, *, lower_is_better: bool = False) -> None:
    """A heading, what the number means, and the means with their intervals."""
    st.html(f'<h3 class="heading">{text(title)}</h3><p class="fine">{text(said)}</p>')
    chart = interval_dots(rows, theme=theme, lower_is_better=lower_is_better)
    alt = dots_takeaway(rows, lower_is_better=lower_is_better)
    st.plotly_chart(chart, key=f"dots-{title}", theme=None, config=CHART, alt=alt)


def _curve(measured: StoredResults, name: str) -> list[ResultRow]:
    found = (measured.find("history", name, f"POS@5,{count}") for count in REMOVED)
    return [row for row in found if row is not None]


def _curves_takeaway(curves: dict[str, list[ResultRow]]) -> str:
    means = {name: rows[-1].mean for name, rows in curves.items()}
    said = ", ".join(f"{name} {mean:.0%}" for name, mean in means.items() if mean is not None)
    return f"Still in the top 5 with {REMOVED[-1]} films taken out: {said}."


def _checks(measured: StoredResults) -> str:
    rows = (
        (check.name, _number(check.row.mean), _interval(check.row), f"{check.bar:.2f}", check.verdict)
        for check in bar_checks(measured)
    )
    return table("The least that was asked for is fixed before measuring; what misses it says so", _HEADER, rows)


_HEADER = ("", "measured", "95 % interval", "asked", "")


def as_measured(rows: Sequence[ResultRow]) -> str:
    """Rows as a table."""
    header = ("Of whom", "part", "metric", "mean", "95 % interval", "n")
    cells = (
        (r.subject, r.part, r.metric, _number(r.mean), _interval(r), "–" if r.n is None else str(r.n)) for r in rows
    )
    return table("As measured", header, cells)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0e}" if value and abs(value) < 1e-3 else f"{value:.3f}"


def _interval(row: ResultRow) -> str:
    return "–" if row.n == 1 or row.low is None else f"{_number(row.low)} to {_number(row.high)}"
