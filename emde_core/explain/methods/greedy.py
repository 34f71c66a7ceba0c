"""A search for the films that keep another in the top, one after another, with the model asked anew each time."""

from __future__ import annotations

import numpy as np

from emde_core.explain.case import Case
from emde_core.explain.methods.base import Attribution, Method

STEPS = 5


def _attribute(case: Case) -> Attribution:
    """Take out in each step the film that brings the k-th rival nearest; the value is how early it went."""
    case.rank()
    mask, values = np.ones(case.size), np.zeros(case.size)
    k = min(case.k, len(case.order) - 1)
    for step in range(min(STEPS, case.size - 1)):
        rest = np.flatnonzero(mask)
        masks = np.tile(mask, (len(rest), 1))
        masks[np.arange(len(rest)), rest] = 0
        standings = case.standings(masks)
        others = np.delete(standings, case.film, axis=1)
        costliest = rest[int(np.argmin(standings[:, case.film] - np.partition(others, -k, axis=1)[:, -k]))]
        mask[costliest], values[costliest] = 0, STEPS - step
    return Attribution(values)


GREEDY_MARGIN = Method(
    name="greedy-margin",
    label="greedy on margin",
    description="how early each history film is taken out, when each step takes the one that brings the rival nearest",
    attribute=_attribute,
    unit="steps",
    yardstick=True,
)
