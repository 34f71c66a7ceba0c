"""The basis of a verdict in plain words: how many were tested, in how many random splits, with which seeds."""

from __future__ import annotations

from dashboard.analysis.measurements import CONTENT, HOLDS, SURENESS, StoredResults
from dashboard.analysis.verdicts import WARM, strong_features
from dashboard.text.grammar import count_words
from emde_core.validation.splits import LEAST_LIKES

DRAW = (
    f"For each split a fifth of all viewers is drawn, among those with {LEAST_LIKES} likes or more, so that not "
    "everybody comes up"
)
NEW = "whom the model had never met"


def content_basis(results: StoredResults) -> str:
    """Say on how many viewers the swap test was run; "" where that was not kept."""
    counts = [row.n for row in results.rows(CONTENT, "cold_lost") if row.n is not None]
    if not counts:
        return ""
    those = "; these are the ones who like a film whose ratings were taken away"
    return f"Tested on {count_words(max(counts), 'viewer')} {NEW}{_splits(results)}. {DRAW}{those}."


def accuracy_basis(results: StoredResults) -> str:
    """Say on whom accuracy was measured, and on how many where that was kept."""
    counts = [row.n for row in results.rows(*WARM) if row.n is not None]
    viewers = count_words(max(counts), "viewer") if counts else "viewers"
    return f"Tested on {viewers} {NEW}{_splits(results)}. {DRAW}."


def truth_basis(results: StoredResults) -> str:
    """Say on how many films explanations were tested; "" where that was not kept."""
    counts = [row.n for row in strong_features(results) if row.n is not None]
    return f"Tested on {count_words(max(counts), 'film')}, each recommended to a viewer {NEW}." if counts else ""


def sureness_basis(results: StoredResults) -> str:
    """Say on how many reasons the rates rest, and which of them on fewest; "" where that was not kept."""
    counts = {row.subject: row.n for row in results.rows(SURENESS, HOLDS) if row.mean is not None and row.n is not None}
    if not counts:
        return ""
    fewest = min(counts, key=lambda grade: counts[grade])
    total = sum(counts.values())
    weakest = f" Only {counts[fewest]:,} of them were called {fewest}, so that this number is the least certain."
    return f"Tested on {count_words(total, 'reason')}{_splits(results)}.{weakest if len(counts) > 1 else ''}"


def _splits(results: StoredResults) -> str:
    """Return in how many splits, inside a sentence; "" where there were none."""
    count = results.results.asked.get("splits", 0)
    seeds = f"seeds 0 to {count - 1}" if count > 1 else "seed 0"
    return f", in {count_words(count, 'random split')} ({seeds})" if count else ""
