"""Simulated viewers with planted tastes: a stand-in where there are no ratings, and ground truth for explanations.

Each viewer follows one to three drivers, some also shun one:

| kind | example | carried by |
| --- | --- | --- |
| person | a director or actor | categorical |
| genre and decade | "Comedy, 1980s" | categorical |
| theme | a keyword, in a film's keywords or in the words of its plot | text |
| topic | films whose whole plots are near each other, given from outside | text |
| style | a label of how posters look, given from outside | image |

Each modality has as many followers as the others, and so has each kind among those of its modality.

A film's pull on a viewer is the sum of the weights of the drivers that it fits, doubled and cut at 1, so that a driver
with half of a viewer's weight pulls in full; shunned films push back likewise. The pull decides twice:

- which films are watched: the most of ``POPULARITY x popularity + ATTRACTION x |pull| + Gumbel noise``, which is
  drawing without replacement with odds that are the exponential of that sum;
- how they are rated: ``NEUTRAL + LOVE x pull - HATE x push + QUALITY x quality + noise``, rounded, 1 to 5.

A film that fits no driver is liked (4 or more) less than one time in five, by chance or quality. Popularity and quality
are drawn for each film and correlate, as in life.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import at_least
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.csv_text import csv_text
from emde_core.data.interactions import Interactions
from emde_core.data.readers.native import RATINGS, TRUTH
from emde_core.disk import replacement, write_file
from emde_core.errors import DataError
from emde_core.schema import CATEGORICAL, FILM, IMAGE, RATING, TEXT, TIME, VIEWER, FilmId

DriverKind = Literal["person", "genre and decade", "theme", "topic", "style"]
MODALITY: Mapping[DriverKind, str] = {
    "person": CATEGORICAL,
    "genre and decade": CATEGORICAL,
    "theme": TEXT,
    "topic": TEXT,
    "style": IMAGE,
}
TRUTH_COLUMNS = (VIEWER, "kind", "name", "weight", "modality")

FEWEST_FILMS = 4  # a driver that fits fewer can't be learned from ratings
LARGEST_SHARE = 0.25  # of the catalogue; a driver that fits more is no taste
DRIVERS_ODDS = (0.5, 0.3, 0.2)  # of following one, two, three
SHUNS = 0.25  # the share of viewers that shun a driver as well
POPULARITY, ATTRACTION = 0.8, 3.5
NEUTRAL, LOVE, HATE, QUALITY, NOISE = 2.6, 2.2, 1.4, 0.4, 0.7
MEDIAN_HISTORY, HISTORY_SPREAD, SHORTEST = 40, 0.5, 10  # films watched: log-normal
LONGEST_SHARE = 0.5  # of the catalogue
EPOCH, SPAN = 946_684_800, 315_360_000  # watched in ten years from the start of 2000, in seconds


@dataclass(frozen=True)
class Driver:
    """A trait to like or shun in films, and the ids of the films that have it."""

    kind: DriverKind
    name: str
    films: frozenset[FilmId]

    @property
    def modality(self) -> str:
        """The modality that carries it."""
        return MODALITY[self.kind]


@dataclass(frozen=True, eq=False)
class Simulation:
    """Simulated ratings and the tastes that made them.

    Attributes:
        interactions: the ratings, 1 to 5, marked as simulated.
        truth: a row a viewer and driver: viewer, kind, name, weight (a viewer's positive weights sum to 1; a negative
            one is shunned), modality.
        drivers: every driver that viewers could follow, with its films.
    """

    interactions: Interactions
    truth: pd.DataFrame
    drivers: tuple[Driver, ...]

    def write(self, folder: Path) -> None:
        """Write truth.csv and, beside it, ratings.parquet; ``read_native`` then knows that the viewers are simulated.

        Raises:
            StorageError: one of them can't be written.
        """
        write_file(folder / TRUTH, csv_text(self.truth))
        with replacement(folder / RATINGS[1]) as file:
            self.interactions.table.to_parquet(file, index=False)


def simulate(
    catalogue: Catalogue,
    viewers: int = 2000,
    seed: int = 0,
    styles: Mapping[FilmId, str] | None = None,
    drivers: Sequence[Driver] = (),
) -> Simulation:
    """Make viewers with planted tastes; the same arguments give the same ratings.

    Args:
        catalogue: the films that they watch.
        viewers: how many, at least 1.
        seed: of the generator, at least 0.
        styles: film id -> the visual style of its poster; without it no taste is for posters.
        drivers: what viewers may follow, instead of what the catalogue's own fields offer.

    Raises:
        ConfigError: a number is out of its range.
        DataError: no director, actor, genre and decade, theme or style is shared by enough films.
    """
    at_least("viewers", viewers, 1)
    at_least("seed", seed, 0)
    drivers = tuple(drivers) or planted_drivers(catalogue, styles or {})
    if not drivers:
        raise DataError(
            f"no director, actor, genre and decade, theme or style is shared by {FEWEST_FILMS} to {_most(catalogue)} "
            f"of the {len(catalogue)} films; viewers can't be simulated on so small or so bare a catalogue"
        )
    generator = np.random.default_rng(seed)
    weights = _tastes(drivers, viewers, generator)  # [viewers, drivers]
    fits = np.array([[film.id in driver.films for film in catalogue] for driver in drivers], dtype=float)
    pull = np.minimum(1, 2 * np.maximum(weights, 0) @ fits)  # [viewers, films]
    push = np.minimum(1, 2 * np.maximum(-weights, 0) @ fits)
    popularity = generator.normal(size=len(catalogue))
    quality = 0.5 * popularity + np.sqrt(0.75) * generator.normal(size=len(catalogue))
    viewings = _viewings(POPULARITY * popularity + ATTRACTION * np.maximum(pull, push), generator)
    mood = NEUTRAL + LOVE * pull - HATE * push + QUALITY * quality + generator.normal(0, NOISE, pull.shape)
    names = np.array([f"simulated-{k + 1}" for k in range(viewers)], dtype=object)
    return Simulation(
        Interactions.from_frame(_ratings(mood, viewings, names, catalogue, generator), "simulated", simulated=True),
        _truth(weights, drivers, names),
        drivers,
    )


def planted_drivers(catalogue: Catalogue, styles: Mapping[FilmId, str]) -> tuple[Driver, ...]:
    """Return every trait that enough films share, and not too many, for a viewer to be after it; by kind and name."""
    films_of: dict[tuple[DriverKind, str], set[FilmId]] = {}
    for film in catalogue:
        for key in _traits(film, styles):
            films_of.setdefault(key, set()).add(film.id)
    for theme, films in _in_plots(catalogue, [name for kind, name in films_of if kind == "theme"]):
        films_of["theme", theme] |= films
    drivers = (Driver(kind, name, frozenset(films)) for (kind, name), films in sorted(films_of.items()))
    return tuple(driver for driver in drivers if FEWEST_FILMS <= len(driver.films) <= _most(catalogue))


def _most(catalogue: Catalogue) -> int:
    """Return the largest number of films that a driver may fit."""
    return max(FEWEST_FILMS, int(LARGEST_SHARE * len(catalogue)))


def _traits(film: Film, styles: Mapping[FilmId, str]) -> Iterator[tuple[DriverKind, str]]:
    for person in dict.fromkeys((*film.directors, *film.cast)):
        yield "person", person
    if film.decade:
        for genre in film.genres:
            yield "genre and decade", f"{genre}, {film.decade}"
    for keyword in film.keywords:
        yield "theme", keyword.casefold()
    if film.id in styles:
        yield "style", styles[film.id]


def _in_plots(catalogue: Catalogue, themes: Sequence[str]) -> Iterator[tuple[str, set[FilmId]]]:
    """Yield each theme with the films whose plot has its words, as a run."""
    plots = [(film.id, f" {_plain(film.plot)} ") for film in catalogue]
    for theme in themes:
        phrase = f" {_plain(theme)} "
        if phrase.strip():
            yield theme, {film_id for film_id, plot in plots if phrase in plot}


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _tastes(drivers: Sequence[Driver], viewers: int, generator: np.random.Generator) -> Floats:
    """Draw weights [viewers, drivers]: the positive ones of a viewer sum to 1."""
    most = len(DRIVERS_ODDS)
    count = generator.choice(np.arange(1, most + 1), size=viewers, p=DRIVERS_ODDS)
    picks = _draw(drivers, (viewers, most), generator)
    share = generator.dirichlet(np.full(most, 4.0), size=viewers) * (np.arange(most) < count[:, None])
    rows = np.arange(viewers)
    weights = np.zeros((viewers, len(drivers)))
    np.add.at(weights, (rows[:, None], picks), share / share.sum(axis=1, keepdims=True))
    aversions = _draw(drivers, (viewers,), generator)
    shuns = (generator.random(viewers) < SHUNS) & (weights[rows, aversions] == 0)
    weights[rows[shuns], aversions[shuns]] = -generator.uniform(0.5, 1, size=int(shuns.sum()))
    return weights


def _draw(drivers: Sequence[Driver], shape: tuple[int, ...], generator: np.random.Generator) -> Ints:
    """Draw positions of drivers: modalities are equally likely, kinds within one, and drivers of one kind."""
    count = Counter(driver.kind for driver in drivers)
    kinds = Counter(MODALITY[kind] for kind in count)
    odds = np.array([1 / (count[driver.kind] * kinds[driver.modality] * len(kinds)) for driver in drivers])
    return generator.choice(len(drivers), size=shape, p=odds)


def _viewings(appeal: Floats, generator: np.random.Generator) -> Bools:
    """Draw the films that each viewer watches [viewers, films], without replacement, by appeal."""
    viewers, films = appeal.shape
    length = MEDIAN_HISTORY * np.exp(HISTORY_SPREAD * generator.normal(size=viewers))
    longest = max(1, int(LONGEST_SHARE * films))
    length = np.clip(length.astype(int), min(SHORTEST, longest), longest)
    order = np.argsort(-(appeal + generator.gumbel(size=appeal.shape)), axis=1)
    viewings = np.zeros(appeal.shape, dtype=bool)
    np.put_along_axis(viewings, order, np.arange(films) < length[:, None], axis=1)
    return viewings


def _ratings(
    mood: Floats,
    viewings: Bools,
    names: NDArray[np.object_],
    catalogue: Catalogue,
    generator: np.random.Generator,
) -> pd.DataFrame:
    rows, columns = np.nonzero(viewings)
    film_ids = np.array([film.id for film in catalogue], dtype=object)
    return pd.DataFrame(
        {
            VIEWER: names[rows],
            FILM: film_ids[columns],
            RATING: np.clip(np.rint(mood[rows, columns]), 1, 5),
            TIME: EPOCH + generator.integers(SPAN, size=len(rows)),
        }
    )


def _truth(weights: Floats, drivers: Sequence[Driver], names: NDArray[np.object_]) -> pd.DataFrame:
    rows, columns = np.nonzero(weights)
    tastes = [drivers[int(k)] for k in columns]
    values = (
        names[rows],
        [driver.kind for driver in tastes],
        [driver.name for driver in tastes],
        weights[rows, columns],
        [driver.modality for driver in tastes],
    )
    return pd.DataFrame(dict(zip(TRUTH_COLUMNS, values, strict=True)))
