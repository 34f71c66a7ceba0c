"""Explanations made by hand, for what only needs their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from dashboard.reasons.pieces import Piece
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import CompanyEvidence, Contribution, Explanation
from emde_core.explain.meetings import Meeting
from emde_core.explain.values import AtomValues, CategoryValue, WordValue
from emde_core.history import Wish
from emde_core.modalities import categorical

ALIEN = Film(id="a", title="Alien", genres=("Horror", "Sci-Fi"), directors=("Ridley Scott",))
BRAZIL = Film(id="b", title="Brazil", genres=("Sci-Fi",))
CLUE = Film(id="c", title="Clue", genres=("Comedy",))
XANADU = Film(id="x", title="Xanadu", year=1980, plot="A muse on roller skates. She sings!")
VIEWERS = 100
SCI_FI, SCOTT, OWN = (
    CategoryValue("genre", "Sci-Fi", 0.3),
    CategoryValue("director", "Ridley Scott", 0.2),
    CategoryValue("cast", "Somebody Else", 0.35),
)


def counted(film: Film, both: int, liked_film: int, liked_this: int = 20) -> CompanyEvidence:
    return CompanyEvidence(film, both, liked_film, liked_this, VIEWERS)


def plain_text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def in_order(pieces: Sequence[str], words: str) -> bool:
    """Return True where words hold all pieces, one after the other."""
    rest = words
    for piece in pieces:
        _, found, rest = rest.partition(piece)
        if not found:
            return False
    return True


def categories_of(film: Film) -> AtomValues:
    """A history film's side, of which only the names count here."""
    return AtomValues(film, categories=tuple(CategoryValue(*name) for name in categorical.categories_of(film)))


def through(categories: Sequence[CategoryValue], film_id: str, films: Mapping[str, Film]) -> tuple[CategoryValue, ...]:
    """Each category's value, split evenly among the films that have it."""
    having = {each: {(c.field, c.name) for c in categories_of(film).categories} for each, film in films.items()}
    counts = {each: sum((each.field, each.name) in names for names in having.values()) for each in categories}
    own = [each for each in categories if (each.field, each.name) in having[film_id]]
    return tuple(replace(each, value=each.value / counts[each]) for each in own)


def explanation(
    *parts,
    missing=(),
    score=None,
    company: Sequence[CompanyEvidence] = (),
    words: Sequence[WordValue] = (),
    categories: Sequence[CategoryValue] = (),
    ratings: int = 9,
    weights=None,
    content_alone: bool = False,
    sides: Sequence[Film] = (ALIEN, BRAZIL, CLUE),
    meetings: Sequence[Meeting] = (),
) -> Explanation:
    """Parts are (film or wish, reaction, part, value) with, for content, its spread over two partitions."""
    contributions = tuple(contribution(*part) for part in parts)
    watched = dict.fromkeys(c.film.id for c in contributions if c.film)
    films = {film.id: film for film in sides}
    return Explanation(
        film=XANADU,
        rank=1,
        score=sum(c.value for c in contributions) if score is None else score,
        baseline=0.0,
        contributions=contributions,
        absent=0.0,
        atoms=(AtomValues(XANADU, tuple(words), tuple(categories)),),
        company=tuple(company),
        ratings=ratings,
        missing=missing,
        completeness_residual=0.0,
        method="additive",
        model_hash="m",
        data_hash="d",
        weights=weights or {},
        content_alone=content_alone,
        _meet=lambda _words: tuple(meetings),
        _read_by_film=lambda film: through(categories, film, films) if film in films else (),
        _history_side=lambda: tuple(categories_of(films[film]) for film in watched if film in films),
    )


def contribution(
    entry: Film | Wish, reaction: str, part: str, value: float, spread: float | None = None
) -> Contribution:
    film, wish = (entry, None) if isinstance(entry, Film) else (None, entry)
    halves = None if spread is None else np.array([(value + spread) / 2, (value - spread) / 2])
    return Contribution(film, reaction, part, value, halves, wish)


def in_cast(place: int) -> tuple[str, ...]:
    """Return the names of a cast, Lee in a place."""
    return tuple("Lee" if k == place else f"Actor {k}" for k in range(9))
