"""Splits of viewers and films into those to learn from and those to test on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import at_least
from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.validation.metrics import Metric

HELD_OUT = 0.2  # of the viewers
FOLD_IN = 0.8  # of a held-out viewer's likes; the rest are hidden
LEAST_LIKES = 5  # of a held-out viewer
COLD = 0.2  # of the films


@dataclass(frozen=True, eq=False)
class Split:
    """Viewers to learn from, and held-out viewers, some of whose likes are hidden.

    Attributes:
        train: the viewers to learn from.
        likes, dislikes: [viewers, films], of the held-out viewers: the history that a model sees.
        relevant: [viewers, films], the hidden likes, to be found in a ranking; everyone has one.
        exclusions: [viewers, films], every other film that they rated: left out of the ranking, for every model.
        viewers: [viewers], their positions among all: one who is held out in several splits is one viewer.
    """

    train: Reactions
    likes: sparse.csr_array
    dislikes: sparse.csr_array
    relevant: sparse.csr_array
    exclusions: sparse.csr_array
    viewers: Ints

    def at_most(self, viewers: int) -> Split:
        """Return the split with no more held-out viewers than these, taken evenly from all of them."""
        count = len(self.viewers)
        some = np.linspace(0, count - 1, min(count, viewers)).round().astype(int)
        of_viewers = (self.likes, self.dislikes, self.relevant, self.exclusions, self.viewers)
        return Split(self.train, *(each[some] for each in of_viewers))

    def measure(self, scores: Floats, metric: Metric) -> Floats:
        """Return a metric of scores [viewers, films] for each held-out viewer, [viewers]."""
        return metric(scores, self.exclusions.toarray() > 0, self.relevant.toarray() > 0)


def warm_split(reactions: Reactions, seed: int) -> Split:
    """Hold out a fifth of the viewers, among those with at least five likes, and hide a fifth of their likes.

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
    mask = np.zeros(len(reactions.viewers), dtype=bool)
    mask[generator.permutation(eligible)[:count]] = True
    return hide_likes(reactions.rows(~mask), reactions.rows(mask), np.flatnonzero(mask), generator)


def hide_likes(train: Reactions, test_viewers: Reactions, viewers: Ints, generator: np.random.Generator) -> Split:
    """Hide a fifth of the likes of viewers who are held out, given by what they did and by their positions."""
    likes = _draw(test_viewers.likes, generator)
    relevant = _clean(test_viewers.likes - likes)
    exclusions = _clean(test_viewers.rated - relevant)
    return Split(train, likes, test_viewers.dislikes, relevant, exclusions, viewers)


@dataclass(frozen=True, eq=False)
class ColdSplit:
    """Viewers and films to learn from, and held-out viewers whose likes, also of cold films, must be found.

    Attributes:
        whole: a split whose ``train`` holds no rating of a cold film. Relevant are all likes of cold films, and hidden
            likes of others.
        cold: [films], a mask of the films without ratings.
    """

    whole: Split
    cold: Bools

    @property
    def among_cold(self) -> Split:
        """The same split, with cold films alone to be found and to be ranked."""
        relevant = _likes_of(self.whole.relevant, self.cold)
        exclusions = sparse.csr_array(np.maximum(self.whole.exclusions.toarray(), ~self.cold))
        return replace(self.whole, relevant=relevant, exclusions=exclusions)


def cold_split(reactions: Reactions, seed: int) -> ColdSplit:
    """Hold out viewers as ``warm_split`` does, and take a fifth of the films' ratings away.

    A held-out viewer's history holds no cold film. Only viewers with a like of a cold film remain.

    Raises:
        DataError: too few viewers can be held out, or too few of them like a cold film.
    """
    return hide_films(warm_split(reactions, seed), np.random.default_rng((seed, 1)))


def hide_films(warm: Split, generator: np.random.Generator) -> ColdSplit:
    """Take a fifth of the films' ratings away from a split.

    Raises:
        DataError: too few viewers like a cold film.
    """
    cold = np.zeros(warm.likes.shape[1], dtype=bool)
    cold[generator.permutation(len(cold))[: round(COLD * len(cold))]] = True
    cold_likes = _likes_of(warm.likes + warm.relevant, cold)
    some = np.flatnonzero(np.asarray(cold_likes.sum(axis=1)).ravel() > 0)
    if len(some) < 2:
        raise DataError("too few held-out viewers like any of the films whose ratings are taken away")
    relevant = _clean(_likes_of(warm.relevant, ~cold) + cold_likes)
    exclusions = _clean(warm.exclusions + warm.relevant - relevant)
    likes, dislikes = _likes_of(warm.likes, ~cold)[some], _likes_of(warm.dislikes, ~cold)[some]
    train, viewers = warm.train.without(cold), warm.viewers[some]
    return ColdSplit(Split(train, likes, dislikes, relevant[some], exclusions[some], viewers), cold)


def few_ratings_split(reactions: Reactions, seed: int, ratings: int) -> Split:
    """Hold out viewers and choose films as ``cold_split`` does, but leave each of these films a few ratings.

    Wanted are the held-out viewers' likes of these films, in the whole catalogue. With more ratings a film keeps those
    that it has with fewer.

    Raises:
        ConfigError: ``ratings`` is no whole number of at least 0.
        DataError: as for ``cold_films``.
    """
    at_least("ratings", ratings, 0)
    cold = cold_split(reactions, seed)
    train = _thin(warm_split(reactions, seed).train, cold.cold, ratings, np.random.default_rng((seed, 2)))
    relevant = _likes_of(cold.whole.relevant, cold.cold)
    exclusions = _clean(cold.whole.exclusions + cold.whole.relevant - relevant)
    return replace(cold.whole, train=train, relevant=relevant, exclusions=exclusions)


def _thin(reactions: Reactions, films: Bools, ratings: int, generator: np.random.Generator) -> Reactions:
    """Leave each of some films [films] at most so many ratings; other films have all of theirs."""
    ratings_left = reactions.rated.tocsc()
    for film in np.flatnonzero(films):
        start, end = ratings_left.indptr[film], ratings_left.indptr[film + 1]
        ratings_left.data[generator.permutation(np.arange(start, end))[ratings:]] = 0
    rated = sparse.csr_array(ratings_left > 0).astype(np.float64)
    likes, dislikes = _clean(reactions.likes.multiply(rated)), _clean(reactions.dislikes.multiply(rated))
    return Reactions(likes, dislikes, rated, reactions.viewers)


def _likes_of(matrix: sparse.csr_array, films: Bools) -> sparse.csr_array:
    return _clean(matrix @ sparse.diags_array(films.astype(np.float64)))


def _clean(matrix: sparse.sparray) -> sparse.csr_array:
    """Return the matrix without zeros that are stored."""
    result = sparse.csr_array(matrix)
    result.eliminate_zeros()
    return result


def _draw(likes: sparse.csr_array, generator: np.random.Generator) -> sparse.csr_array:
    """Draw four fifths of each row, rounded, but never all of it."""
    sample = likes.copy()
    for start, end in pairwise(likes.indptr):
        size = min(end - start - 1, round(FOLD_IN * (end - start)))
        sample.data[generator.permutation(np.arange(start, end))[size:]] = 0
    return _clean(sample)
