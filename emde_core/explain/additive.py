"""One film's score for one history as a tree of sums: entry -> company and modalities -> atoms, and from both sides.

With u = sum_i r_i s_i + wishes, for the film j and its atom b, and an atom a of the history film i (index m left out):

    atom b of j = g_j <u, x_b>        atom a of i = r_i g_j <x_a, s_j>        content(i, j) = r_i g_j <s_i, s_j>

Each level adds up to the one above; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emde_core.arrays import Bools, Floats
from emde_core.data.catalogue import Film
from emde_core.errors import HistoryError
from emde_core.explain.explanation import CompanyEvidence, Contribution
from emde_core.explain.meetings import Meeting, meetings
from emde_core.explain.query import Query
from emde_core.explain.question import Question
from emde_core.explain.values import AtomValues, CategoryValue, WordValue
from emde_core.modalities.base import Name
from emde_core.model.affinity import Affinity, Column
from emde_core.schema import COMPANY, ITSELF, LIKE, POPULARITY, RELAYED, WISH, Position
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from emde_core.sketch.portrait import Portrait

MEETING_FILMS = 8  # liked films whose plots are looked through for close words


@dataclass(frozen=True)
class AdditiveParts:
    """The parts of one film's score.

    Attributes:
        model: the question's model, of our recipe.
        question: what is explained.
    """

    model: Affinity
    question: Question

    @property
    def encoded(self) -> EncodedCatalogue:
        """The catalogue as the model reads it."""
        return self.question.query.trained.encoded

    @property
    def query(self) -> Query:
        """The history."""
        return self.question.query

    @cached_property
    def columns(self) -> tuple[tuple[Portrait, Column, float], ...]:
        """The film with sign 1, and its rival with sign -1."""
        question = self.question
        films = [(question.film, 1.0)] + ([(question.rival, -1.0)] if question.rival else [])
        return tuple((film, self.column(film), sign) for film, sign in films)

    def column(self, film: Portrait) -> Column:
        """A film as it is recommended."""
        if film.position is None:
            return self.model.unrated_column(film.units)
        return self.model.column(film.position)

    @cached_property
    def shares(self) -> Floats:
        """[H], how much of an entry is beyond the baseline: all of it, or 1 less the average viewer's share."""
        if self.question.baseline == "empty":
            return np.ones(len(self.query.rows))
        shares: Floats = 1 - self.model.average[self.query.rows]
        return shares

    @cached_property
    def weights(self) -> Floats:
        """[H], r_i times the entry's share."""
        return self.model.weights(self.query.rows) * self.shares

    @cached_property
    def itself(self) -> Bools:
        """[H], which entry is the explained film, or its rival: it is one entry, not taken apart."""
        positions = [film.position for film, _, _ in self.columns if film.position is not None]
        return np.isin(self.query.positions, positions)

    @cached_property
    def entry_weights(self) -> Floats:
        """[H], the weights of the entries that are taken apart; 0 for the others."""
        weights: Floats = np.where(self.itself, 0.0, self.weights)
        return weights

    @cached_property
    def totals(self) -> Floats:
        """[H], what each history film adds in all."""
        total = np.zeros(len(self.query.rows))
        for _, column, sign in self.columns:
            total += sign * self.model.effects(self.query.rows, column)
        return total * self.shares

    @property
    def remainder(self) -> str:
        """The name of what likeness does not tell: company, or where ratings tell nothing an average film's part."""
        return RELAYED if all(column.place is None for _, column, _ in self.columns) else COMPANY

    @cached_property
    def content(self) -> Mapping[str, Floats]:
        """The part of likeness in each partition, [H, D], by modality; 0 for a film to itself."""
        return {m: self._content(m) for m in self.model.modalities}

    def _content(self, modality: str) -> Floats:
        sketches, depth = self.model.sketches[modality], self.encoded.atoms[modality].depth
        alike = sketches.by_partition(self.facing[modality], self.query.positions, depth)
        return alike * self.entry_weights[:, None]

    @cached_property
    def facing(self) -> Mapping[str, Floats]:
        """The film's g s less its rival's, [D * W], by modality: the history's atoms are read by it."""
        facing = {m: np.zeros(len(mean)) for m, mean in self.model.means.items()}
        for _, column, sign in self.columns:
            for gain, m in zip(column.gains, facing, strict=True):
                facing[m] += sign * gain * column.sketches[m]
        return facing

    @property
    def score(self) -> float:
        """All of it."""
        return float(self.baseline + self.totals.sum() + self.absent + sum(c.value for c in self._of_wishes()))

    def contributions(self) -> tuple[Contribution, ...]:
        """Entry x part, in the history's order: the modalities, then the remainder; wishes come last."""
        return (*self._of_films(), *self._of_wishes())

    def _of_films(self) -> Iterator[Contribution]:
        sums = {m: parts.sum(axis=1) for m, parts in self.content.items()}
        rest = self.totals - sum(sums.values(), np.zeros(len(self.query.rows)))
        for h, (film, reaction) in enumerate(zip(self.query.films, self.query.reactions, strict=True)):
            if self.itself[h]:
                yield Contribution(film, reaction, ITSELF, float(self.totals[h]))
                continue
            for m, parts in self.content.items():
                yield Contribution(film, reaction, m, float(sums[m][h]), parts[h])
            yield Contribution(film, reaction, self.remainder, float(rest[h]))

    def _of_wishes(self) -> Iterator[Contribution]:
        for each in self.query.wishes:
            if each.modality is None:
                value = sum(sign * column.log_popularity for _, column, sign in self.columns) * each.weight
                yield Contribution(None, WISH, POPULARITY, float(value), wish=each.wish)
                continue
            products = each.sketch * self.facing[each.modality]
            by_partition = products.reshape(self.encoded.atoms[each.modality].depth, -1).sum(axis=1)
            yield Contribution(None, WISH, each.modality, float(by_partition.sum()), by_partition, each.wish)

    @property
    def margin(self) -> None:
        """None: it is the score that is taken apart."""

    @property
    def baseline(self) -> float:
        """The score at the baseline."""
        if self.question.baseline == "empty":
            return 0.0
        return self._added_by(self.model.average)

    @property
    def absent(self) -> float:
        """The part that the baseline's films outside the history add, and that the score lacks."""
        if self.question.baseline == "empty":
            return 0.0
        others = self.model.average.copy()
        others[self.query.rows] = 0
        return -self._added_by(others)

    def _added_by(self, weights: Floats) -> float:
        """Return what all films add, each times its weight, [2 films]."""
        every = np.arange(len(weights))
        return float(sum(sign * (weights @ self.model.effects(every, column)) for _, column, sign in self.columns))

    def atoms(self) -> tuple[AtomValues, ...]:
        """List the values of the film's atoms, and of its rival's with the sign turned."""
        sides: list[AtomValues] = []
        for film, column, sign in self.columns:
            gains = dict(zip(self.model.modalities, column.gains, strict=True))
            sides += self._values([film], [sign], {m: gains[m] * self.history[m] for m in film.by_modality})
        return tuple(sides)

    @cached_property
    def history(self) -> dict[str, Floats]:
        """The history as a film's atoms are read by it: u, [D * W], by modality."""
        weights, positions = self.entry_weights[None], self.query.positions
        tables = {m: sketches.combine(weights, positions)[0] for m, sketches in self.model.sketches.items()}
        for each in self.query.wishes:
            if each.modality is not None:
                tables[each.modality] = tables[each.modality] + each.sketch
        return tables

    def history_atoms(self) -> tuple[AtomValues, ...]:
        """List the values of each history film's atoms."""
        films = [Portrait.of_catalogue(self.encoded, position) for position in self.query.positions.tolist()]
        return self._values(films, self.entry_weights.tolist(), self.facing)

    def categories_through(self, film_id: str) -> tuple[CategoryValue, ...]:
        """List what each category of the film adds through one film of the history alone.

        Raises:
            HistoryError: the film is not in the history.
        """
        own, column, _ = self.columns[0]
        numbers: dict[str, int] = {film.id: h for h, film in enumerate(self.query.films)}
        if film_id not in numbers:
            raise HistoryError(f"{film_id!r} is no film of this history; its films are {', '.join(numbers) or 'none'}")
        h = numbers[film_id]
        gains = dict(zip(self.model.modalities, column.gains, strict=True))
        of_names = [m for m in own.by_modality if isinstance(own.appearances(self.encoded, m)[0], Name)]
        watched = {m: gains[m] * self.model.sketches[m][self.query.positions[h]] for m in of_names}
        (values,) = self._values([own], [float(self.entry_weights[h])], watched)
        return values.categories

    def meetings(self, words: Sequence[WordValue]) -> tuple[Meeting, ...]:
        """List the words of the film that come close to a word of one of the liked films whose plots add most."""
        modality = words[0].modality if words else ""
        liked = [h for h, reaction in enumerate(self.query.reactions) if reaction == LIKE and not self.itself[h]]
        adding = {h: float(self.content[modality][h].sum()) for h in liked} if modality in self.content else {}
        strongest = sorted(adding, key=lambda h: -adding[h])[:MEETING_FILMS]
        portraits = [Portrait.of_catalogue(self.encoded, Position(int(self.query.positions[h]))) for h in strongest]
        with_plot = [each for each in portraits if modality in each.by_modality]
        return meetings(words, self.question.film, with_plot, self.encoded.catalogue)

    def _values(
        self, films: Sequence[Portrait], factors: Sequence[float], flat: Mapping[str, Floats]
    ) -> tuple[AtomValues, ...]:
        """Value the atoms of some films by a flat table [D * W] for each modality, times each film's factor."""
        values: list[dict[str, Floats]] = [{} for _ in films]
        for m, each in flat.items():  # one modality after another: its table stays at hand
            table, mean = self.encoded.atoms[m].table(each), float(self.model.means[m] @ each)
            for own, film, factor in zip(values, films, factors, strict=True):
                if m in film.by_modality:
                    own[m] = factor * film.by_modality[m].shares_by(table, mean)
        return tuple(self._film_atoms(film, own) for film, own in zip(films, values, strict=True))

    def _film_atoms(self, film: Portrait, values: Mapping[str, Floats]) -> AtomValues:
        parts = (
            (m, film.appearances(self.encoded, m), film.by_modality[m].atoms.places, each) for m, each in values.items()
        )
        return AtomValues.of(film.film, parts)

    def company(self) -> tuple[CompanyEvidence, ...]:
        """List what company rests on, for each liked film of the history besides the film itself."""
        return tuple(
            self._company_of(film, position)
            for film, position, reaction in zip(
                self.query.films, self.query.positions.tolist(), self.query.reactions, strict=True
            )
            if reaction == LIKE and position != self.question.film.position
        )

    def _company_of(self, film: Film, position: Position) -> CompanyEvidence:
        together, target = self.model.together, self.question.film.position
        both, this = (0, 0) if target is None else (int(together[position, target]), int(together[target, target]))
        return CompanyEvidence(film, both, int(together[position, position]), this, self.model.viewers)
