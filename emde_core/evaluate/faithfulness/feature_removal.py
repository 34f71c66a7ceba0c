"""Words, categories and poster regions: the three that are said to matter most, taken out, against three at random.

The film is encoded and hashed again without them, with hard codes, as the recommender itself would; the viewer stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from emde_core.data.posters import open_poster
from emde_core.encoders.categorical import categories_of
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.explain.features import Feature, Occluded, WordValue
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.occlusions import OcclusionStore
from emde_core.explain.words import Span, without, words_of
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.dlsh import DLSH

Floats = NDArray[np.float64]
TAKEN = 3  # features taken out at once
DRAWS = 5  # random sets that each film's three are compared with
Encode = Callable[[Sequence[Sequence[int]]], Floats]
"""Embeddings [sets, dim] of the film without each set of its features, which are given by number."""


@dataclass(frozen=True)
class Removal:
    """What taking features out of one film did.

    Attributes:
        kind: "words", "phrases", "categories" or "regions".
        drop: of the score, without the three strongest, in nats.
        random_drop: mean over the random sets.
        wins: the share of random sets whose drop is smaller.
        ties: the share whose drop is the same.
        codes_changed: the share of the modality's codes that change without the three strongest.
        correlation: rank correlation of the values shown with the drops when each feature alone is taken out.
    """

    kind: str
    drop: float
    random_drop: float
    wins: float
    ties: float
    codes_changed: float
    correlation: float


def removals(case: Case, store: OcclusionStore, context: Context) -> list[Removal]:
    """Of every kind that the recommended film has enough features of."""
    generator = np.random.default_rng(context.seed_of(case))
    film = FilmFeatures.of(case.pool.trained, store, case.film)
    found = [
        _phrases(case, film, generator),
        _words(case, film),
        _categories(case, film, generator),
        _regions(case, film, generator),
    ]
    return [removal for removal in found if removal is not None]


@dataclass(frozen=True)
class _Hard:
    """A film's score in one modality as the recommender reads it: by hard codes."""

    dlsh: DLSH
    table: Floats

    def drops(self, whole: Floats, variants: Floats) -> Floats:
        codes = self.dlsh.codes(np.concatenate([whole[None], variants]))
        scores = self.table[np.arange(len(self.table)), codes].sum(axis=1)
        return scores[0] - scores[1:]

    def changed(self, whole: Floats, variant: Floats) -> float:
        one, other = self.dlsh.codes(np.stack([whole, variant]))
        return float((one != other).mean())


def _hard(case: Case, film: FilmFeatures, modality: str) -> tuple[_Hard, Callable[[Occluded[Feature]], Floats]]:
    """The hard reading, and the shown values of features, for the case's viewer."""
    trained = case.pool.trained
    logits = trained.model.logits(trained.readout.layout.input_sketch(case.pool.positions))
    reader = film.reader(modality, logits)
    return _Hard(reader.dlsh, reader.table), lambda occluded: np.array([f.value for f in occluded.values(reader)])


def _compared(
    kind: str, hard: _Hard, occluded: Occluded[Feature], values: Floats, strongest: Floats, randoms: Floats
) -> Removal:
    """From the embeddings without the strongest three [dim], and without sets drawn at random [sets, dim]."""
    drops = hard.drops(occluded.whole, np.concatenate([strongest[None], randoms]))
    return Removal(
        kind=kind,
        drop=float(drops[0]),
        random_drop=float(drops[1:].mean()),
        wins=float((drops[0] > drops[1:]).mean()),
        ties=float((drops[0] == drops[1:]).mean()),
        codes_changed=hard.changed(occluded.whole, strongest),
        correlation=_correlation(hard, occluded, values),
    )


def _correlation(hard: _Hard, occluded: Occluded[Feature], values: Floats) -> float:
    some = occluded.possible
    drops = hard.drops(occluded.whole, occluded.variants[some])
    if len(drops) < TAKEN or np.ptp(drops) == 0 or np.ptp(values[some]) == 0:
        return float("nan")
    return float(spearmanr(values[some], drops).statistic)


def _phrases(case: Case, film: FilmFeatures, generator: np.random.Generator) -> Removal | None:
    occluded = film.phrases
    if occluded is None or len(occluded.features) < 2 * TAKEN:
        return None
    trained = case.pool.trained
    plot = trained.encoded.catalogue.films[case.film].plot
    hard, valued = _hard(case, film, TEXT)
    values = valued(occluded)
    top = [occluded.features[k] for k in np.argsort(-values, kind="stable")[:TAKEN]]
    sets = [[Span(f.start, f.end) for f in top], *(_spans_like(plot, top, generator) for _ in range(DRAWS))]
    vectors = trained.encoded.text.encode_texts([without(plot, *spans) for spans in sets])
    return _compared("phrases", hard, occluded, values, vectors[0], vectors[1:])


def _spans_like(plot: str, phrases: Sequence[WordValue], generator: np.random.Generator) -> list[Span]:
    """Runs of words anywhere in the plot, as long as these phrases, that do not overlap."""
    words = words_of(plot)
    lengths = [len(words_of(phrase.text)) for phrase in phrases]
    while True:
        starts = [int(generator.integers(len(words) - length + 1)) for length in lengths]
        taken = [set(range(start, start + length)) for start, length in zip(starts, lengths, strict=True)]
        if len(set().union(*taken)) == sum(lengths):
            return [Span(words[s].start, words[s + n - 1].end) for s, n in zip(starts, lengths, strict=True)]


def _words(case: Case, film: FilmFeatures) -> Removal | None:
    """Words one at a time only: how well the values shown agree with hard occlusion."""
    occluded = film.words
    if occluded is None or len(occluded.features) < TAKEN:
        return None
    hard, valued = _hard(case, film, TEXT)
    nothing = float("nan")
    correlation = _correlation(hard, occluded, valued(occluded))
    return Removal("words", nothing, nothing, nothing, nothing, nothing, correlation)


def _categories(case: Case, film: FilmFeatures, generator: np.random.Generator) -> Removal | None:
    encoder = case.pool.trained.encoded.categorical
    categories = categories_of(case.pool.trained.encoded.catalogue.films[case.film])

    def encode(sets: Sequence[Sequence[int]]) -> Floats:
        left = [[c for k, c in enumerate(categories) if k not in gone] for gone in sets]
        return encoder.encode_categories(left).vectors

    return _numbered("categories", case, film, CATEGORICAL, film.categories, encode, generator)


def _regions(case: Case, film: FilmFeatures, generator: np.random.Generator) -> Removal | None:
    catalogue, encoder = case.pool.trained.encoded.catalogue, case.pool.trained.encoded.image
    path = catalogue.poster_path(catalogue.films[case.film])
    if path is None:
        return None
    poster = open_poster(path)
    return _numbered(
        "regions", case, film, IMAGE, film.regions, lambda sets: encoder.without_patches(poster, sets), generator
    )


def _numbered(
    kind: str,
    case: Case,
    film: FilmFeatures,
    modality: str,
    occluded: Occluded[Feature] | None,
    encode: Encode,
    generator: np.random.Generator,
) -> Removal | None:
    """Features that are taken out by number; some are always left."""
    if occluded is None or len(occluded.features) < 2 * TAKEN:
        return None
    hard, valued = _hard(case, film, modality)
    values = valued(occluded)
    count = len(values)
    sets = [np.argsort(-values, kind="stable")[:TAKEN].tolist()]
    sets += [generator.choice(count, TAKEN, replace=False).tolist() for _ in range(DRAWS)]
    vectors = encode(sets)
    return _compared(kind, hard, occluded, values, vectors[0], vectors[1:])
