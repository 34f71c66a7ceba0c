"""Who is learned from, and who is tested on what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.errors import DataError

HELD_OUT = 0.2  # of the viewers
FOLD_IN = 0.8  # of a held-out viewer's likes are shown, the rest must be found
LEAST_LIKES = 5  # of a held-out viewer


@dataclass(frozen=True)
class Split:
    """Viewers to learn from, and held-out viewers of whom a part is shown.

    Attributes:
        train: the viewers to learn from.
        likes, dislikes: [viewers, films], what is shown of the held-out viewers.
        wanted: [viewers, films], the likes that must be found.
        known: [viewers, films], every other film that they rated: left out of the ranking, for every model.
    """

    train: Reactions
    likes: sparse.csr_array
    dislikes: sparse.csr_array
    wanted: sparse.csr_array
    known: sparse.csr_array


def held_out_viewers(reactions: Reactions, seed: int) -> Split:
    """Hold out a fifth of the viewers, among those with at least five likes, and show four fifths of their likes.

    Raises:
        DataError: fewer than two viewers can be held out, or nobody is left to learn from.
    """
    generator = np.random.default_rng(seed)
    eligible = np.flatnonzero(np.asarray((reactions.likes > 0).sum(axis=1)) >= LEAST_LIKES)
    count = min(len(eligible), round(HELD_OUT * len(reactions.viewers)))
    if not 2 <= count < len(reactions.viewers):
        raise DataError(
            f"too few viewers to measure on: of {len(reactions.viewers)}, {len(eligible)} have at least {LEAST_LIKES} "
            f"likes, and a fifth of all, at least two of them, must be held out"
        )
    chosen = np.zeros(len(reactions.viewers), dtype=bool)
    chosen[generator.permutation(eligible)[:count]] = True
    tested = reactions.rows(chosen)
    shown = _draw(tested.likes, generator)
    wanted = sparse.csr_array(tested.likes - shown)
    wanted.eliminate_zeros()
    known = sparse.csr_array(tested.rated - wanted)
    known.eliminate_zeros()
    return Split(reactions.rows(~chosen), shown, tested.dislikes, wanted, known)


def _draw(likes: sparse.csr_array, generator: np.random.Generator) -> sparse.csr_array:
    """Four fifths of each row, rounded, but never all of it."""
    shown = likes.copy()
    for row in range(likes.shape[0]):
        start, end = likes.indptr[row], likes.indptr[row + 1]
        kept = min(end - start - 1, round(FOLD_IN * (end - start)))
        hidden = generator.permutation(np.arange(start, end))[kept:]
        shown.data[hidden] = 0
    shown.eliminate_zeros()
    return shown
