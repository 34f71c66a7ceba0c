"""A method of explaining: its name, what it gives, and the function that gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, get_args

import numpy as np

from emde_core.arrays import Floats
from emde_core.config import Recipe
from emde_core.explain.case import Case
from emde_core.explain.explanation import CompanyEvidence, Contribution, Margin
from emde_core.explain.meetings import Meeting
from emde_core.explain.question import Question
from emde_core.explain.values import AtomValues, CategoryValue, WordValue
from emde_core.extras import Extra
from emde_core.schema import WHOLE, Position


@dataclass(frozen=True, eq=False)
class Attribution:
    """The values of a history's films.

    Attributes:
        values: [H], in the method's unit; the larger, the more a film speaks for the one that is explained.
        total: what they are parts of, in nats: the film's score, or its margin to rivals; None in other units.
        rivals: the positions of the films whose mean score that margin is to; none for a score.
    """

    values: Floats
    total: float | None = None
    rivals: tuple[Position, ...] = ()


class Parts(Protocol):
    """A score, or a margin, taken apart: baseline + absent + the contributions."""

    @property
    def margin(self) -> Margin | None:
        """The margin that is taken apart; None where it is the score."""

    @property
    def baseline(self) -> float:
        """The score at the baseline, in nats."""

    @property
    def absent(self) -> float:
        """The part that the baseline's films outside the history add, in nats."""

    def contributions(self) -> tuple[Contribution, ...]:
        """List entry x part, in the history's order."""

    def atoms(self) -> tuple[AtomValues, ...]:
        """List what the atoms of the film, and of its rival, add."""

    def history_atoms(self) -> tuple[AtomValues, ...]:
        """List what the atoms of each history film add."""

    def categories_through(self, film_id: str) -> tuple[CategoryValue, ...]:
        """List what each category of the film adds through one film of the history alone."""

    def meetings(self, words: Sequence[WordValue]) -> tuple[Meeting, ...]:
        """List the words of the film that come close to a word of a liked film."""

    def company(self) -> tuple[CompanyEvidence, ...]:
        """List what company rests on."""


@dataclass(frozen=True)
class Method:
    """A way to say what each film of a history adds.

    Attributes:
        name: as ``Recommender.explain`` takes it.
        label: as people read it, on screens and in measurements.
        description: a phrase that ends the sentence "this method gives ...".
        attribute: gives the values of a case.
        adds_up: whether the values are parts of a sum: with what the empty history has, they add up to their total.
        recipes: the recipes whose models it can explain.
        unit: of the values; "nats" where they are parts of a log score.
        takes_rival: whether it can explain how far one film is above another.
        yardstick: whether it is measured against, and not offered beside others on a screen.
        extra: what to install for it, besides the package itself.
        decompose: takes a score apart further, down to parts and atoms; None for a method that takes no film apart.
    """

    name: str
    label: str
    description: str
    attribute: Callable[[Case], Attribution]
    adds_up: bool = False
    recipes: tuple[Recipe, ...] = get_args(Recipe)
    unit: str = "nats"
    takes_rival: bool = False
    yardstick: bool = False
    extra: Extra | None = None
    decompose: Callable[[Question], Parts] | None = None

    def parts(self, question: Question) -> Parts:
        """Take a score apart as far as the method can."""
        return self.decompose(question) if self.decompose else FilmValues(self.attribute, Case.of(question))


@dataclass(frozen=True, eq=False)
class FilmValues:
    """The parts of a score by a method that takes no film apart: a value for each history film.

    The baseline is what the history's wishes have alone, since they stay wherever films are left out: their score, or
    their margin to the same rivals.
    """

    attribute: Callable[[Case], Attribution]
    case: Case

    @cached_property
    def attribution(self) -> Attribution:
        """The values of the history's films."""
        return self.attribute(self.case)

    @property
    def margin(self) -> Margin | None:
        """The margin to the attribution's rivals; None where it has none."""
        own, films = self.attribution, self.case.query.catalogue.films
        if own.total is None or not own.rivals:
            return None
        return Margin(own.total, tuple(films[position] for position in own.rivals))

    @cached_property
    def baseline(self) -> float:
        """The score, or the margin, without any film of the history, in nats."""
        without, rivals = np.zeros((1, self.case.size)), list(self.attribution.rivals)
        if not rivals:
            return float(self.case.scores(without)[0])
        scores = self.case.query.masked_histories.scores(without)[0]
        return float(scores[self.case.film] - scores[rivals].mean())

    @property
    def absent(self) -> float:
        """Nothing: the baseline holds no films."""
        return 0.0

    def contributions(self) -> tuple[Contribution, ...]:
        """List a value for each history film, in the history's order."""
        query, values = self.case.query, self.attribution.values.tolist()
        return tuple(
            Contribution(film, reaction, WHOLE, value)
            for film, reaction, value in zip(query.films, query.reactions, values, strict=True)
        )

    def atoms(self) -> tuple[AtomValues, ...]:
        """List nothing: no film is taken apart."""
        return ()

    def history_atoms(self) -> tuple[AtomValues, ...]:
        """List nothing, as for ``atoms``."""
        return ()

    def categories_through(self, film_id: str) -> tuple[CategoryValue, ...]:  # noqa: ARG002 - as for ``meetings``
        """List nothing, as for ``atoms``."""
        return ()

    def meetings(self, words: Sequence[WordValue]) -> tuple[Meeting, ...]:  # noqa: ARG002 - a film has no words here
        """List nothing, as for ``atoms``."""
        return ()

    def company(self) -> tuple[CompanyEvidence, ...]:
        """List nothing: company is not told from likeness."""
        return ()
