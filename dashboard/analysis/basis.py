"""The basis of a verdict in plain words: how many were tested, in how many random splits, with which seeds."""

from __future__ import annotations

from dashboard.analysis.measurements import CONTENT, HOLDS, SURENESS, StoredResults, swap_results
from dashboard.analysis.verdicts import WARM, shortfalls, strong_features
from dashboard.text.grammar import count_words, name_list
from emde_core.validation.splits import LEAST_LIKES

DRAW = (
    f"For each split a fifth of all viewers is drawn, among those with {LEAST_LIKES} likes or more, so that not "
    "everybody comes up."
)
NEW = "whom the model had never met"


def content_basis(results: StoredResults) -> str:
    """Say on how many viewers the swap test was run, and what fell short of a yes; "" where that was not kept."""
    counts = [row.n for row in results.rows(CONTENT, "cold_lost") if row.n is not None]
    if not counts:
        return ""
    short = "".join(f" {each}" for each in shortfalls(swap_results(results)))
    return f"Tested on {count_words(max(counts), 'viewer')} {NEW}{_splits(results)}.{short}"


def accuracy_basis(results: StoredResults) -> str:
    """Say on whom accuracy was measured, and on how many where that was kept."""
    counts = [row.n for row in results.rows(*WARM) if row.n is not None]
    viewers = count_words(max(counts), "viewer") if counts else "viewers"
    return f"Tested on {viewers} {NEW}{_splits(results)}."


def truth_basis(results: StoredResults) -> str:
    """Say on how many films explanations were tested; "" where that was not kept."""
    counts = [row.n for row in strong_features(results) if row.n is not None]
    return f"Tested on {count_words(max(counts), 'film')}, each recommended to a viewer {NEW}." if counts else ""


def sureness_basis(results: StoredResults) -> str:
    """Say on how many reasons of each grade the rates rest; "" where that was not kept."""
    counts = {row.subject: row.n for row in results.rows(SURENESS, HOLDS) if row.mean is not None and row.n is not None}
    if not counts:
        return ""
    total, by_grade = sum(counts.values()), [f"{count:,} were called {grade}" for grade, count in counts.items()]
    return f"Tested on {count_words(total, 'reason')}{_splits(results)}: {name_list(by_grade)}."


def _splits(results: StoredResults) -> str:
    """Return in how many splits, inside a sentence; "" where there were none."""
    count = results.results.asked.get("splits", 0)
    seeds = f"seeds 0 to {count - 1}" if count > 1 else "seed 0"
    return f", in {count_words(count, 'random split')} ({seeds})" if count else ""
