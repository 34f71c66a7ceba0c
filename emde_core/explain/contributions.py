"""What each film of a history adds to a score: exact sums (DESIGN.md, Explain 1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from emde_core.model.sketch_model import NODES, SketchModel
from emde_core.sketch.codes import gather

Floats = NDArray[np.float64]
Baseline = Literal["empty", "average"]  # the history that a score is compared with: none at all, the average viewer's
Method = Literal["additive", "published"]


@dataclass(frozen=True)
class Contributions:
    """Parts of one film's score for a history of H films.

    Attributes:
        by_partition: [H, M, D], what the history film's sketch of a modality adds through each partition; in nats of
            log score.
        baseline: the score at the baseline sketch.
        score: the film's score, relative to the catalogue's mean or to a rival.
        absent: what the baseline's buckets that the history does not touch add (0 for the empty baseline).
    """

    by_partition: Floats
    baseline: float
    score: float
    absent: float

    @cached_property
    def values(self) -> Floats:
        """[H, M], what the history film's sketch of a modality adds."""
        values: Floats = self.by_partition.sum(axis=-1)
        return values

    @cached_property
    def spread(self) -> Floats:
        """[H, M], standard error of each value, from the D partitions, which are independent estimates."""
        return standard_error(self.by_partition)

    @property
    def residual(self) -> float:
        """Completeness residual: what the parts fail to add up to, relative to the sum of their sizes."""
        total = self.baseline + self.absent + self.values.sum()
        size = abs(self.baseline) + abs(self.absent) + np.abs(self.values).sum()
        return float(abs(self.score - total) / max(size, np.finfo(float).tiny))


def standard_error(by_partition: Floats) -> Floats:
    """Of sums over D partitions [..., D]: [...]; nan where there is but one.

    Several contributions' sum has an error of its own, since they share the partitions: add them up within each
    partition before.
    """
    depth = by_partition.shape[-1]
    if depth < 2:
        return np.full(by_partition.shape[:-1], np.nan)
    error: Floats = by_partition.std(axis=-1, ddof=1) * np.sqrt(depth)
    return error


def contributions(
    model: SketchModel,
    positions: NDArray[np.int64],
    directions: Floats,
    *,
    baseline: Floats | None = None,
    method: Method = "additive",
    nodes: int = NODES,
) -> list[Contributions]:
    """Contributions of a history's films to several scores at once.

    By the method "additive" each input bucket's share of the change from the baseline is given to the history films
    in it in proportion to the weight that they put there, which is 1 each: the parts add up. The method "published"
    reads a film's value as a count-min sketch is read: the mean, over the D partitions, of what its buckets add, with
    everything that others put there (arXiv 2006.09979, section 3). Its parts do not add up; the residual says by how
    much.

    Args:
        model: the model.
        positions: [H, M, D], where the history's codes lie in its input sketch.
        directions: [films, F], from ``Readout.direction``.
        baseline: [2F], an input sketch to compare with; the empty history by default.
        method: how buckets are shared among films.
        nodes: of the Gauss-Legendre rule, where the model has a network.
    """
    sketch = model.layout.input_sketch(positions)
    start = np.zeros_like(sketch) if baseline is None else baseline
    rates = model.rates(sketch, directions, start, nodes)  # [films, 2F]
    held = sketch > 0
    parts = _PARTS[method](rates * (sketch - start), sketch, positions)  # [films, H, M, D]
    absent = rates[:, ~held] @ -start[~held]
    scores, baselines = (directions @ model.logits(np.stack([sketch, start])).T).T
    return [
        Contributions(parts[k], float(baselines[k]), float(scores[k]), float(absent[k])) for k in range(len(directions))
    ]


def _shared(changes: Floats, sketch: Floats, positions: NDArray[np.int64]) -> NDArray[np.floating]:
    """Each bucket's change [films, 2F] divided among the films in it, [films, H, M, D]."""
    shares: Floats = np.divide(changes, sketch, out=np.zeros_like(changes), where=sketch > 0)
    return gather(shares, positions)


def _count_min(changes: Floats, sketch: Floats, positions: NDArray[np.int64]) -> NDArray[np.floating]:  # noqa: ARG001 - as _shared
    """A film's buckets as they are, each with weight 1 / D, [films, H, M, D]."""
    return gather(changes, positions) / positions.shape[-1]


_PARTS = {"additive": _shared, "published": _count_min}
