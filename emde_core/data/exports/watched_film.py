"""A film that somebody has watched, as sites where films are rated export it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from emde_core.schema import DISLIKE, LIKE, Reaction

LIKED_FROM, NOT_UP_TO = 4.0, 2.5  # of 5 stars
STARS = 5.0


@dataclass(frozen=True)
class WatchedFilm:
    """A film that somebody has watched.

    Attributes:
        title, year, original_title, directors: as the site writes them.
        stars: 0 to 5; None for a film that was watched and not rated.
        liked: whether it was marked as liked, besides or without a rating.
        when: the date of the entry, as ISO 8601; "" where the file has none.
        imdb_id, tmdb_id: digits of the ids, without leading zeros; None where the site has none.
        address: of the film at its site; "" where the file has none.
        on_tv: made for television, as far as the site says.
    """

    title: str
    year: int | None = None
    stars: float | None = None
    liked: bool = False
    when: str = ""
    imdb_id: str | None = None
    tmdb_id: str | None = None
    original_title: str = ""
    directors: tuple[str, ...] = ()
    address: str = ""
    on_tv: bool = False

    @property
    def label(self) -> str:
        """The title and the year."""
        return f"{self.title} ({self.year})" if self.year else self.title

    @property
    def key(self) -> str:
        """The title, the year, and the ids, by which the same film is known when its file is read again."""
        return "|".join((self.label, self.imdb_id or "", self.tmdb_id or "", self.address))

    @property
    def names(self) -> tuple[str, ...]:
        """The titles, each once."""
        return tuple(dict.fromkeys(name for name in (self.title, self.original_title) if name))

    @property
    def reaction(self) -> Reaction | None:
        """The reaction: liked from 4 stars up or where marked so, not for me up to 2.5; else None."""
        if self.liked or (self.stars is not None and self.stars >= LIKED_FROM):
            return LIKE
        return DISLIKE if self.stars is not None and self.stars <= NOT_UP_TO else None

    def differs_from(self, other: WatchedFilm) -> bool:
        """Tell whether the two have different ids, or addresses, of one kind: then they are different films."""
        pairs = [(self.imdb_id, other.imdb_id), (self.tmdb_id, other.tmdb_id)]
        if _host(self.address) == _host(other.address):  # else they are addresses of two forms
            pairs.append((self.address, other.address))
        return any(one and another and one != another for one, another in pairs)


def with_unrated_as_liked(films: Iterable[WatchedFilm]) -> tuple[WatchedFilm, ...]:
    """Return the films with those that were watched and not rated as liked."""
    return tuple(film if film.stars is not None else replace(film, liked=True) for film in films)


def _host(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]


def merge(films: Iterable[WatchedFilm]) -> tuple[WatchedFilm, ...]:
    """Make one entry of each film's entries: the latest rating, and liked if any says so. Orders them by date.

    Entries of one title and year are one film, unless their ids or addresses differ.
    """
    by_title: dict[tuple[str, int | None], list[WatchedFilm]] = {}
    for film in films:
        namesakes = by_title.setdefault((film.title, film.year), [])
        place = next((place for place, other in enumerate(namesakes) if not film.differs_from(other)), None)
        if place is None:
            namesakes.append(film)
        else:
            namesakes[place] = _merge_two(namesakes[place], film)
    every = (film for namesakes in by_title.values() for film in namesakes)
    return tuple(sorted(every, key=lambda film: film.when))


def _merge_two(one: WatchedFilm, other: WatchedFilm) -> WatchedFilm:
    early, late = sorted((one, other), key=lambda film: film.when)
    return replace(
        late,
        stars=early.stars if late.stars is None else late.stars,
        liked=one.liked or other.liked,
        imdb_id=one.imdb_id or other.imdb_id,
        tmdb_id=one.tmdb_id or other.tmdb_id,
        original_title=one.original_title or other.original_title,
        directors=one.directors or other.directors,
        address=one.address or other.address,
        on_tv=one.on_tv or other.on_tv,
    )
