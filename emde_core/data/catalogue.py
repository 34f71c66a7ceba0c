"""The films: their fields, and how a film is looked up by id or by name."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

import numpy as np
import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, create_model

from emde_core.checks import has_columns
from emde_core.data import cells
from emde_core.data.poster_folders import PosterFolders
from emde_core.errors import DataError, FilmNameError
from emde_core.limits import LIMITS
from emde_core.schema import FilmId, Position
from emde_core.summary import few, summary
from emde_core.text.title_index import TitleIndex
from emde_core.text.title_keys import identity_key
from emde_core.text.titles import split_year
from emde_core.text.words import words_of

Source = TypeVar("Source")

NEAREST = 5
MAX_TITLE = LIMITS.title.most
NEEDED = ("id", "title")  # all other fields of a film may be missing
LATER = ("also_ids", "writers", "composers", "studios")  # fields that catalogues of before lack: they keep their hash


Names = Annotated[tuple[str, ...], BeforeValidator(cells.names)]
Text = Annotated[str, BeforeValidator(cells.text)]
Identifier = Annotated[str | None, BeforeValidator(cells.identifier)]


class Film(BaseModel):
    """One film. Everything but id and title may be missing; a missing text is "", a missing list ().

    ``also_ids`` are further ids of the same film, under which ratings, links and files may know it; ``aliases`` are
    further titles, under which people may.

    >>> Film(id=183, title="Alien", year=1979, genres="Horror|Sci-Fi").genres
    ('Horror', 'Sci-Fi')
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[FilmId, BeforeValidator(cells.film_id)]
    also_ids: Annotated[tuple[FilmId, ...], BeforeValidator(cells.film_ids)] = ()
    title: Text
    year: Annotated[int | None, BeforeValidator(cells.year)] = None
    plot: Text = ""
    directors: Names = ()
    writers: Names = ()
    cast: Names = ()
    composers: Names = ()
    studios: Names = ()
    genres: Names = ()
    countries: Names = ()
    languages: Names = ()
    keywords: Names = ()
    original_title: Text = ""
    aliases: Annotated[tuple[str, ...], BeforeValidator(cells.aliases)] = ()
    movielens_title: Text = ""
    poster: Text = ""
    imdb_id: Identifier = None
    tmdb_id: Identifier = None

    def __repr__(self) -> str:
        return summary(self, repr(self.id), self.label)

    @property
    def label(self) -> str:
        """The title and the year, by which people tell two films apart."""
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def decade(self) -> str | None:
        """The film's decade, "1990s"; None without a year."""
        return f"{self.year // 10 * 10}s" if self.year else None

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who made it or plays in it, each once, directors first."""
        return tuple(dict.fromkeys((*self.directors, *self.writers, *self.composers, *self.cast)))

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return its ids of a kind: "id" (its own first, then ``also_ids``), "imdb_id" or "tmdb_id"."""
        value = getattr(self, kind)
        others = self.also_ids if kind == "id" else ()
        return (value, *others) if value else others

    @property
    def names(self) -> tuple[str, ...]:
        """The titles that this film goes by, each once, its own first."""
        movielens, _ = split_year(self.movielens_title)
        return tuple(dict.fromkeys(n for n in (self.title, movielens, self.original_title, *self.aliases) if n))

    @property
    def years(self) -> frozenset[int]:
        """The years that sources give for it."""
        _, movielens = split_year(self.movielens_title)
        return frozenset(year for year in (self.year, movielens) if year)


_TYPES: dict[str, Any] = {
    name: (each.annotation, ... if each.is_required() else each.default) for name, each in Film.model_fields.items()
}
_PlainFilm = create_model("_PlainFilm", **_TYPES)
"""The fields of a film by their types alone, without what reads them from whatever a file may hold in their place."""


def film_from(record: Mapping[str, Any], where: str) -> Film:
    """Validate one record of a file; ``where`` says which, for the error.

    Raises:
        DataError: a field is missing or of the wrong kind; the message names ``where`` and the field.
    """
    return _film_by(Film.model_validate, record, where)


def film_from_json(line: str, where: str) -> Film:
    """Validate a film that was one before it was written, as JSON: only types are checked, in a third of the time.

    Raises:
        DataError: it is no JSON, or as for ``film_from``.
    """
    return _film_by(_fill_film, line, where)


def _fill_film(line: str) -> Film:
    film: Film = _PlainFilm.__pydantic_validator__.validate_json(line, self_instance=Film.__new__(Film))
    return film


def _film_by(read: Callable[[Source], Film], source: Source, where: str) -> Film:
    try:
        film = read(source)
    except ValidationError as error:
        first = error.errors()[0]
        name, words = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
        if first["type"] == "missing":
            raise DataError(f"{where}: field {name!r} is empty; a film needs an id and a title") from error
        field_name = f"field {name!r}: " if name else ""
        raise DataError(f"{where}: {field_name}{words} (found {first.get('input')!r:.80})") from error
    if not film.id or not film.title or len(film.title) > MAX_TITLE:
        raise DataError(f"{where}: a film needs an id, and a title of 1 to {MAX_TITLE} characters")
    return film


def _plain(record: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Return a row of a data frame with lists where it holds arrays, as Parquet files of lists are read."""
    return {str(name): cell.tolist() if isinstance(cell, np.ndarray) else cell for name, cell in record.items()}


@dataclass(frozen=True)
class Catalogue:
    """Films in a fixed order, and the folder that relative poster files are in.

    A film's poster may be an absolute path into one of ``poster_folders`` instead, so that posters can come from
    several folders. ``index`` gives the position of a film for its id and for each of its ``also_ids``.

    Raises:
        DataError: an id stands twice, or a poster's path leads out of the folders.

    >>> films = Catalogue((Film(id="1", title="Alien", year=1979), Film(id="2", title="The Matrix", year=1999)))
    >>> films.find("Matrix, The (1999)")
    Film('2', The Matrix (1999))
    >>> films.find("Alein")
    Traceback (most recent call last):
    emde_core.errors.FilmNameError: no film is called 'Alein'; the nearest are:
      Alien (1979)  [id 1]
    """

    films: tuple[Film, ...]
    posters: Path | None = None
    poster_folders: tuple[Path, ...] = ()
    index: Mapping[str, Position] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, Position] = {}
        for position, film in enumerate(self.films):
            for film_id in film.ids("id"):
                if film_id in index:
                    twins = f"as film {index[film_id] + 1} and as film {position + 1}"
                    raise DataError(f"film id {film_id!r} ({film.title}) stands twice, {twins}; ids must be unique")
                index[film_id] = Position(position)
            try:
                self._folders.path(film.poster)
            except DataError as error:
                raise DataError(f"film {film.id!r} ({film.title}): {error}") from error
        object.__setattr__(self, "index", index)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, posters: str | Path | None = None) -> Catalogue:
        """Read films from a table with a row for each; ``to_frame`` gives such a table back.

        Args:
            frame: columns are the fields of ``Film``: id and title, and of the others those that there are. A cell of
                several names is a list, or text that separates them by |, ; or commas. An empty cell is a field that
                the film lacks. Other columns are left out.
            posters: the folder that files of the column poster are in, by relative or absolute paths.

        Raises:
            DataError: id or title is missing, a column or an id stands twice, or a cell is of the wrong kind; the
                message names the row, counted from 1, and the column. Or a poster leads out of the folder.

        >>> Catalogue.from_frame(pd.DataFrame({"id": [1, 2], "title": ["Alien", "Brazil"], "year": [1979, None]}))
        Catalogue(2 films, Alien (1979), Brazil)
        >>> Catalogue.from_frame(pd.DataFrame({"id": [1], "title": ["Alien"], "year": ["soon"]}))
        Traceback (most recent call last):
        emde_core.errors.DataError: films: row 1: field 'year': expected a year from 1870 to 2100 (found 'soon')
        """
        has_columns("films", frame.columns, NEEDED, [name for name in Film.model_fields if name not in NEEDED])
        fields = frame[[name for name in Film.model_fields if name in frame.columns]]
        records = fields.astype(object).where(fields.notna(), None).to_dict("records")
        films = (film_from(_plain(record), f"films: row {row}") for row, record in enumerate(records, start=1))
        return cls(tuple(films), None if posters is None else Path(posters))

    def to_frame(self) -> pd.DataFrame:
        """Return a table of the films, a row each in their order; columns are the fields of ``Film``."""
        records = [film.model_dump() for film in self.films]
        return pd.DataFrame(records, columns=list(Film.model_fields)).astype({"year": "Int64"})

    def __repr__(self) -> str:
        return summary(self, f"{len(self):,} films", few([film.label for film in self.films]))

    def __len__(self) -> int:
        return len(self.films)

    def __iter__(self) -> Iterator[Film]:
        return iter(self.films)

    def __getitem__(self, film_id: str) -> Film:
        """Return the film of an id, or of one of its other ids. For people's input there is ``find``.

        Raises a KeyError where the id is of no film.
        """
        return self.films[self.index[film_id]]

    def poster_path(self, film: Film) -> Path | None:
        """Return the film's poster file; None where it has none, the file is not there, or is a link to elsewhere."""
        try:
            return self._folders.file(film.poster)
        except DataError:  # readers of data name such a link
            return None

    @cached_property
    def _folders(self) -> PosterFolders:
        return PosterFolders(self.posters, self.poster_folders)

    @cached_property
    def data_hash(self) -> str:
        """Sixteen hex digits that stand for every film, in order, and all that a model may read of it.

        Of a poster only the file's name counts: the same films in another folder are the same data. The ids of other
        databases and aliases do not count: no model reads them, people do.
        """
        digest = hashlib.sha256()
        for film in self.films:
            fields = film.model_dump() | {"poster": Path(film.poster).name, "imdb_id": None, "tmdb_id": None}
            del fields["aliases"]
            for name in LATER:
                if not fields[name]:
                    del fields[name]
            digest.update(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode())
        return digest.hexdigest()[:16]

    @cached_property
    def titles(self) -> TitleIndex[Film]:
        """The films by their titles, in whatever spelling."""
        return TitleIndex((film, film.names) for film in self.films)

    @cached_property
    def plot_counts(self) -> Mapping[str, int]:
        """The number of plots that each word stands in, by the word in lower case."""
        return Counter(
            word
            for film in self.films
            for word in {film.plot[span.start : span.end].casefold() for span in words_of(film.plot)}
        )

    def find(self, name: str) -> Film:
        """Return the film that a person means by an id, a title, or a title with its year.

        Raises:
            FilmNameError: no film, or more than one, is called so; it lists the nearest.
        """
        text = str(name).strip()
        if text in self.index:
            return self[text]
        title, year = split_year(text)
        namesakes = self.titles.namesakes(text) or self.titles.namesakes(title)
        matches = [f for f in namesakes if year is None or year in f.years] or namesakes
        matches = [f for f in matches if identity_key(f.title) == identity_key(title)] or matches  # before an alias
        if len(matches) == 1 and (
            year is None or matches[0].year is None or year in matches[0].years or _near(matches[0].year, year)
        ):
            return matches[0]
        if matches:
            raise FilmNameError(
                f"{text!r} means more than one film, or another year; name one by its id:", self._choices(matches)
            )
        near = self.titles.nearest(title, NEAREST)
        remedy = "the nearest are:" if near else "nor anything like it; name a film by its title or id"
        raise FilmNameError(f"no film is called {text!r}; {remedy}", self._choices(near))

    @staticmethod
    def _choices(films: Iterable[Film]) -> list[str]:
        return [f"{film.label}  [id {film.id}]" for film in films]


def _near(year: int | None, other: int) -> bool:
    """Tell whether two years are one apart at most: data sets disagree on films that opened around New Year."""
    return year is not None and abs(year - other) <= 1
