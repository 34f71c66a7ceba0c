"""The films that a film is ranked among, and its rank among them: one definition behind every rank.

A film is ranked among the films outside the history. What a change does to a rank is judged among the films outside
the history as it was: a film that is taken out is no rival of the film that is explained, or "without X it falls from
1 to 4" would count X itself. A film that a change adds stands in the history then, and does not compete any longer. A
reaction that is turned round changes nothing in who competes. A film of the history as it was has no rank, neither
before a change nor after it, not even if it is the one that is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from emde_core.arrays import Bools, Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.explain.answers import Answers
from emde_core.model.scores import ScoreModel
from emde_core.summary import strongest, summary


def competing(model: ScoreModel, *histories: Iterable[int] | Ints) -> Bools:
    """[films], which films are ranked: those that have a score, and that no history holds.

    Args:
        model: the model.
        histories: films by position: the history's; after a change those of the history as it was, and as it is now.
    """
    competitors = model.scorable.copy()
    for films in histories:
        competitors[np.fromiter(films, dtype=np.int64)] = False
    return competitors


def rank_of(standing: Floats, target: int) -> int:
    """A film's rank, 1 for the best, from a standing [films]; equal films in the catalogue's order.

    Films that do not compete stand at -inf.
    """
    own = standing[target]
    return int((standing > own).sum() + (standing[:target] == own).sum()) + 1


@dataclass(frozen=True)
class Recommendation:
    """A film recommended.

    Attributes:
        film: the film.
        rank: 1 for the best.
        score: log score relative to the catalogue's mean, in nats.
        by_part: what each modality, company and so on add to the score; they add up to it (in the published recipe to
            what the history adds: the empty history has a score as well).
    """

    film: Film
    rank: int
    score: float
    by_part: Mapping[str, float] = field(hash=False)

    def __repr__(self) -> str:
        return summary(self, f"rank {self.rank}", self.film.label, f"{self.score:+.2f}: {strongest(self.by_part)}")

    @property
    def label(self) -> str:
        """The film's title and year."""
        return self.film.label

    def rows(self) -> Iterator[dict[str, Any]]:
        """Return one row of a table: the film, its rank and score, and what each part adds."""
        yield ranked_film(self.film, self.rank, self.score) | dict(self.by_part)


class Recommendations(Answers[Recommendation]):
    """Films recommended, best first.

    >>> from emde_core import History, demo_model
    >>> recommendations = demo_model().recommend(History(liked=["Alien", "Blade Runner"]), k=5)
    >>> list(recommendations.to_frame().columns)
    ['rank', 'film', 'title', 'year', 'score', 'text', 'categorical', 'image', 'company']
    """

    __slots__ = ()


def ranked_film(film: Film, rank: int, score: float) -> dict[str, Any]:
    """Return a film's place in a ranking, by column of a table."""
    return {"rank": rank, "film": film.id, "title": film.title, "year": film.year, "score": score}


@dataclass(frozen=True, eq=False)
class Ranking:
    """Every film's score for a history.

    Attributes:
        scores: [films], in the catalogue's order; -inf for a film without one.
        order: positions of the films that are ranked, best first: those outside the history that have a score.
        films: the catalogue's.
    """

    scores: Floats
    order: Ints
    films: tuple[Film, ...] = field(repr=False)

    def __repr__(self) -> str:
        return summary(self, f"{len(self.order):,} of {len(self.scores):,} films ranked")

    def to_frame(self) -> pd.DataFrame:
        """Return a table of the films that are ranked, best first."""
        order = enumerate(self.order.tolist(), start=1)
        return pd.DataFrame([ranked_film(self.films[position], rank, self.score(position)) for rank, position in order])

    def score(self, film: int, rival: int | None = None) -> float:
        """A film's score by its position in the catalogue, or how far it is above a rival's."""
        return float(self.scores[film] - (0.0 if rival is None else self.scores[rival]))

    def rank(self, film: int) -> int | None:
        """A film's rank by its position in the catalogue; None for one that is not ranked."""
        places = np.flatnonzero(self.order == film)
        return int(places[0]) + 1 if len(places) else None

    def place(self, score: float) -> int:
        """The rank that one more film with this score would have."""
        return int((self.scores[self.order] > score).sum()) + 1
