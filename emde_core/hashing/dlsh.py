"""Density-dependent locality-sensitive hashing: one modality's space cut into W buckets, D times over.

Source: EMDE, arXiv 2006.01894, section 3.1. The thresholds are quantiles of the data, drawn uniformly, so
that dense regions are cut more finely than sparse ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Floats, Ints
from emde_core.errors import ConfigError

MIN_SPREAD = 1e-9  # a dimension that varies less than this says nothing
SAMPLE = 4_000  # vectors that thresholds are quantiles of
AT_ONCE = 2_000  # vectors that are hashed together


def bits_per_code(width: int) -> int:
    """Return K, where width = 2^K.

    Raises:
        ConfigError: the width is no power of two, or less than 2.
    """
    bits = width.bit_length() - 1
    if width < 2 or width != 1 << bits:
        raise ConfigError(f"a sketch's width must be a power of two and at least 2, not {width}")
    return bits


@dataclass(frozen=True, eq=False)
class DLSH:
    """A fitted hash of one modality's vectors.

    Attributes:
        mean, scale: [dim], what is taken off a vector, and what it is then multiplied by; scale is 0 where a dimension
            says nothing.
        directions: [dim, D, K], Gaussian.
        thresholds: [D, K], each a quantile of the fitted vectors' projections.
        unit: whether a vector is brought to length 1 before it is projected.
    """

    mean: Floats
    scale: Floats
    directions: Floats
    thresholds: Floats
    unit: bool

    @classmethod
    def fit(cls, vectors: Floats, depth: int, width: int, seed: int, *, unit: bool = False) -> DLSH:
        """Draw D x K directions, and thresholds for these vectors [n, dim].

        Args:
            vectors: of the catalogue.
            depth: D.
            width: W, a power of two.
            seed: of this hash's own generator.
            unit: take the mean off and bring each vector to length 1; else bring each dimension to deviation 1.
        """
        generator = np.random.default_rng(seed)
        mean = vectors.mean(axis=0, dtype=np.float64)
        deviation = np.ones(vectors.shape[1]) if unit else vectors.std(axis=0, dtype=np.float64)
        scale = np.where(deviation > MIN_SPREAD, 1 / np.maximum(deviation, MIN_SPREAD), 0.0)
        bits = bits_per_code(width)
        directions = generator.standard_normal((vectors.shape[1], depth, bits)).astype(np.float32).astype(np.float64)
        levels = generator.uniform(size=(depth, bits))
        sample = vectors[generator.permutation(len(vectors))[:SAMPLE]]
        hashing = cls(mean, scale, directions, np.zeros((depth, bits)), unit)
        projections = np.sort(hashing.project(sample), axis=0)  # [sample, D, K]
        return cls(mean, scale, directions, _quantiles(projections, levels), unit)

    @property
    def depth(self) -> int:
        """D."""
        return int(self.thresholds.shape[0])

    @property
    def width(self) -> int:
        """W."""
        return 1 << int(self.thresholds.shape[1])

    def project(self, vectors: Floats) -> Floats:
        """Project vectors [n, dim] onto every direction, [n, D, K]."""
        standard = (vectors - self.mean) * self.scale
        if self.unit:
            standard = standard / np.maximum(np.linalg.norm(standard, axis=1, keepdims=True), MIN_SPREAD)
        flat = standard @ self.directions.reshape(len(self.mean), -1)
        return flat.reshape(len(vectors), *self.thresholds.shape)

    def codes(self, vectors: Floats) -> Ints:
        """Return each vector's bucket in each partition, [n, D], from 0 to W-1; the first bit is the lowest."""
        return np.concatenate([np.zeros((0, self.depth), dtype=np.int64), *self._blocks(vectors)])

    def weights(self, vectors: Floats) -> Floats:
        """Return [n] ones: every vector counts as much as another."""
        return np.ones(len(vectors))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything that it is made of, for a file."""
        return {
            "mean": self.mean,
            "scale": self.scale,
            "directions": self.directions.astype(np.float32),  # as they were drawn
            "thresholds": self.thresholds,
            "unit": np.array([self.unit]),
        }

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> DLSH:
        """Make a hash of ``arrays``."""
        mean, scale, directions = (arrays[name].astype(np.float64) for name in ("mean", "scale", "directions"))
        thresholds, unit = arrays["thresholds"].astype(np.float64), arrays["unit"]
        fitting = mean.ndim == 1 and mean.shape == scale.shape and directions.shape == (len(mean), *thresholds.shape)
        if not fitting or thresholds.ndim != 2 or unit.shape != (1,) or len(arrays) != 5:
            raise ValueError("the directions and thresholds of a hash do not fit together")
        return cls(mean, scale, directions, thresholds, bool(unit[0]))

    def _blocks(self, vectors: Floats) -> Iterator[Ints]:
        values = 1 << np.arange(self.thresholds.shape[1], dtype=np.int64)
        for start in range(0, len(vectors), AT_ONCE):
            yield (self.project(vectors[start : start + AT_ONCE]) > self.thresholds) @ values


def _quantiles(ordered: Floats, levels: Floats) -> Floats:
    """Return quantiles of values [n, D, K] in ascending order, at one level for each column [D, K].

    Between neighbours they are linear.
    """
    place = levels * (len(ordered) - 1)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, len(ordered) - 1)
    low, high = (np.take_along_axis(ordered, index[None], axis=0)[0] for index in (below, above))
    quantiles: Floats = low + (high - low) * (place - below)
    return quantiles
