"""Methods of explaining, tried on one history and one film: take out what each calls strongest, and see what happens.

All explain the same number, the film's score, by a value for each history film. Where a method is right, the film falls
fast when the films that it ranks strongest are taken out of the history one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.evaluate.faithfulness.case import Case
from emde_core.explain.pool import Pool
from emde_core.history import History
from emde_core.recommender import Recommender

Floats = NDArray[np.float64]
OURS, PUBLISHED, LEAVE_ONE_OUT = "ours", "published", "leave-one-out"
MOST_TAKEN = 10  # history films taken out
ORDERS = 50  # drawn at random, for what chance does
TOPS = (10, 20, 50, 100, 200, 500)
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
        name: of the method; "ours and leave-one-out" where two give the same values.
        values: by history film's id, in nats.
        fall: what its order does.
    """

    name: str
    values: Mapping[str, float]
    fall: Fall


@dataclass(frozen=True)
class Trial:
    """Every method on one case.

    Attributes:
        film: the explained film.
        score: its score; a method's values should add up to it where the baseline is 0.
        titles: history films by id.
        top: the k of "out of the top k": the smallest of TOPS that holds the film now.
        contenders: methods, those with the same values together.
        agreement: Spearman's rank correlation over history films of each two methods; nan where one is constant.
        chance: the mean over orders drawn at random.
    """

    film: Film
    score: float
    titles: Mapping[str, str]
    top: int
    contenders: tuple[Contender, ...]
    agreement: Mapping[tuple[str, str], float]
    chance: Fall

    @property
    def taken(self) -> int:
        """How many films were taken out."""
        return len(self.chance.scores) - 1


def try_methods(model: Recommender, history: History, film: str) -> Trial:
    """Try every method.

    Raises:
        HistoryError: the history has too few films to take any out, or holds the film.
    """
    resolved = model.resolve(history)
    if len(resolved) < 3:
        raise HistoryError("methods differ in the order of history films, so three at least are needed; add some")
    explained = model.explain(resolved, film, words=False)
    if explained.rank is None:
        raise HistoryError(f"{explained.film.label} is in the history and has no rank to lose; choose another film")
    ids = [each for each, _ in resolved]
    maps = _maps(model, resolved, film, explained.by_film)
    values = {name: np.array([by_film[each] for each in ids]) for name, by_film in maps.items()}
    case = _case(model, resolved, film)
    return Trial(
        film=explained.film,
        score=explained.score,
        titles={part.film.id: part.film.label for part in explained.contributions},
        top=next((top for top in TOPS if explained.rank <= top), len(case.order)),
        contenders=tuple(
            Contender(" and ".join(names), maps[names[0]], _fall(case, _strongest_first(values[names[0]])))
            for names in _same(values)
        ),
        agreement={(one, two): _correlation(values[one], values[two]) for one, two in combinations(values, 2)},
        chance=_chance(case),
    )


def verdict(trial: Trial) -> str:
    """Which method wins this case, in a sentence; a tie is called one."""
    ordered = sorted(trial.contenders, key=lambda c: (_needed(c.fall, trial), c.fall.area))
    if len(ordered) == 1:
        return "All methods give the same values here, so none can win."
    best, last = ordered[0], ordered[-1]
    needs = [c.fall.leaves(trial.top) for c in (best, last)]
    if needs[0] is None:
        said = f"No method pushes it out of the top {trial.top} within {trial.taken} films"
    elif needs[0] == needs[1]:
        said = f"A tie on rank: every method needs {_films(needs[0])} to push it out of the top {trial.top}"
    else:
        other = "does not manage it" if needs[1] is None else f"needs {needs[1]}"
        said = (
            f"{_capital(best.name)} needs {_films(needs[0])} to push it out of the top {trial.top}, {last.name} {other}"
        )
    return f"{said}. {_by_area(ordered)}"


def _by_area(ordered: list[Contender]) -> str:
    fast, slow = (pick(ordered, key=lambda c: c.fall.area) for pick in (min, max))
    if slow.fall.area - fast.fall.area < 0.005:
        return "The score falls equally fast by either."
    return (
        f"The score falls faster by {fast.name}: on average {fast.fall.area:.2f} of it is left, "
        f"against {slow.fall.area:.2f} by {slow.name}."
    )


def _needed(fall: Fall, trial: Trial) -> int:
    leaves = fall.leaves(trial.top)
    return trial.taken + 1 if leaves is None else leaves


def _films(count: int) -> str:
    return "1 film" if count == 1 else f"{count} films"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _maps(model: Recommender, history: History, film: str, ours: Mapping[str, float]) -> dict[str, Mapping[str, float]]:
    published = model.explain(history, film, words=False, method="published")
    without = model.leave_one_out(history, film)
    return {
        OURS: ours,
        PUBLISHED: published.by_film,
        LEAVE_ONE_OUT: {each.film.id: -each.score_change for each in without},
    }


def _case(model: Recommender, history: History, film: str) -> Case:
    pool = Pool.of(model.trained, history)
    outside = model.trained.readout.known.copy()
    outside[pool.films] = False
    return Case(pool, model.catalogue.index[film], outside)


def _strongest_first(values: Floats) -> NDArray[np.int64]:
    return np.argsort(-values, kind="stable")


def _fall(case: Case, order: NDArray[np.int64]) -> Fall:
    held = np.array([case.without(order, count) for count in range(min(MOST_TAKEN, case.size - 1) + 1)])
    return Fall(tuple(case.own_score(held).tolist()), tuple(case.ranks(held).tolist()))


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
