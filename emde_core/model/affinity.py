"""The affinity model: the sum of what each film of a history adds to a film's score, and its content part.

    content_m(i, j) = r_i g_mj <s_m(i), s_m(j)>                     r_i = 1 for a like, r for "not for me"
    company(i, j)   = G(i, j) - mean_k G(i, k) - sum_m content_m(i, j)
    score(u, j)     = sum over the history of company + content, + wishes; relative to the catalogue's mean

G is of the head, the films with most ratings, and the catalogue's mean is theirs. A film j of the tail has no company
of its own. It counts as an average film, and is compared with the company of the history's films too:

    relayed(i, j)   = alpha p_j - mean_k G(i, k) + sum_m g_mj <sum_f t_f message(i, f) / T s_m(f), s_m(j)>     f /= i
    message(i, f)   = max(company(i, f), min(G(i, f) - mean_k G(i, k), 0))

with T the temperature, so that one film that company speaks for fully counts as one film of the history. What ratings
take back of a likeness that promised too much is a matter of those two films, and is not passed on: a film speaks
against those that are like it only as far as it stands below an average film itself. A film of the tail has no company
in a history either.

Content has mean 0 over the head, since sketches are centred on its mean weighted by the gains g. G is kept in half
precision: company is what content leaves of it as it is kept, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import between
from emde_core.errors import ConfigError
from emde_core.model.exposure import Exposure
from emde_core.model.prior import AGAINST
from emde_core.model.strengths import Strengths
from emde_core.model.together import LikedTogether
from emde_core.schema import Position
from emde_core.sketch.film_sketches import CentredSketches, LatestRows, Units, centre, film_blocks

COMPANY_MOST, GAIN_MOST = 1.0, 16.0  # of a what-if
Reals = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Column:
    """One film as it is recommended: of the catalogue, or one that nobody has rated.

    Attributes:
        place: its place in the head; None for a film of the tail.
        gains: [M], how much its likeness counts in each modality.
        gains_beside: [M], how much likeness to films of the head adds to what G has of them: all of it where G has
            nothing, else what a what-if adds.
        sketches: by modality, s, [D * W]; 0 where it lacks the modality.
        average: alpha p, what a like adds to it as to an average film.
        log_popularity: log p relative to the catalogue's mean.
    """

    place: int | None
    gains: Floats
    gains_beside: Floats
    sketches: Mapping[str, Floats]
    average: float
    log_popularity: float


class WeightedSketch(Protocol):
    """A wish as the model reads it: its sketch in a modality, times its weight; or popularity, in none."""

    @property
    def modality(self) -> str | None:
        """The modality; None for popularity."""

    @property
    def sketch(self) -> Floats:
        """Its sketch, [D * W]."""

    @property
    def weight(self) -> float:
        """Above 0 for more, below 0 for less."""


@dataclass(frozen=True, eq=False)
class Affinity:
    """A fitted model.

    Attributes:
        sketches: s, by modality: [films, D * W], less the head's mean mu, weighted by the gains; 0 for a film that
            lacks it.
        head: positions of the films with most ratings, ascending, [H].
        matrix: G, [2 H, H], in nats of log score; likes' rows above dislikes'.
        row_means: the mean of each row of G, [2 H]: what a history film adds to an average film's score.
        gains: g, [M, films].
        cold: strengths of likeness for a film without ratings, and alpha, in nats.
        exposure: how often each film was rated and liked.
        popularity: p, [films], how much a film is liked at all.
        popularity_unrated: p of a film that nobody has rated.
        together: how many viewers liked both of two films.
        viewers: how many there were.
        temperature: what brings popularity's logarithm into nats; the rest has been multiplied by it.
        average: [2 films], the share of the viewers who liked each film, and of those it was not for.
        share: of G that counts; below 1 in a what-if.
        extra_gains: [M, films], gains of content that G lacks; only a what-if has them.
    """

    sketches: Mapping[str, CentredSketches]
    head: Ints
    matrix: Reals
    row_means: Floats
    gains: Floats
    cold: Strengths
    exposure: Exposure
    popularity: Floats
    popularity_unrated: float
    together: LikedTogether
    viewers: int
    temperature: float
    average: Floats
    share: float = 1.0
    extra_gains: Floats | None = None

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities."""
        return tuple(self.sketches)

    @property
    def units(self) -> Mapping[str, Units]:
        """F / l, by modality: films' sketches divided by their lengths, [films, D * W]."""
        return {m: sketches.units for m, sketches in self.sketches.items()}

    @property
    def means(self) -> Mapping[str, Floats]:
        """mu, by modality: [D * W]."""
        return {m: sketches.mean for m, sketches in self.sketches.items()}

    @property
    def films(self) -> int:
        """The number of films."""
        return len(self.popularity)

    @cached_property
    def _places(self) -> Ints:
        """The row of G that each row of a history has, [2 films]; -1 for films of the tail."""
        places = np.full((2, self.films), -1)
        places[:, self.head] = np.arange(len(self.matrix)).reshape(2, -1)
        return places.ravel()

    def rows(self, rows: Ints) -> Floats:
        """Return what films of a history add to every score relative to the catalogue's mean, [R, films].

        Args:
            rows: [R], a liked film's position, or the number of films more for one that was not for them.
        """
        if len(self.head) == self.films:
            return self.scores(rows, np.eye(len(rows)))
        rows_of = self._latest.take(rows, lambda missing: self.scores(missing, np.eye(len(missing))))
        return rows_of.reshape(-1, self.films)

    @cached_property
    def _latest(self) -> LatestRows:
        """Rows that were asked for last: where there is a tail, each takes several passes over all films."""
        return LatestRows()

    def scores(self, rows: Ints, masks: Floats) -> Floats:
        """Return every film's score, [n, films]; see ``ScoreModel``."""
        places = self._places[rows]
        in_head = places >= 0
        by_ratings = totals = self._totals(rows[in_head])
        if self.extra_gains is not None:
            by_ratings = totals + self._content(rows[in_head], self.extra_gains)[:, self.head]
        if in_head.all() and len(self.head) == self.films:
            scores: Floats = masks @ by_ratings
            return scores
        values = self._content(rows, self.gains)
        liked = rows[in_head] < self.films
        values[in_head] += liked[:, None] * self.cold.alpha * self.popularity - self.row_means[places[in_head], None]
        values[np.ix_(in_head, self.head)] = by_ratings
        return masks @ values + self._relayed(masks[:, in_head] @ self._messages(rows[in_head], totals))

    def _relayed(self, messages: Floats) -> Floats:
        """Return what likeness to films of the head adds, from histories' messages, [n, H] to [n, films].

        It adds nothing to the films of the head themselves.
        """
        relayed, tail = np.zeros((self.films, len(messages))), self._tail
        if not messages.any():  # as where films are read by content alone
            return relayed.T
        for of_modality, sketches in zip(self.gains, self.sketches.values(), strict=True):
            heard = sketches.combine(messages, self.head).T
            relayed[tail] += of_modality[tail, None] * sketches.times(heard, tail)
        return relayed.T

    @cached_property
    def _tail(self) -> Ints:
        """Positions of the films outside the head."""
        return np.setdiff1d(np.arange(self.films), self.head)

    def _totals(self, rows: Ints) -> Floats:
        """Return G less its mean, of films of the head, [R, H]."""
        places = self._places[rows]
        totals: Floats = self.share * self.matrix[places].astype(np.float64) - self.row_means[places, None]
        return totals

    def _messages(self, rows: Ints, totals: Floats) -> Floats:
        """Return what films of the head count beside some of them in a history, [R, H]: t / T times what is passed on.

        Args:
            rows: [R], of a history, in the head.
            totals: their ``_totals``.
        """
        gains = self.gains if self.extra_gains is None else self.gains - self.extra_gains  # those that G has
        company = totals - self._content(rows, gains)[:, self.head]
        messages = np.maximum(company, np.minimum(totals, 0))
        messages[np.arange(len(rows)), self._places[rows] % len(self.head)] = 0  # a film says nothing of itself
        messages *= self.exposure.trust[self.head] / self.temperature
        return messages

    def _content(self, rows: Ints, gains: Floats) -> Floats:
        """Return what likeness to films of a history adds to every score, over all modalities, [H, films]."""
        content = np.zeros((self.films, len(rows)))
        for of_modality, sketches in zip(gains, self.sketches.values(), strict=True):
            content += of_modality[:, None] * sketches.likeness(rows % self.films)
        return self.weights(rows)[:, None] * content.T

    additive = True

    @property
    def scorable(self) -> Bools:
        """The films with a score, [films]: all, as one of which nothing is known counts as an average film."""
        return np.ones(self.films, dtype=bool)

    def attributions(self, rows: Ints, films: Ints) -> Floats:
        """Return what each film of a history adds to some films' scores, [R, films]: its effect, as scores are sums."""
        return self.rows(rows)[:, films]

    def wish_scores(self, wishes: Iterable[WeightedSketch]) -> Floats:
        """Return what wishes add to every score, [films]: w g <h / |h|, s>, or the logarithm of popularity times w."""
        scores = np.zeros(self.films)
        for each in wishes:
            if each.modality is None:
                scores += each.weight * self.relative_log(self.popularity)
            else:
                gains = self.gains[self.modalities.index(each.modality)]
                scores += gains * (self.sketches[each.modality] @ each.sketch)
        return scores

    def weights(self, rows: Ints) -> Floats:
        """Return r_i, [H]: 1 for a like, r for "not for me"."""
        return np.where(rows < self.films, 1.0, AGAINST)

    def relative_log(self, popularity: Floats) -> Floats:
        """Return log p relative to the catalogue's mean, in nats."""
        return self.temperature * (np.log(popularity) - np.log(self.popularity[self.head]).mean())

    def column(self, position: Position) -> Column:
        """Return a film of the catalogue as a column, by its position."""
        own = {m: sketches[position] for m, sketches in self.sketches.items()}
        gains, place = self.gains[:, position], int(self._places[position])
        column = self._read_by_content(gains, own, float(self.popularity[position]))
        if place < 0:
            return column
        extra = np.zeros_like(gains) if self.extra_gains is None else self.extra_gains[:, position]
        return replace(column, place=place, gains_beside=extra)

    def unrated_column(self, units: Mapping[str, Floats]) -> Column:
        """Return a film that nobody has rated as a column: read by its content, counted as an average film.

        Args:
            units: by modality, its sketch divided by its length; those that it lacks are left out.
        """
        gains = self.popularity_unrated * np.array([self.cold.of[m] for m in self.modalities])
        sketches = {m: units[m] - self.means[m] if m in units else np.zeros_like(self.means[m]) for m in self.units}
        return self._read_by_content(gains, sketches, self.popularity_unrated)

    def _read_by_content(self, gains: Floats, sketches: Mapping[str, Floats], popularity: float) -> Column:
        log_popularity = float(self.relative_log(np.array([popularity]))[0])
        return Column(None, gains, gains, sketches, popularity * self.cold.alpha, log_popularity)

    def effects(self, rows: Ints, column: Column) -> Floats:
        """Return what films of a history add to one film's score relative to the catalogue's mean; as ``rows``, [H]."""
        places = self._places[rows]
        in_head = places >= 0
        gains, effects = np.where(in_head[:, None], column.gains_beside, column.gains), np.zeros(len(rows))
        for own, (m, sketches) in zip(gains.T, self.sketches.items(), strict=True):
            some = np.flatnonzero(own)
            effects[some] += own[some] * sketches.times(column.sketches[m], rows[some] % self.films)
        effects *= self.weights(rows)
        places = places[in_head]
        if column.place is None:
            messages = self._messages(rows[in_head], self._totals(rows[in_head]))
            relayed = messages @ self._likeness_to_head(column) if messages.any() else 0.0
            by_ratings = (rows[in_head] < self.films) * column.average + relayed
        else:
            by_ratings = self.share * self.matrix[places, column.place].astype(np.float64)
        effects[in_head] += by_ratings - self.row_means[places]
        return effects

    def _likeness_to_head(self, column: Column) -> Floats:
        """Return what likeness of a film to each film of the head counts, over all modalities, [H]."""
        modalities = zip(column.gains, column.sketches.values(), self.sketches.values(), strict=True)
        likeness = (gain * sketches.times(own, self.head) for gain, own, sketches in modalities)
        return sum(likeness, np.zeros(len(self.head)))

    def weighing(self, weights: Mapping[str, float], company: float = 1.0) -> Affinity:
        """Return the what-if model whose gains of some modalities, and whose company, are multiplied.

        Args:
            weights: by modality, 0 to 16; those that are not named weigh 1.
            company: 0 to 1.

        Raises:
            ConfigError: a modality is unknown, a weight is out of range, or nothing is left to rank by.
        """
        if unknown := sorted(set(weights) - set(self.modalities)):
            raise ConfigError(f"the model has no modality {unknown[0]!r} to weigh; it has {', '.join(self.modalities)}")
        for modality, weight in weights.items():
            between(f"the weight of {modality}", weight, 0, GAIN_MOST)
        between("the weight of company", company, 0, COMPANY_MOST)
        factors = np.array([float(weights.get(m, 1.0)) for m in self.modalities])
        if not company and not factors.any():
            raise ConfigError("everything weighs 0, so that nothing is left to rank by; give one of them more")
        gains = self.gains * factors[:, None]
        strengths = {m: factor * self.cold.of[m] for m, factor in zip(self.units, factors.tolist(), strict=True)}
        already = 0.0 if self.extra_gains is None else self.extra_gains
        return replace(  # all gains of a modality weigh alike, so that its mean sketch is the same
            self,
            row_means=company * self.row_means,
            gains=gains,
            cold=Strengths(strengths, company * self.cold.alpha),
            share=company * self.share,
            extra_gains=gains - company * (self.gains - already),
        )

    def by_content_alone(self) -> Affinity:
        """Return the model that reads every film as unrated: no company and no popularity (t = 0, p = 1)."""
        gains = np.tile(np.array([[self.cold.of[m]] for m in self.modalities]), self.films)
        return replace(
            self,
            sketches=centre(self.units, gains, self.head),
            row_means=np.zeros_like(self.row_means),
            gains=gains,
            cold=Strengths(self.cold.of, 0.0),
            popularity=np.ones(self.films),
            popularity_unrated=1.0,
            share=0.0,
            extra_gains=gains,
        )


def row_means(matrix: Reals) -> Floats:
    """Return the mean of each row, [2 H], summed in double precision."""
    return np.concatenate([matrix[block].mean(axis=1, dtype=np.float64) for block in film_blocks(len(matrix))])
