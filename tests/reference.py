"""The whole chain once more: the formulas of emde_core's README in plain loops over lists, slow and easy to check.

Nothing here is shared with emde_core but the random numbers' generator: both draw the same ones in the same order. A
matrix is a list of rows; an atom is a pair of its buckets, one in each partition, and its weight; an entry of a history
is a pair of a film's number and 0 (liked) or 1 (not for them); a wish is a pair of a modality and a sketch, or of None
and a weight, which is one for popularity.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

R = -0.1  # what "not for me" does to look-alikes
HALF_TRUST, PSEUDO_RATINGS, FLOOR, POWER = 3, 10, 0.05, 0.5


# Hashing of vectors: standardise, project, threshold at a quantile drawn uniformly, pack bits


def codes_of_vectors(vectors, depth, width, seed, *, unit):
    """A bucket for each vector and partition."""
    dim, bits, count = len(vectors[0]), int(math.log2(width)), len(vectors)
    mean = [sum(v[c] for v in vectors) / count for c in range(dim)]
    spread = [math.sqrt(sum((v[c] - mean[c]) ** 2 for v in vectors) / count) for c in range(dim)]
    generator = np.random.default_rng(seed)
    direction = [[[generator.standard_normal() for _ in range(bits)] for _ in range(depth)] for _ in range(dim)]
    level = [[generator.uniform() for _ in range(bits)] for _ in range(depth)]

    def project(vector, d, k):
        standard = [vector[c] - mean[c] if unit else (vector[c] - mean[c]) / spread[c] for c in range(dim)]
        length = math.sqrt(sum(x * x for x in standard)) if unit else 1.0
        return sum(standard[c] / length * float(np.float32(direction[c][d][k])) for c in range(dim))

    threshold = [
        [quantile([project(v, d, k) for v in vectors], level[d][k]) for k in range(bits)] for d in range(depth)
    ]
    return [
        [sum(2**k for k in range(bits) if project(vector, d, k) > threshold[d][k]) for d in range(depth)]
        for vector in vectors
    ]


def quantile(values, level):
    """Linear between the two nearest order statistics."""
    ordered = sorted(values)
    place = level * (len(ordered) - 1)
    below = min(int(place), len(ordered) - 2)
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


# Numbers in lists


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def plus(*vectors):
    return [sum(each) for each in zip(*vectors, strict=True)]


def times(factor, vector):
    return [factor * x for x in vector]


def length(vector):
    return math.sqrt(dot(vector, vector))


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
                rows[r] = [x - rows[r][i] * y for x, y in zip(rows[r], rows[i], strict=True)]
    return [row[size:] for row in rows]


def non_negative(rows, wanted, weights):
    """The x >= 0 with the least sum of weights (rows x - wanted)^2: every choice of what may be above 0 is tried."""
    size, best = len(rows[0]), (math.inf, [])
    for chosen in (c for count in range(size + 1) for c in combinations(range(size), count)):
        gram = [
            [sum(w * row[a] * row[b] for w, row in zip(weights, rows, strict=True)) for b in chosen] for a in chosen
        ]
        aim = [[sum(w * row[a] * y for w, row, y in zip(weights, rows, wanted, strict=True))] for a in chosen]
        found = [0.0] * size
        for place, (value,) in zip(chosen, solved(gram, aim), strict=True):
            found[place] = value
        if min(found, default=0) >= 0:
            loss = sum(w * (dot(row, found) - y) ** 2 for w, row, y in zip(weights, rows, wanted, strict=True))
            best = min(best, (loss, found))
    return best[1]


# One modality: atoms, film sketches, the mean sketch


@dataclass
class Modality:
    """Films' atoms in one modality; ``weigh`` gives its films their gains."""

    films: list
    depth: int
    width: int

    def weigh(self, gains, head):
        """g, and with it the mean sketch mu over the head's films that have the modality, and every film's s."""
        having = [k for k in head if self.films[k]]
        self.gains = gains
        weighted = [times(gains[k] / length(self.f(k)), self.f(k)) for k in having]
        self.mu = times(1 / sum(gains[k] for k in having), plus(*weighted))
        self.s = [self.sketch(atoms) for atoms in self.films]

    def h(self, codes):
        """An atom's bucket counts."""
        counts = self.nothing()
        for partition, code in enumerate(codes):
            counts[partition * self.width + code] += 1
        return counts

    def nothing(self):
        return [0.0] * (self.depth * self.width)

    def f(self, film):
        return self.counts(self.films[film])

    def counts(self, atoms):
        """F, the weighted counts of some atoms."""
        return plus(self.nothing(), *(times(w, self.h(codes)) for codes, w in atoms))

    def sketch(self, atoms):
        """S: F / l - mu; 0 where there are no atoms."""
        counts = self.counts(atoms)
        return plus(times(1 / length(counts), counts), times(-1, self.mu)) if atoms else self.nothing()

    def new_sketch(self, atoms):
        """S of a film that is in no catalogue: l is at least that of the shortest film that has the modality."""
        shortest = min(length(self.counts(film)) for film in self.films if film)
        counts = self.counts(atoms)
        long = max(length(counts), shortest)
        return plus(times(1 / long, counts), times(-1, self.mu)) if atoms else self.nothing()

    def x(self, film):
        """x_a of each atom of a film; they add up to its sketch s."""
        long, total = length(self.f(film)), sum(w for _, w in self.films[film])
        return [
            times(w, plus(times(1 / long, self.h(codes)), times(-1 / total, self.mu))) for codes, w in self.films[film]
        ]

    def wish(self, atoms, weight):
        """2.5 w h / |h|: not centred."""
        counts = self.counts(atoms)
        return times(2.5 * weight / length(counts), counts)


# The model: content first, ratings correct it


@dataclass
class Reference:
    """Modalities by name; once it is fitted, the head, G [2H][H], gains, popularity, and what the tail is read by."""

    modalities: dict
    likes: list
    dislikes: list

    @property
    def films(self):
        return range(len(next(iter(self.modalities.values())).films))

    def fit(self, ridge, scale, multipliers, average_film, head):
        """Everything, at temperature 1, for given c, k and factor on alpha, with company of so many films."""
        all_n, all_m, all_p = self.exposure()
        rated = [k for k in self.films if all_m[k]]
        self.head = sorted(sorted(rated, key=lambda k: -all_m[k])[:head])
        n, m, p = ([each[k] for k in self.head] for each in (all_n, all_m, all_p))
        for each in self.modalities.values():
            each.weigh(all_p, self.head)
        alike = self.likenesses()
        nothing = [[0.0] * len(self.head) for _ in range(2 * len(self.head))]
        alpha, *beta = self.strengths(self.regression(ridge, nothing), alike, n, p)
        self.cold = [scale * multipliers[name] * b for name, b in zip(self.modalities, beta, strict=True)]
        self.alpha = average_film * alpha
        learned = self.regression(ridge, self.prior(alike, p))
        trust = [each / (each + HALF_TRUST) for each in m]
        _, *gamma = self.strengths(self.mixed(learned, alike, trust, p), alike, n, p)
        for each, own, cold in zip(self.modalities.values(), gamma, self.cold, strict=True):
            all_trust = [trust[self.head.index(j)] if j in self.head else 0.0 for j in self.films]
            each.weigh([all_p[j] * (t * own + (1 - t) * cold) for j, t in enumerate(all_trust)], self.head)
        self.g = self.mixed(learned, self.likenesses(), trust, p)
        self.popularity, self.trust = all_p, trust
        return self

    def messages(self, entry):
        """What of a history film's company other films of the head pass on to those like them, as ratings are trusted.

        Company that takes away more than the film stands below an average one only takes back likeness: that stays.
        """
        trusted = zip(self.trust, self.head, strict=True)
        return [
            0.0 if f == entry[0] else t * max(self.company(entry, f), min(self.total(entry, f), 0.0))
            for t, f in trusted
        ]

    def exposure(self):
        """n, m and p: viewers who liked a film, who rated it, how often it is liked at all."""
        n = [sum(film in liked for liked in self.likes) for film in self.films]
        m = [n[film] + sum(film in shunned for shunned in self.dislikes) for film in self.films]
        seen = sorted(n[film] for film in self.films if m[film])
        middle = len(seen) // 2
        self.median = seen[middle] if len(seen) % 2 else (seen[middle - 1] + seen[middle]) / 2
        self.mean = sum(seen) / len(seen)
        return n, m, [self.liked_at_all(n[film], m[film]) for film in self.films]

    def liked_at_all(self, liked, rated):
        """p of a film that so many liked, of so many who rated it."""
        drawn = (rated * liked + PSEUDO_RATINGS * self.median) / (rated + PSEUDO_RATINGS)
        return (drawn / self.mean + FLOOR) ** POWER

    def likenesses(self):
        """K_m(i, j) of the head, 0 for a film with itself."""
        found = []
        for each in self.modalities.values():
            found.append([[0.0 if i == j else dot(each.s[i], each.s[j]) for j in self.head] for i in self.head])
        return found

    def prior(self, alike, p):
        """G_c: c p_j sum k beta K in the rows of likes; r times that in those of dislikes."""
        return [
            [r * p[j] * sum(b * k[i][j] for b, k in zip(self.cold, alike, strict=True)) for j in range(len(p))]
            for r in (1.0, R)
            for i in range(len(p))
        ]

    def regression(self, ridge, prior):
        """G_r = (C + L)^-1 (E + L G_c) of the head, summed viewer by viewer."""
        count = len(self.head)
        size = 2 * count
        keep = [ridge.keep_likes] * count + [ridge.keep_dislikes] * count
        pull = [ridge.ridge_likes] * count + [ridge.ridge_dislikes] * count
        together = [[0.0] * size for _ in range(size)]
        for of_viewer in zip(self.likes, self.dislikes, strict=True):
            liked, shunned = ([self.head.index(film) for film in films if film in self.head] for films in of_viewer)
            weight = (len(liked) + 1) ** -ridge.viewer_weight_power
            rows = [*liked, *(count + film for film in shunned)]
            for a in rows:
                for b in rows:
                    together[a][b] += weight
        left = [
            [
                keep[a] * (together[a][a] if a == b else keep[b] * together[a][b]) + (pull[a] if a == b else 0)
                for b in range(size)
            ]
            for a in range(size)
        ]
        right = [
            [
                (0.0 if a == j else keep[a] * (1 - ridge.keep_likes) * together[a][j]) + pull[a] * prior[a][j]
                for j in range(count)
            ]
            for a in range(size)
        ]
        return solved(left, right)

    def strengths(self, learned, alike, n, p):
        """An intercept, and each modality's strength: non-negative least squares of G / p on the likenesses."""
        pairs = [(i, j) for i in range(len(n)) for j in range(len(n)) if i != j]
        rows = [[1.0, *(k[i][j] for k in alike)] for i, j in pairs]
        return non_negative(rows, [learned[i][j] / p[j] for i, j in pairs], [math.sqrt(n[i] * n[j]) for i, j in pairs])

    def mixed(self, learned, alike, trust, p):
        """G: columns mixed by exposure; an unrated film starts with alpha p in the rows of likes."""
        prior, count = self.prior(alike, p), len(p)
        return [
            [t * learned[i][j] + (1 - t) * (prior[i][j] + self.alpha * p[j] * (i < count)) for j, t in enumerate(trust)]
            for i in range(2 * count)
        ]

    # Sums all the way down

    def r(self, entry):
        return R if entry[1] else 1.0

    def total(self, entry, j):
        """What a history film adds to a score relative to the mean of the head; company is of the head alone."""
        if entry[0] in self.head and j in self.head:
            return self.row(entry)[self.head.index(j)] - self.mean_of_row(entry)
        sketches = {name: m.s[j] for name, m in self.modalities.items()}
        content = sum(self.content(name, entry, j) for name in self.modalities)
        return content + self.relayed(entry, self.popularity[j], sketches)

    def row(self, entry):
        return self.g[self.head.index(entry[0]) + entry[1] * len(self.head)]

    def mean_of_row(self, entry):
        return sum(self.row(entry)) / len(self.head)

    def relayed(self, entry, p, sketches):
        """What a history film adds beside content to a film of the tail: nothing if of the tail itself.

        That is an average film's part, and likeness to the films of the head, by the messages from them.
        """
        if entry[0] not in self.head:
            return 0.0
        value = (1 - entry[1]) * p * self.alpha - self.mean_of_row(entry)
        for weight, f in zip(self.messages(entry), self.head, strict=True):
            alike = [dot(m.s[f], sketches[name]) for name, m in self.modalities.items()]
            value += weight * p * sum(cold * k for cold, k in zip(self.cold, alike, strict=True))
        return value

    def content(self, name, entry, j):
        m = self.modalities[name]
        return self.r(entry) * m.gains[j] * dot(m.s[entry[0]], m.s[j])

    def company(self, entry, j):
        return self.total(entry, j) - sum(self.content(name, entry, j) for name in self.modalities)

    def wish(self, wish, j):
        name, what = wish
        if name is None:
            return what * (math.log(self.popularity[j]) - self.mean_log())
        m = self.modalities[name]
        return m.gains[j] * dot(what, m.s[j])

    def score(self, history, wishes, j):
        return sum(self.total(entry, j) for entry in history) + sum(self.wish(wish, j) for wish in wishes)

    def u(self, name, history, wishes):
        """The history as a film's atoms meet it."""
        m = self.modalities[name]
        of_films = [times(self.r(entry), m.s[entry[0]]) for entry in history]
        return plus(m.nothing(), *of_films, *(what for modality, what in wishes if modality == name))

    def film_side(self, name, history, wishes, j):
        """What each atom of the recommended film adds."""
        m, u = self.modalities[name], self.u(name, history, wishes)
        return [m.gains[j] * dot(u, x) for x in m.x(j)]

    def history_side(self, name, entry, j):
        """What each atom of a history film adds."""
        m = self.modalities[name]
        return [self.r(entry) * m.gains[j] * dot(x, m.s[j]) for x in m.x(entry[0])]

    def pairs(self, name, entry, j):
        """What an atom of the recommended film and one of a history film add together, [own atoms][other's atoms]."""
        m = self.modalities[name]
        others = m.x(entry[0])
        return [[self.r(entry) * m.gains[j] * dot(a, b) for a in others] for b in m.x(j)]

    def unrated(self, name_atoms, history, wishes):
        """The score of a film that nobody has rated, by its atoms in each modality that it has: t = 0."""
        p = self.liked_at_all(0, 0)
        sketches = {name: m.new_sketch(name_atoms.get(name, [])) for name, m in self.modalities.items()}
        score = sum(self.relayed(entry, p, sketches) for entry in history)
        for (name, m), cold in zip(self.modalities.items(), self.cold, strict=True):
            if atoms := name_atoms.get(name):
                score += p * cold * dot(self.u(name, history, wishes), m.new_sketch(atoms))
        return score + sum(w * (math.log(p) - self.mean_log()) for modality, w in wishes if modality is None)

    def mean_log(self):
        return sum(math.log(self.popularity[k]) for k in self.head) / len(self.head)

    def content_alone(self, history, j):
        """A film's score where every film is read as one that nobody has rated: t = 0, p = 1, the plain mean sketch."""
        score = 0.0
        for m, cold in zip(self.modalities.values(), self.cold, strict=True):
            plain = Modality(m.films, m.depth, m.width)
            plain.weigh([1.0] * len(self.films), self.head)
            score += sum(self.r(entry) * cold * dot(plain.s[entry[0]], plain.s[j]) for entry in history)
        return score


def of_catalogue(encoded, interactions, like_at_least, dislike_at_most):
    """The reference for films that were read, and ratings; still to be fitted."""
    modalities = {}
    for name, atoms in encoded.atoms.items():
        edges, codes, weights = atoms.offsets.tolist(), atoms.codes.tolist(), atoms.weights.tolist()
        films = [list(zip(codes[start:end], weights[start:end], strict=True)) for start, end in pairwise(edges)]
        modalities[name] = Modality(films, atoms.depth, atoms.width)
    place = {film.id: k for k, film in enumerate(encoded.catalogue)}
    likes, dislikes = {}, {}
    for viewer, film, rating in interactions.table[["viewer", "film", "rating"]].itertuples(index=False):
        liked, shunned = likes.setdefault(viewer, []), dislikes.setdefault(viewer, [])
        if rating >= like_at_least:
            liked.append(place[film])
        elif rating <= dislike_at_most:
            shunned.append(place[film])
    return Reference(modalities, list(likes.values()), list(dislikes.values()))
