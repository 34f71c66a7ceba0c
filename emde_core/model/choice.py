"""The choice of the content prior's settings on validation viewers: its scale c, alpha, and multipliers k.

For fixed ridges every score is linear in c k and alpha, so each split is factorised once, for viewers held out, and
again for films whose ratings are taken away as well, and every setting is read from the same parts of their scores. By
NDCG@20

- c is chosen on viewers' hidden likes: among unrated films alone it changes nothing;
- alpha on their hidden likes and their likes of unrated films in one ranking, so that a film without ratings is placed
  neither too low nor at the cost of the others;
- k on the mean of both. A multiplier above 1 stays only where exchanging the modality's content loses accuracy.

Within ``TIE`` of the best the smaller setting is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from scipy import sparse

from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Products
from emde_core.model.ridge import Ridge
from emde_core.model.score_parts import ScoreParts
from emde_core.model.strengths import PriorScale
from emde_core.progress import Progress, silent
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import Split, cold_split, warm_split

SEED = 1000  # of the first validation split; not the model's, so that another model's choice differs by its data alone
TIE = 0.001  # of NDCG
VIEWERS = 1000  # to validate on, over all splits: with more to hold out, fewer splits are made


@dataclass(frozen=True, eq=False)
class Validation:
    """The viewers that a split holds out, and the parts of their scores."""

    split: Split
    parts: ScoreParts

    @classmethod
    def of(cls, split: Split, exposure: Exposure, ridge: Ridge, products: Products, seed: int) -> Validation:
        """Score the viewers that a split holds out.

        Args:
            split: its films are those of the products.
            exposure: of the viewers to learn from.
            ridge: of theirs.
            products: of the films' sketches.
            seed: of the exchange of content.
        """
        order = np.random.default_rng(seed).permutation(len(products.films))
        histories = sparse.hstack([split.likes, split.dislikes], format="csr")
        parts = ScoreParts.of(histories, exposure, ridge, products, order)
        return cls(split, parts)

    def accuracy(self, setting: PriorScale, exchanged: str | None = None) -> float:
        """Return the mean NDCG@20, with one modality's content exchanged or none's."""
        return float(self.split.measure(self.parts.scores(setting, exchanged), ndcg).mean())


def choose(products: Products, reactions: Reactions, config: Config, progress: Progress = silent) -> PriorScale:
    """Return the settings with the best validated accuracy; the smallest where too few viewers can be held out.

    Args:
        products: of the films' sketches, of the head at least; single precision is enough.
        reactions: who liked and disliked what.
        config: the ridges, the head, and the values to choose from.
        progress: told of each split.
    """
    head = Exposure.of(reactions).head(config.company_films)
    products, reactions = products.among(head), reactions.of_films(head)
    warm, cold = list[Validation](), list[Validation]()
    try:
        held_out = len(warm_split(reactions, SEED).viewers)
        splits = min(config.prior.splits, math.ceil(VIEWERS / held_out))
        for k in progress(range(splits), "Weighing content"):
            for validations, split in (
                (warm, warm_split(reactions, SEED + k)),
                (cold, cold_split(reactions, SEED + k).whole),
            ):
                exposure, ridge = Exposure.of(split.train), Ridge.fit(split.train, config.ridge, products.precision)
                some = split.at_most(VIEWERS // splits)
                validations.append(Validation.of(some, exposure, ridge, products, SEED + k))
    except DataError:
        return smallest(config, products)
    return best_setting(warm, cold, config, products)


def smallest(config: Config, products: Products) -> PriorScale:
    """Return the smallest settings."""
    prior = config.prior
    return PriorScale(min(prior.scales), dict.fromkeys(products.of, 1.0), min(prior.average_film))


def best_setting(warm: list[Validation], cold: list[Validation], config: Config, products: Products) -> PriorScale:
    """Return the settings with the best accuracy for viewers held out, and for these with films held out as well."""
    start = smallest(config, products)
    scale = _best([replace(start, scale=c) for c in sorted(config.prior.scales)], warm)
    scale = _best([replace(scale, average_film=a) for a in sorted(config.prior.average_film)], cold)
    by_size = sorted(product(config.prior.multipliers, repeat=len(products.of)), key=lambda each: float(np.prod(each)))
    by_multipliers = [replace(scale, multipliers=dict(zip(products.of, each, strict=True))) for each in by_size]
    return _where_needed(_best(by_multipliers, warm + cold), warm + cold)


def _best(settings: Sequence[PriorScale], validations: Sequence[Validation]) -> PriorScale:
    """Return the first setting, in an order from small to large, that is within ``TIE`` of the best."""
    accuracy = np.array([np.mean([each.accuracy(setting) for each in validations]) for setting in settings])
    return settings[int(np.flatnonzero(accuracy >= accuracy.max() - TIE)[0])]


def _where_needed(best: PriorScale, validations: Sequence[Validation]) -> PriorScale:
    """Set the multiplier to 1 wherever exchanging the modality's content loses nothing."""
    real = np.mean([each.accuracy(best) for each in validations])

    def is_needed(modality: str) -> bool:
        return bool(np.mean([each.accuracy(best, exchanged=modality) for each in validations]) < real)

    multipliers = {m: factor if factor == 1 or is_needed(m) else 1.0 for m, factor in best.multipliers.items()}
    return replace(best, multipliers=multipliers)
