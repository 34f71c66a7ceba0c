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
from numpy.typing import NDArray

from emde_core.data.catalogue import Film
from emde_core.explain.explanation import CompanyEvidence, Contribution
from emde_core.explain.question import Question
from emde_core.explain.values import FilmAtoms
from emde_core.model.affinity import Affinity, Column
from emde_core.schema import COMPANY, ITSELF, POPULARITY, WISH
from emde_core.sketch.encoded import EncodedCatalogue
from emde_core.sketch.portrait import Portrait

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class AdditiveParts:
    """The parts of one film's score.

    Attributes:
        model: the model.
        encoded: the catalogue as it reads it.
        question: what is explained.
    """

    model: Affinity
    encoded: EncodedCatalogue
    question: Question

    @cached_property
    def columns(self) -> tuple[tuple[Portrait, Column, float], ...]:
        """The film with sign 1, and its rival with sign -1."""
        asked = self.question
        films = [(asked.film, 1.0)] + ([(asked.rival, -1.0)] if asked.rival else [])
        return tuple((film, self.column(film), sign) for film, sign in films)

    def column(self, film: Portrait) -> Column:
        """A film as it is recommended."""
        if film.position is None:
            return self.model.unrated_column(film.units)
        return self.model.column(film.position)

    @cached_property
    def rows(self) -> NDArray[np.int64]:
        """[H], the model's rows of the history's films."""
        return self.question.entries.rows(self.model.films)

    @cached_property
    def shares(self) -> Floats:
        """[H], how much of an entry is beyond the baseline: all of it, or 1 less the average viewer's share."""
        if self.question.baseline == "empty":
            return np.ones(len(self.rows))
        shares: Floats = 1 - self.model.average[self.rows]
        return shares

    @cached_property
    def weights(self) -> Floats:
        """[H], r_i times the entry's share."""
        return self.model.weights(self.rows) * self.shares

    @cached_property
    def itself(self) -> NDArray[np.bool_]:
        """[H], which entry is the explained film, or its rival: it is one entry, not taken apart."""
        asked = [film.position for film, _, _ in self.columns if film.position is not None]
        return np.isin(self.question.entries.films, asked)

    @cached_property
    def met(self) -> Floats:
        """[H], the weights of the entries that are taken apart; 0 for the others."""
        weights: Floats = np.where(self.itself, 0.0, self.weights)
        return weights

    @cached_property
    def totals(self) -> Floats:
        """[H], what each history film adds in all."""
        total = np.zeros(len(self.rows))
        for _, column, sign in self.columns:
            total += sign * column.affinity[self.rows]
        return total * self.shares

    @cached_property
    def content(self) -> Mapping[str, Floats]:
        """By modality, what each history film adds by likeness in each partition, [H, D]; 0 for a film to itself."""
        return {m: self._content(m) for m in self.model.modalities}

    @cached_property
    def watched(self) -> Mapping[str, Floats]:
        """By modality, s of each history film, [H, D * W]."""
        return {m: sketches[self.question.entries.films] for m, sketches in self.model.sketches.items()}

    def _content(self, modality: str) -> Floats:
        shape = (self.encoded.atoms[modality].depth, self.encoded.atoms[modality].width)
        facing = self.facing[modality].reshape(shape)
        alike: Floats = np.einsum("hdw,dw->hd", self.watched[modality].reshape(-1, *shape), facing)
        return alike * self.met[:, None]

    @cached_property
    def facing(self) -> Mapping[str, Floats]:
        """By modality, what the history's atoms meet: g s of the film, less its rival's, [D * W]."""
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
        """Entry x part, in the history's order: the modalities, then company; wishes come last."""
        return (*self._of_films(), *self._of_wishes())

    def _of_films(self) -> Iterator[Contribution]:
        catalogue, entries = self.encoded.catalogue, self.question.entries
        sums = {m: parts.sum(axis=1) for m, parts in self.content.items()}
        company = self.totals - sum(sums.values(), np.zeros(len(self.rows)))
        for h, (position, reaction) in enumerate(zip(entries.films.tolist(), entries.reactions, strict=True)):
            film = catalogue.films[position]
            if self.itself[h]:
                yield Contribution(film, reaction, ITSELF, float(self.totals[h]))
                continue
            for m, parts in self.content.items():
                yield Contribution(film, reaction, m, float(sums[m][h]), parts[h])
            yield Contribution(film, reaction, COMPANY, float(company[h]))

    def _of_wishes(self) -> Iterator[Contribution]:
        for each in self.question.entries.wishes:
            if each.modality is None:
                value = sum(sign * column.log_popularity for _, column, sign in self.columns) * each.wish.weight
                yield Contribution(None, WISH, POPULARITY, float(value), wish=each.wish)
                continue
            met = each.sketch * self.facing[each.modality]
            by_partition = met.reshape(self.encoded.atoms[each.modality].depth, -1).sum(axis=1)
            yield Contribution(None, WISH, each.modality, float(by_partition.sum()), by_partition, each.wish)

    method = "exact"

    @property
    def baseline(self) -> float:
        """The score at the baseline."""
        if self.question.baseline == "empty":
            return 0.0
        return float(sum(sign * (self.model.average @ column.affinity) for _, column, sign in self.columns))

    @property
    def absent(self) -> float:
        """What the baseline's films that the history does not hold add: the score lacks it."""
        if self.question.baseline == "empty":
            return 0.0
        others = self.model.average.copy()
        others[self.rows] = 0
        return -float(sum(sign * (others @ column.affinity) for _, column, sign in self.columns))

    def atoms(self) -> tuple[FilmAtoms, ...]:
        """What the atoms of the film add, and less what those of its rival add."""
        sides: list[FilmAtoms] = []
        for film, column, sign in self.columns:
            gains = dict(zip(self.model.modalities, column.gains, strict=True))
            sides += self._valued([film], [sign], {m: gains[m] * self.history[m] for m in film.parts})
        return tuple(sides)

    @cached_property
    def history(self) -> dict[str, Floats]:
        """By modality u, [D * W]: the history as a film's atoms meet it."""
        tables = {m: self.met @ sketches for m, sketches in self.watched.items()}
        for each in self.question.entries.wishes:
            if each.modality is not None:
                tables[each.modality] = tables[each.modality] + each.sketch
        return tables

    def history_atoms(self) -> tuple[FilmAtoms, ...]:
        """What the atoms of each history film add."""
        watched = [Portrait.of_catalogue(self.encoded, position) for position in self.question.entries.films.tolist()]
        return self._valued(watched, self.met.tolist(), self.facing)

    def _valued(
        self, films: Sequence[Portrait], factors: Sequence[float], flat: Mapping[str, Floats]
    ) -> tuple[FilmAtoms, ...]:
        """What the atoms of some films add by a flat table [D * W] for each modality, times each film's factor."""
        values: list[dict[str, Floats]] = [{} for _ in films]
        for m, each in flat.items():  # one modality after another: its table stays at hand
            table, mean = self.encoded.atoms[m].table(each), float(self.model.means[m] @ each)
            for own, film, factor in zip(values, films, factors, strict=True):
                if m in film.parts:
                    own[m] = factor * film.parts[m].shares_by(table, mean)
        return tuple(self._told(film, own) for film, own in zip(films, values, strict=True))

    def _told(self, film: Portrait, values: Mapping[str, Floats]) -> FilmAtoms:
        parts = ((m, film.shown(self.encoded, m), film.parts[m].atoms.places, each) for m, each in values.items())
        return FilmAtoms.of(film.film, parts)

    def company(self) -> tuple[CompanyEvidence, ...]:
        """What company rests on, for each liked film of the history besides the film itself."""
        entries, together, viewers = self.question.entries, self.model.together, self.model.viewers
        target = self.question.film.position
        found = []
        for film, block in zip(entries.films.tolist(), entries.blocks.tolist(), strict=True):
            if block or film == target:
                continue
            both, this = (0, 0) if target is None else (int(together[film, target]), int(together[target, target]))
            found.append(CompanyEvidence(self._film(film), both, int(together[film, film]), this, viewers))
        return tuple(found)

    def _film(self, position: int) -> Film:
        return self.encoded.catalogue.films[position]

    @property
    def ratings(self) -> int:
        """How many viewers rated the film."""
        position = self.question.film.position
        return 0 if position is None else int(self.model.exposure.rated[position])
