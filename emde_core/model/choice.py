"""The choice of the content prior's settings on validation viewers: its scale c, alpha, and multipliers k.

For fixed ridges every score is linear in c k and alpha, so each split is factorised once, for viewers held out, and
again for films whose ratings are taken away as well, and every setting is read from a few matrices. By NDCG@20

- c is chosen on viewers' hidden likes: among unrated films alone it changes nothing;
- alpha on their hidden likes and their likes of unrated films in one ranking, so that a film without ratings is placed
  neither too low nor at the cost of the others;
- k on the mean of both. A multiplier above 1 stays only where exchanging the modality's content loses accuracy.

Within ``TIE`` of the best the smaller setting is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from scipy import sparse

from emde_core.arrays import Bools, Floats, Ints
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.model.exposure import Exposure
from emde_core.model.fitting import PriorScale
from emde_core.model.prior import Products, Strengths, average_film, content_prior, mix_by_exposure
from emde_core.model.ridge import Ridge
from emde_core.progress import Progress, silent
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import Split, cold_split, warm_split

SEED = 1000  # of the first validation split; not the model's, so that another model's choice differs by its data alone
TIE = 0.001  # of NDCG


@dataclass(frozen=True, eq=False)
class _Pieces:
    """One split, and the scores [viewers, films] that settings combine.

    Attributes:
        split: its viewers; films that nobody has rated are excluded.
        learned_scores: from the ratings alone, without a prior.
        average_scores: those that alpha adds.
        prior_scores: by modality, those that its prior adds.
        exchanged_scores: the same with content exchanged between films.
    """

    split: Split
    learned_scores: Floats
    average_scores: Floats
    prior_scores: Mapping[str, Floats]
    exchanged_scores: Mapping[str, Floats]

    def accuracy(self, setting: PriorScale, exchanged: str | None = None) -> float:
        """Return the mean NDCG@20, with one modality's content exchanged or none's."""
        scores = self.learned_scores + setting.average_film * self.average_scores
        for modality, real in self.prior_scores.items():
            prior = self.exchanged_scores[modality] if modality == exchanged else real
            scores = scores + setting.scale * setting.multipliers[modality] * prior
        exclusions, relevant = (matrix.toarray() > 0 for matrix in (self.split.exclusions, self.split.relevant))
        return float(ndcg(scores, exclusions, relevant).mean())


def choose(
    units: Mapping[str, Floats], reactions: Reactions, config: Config, progress: Progress = silent
) -> PriorScale:
    """Return the settings with the best validated accuracy; the smallest where too few viewers can be held out."""
    smallest = PriorScale(min(config.prior.scales), dict.fromkeys(units, 1.0), min(config.prior.average_film))
    products, pieces = Products.multiply(units), list[_Pieces]()
    try:
        for k in progress(range(config.prior.splits), "Weighing content"):
            pieces += _pieces(products, reactions, config, SEED + k)
    except DataError:
        return smallest
    scale = _best([replace(smallest, scale=c) for c in sorted(config.prior.scales)], pieces[::2])
    scale = _best([replace(scale, average_film=a) for a in sorted(config.prior.average_film)], pieces[1::2])
    by_size = sorted(product(config.prior.multipliers, repeat=len(units)), key=lambda each: float(np.prod(each)))
    by_multipliers = [replace(scale, multipliers=dict(zip(units, each, strict=True))) for each in by_size]
    return _where_needed(_best(by_multipliers, pieces), pieces)


def _best(settings: Sequence[PriorScale], pieces: Sequence[_Pieces]) -> PriorScale:
    """Return the first setting, in an order from small to large, that is within ``TIE`` of the best."""
    accuracy = np.array([np.mean([each.accuracy(setting) for each in pieces]) for setting in settings])
    return settings[int(np.flatnonzero(accuracy >= accuracy.max() - TIE)[0])]


def _where_needed(best: PriorScale, pieces: Sequence[_Pieces]) -> PriorScale:
    """Set the multiplier to 1 wherever exchanging the modality's content loses nothing."""
    real = np.mean([each.accuracy(best) for each in pieces])
    multipliers = {
        modality: factor if factor == 1 or np.mean([each.accuracy(best, modality) for each in pieces]) < real else 1.0
        for modality, factor in best.multipliers.items()
    }
    return replace(best, multipliers=multipliers)


def _pieces(products: Products, reactions: Reactions, config: Config, seed: int) -> list[_Pieces]:
    """Return the pieces of the warm split with this seed, and of the cold one."""
    unrated = np.asarray(reactions.rated.sum(axis=0)).ravel() == 0
    splits = [warm_split(reactions, seed), cold_split(reactions, seed).whole]
    order = np.random.default_rng(seed).permutation(reactions.likes.shape[1])
    return [_pieces_of(products, _ranking_rated(split, unrated), config, order) for split in splits]


def _ranking_rated(split: Split, unrated: Bools) -> Split:
    return replace(split, exclusions=sparse.csr_array(np.maximum(split.exclusions.toarray(), unrated)))


def _pieces_of(products: Products, split: Split, config: Config, order: Ints) -> _Pieces:
    exposure, ridge = Exposure.of(split.train), Ridge.fit(split.train, config.ridge)
    popularity, films = exposure.popularity, len(exposure.likes)
    alike, learned = products.likenesses(dict.fromkeys(products.of, popularity)), ridge.solve()
    strengths = Strengths.fit(learned[:films], alike, exposure)

    histories = sparse.hstack([split.likes, split.dislikes], format="csr")
    prior_weights = ridge.prior_weights(histories)

    def prior_scores(modality: str, likeness: Floats) -> Floats:
        prior = content_prior({modality: likeness}, strengths.of, popularity)
        return mix_by_exposure(exposure, prior_weights @ prior, histories @ prior)

    nothing = np.zeros_like(learned)
    return _Pieces(
        split,
        histories @ mix_by_exposure(exposure, learned, nothing),
        histories @ mix_by_exposure(exposure, nothing, average_film(strengths.alpha, popularity)),
        {m: prior_scores(m, likeness) for m, likeness in alike.items()},
        {m: prior_scores(m, likeness[np.ix_(order, order)]) for m, likeness in alike.items()},
    )
