"""Density-dependent locality-sensitive hashing: one modality's space cut into W buckets, D times over.

Source: EMDE, arXiv 2006.01894, section 3.1. The thresholds are quantiles of the data, drawn uniformly, so
that dense regions are cut more finely than sparse ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emde_core.errors import ConfigError

Floats = NDArray[np.float64]

MIN_SPREAD = 1e-9  # a dimension that varies less than this says nothing


def bits_per_code(width: int) -> int:
    """K, where width = 2^K.

    Raises:
        ConfigError: the width is no power of two, or less than 2.
    """
    bits = width.bit_length() - 1
    if width < 2 or width != 1 << bits:
        raise ConfigError(f"a sketch's width must be a power of two and at least 2, not {width}")
    return bits


@dataclass(frozen=True)
class DLSH:
    """A fitted hash of one modality.

    Attributes:
        mean, scale: [dim], the standardisation of an embedding; scale is 0 where a dimension says nothing.
        directions: [dim, D, K], Gaussian.
        thresholds: [D, K], each a quantile of the fitted films' projections.
        spread: [D, K], the standard deviation of those projections: the unit of a margin.
    """

    mean: Floats
    scale: Floats
    directions: Floats
    thresholds: Floats
    spread: Floats

    @classmethod
    def fit(
        cls, embeddings: Floats, depth: int, width: int, seed: int | Sequence[int], *, each_dimension: bool = True
    ) -> DLSH:
        """Draw D x K directions and thresholds for these films' embeddings [films, dim].

        Args:
            embeddings: of the films that have the modality.
            depth: D.
            width: W, a power of two.
            seed: of this hash's own generator.
            each_dimension: whether every dimension is brought to deviation 1, or all of them by one common factor.
        """
        generator = np.random.default_rng(seed)
        mean, deviation = embeddings.mean(axis=0), embeddings.std(axis=0)
        if not each_dimension:
            deviation = np.full_like(deviation, np.sqrt(np.mean(deviation**2)))
        scale = np.where(deviation > MIN_SPREAD, 1 / np.maximum(deviation, MIN_SPREAD), 0.0)
        bits = bits_per_code(width)
        directions = generator.standard_normal((embeddings.shape[1], depth, bits))
        projected = np.einsum("nc,cdk->ndk", (embeddings - mean) * scale, directions)  # [films, D, K]
        levels = generator.uniform(size=(depth, bits))
        thresholds = np.empty((depth, bits))
        for d, k in np.ndindex(depth, bits):
            thresholds[d, k] = np.quantile(projected[:, d, k], levels[d, k])
        spread = np.maximum(projected.std(axis=0), MIN_SPREAD)
        return cls(mean, scale, directions, thresholds, spread)

    @property
    def bit_values(self) -> NDArray[np.int64]:
        """[K]: what each bit adds to a bucket's number; the first bit is the least significant."""
        return 1 << np.arange(self.thresholds.shape[1], dtype=np.int64)

    def margins(self, embeddings: Floats) -> Floats:
        """How far past each threshold, [films, D, K], in standard deviations of the fitted projections."""
        projected = np.einsum("nc,cdk->ndk", (embeddings - self.mean) * self.scale, self.directions, optimize=True)
        return (projected - self.thresholds) / self.spread

    def codes(self, embeddings: Floats) -> NDArray[np.int64]:
        """Each film's bucket in each partition, [films, D], from 0 to W-1."""
        return (self.margins(embeddings) > 0) @ self.bit_values

    def soft_codes(self, embeddings: Floats, softness: float) -> Floats:
        """Each film's probability of each bucket, [films, D, W]; rows sum to 1.

        A bit whose margin is small against ``softness`` (in standard deviations) is uncertain. As softness
        goes to 0 this becomes the one-hot code.
        """
        margins = self.margins(embeddings)
        above = 1 / (1 + np.exp(np.clip(-margins / softness, -500, 500)))
        buckets = np.ones((*margins.shape[:2], 1))
        for k in range(margins.shape[2]):  # the next bit doubles the buckets: low half without it, high half with it
            bit = above[:, :, k, None]
            buckets = np.concatenate([buckets * (1 - bit), buckets * bit], axis=2)
        return buckets
