"""Planted drivers: tastes that are known because they were made, which the explanation must find.

Viewers are simulated who follow one neighbourhood of films in one modality's space, and a model is trained on them.
What was planted in a viewer need not be what the model learned to use, so it is asked first: the taste counts only if
intervening on the data shows it to be causal in the trained model.

- A modality is causal if giving the history films other films' plots (or categories, or posters) costs the driver's
  films at least a tenth more than doing so in any other modality. It is found if it has the largest share of the
  contributions to the top ten.
- A film, the one that fits in a history of films that do not, is causal if exchanging it costs a fitting film more than
  exchanging any other. It is found if it is among the three largest contributions.
- A word is planted in the model's answer, by wanting the buckets that it brings, since trained models hardly hang on a
  word. It is causal if its removal, encoded and hashed again, costs more than any other word's, and found if it is
  among the three largest word values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from emde_core.artifacts.prepared import Prepared
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Reactions
from emde_core.data.simulate import Driver, Kind, Simulated, simulate
from emde_core.encoders.base import Embeddings
from emde_core.explain.contributions import contributions
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.occlusions import OcclusionStore
from emde_core.explain.pool import Pool
from emde_core.explain.ranks import competing
from emde_core.explain.rivals import film_contributions
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.trained import TrainedModel, learn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CARRIED_BY: dict[str, Kind] = {TEXT: "theme", CATEGORICAL: "person", IMAGE: "style"}
NEIGHBOURHOODS = 12  # of each modality
SIMULATED = 3000  # viewers; four fifths to learn from
CLEARLY = 1.1  # times the next
EXCHANGES = 4  # draws of other films
FEWEST_FILMS = 100
NOISE_FILMS = 11  # that do not fit, beside the one that does
TOP, SHOWN = 10, 3
DOMINANT = 2.0  # times the largest other word's drop: how strongly a word is planted


@dataclass(frozen=True)
class Found:
    """For one kind of driver: of how many plantings it is causal, and of those, whether the explanation found it."""

    kind: str
    causal: tuple[float, ...]
    found: tuple[float, ...]


@dataclass(frozen=True)
class _Planted:
    """A viewer, what was planted, and the films outside the history that fit it."""

    pool: Pool
    driver: Driver
    fits: NDArray[np.bool_]  # [films]
    outside: NDArray[np.bool_]  # [films]


def planted(
    prepared: Prepared,
    config: Config,
    store: OcclusionStore,
    viewers: int,
    seed: int = 0,
    progress: Progress = silent,
) -> list[Found]:
    """Plant modalities, films and words, ``viewers`` of each; nothing in a catalogue of fewer than 100 films.

    Raises:
        ConfigError: there is not to be a viewer, or the seed is no whole number of at least 0.
    """
    at_least("viewers", viewers, 1)
    at_least("seed", seed, 0)
    if len(prepared.encoded.catalogue) < FEWEST_FILMS:
        return []
    simulated = simulate(
        prepared.encoded.catalogue, SIMULATED, seed, drivers=tuple(neighbourhoods(prepared, config, seed))
    )
    catalogue = prepared.encoded.catalogue
    reactions = Reactions.of(simulated.interactions, catalogue, config.like_at_least, config.dislike_at_most)
    held_out = np.arange(len(reactions.viewers)) % 5 == 0
    trained = learn(prepared.encoded, simulated.interactions, reactions.rows(~held_out), config)
    asked = list(_single_minded(simulated, trained, reactions.rows(held_out)))[:viewers]
    generator = np.random.default_rng(seed)
    answers: dict[str, list[tuple[bool, bool]]] = {"modality": [], "film": [], "word": []}
    for k in progress(range(len(asked)), "Planting tastes"):
        answers["modality"].append(_modality(asked[k], generator))
        answers["film"].append(_film(asked[k], generator))
        answers["word"].append(_word(asked[k], store, generator))
    return [_counted(kind, given) for kind, given in answers.items()]


def neighbourhoods(prepared: Prepared, config: Config, seed: int) -> Iterator[Driver]:
    """Clusters of films in each modality's space (k-means on directions)."""
    films = prepared.encoded.catalogue.films
    for modality, kind in CARRIED_BY.items():
        embeddings = prepared.encoded.embeddings[modality]
        if modality not in config.modalities or embeddings.present.sum() < NEIGHBOURHOODS:
            continue
        for number, members in enumerate(_clusters(embeddings, seed)):
            yield Driver(kind, f"{modality} {number}", frozenset(films[k].id for k in members))


def _clusters(embeddings: Embeddings, seed: int) -> Iterator[Ints]:
    from sklearn.cluster import KMeans

    present = np.flatnonzero(embeddings.present)
    vectors = embeddings.vectors[present] - embeddings.vectors[present].mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.finfo(float).tiny)
    labels = KMeans(NEIGHBOURHOODS, n_init=4, random_state=seed).fit_predict(vectors)
    for number in range(NEIGHBOURHOODS):
        yield present[labels == number]


def _single_minded(simulated: Simulated, trained: TrainedModel, reactions: Reactions) -> Iterator[_Planted]:
    """The viewers that follow one driver and nothing else."""
    catalogue = trained.encoded.catalogue
    drivers = {driver.name: driver for driver in simulated.drivers}
    followed = simulated.truth.groupby("viewer")["name"].agg(list)
    for viewer, name in enumerate(reactions.viewers):
        if len(followed.get(name, ())) != 1:
            continue
        driver = drivers[followed[name][0]]
        liked, disliked = reactions.likes[[viewer]].indices, reactions.dislikes[[viewer]].indices
        films = np.concatenate([liked, disliked]).astype(np.int64)
        fits = np.array([film.id in driver.films for film in catalogue])
        outside = competing(trained.readout, films)
        if fits[liked].any() and (fits & outside).any():
            pool = Pool(trained, films, np.repeat([0, 1], [len(liked), len(disliked)]))
            yield _Planted(pool, driver, fits, outside)


def _modality(planted: _Planted, generator: np.random.Generator) -> tuple[bool, bool]:
    pool = planted.pool
    model, readout = pool.trained.model, pool.trained.readout
    wanted = readout.layout.modalities.index(planted.driver.modality)
    rest = planted.outside & ~planted.fits
    affinity = np.asarray(
        readout.matrix[planted.fits & planted.outside].mean(axis=0) - readout.matrix[rest].mean(axis=0)
    ).ravel()

    def felt(positions: Ints) -> float:
        return float(affinity @ model.logits(readout.layout.input_sketch(positions)))

    costs = np.zeros(len(readout.layout.modalities))
    for m in range(len(costs)):
        for _ in range(EXCHANGES):
            strangers = generator.choice(len(readout.codes), len(pool.films), replace=False)
            exchanged = pool.positions.copy()
            exchanged[:, m] = Pool(pool.trained, strangers, pool.blocks).positions[:, m]
            costs[m] += (felt(pool.positions) - felt(exchanged)) / EXCHANGES
    others = np.delete(costs, wanted)
    causal = costs[wanted] > 0 and costs[wanted] >= CLEARLY * others.max(initial=0)
    scores = np.where(planted.outside, pool.scores(np.ones((1, len(pool.films))))[0], -np.inf)
    directions = np.array([readout.direction(int(film)) for film in np.argsort(-scores, kind="stable")[:TOP]])
    shares = np.sum([part.values.sum(axis=0) for part in contributions(model, pool.positions, directions)], axis=0)
    return bool(causal), int(np.argmax(shares)) == wanted


def _film(planted: _Planted, generator: np.random.Generator) -> tuple[bool, bool]:
    """One of the viewer's fitting films among films that do not fit, all liked; the target is another that fits."""
    trained = planted.pool.trained
    strangers = np.flatnonzero(~planted.fits & trained.readout.known)
    noise = generator.choice(strangers, NOISE_FILMS, replace=False)
    liked = planted.pool.films[(planted.pool.blocks == 0) & planted.fits[planted.pool.films]]
    films = np.concatenate([[generator.choice(liked)], noise])
    pool = Pool(trained, films, np.zeros(len(films), dtype=np.int64))
    targets = np.flatnonzero(planted.fits & planted.outside)
    target = targets[np.argmax(pool.scores(np.ones((1, len(films))))[0][targets])]
    costs = [_exchange_cost(pool, which, int(target), strangers, generator) for which in range(len(films))]
    values = film_contributions(pool, np.array([target]))[:, 0]
    return int(np.argmax(costs)) == 0, 0 in np.argsort(-values, kind="stable")[:SHOWN]


def _exchange_cost(pool: Pool, which: int, target: int, strangers: Ints, generator: np.random.Generator) -> float:
    """What the target's score loses on average when one film of the history gives way to another."""
    cost = 0.0
    for stranger in generator.choice(np.setdiff1d(strangers, pool.films), EXCHANGES, replace=False):
        films = pool.films.copy()
        films[which] = stranger
        other = Pool(pool.trained, films, pool.blocks)
        cost -= other.scores(np.ones((1, len(films))))[0, target]
    return cost


def _word(planted: _Planted, store: OcclusionStore, generator: np.random.Generator) -> tuple[bool, bool]:
    """A word of the top film's plot, planted by making the viewer want the buckets that it brings."""
    pool = planted.pool
    scores = np.where(planted.outside, pool.scores(np.ones((1, len(pool.films))))[0], -np.inf)
    film = FilmFeatures.of(pool.trained, store, int(np.argmax(scores)))
    occluded = film.words
    if occluded is None or len(occluded.features) <= SHOWN:
        return False, False
    logits = pool.trained.model.logits(pool.trained.readout.layout.input_sketch(pool.positions))
    reader = film.reader(TEXT, logits)
    whole, *variants = reader.dlsh.codes(np.concatenate([occluded.whole[None], occluded.variants]))
    drops = _drops(reader.table, whole, variants)
    word = int(generator.integers(len(variants)))
    rows = np.flatnonzero(whole != variants[word])
    weight = 1 / (np.array(variants) != whole).sum(axis=0)[rows]  # less where other words are felt as well
    wish = np.zeros_like(reader.table)
    wish[rows, whole[rows]], wish[rows, variants[word][rows]] = weight, -weight
    strength = DOMINANT * np.abs(drops).max() / max(2 * weight.sum(), np.finfo(float).tiny)
    table = reader.table + strength * wish
    values = np.array([f.value for f in occluded.values(replace(reader, table=table))])
    causal = len(rows) > 0 and int(np.argmax(_drops(table, whole, variants))) == word
    return causal, word in np.argsort(-values, kind="stable")[:SHOWN]


def _drops(table: Floats, whole: Ints, variants: Sequence[Ints]) -> Floats:
    """How much lower hard codes [D] read than the whole film's, [variants]."""
    rows = np.arange(len(table))
    return np.array([table[rows, whole].sum() - table[rows, variant].sum() for variant in variants])


def _counted(kind: str, answers: Sequence[tuple[bool, bool]]) -> Found:
    return Found(
        kind,
        tuple(float(causal) for causal, _ in answers),
        tuple(float(found) for causal, found in answers if causal),
    )
