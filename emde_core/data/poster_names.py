"""Names of poster files, which are ids: the films that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from emde_core.data.id_spaces import IMDB, LABELS, OWN, SPACES, TMDB, Owners, read_id
from emde_core.schema import FilmId

_PREFIXES = {"imdb": IMDB, "tmdb": TMDB, "id": OWN, "film": OWN, "movie": OWN}
_WITH_PREFIX = re.compile(rf"(?P<prefix>{'|'.join(_PREFIXES)})[-_ ](?P<value>.+)", re.IGNORECASE)
_IMDB_ID = re.compile(r"tt\d+")
_CLEARLY = 2  # a kind that fits so many times more files than another is the one that is space

Films = frozenset[FilmId]


@dataclass(frozen=True)
class PosterNames:
    """The films that files' names mean.

    Attributes:
        films: by the name without its suffix; those of no film are left out.
        spaces: the space of each of these names' ids.
        ranks: among the names of one space, the place of the id among its film's.
        doubtful: the reason why a name is not read, though it is a film's.
    """

    films: Mapping[str, Films]
    spaces: Mapping[str, str]
    ranks: Mapping[str, int]
    doubtful: Mapping[str, str]

    def rank(self, stem: str) -> tuple[int, int]:
        """Return a name's place among those of one film: the strongest id first, a film's first id before others."""
        return SPACES.index(self.spaces[stem]), self.ranks[stem]

    def details(self) -> tuple[str, ...]:
        """Return the kinds of ids that the names are, in a line of words."""
        kinds = [LABELS[space] for space in SPACES if space in self.spaces.values()]
        return (f"joined by ids: {', '.join(kinds)}",) if kinds else ()


def read_names(stems: Iterable[str], owners: Owners) -> PosterNames:
    """Read the names of a folder's poster files, without their suffixes."""
    bare: list[str] = []
    films: dict[str, Films] = {}
    spaces: dict[str, str] = {}
    for stem in stems:
        space, value = _prefix(stem)
        if owners.of(OWN, stem):
            space, value = ("", stem) if stem.isdecimal() else (OWN, stem)
        if not space:
            bare.append(stem)
        elif owned := _films(owners, space, value):
            films[stem], spaces[stem] = owned, space
    readings = {each: {stem: owned for stem in bare if (owned := _films(owners, each, stem))} for each in SPACES}
    clearest = _clearest(readings)
    doubtful: dict[str, str] = {}
    if clearest:
        films |= readings[clearest]
        spaces |= dict.fromkeys(readings[clearest], clearest)
    else:
        doubtful = {stem: _doubt(stem, readings, owners) for each in readings.values() for stem in each}
    ranks = {stem: _place(owners, stem, films[stem]) for stem in films}
    return PosterNames(films, spaces, ranks, doubtful)


def _prefix(stem: str) -> tuple[str, str]:
    """Return the space that a name states, and the id; "" where it states none."""
    if _IMDB_ID.fullmatch(stem):
        return IMDB, stem
    match = _WITH_PREFIX.fullmatch(stem)
    return (_PREFIXES[match["prefix"].lower()], match["value"]) if match else ("", stem)


def _films(owners: Owners, space: str, value: str) -> Films:
    try:
        film_id = read_id(space, value)
    except ValueError:
        return frozenset()
    return owners.of(space, film_id) if film_id else frozenset()


def _clearest(readings: Mapping[str, Mapping[str, Films]]) -> str | None:
    """Return the space that bare numbers are of: it fits as many files as any, and no other could be meant."""
    best = max((OWN, IMDB, TMDB), key=lambda space: len(readings[space]))
    for space, films in readings.items():
        is_same = all(readings[best].get(stem) == each for stem, each in films.items())
        is_less = films.keys() < readings[best].keys() or len(readings[best]) >= _CLEARLY * len(films)
        if space != best and not (is_same or is_less):
            return None
    return best


def _doubt(stem: str, readings: Mapping[str, Mapping[str, Films]], owners: Owners) -> str:
    labels = [
        f"{LABELS[space]} id ({owners.films[min(films[stem])].label})"
        for space, films in readings.items()
        if stem in films
    ]
    remedy = f"name the file id-{stem}, imdb-{stem} or tmdb-{stem}"
    return f"{stem} may be {' or '.join(labels)}, and the folder's other files do not tell; {remedy}"


def _place(owners: Owners, stem: str, films: Films) -> int:
    return min({own: k for k, own in enumerate(owners.films[film].ids(OWN))}.get(FilmId(stem), 0) for film in films)
