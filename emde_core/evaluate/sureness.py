"""A check of what explanations say of themselves: graded good, fair or poor, how often does it hold elsewhere?

Two models with the same settings learn from two halves of the viewers, who have nobody in common. The first explains
films to viewers whom neither has seen, and says: this film is above (or below) the average one, first of all because of
that entry. The statement holds where the second model puts the film on the same side, and that entry among its three
strongest reasons. Both halves are smaller than the whole, so that a model of all viewers should do a little better.

What chance would give is measured beside it: the first model explains films drawn by lot, among those that it puts on
the same side for that viewer, and their first reasons are put to the same test, in the place of the film's own. So both
have the same side, and reasons that are strong for this viewer whatever the film; the rest is what an explanation says
of its own film.

Films asked about are of three kinds, a third each: the best one, one of the rest of the ten best, one of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

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

PART = "sureness"
HOLDS, CHANCE, VIEWERS = "holds", "chance", "viewers"  # metrics
TOP = 10  # recommendations
STRONGEST = 3  # reasons of the second model, among which the first one's first must be
LOTS = 3  # films drawn by lot for each statement
SHORTEST = 3  # liked films in a history that is asked about


@dataclass(frozen=True)
class Statement:
    """One explanation, and the other model's word on it.

    Attributes:
        viewer: who was asked about.
        grade: the explanation's sureness.
        holds: whether the other model says so too.
        chance: the share of films drawn by lot whose first reason holds in its place, 0 to 1.
    """

    viewer: int
    grade: Grade
    holds: bool
    chance: float


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
    """Shares of explanations that hold.

    Attributes:
        by_grade: best first; a grade that nothing got is left out.
    """

    by_grade: Mapping[Grade, GradeRates]

    def records(self) -> list[dict[str, Any]]:
        """Rows to keep: of each grade how many hold, what chance gives, and of how many viewers."""
        return [row for grade, rates in self.by_grade.items() for row in _records(grade, rates)]


def _records(grade: Grade, rates: GradeRates) -> Iterable[dict[str, Any]]:
    about = {"part": PART, "subject": grade}
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
        asked, first, second = _three_groups(generator.permutation(len(reactions.viewers)))
        models = [Recommender(learn(encoded, interactions, reactions.rows(half), config)) for half in (first, second)]
        histories = islice(_histories(reactions, asked, encoded), viewers)
        for viewer, history in histories:
            statements += _statements(viewer, history, models, evidence, generator)
    if not statements:
        raise ConfigError(f"no viewer has liked {SHORTEST} films; explanations can't be compared on these ratings")
    return _summary(statements)


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


def _statements(
    viewer: int,
    history: History,
    models: Sequence[Recommender],
    evidence: ContentEvidence,
    generator: np.random.Generator,
) -> Iterable[Statement]:
    one = models[0]
    query = one.query(history)
    for position in _picks(query.ranking.order, generator):
        why, theirs = (model.explain(query, model.catalogue.films[position]) for model in models)
        lots = generator.choice(_same_side(query.ranking, position), LOTS)
        by_lot = [agrees(one.explain(query, one.catalogue.films[lot]), theirs) for lot in lots.tolist()]
        yield Statement(viewer, sureness(why, evidence).grade, agrees(why, theirs), float(np.mean(by_lot)))


def _picks(order: Ints, generator: np.random.Generator) -> list[int]:
    """Return the best film, one of the rest of the ten best, and one of all others, as far as there are such."""
    groups = (order[:1], order[1:TOP], order[TOP:])
    return [int(generator.choice(group)) for group in groups if len(group)]


def _same_side(ranking: Ranking, film: int) -> Ints:
    """Return the films that are on one side of an average film with this one, itself among them, by position."""
    below = ranking.scores < -LEVEL
    return ranking.order[below[ranking.order] == below[film]]


def agrees(why: Explanation, other: Explanation) -> bool:
    """Tell whether another explanation of the film has it on the same side, and the first reason among its strongest.

    An explanation without any reason in its direction says nothing that could hold.
    """
    direction = direction_of(why)
    ours, theirs = ({key: v * direction for key, v in each.by_entry.items()} for each in (why, other))
    first = max(ours, key=lambda key: ours[key])
    strongest = sorted(theirs, key=lambda key: -theirs[key])[:STRONGEST]
    return ours[first] > 0 and direction_of(other) == direction and first in strongest


def _summary(statements: Sequence[Statement]) -> SurenessStudy:
    groups = ((grade, [each for each in statements if each.grade == grade]) for grade in GRADES)
    return SurenessStudy({grade: _rates(group) for grade, group in groups if group})


def _rates(statements: Sequence[Statement]) -> GradeRates:
    viewers = np.array([each.viewer for each in statements])
    cases: Floats = np.array([(each.holds, each.chance) for each in statements], dtype=np.float64)
    return GradeRates(rate_of(cases[:, 0], viewers), rate_of(cases[:, 1], viewers), len(statements))
