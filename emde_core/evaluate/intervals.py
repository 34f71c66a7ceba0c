"""Means over held-out viewers of several splits, and their 95 % intervals; a viewer in two splits is one viewer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NORMAL = 1.96


@dataclass(frozen=True)
class Mean:
    """A mean with half the width of its 95 % interval, and over how many viewers."""

    value: float
    half: float
    n: int

    @property
    def low(self) -> float:
        """The interval's lower end."""
        return self.value - self.half

    @property
    def high(self) -> float:
        """The interval's upper end."""
        return self.value + self.half


def mean_of(values: Sequence[Floats], viewers: Sequence[Ints]) -> Mean:
    """The mean of values [viewers] of several splits.

    Values of one viewer go together, so that the interval is as wide as the number of different viewers asks for.

    Args:
        values: for each split.
        viewers: who they are, for each split.
    """
    every, who = np.concatenate(values), np.concatenate(viewers)
    mean = float(every.mean())
    deviations = np.bincount(np.unique(who, return_inverse=True)[1], every - mean)
    count = len(deviations)
    half = NORMAL * np.sqrt((deviations**2).sum() * count / max(count - 1, 1)) / len(every)
    return Mean(mean, float(half), count)


def paired(values: Sequence[Floats], others: Sequence[Floats], viewers: Sequence[Ints]) -> Mean:
    """The mean difference of two models' values, viewer by viewer."""
    return mean_of([one - other for one, other in zip(values, others, strict=True)], viewers)
