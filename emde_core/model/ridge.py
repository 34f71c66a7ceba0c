"""Ridge regression of likes on a history, in closed form, which shrinks towards a prior.

Films are dropped out of the input with a keep rate q and are targets only when dropped, which forbids learning the
identity (Steck, NeurIPS 2020, denoising linear autoencoders), here for two reactions. With X the viewers' likes and Z
their likes beside their dislikes, viewers weighted,

    C = q q' * Z'Z + diag(q (1 - q) n)      E = q (1 - q1) * (Z'X - [diag(n1); 0])
    G_r = (C + L)^-1 (E + L G_c),           L = diag(l1, .., l2, ..)

With G_c = 0 that is ridge regression; with a content prior G_c it shrinks towards what the films are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # imports its parts when they are used: linalg takes a while, and only learning needs it
from scipy import sparse

from emde_core.arrays import Floats
from emde_core.config import RidgeConfig
from emde_core.data.interactions import Reactions

VIEWERS_AT_ONCE = 4096


@dataclass(frozen=True, eq=False)
class Ridge:
    """A factorised regression, ready for any number of priors.

    Attributes:
        factor: of C + L, [2 films, 2 films], as ``cho_factor`` gives it.
        target: E, [2 films, films].
        ridges: L's diagonal, [2 films].
    """

    factor: tuple[Floats, bool]
    target: Floats
    ridges: Floats

    @classmethod
    def fit(cls, reactions: Reactions, config: RidgeConfig) -> Ridge:
        """Sum over the viewers, and factorise."""
        films = reactions.likes.shape[1]
        keep = np.repeat([config.keep_likes, config.keep_dislikes], films)
        ridges = np.repeat([config.ridge_likes, config.ridge_dislikes], films)
        together, counts = _sums(reactions, config.viewer_weight_power)
        target = together[:, :films] * (keep * (1 - config.keep_likes))[:, None]
        target[np.arange(films), np.arange(films)] = 0  # a like is a target only where it was dropped from the input
        gram = together * np.outer(keep, keep)
        np.fill_diagonal(gram, keep**2 * counts + keep * (1 - keep) * counts + ridges)
        return cls(scipy.linalg.cho_factor(gram, lower=True, overwrite_a=True), target, ridges)

    def solve(self) -> Floats:
        """Return G_0, [2 films, films]: what the ratings say without a prior."""
        solution: Floats = scipy.linalg.cho_solve(self.factor, self.target)
        return solution

    def towards(self, prior: Floats) -> Floats:
        """Return (C + L)^-1 L prior, [2 films, columns]: what a prior adds to ``solve``; linear in it."""
        solution: Floats = scipy.linalg.cho_solve(self.factor, self.ridges[:, None] * prior)
        return solution

    def prior_weights(self, histories: sparse.csr_array) -> Floats:
        """Return histories (C + L)^-1 L, [n, 2 films]: times a prior, it is what the prior adds to their scores.

        One solve serves any number of priors, where only some histories' scores are needed.

        Args:
            histories: [n, 2 films].
        """
        solution = scipy.linalg.cho_solve(self.factor, histories.T.toarray())
        weights: Floats = solution.T * self.ridges
        return weights


def _sums(reactions: Reactions, power: float) -> tuple[Floats, Floats]:
    """Return Z'Z [2 films, 2 films] and its diagonal, streamed over viewers, who weigh (likes + 1)^-power."""
    size = 2 * reactions.likes.shape[1]
    together = np.zeros((size, size))
    for start in range(0, len(reactions.viewers), VIEWERS_AT_ONCE):
        here = slice(start, start + VIEWERS_AT_ONCE)
        likes, dislikes = reactions.likes[here], reactions.dislikes[here]
        weight = sparse.diags_array((likes.sum(axis=1) + 1.0) ** -power)
        both = sparse.hstack([likes, dislikes], format="csr")
        together += (both.T @ (weight @ both)).toarray()
    return together, together.diagonal().copy()
