"""Evidence threads: which atom of a history film and which of the recommended film meet behind its score.

    pair(a of i, b of j) = r_i g_j <x_a, x_b>,      x_a = w_a (h(a) / l_i - mu / W_i)

in one modality; between words of a plot, the sum over their tokens. The pairs of two films add up to what likeness in
content adds, and company is the rest: nothing remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from emde_core.arrays import Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.explain.additive import AdditiveParts
from emde_core.explain.answers import Answers
from emde_core.explain.values import AtomValue, AtomValues, are_tokens
from emde_core.modalities.text import word_numbers
from emde_core.schema import COMPANY, Position, Reaction
from emde_core.sketch.portrait import ModalityPortrait, Portrait
from emde_core.summary import few, summary

COUNT = 12  # threads between two films that are listed by default
OTHERS = "others"  # the part of a table's row that sums the threads that are not listed


@dataclass(frozen=True)
class Thread:
    """A part of the recommended film, a part of a history film, and what the two together add to the score, in nats."""

    recommended: AtomValue
    watched: AtomValue
    weight: float

    @property
    def label(self) -> str:
        """The two parts in words: "keeper & lighthouse"."""
        return f"{self.watched.label} & {self.recommended.label}"

    def __repr__(self) -> str:
        return summary(self, f"{self.label} {self.weight:+.2f}")


@dataclass(frozen=True)
class FilmThreads:
    """All threads between the recommended film and one history film.

    contribution = the listed threads' weights + ``unlisted`` + ``company``.

    Attributes:
        film, reaction: the history film.
        contribution: what it adds to the score, in nats.
        threads: the strongest, by size.
        unlisted: the sum of the weights of all others.
        company: what of the contribution is no likeness in content.
        parts: of the recommended film: words, categories, regions; watched: of the history film.
        weights: [parts, watched], of every thread there is; 0 between parts of different modalities.
    """

    film: Film
    reaction: Reaction
    contribution: float
    threads: tuple[Thread, ...]
    unlisted: float
    company: float
    parts: tuple[AtomValue, ...] = field(repr=False)
    watched: tuple[AtomValue, ...] = field(repr=False)
    weights: Floats = field(repr=False, compare=False)

    def __repr__(self) -> str:
        strongest = few([f"{each.label} {each.weight:+.2f}" for each in self.threads])
        return summary(self, self.film.label, self.reaction, f"{self.contribution:+.2f}: {strongest}")

    @property
    def label(self) -> str:
        """The history film's title and year."""
        return self.film.label

    def rows(self) -> Iterator[dict[str, Any]]:
        """Return a row for each listed thread, one for the others and one for company; they sum to the contribution."""
        film = {"film": self.film.id, "title": self.film.title, "reaction": self.reaction}
        for each in self.threads:
            ends = {"watched": each.watched.label, "recommended": each.recommended.label}
            yield film | {"part": each.watched.modality} | ends | {"value": each.weight}
        for part, value in ((OTHERS, self.unlisted), (COMPANY, self.company)):
            yield film | {"part": part, "watched": None, "recommended": None, "value": value}

    def to_frame(self) -> pd.DataFrame:
        """Return a tidy table of these rows."""
        return pd.DataFrame(list(self.rows()))


class Threads(Answers[FilmThreads]):
    """The threads between a film and the films of a history, in the order asked for.

    >>> from emde_core import History, demo_model
    >>> to_alien, to_blade_runner = demo_model().threads(History(liked=["Alien", "Blade Runner"]), "Brazil", count=3)
    >>> len(to_alien.threads), to_alien.film.title
    (3, 'Alien')
    """

    __slots__ = ()


def threads(tree: AdditiveParts, which: Iterable[int], count: int = COUNT) -> Threads:
    """The threads between a film and some of a history's films.

    Args:
        tree: the film and the history; without a rival.
        which: the history films' numbers.
        count: threads listed for each.
    """
    return Threads(_between(tree, h, count) for h in which)


def _between(tree: AdditiveParts, h: int, count: int) -> FilmThreads:
    own, query = tree.question.film, tree.question.query
    other = Portrait.of_catalogue(tree.encoded, Position(int(query.positions[h])))
    sides = [_parts(tree, film) for film in (own, other)]
    (parts, places), (watched, others) = sides
    weights = np.zeros((len(parts), len(watched)))
    _, column, _ = tree.columns[0]
    for m, modality in enumerate(tree.model.modalities):
        if modality in own.by_modality and modality in other.by_modality:
            pairs = (
                tree.entry_weights[h]
                * column.gains[m]
                * _pairs(tree, modality, own.by_modality[modality], other.by_modality[modality])
            )
            np.add.at(weights, np.ix_(places[modality], others[modality]), pairs)
    total, contribution = float(weights.sum()), float(tree.totals[h])
    strongest = _strongest(weights, count)
    strongest_threads = tuple(Thread(parts[j], watched[i], float(weights[j, i])) for j, i in strongest)
    weights.setflags(write=False)
    return FilmThreads(
        film=other.film,
        reaction=query.reactions[h],
        contribution=contribution,
        threads=strongest_threads,
        unlisted=total - sum(thread.weight for thread in strongest_threads),
        company=contribution - total,
        parts=parts,
        watched=watched,
        weights=weights,
    )


def _parts(tree: AdditiveParts, film: Portrait) -> tuple[tuple[AtomValue, ...], dict[str, Ints]]:
    """A film's parts for people, without values, and by modality the part's number that each atom belongs to."""
    appearances = {modality: film.appearances(tree.encoded, modality) for modality in film.by_modality}
    atoms = {modality: part.atoms for modality, part in film.by_modality.items()}
    nothing = ((m, each, atoms[m].places, np.zeros(atoms[m].count)) for m, each in appearances.items())
    parts = AtomValues.of(film.film, nothing).all
    numbers = {m: np.array([k for k, part in enumerate(parts) if part.modality == m]) for m in appearances}
    for modality, each in appearances.items():
        if are_tokens(each):
            numbers[modality] = numbers[modality][word_numbers(film.film.plot, atoms[modality].places)]
    return parts, numbers


def _pairs(tree: AdditiveParts, modality: str, own: ModalityPortrait, other: ModalityPortrait) -> Floats:
    """<x_b, x_a> for the atoms b of one film and a of another, [own atoms, other atoms]."""
    mean = tree.model.means[modality]
    table = own.atoms.table(mean)
    mine = own.atoms.read(table) / (own.length * other.total)
    theirs = other.atoms.read(table) / (other.length * own.total)
    alike = own.atoms.overlaps(other.atoms) / (own.length * other.length)
    pairs: Floats = alike - mine[:, None] - theirs + mean @ mean / (own.total * other.total)
    return pairs * np.outer(own.atoms.weights, other.atoms.weights)


def _strongest(weights: Floats, count: int) -> list[tuple[int, int]]:
    """(row, column) of the largest entries by size, largest first."""
    sizes = np.abs(weights).ravel()
    least = np.partition(sizes, -count)[-count] if 0 < count < len(sizes) else 0.0
    some = np.flatnonzero(sizes >= least)
    order = some[np.argsort(-sizes[some], kind="stable")][:count]
    rows, columns = np.unravel_index(order, weights.shape)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
