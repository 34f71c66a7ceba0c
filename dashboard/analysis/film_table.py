"""All films as a table for a history: facts about each, its rank and score, and what each part adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.state.film_filter import FilmFilter, Order, Slice
from emde_core.arrays import Bools, Floats, Ints
from emde_core.history import History
from emde_core.model.affinity import Affinity
from emde_core.model.exposure import HALF_TRUST
from emde_core.recommender import Recommender
from emde_core.schema import COMPANY, LIKE
from emde_core.text.title_keys import match_key

DISAGREE = 0.1  # nats: content and company disagree where each says at least so much, and they say the opposite
FEW = HALF_TRUST  # ratings: with fewer, a film's own ratings count less than its content
REACTIONS = {True: "liked", False: "not for me"}


@dataclass(frozen=True, eq=False)
class FilmIndex:
    """Facts about all films, and the films that a name stands for.

    Attributes:
        facts: a row for each film, in the catalogue's order: film (its id), title, year, directors, genres, ratings;
            the last is missing where the model keeps no count.
        by_title: the films' positions in the order of their titles, leading articles left out.
        genres, decades, people, studios, keywords: the positions of the films of each, by name; genres with many films
            first.
    """

    facts: pd.DataFrame
    by_title: Ints
    genres: Mapping[str, Ints]
    decades: Mapping[str, Ints]
    people: Mapping[str, Ints]
    studios: Mapping[str, Ints]
    keywords: Mapping[str, Ints]

    @classmethod
    def of(cls, model: Recommender) -> FilmIndex:
        """Collect the facts of a model's films; once for all histories."""
        films, trained = model.catalogue.films, model.trained.model
        counts = trained.exposure.ratings if isinstance(trained, Affinity) else np.full(len(films), np.nan)
        facts = pd.DataFrame(
            {
                "film": [film.id for film in films],
                "title": [film.title for film in films],
                "year": pd.array([film.year for film in films], dtype="Int64"),
                "directors": [", ".join(film.directors) for film in films],
                "genres": [", ".join(film.genres) for film in films],
                "ratings": pd.array(counts, dtype="Int64"),
            }
        )
        genres = _positions_by_name(film.genres for film in films)
        decades = _positions_by_name([film.decade] if film.decade else [] for film in films)
        return cls(
            facts=facts,
            by_title=np.array(sorted(range(len(films)), key=lambda k: match_key(films[k].title)), dtype=np.int64),
            genres=dict(sorted(genres.items(), key=lambda entry: (-len(entry[1]), entry[0]))),
            decades=dict(sorted(decades.items())),
            people=_positions_by_name(film.people for film in films),
            studios=_positions_by_name(film.studios for film in films),
            keywords=_positions_by_name(film.keywords for film in films),
        )


def _positions_by_name(names: Iterable[Iterable[str]]) -> dict[str, Ints]:
    positions: dict[str, list[int]] = {}
    for position, own in enumerate(names):
        for name in dict.fromkeys(own):
            positions.setdefault(name, []).append(position)
    return {name: np.array(places) for name, places in positions.items()}


@dataclass(frozen=True, eq=False)
class FilmTable:
    """All films for one history.

    Attributes:
        index: what is known of the films whatever the history.
        frame: the facts; and with a history: its reaction, rank, score in nats, times (as likely as an average film,
            where scores are likelihoods), and a column for each part. A film of the history has its reaction alone.
        modalities, parts: names of the columns of content, and of all parts; () without a history.
    """

    index: FilmIndex
    frame: pd.DataFrame
    modalities: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @cached_property
    def slices(self) -> tuple[Slice, ...]:
        """The slices that can hold a film."""
        two_sided: tuple[Slice, ...] = ("disagree",) if COMPANY in self.parts else ()
        few: tuple[Slice, ...] = ("few-ratings",) if self._slice("few-ratings").any() else ()
        return ("all", *two_sided, *few)

    @property
    def orders(self) -> tuple[Order, ...]:
        """The orders that its columns allow."""
        parts: tuple[Order, ...] = ("content", "company") if COMPANY in self.parts else ()
        ratings: tuple[Order, ...] = ("ratings",) if self.index.facts["ratings"].notna().any() else ()
        return ("score", *parts, "title", "newest", "oldest", *ratings)

    @cached_property
    def content(self) -> Floats:
        """The sum of what plot, categories and poster add, [films]; missing for films of the history."""
        return np.asarray(self.frame[list(self.modalities)].to_numpy(float).sum(axis=1))

    def select(self, films: FilmFilter, matches: Iterable[int] | None = None) -> pd.DataFrame:
        """Return the rows that a filter leaves, in its order.

        Args:
            films: the filter; a slice or an order that makes no sense here is left aside.
            matches: the positions of the films that its query means; None where it has none.
        """
        mask = np.ones(len(self.frame), dtype=bool)
        narrowed: list[Iterable[int] | None] = [
            matches,
            self.index.genres.get(films.genre, ()) if films.genre else None,
            self.index.decades.get(films.decade, ()) if films.decade else None,
            self.index.people.get(films.person, ()) if films.person else None,
            self.index.studios.get(films.studio, ()) if films.studio else None,
            self.index.keywords.get(films.keyword, ()) if films.keyword else None,
        ]
        for positions in narrowed:
            if positions is not None:
                mask &= self._mask(positions)
        if films.slice in self.slices:
            mask &= self._slice(films.slice)
        order = self._order(films.order if films.order in self.orders else "score")
        return self.frame.iloc[order[mask[order]]]

    def _mask(self, positions: Iterable[int]) -> Bools:
        mask = np.zeros(len(self.frame), dtype=bool)
        mask[np.fromiter(positions, dtype=np.int64)] = True
        return mask

    def _slice(self, name: Slice) -> Bools:
        if name == "all":
            return np.ones(len(self.frame), dtype=bool)
        if name == "few-ratings":
            return np.asarray(self.frame["ratings"].fillna(FEW).to_numpy(int) < FEW)
        content, company = self.content, self.frame[COMPANY].to_numpy(float)
        loud = np.minimum(np.abs(content), np.abs(company)) >= DISAGREE
        return np.asarray(loud & (content * company < 0))

    def _order(self, name: Order) -> Ints:
        """Return all positions in an order; missing values come last, equal ones in the catalogue's order."""
        if name == "title":
            return self.index.by_title
        if name == "score":
            column = "score" if self.parts else "ratings"
            values = -self.frame[column].to_numpy(float, na_value=np.nan)
        elif name == "content":
            values = -self.content
        elif name == "oldest":
            values = self.frame["year"].to_numpy(float, na_value=np.nan)
        else:
            column = {"company": COMPANY, "newest": "year", "ratings": "ratings"}[name]
            values = -self.frame[column].to_numpy(float, na_value=np.nan)
        return np.argsort(values, kind="stable")


def film_table(model: Recommender, index: FilmIndex, history: History) -> FilmTable:
    """Put all films into a table for a history; one pass over the scores, and no film is explained.

    Args:
        model: scores the films.
        index: of its films.
        history: may be empty: then there are facts alone.

    Raises:
        HistoryError: the history says nothing that the model can use.
    """
    if history.is_empty:
        return FilmTable(index, index.facts)
    query = model.query(history)
    ranking, parts = query.ranking, model.score_parts(query)
    if model.content_alone:
        del parts[COMPANY]
    ranks = np.full(len(index.facts), np.nan)
    ranks[ranking.order] = np.arange(1, len(ranking.order) + 1)
    has_rank = np.isfinite(ranks)
    reactions = np.full(len(index.facts), "", dtype=object)
    reactions[query.positions] = [REACTIONS[reaction == LIKE] for reaction in query.reactions]
    scores = np.where(has_rank, ranking.scores, np.nan)
    calibrated = not (model.weights or model.content_alone or history.wishes)
    frame = index.facts.assign(
        reaction=reactions,
        rank=pd.array(ranks, dtype="Int64"),
        score=scores,
        **({"times": np.exp(scores)} if calibrated else {}),
        **{part: np.where(has_rank, values, np.nan) for part, values in parts.items()},
    )
    return FilmTable(index, frame, model.modalities, tuple(parts))
