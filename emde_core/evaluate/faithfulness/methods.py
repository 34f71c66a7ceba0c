"""Attribution methods: each gives one map, a value for each history film, fixed before it is scored.

All but the first two are rivals. Those that ask the model explain the same number as ``score`` does, the recommended
film's score relative to the catalogue's mean, and see the model only as a function of which history films are held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from emde_core.evaluate.faithfulness.captum_rivals import integrated_gradients, lime, sampled_shapley
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.explain.rank_margin import film_contributions, rank_margin

Floats = NDArray[np.float64]
Attribution = Callable[[Case, Context], Floats]
TOP = 5  # the k of "why in the top k"
GREEDY_STEPS = 5


def score(case: Case, _: Context) -> Floats:
    """Ours: contributions to the score."""
    return film_contributions(case.pool, np.array([case.film]))[:, 0]


def margin(case: Case, _: Context) -> Floats:
    """Ours, for questions about rank: contributions to the margin to the rivals that would take the film's place."""
    return rank_margin(case.pool, case.film, case.order[1:], TOP).values


def rival(case: Case, _: Context) -> Floats:
    """Ours, simpler: contributions to the margin to the one film at the edge of the top k."""
    parts = film_contributions(case.pool, np.array([case.film, case.order[TOP]]))
    return parts[:, 0] - parts[:, 1]


def random(case: Case, context: Context) -> Floats:
    """Chance."""
    return np.random.default_rng(context.seed_of(case)).random(case.size)


def popularity(case: Case, context: Context) -> Floats:
    """How many viewers like the history film."""
    return context.popularity[case.pool.films]


def cosine(case: Case, context: Context) -> Floats:
    """Likeness of the two films' content; below 0 for a film that was not for the viewer, which speaks against."""
    return context.alike[case.film, case.pool.films] * np.where(case.pool.blocks == 0, 1, -1)


def leave_one_out(case: Case, _: Context) -> Floats:
    """What the score loses without each film."""
    held = np.concatenate([np.ones((1, case.size)), 1 - np.eye(case.size)])
    scores = case.own_score(held)
    return scores[0] - scores[1:]


def greedy_on_margin(case: Case, _: Context) -> Floats:
    """Each step takes out the film that brings the k-th rival nearest, and asks the model anew."""
    held, values = np.ones(case.size), np.zeros(case.size)
    for step in range(min(GREEDY_STEPS, case.size - 1)):
        left = np.flatnonzero(held)
        rows = np.tile(held, (len(left), 1))
        rows[np.arange(len(left)), left] = 0
        scores = case.scores(rows)
        others = np.delete(scores, case.film, axis=1)
        chosen = left[int(np.argmin(scores[:, case.film] - np.partition(others, -TOP, axis=1)[:, -TOP]))]
        held[chosen], values[chosen] = 0, GREEDY_STEPS - step
    return values


OURS: Mapping[str, Attribution] = {"ours, margin": margin, "ours, score": score}
RIVALS: Mapping[str, Attribution] = {
    "random": random,
    "popularity": popularity,
    "cosine": cosine,
    "leave-one-out": leave_one_out,
    "Integrated Gradients": integrated_gradients,
    "sampled Shapley": sampled_shapley,
    "LIME": lime,
    "greedy on margin": greedy_on_margin,
    "margin to the rival at k": rival,
}
