"""Fitting: strengths, the regression towards the prior, the content part of the result, and the scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import sparse

from emde_core.arrays import Floats
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.model.affinity import Affinity
from emde_core.model.calibration import INPUT_SHARE, Foldin, fit_temperature
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Products, Strengths, average_film, content_prior, mix_by_exposure
from emde_core.model.ridge import Ridge

VALIDATION = 0.1  # of the viewers, held out while the temperature is fitted


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


def fit_affinity(
    units: Mapping[str, Floats], reactions: Reactions, config: Config, prior_scale: PriorScale
) -> Affinity:
    """Learn the model, and the temperature from viewers held out of a first fit.

    Args:
        units: by modality, each film's sketch divided by its length, [films, D * W].
        reactions: who liked and disliked what.
        config: the ridges and the seed.
        prior_scale: how much the prior counts.
    """
    generator = np.random.default_rng(config.seed)
    held_out = generator.uniform(size=len(reactions.viewers)) < VALIDATION
    fold = Foldin.draw(reactions.rows(held_out), INPUT_SHARE, generator)
    temperature = 1.0
    if fold.targets.nnz and reactions.rows(~held_out).likes.nnz:
        first = fit_uncalibrated(units, reactions.rows(~held_out), config, prior_scale)
        temperature = fit_temperature(fold.scores(first.matrix), fold)
    return calibrate(fit_uncalibrated(units, reactions, config, prior_scale), temperature)


def fit_uncalibrated(
    units: Mapping[str, Floats], reactions: Reactions, config: Config, prior_scale: PriorScale
) -> Affinity:
    """Learn the model before its scores are brought to nats."""
    exposure, ridge, products = Exposure.of(reactions), Ridge.fit(reactions, config.ridge), Products.multiply(units)
    popularity = exposure.popularity
    alike = products.likenesses(dict.fromkeys(units, popularity))
    films, learned = len(popularity), ridge.solve()
    prior = prior_scale.apply(Strengths.fit(learned[:films], alike, exposure))
    from_ratings = learned + ridge.towards(content_prior(alike, prior.of, popularity))
    start = average_film(prior.alpha, popularity)

    def final(likeness: Mapping[str, Floats]) -> Floats:
        return mix_by_exposure(exposure, from_ratings, content_prior(likeness, prior.of, popularity) + start)

    content = Strengths.fit(final(alike)[:films], alike, exposure)
    strengths = [np.array([strength.of[m] for m in units])[:, None] for strength in (content, prior)]  # [M, 1] each
    gains = popularity * mix_by_exposure(exposure, *strengths)
    likes = reactions.likes > 0
    return Affinity(
        units=units,
        matrix=final(products.likenesses(dict(zip(units, gains, strict=True)))),
        gains=gains,
        cold=prior,
        exposure=exposure,
        popularity=popularity,
        popularity_unrated=exposure.popularity_unrated,
        together=(likes.T.astype(np.float64) @ likes.astype(np.float64)).toarray(),
        viewers=len(reactions.viewers),
        temperature=1.0,
        average=np.asarray(sparse.hstack([reactions.likes, reactions.dislikes]).mean(axis=0)).ravel(),
    )


def calibrate(model: Affinity, temperature: float) -> Affinity:
    """Bring a model's scores to nats, rounded to single precision as they are stored."""

    def scale(array: Floats) -> Floats:
        return (temperature * array).astype(np.float32).astype(np.float64)

    return replace(
        model,
        matrix=scale(model.matrix),
        gains=scale(model.gains),
        cold=model.cold.times(temperature),
        temperature=temperature,
    )
