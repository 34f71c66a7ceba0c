"""Means and their 95 % intervals: over held-out viewers, where a viewer in two splits is one, and over splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from emde_core.arrays import Floats, Ints
from emde_core.checks import at_least

NORMAL = 1.96


@dataclass(frozen=True)
class Mean:
    """A mean with half the width of its 95 % interval, and over how many viewers or splits."""

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


@dataclass(frozen=True)
class Rate:
    """A share, 0 to 1, with the ends of its 95 % interval, and over how many viewers."""

    value: float
    low: float
    high: float
    viewers: int


def rate_of(values: Floats, viewers: Ints) -> Rate:
    """The share of cases that hold, with Wilson's score interval, which never leaves 0 to 1.

    Cases of one viewer go together: the interval is that of as many independent cases as would leave the share as
    uncertain as these do (effective cases: Korn and Graubard, Survey Methodology 24, 1998; with Wilson's interval:
    Dean and Pagano, Journal of Survey Statistics and Methodology 3, 2015). Where all are alike, a viewer counts as one.

    Args:
        values: [cases], 1 for one that holds, 0 for one that does not; or shares of such.
        viewers: [cases], who they are of.
    """
    mean = mean_of([values], [viewers])
    error = (mean.half / NORMAL) ** 2 * (mean.n - 1) / mean.n
    count = min(mean.value * (1 - mean.value) / error, len(values)) if error else mean.n
    return Rate(mean.value, *_wilson(mean.value, count), mean.n)


def _wilson(share: float, count: float) -> tuple[float, float]:
    """Wilson, Journal of the American Statistical Association 22, 1927; SciPy's takes whole counts alone."""
    z2 = NORMAL**2 / count
    middle = share + z2 / 2
    half = np.sqrt(z2 * (share * (1 - share) + z2 / 4))
    return max(float(middle - half) / (1 + z2), 0.0), min(float(middle + half) / (1 + z2), 1.0)


def paired(values: Sequence[Floats], others: Sequence[Floats], viewers: Sequence[Ints]) -> Mean:
    """The mean difference of two models' values, viewer by viewer."""
    return mean_of([one - other for one, other in zip(values, others, strict=True)], viewers)


def mean_of_splits(values: Sequence[float]) -> Mean:
    """The mean of one value for each split, or split and permutation, with Student's interval.

    Raises:
        ConfigError: one value alone, which says nothing of an interval.
    """
    at_least("the number of values", len(values), 2)
    error = np.std(values, ddof=1) / np.sqrt(len(values))
    return Mean(float(np.mean(values)), float(student.ppf(0.975, len(values) - 1) * error), len(values))
