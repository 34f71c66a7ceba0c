"""The whole chain once more, literally: DESIGN.md's formulas in plain loops over lists, slow and easy to check.

Nothing here is shared with emde_core but the random numbers' generator: both draw the same ones in the same order.
A matrix is a list of rows; a code is None where a film lacks a modality; an input sketch is the likes' flat sketch
followed by the dislikes'.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

MODALITIES = ("text", "categorical", "image", "audience", "identity")  # a modality's place seeds its hash


# DLSH: standardise, project, threshold at a quantile drawn uniformly, pack bits (DESIGN.md, DLSH)


def codes_of_modality(vectors, modality, depth, width, seed):
    """A bucket for each film and partition; vectors hold None for a film without the modality."""
    known = [vector for vector in vectors if vector is not None]
    dim, bits = len(known[0]), int(math.log2(width))
    mean, scale = standardisation(known, each_dimension=modality != "categorical")
    generator = np.random.default_rng((seed, MODALITIES.index(modality)))
    direction = [[[generator.standard_normal() for _ in range(bits)] for _ in range(depth)] for _ in range(dim)]
    level = [[generator.uniform() for _ in range(bits)] for _ in range(depth)]

    def project(vector, d, k):
        return sum((vector[c] - mean[c]) * scale[c] * direction[c][d][k] for c in range(dim))

    threshold = [
        [quantile([project(vector, d, k) for vector in known], level[d][k]) for k in range(bits)] for d in range(depth)
    ]
    codes = []
    for vector in vectors:
        if vector is None:
            codes.append([None] * depth)
        else:
            above = [[project(vector, d, k) > threshold[d][k] for k in range(bits)] for d in range(depth)]
            codes.append([sum(2**k for k in range(bits) if above[d][k]) for d in range(depth)])
    return codes


def standardisation(vectors, *, each_dimension):
    """Mean and 1 / deviation of each dimension; or one common factor, the root mean square of the deviations."""
    dim, count = len(vectors[0]), len(vectors)
    mean = [sum(v[c] for v in vectors) / count for c in range(dim)]
    variance = [sum((v[c] - mean[c]) ** 2 for v in vectors) / count for c in range(dim)]
    if not each_dimension:
        variance = [sum(variance) / dim] * dim
    return mean, [1 / math.sqrt(v) if math.sqrt(v) > 1e-9 else 0.0 for v in variance]


def quantile(values, level):
    """Linear between the two nearest order statistics."""
    ordered = sorted(values)
    place = level * (len(ordered) - 1)
    below = min(int(place), len(ordered) - 2)
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


# Matrices


def matmul(a, b):
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def transposed(a):
    return [list(row) for row in zip(*a, strict=True)]


def solved(a, b):
    """A^-1 b by Gauss-Jordan elimination with the largest pivot of each column."""
    size = len(a)
    rows = [list(a[i]) + list(b[i]) for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(size):
            if r != i and rows[r][i] != 0:
                factor = rows[r][i]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[size:] for row in rows]


# The model (DESIGN.md, Model)


@dataclass
class Reference:
    """Codes [films][M][D] and the linear map B [2F][F] of a closed form, at temperature 1."""

    codes: list
    depth: int
    width: int
    b: list | None = None

    @property
    def size(self):
        return len(self.codes[0]) * self.depth * self.width

    def flat(self, film):
        """The positions of a film's codes in a flat sketch."""
        return [p for m in range(len(self.codes[film])) for p in self.flat_of_modality(film, m)]

    def flat_of_modality(self, film, m):
        return [
            (m * self.depth + d) * self.width + self.codes[film][m][d]
            for d in range(self.depth)
            if self.codes[film][m][d] is not None
        ]

    def one_hot(self, film):
        """The film's row of S."""
        row = [0.0] * self.size
        for position in self.flat(film):
            row[position] = 1.0
        return row

    def readout(self, film):
        """The film's row of T: its codes, divided by how many it has."""
        count = len(self.flat(film))
        return [x / count if count else 0.0 for x in self.one_hot(film)]

    def fit(self, likes, dislikes, settings):
        """B = A^-1 [R1; R2] P^-1, by the block formula; likes and dislikes are each viewer's lists of films."""
        films, viewers, size = range(len(self.codes)), range(len(likes)), range(self.size)
        s, t = [self.one_hot(f) for f in films], [self.readout(f) for f in films]
        q1, q2 = settings.keep_likes, settings.keep_dislikes
        weight = [(len(likes[v]) + 1) ** -settings.viewer_weight_power for v in viewers]
        z1 = [self._sum(s, likes[v]) for v in viewers]
        z2 = [self._sum(s, dislikes[v]) for v in viewers]
        y1 = [self._sum(t, likes[v]) for v in viewers]  # what is asked for, on the output side
        n1 = [sum(weight[v] for v in viewers if f in likes[v]) for f in films]
        n2 = [sum(weight[v] for v in viewers if f in dislikes[v]) for f in films]

        def gram(left, right):
            return [[sum(weight[v] * left[v][i] * right[v][j] for v in viewers) for j in size] for i in size]

        def weighted(left, n, right):
            return [[sum(left[f][i] * n[f] * right[f][j] for f in films) for j in size] for i in size]

        z11, z12, z22, zq1, zq2 = gram(z1, z1), gram(z1, z2), gram(z2, z2), weighted(s, n1, s), weighted(s, n2, s)
        out1, out2, own = gram(z1, y1), gram(z2, y1), weighted(s, n1, t)
        a = [[0.0] * (2 * self.size) for _ in range(2 * self.size)]
        r = [[0.0] * self.size for _ in range(2 * self.size)]
        for i in size:
            for j in size:
                ridge1, ridge2 = (settings.ridge_likes, settings.ridge_dislikes) if i == j else (0.0, 0.0)
                a[i][j] = q1 * q1 * z11[i][j] + q1 * (1 - q1) * zq1[i][j] + ridge1
                a[i][self.size + j] = a[self.size + j][i] = q1 * q2 * z12[i][j]
                a[self.size + i][self.size + j] = q2 * q2 * z22[i][j] + q2 * (1 - q2) * zq2[i][j] + ridge2
                r[i][j] = q1 * (1 - q1) * (out1[i][j] - own[i][j])
                r[self.size + i][j] = q2 * (1 - q1) * out2[i][j]
        unit = min(x for row in t for x in row if x)  # the collision ridge is in the scale of T
        p = [
            [
                sum(t[f][i] * t[f][j] for f in films) + (settings.collision_ridge * unit**2 if i == j else 0)
                for j in size
            ]
            for i in size
        ]
        self.b = transposed(solved(p, transposed(solved(a, r))))
        return self

    @staticmethod
    def _sum(rows, chosen):
        return [sum(rows[f][i] for f in chosen) for i in range(len(rows[0]))]

    def input_sketch(self, history):
        """History: pairs of a film and its block, 0 for a like and 1 for a dislike."""
        sketch = [0.0] * (2 * self.size)
        for film, block in history:
            for position in self.flat(film):
                sketch[block * self.size + position] += 1
        return sketch

    def logits(self, sketch):
        return [sum(sketch[i] * self.b[i][j] for i in range(len(sketch))) for j in range(self.size)]

    def direction(self, film):
        """The film's readout relative to the mean over the films that have codes."""
        known = [f for f in range(len(self.codes)) if self.flat(f)]
        return [x - sum(self.readout(f)[j] for f in known) / len(known) for j, x in enumerate(self.readout(film))]

    def score(self, history, film):
        logits = self.logits(self.input_sketch(history))
        return sum(x * y for x, y in zip(logits, self.direction(film), strict=True))

    def contributions(self, history, film):
        """(place in the history, modality) -> nats: each bucket's part is shared by the films that lie in it."""
        sketch, direction = self.input_sketch(history), self.direction(film)
        parts = {}
        for h, (seen, block) in enumerate(history):
            for m in range(len(self.codes[seen])):
                parts[h, m] = 0.0
                for position in self.flat_of_modality(seen, m):
                    i = block * self.size + position
                    of_bucket = sketch[i] * sum(self.b[i][j] * direction[j] for j in range(self.size))
                    parts[h, m] += of_bucket * 1 / sketch[i]
        return parts

    def matched(self, history, film):
        """Modality -> how much of the score is read at the film's codes there."""
        logits, direction = self.logits(self.input_sketch(history)), self.direction(film)
        block = self.depth * self.width
        return [
            sum(logits[j] * direction[j] for j in range(m * block, (m + 1) * block))
            for m in range(len(self.codes[film]))
        ]


def of_recommender(recommender, interactions):
    """The reference for a fitted recommender, from its embeddings and the ratings: codes and B made anew."""
    trained, config = recommender.trained, recommender.trained.config
    sketch, films = config.sketch, recommender.catalogue.films
    by_modality = []
    for modality in config.modalities:
        embeddings = trained.embeddings[modality]
        vectors = [
            [float(x) for x in embeddings.vectors[f]] if embeddings.present[f] else None for f in range(len(films))
        ]
        by_modality.append(codes_of_modality(vectors, modality, sketch.depth, sketch.width, sketch.seed))
    codes = [[by_modality[m][f] for m in range(len(by_modality))] for f in range(len(films))]
    likes, dislikes = {}, {}
    place = {film.id: k for k, film in enumerate(films)}
    for viewer, film, rating in interactions.table[["viewer", "film", "rating"]].itertuples(index=False):
        liked, shunned = likes.setdefault(viewer, []), dislikes.setdefault(viewer, [])
        if rating >= config.like_at_least:
            liked.append(place[film])
        elif rating <= config.dislike_at_most:
            shunned.append(place[film])
    reference = Reference(codes, sketch.depth, sketch.width)
    return reference.fit(list(likes.values()), list(dislikes.values()), config.closed_form)
