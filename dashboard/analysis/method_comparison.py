"""Methods of explaining, tried on one history and one film: take out what each calls strongest, and see what happens.

Each gives a value for each history film: all but one of the film's score, ours for the rank of its margin to the films
that would take its place. Where a method is right, the film falls fast when the films that it ranks strongest are taken
out of the history one by one; wishes stay in it. A model of the published recipe has a method of its own besides:
buckets read as a count-min sketch (arXiv 2006.09979).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from dashboard.text.grammar import capital
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.evaluate.faithfulness.case import Case
from emde_core.explain.rank_margin import RankMargin, rank_margin
from emde_core.explain.ranks import competing
from emde_core.history import History
from emde_core.model.published import Published
from emde_core.recommender import Recommender

Floats = NDArray[np.float64]
SCORE, RANK, PUBLISHED, LEAVE_ONE_OUT = "ours for the score", "ours for the rank", "published", "leave-one-out"
MOST_TAKEN = 10  # history films taken out
ORDERS = 50  # drawn at random, for what chance does
TOPS = (10, 20, 50, 100, 200, 500)
DEEPEST = TOPS[0]  # rivals behind the film that have to overtake it before it counts as out, at most
SAME = 1e-9  # values closer than this are the same, relative to the largest


@dataclass(frozen=True)
class Fall:
    """What taking films out does; both [n + 1], before the first one and after each.

    Attributes:
        scores: of the explained film, in nats relative to the catalogue's mean.
        ranks: its place among films outside the original history; a mean over orders for chance.
    """

    scores: tuple[float, ...]
    ranks: tuple[float, ...]

    @property
    def area(self) -> float:
        """The mean score left, over all steps: the smaller, the faster it fell."""
        return float(np.mean(self.scores[1:]))

    def leaves(self, top: int) -> int | None:
        """How many films it takes to push the film out of the top; None if it stays."""
        return next((taken for taken, rank in enumerate(self.ranks) if rank > top), None)


@dataclass(frozen=True)
class Contender:
    """A method on this case.

    Attributes:
        name: of the method; "ours for the score and leave-one-out" where two give the same values.
        values: by history film's id, in nats.
        explains: what the values and those of wishes should add up to where the baseline is 0: the score, or the margin
            to rivals.
        fall: what its order does.
    """

    name: str
    values: Mapping[str, float]
    explains: float
    fall: Fall


@dataclass(frozen=True)
class MethodComparison:
    """Every method on one case.

    Attributes:
        film: the explained film.
        rivals: titles of the films whose mean score ours for the rank compares it with.
        titles: history films by id.
        top: the k of "out of the top k": the smallest of TOPS that holds the film now.
        contenders: methods, those with the same values together.
        agreement: Spearman's rank correlation over history films of each two contenders; nan where one is constant.
        chance: the mean over orders drawn at random.
    """

    film: Film
    rivals: tuple[str, ...]
    titles: Mapping[str, str]
    top: int
    contenders: tuple[Contender, ...]
    agreement: Mapping[tuple[str, str], float]
    chance: Fall

    @property
    def taken(self) -> int:
        """How many films were taken out."""
        return len(self.chance.scores) - 1


def compare_methods(model: Recommender, history: History, film: str) -> MethodComparison:
    """Try every method.

    Raises:
        HistoryError: the history has too few films to take any out, or holds the film; or no film ranks behind it.
    """
    resolved = model.resolve(history)
    if len(resolved) < 3:
        raise HistoryError("methods differ in the order of history films, so three at least are needed; add some")
    explained = model.explain(resolved, film)
    if explained.rank is None:
        raise HistoryError(f"{explained.film.label} is in the history and has no rank to lose; choose another film")
    case = _case(model, resolved, film)
    top = next((top for top in TOPS if explained.rank <= top), len(case.order))
    kept = _place(case, top, explained.film)
    ids = [each for each, _ in resolved]
    maps = _maps(model, resolved, film, explained.by_entry, dict(zip(ids, kept.values.tolist(), strict=True)))
    values = {name: np.array([by_film[each] for each in ids]) for name, by_film in maps.items()}
    explains = dict.fromkeys(maps, explained.score) | {RANK: kept.margin}
    drawn = {" and ".join(names): names[0] for names in _same(values)}
    return MethodComparison(
        film=explained.film,
        rivals=tuple(model.catalogue.films[rival].label for rival in kept.rivals),
        titles={film: model.catalogue[film].label for film in ids},
        top=top,
        contenders=tuple(
            Contender(name, maps[first], explains[first], _fall(case, _strongest_first(values[first])))
            for name, first in drawn.items()
        ),
        agreement={
            (one, two): _correlation(values[drawn[one]], values[drawn[two]]) for one, two in combinations(drawn, 2)
        },
        chance=_chance(case),
    )


def verdict(trial: MethodComparison) -> str:
    """Which method wins this case, in a sentence; a tie is called one."""
    ordered = sorted(trial.contenders, key=lambda c: (_needed(c.fall, trial), c.fall.area))
    if len(ordered) == 1:
        return "All methods give the same values here, so none can win."
    return f"{_by_rank(ordered, trial)} {_by_area(ordered)}"


def _by_rank(ordered: list[Contender], trial: MethodComparison) -> str:
    needs = [contender.fall.leaves(trial.top) for contender in ordered]
    best, *others = ordered
    if needs[0] is None:
        return f"No method pushes it out of the top {trial.top} within {trial.taken} films."
    if len(set(needs)) == 1:
        return f"A tie on rank: every method needs {_films(needs[0])} to push it out of the top {trial.top}."
    listed = ", ".join(
        f"{other.name} {'does not manage it' if need is None else need}"
        for other, need in zip(others, needs[1:], strict=True)
    )
    return f"{capital(best.name)} needs {_films(needs[0])} to push it out of the top {trial.top}, {listed}."


def alike(trial: MethodComparison) -> str:
    """Says of methods with the same values why they are drawn once; "" where every method has its own."""
    if not any(LEAVE_ONE_OUT in each.name and SCORE in each.name for each in trial.contenders):
        return ""
    return (
        "Leave-one-out gives the same values as ours for the score, so the two are drawn once: in this model a score "
        "is a sum over the history, and without a history film it falls by exactly that film’s bar."
    )


def _by_area(ordered: list[Contender]) -> str:
    fast, slow = (pick(ordered, key=lambda c: c.fall.area) for pick in (min, max))
    if slow.fall.area - fast.fall.area < 0.005:
        return "The score falls equally fast by each."
    return (
        f"The score falls fastest by {fast.name}: on average {fast.fall.area:.2f} nats of it are left, "
        f"against {slow.fall.area:.2f} by {slow.name}."
    )


def _needed(fall: Fall, trial: MethodComparison) -> int:
    leaves = fall.leaves(trial.top)
    return trial.taken + 1 if leaves is None else leaves


def _films(count: int) -> str:
    return "1 film" if count == 1 else f"{count} films"


def _maps(
    model: Recommender, history: History, film: str, score: Mapping[str, float], rank: Mapping[str, float]
) -> dict[str, Mapping[str, float]]:
    """What each method gives each history film."""
    without = model.leave_one_out(history, film)
    maps = {
        SCORE: {each: score[each] for each in rank},
        RANK: rank,
        LEAVE_ONE_OUT: {each.film.id: -each.score_change for each in without},
    }
    if isinstance(model.trained.model, Published):
        maps[PUBLISHED] = model.explain(history, film, method="published").by_entry
    return maps


def _place(case: Case, top: int, film: Film) -> RankMargin:
    """What keeps the film in the top: its margin to those behind it, enough of whom must overtake it to push it out."""
    ahead = int(np.flatnonzero(case.order == case.film)[0])
    behind = case.order[ahead + 1 :]
    if not len(behind):
        raise HistoryError(f"{film.label} is the last in the ranking and has no place to lose; choose another film")
    return rank_margin(case.pool, case.film, behind, min(top - ahead, DEEPEST))


def _case(model: Recommender, history: History, film: str) -> Case:
    pool = model.pool(history)
    return Case(pool, model.catalogue.index[film], competing(pool.model, pool.films))


def _strongest_first(values: Floats) -> NDArray[np.int64]:
    return np.argsort(-values, kind="stable")


def _fall(case: Case, order: NDArray[np.int64]) -> Fall:
    held = np.array([case.without(order, count) for count in range(min(MOST_TAKEN, case.size - 1) + 1)])
    scores = case.pool.scores(held)[:, case.film]
    return Fall(tuple(scores.tolist()), tuple(case.ranks(held).tolist()))


def _chance(case: Case) -> Fall:
    generator = np.random.default_rng(0)
    falls = [_fall(case, generator.permutation(case.size)) for _ in range(ORDERS)]
    scores, ranks = (np.mean([getattr(fall, name) for fall in falls], axis=0) for name in ("scores", "ranks"))
    return Fall(tuple(scores.tolist()), tuple(ranks.tolist()))


def _same(values: Mapping[str, Floats]) -> list[list[str]]:
    """Methods' names, those with the same values together."""
    groups: list[list[str]] = []
    for name, mine in values.items():
        tolerance = SAME * np.abs(mine).max()
        for group in groups:
            if np.allclose(values[group[0]], mine, rtol=0, atol=tolerance):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _correlation(one: Floats, two: Floats) -> float:
    if np.ptp(one) == 0 or np.ptp(two) == 0:
        return float("nan")
    # rounded, so that what differs by rounding alone ranks alike
    ranked = [np.round(each / np.abs(each).max(), 9) for each in (one, two)]
    return float(spearmanr(*ranked).statistic)
