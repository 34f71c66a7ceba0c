"""Learning the model: strengths, the regression towards the prior, what of the result is content, and the scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.model.affinity import Affinity
from emde_core.model.calibration import KEPT, Foldin, fit_temperature
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Strengths, average_film, centred, content_prior, likenesses, mixed
from emde_core.model.ridge import Ridge

Floats = NDArray[np.float64]
VALIDATION = 0.1  # of the viewers, held out while the temperature is fitted


@dataclass(frozen=True)
class PriorScale:
    """How much the prior counts: c, k by modality, and what alpha is multiplied by."""

    scale: float
    multipliers: Mapping[str, float]
    average_film: float

    def applied(self, strengths: Strengths) -> Strengths:
        """The strengths of the prior: c k beta, and alpha."""
        of = {m: self.scale * self.multipliers[m] * value for m, value in strengths.of.items()}
        return Strengths(of, self.average_film * strengths.alpha)


def fit_affinity(units: Mapping[str, Floats], reactions: Reactions, config: Config, chosen: PriorScale) -> Affinity:
    """Learn the model, and the temperature from viewers held out of a first fit.

    Args:
        units: by modality, each film's sketch divided by its length, [films, D * W].
        reactions: who liked and disliked what.
        config: the ridges and the seed.
        chosen: how much the prior counts.
    """
    generator = np.random.default_rng(config.seed)
    held_out = generator.uniform(size=len(reactions.viewers)) < VALIDATION
    fold = Foldin.draw(reactions.rows(held_out), KEPT, generator)
    temperature = 1.0
    if fold.wanted.nnz and reactions.rows(~held_out).likes.nnz:
        first = uncalibrated(units, reactions.rows(~held_out), config, chosen)
        temperature = fit_temperature(fold.scores(first.matrix), fold)
    return scaled(uncalibrated(units, reactions, config, chosen), temperature)


def uncalibrated(units: Mapping[str, Floats], reactions: Reactions, config: Config, chosen: PriorScale) -> Affinity:
    """The model before its scores are brought to nats."""
    exposure, ridge = Exposure.of(reactions), Ridge.fit(reactions, config.ridge)
    popularity = exposure.popularity
    first, _ = centred(units, dict.fromkeys(units, popularity))
    alike = likenesses(first)
    films = len(popularity)
    prior = chosen.applied(Strengths.fit(ridge.solve()[:films], alike, exposure))
    learned = ridge.solve() + ridge.towards(content_prior(alike, prior.of, popularity))
    start = average_film(prior.alpha, popularity)

    def final(likeness: Mapping[str, Floats]) -> Floats:
        return mixed(exposure, learned, content_prior(likeness, prior.of, popularity) + start)

    owned = Strengths.fit(final(alike)[:films], alike, exposure)
    strengths = [np.array([strength.of[m] for m in units])[:, None] for strength in (owned, prior)]  # [M, 1] each
    gains = popularity * mixed(exposure, *strengths)
    sketches, _ = centred(units, dict(zip(units, gains, strict=True)))
    likes = reactions.likes > 0
    return Affinity(
        units=units,
        matrix=final(likenesses(sketches)),
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


def scaled(model: Affinity, temperature: float) -> Affinity:
    """The model with everything that scores are made of times a number, to single precision, as it is stored."""

    def stored(array: Floats) -> Floats:
        return (temperature * array).astype(np.float32).astype(np.float64)

    return replace(
        model,
        matrix=stored(model.matrix),
        gains=stored(model.gains),
        cold=model.cold.times(temperature),
        temperature=temperature,
    )
