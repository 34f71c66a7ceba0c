"""The affinity model: the sum of what each film of a history adds to a film's score, and its content part.

    content_m(i, j) = r_i g_mj <s_m(i), s_m(j)>                     r_i = 1 for a like, r for "not for me"
    company(i, j)   = G(i, j) - mean_k G(i, k) - sum_m content_m(i, j)
    score(u, j)     = sum over the history of company + content, + wishes; relative to the catalogue's mean

Content has mean 0 over the catalogue, since sketches are centred on the mean weighted by the gains g. G is kept in half
precision: company is what content leaves of it as it is kept, so that sums are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import between
from emde_core.errors import ConfigError
from emde_core.model.exposure import Exposure
from emde_core.model.prior import AGAINST, both_reactions
from emde_core.model.strengths import Strengths
from emde_core.model.together import LikedTogether
from emde_core.schema import Position
from emde_core.sketch.film_sketches import CentredSketches, Units, centre, film_blocks

COMPANY_MOST, GAIN_MOST = 1.0, 16.0  # of a what-if
Reals = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Column:
    """One film as it is recommended: of the catalogue, or one that nobody has rated.

    Attributes:
        affinity: [2 films], what each film of the catalogue adds to its score, relative to the catalogue's mean; likes
            before dislikes.
        gains: [M], how much its likeness counts in each modality.
        sketches: by modality, s, [D * W]; 0 where it lacks the modality.
        log_popularity: log p relative to the catalogue's mean.
    """

    affinity: Floats
    gains: Floats
    sketches: Mapping[str, Floats]
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
        sketches: s, by modality: [films, D * W], less their mean mu, weighted by the gains; 0 for a film that lacks it.
        matrix: G, [2 films, films], in nats of log score; likes' rows above dislikes'.
        row_means: the mean of each row of G, [2 films]: what a history film adds to an average film's score.
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
        return int(self.matrix.shape[1])

    def rows(self, rows: Ints) -> Floats:
        """Return what films of a history add to every score relative to the catalogue's mean, [H, films].

        Args:
            rows: [H], a liked film's position, or the number of films more for one that was not for them.
        """
        values = self.share * self.matrix[rows].astype(np.float64) - self.row_means[rows, None]
        if self.extra_gains is not None:
            values += self.weights(rows)[:, None] * self._content(rows % self.films, self.extra_gains).T
        return values

    def _content(self, films: Ints, gains: Floats) -> Floats:
        """Return what likeness to some films adds to every score, over all modalities, [films of the catalogue, n]."""
        content = np.zeros((self.films, len(films)))
        for of_films, sketches in zip(gains, self.sketches.values(), strict=True):
            content += of_films[:, None] * sketches.likeness(films)
        return content

    additive = True

    @property
    def scorable(self) -> Bools:
        """The films with a score, [films]: all, as one of which nothing is known counts as an average film."""
        return np.ones(self.films, dtype=bool)

    def scores(self, rows: Ints, masks: Floats) -> Floats:
        """Return every film's score, [n, films]; see ``ScoreModel``."""
        scores: Floats = masks @ self.rows(rows)
        return scores

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
        return self.temperature * (np.log(popularity) - np.log(self.popularity).mean())

    def column(self, position: Position) -> Column:
        """Return a film of the catalogue as a column, by its position."""
        affinity = self.share * self.matrix[:, position].astype(np.float64) - self.row_means
        own = {m: sketches[position] for m, sketches in self.sketches.items()}
        if self.extra_gains is not None:
            gains = np.tile(self.extra_gains[:, [position]], self.films)
            affinity += both_reactions(self._content(np.array([position]), gains)[:, 0])
        return Column(affinity, self.gains[:, position], own, float(self.relative_log(self.popularity[[position]])[0]))

    def unrated_column(self, units: Mapping[str, Floats]) -> Column:
        """Return a film that nobody has rated as a column: read by content alone, counted as an average film.

        Args:
            units: by modality, its sketch divided by its length; those that it lacks are left out.
        """
        popularity = self.popularity_unrated
        gains = popularity * np.array([self.cold.of[m] for m in self.modalities])
        sketches = {m: units[m] - self.means[m] if m in units else np.zeros_like(self.means[m]) for m in self.units}
        content = sum(g * (self.sketches[m] @ sketches[m]) for g, m in zip(gains, self.units, strict=True))
        average = np.repeat([popularity * self.cold.alpha, 0.0], self.films)
        affinity = both_reactions(content) + average - self.row_means
        return Column(affinity, gains, sketches, float(self.relative_log(np.array([popularity]))[0]))

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
            sketches=centre(self.units, gains),
            row_means=np.zeros(2 * self.films),
            gains=gains,
            cold=Strengths(self.cold.of, 0.0),
            popularity=np.ones(self.films),
            popularity_unrated=1.0,
            share=0.0,
            extra_gains=gains,
        )


def row_means(matrix: Reals) -> Floats:
    """Return the mean of each row, [2 films], summed in double precision."""
    return np.concatenate([matrix[block].mean(axis=1, dtype=np.float64) for block in film_blocks(len(matrix))])
