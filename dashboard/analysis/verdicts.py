"""Verdicts on the model in plain words, each no more than its measurement bears out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.analysis.measurements import (
    ALL,
    CHANCE,
    HOLDS,
    SURENESS,
    StoredResults,
    SwapResult,
    is_ours,
    number,
)
from dashboard.look.palette import plural
from dashboard.text.grammar import capital, name_list, percent
from emde_core.artifacts.results import LEAST_SHARE, ResultRow, less_ours

SWAP_TEST = (
    "The test: every film is given another film’s plot, categories or poster, and the model learns anew from the same "
    "ratings. If it recommends as well as before, that content was worth nothing to it. “Yes” stands where it "
    f"recommends worse, and at least {LEAST_SHARE:.0%} of what tells films’ scores apart comes from that content."
)
Place = Literal["ahead of", "level with", "behind"]
WITHOUT_CONTENT = "ours without content"  # nobody's recommender, as chance is
POPULARITY = "popularity"  # the simplest recommender
WARM, COLD = ("warm", "NDCG@20"), ("cold", "NDCG@10")  # parts and metrics of accuracy
COSTS = "films where ours costs more"  # than random ones, without the strongest
KINDS = {"words": "words", "categories": "categories", "regions": "poster regions"}
YES = "yes"
CONTENT_WORDS = {
    "counts": YES,
    "alone": "yes, read alone; beside the others they add nothing",
    "shows": "it reads them, but they carry too little to count",
    "none": "no evidence that it does",
}
FOR_SOME = ("films without ratings", "films with ratings")  # where content counts for some films alone
LITTLE = 0.05  # of accuracy: a smaller loss is called little
MEASURE_AGAIN = "Differences to others were not kept viewer by viewer: measure again for a verdict."


@dataclass(frozen=True)
class Standing:
    """Our model beside its peers in one measure, by differences viewer by viewer.

    Attributes:
        ours, best: the measure of our model, and of the best peer.
        difference: the best peer's measure less ours.
        peers: how many there are.
        leads: whether every peer is behind.
    """

    ours: ResultRow
    best: ResultRow
    difference: ResultRow
    peers: int
    leads: bool

    @property
    def place(self) -> Place:
        """The place beside the best peer: level where the difference's 95 % interval holds 0."""
        if number(self.difference.high) < 0:
            return "ahead of"
        return "behind" if number(self.difference.low) > 0 else "level with"

    @property
    def words(self) -> str:
        """The place in plain words."""
        if self.peers == 1:
            return f"{self.place} the one other"
        return f"ahead of all {self.peers} others" if self.leads else f"{self.place} the best of {self.peers} others"


def standing(results: StoredResults, measure: tuple[str, str]) -> Standing | None:
    """Return our model's standing; None where nobody stands beside it, or differences to it were not kept.

    Args:
        results: accuracy.
        measure: ``WARM`` or ``COLD``.
    """
    part, metric = measure
    rows = [row for row in results.rows(part, metric) if row.mean is not None]
    ours = next((row for row in rows if is_ours(row.subject)), None)
    peers = [row for row in rows if not is_ours(row.subject) and row.subject not in (WITHOUT_CONTENT, CHANCE)]
    gaps = {row.subject: row for row in results.rows(part, less_ours(metric))}
    if ours is None or not peers or any(row.subject not in gaps for row in peers):
        return None
    best = max(peers, key=lambda row: number(row.mean))
    leads = all(number(gaps[row.subject].high) < 0 for row in peers)
    return Standing(ours, best, gaps[best.subject], len(peers), leads)


def content_verdict(swaps: Sequence[SwapResult]) -> str:
    """Say which modalities the swap test found to count: "Plots and categories: yes."; "" for none measured."""
    by_words: dict[str, list[str]] = {}
    for verdict in CONTENT_WORDS:
        for swap in swaps:
            if swap.modality != ALL and swap.verdict == verdict:
                by_words.setdefault(_content_words(swap), []).append(plural(swap.modality))
    order = sorted(by_words, key=lambda words: words != YES)
    return " ".join(f"{capital(name_list(by_words[words]))}: {words}." for words in order)


def _content_words(swap: SwapResult) -> str:
    """Return whether a modality counts, how much, and for which films, after its name."""
    if swap.verdict != "counts":
        return CONTENT_WORDS[swap.verdict]
    loss = swap.cold_loss
    size = "a little" if loss is not None and loss < LITTLE else ""
    films = f"only for {swap.films}" if swap.films in FOR_SOME else ""
    return ", and ".join(filter(None, (size, films))) or YES


def shortfalls(swaps: Sequence[SwapResult]) -> list[str]:
    """Say of each modality whose swap was measured to cost accuracy why it does not count all the same."""
    return [
        f"{capital(plural(swap.modality))}: {percent(swap.cold_loss)} worse, but only {percent(swap.share_owed)} of "
        f"what tells films’ scores apart comes from them, and {LEAST_SHARE:.0%} is asked for."
        for swap in swaps
        if swap.verdict == "shows" and swap.cold_loss is not None and swap.share_owed < LEAST_SHARE
    ]


def accuracy_verdict(results: StoredResults) -> str:
    """Say how the model does beside its peers, for films with ratings and for films without."""
    places = ((WARM, "For films with ratings"), (COLD, "for films without any"))
    phrases = [f"{where}, {place.words}" for measure, where in places if (place := standing(results, measure))]
    return f"{capital('; '.join(phrases))}." if phrases else MEASURE_AGAIN


def likelihood_check(pairs: Sequence[tuple[ResultRow, ResultRow]], score: float) -> str:
    """Say how likely films with about such a score were found to be; "" where it was as said, or not measured.

    Args:
        pairs: what scores said of groups of films, and what was found.
        score: in nats.
    """
    nearest = min(pairs, key=lambda pair: abs(math.log(number(pair[0].mean)) - score), default=None)
    if nearest is None:
        return ""
    promise, outcome = nearest
    if number(outcome.low) <= number(promise.mean) <= number(outcome.high):
        return ""
    return (
        "Tested on viewers whom the model had never met, with most of what they had rated as their history: films said "
        f"to be {_multiple(promise)} as likely were found to be {_multiple(outcome)} as likely. The order of films is "
        "surer than such numbers."
    )


def _multiple(row: ResultRow) -> str:
    return f"{number(row.mean):.{1 if number(row.mean) >= 1 else 2}f} times"


def truth_verdict(results: StoredResults) -> str:
    """Say how true explanations are: that they add up, and what films lose without what is called strong."""
    residual = results.find("axioms", "completeness residual", "largest")
    sums = "They add up exactly. " if residual and residual.mean is not None and residual.mean < 1e-9 else ""
    rows = strong_features(results)
    if not rows:
        return sums.strip()
    (first, *rest) = sorted(rows, key=lambda row: number(row.mean))
    others = name_list([f"for {KINDS[row.subject]} {hundred(row)}" for row in rest]) if rest else ""
    loss = f"losing the {KINDS[first.subject]} that they call strongest costs more than losing random ones"
    return f"{sums}In {hundred(first)} of 100 films, {loss}{others and '; '}{others}."


def strong_features(results: StoredResults) -> list[ResultRow]:
    """Return, for each kind, in how many films the three strongest cost more than three random ones."""
    rows = (results.find("features", kind, COSTS) for kind in KINDS)
    return [row for row in rows if row is not None and row.mean is not None]


def sureness_verdict(results: StoredResults) -> str:
    """Say how often reasons hold with other viewers' ratings, by the grade of their evidence."""
    rates = rates_by_grade(results)
    if not rates:
        return ""
    (first, rate), *rest = rates
    others = ", ".join(f"{grade} {each}" for grade, each in rest)
    chances = [str(hundred(row)) for row in results.rows(SURENESS, CHANCE)]
    by_chance = f" By chance, {name_list(chances if len(set(chances)) > 1 else chances[:1])} would." if chances else ""
    return (
        f"Of 100 reasons whose evidence is called {first}, {rate} hold with other viewers’ ratings"
        f"{'; ' if others else ''}{others}.{by_chance}"
    )


def rates_by_grade(results: StoredResults) -> list[tuple[str, int]]:
    """Return each grade of evidence, and how many of 100 reasons of it hold with other viewers' ratings."""
    return [(row.subject, hundred(row)) for row in results.rows(SURENESS, HOLDS) if row.mean is not None]


def hundred(row: ResultRow) -> int:
    """Return a share as a number of 100."""
    return round(100 * number(row.mean))
