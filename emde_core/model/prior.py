"""The content prior on who likes what: likeness of films, and how much each modality's counts.

    K_m(i, j) = <s_m(i), s_m(j)>, i /= j                        likeness of two films in one modality
    G_c(i, j) = p_j sum_m strength_m K_m(i, j)                  rows of likes; rows of dislikes are r times that

The strengths come from the data, with nothing to tune: non-negative least squares of what was learned on the
likenesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from emde_core.arrays import Floats
from emde_core.model.exposure import Exposure

AGAINST = -0.1  # r: what "not for me" does to look-alikes. Accuracy alone would choose +.3; the button's words decide
ROUNDING = 1e-14  # of products of two sketches of length 1
Sketches = Mapping[str, Floats]


def centre(units: Sketches, gains: Mapping[str, Floats]) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return sketches less the catalogue's mean sketch, weighted by the films' gains, and that mean; by modality.

    So weighted, what content adds to a history's scores has mean 0 over the catalogue.

    Args:
        units: sketches divided by their lengths, [films, D * W]; 0 for a film without the modality, and so it stays.
        gains: [films], how much a film's likeness counts.
    """
    means = {m: mean_sketch(unit, gains[m]) for m, unit in units.items()}
    having = {m: np.asarray(unit.any(axis=1)) for m, unit in units.items()}
    return {m: np.where(having[m][:, None], unit - means[m], 0.0) for m, unit in units.items()}, means


def mean_sketch(unit: Floats, gains: Floats) -> Floats:
    """Return the weighted mean [D * W] over the films that have the modality; 0 where no film counts."""
    weights = gains * unit.any(axis=1)
    total = weights.sum()
    mean: Floats = weights @ unit / total if total > 0 else np.zeros(unit.shape[1])
    return mean


@dataclass(frozen=True, eq=False)
class Products:
    """Films' sketches multiplied with each other once, from which likenesses follow for any gains.

    <a - mu, b - mu> = <a, b> - <a, mu> - <b, mu> + <mu, mu>, which needs no sketch again, and sketches are long.

    Attributes:
        of: by modality, <a, b> of sketches divided by their lengths, [films, films].
    """

    of: Mapping[str, Floats]

    @classmethod
    def multiply(cls, units: Sketches) -> Products:
        """Multiply sketches divided by their lengths, [films, D * W] by modality."""
        return cls({m: unit @ unit.T for m, unit in units.items()})

    def likenesses(self, gains: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return K, by modality: products of sketches less their mean by these gains, [films, films]; diagonal 0."""
        return {m: _less_mean(products, gains[m]) for m, products in self.of.items()}


def _less_mean(products: Floats, gains: Floats) -> Floats:
    having = products.diagonal() > 0
    weights = gains * having
    along = products @ (weights / (weights.sum() or 1.0))  # <a, mu>
    likeness: Floats = products - along[:, None]
    likeness -= along
    likeness += weights @ along / (weights.sum() or 1.0)
    likeness[np.abs(likeness) < ROUNDING] = 0  # of films alike in all, subtracting leaves the rounding
    likeness[~having], likeness[:, ~having] = 0, 0
    np.fill_diagonal(likeness, 0)
    return likeness


@dataclass(frozen=True)
class Strengths:
    """The weights of likeness, by modality, and alpha: the part that needs no likeness."""

    of: Mapping[str, float] = field(hash=False)
    alpha: float

    @classmethod
    def fit(cls, learned: Floats, alike: Mapping[str, Floats], exposure: Exposure) -> Strengths:
        """Fit the likenesses to a map over its films' popularity, G / p, by non-negative least squares.

        Pairs of a film with itself are left out; a pair weighs sqrt(n_i n_j), as ratings tell more of it.

        Args:
            learned: the rows of likes, [films, films].
            alike: likenesses by modality.
            exposure: of the films.
        """
        weights = np.sqrt(np.outer(exposure.likes, exposure.likes))
        np.fill_diagonal(weights, 0)
        columns = [np.ones_like(weights), *alike.values()]
        ratio = learned / exposure.popularity
        gram = np.array([[(weights * one * two).sum() for two in columns] for one in columns])
        target = np.array([(weights * column * ratio).sum() for column in columns])
        alpha, *strengths = _non_negative(gram, target)
        return cls(dict(zip(alike, strengths, strict=True)), alpha)

    def times(self, factor: float) -> Strengths:
        """Multiply all of them by a number."""
        return Strengths({m: factor * value for m, value in self.of.items()}, factor * self.alpha)


def _non_negative(gram: Floats, target: Floats) -> list[float]:
    """Return the x >= 0 that minimises x'Ax - 2 b'x; 0 for what has no variance."""
    from scipy.optimize import nnls  # half a second to import, and only learning needs it

    scale = np.sqrt(gram.diagonal())
    some = scale > 0
    unit = gram[np.ix_(some, some)] / np.outer(scale[some], scale[some])
    values, vectors = np.linalg.eigh(unit)
    root = np.sqrt(np.maximum(values, 0))
    aim = np.divide(vectors.T @ (target[some] / scale[some]), root, out=np.zeros_like(root), where=root > 1e-9)
    solved_part, _ = nnls(root[:, None] * vectors.T, aim)
    solution = np.zeros(len(gram))
    solution[some] = solved_part / scale[some]
    return [float(value) for value in solution]


def content_prior(alike: Mapping[str, Floats], strengths: Mapping[str, float], popularity: Floats) -> Floats:
    """Return G_c, [2 films, films]: rows of likes above those of dislikes."""
    nothing = np.zeros((len(popularity), len(popularity)))
    likes = sum((strengths[m] * likeness for m, likeness in alike.items()), nothing)
    return both_reactions(likes * popularity)


def both_reactions(likes: Floats) -> Floats:
    """Stack rows of likes [films, ...] above the same for dislikes, which count r times as much."""
    return np.concatenate([likes, AGAINST * likes])


def average_film(alpha: float, popularity: Floats) -> Floats:
    """Return the start of an unrated film, as an average one: alpha p in the rows of likes, [2 films, films]."""
    films = len(popularity)
    return np.concatenate([np.tile(alpha * popularity, (films, 1)), np.zeros((films, films))])


def mix_by_exposure(exposure: Exposure, learned: Floats, prior: Floats) -> Floats:
    """Mix columns by exposure: t of what was learned, 1 - t of the prior."""
    mixture: Floats = exposure.trust * learned + (1 - exposure.trust) * prior
    return mixture
