"""Who is learned from, and who is tested on what: held-out viewers, and films whose ratings are taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.checks import at_least
from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.validation.metrics import Metric

Floats = NDArray[np.float64]

HELD_OUT = 0.2  # of the viewers
FOLD_IN = 0.8  # of a held-out viewer's likes are shown, the rest must be found
LEAST_LIKES = 5  # of a held-out viewer
COLD = 0.2  # of the films


@dataclass(frozen=True)
class Split:
    """Viewers to learn from, and held-out viewers of whom a part is shown.

    Attributes:
        train: the viewers to learn from.
        likes, dislikes: [viewers, films], what is shown of the held-out viewers.
        wanted: [viewers, films], the likes that must be found; everyone has one.
        known: [viewers, films], every other film that they rated: left out of the ranking, for every model.
        viewers: [viewers], their positions among all: one who is held out in several splits is one viewer.
    """

    train: Reactions
    likes: sparse.csr_array
    dislikes: sparse.csr_array
    wanted: sparse.csr_array
    known: sparse.csr_array
    viewers: NDArray[np.int64]

    def judged(self, scores: Floats, metric: Metric) -> Floats:
        """A metric of scores [viewers, films] for each held-out viewer, [viewers]."""
        return metric(scores, self.known.toarray() > 0, self.wanted.toarray() > 0)


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
    wanted = _clean(tested.likes - shown)
    known = _clean(tested.rated - wanted)
    return Split(reactions.rows(~chosen), shown, tested.dislikes, wanted, known, np.flatnonzero(chosen))


@dataclass(frozen=True)
class ColdSplit:
    """Viewers and films to learn from, and held-out viewers whose likes, also of cold films, must be found.

    Attributes:
        whole: ``train`` holds no rating of a cold film; wanted are every like of a cold film, and hidden likes of
            others.
        cold: [films], which films have no ratings.
    """

    whole: Split
    cold: NDArray[np.bool_]

    @property
    def among_cold(self) -> Split:
        """The same, with cold films alone to be found and to be ranked."""
        wanted = _only(self.whole.wanted, self.cold)
        known = sparse.csr_array(np.maximum(self.whole.known.toarray(), ~self.cold))
        return replace(self.whole, wanted=wanted, known=known)


def cold_films(reactions: Reactions, seed: int) -> ColdSplit:
    """Hold out viewers as ``held_out_viewers`` does, and take a fifth of the films' ratings away.

    Of a held-out viewer the shown likes and dislikes of other films are shown; only viewers with a like of a cold film
    remain.

    Raises:
        DataError: too few viewers can be held out, or too few of them like a cold film.
    """
    generator = np.random.default_rng((seed, 1))
    warm = held_out_viewers(reactions, seed)
    cold = np.zeros(reactions.likes.shape[1], dtype=bool)
    cold[generator.permutation(len(cold))[: round(COLD * len(cold))]] = True
    liked = _only(warm.likes + warm.wanted, cold)
    some = np.flatnonzero(np.asarray(liked.sum(axis=1)).ravel() > 0)
    if len(some) < 2:
        raise DataError("too few held-out viewers like any of the films whose ratings are taken away")
    wanted = _clean(_only(warm.wanted, ~cold) + liked)
    known = _clean(warm.known + warm.wanted - wanted)
    likes, dislikes = _only(warm.likes, ~cold)[some], _only(warm.dislikes, ~cold)[some]
    train, viewers = warm.train.without(cold), warm.viewers[some]
    return ColdSplit(Split(train, likes, dislikes, wanted[some], known[some], viewers), cold)


def thinned(reactions: Reactions, seed: int, ratings: int) -> Split:
    """Hold out viewers and choose films as ``cold_films`` does, but leave each of the films at most so many ratings.

    Wanted are the held-out viewers' likes of these films, in the whole catalogue. With more ratings a film keeps those
    that it has with fewer.

    Raises:
        ConfigError: ``ratings`` is no whole number of at least 0.
        DataError: as for ``cold_films``.
    """
    at_least("ratings", ratings, 0)
    cold = cold_films(reactions, seed)
    train = _thin(held_out_viewers(reactions, seed).train, cold.cold, ratings, np.random.default_rng((seed, 2)))
    wanted = _only(cold.whole.wanted, cold.cold)
    known = _clean(cold.whole.known + cold.whole.wanted - wanted)
    return replace(cold.whole, train=train, wanted=wanted, known=known)


def _thin(reactions: Reactions, films: NDArray[np.bool_], ratings: int, generator: np.random.Generator) -> Reactions:
    """At most so many ratings of each of some films [films]; of other films all."""
    kept = reactions.rated.tocsc()
    for film in np.flatnonzero(films):
        start, end = kept.indptr[film], kept.indptr[film + 1]
        kept.data[generator.permutation(np.arange(start, end))[ratings:]] = 0
    left = sparse.csr_array(kept > 0).astype(np.float64)
    likes, dislikes = _clean(reactions.likes.multiply(left)), _clean(reactions.dislikes.multiply(left))
    return Reactions(likes, dislikes, left, reactions.viewers)


def _only(matrix: sparse.csr_array, films: NDArray[np.bool_]) -> sparse.csr_array:
    return _clean(matrix @ sparse.diags_array(films.astype(np.float64)))


def _clean(matrix: sparse.sparray) -> sparse.csr_array:
    """The same without zeros that are stored."""
    cleaned = sparse.csr_array(matrix)
    cleaned.eliminate_zeros()
    return cleaned


def _draw(likes: sparse.csr_array, generator: np.random.Generator) -> sparse.csr_array:
    """Four fifths of each row, rounded, but never all of it."""
    shown = likes.copy()
    for start, end in pairwise(likes.indptr):
        kept = min(end - start - 1, round(FOLD_IN * (end - start)))
        shown.data[generator.permutation(np.arange(start, end))[kept:]] = 0
    return _clean(shown)
