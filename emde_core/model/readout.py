"""From output logits to a score for every film: the mean over a film's codes (DESIGN.md, readout)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.checks import at_least
from emde_core.errors import ConfigError
from emde_core.sketch.codes import MISSING, CodeLayout

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Readout:
    """T = diag(1 / S w) S diag(w): a film's score is the weighted mean of the logits at the codes that it has.

    Weights w are 1, so that T = diag(1 / number of codes) S, until somebody asks what if posters mattered more.

    Attributes:
        layout: how codes lie in a sketch.
        codes: [films, M, D]; MISSING where a film lacks a modality.
        weights: how much a code counts, by modality; empty for 1 each.
    """

    layout: CodeLayout
    codes: NDArray[np.int64]
    weights: Mapping[str, float] = field(default_factory=dict)

    def weighing(self, weights: Mapping[str, float]) -> Readout:
        """The same readout with other weights, by modality; those that are not named weigh 1.

        Raises:
            ConfigError: a modality is unknown, a weight is negative or no number, or all of them are 0.
        """
        if unknown := sorted(set(weights) - set(self.layout.modalities)):
            known = ", ".join(self.layout.modalities)
            raise ConfigError(f"the model has no modality {unknown[0]!r} to weigh; it has {known}")
        for modality, weight in weights.items():
            at_least(f"the weight of {modality}", weight, 0.0)
        chosen = {modality: float(weights.get(modality, 1)) for modality in self.layout.modalities}
        if np.inf in chosen.values():
            raise ConfigError(f"weights must be finite, not {dict(weights)}")
        if not any(chosen.values()):
            raise ConfigError("every modality weighs 0, so that nothing is left to rank by; give one of them more")
        return replace(self, weights=chosen)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """T, [films, F]; the row of a film without any code that counts is 0."""
        return self.layout.weighted(self.codes, self.shares)

    @cached_property
    def shares(self) -> Floats:
        """[films, M], how much one of a film's codes counts in its score; over its codes they sum to 1."""
        return self.shares_of(self.codes)

    def shares_of(self, codes: NDArray[np.int64]) -> Floats:
        """[n, M], the same for films that need not be in the catalogue, by their codes [n, M, D]."""
        weights = np.array([self.weights.get(modality, 1.0) for modality in self.layout.modalities])
        has = (codes != MISSING).all(axis=2)
        total = (has @ weights)[:, None] * self.layout.depth
        shares: Floats = np.divide(has * weights, total, out=np.zeros(has.shape), where=total > 0)
        return shares

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """[films], whether a film has any code that counts; one that has none can't be scored."""
        return self.shares.sum(axis=1) > 0

    @cached_property
    def mean(self) -> Floats:
        """[F], the mean readout over the films that have codes: the catalogue's mean."""
        return np.asarray(self.matrix[self.known].mean(axis=0)).ravel()

    def scores(self, logits: Floats) -> Floats:
        """Score of every film relative to the catalogue's mean, [..., films], from logits [..., F].

        A film without codes gets -inf.
        """
        scores = np.asarray((self.matrix @ logits.T).T) - (logits @ self.mean)[..., None]
        scores[..., ~self.known] = -np.inf
        return scores

    def direction(self, film: int, rival: int | None = None) -> Floats:
        """[F], the vector whose product with the logits is the film's score.

        Relative to the catalogue's mean, or to the film ``rival`` where one is given.
        """
        return self.direction_of(self.codes[film], rival)

    def direction_of(self, codes: NDArray[np.int64], rival: int | None = None) -> Floats:
        """[F], the same for a film that need not be in the catalogue, by its codes [M, D]."""
        return self._row(codes) - (self.mean if rival is None else self._row(self.codes[rival]))

    def _row(self, codes: NDArray[np.int64]) -> Floats:
        row: Floats = self.layout.weighted(codes[None], self.shares_of(codes[None])).toarray()[0]
        return row
