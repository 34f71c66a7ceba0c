"""The strengths of likeness: how much each modality counts, and how they are scaled as a prior.

They come from the data, with nothing to tune: non-negative least squares of what was learned on the likenesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Likeness
from emde_core.model.ridge import Ridge

SAMPLE = 750  # films whose columns tell the strengths: a few numbers need no more

Pairs = tuple[Ints, Floats, Mapping[str, Floats]]
"""Some films, and their columns of a map and of the likenesses, [films, columns]."""


@dataclass(frozen=True)
class Strengths:
    """The weights of likeness, by modality, and alpha: the part that needs no likeness."""

    of: Mapping[str, float] = field(hash=False)
    alpha: float

    @classmethod
    def fit(cls, parts: Iterable[Pairs], exposure: Exposure) -> Strengths:
        """Fit the likenesses to a map over its films' popularity, G / p, by non-negative least squares.

        Pairs of a film with itself are left out; a pair weighs sqrt(n_i n_j), as ratings tell more of it.

        Args:
            parts: the map's rows of likes, and the likenesses, a few columns at a time.
            exposure: of the films.
        """
        roots, sums = np.sqrt(exposure.likes), []
        modalities: tuple[str, ...] = ()
        for films, learned, alike in parts:
            weights = np.outer(roots, roots[films])
            weights[films, np.arange(len(films))] = 0
            modalities = tuple(alike)
            columns = [np.ones_like(weights), *alike.values(), learned / exposure.popularity[films]]
            sums.append([[np.einsum("ij,ij,ij", weights, one, two) for two in columns] for one in columns[:-1]])
        total = np.sum(sums, axis=0)
        alpha, *strengths = _non_negative(total[:, :-1], total[:, -1])
        return cls(dict(zip(modalities, strengths, strict=True)), alpha)

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


@dataclass(frozen=True)
class PriorScale:
    """The settings of the prior: its scale c, multipliers k by modality, and the factor of alpha."""

    scale: float
    multipliers: Mapping[str, float] = field(hash=False)
    average_film: float

    def apply(self, strengths: Strengths) -> Strengths:
        """Return the strengths of the prior: c k beta, and alpha times its factor."""
        of = {m: self.scale * self.multipliers[m] * value for m, value in strengths.of.items()}
        return Strengths(of, self.average_film * strengths.alpha)


def learned_strengths(ridge: Ridge, alike: Mapping[str, Likeness], exposure: Exposure) -> Strengths:
    """Return beta and alpha: what likeness explains of what the ratings say without a prior."""
    films = len(exposure.likes)
    sample = np.unique(np.linspace(0, films - 1, min(films, SAMPLE)).round().astype(int))
    learned = ridge.solve(sample)[:films]
    return Strengths.fit([(sample, learned, {m: each.columns(sample) for m, each in alike.items()})], exposure)
