"""The linear map B from input sketch to output logits, in closed form (DESIGN.md, Model).

Items are dropped out of the input with a keep rate and asked for only when dropped, which forbids learning the
identity (Steck, NeurIPS 2020, denoising linear autoencoders), here in sketch space and for two reactions. With X the
viewers' likes beside their dislikes [viewers, 2 films], weighted, and C, E the denoised co-occurrences in film space,

    C = q q' * X'X + diag(q (1-q) n)      E = q (1-q1) * (X'X1 - [diag(n1); 0])      U = diag(S, S), T the readout
    B = (U'C U + L)^-1 U'E T (T'T + mu I)^-1,   L = diag(l1, .., l2, ..)

which is DESIGN.md's A^-1 R P^-1 written out. Where there are fewer films than sketch positions, the same B is

    B = L^-1 U' M T,   M = (C K + I)^-1 E (T T' + mu I)^-1,   K = U L^-1 U'

(push-through identity): a matrix over films, small and fast however wide the sketch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve, solve

from emde_core.config import ClosedFormConfig
from emde_core.data.interactions import Reactions

Floats = NDArray[np.float64]
Space = Literal["films", "sketch"]
VIEWERS_AT_ONCE = 4096


@dataclass(frozen=True)
class LinearMap:
    """B = left @ core @ right, [2F, F].

    Attributes:
        space: what core is over: films (left and right are sparse), or sketch positions (left and right are 1).
        core: [2 films, films] or [2F, F], to single precision, as it is stored.
    """

    space: Space
    core: Floats
    left: sparse.csr_array
    right: sparse.csr_array

    @classmethod
    def of(
        cls,
        space: Space,
        core: Floats,
        one_hot: sparse.csr_array,
        readout: sparse.csr_array,
        config: ClosedFormConfig,
    ) -> LinearMap:
        """Put the parts together; see ``fit_closed_form`` for the arguments."""
        core = core.astype(np.float32).astype(np.float64)
        if space == "films":
            return cls(space, core, _per_ridge(one_hot, config).T.tocsr(), readout)
        size = one_hot.shape[1]
        return cls(space, core, sparse.eye_array(2 * size, format="csr"), sparse.eye_array(size, format="csr"))

    def logits(self, sketches: Floats) -> Floats:
        """Sketches @ B: [..., 2F] to [..., F]."""
        return (sketches @ self.left) @ self.core @ self.right

    def rates(self, directions: Floats) -> Floats:
        """Directions @ B': [..., F] to [..., 2F]."""
        return ((directions @ self.right.T) @ self.core.T) @ self.left.T

    def scaled(self, factor: float) -> LinearMap:
        """The map times a number."""
        core = (factor * self.core).astype(np.float32).astype(np.float64)
        return LinearMap(self.space, core, self.left, self.right)


def fit_closed_form(
    reactions: Reactions,
    one_hot: sparse.csr_array,
    readout: sparse.csr_array,
    config: ClosedFormConfig,
    space: Space | None = None,
) -> LinearMap:
    """Learn B.

    Args:
        reactions: who liked and disliked what.
        one_hot: S, [films, F].
        readout: T, [films, F].
        config: keep rates and ridges.
        space: where to solve; by default over whichever is fewer, films or sketch positions. The result is the same.
    """
    films, size = one_hot.shape
    if space is None:
        space = "films" if films < size else "sketch"
    solve_in = _solve_over_films if space == "films" else _solve_over_sketch
    return LinearMap.of(space, solve_in(reactions, one_hot, readout, config), one_hot, readout, config)


def _solve_over_films(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, config: ClosedFormConfig
) -> Floats:
    """M, [2 films, films]."""
    films = one_hot.shape[0]
    identity = sparse.eye_array(films, format="csr")
    gram, target = _denoised(reactions, identity, identity, config)
    scaled = _per_ridge(one_hot, config)
    kernel = (scaled @ sparse.block_diag([one_hot, one_hot]).T).toarray()  # K
    half = solve(gram @ kernel + np.eye(2 * films), target, overwrite_a=True, overwrite_b=True)
    collisions = (readout @ readout.T).toarray() + _collision_ridge(readout, config) * np.eye(films)
    return _right_solve(half, collisions)


def _solve_over_sketch(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, config: ClosedFormConfig
) -> Floats:
    """B itself, [2F, F]."""
    size = one_hot.shape[1]
    gram, target = _denoised(reactions, one_hot, readout, config)
    gram += np.diag(np.repeat([config.ridge_likes, config.ridge_dislikes], size))
    collisions = (readout.T @ readout).toarray() + _collision_ridge(readout, config) * np.eye(size)
    return _right_solve(cho_solve(cho_factor(gram, overwrite_a=True), target, overwrite_b=True), collisions)


def _denoised(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, config: ClosedFormConfig
) -> tuple[Floats, Floats]:
    """U'CU and U'ET; with identities for one_hot and readout, C and E."""
    size = one_hot.shape[1]
    keep = np.array([config.keep_likes, config.keep_dislikes])
    together, wanted, counts = _sums(reactions, one_hot, readout, config.viewer_weight_power)
    gram = together * np.kron(np.outer(keep, keep), np.ones((size, size)))
    for block in (0, 1):
        here = slice(block * size, (block + 1) * size)
        own = (one_hot.T @ sparse.diags_array(counts[block]) @ one_hot).toarray()  # Q
        gram[here, here] += keep[block] * (1 - keep[block]) * own
    wanted[:size] -= (one_hot.T @ sparse.diags_array(counts[0]) @ readout).toarray()
    return gram, wanted * np.repeat(keep * (1 - keep[0]), size)[:, None]


def _sums(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, power: float
) -> tuple[Floats, Floats, Floats]:
    """Z'Z [2F, 2F], Z'X1 T [2F, F] and films' counts [2, films], streamed over viewers, who are weighted."""
    films, size = one_hot.shape
    together, wanted = np.zeros((2 * size, 2 * size)), np.zeros((2 * size, readout.shape[1]))
    counts = np.zeros((2, films))
    for start in range(0, len(reactions.viewers), VIEWERS_AT_ONCE):
        here = slice(start, start + VIEWERS_AT_ONCE)
        likes, dislikes = reactions.likes[here], reactions.dislikes[here]
        weight = sparse.diags_array((likes.sum(axis=1) + 1.0) ** -power)
        sketches = sparse.hstack([likes @ one_hot, dislikes @ one_hot], format="csr")
        weighted = (weight @ sketches).T.tocsr()
        together += (weighted @ sketches).toarray()
        wanted += (weighted @ (likes @ readout)).toarray()
        counts += np.stack([(weight @ likes).sum(axis=0), (weight @ dislikes).sum(axis=0)])
    return together, wanted, counts


def _per_ridge(one_hot: sparse.csr_array, config: ClosedFormConfig) -> sparse.csr_array:
    """U L^-1, [2 films, 2F]."""
    return sparse.block_diag([one_hot / config.ridge_likes, one_hot / config.ridge_dislikes], format="csr")


def _collision_ridge(readout: sparse.csr_array, config: ClosedFormConfig) -> float:
    """Mu, in the scale of T, whose entries are 1 / (M D) for a film that has every modality."""
    return float(config.collision_ridge * readout.data.min() ** 2)


def _right_solve(left: Floats, symmetric: Floats) -> Floats:
    """Left @ symmetric^-1."""
    solved: Floats = cho_solve(cho_factor(symmetric, overwrite_a=True), left.T).T
    return np.ascontiguousarray(solved)
