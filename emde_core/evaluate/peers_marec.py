"""MARec (arXiv 2404.13298): films without ratings are scored as likeness in content would have it, smoothed by EASE."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from emde_core.arrays import Bools, Floats
from emde_core.data.interactions import Reactions
from emde_core.evaluate.peers import Scorer, likeness
from emde_core.model.gram import Gram
from emde_core.sketch.film_sketches import Units

UNLIKED_WEIGHT = 0.2  # of a film that a viewer did not like, beside the 1 of a like, where likenesses are weighed


def marec(train: Reactions, units: Mapping[str, Units], ridge: float) -> Scorer:
    """MARec with EASE, in closed form, for films without ratings; others score 0.

    Likenesses K_m are weighed by least squares so that the scores X sum_m mu_m K_m are near the likes X of films with
    ratings. A film without ratings then gets the column b that minimises |X b - X sum_m mu_m K_m|^2 + ridge |b|^2. The
    paper's likenesses are smoothed cosines of single fields; ours are those of the sketches, as for every other model,
    and on the demo they serve it better. What it adds to films with few ratings is left out, and so is its weight of
    content beside company, which orders no two films without ratings.

    Args:
        train: the viewers to learn from.
        units: by modality, sketches divided by their lengths, [films, D * W].
        ridge: lambda_1 of the paper.
    """
    rated: Bools = np.asarray(train.rated.sum(axis=0)).ravel() > 0
    alike = _sum_of(train, [likeness({m: unit}, centred=True) for m, unit in units.items()], rated)
    gram = Gram.factorise(train.likes, np.full(len(rated), ridge))
    weights = np.zeros_like(alike)
    weights[:, ~rated] = gram.solve(train.likes.T @ (train.likes @ alike[:, ~rated]))
    return lambda likes, _: likes @ weights


def _sum_of(train: Reactions, likenesses: list[Floats], rated: Bools) -> Floats:
    """Return sum_m mu_m K_m, [films, films], 0 on the diagonal."""
    for each in likenesses:
        np.fill_diagonal(each, 0)
    likes = train.likes.toarray()[:, rated].ravel()
    columns = [np.ones_like(likes), *((train.likes @ each[:, rated]).ravel() for each in likenesses)]
    roots = np.sqrt(UNLIKED_WEIGHT + (1 - UNLIKED_WEIGHT) * likes)
    strengths = np.linalg.lstsq(np.stack([roots * each for each in columns], axis=1), roots * likes)[0][1:]
    total: Floats = np.sum([mu * each for mu, each in zip(strengths, likenesses, strict=True)], axis=0)
    return total
