"""Fitting: strengths, the regression towards the prior, the content part of the result, and the scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from emde_core.arrays import Floats, Ints
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.model.affinity import Affinity, row_means
from emde_core.model.calibration import INPUT_SHARE, Foldin, fit_temperature
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Likeness, Products, content_prior, mix_by_exposure
from emde_core.model.ridge import Ridge
from emde_core.model.score_parts import ScoreParts
from emde_core.model.strengths import PriorScale, Strengths, learned_strengths
from emde_core.model.together import LikedTogether
from emde_core.sketch.film_sketches import Units, centre

VALIDATION = 0.1  # of the viewers, held out while the temperature is fitted
VALIDATION_MOST = 500  # viewers: one number needs no more
FILMS_AT_ONCE = 512


def fit_affinity(
    units: Mapping[str, Units], products: Products, reactions: Reactions, config: Config, prior_scale: PriorScale
) -> Affinity:
    """Learn the model, and the temperature from viewers held out of a first fit.

    Args:
        units: by modality, each film's sketch divided by its length, [films, D * W].
        products: of these sketches, of the head at least; their precision is that of all that is solved.
        reactions: who liked and disliked what.
        config: the ridges, the head and the seed.
        prior_scale: how much the prior counts.
    """
    generator, head = np.random.default_rng(config.seed), Exposure.of(reactions).head(config.company_films)
    draws, of_head = generator.uniform(size=len(reactions.viewers)), reactions.of_films(head)
    held_out = draws < min(VALIDATION, VALIDATION_MOST / len(draws))
    fold, others = Foldin.draw(of_head.rows(held_out), INPUT_SHARE, generator), of_head.rows(~held_out)
    temperature = 1.0
    if fold.targets.nnz and others.likes.nnz:
        products = products.among(head)
        ridge = Ridge.fit(others, config.ridge, products.precision)
        parts = ScoreParts.of(fold.both, Exposure.of(others), ridge, products)
        temperature = fit_temperature(parts.scores(prior_scale), fold)
    return calibrate(fit_uncalibrated(units, products, reactions, config, prior_scale), temperature)


def fit_uncalibrated(
    units: Mapping[str, Units], products: Products, reactions: Reactions, config: Config, prior_scale: PriorScale
) -> Affinity:
    """Learn the model before its scores are brought to nats."""
    exposure = Exposure.of(reactions)
    head = exposure.head(config.company_films)
    ridge = Ridge.fit(reactions.of_films(head), config.ridge, products.precision)
    counts = Counts(exposure, LikedTogether.of(reactions.likes), len(reactions.viewers))
    return fit_map(units, products.among(head), counts, ridge, prior_scale)


@dataclass(frozen=True, eq=False)
class Counts:
    """The viewers counted, of whom a model is learned.

    Attributes:
        exposure: of every film.
        together: who liked both of two films.
        viewers: how many there are.
    """

    exposure: Exposure
    together: LikedTogether
    viewers: int


def fit_map(
    units: Mapping[str, Units], products: Products, counts: Counts, ridge: Ridge, prior_scale: PriorScale
) -> Affinity:
    """Learn the model of the films whose sketches were multiplied, the head, a few columns of G at a time."""
    of_all, head = counts.exposure, products.films
    exposure, films = of_all.among(head), len(head)
    alike = products.likenesses(dict.fromkeys(units, exposure.popularity))
    prior = prior_scale.apply(learned_strengths(ridge, alike, exposure))
    matrix = np.empty((2 * films, films), products.precision)

    def final(columns: Ints, likeness: Mapping[str, Floats]) -> Floats:
        by_content = content_prior(likeness, prior.of, exposure, columns)
        return mix_by_exposure(exposure, columns, matrix[:, columns], by_content, prior.alpha)

    for columns, likeness in _parts(alike, films):
        matrix[:, columns] = ridge.solve(columns, content_prior(likeness, prior.of, exposure, columns))
    content = Strengths.fit(
        ((c, final(c, likeness)[:films], likeness) for c, likeness in _parts(alike, films)), exposure
    )
    strengths = [np.array([strength.of[m] for m in units])[:, None] for strength in (content, prior)]  # [M, 1] each
    trust = np.zeros(len(of_all.likes))
    trust[head] = exposure.trust
    gains = of_all.popularity * (trust * strengths[0] + (1 - trust) * strengths[1])
    for columns, likeness in _parts(products.likenesses(dict(zip(units, gains[:, head], strict=True))), films):
        matrix[:, columns] = final(columns, likeness)
    return Affinity(
        sketches=centre(units, gains, head),
        head=head,
        matrix=matrix,
        row_means=row_means(matrix),
        gains=gains,
        cold=prior,
        exposure=of_all,
        popularity=of_all.popularity,
        popularity_unrated=of_all.popularity_unrated,
        together=counts.together,
        viewers=counts.viewers,
        temperature=1.0,
        average=np.concatenate([of_all.likes, of_all.ratings - of_all.likes]) / counts.viewers,
    )


def _parts(alike: Mapping[str, Likeness], films: int) -> Iterator[tuple[Ints, dict[str, Floats]]]:
    """Yield some films at a time, and by modality their columns of K, [films, columns]."""
    for start in range(0, films, FILMS_AT_ONCE):
        columns = np.arange(start, min(start + FILMS_AT_ONCE, films))
        yield columns, {m: likeness.columns(columns) for m, likeness in alike.items()}


def calibrate(model: Affinity, temperature: float) -> Affinity:
    """Bring a model's scores to nats, and G to half precision, as it is kept."""
    matrix = np.empty(model.matrix.shape, np.float16)
    np.multiply(model.matrix, temperature, out=matrix, casting="same_kind")
    return replace(
        model,
        matrix=matrix,
        row_means=row_means(matrix),
        gains=temperature * model.gains,
        cold=model.cold.times(temperature),
        temperature=temperature,
    )
