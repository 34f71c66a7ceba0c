"""Measurements of the loaded model: where from, how faithful explanations are, and every number as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.guidance import bar_checks, sanity_sentence
from dashboard.analysis.measurements import StoredResults, measurements
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.charts.measurements import deletion_curves, dots_takeaway, interval_dots
from dashboard.export.model_files import measurements_as_csv, measurements_as_json, statements_as_csv
from dashboard.look.palette import Theme, in_prose
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.service.answers import ModelFacts
from dashboard.text.markup import Markup, element, fine, heading, table
from emde_core.artifacts.results import ResultKind, ResultRow
from emde_core.data.catalogue import Catalogue
from emde_core.effort import time_words
from emde_core.evaluate.durations import expected_seconds
from emde_core.explain.methods.greedy import GREEDY_MARGIN
from emde_core.explain.methods.rank_margin import RANK_MARGIN, RIVAL_MARGIN
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.methods.simple import COSINE, RANDOM
from emde_core.schema import COMPANY

REASONS = (
    "A line for each explained recommendation: whether its first reason holds, and whether one by chance does. "
    "Viewers are left out, and lines sorted by film, so that no history can be put together again."
)
FLAGS: Mapping[ResultKind, str] = {
    "content": "--content",
    "accuracy": "",
    "faithfulness": "--faithfulness",
    "sureness": "--sureness",
}
ASKED: Mapping[ResultKind, Mapping[str, int]] = {  # what to ask for where nothing was measured yet
    "content": {"splits": 5},
    "accuracy": {"splits": 5},
    "faithfulness": {"viewers": 300},
    "sureness": {"splits": 5},
}
WHAT: dict[ResultKind, str] = {
    "content": "Whether its content counts",
    "accuracy": "How well this model recommends",
    "faithfulness": "How true this model’s explanations are",
    "sureness": "How often its explanations hold with other viewers’ ratings",
}
NO_CONTENT = f"It does not: no film of this catalogue has any, and {in_prose(COMPANY)} alone tells who likes what."
PLACEHOLDER = "Write the folder of the model in place of MODEL."
FIRST = (
    " It reads there which content counts: run the command of the first question before it, since content that was not "
    "measured is taken to count."
)
CURVES = tuple(method.label for method in (RANK_MARGIN, ADDITIVE, GREEDY_MARGIN, COSINE, RANDOM))
REMOVALS = (2, 3, 5)
MEANING = {  # what each number means
    "CDCG@3": (
        "Each method names the three history films that carry a recommendation most; without them, how high does the "
        "film still stand? 1 means it did not move. Lower is better."
    ),
    "POS@5": (
        "The share of viewers whose best recommendation is still in their top 5 without the films that a method calls "
        "strongest. A method that names the right films falls faster."
    ),
}
METHODS = (
    f"“{ADDITIVE.label}” are the bars on Explore. “{RANK_MARGIN.label}” explains what keeps the film ahead of its "
    f"rivals, which is what a question about rank asks; Compare has both, under Methods. “{RIVAL_MARGIN.label}” is a "
    f"simpler form of our own, and “{GREEDY_MARGIN.label}” asks anew after each film; both count as rivals. "
    "Whiskers are 95 % intervals over viewers. How rivals are searched for was chosen on the demo’s own films and "
    "viewers, so that there these figures lean towards us."
)


def draw_missing(kind: ResultKind, facts: ModelFacts) -> None:
    """Draw what to run where nothing was measured yet, and how long that will take on these films and ratings."""
    if kind == "content" and not facts.coverage:
        draw_html(element("div", element("p", NO_CONTENT), class_="missing"))
        return
    (repeats,) = ASKED[kind].values()
    words = (
        f"{WHAT[kind]} has not been measured. This command measures it{_duration(kind, facts, repeats)}, and keeps the "
        f"result in the model’s folder. {PLACEHOLDER}"
    )
    draw_html(element("div", element("p", words), class_="missing"))
    _draw_command(kind, ASKED[kind])


def _draw_command(kind: ResultKind, asked: Mapping[str, int]) -> None:
    """Draw the command that measures; what is asked for bears the names of its options."""
    options = (FLAGS[kind], *(f"--{name} {count}" for name, count in asked.items()))
    st.code(" ".join(("emde evaluate --model MODEL", *filter(None, options))), language=None, wrap_lines=True)


def draw_redoing(results: StoredResults) -> None:
    """Draw the command that measures once more what is shown."""
    kind = results.results.kind
    before = FIRST if kind == "sureness" else ""
    draw_html(fine(f"Measured by this command, which gives the same numbers again. {PLACEHOLDER}{before}"))
    _draw_command(kind, results.results.asked)


def _duration(kind: ResultKind, facts: ModelFacts, repeats: int) -> str:
    """Return how long it will take, inside a sentence; "" for the published recipe, whose network learns at leisure."""
    if facts.recipe != "affinity":
        return ""
    time = time_words(expected_seconds(kind, facts.films, facts.viewers, repeats))
    return f", in about {time} on one core with these {facts.films:,} films and {facts.viewers:,} viewers"


def source(results: StoredResults) -> Markup:
    """Write what was measured on what, in a line."""
    data = results.results.data_hash
    counts = ", ".join(
        f"{count} {name if count > 1 else name.removesuffix('s')}" for name, count in results.results.asked.items()
    )
    where = (
        "Measured ahead with the same films, ratings and settings as this model’s, and shipped with the demo"
        if results.bundled
        else f"Measured for this model ({results.results.model_hash}) and kept in its folder"
    )
    return fine(
        f"{where}: {counts}, data {data}. Measured are the settings: for each part of the viewers a model "
        "of its own learned from the others, so that every viewer asked about was new to it."
    )


def other_model(results: StoredResults, facts: ModelFacts) -> str:
    """Say why the numbers bear another model's hash than this one's; "" where they bear the same."""
    source_hash = results.results.model_hash
    if source_hash == facts.model_hash:
        return ""
    return (
        f"The files name model {source_hash}, and this model is {facts.model_hash}. That changes no number: each split "
        "trains a model of its own with these settings, so that neither of the two was measured itself."
    )


def draw_files(results: StoredResults, catalogue: Catalogue) -> None:
    """Draw buttons for the files of all numbers behind a question's picture and figures, and of single reasons."""
    numbers, kind = [results.results], results.results.kind
    with st.container(horizontal=True, key=f"files-{kind}"):
        csv, json = partial(measurements_as_csv, numbers), partial(measurements_as_json, numbers)
        draw_download("All numbers (CSV)", csv, f"{kind}.csv", "text/csv", key=f"csv-{kind}")
        draw_download("All numbers (JSON)", json, f"{kind}.json", "application/json", key=f"json-{kind}")
        if path := results.statements:
            table = partial(statements_as_csv, path, catalogue, results.results)
            draw_download("Reason by reason (CSV)", table, "reasons.csv", "text/csv", key="reasons", help=REASONS)
        draw_codebook(kind)


def draw_faithfulness(results: StoredResults, theme: Theme) -> None:
    """Draw our explanations beside their rivals."""
    left, right = st.columns(2, gap="large")
    with left:
        rows = results.rows("history", "CDCG@3")
        draw_means(rows, "How high it still stands (CDCG@3)", MEANING["CDCG@3"], theme, lower_is_better=True)
        for each in measurements(rows):
            if each.alike:
                same = f"Measured the same as {each.row.subject}: {', '.join(each.alike)}."
                draw_html(fine(f"{same} Exact methods agree on a linear model."))
    with right:
        curves = {name: curve for name in CURVES if (curve := _curve(results, name))}
        draw_html(heading("Still in the top 5 (POS@5)", level=3), fine(MEANING["POS@5"]))
        draw_figure(deletion_curves(curves, REMOVALS, theme=theme), "staying", _curves_takeaway(curves))
    draw_html(fine(METHODS))
    draw_html(fine(sanity_sentence(results)))
    draw_html(heading("What was asked for before measuring", level=3, spaced=True))
    draw_html(element("div", _checks(results), class_="scores"))
    draw_twin(result_table(results.results.rows), summary="Every number")
    draw_html(source(results))


def draw_means(
    rows: Sequence[ResultRow], title: str, meaning: str, theme: Theme, *, lower_is_better: bool = False
) -> None:
    """Draw a heading, what the number means, and the means with their intervals."""
    draw_html(heading(title, level=3), fine(meaning))
    figure = interval_dots(rows, theme=theme, lower_is_better=lower_is_better)
    draw_figure(figure, f"dots-{title}", dots_takeaway(rows, lower_is_better=lower_is_better))


def _curve(results: StoredResults, name: str) -> list[ResultRow]:
    rows = (results.find("history", name, f"POS@5,{count}") for count in REMOVALS)
    return [row for row in rows if row is not None]


def _curves_takeaway(curves: dict[str, list[ResultRow]]) -> str:
    means = {name: rows[-1].mean for name, rows in curves.items()}
    words = ", ".join(f"{name} {mean:.0%}" for name, mean in means.items() if mean is not None)
    return f"Still in the top 5 with {REMOVALS[-1]} films taken out: {words}."


def _checks(results: StoredResults) -> Markup:
    header = ("", "measured", "95 % interval", "asked", "")
    rows = (
        (check.name, _number(check.row.mean), _interval(check.row), f"{check.bar:.2f}", check.verdict)
        for check in bar_checks(results)
    )
    return table("The least that was asked for, set before anything was measured", header, rows)


def result_table(rows: Sequence[ResultRow]) -> Markup:
    """Set rows in a table."""
    header = ("Of what", "test", "metric", "mean", "95 % interval", "n")
    cells = (
        (r.subject, r.part, r.metric, r.word or _number(r.mean), _interval(r), "–" if r.n is None else f"{r.n:,}")
        for r in rows
    )
    return table("As measured", header, cells)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0e}" if value and abs(value) < 1e-3 else f"{value:.3f}"


def _interval(row: ResultRow) -> str:
    return "–" if row.n == 1 or row.low is None else f"{_number(row.low)} to {_number(row.high)}"
