"""A check of what explanations say of themselves: graded good, fair or poor, how often does it hold elsewhere?

Two models with the same settings learn from two halves of the viewers, who have nobody in common. The first explains
films to viewers whom neither has seen, and says: this film is above (or below) the average one, first of all because of
that entry. The statement holds where the second model puts the film on the same side, and names the same entry first.
Both halves are smaller than the whole, so that a model of all viewers should do a little better.

The number stands beside a recommendation that somebody opens, so what is tested are recommendations: the ten best films
of each viewer, and no others. It stands beside histories of a few films that people name, so each viewer is asked about
with ten films drawn by lot, eight that they liked and two that were not for them. A history of hundreds of films is
graded lower, and has more reasons to mix up: the same viewers are asked about once more with all that they rated, and
those rates are a part of their own. Films that nobody in the first half rated are left out, as their explanations claim
no number.

What chance would give is measured beside it: the first model explains a film drawn by lot, among those that it puts on
the same side for that viewer, and its first reason is put to the same test, in the place of the film's own. So both
have the same side, and reasons that are strong for this viewer whatever the film; the rest is what an explanation says
of its own film.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from emde_core.arrays import Floats, Ints
from emde_core.checks import at_least
from emde_core.config import Config
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import ConfigError
from emde_core.evaluate.intervals import Rate, rate_of
from emde_core.explain.explanation import Explanation
from emde_core.explain.ranks import Ranking
from emde_core.explain.sureness import GRADES, LEVEL, ContentEvidence, Grade, direction_of, sureness
from emde_core.history import History
from emde_core.model.trained import learn
from emde_core.progress import Progress, silent
from emde_core.recommender import Recommender
from emde_core.sketch.encoded_catalogue import EncodedCatalogue

TEN, WHOLE = "sureness", "sureness of whole histories"  # parts of results, by the history that is asked about
WORDS = {TEN: "ten films", WHOLE: "whole"}  # of the table
COLUMNS = ("history", "film", "reason", "rank", "grade", "holds", "by_chance", "split")
HOLDS, CHANCE, VIEWERS = "holds", "chance", "viewers"  # metrics
TOP = 10  # recommendations
LIKED, DISLIKED = 8, 2  # films of a history as people name one
SHORTEST = 3  # liked films of a viewer who is asked about


@dataclass(frozen=True)
class Statement:
    """One explanation, and the other model's word on it.

    Attributes:
        viewer: who was asked about, by number.
        part: with ten films of theirs, or with their whole history.
        split: the seed.
        film: the recommended film, by id; rank: its place, 1 for the best.
        reason: the entry that the explanation names first; "" where it has none.
        grade: the explanation's sureness.
        holds: whether the other model says so too.
        by_chance: whether the first reason of a film drawn by lot holds in its place.
    """

    viewer: int
    part: str
    split: int
    film: str
    rank: int
    reason: str
    grade: Grade
    holds: bool
    by_chance: bool


@dataclass(frozen=True)
class GradeRates:
    """Statements of one grade.

    Attributes:
        holds: the share that holds.
        chance: the share that holds with first reasons of films drawn by lot.
        count: how many statements.
    """

    holds: Rate
    chance: Rate
    count: int


@dataclass(frozen=True)
class SurenessStudy:
    """Explanations that were put to the test."""

    statements: tuple[Statement, ...]

    def by_grade(self, part: str) -> dict[Grade, GradeRates]:
        """Return shares that hold, best grade first; a grade that nothing got is left out.

        Args:
            part: ``TEN`` or ``WHOLE``.
        """
        own = [each for each in self.statements if each.part == part]
        groups = ((grade, [each for each in own if each.grade == grade]) for grade in GRADES)
        return {grade: _rates(group) for grade, group in groups if group}

    def records(self) -> list[dict[str, Any]]:
        """Rows to keep: of each grade how many hold, what chance gives, and of how many viewers."""
        parts = ((part, self.by_grade(part)) for part in (TEN, WHOLE))
        return [
            row for part, by_grade in parts for grade, rates in by_grade.items() for row in _rows(part, grade, rates)
        ]

    def table(self) -> pd.DataFrame:
        """Return a row for each statement, without viewers, and sorted so that no viewer's stand together."""
        rows = [
            (WORDS[s.part], s.film, s.reason, s.rank, s.grade, int(s.holds), int(s.by_chance), s.split)
            for s in self.statements
        ]
        return pd.DataFrame(sorted(rows), columns=COLUMNS)


def _rows(part: str, grade: Grade, rates: GradeRates) -> Iterable[dict[str, Any]]:
    about = {"part": part, "subject": grade}
    for metric, rate in ((HOLDS, rates.holds), (CHANCE, rates.chance)):
        yield about | {"metric": metric, "mean": rate.value, "low": rate.low, "high": rate.high, "n": rates.count}
    yield about | {"metric": VIEWERS, "mean": rates.holds.viewers, "low": None, "high": None}


def sureness_study(
    encoded: EncodedCatalogue,
    interactions: Interactions,
    config: Config,
    evidence: ContentEvidence,
    *,
    seeds: Iterable[int],
    viewers: int,
    progress: Progress = silent,
) -> SurenessStudy:
    """Measure how often explanations of each grade hold with other viewers' ratings.

    Args:
        encoded: films as they were read.
        interactions: ratings.
        config: the model's settings.
        evidence: the swap test's verdict on each modality; {} where it was never run.
        seeds: of the splits of the viewers, one or more.
        viewers: how many are asked about in each split, at least 1.
        progress: shows how many splits are done.

    Raises:
        ConfigError: a number is out of its range, or nobody has liked films enough to be asked about.
    """
    at_least("viewers", viewers, 1)
    reactions = Reactions.of(interactions, encoded.catalogue, config.like_at_least, config.dislike_at_most)
    statements: list[Statement] = []
    for seed in progress(list(seeds), "Splits: two models each, asked about the same films"):
        generator = np.random.default_rng(seed)
        asked, *halves = _three_groups(generator.permutation(len(reactions.viewers)))
        first, second = (Recommender(learn(encoded, interactions, reactions.rows(half), config)) for half in halves)
        inquiry = _Inquiry(first, second, evidence, seed, generator)
        for viewer, history in islice(_histories(reactions, asked, encoded), viewers):
            statements += inquiry.statements(viewer, TEN, _ten(history, generator))
            statements += inquiry.statements(viewer, WHOLE, history)
    if not statements:
        raise ConfigError(f"no viewer has liked {SHORTEST} films; explanations can't be compared on these ratings")
    return SurenessStudy(tuple(statements))


def _three_groups(order: Ints) -> tuple[Ints, Ints, Ints]:
    """Return a fifth of the viewers to ask about, and two halves of the rest."""
    asked, rest = np.split(order, [len(order) // 5])
    first, second = np.array_split(rest, 2)
    return asked, first, second


def _histories(reactions: Reactions, viewers: Ints, encoded: EncodedCatalogue) -> Iterable[tuple[int, History]]:
    films = encoded.catalogue.films
    for viewer in viewers.tolist():
        liked, disliked = reactions.likes[[viewer]].indices, reactions.dislikes[[viewer]].indices
        if len(liked) >= SHORTEST:
            yield viewer, History([films[k].id for k in liked], [films[k].id for k in disliked])


def _ten(history: History, generator: np.random.Generator) -> History:
    """Return a history of ten of its films, drawn by lot; of as many as there are."""

    def draw(ids: Sequence[str], count: int) -> list[str]:
        return [ids[k] for k in generator.permutation(len(ids))[:count]]

    return History(draw(history.liked, LIKED), draw(history.disliked, DISLIKED))


@dataclass(frozen=True)
class _Inquiry:
    """Two models of one split, asked about the same films."""

    first: Recommender
    second: Recommender
    evidence: ContentEvidence
    split: int
    generator: np.random.Generator

    def statements(self, viewer: int, part: str, history: History) -> Iterable[Statement]:
        """Yield what the first model states of its ten best films for a history, and the second's word on each."""
        query, films = self.first.query(history), self.first.catalogue.films
        for rank, position in enumerate(query.ranking.order[:TOP].tolist(), 1):
            film = films[position]
            why, theirs = self.first.explain(query, film), self.second.explain(query, film)
            judgement = sureness(why, self.evidence)
            if judgement.cause == "unrated":
                continue
            lot = self.first.explain(query, films[self.generator.choice(_same_side(query.ranking, position))])
            verdicts = judgement.grade, agrees(why, theirs), agrees(lot, theirs)
            yield Statement(viewer, part, self.split, film.id, rank, first_reason(why), *verdicts)


def _same_side(ranking: Ranking, film: int) -> Ints:
    """Return the films that are on one side of an average film with this one, itself among them, by position."""
    below = ranking.scores < -LEVEL
    return ranking.order[below[ranking.order] == below[film]]


def first_reason(why: Explanation) -> str:
    """Return the entry that argues most in an explanation's direction; "" where none does."""
    direction = direction_of(why)
    key, value = max(why.by_entry.items(), key=lambda entry: entry[1] * direction)
    return key if value * direction > 0 else ""


def agrees(why: Explanation, other: Explanation) -> bool:
    """Tell whether another explanation of the film has it on the same side, and the same entry as its first reason.

    An explanation without any reason in its direction says nothing that could hold.
    """
    reason = first_reason(why)
    return bool(reason) and direction_of(other) == direction_of(why) and first_reason(other) == reason


def _rates(statements: Sequence[Statement]) -> GradeRates:
    viewers = np.array([each.viewer for each in statements])
    cases: Floats = np.array([(each.holds, each.by_chance) for each in statements], dtype=np.float64)
    return GradeRates(rate_of(cases[:, 0], viewers), rate_of(cases[:, 1], viewers), len(statements))
