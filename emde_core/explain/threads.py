"""Evidence threads: which part of a history film and which part of the recommended film meet behind its score.

The score is bilinear in the two films' codes (for the linear model; for the network along the integration path), so a
pair of parts has an effect of its own: what is lost when both are taken out, beyond what is lost with each alone,

    f(h, t) - f(h without i, t) - f(h, t without j) + f(h without i, t without j)
        = (change of h's codes by i) B (change of t's codes by j),

with f the part of t's score that h gives, and both films' codes taken softly, as for single features. That is the raw
weight of the thread i - j. Raw weights need not add up to the contribution: parts overlap, and what a film is beyond
its parts is in none of them. So within each pair of modalities they are scaled down where together they are more than
what passes there, never up, and what they leave is the remainder, which is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from numpy.typing import NDArray

from emde_core.data.catalogue import Film
from emde_core.explain.features import SOFTNESS, CategoryValue, RegionValue, WordValue
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.occlusions import OcclusionStore
from emde_core.explain.pool import Pool
from emde_core.schema import CATEGORICAL, IMAGE, REACTIONS, TEXT, Reaction
from emde_core.sketch.codes import gather
from emde_core.trained import TrainedModel

Floats = NDArray[np.float64]
Part = WordValue | CategoryValue | RegionValue
LISTED = 12  # threads between two films that are listed by default


@dataclass(frozen=True)
class Thread:
    """A part of the recommended film, a part of a history film, and what the two together add to the score, in nats."""

    recommended: Part
    watched: Part
    weight: float


@dataclass(frozen=True)
class FilmThreads:
    """All threads between the recommended film and one history film.

    contribution = the listed threads' weights + ``unlisted`` + ``remainder``.

    Attributes:
        film, reaction: the history film.
        contribution: what it adds to the score, in nats.
        threads: the strongest, by size.
        unlisted: the sum of the weights of all others.
        remainder: what no pair of parts accounts for.
        parts: of the recommended film, by modality; watched: of the history film.
        weights: [parts, watched], of every thread there is.
    """

    film: Film
    reaction: Reaction
    contribution: float
    threads: tuple[Thread, ...]
    unlisted: float
    remainder: float
    parts: tuple[Part, ...] = field(repr=False)
    watched: tuple[Part, ...] = field(repr=False)
    weights: Floats = field(repr=False, compare=False)


@dataclass(frozen=True)
class _Side:
    """A film's parts in each modality that it has, and how much more it is in each bucket with a part than without.

    Attributes:
        parts: by modality's number.
        changes: by modality's number, [parts, D * W].
    """

    parts: dict[int, tuple[Part, ...]]
    changes: dict[int, Floats]

    @property
    def listed(self) -> tuple[Part, ...]:
        """All parts, one modality after the other."""
        return tuple(part for parts in self.parts.values() for part in parts)

    @property
    def places(self) -> dict[int, slice]:
        """Where each modality's parts are in that list."""
        ends = np.cumsum([len(parts) for parts in self.parts.values()]).tolist()
        return {m: slice(end - len(parts), end) for (m, parts), end in zip(self.parts.items(), ends, strict=True)}


def evidence(
    trained: TrainedModel,
    store: OcclusionStore,
    pool: Pool,
    film: int,
    which: Iterable[int],
    listed: int = LISTED,
) -> tuple[FilmThreads, ...]:
    """The threads between a film and some of a history's.

    Args:
        trained: the model.
        store: where the plots' occlusions are.
        pool: the history.
        film: the recommended film's position in the catalogue.
        which: the history films' numbers in the pool.
        listed: threads listed for each.
    """
    loom = _Loom(trained, store, pool, film)
    return tuple(loom.threads(h, listed) for h in which)


class _Loom:
    def __init__(self, trained: TrainedModel, store: OcclusionStore, pool: Pool, film: int) -> None:
        self.trained, self.store, self.pool = trained, store, pool
        self.layout = trained.readout.layout
        self.own = _side(trained, store, film)
        directions = np.concatenate([self.by_modality(film), *self.part_directions(film)])
        sketch = self.layout.input_sketch(pool.positions)
        rates = trained.model.rates(sketch, directions)
        self.rates, part_rates = np.split(rates, [len(self.layout.modalities)])  # [M, 2F], [parts, 2F]
        counts = np.cumsum([len(self.own.parts[m]) for m in self.own.parts])[:-1]
        self.part_rates = dict(zip(self.own.parts, np.split(part_rates, counts), strict=True))

    def by_modality(self, film: int) -> Floats:
        """[M, F], the film's score read in one modality at a time."""
        direction = self.trained.readout.direction(film)
        parts = np.zeros((len(self.layout.modalities), len(direction)))
        for m, modality in enumerate(self.layout.modalities):
            here = self.layout.of_modality(modality)
            parts[m, here] = direction[here]
        return parts

    def part_directions(self, film: int) -> Iterator[Floats]:
        """[parts, F] for each modality that the film has: what a part adds to its readout."""
        shares = self.trained.readout.shares[film]
        for m, changes in self.own.changes.items():
            directions = np.zeros((len(changes), self.layout.size))
            directions[:, self.layout.of_modality(self.layout.modalities[m])] = changes * shares[m]
            yield directions

    def threads(self, h: int, listed: int) -> FilmThreads:
        passing = gather(self.rates, self.pool.positions[[h]])[:, 0].sum(axis=-1)  # [M of the film, M of the history's]
        watched = _side(self.trained, self.store, int(self.pool.films[h]))
        parts, others, weights = self.own.listed, watched.listed, self.scaled(watched, h, passing)
        places = _strongest(weights, listed)
        threads = tuple(Thread(parts[j], others[i], float(weights[j, i])) for j, i in places)
        contribution, total = float(passing.sum()), float(weights.sum())
        weights.setflags(write=False)
        return FilmThreads(
            film=self.trained.encoded.catalogue.films[self.pool.films[h]],
            reaction=REACTIONS[self.pool.blocks[h]],
            contribution=contribution,
            threads=threads,
            unlisted=total - sum(thread.weight for thread in threads),
            remainder=contribution - total,
            parts=parts,
            watched=others,
            weights=weights,
        )

    def scaled(self, watched: _Side, h: int, passing: Floats) -> Floats:
        """Weights [parts of the film, parts of the history film] that are no more than what passes."""
        weights = np.zeros((len(self.own.listed), len(watched.listed)))
        for (own, rows), (other, columns) in product(self.own.places.items(), watched.places.items()):
            raw = self.weights(watched, h, own, other).T
            weights[rows, columns] = raw * _scale(raw, passing[own, other])
        return weights

    def weights(self, watched: _Side, h: int, own: int, other: int) -> Floats:
        """Raw weights [parts of the history film, parts of the film] in a pair of modalities."""
        here = self.layout.of_modality(self.layout.modalities[other])
        offset = int(self.pool.blocks[h]) * self.layout.size
        rates = self.part_rates[own][:, here.start + offset : here.stop + offset]
        return watched.changes[other] @ rates.T


def _side(trained: TrainedModel, store: OcclusionStore, film: int) -> _Side:
    features = FilmFeatures.of(trained, store, film)
    parts: dict[int, tuple[Part, ...]] = {}
    changes: dict[int, Floats] = {}
    found = ((TEXT, features.phrases), (CATEGORICAL, features.categories), (IMAGE, features.regions))
    for modality, occluded in found:
        if occluded is not None and occluded.features:
            m = trained.readout.layout.modalities.index(modality)
            parts[m] = tuple(occluded.features)
            soft = occluded.changes(trained.hashes[modality], SOFTNESS[modality])  # [parts, D, W]
            changes[m] = soft.reshape(len(soft), -1)
    return _Side(parts, changes)


def _scale(weights: Floats, passing: float) -> float:
    """Down to what passes between the two modalities, never up; 0 where it passes the other way."""
    total = float(weights.sum())
    return min(1.0, max(0.0, passing / total)) if total else 0.0


def _strongest(weights: Floats, count: int) -> list[tuple[int, int]]:
    """(row, column) of the largest entries by size, largest first."""
    order = np.argsort(-np.abs(weights), axis=None, kind="stable")[:count]
    rows, columns = np.unravel_index(order, weights.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
