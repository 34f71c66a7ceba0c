"""A world in which tastes are known: does the modality that a viewer follows lead in what they are told?

Simulated viewers watch the same films. A third follow people or genres of a decade, a third the look of posters, and a
third topics of plots: clusters of whole plots, not words that they share. A model learns from one half of them. Asked
about are those of the other half who follow one thing and nothing else, and of their recommendations those that fit it:
why the others are recommended is not known.

- leads: of the content parts of those films' scores, the largest is that of the modality which carries the taste;
- leads_swapped: the same, after that modality's content was exchanged between films and the model trained again with
  the real model's settings. A modality that still led would lead whatever films are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from emde_core.arrays import Bools, Ints
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.data.simulate import Driver, DriverKind, Simulation, planted_drivers, simulate
from emde_core.evaluate.faithfulness.bootstrap import Interval
from emde_core.evaluate.learning import Content, Learner
from emde_core.explain.query import Query
from emde_core.explain.recommend import part_sums
from emde_core.extras import extra
from emde_core.model.trained import Provenance, TrainedModel, data_hash
from emde_core.progress import Progress, silent
from emde_core.schema import IMAGE, TEXT, VIEWER, FilmId
from emde_core.sketch.encoded_catalogue import EncodedCatalogue

VIEWERS = 2000
OF_EACH = 15  # people, genres of a decade, topics, and looks
BEST = 10  # recommendations whose scores are looked at
LEADS, SWAPPED = "leads", "leads_swapped"


def prepare_planted(
    encoded: EncodedCatalogue, styles: Mapping[FilmId, str] | None = None, viewers: int = VIEWERS, seed: int = 0
) -> tuple[Interactions, pd.DataFrame]:
    """Simulated ratings of these films, and the tastes behind them (``Simulated.truth`` says with which columns).

    Args:
        encoded: the films.
        styles: film id -> the style that its poster is drawn in; by default looks are clusters of posters.
        viewers: how many, at least 1.
        seed: of all that is drawn, at least 0.

    Raises:
        ConfigError: a number is out of its range.
        DataError: the films have nothing in common that a viewer could follow.
    """
    simulated = plant(encoded, styles, viewers, seed)
    return simulated.interactions, simulated.truth


def plant(encoded: EncodedCatalogue, styles: Mapping[FilmId, str] | None, viewers: int, seed: int) -> Simulation:
    """Simulated viewers, and the drivers that they could follow: of the modalities that were read of the films."""
    candidates = planted_drivers(encoded.catalogue, styles or {})
    looks = [each for each in candidates if each.kind == "style"] or list(_clusters(encoded, IMAGE, "style", seed))
    by_category = (_largest(candidates, kind) for kind in ("person", "genre and decade"))
    drivers = (*(each for some in by_category for each in some), *_clusters(encoded, TEXT, "topic", seed), *looks)
    readable = [driver for driver in drivers if driver.modality in encoded.modalities]
    return simulate(encoded.catalogue, viewers, seed, drivers=readable)


def _largest(drivers: tuple[Driver, ...], kind: DriverKind) -> list[Driver]:
    return sorted((each for each in drivers if each.kind == kind), key=lambda each: -len(each.films))[:OF_EACH]


def _clusters(encoded: EncodedCatalogue, modality: str, kind: DriverKind, seed: int) -> Iterator[Driver]:
    """Clusters (k-means) of films by the directions of their sketches in one modality; none where too few have it."""
    with extra("evaluate", "a planted world"):
        from sklearn.cluster import KMeans

    if modality not in encoded.modalities or encoded.having(modality).sum() <= OF_EACH:
        return
    having = np.flatnonzero(encoded.having(modality))
    sketches = encoded.sketches[modality][having]
    sketches = sketches - sketches.mean(axis=0)
    directions = sketches / np.maximum(np.linalg.norm(sketches, axis=1, keepdims=True), np.finfo(float).tiny)
    labels = KMeans(OF_EACH, n_init=4, random_state=seed).fit_predict(directions)
    films = encoded.catalogue.films
    for number in range(OF_EACH):
        yield Driver(kind, f"{kind} {number + 1}", frozenset(films[k].id for k in having[labels == number]))


@dataclass(frozen=True, eq=False)
class Follower:
    """A viewer who follows one driver and nothing else, and whom the model has not seen.

    Attributes:
        liked, disliked: films by position.
        driver: what they follow.
        fits: [films], whether a film has it.
    """

    liked: Ints
    disliked: Ints
    driver: Driver
    fits: Bools

    @property
    def has_more(self) -> bool:
        """True if they like a film that fits, and some other film outside their history fits."""
        rest = self.fits.copy()
        rest[self.liked] = rest[self.disliked] = False
        return bool(self.fits[self.liked].any() and rest.any())

    def query(self, trained: TrainedModel) -> Query:
        """Put the history to a model."""
        return Query.of_positions(trained, self.liked, self.disliked)

    def fitting_recommendations(self, query: Query) -> Ints:
        """Return the positions of the best films outside the history that fit, best first."""
        order = query.ranking.order
        return order[self.fits[order]][:BEST]

    def leads(self, trained: TrainedModel) -> bool:
        """Tell whether the modality that carries the taste has the largest part in the recommendations that fit it."""
        query = self.query(trained)
        parts = part_sums(query, self.fitting_recommendations(query))
        sums = {m: sum(part[m] for part in parts) for m in trained.model.modalities}
        return max(sums, key=lambda m: sums[m]) == self.driver.modality


@dataclass(frozen=True)
class PlantedWorld:
    """Simulated viewers, one half of whom models learn from.

    Attributes:
        encoded: the films, in the modalities that are read.
        config: the models' settings.
        simulated: the viewers, and what they follow.
        train, others: the two halves.
        seed: of all that is drawn.
    """

    encoded: EncodedCatalogue
    config: Config
    simulated: Simulation
    train: Reactions
    others: Reactions
    seed: int

    @classmethod
    def of(
        cls, encoded: EncodedCatalogue, config: Config, styles: Mapping[FilmId, str] | None = None, seed: int = 0
    ) -> PlantedWorld:
        """Simulate; see ``prepare_planted`` for what is raised."""
        selection = encoded.of(config.modalities)
        simulated = plant(selection, styles, VIEWERS, seed)
        thresholds = config.like_at_least, config.dislike_at_most
        reactions = Reactions.of(simulated.interactions, encoded.catalogue, *thresholds)
        first = np.arange(len(reactions.viewers)) % 2 == 0
        return cls(selection, config, simulated, reactions.rows(first), reactions.rows(~first), seed)

    @cached_property
    def trained(self) -> TrainedModel:
        """The model with real content."""
        return self._trained(self._content)

    def swapped(self, modality: str) -> TrainedModel:
        """A model with one modality's content exchanged between films."""
        order = np.random.default_rng((self.seed, 1)).permutation(len(self.encoded.catalogue))
        return self._trained(self._content.exchange(modality, order))

    @cached_property
    def _content(self) -> Content:
        return Content(self.encoded.sketches)

    @cached_property
    def _learner(self) -> Learner:
        return Learner.choosing(self._content, self.train, self.config)

    def _trained(self, content: Content) -> TrainedModel:
        interactions = self.simulated.interactions
        hash_of_data, ratings = data_hash(self.encoded.catalogue, interactions), int(self.train.rated.nnz)
        provenance = Provenance(hash_of_data, len(self.train.viewers), ratings, interactions.simulated)
        return TrainedModel(self.config, self.encoded, self._learner.model(content, self.train), provenance)

    @cached_property
    def followers(self) -> tuple[Follower, ...]:
        """The single-minded viewers of the other half who like what they follow, and could be shown more of it."""
        drivers = {(each.kind, each.name): each for each in self.simulated.drivers}
        truth = self.simulated.truth
        alone = truth[~truth[VIEWER].duplicated(keep=False)].set_index(VIEWER)
        rows = [k for k, viewer in enumerate(self.others.viewers) if viewer in alone.index]
        tastes = (alone.loc[self.others.viewers[k]] for k in rows)
        drivers_of = (drivers[taste["kind"], taste["name"]] for taste in tastes)
        followers = (self._follower(k, driver) for k, driver in zip(rows, drivers_of, strict=True))
        return tuple(each for each in followers if each.has_more)

    def _follower(self, row: int, driver: Driver) -> Follower:
        liked, disliked = self.others.likes[[row]].indices, self.others.dislikes[[row]].indices
        return Follower(liked, disliked, driver, np.array([film.id in driver.films for film in self.encoded.catalogue]))


def leading(world: PlantedWorld, progress: Progress = silent) -> list[dict[str, Any]]:
    """For each kind of taste, how often its modality leads, with real and with exchanged content.

    Returns:
        Rows as ``emde_core.artifacts.results.ResultRow`` has them: part "planted", subject the kind, metric "leads" or
        "leads_swapped", mean, low, high (95 %, over viewers), n.
    """
    kinds = list(dict.fromkeys(each.driver.kind for each in world.followers))
    swapped: dict[str, TrainedModel] = {}
    rows = []
    for k in progress(range(len(kinds)), "Planting tastes"):
        some = [each for each in world.followers if each.driver.kind == kinds[k]]
        modality = some[0].driver.modality
        if modality not in swapped:
            swapped[modality] = world.swapped(modality)
        for metric, trained in ((LEADS, world.trained), (SWAPPED, swapped[modality])):
            interval = Interval.of([each.leads(trained) for each in some])
            rows.append({"part": "planted", "subject": kinds[k], "metric": metric, **interval.to_dict()})
    return rows
