"""Shares of the differences between scores that go with each modality's content, and strengths of likeness in it.

The share of a modality is sum(its part * score) / sum(score^2), over the films that held-out viewers have not rated.
Shares of all parts add up to 1: in our recipe company has the rest, in the published one what an empty history has.
"""

from __future__ import annotations

import numpy as np

from emde_core.arrays import Floats
from emde_core.evaluate.learning import ALL, Model, scores_of
from emde_core.model.affinity import Affinity
from emde_core.model.prior import one_reaction
from emde_core.model.published import Published
from emde_core.model.published.codes import gather
from emde_core.validation.splits import Split


def shares(model: Model, split: Split) -> dict[str, float]:
    """Each modality's share of the scores of a split's viewers; "all" is their sum."""
    unseen = (split.exclusions.toarray() == 0) & model.scorable
    scores = np.where(unseen, scores_of(model, split), 0.0)
    histories = np.concatenate([split.likes.toarray(), split.dislikes.toarray()], axis=1)
    owed = (
        _by_likeness(model, histories, scores) if isinstance(model, Affinity) else _by_codes(model, histories, scores)
    )
    by_modality = {m: float(value / (scores**2).sum()) for m, value in owed.items()}
    return by_modality | {ALL: sum(by_modality.values())}


def _by_likeness(model: Affinity, histories: Floats, scores: Floats) -> dict[str, float]:
    """sum(content * score) by modality, for histories [viewers, 2 films] and scores [viewers, films]."""
    as_read, films, owed = np.asarray(one_reaction(histories)), np.arange(model.films), {}
    for modality, gains in zip(model.modalities, model.gains, strict=True):
        sketches = model.sketches[modality]
        content = (sketches @ sketches.combine(as_read, films).T).T * gains
        owed[modality] = float((content * scores).sum())
    return owed


def _by_codes(model: Published, histories: Floats, scores: Floats) -> dict[str, float]:
    """The same where content is what explanations give to the buckets of the history's films in a modality.

    Such contributions are linear in the direction that is explained, so that a viewer's films are explained together:
    in the direction that is the sum of theirs, each times its score.
    """
    directions = scores @ model.readout.matrix - scores.sum(axis=1)[:, None] * model.readout.mean
    owed = np.zeros(len(model.modalities))
    for viewer, direction in zip(histories, directions, strict=True):
        rows = np.flatnonzero(viewer)
        sketch, positions = model.sketch(rows), model.positions(rows)
        rates = model.rates(sketch, direction[None], np.zeros_like(sketch))
        owed += gather(rates, positions).sum(axis=(0, 1, 3))
    return dict(zip(model.modalities, owed.tolist(), strict=True))


def strengths(model: Model) -> dict[str, float] | None:
    """Return how much likeness in each modality counts for a film of popularity 1, in nats; None by codes."""
    if not isinstance(model, Affinity):
        return None
    mean = {m: float((gains / model.popularity).mean()) for m, gains in zip(model.modalities, model.gains, strict=True)}
    return mean | {ALL: sum(mean.values())}
