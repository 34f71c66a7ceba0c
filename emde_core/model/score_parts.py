"""Scores of held-out viewers as sums of parts, which any setting of the prior combines: G itself is never needed.

With a history h over likes and dislikes, h G = t h G_r + (1 - t) h (G_c + alpha p), column by column, and

    h G_r = h (C + L)^-1 E + h (C + L)^-1 L G_c         one solve for the histories, not one for all films
    w G_c = p sum_m strength_m (w_likes + r w_dislikes) K_m
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from emde_core.arrays import Floats, Ints
from emde_core.model.exposure import Exposure
from emde_core.model.prior import Likeness, Products, one_reaction
from emde_core.model.ridge import Ridge
from emde_core.model.strengths import PriorScale, learned_strengths


@dataclass(frozen=True, eq=False)
class ScoreParts:
    """The parts of the scores of some histories, [histories, films] each.

    Attributes:
        learned: from the ratings alone, without a prior.
        average: what alpha adds.
        prior: by modality, what its prior adds.
        exchanged: the same with content exchanged between films.
    """

    learned: Floats
    average: Floats
    prior: Mapping[str, Floats]
    exchanged: Mapping[str, Floats]

    @classmethod
    def of(
        cls,
        histories: sparse.csr_array,
        exposure: Exposure,
        ridge: Ridge,
        products: Products,
        order: Ints | None = None,
    ) -> ScoreParts:
        """Score by what was learned from other viewers.

        Args:
            histories: likes beside dislikes, [histories, 2 films].
            exposure: of the viewers to learn from.
            ridge: of theirs.
            products: of the films' sketches; their precision is that of the scores.
            order: a permutation of the films for the exchange of content; without one, nothing is exchanged.
        """
        popularity, trust = (each.astype(products.precision) for each in (exposure.popularity, exposure.trust))
        alike = products.likenesses(dict.fromkeys(products.of, exposure.popularity))
        strengths = learned_strengths(ridge, alike, exposure)
        learned, weights = ridge.fold_in(histories)
        by_ratings, by_content = one_reaction(weights), one_reaction(histories.astype(weights.dtype))

        def prior(modality: str, order: Ints) -> Floats:
            likeness, gains = alike[modality], popularity * strengths.of[modality]
            regressed, plain = (_weigh(likeness, each, order) for each in (by_ratings, by_content))
            return gains * (trust * regressed + (1 - trust) * plain)

        same, likes = np.arange(len(trust)), histories[:, : len(trust)].sum(axis=1).astype(weights.dtype)
        return cls(
            trust * learned,
            np.outer(likes, (1 - trust) * popularity * strengths.alpha).astype(weights.dtype),
            {m: prior(m, same) for m in alike},
            {} if order is None else {m: prior(m, order) for m in alike},
        )

    def scores(self, setting: PriorScale, exchanged: str | None = None) -> Floats:
        """Return every film's score, [histories, films], with one modality's content exchanged or none's."""
        scores = self.learned + setting.average_film * self.average
        for modality, real in self.prior.items():
            prior = self.exchanged[modality] if modality == exchanged else real
            scores = scores + setting.scale * setting.multipliers[modality] * prior
        return scores


def _weigh(likeness: Likeness, histories: Floats | sparse.csr_array, order: Ints) -> Floats:
    """Return histories K, where each film has the content of the one that stands in its place in this order."""
    return likeness.weigh(histories[:, np.argsort(order)])[:, order]
