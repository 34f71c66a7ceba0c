"""Contributions of a history to the scores of several films at once: ``Explanation.contributions``, without atoms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Floats, Ints
from emde_core.explain.query import Query
from emde_core.model.affinity import Affinity
from emde_core.model.published import Published
from emde_core.model.published.codes import gather
from emde_core.model.trained import TrainedModel
from emde_core.schema import COMPANY, POPULARITY, RELAYED, WISH
from emde_core.sketch.film_sketches import CentredSketches, Partition, film_blocks

COMPARED_AT_ONCE = 256  # films, with all others


@dataclass(frozen=True, eq=False)
class Contributions:
    """Contributions of one history to some films' scores, in the order of ``Explanation.contributions``.

    Attributes:
        entries: [C], a history film's id or a wish's key.
        reactions: [C], "like", "dislike" or "wish".
        parts: [films, C], a modality, "popularity", or "company", for a film that too few rated "relayed".
        values: [films, C], in nats.
        spreads: [films, C], standard errors of the values; nan where there is none.
    """

    entries: Sequence[str]
    reactions: Sequence[str]
    parts: Sequence[Sequence[str]]
    values: Floats
    spreads: Floats


@dataclass(frozen=True, eq=False)
class Likeness:
    """Films' likeness in one modality, and its standard error over the partitions.

    Both of a pair are worked out when one of its films is first asked for, and serve every history. Many films that are
    asked for together take much less time than one by one.

    Attributes:
        sketches: s.
        depth: D.
    """

    sketches: CentredSketches
    depth: int
    _by_film: dict[int, tuple[Floats, Floats]] = field(default_factory=dict, repr=False, compare=False)

    def to(self, films: Ints) -> tuple[Floats, Floats]:
        """Every film's likeness to some films, and the standard errors; both [films of the catalogue, films]."""
        missing = sorted(set(films.tolist()) - set(self._by_film))
        for start in range(0, len(missing), COMPARED_AT_ONCE):
            self._compare(missing[start : start + COMPARED_AT_ONCE])
        columns = [self._by_film[film] for film in films.tolist()]
        alike, errors = (np.stack(column, axis=1) for column in zip(*columns, strict=True))
        return alike, errors

    @cached_property
    def _partitions(self) -> Sequence[Partition]:
        return self.sketches.partitions(self.depth)

    def _compare(self, films: Sequence[int]) -> None:
        """Add up products, and their squares, partition by partition, so that what is added up stays small."""
        count = len(self.sketches)
        others = [partition.across(films) for partition in self._partitions]
        sums, squares = np.zeros((2, count, len(films)))
        for block in film_blocks(count):
            for partition, across in zip(self._partitions, others, strict=True):
                products = partition.rows[block] @ across
                sums[block] += products
                squares[block] += products**2
        errors = _standard_errors(sums, squares, self.depth)
        self._by_film.update(zip(films, zip(sums.T.copy(), errors.T.copy(), strict=True), strict=True))


@dataclass(frozen=True)
class AffinityContributions:
    """Contributions to scores of our recipe: history film x (modalities, company or relayed), then wishes."""

    trained: TrainedModel
    model: Affinity

    @cached_property
    def likeness(self) -> dict[str, Likeness]:
        """Films' likeness, by modality."""
        atoms = self.trained.encoded.atoms
        return {m: Likeness(sketches, atoms[m].depth) for m, sketches in self.model.sketches.items()}

    def compare(self, films: Ints) -> None:
        """Compare these films with all others now, together: each history that they are explained for would do so."""
        for likeness in self.likeness.values():
            likeness.to(films)

    def to(self, query: Query, films: Ints) -> Contributions:
        """Work out what a history adds to the scores of films outside it, by position."""
        weights = self.model.weights(query.rows)[:, None]
        values, spreads = [], []  # of each part, [H, films]
        for gains, likeness in zip(self.model.gains, self.likeness.values(), strict=True):
            alike, errors = (each[query.positions] for each in likeness.to(films))
            values.append(weights * gains[films] * alike)
            spreads.append(np.abs(weights * gains[films]) * errors)
        values.append(self.model.attributions(query.rows, films) - sum(values))
        spreads.append(np.full(values[-1].shape, np.nan))
        remainders = [COMPANY if rated else RELAYED for rated in np.isin(films, self.model.head)]
        of_wishes, wish_values = (
            [each.modality or POPULARITY for each in query.wishes],
            list(self._of_wishes(query, films)),
        )
        return Contributions(
            [film for film, _ in query.history for _ in values] + [each.wish.key for each in query.wishes],
            [reaction for reaction in query.reactions for _ in values] + [WISH] * len(wish_values),
            [[*self.model.modalities, remainder] * len(query) + of_wishes for remainder in remainders],
            _side_by_side(values, [value for value, _ in wish_values]),
            _side_by_side(spreads, [spread for _, spread in wish_values]),
        )

    def _of_wishes(self, query: Query, films: Ints) -> Iterator[tuple[Floats, Floats]]:
        """Yield what each wish adds, [films], and the standard errors."""
        for each in query.wishes:
            if each.modality is None:
                yield self.model.wish_scores([each])[films], np.full(len(films), np.nan)
                continue
            likeness = self.likeness[each.modality]
            gains = self.model.gains[self.model.modalities.index(each.modality), films]
            products = likeness.sketches.by_partition(each.sketch, films, likeness.depth) * gains[:, None]
            sums = products.sum(axis=1)
            yield sums, _standard_errors(sums, (products**2).sum(axis=1), likeness.depth)


@dataclass(frozen=True)
class PublishedContributions:
    """Contributions to scores of the published recipe: history film x modality."""

    model: Published

    def to(self, query: Query, films: Ints) -> Contributions:
        """Work out what a history adds to the scores of films outside it, by position, beyond the empty history's."""
        modalities = self.model.modalities
        directions = np.array([self.model.readout.direction(film) for film in films.tolist()])
        sketch, positions = self.model.sketch(query.rows), self.model.positions(query.rows)
        rates = self.model.rates(sketch, directions, np.zeros_like(sketch))
        by_partition = gather(rates, positions)  # [films, H, M, D]
        sums, squares = by_partition.sum(axis=3), (by_partition**2).sum(axis=3)
        return Contributions(
            [film for film, _ in query.history for _ in modalities],
            [reaction for reaction in query.reactions for _ in modalities],
            [list(modalities) * len(query)] * len(films),
            sums.reshape(len(films), -1),
            _standard_errors(sums, squares, by_partition.shape[3]).reshape(len(films), -1),
        )


def contributions_of(trained: TrainedModel) -> AffinityContributions | PublishedContributions:
    """Whatever explains this model's scores; keep it for all histories."""
    model = trained.model
    return AffinityContributions(trained, model) if isinstance(model, Affinity) else PublishedContributions(model)


def _side_by_side(of_films: Sequence[Floats], of_wishes: Sequence[Floats]) -> Floats:
    """Parts [H, films] side by side for each history film, then wishes [films]: [films, C]."""
    stacked = np.stack(of_films, axis=1)  # [H, parts, films]
    return np.concatenate([stacked.reshape(-1, stacked.shape[2]), *(each[None] for each in of_wishes)]).T


def _standard_errors(sums: NDArray[np.floating], squares: NDArray[np.floating], depth: int) -> Floats:
    """Return standard errors of sums over D partitions, by the sums of what was added up and of its squares.

    They are nan where there is but one partition.
    """
    if depth < 2:
        return np.full(sums.shape, np.nan)
    errors: Floats = np.sqrt(np.maximum(squares - sums**2 / depth, 0) * depth / (depth - 1))
    return errors
