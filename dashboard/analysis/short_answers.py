"""Answers to what people ask of the model first, a line each, from the same measurements as the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.analysis.measurements import (
    ALL,
    CHANCE,
    SURENESS,
    StoredResults,
    SwapResult,
    swap_results,
)
from dashboard.analysis.verdicts import (
    KINDS,
    WARM,
    content_verdict,
    hundred,
    rates_by_grade,
    standing,
    strong_features,
)
from dashboard.look.palette import label
from dashboard.text.grammar import capital, name_list, percent
from emde_core.artifacts.results import ResultKind

EVEN = 0.5  # a share that chance gives
BEST = "at putting first what people liked"


def short_answers(by_kind: Mapping[ResultKind, StoredResults | None]) -> dict[ResultKind, str]:
    """Return the answer of each measurement, in their order; without those that nothing can be said of.

    Args:
        by_kind: what was measured; None for what was not.
    """
    answers = {kind: _ANSWERS[kind](results) for kind, results in by_kind.items() if results is not None}
    return {kind: words for kind, words in answers.items() if words}


def _reads(results: StoredResults) -> str:
    """Say of each modality what other films' in its place did; where that took nothing, the whole verdict."""
    own = [swap for swap in swap_results(results) if swap.modality != ALL]
    counts = [swap for swap in own if swap.verdict == "counts" and swap.cold_loss]
    if not counts:
        return content_verdict(own)
    order = sorted(own, key=lambda swap: -(swap.cold_loss or 0.0))
    worst, rest = order[0], [_lost(swap) for swap in order[1:]]
    rated = "" if worst.warm_loss is None else f", and those with ratings {percent(worst.warm_loss)}"
    others = f"; with another’s {name_list(rest)}" if rest else ""
    return (
        f"{'Yes' if len(counts) == len(own) else 'In part'}: with another film’s {label(worst.modality)}, films that "
        f"nobody has rated are recommended {percent(worst.cold_loss or 0.0)} worse{rated}{others}."
    )


def _lost(swap: SwapResult) -> str:
    loss = "no worse" if swap.cold_loss is None else f"{percent(swap.cold_loss)} worse"
    return f"{label(swap.modality)} {loss}"


def _recommends(results: StoredResults) -> str:
    place = standing(results, WARM)
    return f"{capital(place.words)} that it was measured against, {BEST}." if place else ""


def _names_what_counts(results: StoredResults) -> str:
    """Say yes where for each kind of reason those that are called strongest cost more, beyond chance."""
    rows = strong_features(results)
    if not rows:
        return ""
    is_shown = all(row.low is not None and row.low > EVEN for row in rows)
    missed = 100 - min(map(hundred, rows))
    films = f"in all but {missed} of 100 films" if missed else "in every film"
    kinds = name_list([KINDS[row.subject] for row in rows], "or")
    return (
        f"{'Yes' if is_shown else 'Not shown'}: without the {kinds} that it names, the score falls further than "
        f"without others at random, {films}."
    )


def _comes_again(results: StoredResults) -> str:
    """Say in how many of 100 cases other viewers' ratings name the same reason, by the grade of its evidence."""
    rates = rates_by_grade(results)
    if not rates:
        return ""
    (grade, rate), *rest = rates
    others = "".join(f", on {each} {its_rate}" for each, its_rate in rest)
    chances = [hundred(row) for row in results.rows(SURENESS, CHANCE)]
    by_chance = f"; by chance {max(chances)} at most" if chances else ""
    return f"On {grade} evidence, {rate} of 100 reasons would{others}{by_chance}."


_ANSWERS: Mapping[ResultKind, Callable[[StoredResults], str]] = {
    "content": _reads,
    "accuracy": _recommends,
    "faithfulness": _names_what_counts,
    "sureness": _comes_again,
}
