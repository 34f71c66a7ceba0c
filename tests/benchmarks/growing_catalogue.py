"""A catalogue of any size, made up: heavy-tailed popularity, people and genres, plots, and ratings that follow tastes.

The same sizes and seed give the same files. Films and ratings are written as they are made: memory grows with the
number of films and viewers, by some bytes for each, and not with the number of ratings.

- A film takes its genres, countries and languages from a film of the demo, so that they go together as in life. Its
  plot is runs of words out of the demo's plots of its first genre: words that the language model knows, cheap to make.
- People are drawn by preferential attachment (Yule and Simon): a credit is a newcomer's with odds ``NEWCOMERS``, else
  that of a credit drawn evenly among the genre's earlier ones, so that who has many films gets more.
- Popularity is log-normal, with a spread somewhat above that of ML-100K and ML-1M: larger catalogues have longer tails.
- A viewer loves one genre and shuns another. Half of what a viewer watches is of the loved genre, and all of it is
  drawn by popularity. Liking follows the rule of ``emde_core.data.simulate``, whose matrices of all viewers by all
  films do not grow so far.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from emde_core.arrays import Floats, Ints
from emde_core.assets_dir import DEMO
from emde_core.checks import at_least
from emde_core.data.catalogue import Film
from emde_core.data.readers.native import FILMS, RATINGS, TRUTH
from emde_core.data.simulate import EPOCH, HATE, LONGEST_SHARE, LOVE, NEUTRAL, NOISE, QUALITY, SPAN, TRUTH_COLUMNS
from emde_core.errors import ConfigError
from emde_core.schema import CATEGORICAL, FILM, RATING, TIME, VIEWER

NEWCOMERS = 0.4  # the share of credits that are a person's first
CAST = 5
RUN = 6  # words of one plot of the demo that stay together
SPREAD = 1.5  # of the log of popularity; 1.2 to 1.3 in ML-100K and ML-1M, more in larger ones
HISTORY_SPREAD = 0.8  # of the log of how many films a viewer rates
LOVED_SHARE = 0.5  # of what a viewer watches is of the loved genre
VIEWERS_AT_ONCE = 1000
SCHEMA = pa.schema([(VIEWER, pa.string()), (FILM, pa.string()), (RATING, pa.float32()), (TIME, pa.int64())])


@dataclass(frozen=True)
class GrowingCatalogue:
    """A catalogue to write, of exactly so many films, viewers and ratings.

    Attributes:
        films, viewers, ratings: how many; a viewer rates 1 film at least and ``LONGEST_SHARE`` of them at most.
        plot_words: the words of a plot, about; 0 for no plots, so that no language model is needed.
        seed: of all that is drawn.

    Raises:
        ConfigError: a number is out of its range, or the ratings are too few or too many for so many viewers and films.
    """

    films: int
    viewers: int
    ratings: int
    plot_words: int = 24
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("films", 40), ("viewers", 1), ("ratings", 1), ("plot_words", 0), ("seed", 0)):
            at_least(name, getattr(self, name), least)
        most = self.viewers * self._longest
        if not self.viewers <= self.ratings <= most:
            raise ConfigError(f"ratings must be {self.viewers:,} to {most:,}, found {self.ratings:,}")

    def write(self, folder: Path) -> None:
        """Write films.jsonl, ratings.parquet and truth.csv, which ``emde prepare --data`` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / FILMS[0]).open("w", encoding="utf-8") as file:
            for record in self.film_records():
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        with parquet.ParquetWriter(folder / RATINGS[1], SCHEMA) as writer:
            for columns in self.rating_tables():
                writer.write_table(columns)
        with (folder / TRUTH).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(TRUTH_COLUMNS)
            for viewer, (loved, shunned) in enumerate(self._tastes):
                rows.writerow((f"v{viewer}", "genre", self._genres[loved], 1.0, CATEGORICAL))
                rows.writerow((f"v{viewer}", "genre", self._genres[shunned], -1.0, CATEGORICAL))

    def film_records(self) -> Iterator[dict[str, object]]:
        """Yield the films' records, one after another."""
        generator = self._generator("films")
        people = _People(generator)
        words = _words_by_genre(self._models)
        for k, parent in enumerate(self._parents):
            model = self._models[parent]
            genre = model.genres[0]
            yield {
                "id": str(k),
                "title": f"{genre} {k}",
                "year": int(generator.integers(1930, 2024)),
                "genres": model.genres,
                "countries": model.countries,
                "languages": model.languages,
                "directors": people.credits("directors", genre, 1),
                "cast": people.credits("cast", genre, CAST),
                "plot": _plot(words[genre], self.plot_words, generator),
            }

    def rating_tables(self) -> Iterator[pa.Table]:
        """Yield the ratings of ``VIEWERS_AT_ONCE`` viewers after another; no viewer rates a film twice."""
        generator = self._generator("ratings")
        for start in range(0, self.viewers, VIEWERS_AT_ONCE):
            viewers = np.arange(start, min(start + VIEWERS_AT_ONCE, self.viewers))
            rows, films = self._viewings(viewers, generator)
            likings = self._likings(rows, films) + generator.normal(0, NOISE, len(rows))
            values = np.clip(np.rint(likings), 1, 5)
            times = EPOCH + generator.integers(SPAN, size=len(rows))
            names = [pa.array(np.char.add(prefix, each.astype(str))) for prefix, each in (("v", rows), ("", films))]
            yield pa.table([*names, values, times], SCHEMA)

    def _viewings(self, viewers: Ints, generator: np.random.Generator) -> tuple[Ints, Ints]:
        """Draw what these viewers watch: viewer and film of each rating."""
        wanted = self._lengths[viewers]
        keys = np.zeros(0, dtype=np.int64)  # viewer * films + film
        missing = wanted.copy()
        while missing.any():
            rows = np.repeat(viewers, 2 * missing)
            draws = np.concatenate([keys, rows * self.films + self._draw(rows, generator)])
            _, first = np.unique(draws, return_index=True)
            draws = draws[np.sort(first)]
            draws = draws[np.argsort(draws // self.films, kind="stable")]  # by viewer, each in the order of drawing
            counts = np.bincount(draws // self.films - viewers[0], minlength=len(viewers))
            place = np.arange(len(draws)) - np.repeat(np.cumsum(counts) - counts, counts)
            keys = draws[place < np.repeat(wanted, counts)]
            missing = wanted - np.minimum(counts, wanted)
        return keys // self.films, keys % self.films

    def _draw(self, rows: Ints, generator: np.random.Generator) -> Ints:
        """Draw a film for each row's viewer by popularity, often among those of the loved genre."""
        films = np.searchsorted(self._popularity_sums, generator.random(len(rows)), side="right")
        loved = np.where(generator.random(len(rows)) < LOVED_SHARE, self._tastes[rows, 0], -1)
        for genre, (members, sums) in enumerate(self._popularity_in_genres):
            mask = loved == genre
            films[mask] = members[np.searchsorted(sums, generator.random(int(mask.sum())), side="right")]
        return films

    def _likings(self, rows: Ints, films: Ints) -> Floats:
        loved, shunned = (self._has_genre[self._parents[films], self._tastes[rows, side]] for side in (0, 1))
        likings: Floats = NEUTRAL + LOVE * loved - HATE * (shunned & ~loved) + QUALITY * self._quality[films]
        return likings

    def _generator(self, use: str) -> np.random.Generator:
        """Return a generator of its own for each use, so that none depends on how far another has come."""
        return np.random.default_rng([self.seed, *use.encode()])

    @property
    def _longest(self) -> int:
        return max(1, int(LONGEST_SHARE * self.films))

    @cached_property
    def _models(self) -> tuple[Film, ...]:
        """The demo's films that have genres and a plot."""
        lines = (DEMO / FILMS[0]).read_text(encoding="utf-8").splitlines()
        films = (Film.model_validate_json(line) for line in lines)
        return tuple(film for film in films if film.genres and film.plot)

    @cached_property
    def _genres(self) -> tuple[str, ...]:
        return tuple(sorted({genre for film in self._models for genre in film.genres}))

    @cached_property
    def _has_genre(self) -> np.ndarray:
        """[the demo's films, genres]."""
        return np.array([[genre in film.genres for genre in self._genres] for film in self._models])

    @cached_property
    def _parents(self) -> Ints:
        """The film of the demo that each film takes its genres from."""
        return self._generator("parents").integers(len(self._models), size=self.films)

    @cached_property
    def _popularity(self) -> Floats:
        return np.exp(SPREAD * self._generator("popularity").normal(size=self.films))

    @cached_property
    def _quality(self) -> Floats:
        """Quality correlates with popularity, as in ``simulate``."""
        noise = self._generator("quality").normal(size=self.films)
        return 0.5 * np.log(self._popularity) / SPREAD + np.sqrt(0.75) * noise

    @cached_property
    def _popularity_sums(self) -> Floats:
        return _sums(self._popularity)

    @cached_property
    def _popularity_in_genres(self) -> list[tuple[Ints, Floats]]:
        """By genre, its films and their popularity summed up; where it has none, all films."""
        members = (np.flatnonzero(self._has_genre[self._parents, genre]) for genre in range(len(self._genres)))
        every = np.arange(self.films)
        return [(m, _sums(self._popularity[m])) for m in (each if len(each) else every for each in members)]

    @cached_property
    def _tastes(self) -> Ints:
        """[viewers, 2]: the genre that a viewer loves, as often as the demo's films have it, and the one shunned."""
        generator, genres = self._generator("tastes"), len(self._genres)
        share = self._has_genre.sum(axis=0) / self._has_genre.sum()
        loved = generator.choice(genres, size=self.viewers, p=share)
        shunned = (loved + generator.integers(1, genres, size=self.viewers)) % genres
        return np.column_stack([loved, shunned])

    @cached_property
    def _lengths(self) -> Ints:
        """Ratings of each viewer: log-normal, each within its bounds, and exactly ``ratings`` in all."""
        weights = np.exp(HISTORY_SPREAD * self._generator("lengths").normal(size=self.viewers))
        lengths = np.clip((weights * self.ratings / weights.sum()).astype(np.int64), 1, self._longest)
        while difference := self.ratings - int(lengths.sum()):
            open_to = np.flatnonzero(lengths < self._longest if difference > 0 else lengths > 1)
            step = -(-abs(difference) // len(open_to))
            change = np.full(len(open_to), step)
            change[abs(difference) // step :] = 0  # no more of them than are needed
            lengths[open_to] = np.clip(lengths[open_to] + np.sign(difference) * change, 1, self._longest)
        return lengths


class _People:
    """Who made the films so far: each credit of a genre stands in its list as often as it was given."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator
        self._credits: dict[tuple[str, str], list[int]] = {}
        self._count = 0

    def credits(self, role: str, genre: str, count: int) -> list[str]:
        """Draw a film's people in a role, each once."""
        earlier = self._credits.setdefault((role, genre), [])
        draws = zip(self._generator.random(count).tolist(), self._generator.random(count).tolist(), strict=True)
        crew = dict.fromkeys(self._draw(earlier, odds, place) for odds, place in draws)
        earlier.extend(crew)
        return [f"Person {number}" for number in crew]

    def _draw(self, earlier: list[int], odds: float, place: float) -> int:
        if earlier and odds >= NEWCOMERS:
            return earlier[int(place * len(earlier))]
        self._count += 1
        return self._count


def _words_by_genre(models: tuple[Film, ...]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for film in models:
        words.setdefault(film.genres[0], []).extend(film.plot.split())
    return words


def _plot(words: list[str], count: int, generator: np.random.Generator) -> str:
    runs = -(-count // RUN)
    starts = generator.integers(max(len(words) - RUN, 1), size=runs).tolist()
    return " ".join(word for start in starts for word in words[start : start + RUN])


def _sums(weights: Floats) -> Floats:
    """Return running sums that end above every draw from 0 to 1."""
    sums = np.cumsum(weights)
    sums /= sums[-1]
    sums[-1] = np.inf
    return sums
