"""Measurements as tables: for people, for files, for figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from emde_core.evaluate.faithfulness.bootstrap import Interval
from emde_core.evaluate.faithfulness.feature_removal import Removal
from emde_core.evaluate.faithfulness.planted_drivers import planting_rows
from emde_core.evaluate.faithfulness.removal import PAIR_METRICS, share_of_the_way
from emde_core.evaluate.faithfulness.study import OPTIMUM, Measurements
from emde_core.explain.methods.rank_margin import RANK_MARGIN

REFERENCE = RANK_MARGIN.label
COLUMNS = ("part", "subject", "metric", "mean", "low", "high", "n")


def tables(measurements: Measurements, planted_rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Every number with its interval, a row each.

    Columns: part ("history", "history, less ours", "features", "axioms", "planted", "time"), subject (a method, a kind
    of feature, an axiom, what was planted), metric, mean, low and high (95 %, over viewers or films), n.

    Args:
        measurements: of the study.
        planted_rows: the rows of ``planted``.
    """
    rows = [
        *_history(measurements),
        *_differences(measurements),
        *_features(measurements.features),
        *_axioms(measurements),
    ]
    rows += [
        ("time", name, "median ms", Interval.of([np.median(ms)])) for name, ms in measurements.milliseconds.items()
    ]
    table_rows = [dict(zip(COLUMNS[:3], about, strict=True)) | vars(interval) for *about, interval in rows]
    words = planting_rows("word", measurements.words) if measurements.words else []
    return pd.DataFrame([*table_rows, *planted_rows, *words], columns=COLUMNS)


Row = tuple[str, str, str, Interval]


def _history(measurements: Measurements) -> list[Row]:
    rows = [
        ("history", method, metric, Interval.of(values))
        for method, metrics in measurements.history.items()
        for metric, values in metrics.items()
    ]
    table = {m: {k: np.asarray(v) for k, v in metrics.items()} for m, metrics in measurements.history.items()}
    for method in measurements.milliseconds:
        for metric in PAIR_METRICS:
            share = share_of_the_way(table, method, metric)
            rows.append(("history", method, f"share of the way, {metric}", Interval(share, share, share, 1)))
    return rows


def _differences(measurements: Measurements) -> list[Row]:
    """Each method's metric less that of our map for questions about rank, viewer by viewer."""
    ours = measurements.history[REFERENCE]
    return [
        ("history, less ours", method, metric, Interval.of(np.subtract(values, ours[metric])))
        for method, metrics in measurements.history.items()
        if method not in (REFERENCE, OPTIMUM)
        for metric, values in metrics.items()
    ]


def _features(removals: Sequence[Removal]) -> list[Row]:
    rows: list[Row] = []
    for kind in dict.fromkeys(removal.kind for removal in removals):
        some = [removal for removal in removals if removal.kind == kind]
        numbers: dict[str, list[float]] = {
            "films where ours costs more": [r.drop > r.random_drop for r in some],
            "random sets that ours beats": [r.wins for r in some],
            "random sets that ours beats, exact": [r.exact_wins for r in some],
            "rank correlation with real removal": [r.correlation for r in some],
            "drop, ours": [r.drop for r in some],
            "drop, random": [r.random_drop for r in some],
        }
        rows += [("features", kind, metric, Interval.of(values)) for metric, values in numbers.items()]
        rows.append(_largest("features", kind, "values less exact removal, largest", [r.error for r in some]))
    return rows


def _axioms(measurements: Measurements) -> list[Row]:
    rows: list[Row] = [("axioms", name, "mean", Interval.of(values)) for name, values in measurements.axioms.items()]
    residuals = measurements.axioms["completeness residual"]
    return [*rows, _largest("axioms", "completeness residual", "largest", residuals)]


def _largest(part: str, subject: str, metric: str, values: Sequence[float]) -> Row:
    worst = float(np.max(values))
    return part, subject, metric, Interval(worst, worst, worst, 1)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``tables`` for JSON; null for what is not known."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict(orient="records")]


def lines(table: pd.DataFrame) -> list[str]:
    """For people: a block for each part, a line for each subject and metric; methods side by side."""
    text = []
    for part in table["part"].unique():
        some = table[table["part"] == part]
        text.append(part)
        for metric in some["metric"].unique():
            text.append(f"  {metric}")
            for row in some[some["metric"] == metric].itertuples():
                interval = "" if row.n == 1 else f"  [{row.low:.3f}, {row.high:.3f}]  n={row.n}"
                value = f"{row.mean:.1e}" if row.mean and abs(row.mean) < 1e-3 else f"{row.mean:.3f}"
                text.append(f"    {value:>8}{interval}  {row.subject}")
    return text
