"""Methods of explaining, tried on one history and one film: take out what each calls strongest, and see what happens.

Each method of the registry that is no mere yardstick gives a value for each history film. Where a method is right, the
film falls fast when the films that it ranks strongest are taken out of the history one by one; wishes stay in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, name_list, with_sign
from emde_core.config import Recipe
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.case import Case, smallest_top
from emde_core.explain.methods.base import Attribution, Method
from emde_core.explain.methods.leave_one_out import LEAVE_ONE_OUT
from emde_core.explain.methods.registry import methods_for
from emde_core.explain.methods.score import ADDITIVE
from emde_core.history import History
from emde_core.recommender import Recommender

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MOST_TAKEN = 10  # history films taken out
ORDERS = 50  # drawn at random, for what chance does
SAME = 1e-9  # values closer than this are the same, relative to the largest
LEVEL = 0.005  # nats: what rounds to 0
COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True)
class Fall:
    """The effect of taking films out; both [n + 1], before the first one and after each.

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
        """Count the films that it takes to push the film out of the top; None if it stays."""
        return next((count for count, rank in enumerate(self.ranks) if rank > top), None)


@dataclass(frozen=True)
class MethodResult:
    """A method on this case, or several methods that give the same values.

    Attributes:
        labels: of the methods.
        values: by history film's id, in ``unit``.
        fall: the effect of taking films out in its order.
        total: what the values and those of wishes should add up to where the baseline is 0: the score, or the margin to
            rivals; None where they are parts of neither.
        rivals: labels of the films that the margin is to.
        unit: of the values.
    """

    labels: tuple[str, ...]
    values: Mapping[str, float]
    fall: Fall
    total: float | None = None
    rivals: tuple[str, ...] = ()
    unit: str = "nats"

    @property
    def rest(self) -> float:
        """The part of ``total`` that is no history film's: what wishes add, or a model without a history."""
        return 0.0 if self.total is None else self.total - sum(self.values.values())

    @property
    def name(self) -> str:
        """The methods' labels in words."""
        return " and ".join(self.labels)


@dataclass(frozen=True)
class MethodComparison:
    """Every method on one case.

    Attributes:
        film: the explained film.
        titles: history films by id.
        top: the k of "out of the top k": the smallest that holds the film now.
        results: of methods, those with the same values together.
        agreement: Spearman's rank correlation over history films of each two results; nan where one is constant.
        chance: the mean over orders drawn at random.
        wishes: how many the history has, which no method tells apart.
    """

    film: Film
    titles: Mapping[str, str]
    top: int
    results: tuple[MethodResult, ...]
    agreement: Mapping[tuple[str, str], float]
    chance: Fall
    wishes: int = 0

    @property
    def steps(self) -> int:
        """The number of films taken out."""
        return len(self.chance.scores) - 1


def compared_methods(recipe: Recipe) -> tuple[Method, ...]:
    """List the methods that are put side by side for a recipe's model."""
    return tuple(method for method in methods_for(recipe) if not method.yardstick)


def compare_methods(model: Recommender, history: History, film: str) -> MethodComparison:
    """Try every method.

    Raises:
        HistoryError: the history has too few films to take any out, or holds the film; or no film ranks behind it.
    """
    query = model.query(history)
    if len(query) < 3:
        raise HistoryError("Methods differ in the order of history films, so three at least are needed: add some.")
    position = model.position(film)
    case = Case(query, position, k=smallest_top(query.ranking, position))
    case.rank()
    attributions = {method: method.attribute(case) for method in compared_methods(model.trained.config.recipe)}
    results = tuple(_result(case, group, attributions[group[0]]) for group in _groups(attributions))
    return MethodComparison(
        film=model.catalogue.films[position],
        titles={each.id: each.label for each in query.films},
        top=case.k,
        results=results,
        agreement={(one.name, two.name): _correlation(one, two) for one, two in combinations(results, 2)},
        chance=_chance(case),
        wishes=len(query.wishes),
    )


def agreement_sentence(comparison: MethodComparison) -> str:
    """Say whether the methods agree on the history film that matters most, and which it is; first, where wishes do."""
    return f"{_wishes_first(comparison)}{_agreement(comparison)}"


def _unlike_signs(comparison: MethodComparison) -> str:
    """Name the films that speak for the film by one method and against it by another; "" for none."""
    films = [
        isolate(comparison.titles[film])
        for film in comparison.results[0].values
        if len({np.sign(each.values[film]) for each in comparison.results if abs(each.values[film]) >= LEVEL}) > 1
    ]
    return f" They differ on whether {name_list(films, 'or')} speaks for it or against it." if films else ""


def _wishes_first(comparison: MethodComparison) -> str:
    """Say that wishes add more than all films of the history together; "" where they do not."""
    ours = comparison.results[0]
    if not comparison.wishes or ours.rest <= sum(map(abs, ours.values.values())):
        return ""
    wishes = "Your wish adds" if comparison.wishes == 1 else "Your wishes add"
    film, films = isolate(comparison.film.title), sum(ours.values.values())
    return (
        f"{wishes} more to {film} than all films of your history together ({with_sign(ours.rest)} beside "
        f"{with_sign(films)}). "
    )


def _agreement(comparison: MethodComparison) -> str:
    by_film: dict[str, list[str]] = {}
    for result in comparison.results:
        by_film.setdefault(_strongest(comparison, result), []).append(result.name)
    count = len(comparison.results)  # methods that give the same numbers are one way
    ways = f"{capital(COUNTS.get(count, str(count)))} ways to explain {isolate(comparison.film.title)}"
    if len(by_film) == 1:
        orders = {tuple(sorted(each.values, key=lambda film: -each.values[film])) for each in comparison.results}
        rest = ", and on the order of all others" if len(orders) == 1 else ""
        return f"{ways} agree on which film matters most: {next(iter(by_film))}{rest}.{_unlike_signs(comparison)}"
    sides = "; ".join(f"{film} by {name_list(names)}" for film, names in by_film.items())
    return f"{ways} differ on which film matters most: {sides}."


def verdict(comparison: MethodComparison) -> str:
    """Say how many of the films that each method puts first have to go before the film leaves the top."""
    ordered = sorted(comparison.results, key=lambda each: (_need(each.fall, comparison), each.fall.area))
    film, top = isolate(comparison.film.title), comparison.top
    needs = [result.fall.leaves(top) for result in ordered]
    if needs[0] is None:
        return f"{film} stays in the top {top} by every way, though {_films(comparison.steps)} are taken out."
    if len(set(needs)) == 1:
        return f"{film} leaves the top {top} after {_films(needs[0])}, by every way."
    (best, least), *others = zip(ordered, needs, strict=True)
    rest = ", ".join(f"{'it stays' if need is None else f'after {need}'} by {other.name}" for other, need in others)
    return f"{film} leaves the top {top} after {_films(least or 0)} by {best.name}, {rest}."


def same_values_note(comparison: MethodComparison) -> str:
    """Say of methods with the same values why they are drawn once; "" where every method has its own."""
    notes = []
    for first, *others in (result.labels for result in comparison.results if len(result.labels) > 1):
        reason = ""
        if first == ADDITIVE.label and LEAVE_ONE_OUT.label in others:
            reason = (
                ": in this model a score is a sum over the history, and without a history film it falls by exactly "
                "that film’s bar"
            )
        verb, count = ("gives", "two") if len(others) == 1 else ("give", f"{len(others) + 1}")
        notes.append(
            f"{capital(' and '.join(others))} {verb} the same values as {first}, so the {count} are drawn once{reason}."
        )
    return " ".join(notes)


def fall_sentence(comparison: MethodComparison) -> str:
    """Say by which method the score falls fastest."""
    fast, slow = (pick(comparison.results, key=lambda each: each.fall.area) for pick in (min, max))
    if slow.fall.area - fast.fall.area < LEVEL:
        return "The score falls equally fast by each."
    return (
        f"The score falls fastest by {fast.name}: from {fast.fall.scores[0]:.2f} to {fast.fall.area:.2f} on average "
        f"over these steps, and to {slow.fall.area:.2f} by {slow.name}."
    )


def _strongest(comparison: MethodComparison, result: MethodResult) -> str:
    """Return the title of the history film that a method puts first; where none speaks for the film, say so."""
    first = max(result.values, key=lambda film: result.values[film])
    return isolate(comparison.titles[first]) if result.values[first] > 0 else "no film of the history"


def _need(fall: Fall, comparison: MethodComparison) -> int:
    leaves = fall.leaves(comparison.top)
    return comparison.steps + 1 if leaves is None else leaves


def _films(count: int) -> str:
    return "1 film" if count == 1 else f"{count} films"


def _groups(attributions: Mapping[Method, Attribution]) -> list[list[Method]]:
    """Put methods with the same values together."""
    groups: list[list[Method]] = []
    for method, attribution in attributions.items():
        tolerance = SAME * np.abs(attribution.values).max()
        for group in groups:
            if np.allclose(attributions[group[0]].values, attribution.values, rtol=0, atol=tolerance):
                group.append(method)
                break
        else:
            groups.append([method])
    return groups


def _result(case: Case, methods: Sequence[Method], attribution: Attribution) -> MethodResult:
    """Take films out in the order of an attribution that these methods share."""
    films = case.query.catalogue.films
    return MethodResult(
        labels=tuple(method.label for method in methods),
        values=dict(zip((film.id for film in case.query.films), attribution.values.tolist(), strict=True)),
        fall=_fall(case, np.argsort(-attribution.values, kind="stable")),
        total=attribution.total,
        rivals=tuple(films[rival].label for rival in attribution.rivals),
        unit=methods[0].unit,
    )


def _fall(case: Case, order: Ints) -> Fall:
    masks = np.array([case.without(order, count) for count in range(min(MOST_TAKEN, case.size - 1) + 1)])
    return Fall(tuple(case.scores(masks).tolist()), tuple(case.ranks(masks).tolist()))


def _chance(case: Case) -> Fall:
    generator = np.random.default_rng(0)
    falls = [_fall(case, generator.permutation(case.size)) for _ in range(ORDERS)]
    scores, ranks = (np.mean([getattr(fall, name) for fall in falls], axis=0) for name in ("scores", "ranks"))
    return Fall(tuple(scores.tolist()), tuple(ranks.tolist()))


def _correlation(one: MethodResult, two: MethodResult) -> float:
    values = [np.array(list(each.values.values())) for each in (one, two)]
    if any(np.ptp(each) == 0 for each in values):
        return float("nan")
    from scipy.stats import spearmanr  # half a second to import, and only this comparison needs it

    # rounded, so that what differs by rounding alone ranks alike
    return float(spearmanr(*(np.round(each / np.abs(each).max(), 9) for each in values)).statistic)
