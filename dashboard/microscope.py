"""Sketches under the microscope: a film and a history in one modality, its cuts, its buckets. No Streamlit here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import svds

from dashboard.cache import Bounded
from dashboard.direction import isolate
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.schema import DISLIKE, LIKE
from emde_core.sketch.codes import MISSING

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
KEPT = 64  # planes, each as long as the catalogue
MOST_POINTS = 1_500  # films on a map; the film and the history's are always there


@dataclass(frozen=True)
class Slide:
    """A film and a history in one modality.

    Attributes:
        modality: which.
        own: [D], the film's bucket in each partition; None where it lacks the modality.
        liked, disliked: [D, W], how many of the history's films are in each bucket: the input sketch.
        answer: [D, W], the output sketch as densities; a row sums to 1.
        members: [films, D], every film's buckets; MISSING where a film lacks the modality.
    """

    modality: str
    own: Ints | None
    liked: Floats
    disliked: Floats
    answer: Floats
    members: Ints

    @property
    def depth(self) -> int:
        """D, the number of partitions."""
        return int(self.answer.shape[0])

    @property
    def width(self) -> int:
        """W, the number of buckets in each."""
        return int(self.answer.shape[1])

    @property
    def filled(self) -> int:
        """How many of the D x W buckets hold a film of the history."""
        return int(((self.liked + self.disliked) > 0).sum())

    @property
    def lift(self) -> Floats:
        """[D, W], the output against an even spread over a row's buckets: 1 is no opinion."""
        return self.answer * self.width

    @property
    def own_lift(self) -> float:
        """The geometric mean of the lift at the film's buckets; nan where it lacks the modality."""
        if self.own is None:
            return float("nan")
        return float(np.exp(np.log(self.lift[np.arange(self.depth), self.own]).mean()))

    def inside(self, partition: int, bucket: int) -> Ints:
        """Positions of the catalogue's films in a bucket."""
        return np.flatnonzero(self.members[:, partition] == bucket)

    def sizes(self, partition: int) -> Ints:
        """[W], how many films are in each bucket of a partition."""
        codes = self.members[:, partition]
        return np.bincount(codes[codes != MISSING], minlength=self.width)


@dataclass(frozen=True)
class Plane:
    """A flat picture of a modality.

    Attributes:
        points: [films, 2]; nan for films that lack the modality.
        axes: [dim, 2], orthonormal, in the standardised space that the hash cuts.
        kept: the share of the films' variance that the picture keeps, 0 to 1.
    """

    points: Floats
    axes: Floats
    kept: float


@dataclass(frozen=True)
class Cuts:
    """One partition's K cuts, seen on a plane; those that halve the films most evenly come first.

    Attributes:
        normals: [K, 2], across each cut's trace on the plane through the films' mean.
        levels: [K]; a point u of the trace has normal . u = level.
        sides: [films, K], the side that each film is on in the full space; meaningless where it lacks the modality.
        agreement: the share of films and cuts for which the picture shows the side that is true, 0 to 1.
    """

    normals: Floats
    levels: Floats
    sides: NDArray[np.bool_]
    agreement: float


class Microscope:
    """Looks into one model. Planes are worked out once, the rest is read off."""

    def __init__(self, model: Recommender) -> None:
        self.model = model
        self._planes: Bounded[Plane] = Bounded(KEPT)

    def slide(self, history: History, film: str, modality: str) -> Slide:
        """What a history and a film look like in a modality.

        Raises:
            HistoryError: the history is empty, or says nothing that the model can use.
        """
        layout, codes = self.model.trained.readout.layout, self.model.trained.readout.codes
        m = layout.modalities.index(modality)
        halves = self.model.sketch(history).reshape(2, layout.size)  # likes' block before dislikes'
        own = codes[self.model.catalogue.index[film], m]
        return Slide(
            modality=modality,
            own=None if own[0] == MISSING else own,
            liked=layout.rows(halves[0])[m],
            disliked=layout.rows(halves[1])[m],
            answer=self.model.output_sketch(history)[m],
            members=codes[:, m],
        )

    def facing_films(self, modality: str) -> Plane:
        """The plane in which the films differ most: their first two principal directions."""
        return self._planes.get(modality, lambda: self._plane(modality, self._principal(modality)))

    def facing_cuts(self, modality: str, partition: int) -> Plane:
        """The plane that two of a partition's cuts stand upright on, so that these two are drawn as they are."""
        key = (modality, partition)
        return self._planes.get(key, lambda: self._plane(modality, self._upright(modality, partition)))

    def _standard(self, modality: str) -> Floats:
        """[n, dim], the films that have the modality, as the hash sees them."""
        embeddings, dlsh = self.model.trained.embeddings[modality], self.model.trained.hashes[modality]
        standard: Floats = (embeddings.vectors[embeddings.present] - dlsh.mean) * dlsh.scale
        return standard

    def _principal(self, modality: str) -> Floats:
        standard = self._standard(modality)
        _, _, directions = svds(standard, k=2, v0=np.ones(min(standard.shape)))
        axes: Floats = directions[::-1].T  # the largest comes last
        return axes * np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])  # the same way round in every process

    def _upright(self, modality: str, partition: int) -> Floats:
        directions = self.model.trained.hashes[modality].directions[:, partition]
        axes: Floats = np.linalg.qr(directions[:, self._evenest(modality, partition)[:2]])[0]
        return axes

    def _plane(self, modality: str, axes: Floats) -> Plane:
        present, standard = self.model.trained.embeddings[modality].present, self._standard(modality)
        points = np.full((len(present), 2), np.nan)
        points[present] = standard @ axes
        kept = (points[present] ** 2).sum() / max((standard**2).sum(), np.finfo(float).tiny)
        return Plane(points, axes, float(kept))

    def _evenest(self, modality: str, partition: int) -> Ints:
        """[K], the cuts' numbers, those first that leave most films on their smaller side."""
        share = self._sides(modality, partition)[self.model.trained.embeddings[modality].present].mean(axis=0)
        return np.argsort(np.abs(share - 0.5), kind="stable")

    def _sides(self, modality: str, partition: int) -> NDArray[np.bool_]:
        """[films, K], in the hash's order of bits."""
        embeddings, dlsh = self.model.trained.embeddings[modality], self.model.trained.hashes[modality]
        projected = (embeddings.vectors - dlsh.mean) * dlsh.scale @ dlsh.directions[:, partition]
        sides: NDArray[np.bool_] = projected > dlsh.thresholds[partition]
        return sides

    def cuts(self, modality: str, partition: int, plane: Plane) -> Cuts:
        """A partition's cuts, as they cross a plane of its modality."""
        present, dlsh = self.model.trained.embeddings[modality].present, self.model.trained.hashes[modality]
        order = self._evenest(modality, partition)
        normals, levels = dlsh.directions[:, partition, order].T @ plane.axes, dlsh.thresholds[partition, order]
        sides = self._sides(modality, partition)[:, order]
        drawn = plane.points[present] @ normals.T > levels
        return Cuts(normals, levels, sides, float((drawn == sides[present]).mean()))

    def on_map(self, slide: Slide, film: str, history: History) -> Ints:
        """Positions of the films that a map shows."""
        have = np.flatnonzero(slide.members[:, 0] != MISSING)
        index = self.model.catalogue.index
        always = [index[film], *(index[each] for each, _ in history)]
        return np.union1d(have[:MOST_POINTS], np.intersect1d(have, always))


@dataclass(frozen=True)
class Estimates:
    """What each partition by itself says of one bar.

    Attributes:
        film, reaction: of the history.
        each: [D], a partition's own estimate of the bar, in nats; their mean is the bar.
        value, spread: the bar, and its standard error.
    """

    film: Film
    reaction: str
    each: tuple[float, ...]
    value: float
    spread: float

    @property
    def noise(self) -> float:
        """The standard error as a share of the bar."""
        return self.spread / abs(self.value) if self.value else float("inf")


def estimates(why: Explanation, modality: str, most: int) -> tuple[Estimates, ...]:
    """The strongest bars of a modality, largest first, taken apart by partition."""
    parts = sorted((c for c in why.contributions if c.modality == modality), key=lambda c: -abs(c.value))
    return tuple(
        Estimates(c.film, c.reaction, tuple(v * len(c.by_partition) for v in c.by_partition), c.value, c.spread)
        for c in parts[:most]
        if c.value
    )


@dataclass(frozen=True)
class Meeting:
    """One history film and the explained film in the same buckets.

    Attributes:
        shared: in how many partitions they share a bucket.
        through: what the bar gets through these buckets, in nats.
    """

    shared: int
    through: float


@dataclass(frozen=True)
class Meetings:
    """What a modality's bars get through the explained film's own buckets, where films meet alike or by collision.

    Attributes:
        by_film: the history's films by id.
        usual: in how many partitions a film of the catalogue shares the explained film's bucket, on average.
        rest: what the bars get through all other buckets, in nats.
    """

    by_film: Mapping[str, Meeting]
    usual: float
    rest: float

    @property
    def through(self) -> float:
        """What all bars get through the shared buckets, in nats."""
        return sum(meeting.through for meeting in self.by_film.values())

    @property
    def shared(self) -> float:
        """In how many partitions a film of the history shares the explained film's bucket, on average."""
        return sum(meeting.shared for meeting in self.by_film.values()) / len(self.by_film)


def meetings(why: Explanation, slide: Slide, index: Mapping[str, int]) -> Meetings | None:
    """How a modality's bars divide by whether the two films share a bucket; None for a film in no bucket.

    Args:
        why: the explanation.
        slide: of the same film, history and modality.
        index: a film's position in the catalogue, by id.
    """
    if slide.own is None:
        return None
    same = slide.members == slide.own  # [films, D]
    bars = [c for c in why.contributions if c.modality == slide.modality]
    met = {c.film.id: same[index[c.film.id]] for c in bars}
    through = {c.film.id: float(np.array(c.by_partition)[met[c.film.id]].sum()) for c in bars}
    others = (slide.members[:, 0] != MISSING) & (np.arange(len(same)) != index[why.film.id])
    return Meetings(
        by_film={film: Meeting(int(where.sum()), through[film]) for film, where in met.items()},
        usual=float(same[others].sum(axis=1).mean()),
        rest=sum(c.value for c in bars) - sum(through.values()),
    )


def names_in(films: Sequence[Film], positions: Ints, most: int = 3) -> str:
    """The films at some positions, the first few by name."""
    named = ", ".join(isolate(films[p].label) for p in positions[:most])
    return f"{named} and {len(positions) - most} more" if len(positions) > most else named


def reactions_of(history: History) -> dict[str, str]:
    """How each film of a history was liked, in words."""
    return {film: {LIKE: "liked", DISLIKE: "not for me"}[reaction] for film, reaction in history}
