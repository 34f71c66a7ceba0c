"""From output logits to a score for every film: the mean over a film's codes (DESIGN.md, readout)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.model.published.codes import MISSING, CodeLayout

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Readout:
    """T = diag(1 / number of codes) S: a film's score is the mean of the logits at the codes that it has.

    Attributes:
        layout: how codes lie in a sketch.
        codes: [films, M, D]; MISSING where a film lacks a modality.
    """

    layout: CodeLayout
    codes: NDArray[np.int64]

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """T, [films, F]; the row of a film without any code is 0."""
        count = (self.codes != MISSING).sum(axis=(1, 2))
        share = np.divide(1.0, count, out=np.zeros(len(count)), where=count > 0)
        return sparse.csr_array(sparse.diags_array(share) @ self.layout.one_hot(self.codes))

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """[films], whether a film has any code; one that has none can't be scored."""
        return (self.codes != MISSING).any(axis=(1, 2))

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
        return self._row(film) - (self.mean if rival is None else self._row(rival))

    def _row(self, film: int) -> Floats:
        row: Floats = self.matrix[[film]].toarray()[0]
        return row
