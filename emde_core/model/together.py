"""Counts of the viewers who liked two films, kept for the pairs that somebody liked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.arrays import Floats, Ints

Whole = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class LikedTogether:
    """Counts of the viewers who liked both of two films, ``together[3, 5]``; of a film and itself, who liked it.

    A pair is kept once, and only where somebody liked both: so it takes no more room than the likes ask for.

    Attributes:
        offsets: [films + 1]; the pairs of film i are offsets[i] to offsets[i + 1].
        others: [pairs], the second film of each pair, i or a later one, in order.
        counts: [pairs], above 0.
    """

    offsets: Ints
    others: Whole
    counts: Whole

    @classmethod
    def of(cls, likes: sparse.csr_array) -> LikedTogether:
        """Count, from who liked what, [viewers, films]; a like is any entry above 0."""
        liked = (likes > 0).astype(np.int32)
        pairs = sparse.csr_array(sparse.triu(liked.T @ liked, format="csr"))
        pairs.sort_indices()
        kinds = pair_types(pairs.shape[0], liked.shape[0])
        arrays = (array.astype(kind) for array, kind in zip((pairs.indices, pairs.data), kinds, strict=True))
        return cls(pairs.indptr.astype(np.int64), *arrays)

    @classmethod
    def of_counts(cls, counts: Floats, head: Ints, likes: Floats, viewers: int) -> LikedTogether:
        """Take counts of the head's films, [H, H], and of every film's likes, [films]; of the tail no pairs are known.

        Args:
            counts: viewers who liked both.
            head: the positions of these films, ascending.
            likes: viewers who liked each film of the catalogue.
            viewers: how many there are.
        """
        of_head = sparse.coo_array(np.triu(counts))
        tail = np.setdiff1d(np.flatnonzero(likes), head)
        first, second = (np.concatenate([head[each], tail]) for each in (of_head.row, of_head.col))
        shape = (len(likes), len(likes))
        pairs = sparse.csr_array((np.concatenate([of_head.data, likes[tail]]), (first, second)), shape=shape)
        pairs.sort_indices()
        others, numbers = pair_types(len(likes), viewers)
        return cls(pairs.indptr.astype(np.int64), pairs.indices.astype(others), pairs.data.astype(numbers))

    def __getitem__(self, pair: tuple[int, int]) -> int:
        """Return the count of two films, by position."""
        first, second = sorted(pair)
        others = self.others[self.offsets[first] : self.offsets[first + 1]]
        place = int(np.searchsorted(others, second))
        there = place < len(others) and others[place] == second
        return int(self.counts[self.offsets[first] + place]) if there else 0


def pair_types(films: int, viewers: int) -> tuple[np.dtype[Any], np.dtype[Any]]:
    """Return the smallest types of whole numbers that films' positions, and counts of viewers, fit in."""
    return np.min_scalar_type(max(films - 1, 0)), np.min_scalar_type(viewers)
