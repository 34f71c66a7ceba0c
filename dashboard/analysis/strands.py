"""Threads between two films in a few rows: names that both have, all else that is alike in them, and company.

Rows with a name + the rest of the likeness + company = what the history film adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.reasons.credits import PEOPLE
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.text.words import is_function_word

MOST = 3  # rows with a name
REST, WHOLE = "all else that is alike", "what is alike in both"  # beside names that both have, and without any
LEAST = 0.005  # nats: what adds less would stand with 0.00 beside it
Shared = tuple[str, str, str]  # a modality, a field of names, and the name or word


@dataclass(frozen=True)
class Strand:
    """A name or a word that both films have.

    Attributes:
        name: as people read it.
        modality: the one whose accent it bears.
        weight: what it adds, from the one film to the other, in nats.
    """

    name: str
    modality: str
    weight: float


@dataclass(frozen=True)
class Strands:
    """The rows of two films: strands + rest + company = contribution.

    Attributes:
        shared: the strongest strands, by size.
        rest: all other likeness in content, in nats.
        company: what is no likeness in content.
        contribution: what the history film adds to the score.
    """

    shared: tuple[Strand, ...]
    rest: float
    company: float
    contribution: float

    @property
    def likeness(self) -> float:
        """The sum of the likeness in content, in nats."""
        return self.contribution - self.company


def strands_of(threads: FilmThreads, most: int = MOST) -> Strands:
    """Return what two films share by name, at most so many rows, and the sum of all else."""
    weights: dict[Shared, float] = {}
    for (modality, field, name), weight in _shared_weights(threads):
        row = modality, "person" if field in PEOPLE else field, name  # whoever did several things has one
        weights[row] = weights.get(row, 0.0) + weight
    clear = (Strand(name, modality, weight) for (modality, _, name), weight in weights.items() if abs(weight) >= LEAST)
    strongest = tuple(sorted(clear, key=lambda each: -abs(each.weight))[:most])
    rest = threads.contribution - threads.company - sum(each.weight for each in strongest)
    return Strands(strongest, rest, threads.company, threads.contribution)


def _shared_weights(threads: FilmThreads) -> Iterator[tuple[Shared, float]]:
    columns: dict[Shared, list[int]] = {}
    for k, atom in enumerate(threads.watched):
        if shared := _shared(atom):
            columns.setdefault(shared, []).append(k)
    for row, atom in enumerate(threads.parts):
        if (shared := _shared(atom)) in columns:
            yield shared, float(threads.weights[row, columns[shared]].sum())


def _shared(atom: AtomValue) -> Shared | None:
    """Return what of an atom another film can have as well; None for a function word, and for a patch of a poster."""
    if isinstance(atom, CategoryValue):
        return atom.modality, atom.field, atom.name
    if isinstance(atom, WordValue) and not is_function_word(atom.text):
        return atom.modality, "", f"“{atom.text.casefold()}”"
    return None
