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

    Both of a pair are worked out when one of its films is first asked for, and serve every history.

    Attributes:
        sketches: s, [films, D, W].
    """

    sketches: Floats
    _by_film: dict[int, tuple[Floats, Floats]] = field(default_factory=dict, repr=False, compare=False)

    def to(self, films: Ints) -> tuple[Floats, Floats]:
        """Every film's likeness to some films, and the standard errors; both [films of the catalogue, films]."""
        columns = [self._to_one(film) for film in films.tolist()]
        alike, errors = (np.stack(column, axis=1) for column in zip(*columns, strict=True))
        return alike, errors

    def _to_one(self, film: int) -> tuple[Floats, Floats]:
        if film not in self._by_film:
            products = np.einsum("fdw,dw->fd", self.sketches, self.sketches[film])
            self._by_film[film] = products.sum(axis=1), _standard_errors(products)
        return self._by_film[film]


@dataclass(frozen=True)
class AffinityContributions:
    """Contributions to scores of our recipe: history film x (modalities, company or relayed), then wishes."""

    trained: TrainedModel
    model: Affinity

    @cached_property
    def likeness(self) -> dict[str, Likeness]:
        """Films' likeness, by modality."""
        depths = {m: atoms.depth for m, atoms in self.trained.encoded.atoms.items()}
        films = self.model.films
        return {m: Likeness(s[:].reshape(films, depths[m], -1)) for m, s in self.model.sketches.items()}

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
            sketches = self.likeness[each.modality].sketches[films]
            gains = self.model.gains[self.model.modalities.index(each.modality), films]
            products = (sketches * each.sketch.reshape(sketches.shape[1:])).sum(axis=2) * gains[:, None]
            yield products.sum(axis=1), _standard_errors(products)


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
        return Contributions(
            [film for film, _ in query.history for _ in modalities],
            [reaction for reaction in query.reactions for _ in modalities],
            [list(modalities) * len(query)] * len(films),
            by_partition.sum(axis=3).reshape(len(films), -1),
            _standard_errors(by_partition).reshape(len(films), -1),
        )


def contributions_of(trained: TrainedModel) -> AffinityContributions | PublishedContributions:
    """Whatever explains this model's scores; keep it for all histories."""
    model = trained.model
    return AffinityContributions(trained, model) if isinstance(model, Affinity) else PublishedContributions(model)


def _side_by_side(of_films: Sequence[Floats], of_wishes: Sequence[Floats]) -> Floats:
    """Parts [H, films] side by side for each history film, then wishes [films]: [films, C]."""
    stacked = np.stack(of_films, axis=1)  # [H, parts, films]
    return np.concatenate([stacked.reshape(-1, stacked.shape[2]), *(each[None] for each in of_wishes)]).T


def _standard_errors(by_partition: NDArray[np.floating]) -> Floats:
    """Return standard errors of sums over D partitions [..., D]; nan where there is but one."""
    depth = by_partition.shape[-1]
    if depth < 2:
        return np.full(by_partition.shape[:-1], np.nan)
    errors: Floats = by_partition.std(axis=-1, ddof=1) * np.sqrt(depth)
    return errors
