"""Ranking by content of a million films that are made up: by a look at all their sketches, or at an index first.

A film's sketch is the counts of its 40 tokens in the buckets of 256 partitions of 4, a byte each: 1,024 bytes. They are
multiplied by a query in bytes (numkong), and the films that come out first are scored exactly, in double precision. The
index has each sketch along the 128 directions in which sketches differ most, in bytes; only the sketches of the films
that it puts first are looked at.

``python -m tests.benchmarks.million_films MODEL``, with the demo's model, prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numkong
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from emde_core import Recommender
from emde_core.arrays import Floats, Ints
from emde_core.sketch.atoms import Atoms

from .growth_steps import RUSAGE_UNIT

FILMS, DEPTH, TOKENS, LIKED = 1_000_000, 256, 40, 20
PLOTS = (0.5, 0.3, 0.2)  # the shares of a film's tokens that come from one plot of the demo, a second and a third
AT_ONCE = 4_000  # films that are made, or read into the index, together
IN_CACHE = 512  # films whose sketches are spread out in single precision together
TOP, HISTORIES, RUNS = 100, 20, 9
EXACT, FROM_INDEX = 500, 5_000  # how many films are scored exactly, and how many the index puts first
DIRECTIONS, SAMPLE, REACH = 128, 4_000, 4.0  # of the index: a byte reaches as many deviations to each side
BYTE = 127
EVERY = 64  # of how many films one tells how high the first of them score

Bytes = NDArray[np.uint8]
Timed = dict[str, float]


def sketches_of(plots: Atoms, films: int, seed: int = 0) -> Bytes:
    """Make up films' sketches, [films, D * W]: each of tokens of three of the plots."""
    generator = np.random.default_rng(seed)
    tokens = np.zeros((plots.count, DEPTH * plots.width), np.uint8)
    tokens[np.arange(plots.count)[:, None], plots.codes_of(DEPTH) + np.arange(DEPTH) * plots.width] = 1
    sketches = np.empty((films, tokens.shape[1]), np.uint8)
    for block in blocks(films, AT_ONCE):
        n = len(sketches[block])
        some = np.flatnonzero(plots.sizes)[generator.integers((plots.sizes > 0).sum(), size=(n, len(PLOTS)))]
        owners = np.take_along_axis(some, generator.choice(len(PLOTS), p=PLOTS, size=(n, TOKENS)), axis=1)
        drawn = plots.offsets[owners] + (generator.random(owners.shape) * plots.sizes[owners]).astype(np.int64)
        shape, ends = (n, plots.count), np.arange(n + 1) * TOKENS
        sketches[block] = sparse.csr_array((np.ones(n * TOKENS, np.uint8), drawn.ravel(), ends), shape=shape) @ tokens
    return sketches


def blocks(films: int, size: int) -> Iterator[slice]:
    """Yield slices of so many films that cover all of them."""
    return (slice(start, start + size) for start in range(0, films, size))


def products(rows: NDArray[np.int8], query: Floats, kind: str = "float32") -> NDArray[np.number]:
    """Return products of all rows with a query whose largest entry is made 127, [rows]."""
    in_bytes = np.round(query * (BYTE / np.abs(query).max())).astype(np.int8)
    return np.asarray(numkong.cdist(rows, in_bytes[None], metric="dot", out_dtype=kind)).ravel()


def first(scores: NDArray[np.number], count: int) -> Ints:
    """Return about so many films with the highest scores, in their order: as high as every 64th film tells."""
    sample = scores[::EVERY]
    place = len(sample) - max(count // EVERY, 1)
    return np.flatnonzero(scores >= np.partition(sample, place)[place])


@dataclass(frozen=True, eq=False)
class Sketches:
    """Films' sketches in bytes.

    Attributes:
        counts: F, [films, D * W].
        lengths: l, [films].
        mean: mu, [D * W].
    """

    counts: Bytes
    lengths: NDArray[np.float32]
    mean: Floats

    @classmethod
    def of(cls, counts: Bytes) -> Sketches:
        lengths, total = np.empty(len(counts), np.float32), np.zeros(counts.shape[1])
        for block in blocks(len(counts), AT_ONCE):
            some = counts[block].astype(np.float32)
            lengths[block] = np.sqrt(np.einsum("ij,ij->i", some, some))
            total += (1 / lengths[block]) @ some
        return cls(counts, lengths, total / len(counts))

    def centred(self, films: Ints) -> Floats:
        """Return s of some films, [n, D * W]."""
        return self.counts[films] / self.lengths[films, None].astype(np.float64) - self.mean

    def exact(self, query: Floats, films: Ints) -> Floats:
        """Return <s, query> of some films, [n]."""
        return self.counts[films] @ query / self.lengths[films] - self.mean @ query

    def spread_out(self, query: Floats) -> Floats:
        """Return <s, query> of all films, in the query's precision: what numpy alone does."""
        scores, room = np.empty(len(self.counts), query.dtype), np.empty((IN_CACHE, len(query)), query.dtype)
        for block in blocks(len(self.counts), IN_CACHE):
            some = self.counts[block]
            np.copyto(room[: len(some)], some)
            scores[block] = room[: len(some)] @ query
        return scores / self.lengths - self.mean.astype(query.dtype) @ query

    def find(self, query: Floats) -> Ints:
        """Return the best films, best first, by a look at all."""
        scores = products(self.counts.view(np.int8), query) / self.lengths
        return self.best(query, first(scores, EXACT))

    def find_among(self, query: Floats, films: Ints) -> Ints:
        """Return the best of some films, best first."""
        scores = products(self.counts[films].view(np.int8), query) / self.lengths[films]
        return self.best(query, films[np.argpartition(-scores, EXACT)[:EXACT]])

    def best(self, query: Floats, films: Ints) -> Ints:
        """Return the best of some films, best first, each scored exactly."""
        return films[np.argsort(-self.exact(query, films))[:TOP]]


@dataclass(frozen=True, eq=False)
class Index:
    """Sketches along the directions in which they differ most, in bytes.

    Attributes:
        sketches: of the films.
        directions: [D * W, P].
        places: <s, direction>, [films, P], all on one scale.
    """

    sketches: Sketches
    directions: NDArray[np.float32]
    places: NDArray[np.int8]

    @classmethod
    def of(cls, sketches: Sketches, seed: int = 0) -> Index:
        films = len(sketches.counts)
        sample = sketches.centred(np.random.default_rng(seed).integers(films, size=SAMPLE)).astype(np.float32)
        directions = np.linalg.eigh(sample.T @ sample)[1][:, -DIRECTIONS:]
        scale = BYTE / REACH / (sample @ directions).std()
        places = np.empty((films, DIRECTIONS), np.int8)
        for block in blocks(films, AT_ONCE):
            some = sketches.counts[block].astype(np.float32) @ directions / sketches.lengths[block, None]
            np.clip(scale * (some - sketches.mean @ directions), -BYTE, BYTE, out=some)
            places[block] = np.round(some)
        return cls(sketches, directions, places)

    def find(self, query: Floats) -> Ints:
        """Return the best films, best first, of those that the index puts first."""
        scores = products(self.places, query @ self.directions, "int32")  # the faster one, but for long rows
        return self.sketches.find_among(query, first(scores, FROM_INDEX))


def milliseconds(deed: Callable[[], object]) -> Timed:
    """Return the median of some runs after a first one, by the clock and of the processor."""
    deed()
    times = []
    for _ in range(RUNS):
        start, started = time.perf_counter(), time.process_time()
        deed()
        times.append((time.perf_counter() - start, time.process_time() - started))
    clock, processor = 1000 * np.median(times, axis=0)
    return {"ms": float(clock), "processor_ms": float(processor)}


def measure(plots: Atoms, films: int) -> dict[str, Timed]:
    """Measure both ways beside merely reading the bytes, and beside numpy alone.

    The peak of memory is the process's until all of them have ranked, the making of the films in it.
    """
    sketches = Sketches.of(sketches_of(plots, films))
    start = time.process_time()
    index = Index.of(sketches)
    built = time.process_time() - start
    generator = np.random.default_rng(1)
    queries = [sketches.centred(generator.integers(films, size=LIKED)).sum(axis=0) for _ in range(HISTORIES)]
    words, query = sketches.counts.view(np.uint64), queries[0]
    took = {
        "reading the bytes": milliseconds(words.sum),
        "all sketches, numpy alone": milliseconds(lambda: sketches.spread_out(query.astype(np.float32))),
        "all sketches": milliseconds(lambda: sketches.find(query)),
        "the index first": milliseconds(lambda: index.find(query)),
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * RUSAGE_UNIT
    truth = [np.argpartition(-sketches.spread_out(each), TOP)[:TOP] for each in queries]
    for name, way in (("all sketches", sketches.find), ("the index first", index.find)):
        shares = [np.isin(each, way(q)).mean() for each, q in zip(truth, queries, strict=True)]
        took[name] |= {"recall": float(np.mean(shares)), "least recall": float(np.min(shares))}
    took["the index first"] |= {"seconds to build": built}
    return took | {"all": {"films": films, "memory_bytes": peak}}


if __name__ == "__main__":
    with threadpool_limits(1):
        print(json.dumps(measure(Recommender.load(sys.argv[1]).trained.encoded.atoms["text"], FILMS)))
