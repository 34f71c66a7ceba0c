"""The affinity model: the sum of what each film of a history adds to a film's score, and its content part.

    content_m(i, j) = r_i g_mj <s_m(i), s_m(j)>                     r_i = 1 for a like, r for "not for me"
    company(i, j)   = G(i, j) - mean_k G(i, k) - sum_m content_m(i, j)
    score(u, j)     = sum over the history of company + content, + wishes; relative to the catalogue's mean

Content has mean 0 over the catalogue, since sketches are centred on the mean weighted by the gains g.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np

from emde_core.arrays import Bools, Floats, Ints
from emde_core.checks import between
from emde_core.errors import ConfigError
from emde_core.model.exposure import Exposure
from emde_core.model.prior import AGAINST, both_reactions, centre
from emde_core.model.strengths import Strengths
from emde_core.schema import Position

COMPANY_MOST, GAIN_MOST = 1.0, 16.0  # of a what-if


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
        units: by modality, each film's sketch divided by its length, [films, D * W].
        matrix: G, [2 films, films], in nats of log score; likes' rows above dislikes'.
        gains: g, [M, films].
        cold: strengths of likeness for a film without ratings, and alpha, in nats.
        exposure: how often each film was rated and liked.
        popularity: p, [films], how much a film is liked at all.
        popularity_unrated: p of a film that nobody has rated.
        together: [films, films], how many viewers liked both; on the diagonal, how many liked one.
        viewers: how many there were.
        temperature: what brings popularity's logarithm into nats; the rest has been multiplied by it.
        average: [2 films], the share of the viewers who liked each film, and of those it was not for.
    """

    units: Mapping[str, Floats]
    matrix: Floats
    gains: Floats
    cold: Strengths
    exposure: Exposure
    popularity: Floats
    popularity_unrated: float
    together: Floats
    viewers: int
    temperature: float
    average: Floats

    @property
    def modalities(self) -> tuple[str, ...]:
        """The content modalities."""
        return tuple(self.units)

    @property
    def films(self) -> int:
        """The number of films."""
        return int(self.matrix.shape[1])

    @cached_property
    def _centred(self) -> tuple[Mapping[str, Floats], Mapping[str, Floats]]:
        return centre(self.units, dict(zip(self.units, self.gains, strict=True)))

    @property
    def sketches(self) -> Mapping[str, Floats]:
        """s, by modality: [films, D * W], centred; 0 for a film that lacks the modality."""
        return self._centred[0]

    @property
    def means(self) -> Mapping[str, Floats]:
        """mu, by modality: the mean sketch [D * W], weighted by the gains."""
        return self._centred[1]

    @cached_property
    def row_means(self) -> Floats:
        """The mean of each row of G, [2 films]: what a history film adds to an average film's score."""
        means: Floats = self.matrix.mean(axis=1)
        return means

    def rows(self, rows: Ints) -> Floats:
        """Return what films of a history add to every score relative to the catalogue's mean, [H, films].

        Args:
            rows: [H], a liked film's position, or the number of films more for one that was not for them.
        """
        return self.matrix[rows] - self.row_means[rows, None]

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
        return Column(
            self.matrix[:, position] - self.row_means,
            self.gains[:, position],
            {m: sketch[position] for m, sketch in self.sketches.items()},
            float(self.relative_log(self.popularity[[position]])[0]),
        )

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

    @cached_property
    def likeness(self) -> Mapping[str, Floats]:
        """<s(i), s(j)> by modality, [films, films]."""
        return {m: sketch @ sketch.T for m, sketch in self.sketches.items()}

    @cached_property
    def content_matrix(self) -> Floats:
        """The content part of all pairs, summed over the modalities, [2 films, films]."""
        return _content(self.likeness, self.gains)

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
        rest = company * (self.matrix - self.content_matrix)
        gains = self.gains * factors[:, None]
        strengths = {m: factor * self.cold.of[m] for m, factor in zip(self.units, factors.tolist(), strict=True)}
        cold = Strengths(strengths, company * self.cold.alpha)
        what_if = replace(self, matrix=rest + _content(self.likeness, gains), gains=gains, cold=cold)
        vars(what_if)["_centred"] = self._centred  # all gains of a modality weigh alike, so that its mean is the same
        return what_if

    def by_content_alone(self) -> Affinity:
        """Return the model that reads every film as unrated: no company and no popularity (t = 0, p = 1)."""
        gains = np.tile(np.array([[self.cold.of[m]] for m in self.modalities]), self.films)
        sketches, _ = centre(self.units, dict(zip(self.units, gains, strict=True)))
        return replace(
            self,
            matrix=_content({m: sketch @ sketch.T for m, sketch in sketches.items()}, gains),
            gains=gains,
            cold=Strengths(self.cold.of, 0.0),
            popularity=np.ones(self.films),
            popularity_unrated=1.0,
        )


def _content(alike: Mapping[str, Floats], gains: Floats) -> Floats:
    """Return what likeness in content adds, over all modalities, [2 films, films]."""
    films = gains.shape[1]
    likes = sum((g * each for g, each in zip(gains, alike.values(), strict=True)), np.zeros((films, films)))
    return both_reactions(likes)
