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
from numpy.typing import NDArray

from emde_core.artifacts.prepared import Prepared
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.evaluate.faithfulness.case import pool_of
from emde_core.evaluate.faithfulness.feature_removal import Features, Reading
from emde_core.evaluate.faithfulness.intervals import Interval
from emde_core.evaluate.planted_world import Follower, PlantedWorld, leading
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.explain.rank_margin import film_contributions
from emde_core.explain.ranks import competing
from emde_core.model.trained import TrainedModel
from emde_core.progress import Progress, silent

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
EXCHANGES = 4  # draws of other films
FEWEST_FILMS = 100
NOISE_FILMS = 11  # that do not fit, beside the one that does
SHOWN = 3
DOMINANT = 2.0  # times the largest other word's drop: how strongly a word is wished for


@dataclass(frozen=True)
class Planting:
    """Whether what was planted is causal in the trained model, and whether the explanation found it."""

    causal: bool
    found: bool


def planted(
    prepared: Prepared,
    config: Config,
    viewers: int,
    *,
    styles: Mapping[str, str] | None = None,
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
    return [*leading(world, progress), *counted("film", films)]


def counted(kind: str, plantings: Iterable[Planting]) -> list[dict[str, Any]]:
    """Rows as ``planted_world.leading`` has them: "causal", of how many plantings that was, and "found", of those."""
    listed = list(plantings)
    measured = {"causal": [each.causal for each in listed], "found": [each.found for each in listed if each.causal]}
    return [
        {"part": "planted", "subject": kind, "metric": metric, **Interval.of(values).to_dict()}
        for metric, values in measured.items()
    ]


def planted_film(follower: Follower, trained: TrainedModel, generator: np.random.Generator) -> Planting:
    """One of the viewer's fitting films among films that do not fit, all liked; the target is another that fits."""
    strangers = np.flatnonzero(~follower.fits & trained.model.known)
    noise = generator.choice(strangers, NOISE_FILMS, replace=False)
    fitting = follower.liked[follower.fits[follower.liked]]
    films = np.concatenate([[generator.choice(fitting)], noise])
    pool = pool_of(trained.model, films, np.array([], dtype=np.int64))
    targets = np.flatnonzero(follower.fits & competing(trained.model, follower.liked, follower.disliked))
    target = int(targets[np.argmax(pool.scores(np.ones((1, len(films))))[0][targets])])
    costs = [_exchange_cost(pool, which, target, strangers, generator) for which in range(len(films))]
    values = film_contributions(pool, np.array([target]))[:, 0]
    return Planting(int(np.argmax(costs)) == 0, 0 in np.argsort(-values, kind="stable")[:SHOWN])


def _exchange_cost(
    pool: MaskedHistories, which: int, target: int, strangers: Ints, generator: np.random.Generator
) -> float:
    """What the target's score loses on average when one film of the history gives way to another."""
    cost = 0.0
    for stranger in generator.choice(np.setdiff1d(strangers, pool.films), EXCHANGES, replace=False):
        films = pool.films.copy()
        films[which] = stranger
        cost -= replace(pool, films=films).scores(np.ones((1, len(films))))[0, target]
    return cost


def planted_word(features: Features, generator: np.random.Generator) -> Iterator[Planting]:
    """One of a plot's words, wished for; none where the plot has too few."""
    if features.count <= SHOWN:
        return
    word = int(generator.choice(features.owners))
    reading = wishing(features, word)
    values = replace(features, reading=reading).values
    causal = int(np.argmax(reading.drops(features.alone))) == word
    yield Planting(causal, word in np.argsort(-values, kind="stable")[:SHOWN])


def wishing(features: Features, word: int) -> Reading:
    """A plot as it is read by a viewer who wishes for one of its words, strongly."""
    reading, own = features.reading, features.owners == word
    counts = reading.part.atoms.only(own).counts()[0]
    wish = replace(reading, table=counts / np.linalg.norm(counts))
    strongest = np.abs(np.delete(reading.drops(features.alone), word)).max()
    strength = DOMINANT * strongest / wish.values[own].sum()
    return replace(reading, table=reading.table + strength * wish.table)
