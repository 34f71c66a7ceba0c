"""The readout of a score for every film from output logits: the mean over a film's codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.model.published.codes import MISSING, CodeLayout
from emde_core.schema import Position


@dataclass(frozen=True, eq=False)
class Readout:
    """T = diag(1 / number of codes) S: a film's score is the mean of the logits at the codes that it has.

    Attributes:
        layout: how codes lie in a sketch.
        codes: [films, M, D]; MISSING where a film lacks a modality.
    """

    layout: CodeLayout
    codes: Ints

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """T, [films, F]; the row of a film without any code is 0."""
        count = (self.codes != MISSING).sum(axis=(1, 2))
        share = np.divide(1.0, count, out=np.zeros(len(count)), where=count > 0)
        return sparse.csr_array(sparse.diags_array(share) @ self.layout.one_hot(self.codes))

    @cached_property
    def scorable(self) -> Bools:
        """The films with any code, [films]; one that has none can't be scored."""
        return (self.codes != MISSING).any(axis=(1, 2))

    @cached_property
    def mean(self) -> Floats:
        """The mean readout over the films that have codes, [F]: the catalogue's mean."""
        return np.asarray(self.matrix[self.scorable].mean(axis=0)).ravel()

    def scores(self, logits: Floats) -> Floats:
        """Return every film's score relative to the catalogue's mean, [..., films], from logits [..., F].

        A film without codes gets -inf.
        """
        scores = np.asarray((self.matrix @ logits.T).T) - (logits @ self.mean)[..., None]
        scores[..., ~self.scorable] = -np.inf
        return scores

    def direction(self, position: Position, rival: Position | None = None) -> Floats:
        """Return the vector whose product with the logits is the film's score, [F].

        Relative to the catalogue's mean, or to the film ``rival`` where one is given.
        """
        return self._row(position) - (self.mean if rival is None else self._row(rival))

    def _row(self, position: Position) -> Floats:
        row: Floats = self.matrix[[position]].toarray()[0]
        return row
