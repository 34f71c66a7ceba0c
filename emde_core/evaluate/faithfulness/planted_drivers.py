"""Planted drivers: tastes that are known because they were made, which the explanation must find.

What was planted in a viewer need not be what the model learned to use, so it is asked first: the taste counts only if
intervening on the data shows it to be causal in the trained model.

- A modality: see ``emde_core.evaluate.planted_world``, where content is exchanged in training.
- A film, the one that fits in a history of films that do not, by a model of that world. It is causal if exchanging it
  costs a fitting film more than exchanging any other, and found if it is among the three largest contributions.
- A word is planted in the model's answer, as a wish for it, since trained models hardly hang on a word. It is causal if
  its removal, with the plot read anew, costs more than any other word's, and found if it is among the three largest
  word values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from emde_core.arrays import Ints
from emde_core.artifacts.prepared_catalogue import PreparedCatalogue
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.evaluate.faithfulness.bootstrap import Interval
from emde_core.evaluate.faithfulness.feature_removal import Features, Reading
from emde_core.evaluate.planted_world import Follower, PlantedWorld, leading
from emde_core.explain.case import Case
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.methods.score import score_contributions
from emde_core.explain.query import Query
from emde_core.explain.ranks import competing
from emde_core.model.trained import TrainedModel
from emde_core.progress import Progress, silent
from emde_core.schema import FilmId, Position

EXCHANGES = 4  # draws of other films
FEWEST_FILMS = 100
NOISE_FILMS = 11  # that do not fit, beside the one that does
TOP = 3
DOMINANT = 2.0  # times the largest other word's drop: how strongly a word is wished for


@dataclass(frozen=True)
class Planting:
    """A planted driver: is it causal in the trained model, and did the explanation find it?"""

    causal: bool
    hit: bool


def planted_driver_rows(
    prepared: PreparedCatalogue,
    config: Config,
    viewers: int,
    *,
    styles: Mapping[FilmId, str] | None = None,
    seed: int = 0,
    progress: Progress = silent,
) -> list[dict[str, Any]]:
    """Plant modalities and films; nothing in a catalogue of fewer than 100 films.

    Args:
        prepared: the films; their ratings are not used.
        config: the model's settings.
        viewers: in how many a film is planted.
        styles: as for ``planted_world.prepare_planted``.
        seed: of all that is drawn.
        progress: shows how far it has come.

    Returns:
        Rows: those of ``planted_world.leading``, and of ``counted`` for films.

    Raises:
        ConfigError: there is not to be a viewer, or the seed is no whole number of at least 0.
        DataError: the films have nothing in common that a viewer could follow.
    """
    at_least("viewers", viewers, 1)
    at_least("seed", seed, 0)
    if len(prepared.encoded.catalogue) < FEWEST_FILMS:
        return []
    world = PlantedWorld.of(prepared.encoded, config, styles, seed)
    generator = np.random.default_rng(seed)
    films = [planted_film(each, world.trained, generator) for each in world.followers[:viewers]]
    return [*leading(world, progress), *planting_rows("film", films)]


def planting_rows(kind: str, plantings: Iterable[Planting]) -> list[dict[str, Any]]:
    """Rows as ``planted_world.leading`` has them: "causal", of how many plantings that was, and "found", of those."""
    rows = list(plantings)
    numbers = {"causal": [each.causal for each in rows], "found": [each.hit for each in rows if each.causal]}
    return [
        {"part": "planted", "subject": kind, "metric": metric, **Interval.of(values).to_dict()}
        for metric, values in numbers.items()
    ]


def planted_film(follower: Follower, trained: TrainedModel, generator: np.random.Generator) -> Planting:
    """One of the viewer's fitting films among films that do not fit, all liked; the target is another that fits."""
    strangers = np.flatnonzero(~follower.fits & trained.model.scorable)
    noise = generator.choice(strangers, NOISE_FILMS, replace=False)
    fitting = follower.liked[follower.fits[follower.liked]]
    films = np.concatenate([[generator.choice(fitting)], noise])
    query = Query.of_positions(trained, films)
    targets = np.flatnonzero(follower.fits & competing(trained.model, follower.liked, follower.disliked))
    target = Position(int(targets[np.argmax(query.scores[targets])]))
    costs = [_exchange_cost(query.masked_histories, which, target, strangers, generator) for which in range(len(films))]
    values = score_contributions(Case(query, target))
    return Planting(int(np.argmax(costs)) == 0, 0 in np.argsort(-values, kind="stable")[:TOP])


def _exchange_cost(
    histories: MaskedHistories, which: int, target: Position, strangers: Ints, generator: np.random.Generator
) -> float:
    """Return what the target's score loses on average when one film of the history gives way to another."""
    cost = 0.0
    for stranger in generator.choice(np.setdiff1d(strangers, histories.positions), EXCHANGES, replace=False):
        positions = histories.positions.copy()
        positions[which] = stranger
        cost -= replace(histories, positions=positions).scores(np.ones((1, len(positions))))[0, target]
    return cost


def planted_word(features: Features, generator: np.random.Generator) -> Iterator[Planting]:
    """One of a plot's words, wished for; none where the plot has too few."""
    if features.count <= TOP:
        return
    word = int(generator.choice(features.owners))
    reading = wishing(features, word)
    values = replace(features, reading=reading).values
    causal = int(np.argmax(reading.drops(features.alone))) == word
    yield Planting(causal, word in np.argsort(-values, kind="stable")[:TOP])


def wishing(features: Features, word: int) -> Reading:
    """A plot as it is read by a viewer who wishes for one of its words, strongly."""
    reading, own = features.reading, features.owners == word
    counts = reading.part.atoms.only(own).counts()[0]
    wish = replace(reading, table=counts / np.linalg.norm(counts))
    strongest = np.abs(np.delete(reading.drops(features.alone), word)).max()
    strength = DOMINANT * strongest / wish.values[own].sum()
    return replace(reading, table=reading.table + strength * wish.table)
