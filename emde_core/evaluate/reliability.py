"""A check of what scores say: films said to be k times as likely as the average one, how likely were they?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.evaluate.intervals import NORMAL
from emde_core.validation.splits import Split

EDGES = (-np.inf, -1.25, -0.75, -0.25, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, np.inf)  # of scores, in nats
BINS = len(EDGES) - 1
AVERAGE = 3  # the bin of films as likely as the average one
FURTHEST = 20.0  # nats; what is said beyond that is said in vain, and exp would overflow


def _zeros() -> Floats:
    return np.zeros(BINS)


@dataclass
class Reliability:
    """Films that held-out viewers had not been shown, counted in bins of their scores.

    A score compares two films for one viewer, so films are compared within viewers: by the Mantel-Haenszel ratio of
    rates, each viewer being a stratum. Films of all viewers counted together would compare viewers as well: those who
    liked many films have both larger scores and more likes to be found.

    Attributes:
        films: [BINS], how many had such a score.
        observed, expected: [BINS], whose ratio says how many times as often films of the bin were liked as those of the
            average bin; of a viewer with n films in the bin and m in the average one, liked * m / (n + m), and the
            average bin's liked * n / (n + m).
        predicted: [BINS], like ``expected``, each film times exp(score).
        viewers: who was counted, for each split: what is said of one viewer goes together, as in ``intervals``.
        parts: [viewers, 2, BINS] for each split, what each viewer adds to ``observed`` and ``expected``.
    """

    films: Floats = field(default_factory=_zeros)
    observed: Floats = field(default_factory=_zeros)
    expected: Floats = field(default_factory=_zeros)
    predicted: Floats = field(default_factory=_zeros)
    viewers: list[Ints] = field(default_factory=list)
    parts: list[Floats] = field(default_factory=list)

    def count(self, scores: Floats, split: Split) -> None:
        """Count a split's viewers by their scores [viewers, films], in nats and relative to the catalogue's mean."""
        films, liked, odds = _counts(scores, split)
        average, usual = films[:, [AVERAGE]], liked[:, [AVERAGE]]
        share = 1 / np.maximum(films + average, 1)
        self.films += films.sum(axis=0)
        parts = np.stack([liked * average * share, usual * films * share], axis=1)
        self.observed += parts[:, 0].sum(axis=0)
        self.expected += parts[:, 1].sum(axis=0)
        self.predicted += (usual * odds * share).sum(axis=0)
        self.viewers.append(split.viewers)
        self.parts.append(parts)

    def records(self) -> list[dict[str, Any]]:
        """Rows to keep: how many times as likely as the average film each bin's films were said to be, and were.

        A bin in which nothing was found, or whose viewers liked no film of the average bin, has no ratio.
        """
        bins = np.flatnonzero((self.observed > 0) & (self.expected > 0))
        return [row for k in bins.tolist() for row in self._rows(k)]

    def _rows(self, k: int) -> list[dict[str, Any]]:
        predicted = float(self.predicted[k] / self.expected[k])
        observed = float(self.observed[k] / self.expected[k] * self.predicted[AVERAGE] / self.expected[AVERAGE])
        factor = float(np.exp(NORMAL * self._deviation(k)))
        about = {"part": "reliability", "subject": f"bin {k}", "n": int(self.films[k])}
        return [
            about | {"metric": "said", "mean": predicted, "low": predicted, "high": predicted},
            about | {"metric": "found", "mean": observed, "low": observed / factor, "high": observed * factor},
        ]

    def _deviation(self, k: int) -> float:
        """Return the standard error of the log of a bin's ratio, over viewers; 0 for the average bin by itself."""
        parts = np.concatenate(self.parts)[:, :, k]
        residuals = parts[:, 0] / self.observed[k] - parts[:, 1] / self.expected[k]
        by_viewer = np.bincount(np.unique(np.concatenate(self.viewers), return_inverse=True)[1], residuals)
        return float(np.sqrt((by_viewer**2).sum() * len(by_viewer) / max(len(by_viewer) - 1, 1)))


def _counts(scores: Floats, split: Split) -> tuple[Floats, Floats, Floats]:
    """For each viewer and bin, [viewers, BINS]: films not shown, those to be found, and the sum of exp(score)."""
    viewers = len(scores)
    cells = np.digitize(scores, EDGES[1:-1]) + BINS * np.arange(viewers)[:, None]
    unseen = split.exclusions.toarray() == 0

    def total(values: Floats) -> Floats:
        return np.bincount(cells[unseen], values[unseen], BINS * viewers).reshape(viewers, BINS).astype(np.float64)

    return total(np.ones_like(scores)), total(split.relevant.toarray()), total(np.exp(np.minimum(scores, FURTHEST)))
