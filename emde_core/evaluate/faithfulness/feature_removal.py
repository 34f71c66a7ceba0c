"""Words, categories and poster regions: the three that are said to matter most, taken out, against three at random.

They are taken out twice. *Exactly*: their atoms leave the film's sketch, and its length, the mean and everything else
stay; then the score changes by their values. *Really*: the film is read anew without them, as a film is read that never
had them (the plot without the words, a poster with painted patches), with a length of its own and, for words, other
sentences around what is left. The viewer and the film's ratings stay in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.stats import spearmanr

from emde_core.arrays import Bools, Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.data.posters import open_poster
from emde_core.explain.case import Case
from emde_core.modalities.base import Subject
from emde_core.modalities.categorical import LISTS, Category, categories_of
from emde_core.modalities.text import word_numbers
from emde_core.model.affinity import Affinity
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.film_reader import FilmReader
from emde_core.sketch.film_sketches import FilmSketches
from emde_core.sketch.portrait import ModalityPortrait, Portrait
from emde_core.text.words import is_function_word, without, words_of

SET_SIZE = 3  # features taken out at once
DRAWS = 5  # random sets that each film's three are compared with


@dataclass(frozen=True)
class Removal:
    """The effect of taking features out of one film.

    Attributes:
        kind: "words", "content words", "categories" or "regions".
        drop: of the score, in nats, when the film is read anew without the three strongest.
        random_drop: the mean over the random sets.
        wins: the share of random sets whose drop is smaller.
        exact_wins: the same by exact removal.
        error: the largest difference between exact removal and the sum of the values, over all sets.
        correlation: rank correlation of the values with the drops when the film is read anew without each one.
    """

    kind: str
    drop: float
    random_drop: float
    wins: float
    exact_wins: float
    error: float
    correlation: float


@dataclass(frozen=True, eq=False)
class Reading:
    """A film in one modality, as a viewer's history reads it.

    Attributes:
        part: the film's.
        table: g u, [D * W], what a unit in each bucket of the film's sketch adds to its score.
        mean: mu, [D * W].
        reader: reads other films alike.
    """

    part: ModalityPortrait
    table: Floats
    mean: Floats
    reader: FilmReader

    @property
    def values(self) -> Floats:
        """[A], what each atom adds."""
        return self.part.shares(self.table, self.mean)

    def exact_drop(self, mask: Bools) -> float:
        """Return what the score loses without some of the atoms [A], when the film's length and the mean stay."""
        rest = self.part.atoms.only(~mask)
        sketch = rest.counts()[0] / self.part.length - self.mean * rest.weights.sum() / self.part.total
        return float(self.table @ (self.part.unit - self.mean - sketch))

    def read(self, subjects: Sequence[Subject]) -> Floats:
        """[subjects, D * W], the sketches divided by their lengths of films that are read anew."""
        return FilmSketches(self.reader.read(subjects))[:]

    def drops(self, units: Floats) -> Floats:
        """[n], what the score loses when each sketch [n, D * W] stands in the film's place."""
        drops: Floats = (self.part.unit - units) @ self.table
        return drops


@dataclass(frozen=True, eq=False)
class Features:
    """The words, categories or regions of a film.

    Attributes:
        owners: [A], the number of the feature that each atom belongs to.
        count: n, how many features.
        reading: of their modality.
        without: the film less some features, by number.
    """

    owners: Ints
    count: int
    reading: Reading
    without: Callable[[Sequence[int]], Subject]

    @property
    def values(self) -> Floats:
        """[n], what each adds, as people are told."""
        return np.bincount(self.owners, self.reading.values, self.count).astype(np.float64)

    @cached_property
    def alone(self) -> Floats:
        """[n, D * W], the film's sketch, divided by its length, when it is read anew without each one."""
        return self.reading.read([self.without([k]) for k in range(self.count)])

    def compare(self, kind: str, candidates: Ints, generator: np.random.Generator) -> Removal:
        """The three strongest of some features, taken out, against sets of three of them."""
        values, alone = self.values, self.reading.drops(self.alone)
        strongest = candidates[np.argsort(-values[candidates], kind="stable")[:SET_SIZE]]
        sets = [strongest, *(generator.choice(candidates, SET_SIZE, replace=False) for _ in range(DRAWS))]
        drops = self.reading.drops(self.reading.read([self.without(each.tolist()) for each in sets]))
        exact = np.array([self.reading.exact_drop(np.isin(self.owners, each)) for each in sets])
        sums = np.array([values[each].sum() for each in sets])
        return Removal(
            kind=kind,
            drop=float(drops[0]),
            random_drop=float(drops[1:].mean()),
            wins=float((drops[0] > drops[1:]).mean()),
            exact_wins=float((exact[0] > exact[1:]).mean()),
            error=float(np.abs(sums - exact).max()),
            correlation=_rank_correlation(values[candidates], alone[candidates]),
        )


def features_of(case: Case) -> dict[str, Features]:
    """List the film's features by modality, as the case's viewer reads them; none by a model without atoms."""
    query, model, encoded = case.query, case.query.model, case.query.trained.encoded
    if not isinstance(model, Affinity):
        return {}
    portrait, weights, features = Portrait.of_catalogue(encoded, case.film), model.weights(query.rows), {}
    for m, modality in enumerate(model.modalities):
        if modality in portrait.by_modality and modality in TAKEN_OUT:
            table = model.gains[m, case.film] * (weights @ model.sketches[modality][query.positions])
            reading = Reading(portrait.by_modality[modality], table, model.means[modality], encoded.readers[modality])
            features[modality] = TAKEN_OUT[modality](portrait, reading)
    return features


def removals(features: Mapping[str, Features], film: Film, generator: np.random.Generator) -> Iterator[Removal]:
    """Remove features of every kind that the film has enough of."""
    for modality, each in features.items():
        for kind, candidates in _kinds(modality, each, film):
            if len(candidates) >= 2 * SET_SIZE:
                yield each.compare(kind, candidates, generator)


def _kinds(modality: str, features: Features, film: Film) -> Iterator[tuple[str, Ints]]:
    yield {TEXT: "words", CATEGORICAL: "categories", IMAGE: "regions"}[modality], np.arange(features.count)
    if modality == TEXT:
        words = [film.plot[span.start : span.end] for span in words_of(film.plot)]
        yield "content words", np.flatnonzero([not is_function_word(word) for word in words])


def _words(portrait: Portrait, reading: Reading) -> Features:
    film, spans = portrait.film, words_of(portrait.film.plot)

    def less(numbers: Sequence[int]) -> Subject:
        return Subject(film.model_copy(update={"plot": without(film.plot, *(spans[k] for k in numbers))}))

    return Features(word_numbers(film.plot, reading.part.atoms.places), len(spans), reading, less)


def _categories(portrait: Portrait, reading: Reading) -> Features:
    categories = categories_of(portrait.film)

    def less(numbers: Sequence[int]) -> Subject:
        return Subject(film_without(portrait.film, [categories[k] for k in numbers]))

    return Features(reading.part.atoms.places[:, 0], len(categories), reading, less)


def film_without(film: Film, categories: Sequence[Category]) -> Film:
    """A film less some of its categories; one less its decade has no year."""
    changes: dict[str, object] = {
        attribute: tuple(name for name in getattr(film, attribute) if (field, name) not in categories)
        for field, attribute in LISTS.items()
    }
    return film.model_copy(update=changes | ({"year": None} if ("decade", film.decade) in categories else {}))


def _regions(portrait: Portrait, reading: Reading) -> Features:
    places = reading.part.atoms.places
    poster = portrait.poster if isinstance(portrait.poster, Image.Image) else open_poster(Path(portrait.poster or ""))

    def less(numbers: Sequence[int]) -> Subject:
        return Subject(portrait.film, painted(poster, places[list(numbers)]))

    return Features(np.arange(len(places)), len(places), reading, less)


def painted(poster: Image.Image, places: Ints) -> Image.Image:
    """A poster with patches (row, column, rows, columns) in its mean colour."""
    pixels = np.array(poster)
    height, width, _ = pixels.shape
    mean = pixels.mean(axis=(0, 1)).round()
    for row, column, rows, columns in places.tolist():
        top, bottom = round(row * height / rows), round((row + 1) * height / rows)
        left, right = round(column * width / columns), round((column + 1) * width / columns)
        pixels[top:bottom, left:right] = mean
    return Image.fromarray(pixels)


Taking = Callable[[Portrait, Reading], Features]
TAKEN_OUT: dict[str, Taking] = {TEXT: _words, CATEGORICAL: _categories, IMAGE: _regions}


def _rank_correlation(values: Floats, drops: Floats) -> float:
    """Spearman's; nan where one of the two is constant."""
    if np.ptp(values) == 0 or np.ptp(drops) == 0:
        return float("nan")
    return float(spearmanr(values, drops).statistic)
