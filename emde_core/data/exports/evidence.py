"""Evidence for a film of the catalogue being the one that an export names, and against it."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from emde_core.data.catalogue import Film
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.text.title_keys import identity_key, plain_key

NEAR_NAMES = 90.0  # of 100: how alike two spellings of a director's name are at least


@dataclass(frozen=True)
class Evidence:
    """The comparison of an export's film with one of the catalogue that has its title, or nearly.

    Attributes:
        film: of the catalogue.
        years_apart: the least difference of their years; None where one is not known.
        directors_agree: None where one side knows no director.
        ids_differ: whether both have an id of one kind, and not the same.
        on_tv: whether the export's film was made for television.
    """

    film: Film
    years_apart: int | None
    directors_agree: bool | None
    ids_differ: bool
    on_tv: bool

    @classmethod
    def of(cls, watched: WatchedFilm, film: Film) -> Evidence:
        """Compare the two."""
        years = [abs(year - watched.year) for year in film.years] if watched.year else []
        return cls(
            film,
            min(years, default=None),
            _agree(watched.directors, film.directors),
            _differ(watched.imdb_id, film.imdb_id) or _differ(watched.tmdb_id, film.tmdb_id),
            watched.on_tv,
        )

    @property
    def is_possible(self) -> bool:
        """True unless the years say that it is another film."""
        return self.years_apart is None or self.years_apart <= 1

    def doubts(self, *, ids_hold: bool) -> tuple[str, ...]:
        """Return what speaks against a film of the same title, in words; nothing where it is to be taken.

        Args:
            ids_hold: whether the export's ids are known to be right.
        """
        doubts = []
        if self.years_apart and not self.directors_agree:
            doubts.append("another year")
        if self.on_tv and not self.directors_agree:
            doubts.append("a TV film")
        if self.directors_agree is False:
            doubts.append("another director")
        if self.ids_differ and ids_hold:
            doubts.append("another id")
        return tuple(doubts)


def title_rank(watched: WatchedFilm, film: Film) -> int:
    """Return how close a film's own title is to one of the export's: 0 for the same words, 2 for an alias."""
    own = {plain_key(film.title)}
    if own.intersection(map(plain_key, watched.names)):
        return 0
    return 1 if {identity_key(film.title)}.intersection(map(identity_key, watched.names)) else 2


def _agree(some: tuple[str, ...], others: tuple[str, ...]) -> bool | None:
    if not some or not others:
        return None
    keys = [plain_key(name) for name in others]
    return any(fuzz.token_sort_ratio(plain_key(name), key) >= NEAR_NAMES for name in some for key in keys)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
