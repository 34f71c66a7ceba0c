"""The linear map B from input sketch to output logits, in closed form (DESIGN.md, Model).

Items are dropped out of the input with a keep rate and asked for only when dropped, which forbids learning the
identity (Steck, NeurIPS 2020, denoising linear autoencoders), here in sketch space and for two reactions:

    A11 = q1^2 Z1'Z1 + q1(1-q1) Q1 + l1 I      A12 = q1 q2 Z1'Z2      R1 = q1(1-q1) (Z1'X1 - S' diag(n1)) T
    A22 = q2^2 Z2'Z2 + q2(1-q2) Q2 + l2 I                             R2 = q2(1-q1) Z2'X1 T
    B = A^-1 [R1; R2] P^-1,   P = T'T + mu I
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import cho_factor, cho_solve

from emde_core.config import ClosedFormConfig
from emde_core.data.interactions import Reactions

Floats = NDArray[np.float64]
VIEWERS_AT_ONCE = 4096


def fit_closed_form(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, config: ClosedFormConfig
) -> Floats:
    """B, [2F, F]: likes' block above dislikes'.

    Args:
        reactions: who liked and disliked what.
        one_hot: S, [films, F].
        readout: T, [films, F].
        config: keep rates and ridges.
    """
    keep = np.array([config.keep_likes, config.keep_dislikes])
    ridge = np.array([config.ridge_likes, config.ridge_dislikes])
    size = one_hot.shape[1]
    together, wanted, counts = _sums(reactions, one_hot, readout, config.viewer_weight_power)

    gram, target = together * np.kron(np.outer(keep, keep), np.ones((size, size))), wanted
    target[:size] -= (one_hot.T @ sparse.diags_array(counts[0]) @ readout).toarray()
    target *= np.repeat(keep * (1 - keep[0]), size)[:, None]
    for block in (0, 1):
        here = slice(block * size, (block + 1) * size)
        own = (one_hot.T @ sparse.diags_array(counts[block]) @ one_hot).toarray()  # Q
        gram[here, here] += keep[block] * (1 - keep[block]) * own + ridge[block] * np.eye(size)

    codes_per_film = readout.data.min() if readout.nnz else 1.0  # 1 / (M D) of a film that has every modality
    collisions = (readout.T @ readout).toarray() + config.collision_ridge * codes_per_film**2 * np.eye(size)
    half = cho_solve(cho_factor(gram, overwrite_a=True), target, overwrite_b=True)
    return np.ascontiguousarray(cho_solve(cho_factor(collisions, overwrite_a=True), half.T).T)


def _sums(
    reactions: Reactions, one_hot: sparse.csr_array, readout: sparse.csr_array, power: float
) -> tuple[Floats, Floats, Floats]:
    """Z'Z [2F, 2F], Z'X1 T [2F, F] and films' counts [2, films], streamed over viewers, who are weighted."""
    films, size = one_hot.shape
    together, wanted, counts = np.zeros((2 * size, 2 * size)), np.zeros((2 * size, size)), np.zeros((2, films))
    for start in range(0, len(reactions.viewers), VIEWERS_AT_ONCE):
        here = slice(start, start + VIEWERS_AT_ONCE)
        likes, dislikes = reactions.likes[here], reactions.dislikes[here]
        weight = sparse.diags_array((likes.sum(axis=1) + 1.0) ** -power)
        sketches = sparse.hstack([likes @ one_hot, dislikes @ one_hot], format="csr")
        dense = sketches.toarray()
        together += dense.T @ (weight @ dense)
        wanted += dense.T @ (weight @ (likes @ readout)).toarray()
        counts += np.stack([(weight @ likes).sum(axis=0), (weight @ dislikes).sum(axis=0)])
    return together, wanted, counts
