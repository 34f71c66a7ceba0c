"""How much the content prior counts, chosen on validation viewers: its scale c, alpha, and multipliers k.

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
from numpy.typing import NDArray
from scipy import sparse

from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.model.exposure import Exposure
from emde_core.model.fitting import PriorScale
from emde_core.model.prior import Strengths, average_film, centred, content_prior, likenesses, mixed
from emde_core.model.ridge import Ridge
from emde_core.progress import Progress, silent
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import Split, cold_films, held_out_viewers

Floats = NDArray[np.float64]
SEED = 1000  # of the first validation split; not the model's, so that another model's choice differs by its data alone
TIE = 0.001  # of NDCG


@dataclass(frozen=True)
class _Pieces:
    """One split, and the scores [viewers, films] that settings are made of.

    Attributes:
        split: whom it is about; films that nobody has rated can't be found, and are not ranked.
        learned: without a prior; average: what alpha adds.
        prior, exchanged: what each modality's prior adds, and what it adds with content exchanged between films.
    """

    split: Split
    learned: Floats
    average: Floats
    prior: Mapping[str, Floats]
    exchanged: Mapping[str, Floats]

    def accuracy(self, chosen: PriorScale, exchanged: str | None = None) -> float:
        """Mean NDCG@20, with one modality's content exchanged or none's."""
        scores = self.learned + chosen.average_film * self.average
        for modality, real in self.prior.items():
            read = self.exchanged[modality] if modality == exchanged else real
            scores = scores + chosen.scale * chosen.multipliers[modality] * read
        known, wanted = (matrix.toarray() > 0 for matrix in (self.split.known, self.split.wanted))
        return float(ndcg(scores, known, wanted).mean())


def choose(
    units: Mapping[str, Floats], reactions: Reactions, config: Config, progress: Progress = silent
) -> PriorScale:
    """The settings with the best validated accuracy; the smallest ones where there are too few viewers to choose by."""
    smallest = PriorScale(min(config.prior.scales), dict.fromkeys(units, 1.0), min(config.prior.average_film))
    pieces: list[_Pieces] = []
    try:
        for k in progress(range(config.prior.splits), "Weighing content"):
            pieces += _pieces(units, reactions, config, SEED + k)
    except DataError:
        return smallest
    scale = _best([replace(smallest, scale=c) for c in sorted(config.prior.scales)], pieces[::2])
    scale = _best([replace(scale, average_film=a) for a in sorted(config.prior.average_film)], pieces[1::2])
    by_size = sorted(product(config.prior.multipliers, repeat=len(units)), key=lambda each: float(np.prod(each)))
    multiplied = [replace(scale, multipliers=dict(zip(units, each, strict=True))) for each in by_size]
    return _where_needed(_best(multiplied, pieces), pieces)


def _best(settings: Sequence[PriorScale], pieces: Sequence[_Pieces]) -> PriorScale:
    """The first, in an order from small to large, that is within ``TIE`` of the best."""
    accuracy = np.array([np.mean([each.accuracy(chosen) for each in pieces]) for chosen in settings])
    return settings[int(np.flatnonzero(accuracy >= accuracy.max() - TIE)[0])]


def _where_needed(best: PriorScale, pieces: Sequence[_Pieces]) -> PriorScale:
    """The setting with a multiplier of 1 wherever exchanging the modality's content loses nothing."""
    real = np.mean([each.accuracy(best) for each in pieces])
    kept = {
        modality: factor if factor == 1 or np.mean([each.accuracy(best, modality) for each in pieces]) < real else 1.0
        for modality, factor in best.multipliers.items()
    }
    return replace(best, multipliers=kept)


def _pieces(units: Mapping[str, Floats], reactions: Reactions, config: Config, seed: int) -> list[_Pieces]:
    """Of the warm split with this seed, and of the cold one."""
    unrated = np.asarray(reactions.rated.sum(axis=0)).ravel() == 0
    splits = [held_out_viewers(reactions, seed), cold_films(reactions, seed).whole]
    order = np.random.default_rng(seed).permutation(reactions.likes.shape[1])
    return [_pieces_of(units, _ranking_rated(split, unrated), config, order) for split in splits]


def _ranking_rated(split: Split, unrated: NDArray[np.bool_]) -> Split:
    return replace(split, known=sparse.csr_array(np.maximum(split.known.toarray(), unrated)))


def _pieces_of(units: Mapping[str, Floats], split: Split, config: Config, order: NDArray[np.int64]) -> _Pieces:
    exposure, ridge = Exposure.of(split.train), Ridge.fit(split.train, config.ridge)
    popularity, films = exposure.popularity, len(exposure.liked)
    sketches, _ = centred(units, dict.fromkeys(units, popularity))
    alike, learned = likenesses(sketches), ridge.solve()
    strengths = Strengths.fit(learned[:films], alike, exposure)

    histories = sparse.hstack([split.likes, split.dislikes], format="csr")
    seen = ridge.seen_by(histories)

    def read(modality: str, likeness: Floats) -> Floats:
        prior = content_prior({modality: likeness}, strengths.of, popularity)
        return mixed(exposure, seen @ prior, histories @ prior)

    nothing = np.zeros_like(learned)
    return _Pieces(
        split,
        histories @ mixed(exposure, learned, nothing),
        histories @ mixed(exposure, nothing, average_film(strengths.alpha, popularity)),
        {m: read(m, likeness) for m, likeness in alike.items()},
        {m: read(m, likeness[np.ix_(order, order)]) for m, likeness in alike.items()},
    )
