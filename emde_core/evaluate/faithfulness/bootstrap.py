"""Means with intervals over viewers: by bootstrap, and Wilson's for what holds or does not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from emde_core.evaluate.intervals import rate_of

RESAMPLES = 2000
LEVEL = 95  # percent


@dataclass(frozen=True)
class Interval:
    """A mean over n viewers (or films), and its 95 % interval."""

    mean: float
    low: float
    high: float
    n: int

    @classmethod
    def of(cls, values: ArrayLike, seed: int = 0) -> Interval:
        """Average one number for each viewer; viewers without one (nan) are left out.

        Cases that hold or do not, bools, have Wilson's interval: that of the bootstrap has no width where all hold.
        """
        cases = np.asarray(values)
        numbers = cases.astype(np.float64)
        numbers = numbers[~np.isnan(numbers)]
        if not len(numbers):
            return cls(float("nan"), float("nan"), float("nan"), 0)
        if cases.dtype == bool:
            rate = rate_of(numbers, np.arange(len(numbers)))
            return cls(rate.value, rate.low, rate.high, rate.viewers)
        samples = np.random.default_rng(seed).integers(len(numbers), size=(RESAMPLES, len(numbers)))
        edge = (100 - LEVEL) / 2
        low, high = np.percentile(numbers[samples].mean(axis=1), [edge, 100 - edge])
        return cls(float(numbers.mean()), float(low), float(high), len(numbers))

    def to_dict(self) -> dict[str, float | int | None]:
        """Return a record for a JSON document; null for what is not known."""
        return {name: None if value != value else value for name, value in vars(self).items()}

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"
