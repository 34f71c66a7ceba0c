"""Learning from ratings that are read a part at a time, in two passes: memory grows with the head, not with viewers.

The first pass counts, which tells the head, and draws the viewers to validate on; the second adds up the squares of the
others' reactions, of which ridge regression is made, and keeps those viewers apart. Settings and temperature are chosen
on them, and the model learns from all. Both passes are sums over shares of the file (``emde_core.model.sums``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike
from scipy import sparse
from threadpoolctl import threadpool_limits

from emde_core.arrays import Bools, Floats, Ints
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.data.rating_stream import RatingStream, ViewerPart
from emde_core.errors import ConfigError, DataError
from emde_core.model.affinity import Affinity
from emde_core.model.calibration import INPUT_SHARE, Foldin, fit_temperature
from emde_core.model.choice import SEED, VIEWERS, Validation, best_setting, smallest
from emde_core.model.exposure import Exposure
from emde_core.model.fitting import Counts, calibrate, fit_map
from emde_core.model.gram import add_square
from emde_core.model.prior import Products
from emde_core.model.ridge import Ridge, weigh_viewers
from emde_core.model.score_parts import ScoreParts
from emde_core.model.strengths import PriorScale
from emde_core.model.sums import sum_over
from emde_core.model.together import LikedTogether
from emde_core.model.trained import Provenance, TrainedModel, data_hash, select_modalities
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.validation.splits import LEAST_LIKES, hide_films, hide_likes

PRECISION: DTypeLike = np.float32


@dataclass(frozen=True, eq=False)
class FirstPass:
    """The counts of the first pass; two of them can be added.

    Attributes:
        likes, dislikes: viewers who gave each film that reaction, [films].
        viewers, ratings: how many there are.
        hashes: of all viewers, in the order in which they were read.
        smallest: the smallest hashes of viewers with likes enough.
    """

    likes: Floats
    dislikes: Floats
    viewers: int
    ratings: int
    hashes: Ints
    smallest: Ints

    @classmethod
    def over(cls, share: RatingStream) -> FirstPass:
        """Count in a share of the file."""
        nobody = np.zeros(0, dtype=np.int64)
        total = cls(np.zeros(share.films), np.zeros(share.films), 0, 0, nobody, nobody)
        for part in share.parts():
            total += cls.of(part)
        return total

    @classmethod
    def of(cls, part: ViewerPart) -> FirstPass:
        """Count in a part."""
        reactions = part.reactions
        return cls(
            likes=reactions.likes.sum(axis=0),
            dislikes=reactions.dislikes.sum(axis=0),
            viewers=int((np.diff(reactions.rated.indptr) > 0).sum()),
            ratings=reactions.rated.nnz,
            hashes=part.viewers,
            smallest=part.viewers[np.diff(reactions.likes.indptr) >= LEAST_LIKES],
        )

    def __add__(self, other: FirstPass) -> FirstPass:
        return FirstPass(
            likes=self.likes + other.likes,
            dislikes=self.dislikes + other.dislikes,
            viewers=self.viewers + other.viewers,
            ratings=self.ratings + other.ratings,
            hashes=np.concatenate([self.hashes, other.hashes]),
            smallest=np.sort(np.concatenate([self.smallest, other.smallest]))[:VIEWERS],
        )

    def check(self, path: Path) -> None:
        """Refuse ratings that nothing can be learned from.

        Raises:
            DataError: the rows of a viewer stand apart, or no rating is a like.
        """
        if len(np.unique(self.hashes)) < len(self.hashes):
            raise DataError(f"{path}: the rows of a viewer stand apart; sort the file by viewer")
        if not self.likes.any():
            raise DataError("no rating is a like of any of the catalogue's films; check that both use the same ids")

    @property
    def sample(self) -> Ints:
        """The hashes of the viewers that settings are chosen on; none where that would be half of all."""
        return self.smallest if 2 * len(self.smallest) < self.viewers else self.smallest[:0]

    @property
    def exposure(self) -> Exposure:
        """The numbers of ratings and likes of every film."""
        return Exposure.of_counts(self.likes, self.likes + self.dislikes)


@dataclass(frozen=True, eq=False)
class SecondPass:
    """The sums of the second pass, over the head; two of them can be added.

    Attributes:
        squares: of the weighted reactions of the viewers outside the sample, [2 H, 2 H].
        together: viewers who liked both of two films, [H, H], of all.
        sample: the reactions of the viewers that settings are chosen on.
    """

    squares: Floats
    together: Floats
    sample: Reactions

    @classmethod
    def over(cls, share: RatingStream, head: Ints, sample: Ints, config: Config) -> SecondPass:
        """Add up in a share of the file, and keep the sample's reactions apart."""
        squares = np.zeros([2 * len(head)] * 2, PRECISION)
        together = np.zeros([len(head)] * 2, PRECISION)
        samples = [_nobody(len(head))]
        for part in share.parts():
            reactions, in_sample = part.reactions.of_films(head), np.isin(part.viewers, sample)
            add_square(together, reactions.likes.astype(PRECISION))
            add_square(squares, weigh_viewers(_rows(reactions, ~in_sample), config.ridge).astype(PRECISION))
            samples.append(_rows(reactions, in_sample))
        return cls(squares, together, _stack(samples))

    def __add__(self, other: SecondPass) -> SecondPass:
        sample = _stack([self.sample, other.sample])
        return SecondPass(self.squares + other.squares, self.together + other.together, sample)


def _nobody(films: int) -> Reactions:
    none = sparse.csr_array((0, films))
    return Reactions(none, none, none, ())


def _rows(reactions: Reactions, mask: Bools) -> Reactions:
    return Reactions(reactions.likes[mask], reactions.dislikes[mask], reactions.rated[mask], ())


def _stack(parts: list[Reactions]) -> Reactions:
    each = ([part.likes for part in parts], [part.dislikes for part in parts], [part.rated for part in parts])
    likes, dislikes, rated = (sparse.vstack(matrices, format="csr") for matrices in each)
    return Reactions(likes, dislikes, rated, ())


def train_streamed(encoded: EncodedCatalogue, ratings: Path, config: Config) -> TrainedModel:
    """Learn from a Parquet file; see ``Recommender.fit_streamed`` for arguments and errors."""
    if config.recipe != "affinity":
        raise ConfigError("the published recipe learns from prepared ratings; leave the file of ratings out")
    readable = select_modalities(config, encoded)
    stream = RatingStream.of(ratings, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    model, counts = learn_streamed(readable, stream, config)
    provenance = Provenance(data_hash(encoded.catalogue, stream), counts.viewers, counts.ratings, simulated=False)
    return TrainedModel(config, readable, model, provenance)


def learn_streamed(encoded: EncodedCatalogue, stream: RatingStream, config: Config) -> tuple[Affinity, FirstPass]:
    """Learn the model from ratings that are read twice, and return it with what was counted.

    Raises:
        DataError: as for ``RatingStream.parts`` and ``FirstPass.check``.
    """
    with threadpool_limits(1):
        shares = stream.shares()
        counts = sum_over(FirstPass.over, shares)
        counts.check(stream.path)
        exposure = counts.exposure
        head = exposure.head(config.company_films)
        sums = sum_over(partial(SecondPass.over, head=head, sample=counts.sample, config=config), shares)
        products = Products.multiply(encoded.sketches, head, PRECISION)
        of_others = _without(exposure.among(head), sums.sample)
        ridge = Ridge.of_sums(sums.squares, config.ridge)
        prior_scale = _choose(sums, of_others, ridge, products, config)
        temperature = _temperature(sums.sample, of_others, ridge, products, prior_scale, config)
        del ridge  # it is as large as the sums
        squares = np.require(sums.squares, requirements="W")  # other processes send what can only be read
        add_square(squares, weigh_viewers(sums.sample, config.ridge).astype(PRECISION))
        together = LikedTogether.of_counts(sums.together, head, counts.likes, counts.viewers)
        of_all = Counts(exposure, together, counts.viewers)
        model = fit_map(encoded.sketches, products, of_all, Ridge.of_sums(squares, config.ridge), prior_scale)
    return calibrate(model, temperature), counts


def _without(exposure: Exposure, viewers: Reactions) -> Exposure:
    """Return the exposure without some viewers."""
    own = Exposure.of(viewers) if viewers.likes.nnz else None
    return exposure if own is None else Exposure.of_counts(exposure.likes - own.likes, exposure.ratings - own.ratings)


def _choose(sums: SecondPass, exposure: Exposure, ridge: Ridge, products: Products, config: Config) -> PriorScale:
    """Choose the settings on the sample: with its likes hidden, and with films taken away from all viewers as well."""
    nobody = _rows(sums.sample, np.zeros(sums.sample.likes.shape[0], dtype=bool))
    some = np.flatnonzero(np.diff(sums.sample.likes.indptr) >= LEAST_LIKES)
    try:
        viewers = Reactions(sums.sample.likes[some], sums.sample.dislikes[some], sums.sample.rated[some], ())
        warm = hide_likes(nobody, viewers, some, np.random.default_rng(SEED))
        cold = hide_films(warm, np.random.default_rng((SEED, 1)))
    except DataError:
        return smallest(config, products)
    in_warm = Validation.of(warm, exposure, ridge, products, SEED)
    of_left = Exposure.of_counts(exposure.likes * ~cold.cold, exposure.ratings * ~cold.cold)
    squares, cold_rows = sums.squares.copy(), np.tile(cold.cold, 2)
    squares[cold_rows], squares[:, cold_rows] = 0, 0
    in_cold = Validation.of(cold.whole, of_left, Ridge.of_sums(squares, config.ridge), products, SEED)
    return best_setting([in_warm], [in_cold], config, products)


def _temperature(
    sample: Reactions, exposure: Exposure, ridge: Ridge, products: Products, prior_scale: PriorScale, config: Config
) -> float:
    fold = Foldin.draw(sample, INPUT_SHARE, np.random.default_rng(config.seed))
    if not fold.targets.nnz:
        return 1.0
    parts = ScoreParts.of(fold.both, exposure, ridge, products)
    return fit_temperature(parts.scores(prior_scale), fold)
