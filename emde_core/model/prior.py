"""The content prior on who likes what: likeness of films, and how much each modality's counts.

K_m(i, j) = <s_m(i), s_m(j)>, i /= j                        likeness of two films in one modality
G_c(i, j) = p_j sum_m strength_m K_m(i, j)                  rows of likes; rows of dislikes are r times that
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.model.exposure import Exposure
from emde_core.sketch.film_sketches import FilmSketches, Units, spread_out

AGAINST = -0.1  # r: what "not for me" does to look-alikes. Accuracy alone would choose +.3; the button's words decide
ROUNDINGS = 64  # of products of two sketches of length 1, in units of the last place


@dataclass(frozen=True, eq=False)
class Products:
    """Some films' sketches multiplied with each other once, from which likenesses follow for any gains.

    Attributes:
        films: their positions in the catalogue, ascending, [n].
        of: by modality, <a, b> of sketches divided by their lengths, [n, n].
    """

    films: Ints
    of: Mapping[str, Floats]

    @classmethod
    def multiply(cls, units: Mapping[str, Units], films: Ints, precision: DTypeLike = np.float64) -> Products:
        """Multiply sketches divided by their lengths, [films, D * W] by modality, of the films at some positions."""
        return cls(films, {m: _products(unit, films, precision) for m, unit in units.items()})

    def among(self, films: Ints) -> Products:
        """Return the products of some of these films, by their positions in the catalogue."""
        if np.array_equal(films, self.films):
            return self
        square = np.ix_(*[np.searchsorted(self.films, films)] * 2)
        return Products(films, {m: products[square] for m, products in self.of.items()})

    @property
    def precision(self) -> DTypeLike:
        """That of the numbers."""
        return next(iter(self.of.values())).dtype if self.of else np.float64

    def likenesses(self, gains: Mapping[str, Floats]) -> dict[str, Likeness]:
        """Return K by modality, of sketches less their mean by these gains, [films]."""
        return {m: Likeness.of(products, gains[m]) for m, products in self.of.items()}


def _products(unit: Units, films: Ints, precision: DTypeLike) -> Floats:
    if isinstance(unit, FilmSketches) and unit.is_sparse:
        return unit.reorder(films).products(np.arange(len(films))).astype(precision, copy=False)
    rows = spread_out(unit, films, precision)
    products: Floats = rows @ rows.T
    return products


@dataclass(frozen=True, eq=False)
class Likeness:
    """K, [films, films]: products of one modality's sketches less their mean mu; 0 on the diagonal.

    <a - mu, b - mu> = <a, b> - <a, mu> - <b, mu> + <mu, mu>, which needs no sketch again, and sketches are long.

    Attributes:
        products: <a, b>, [films, films].
        having: [films], which of them have the modality; of the others, K is 0.
        along: <a, mu>, [films].
        mean: <mu, mu>.
    """

    products: Floats
    having: Bools
    along: Floats
    mean: float

    @classmethod
    def of(cls, products: Floats, gains: Floats) -> Likeness:
        """Take off the mean by these gains, [films]."""
        having = products.diagonal() > 0
        weights = (gains * having / ((gains @ having) or 1.0)).astype(products.dtype)
        along = products @ weights
        return cls(products, having, along, float(weights @ along))

    def columns(self, films: Ints) -> Floats:
        """Return some films' columns of K, [films, columns]."""
        columns: Floats = self.products[:, films] - self.along[:, None]
        columns -= self.along[films]
        columns += self.mean
        columns[np.abs(columns) < self._rounding] = 0
        columns[~self.having], columns[:, ~self.having[films]] = 0, 0
        columns[films, np.arange(len(films))] = 0
        return columns

    def weigh(self, histories: Floats | sparse.csr_array) -> Floats:
        """Return histories K, [n, films], without making K.

        Args:
            histories: [n, films], how much each holds of each film.
        """
        itself = (self.products.diagonal() - 2 * self.along + self.mean) * self.having
        sums = histories @ self.products - (histories @ self.along)[:, None]
        sums += (histories @ self.having.astype(sums.dtype))[:, None] * (self.mean - self.along)
        without_itself: Floats = (sums - histories * itself) * self.having
        return without_itself

    @property
    def _rounding(self) -> float:
        """The most that subtracting leaves of films that are alike in all."""
        return ROUNDINGS * float(np.finfo(self.products.dtype).eps)


def content_prior(
    alike: Mapping[str, Floats], strengths: Mapping[str, float], exposure: Exposure, films: Ints
) -> Floats:
    """Return some films' columns of G_c, [2 films, columns]: rows of likes above those of dislikes.

    Args:
        alike: by modality, those columns of K, [films, columns].
        strengths: of likeness, by modality.
        exposure: of all films.
        films: the columns.
    """
    nothing = np.zeros((len(exposure.likes), len(films)))
    likes = sum((strengths[m] * columns for m, columns in alike.items()), nothing) * exposure.popularity[films]
    return np.concatenate([likes, AGAINST * likes])


def one_reaction(weights: Floats | sparse.csr_array) -> Floats | sparse.csr_array:
    """Return how much histories hold of each film as content reads them, [n, films]: likes, and r times the dislikes.

    Args:
        weights: [n, 2 films], of likes beside those of dislikes.
    """
    films = weights.shape[1] // 2
    return weights[:, :films] + AGAINST * weights[:, films:]


def mix_by_exposure(exposure: Exposure, films: Ints, learned: Floats, prior: Floats, alpha: float) -> Floats:
    """Return some films' columns of G, [2 films, columns]: t of what was learned, 1 - t of an average film's content.

    Args:
        exposure: of all films.
        films: the columns.
        learned: those of G_r.
        prior: those of G_c.
        alpha: the start of a film without ratings, as an average one: alpha p in the rows of likes.
    """
    trust, mixture = exposure.trust[films], prior.copy()
    mixture[: len(exposure.trust)] += alpha * exposure.popularity[films]
    mixture *= 1 - trust
    mixture += trust * learned
    return mixture
