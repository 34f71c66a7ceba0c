"""A toy world of made-up vectors: no two sizes are equal, films lack modalities in every way, and some have no ratings.

15 films, 41 viewers, depths 6, 5 and 7, widths 4, 16 and 8. Plots are real text and categories real names, but tokens
and patches have made-up vectors, so that no model of language or images is needed. Each viewer follows a theme of
plots, of categories or of looks of posters, so that content counts in all of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse

from emde_core import Catalogue, Config, Film, Interactions, Recommender
from emde_core.data.interactions import Reactions
from emde_core.modalities.base import FilmAtoms, Modality, Subject, places_of
from emde_core.modalities.categorical import Categorical
from emde_core.modalities.image import Posters
from emde_core.modalities.text import Plots
from emde_core.model.affinity import Affinity
from emde_core.model.prior import AGAINST
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.encoded_catalogue import EncodedCatalogue, encode_catalogue
from emde_core.text.words import words_of

FILMS, VIEWERS = 15, 41
DEPTH, WIDTH = 5, 4  # of the published recipe
LACKS_TEXT, LACKS_CATEGORIES, LACKS_IMAGE = "f3", "f7", "f6"
ONLY_TEXT, ONLY_CATEGORIES, ONLY_IMAGE, NOTHING = "f8", "f5", "f11", "f9"
UNRATED, UNRATED_LACKS_IMAGE = "f12", "f13"
NOBODY_RATED = {UNRATED, UNRATED_LACKS_IMAGE}
WITHOUT = {
    TEXT: {LACKS_TEXT, ONLY_CATEGORIES, ONLY_IMAGE, NOTHING},
    CATEGORICAL: {LACKS_CATEGORIES, ONLY_TEXT, ONLY_IMAGE, NOTHING},
    IMAGE: {LACKS_IMAGE, ONLY_TEXT, ONLY_CATEGORIES, NOTHING, UNRATED_LACKS_IMAGE},
}
GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical")
LOOKS = ("dark", "bright", "red")
THEMES = (
    ("lighthouse", "keeper", "storm", "harbour", "sailor", "Ada Stone"),
    ("detective", "city", "forger", "night-train", "betrayal", "Leo Marsh"),
    ("desert", "horse", "sheriff", "outlaw", "canyon", "Rosa O'Neil"),
)
SENTENCES = (
    "The {0} and the {1} wait for a {2}; {5} does not.",
    "In the {3} a {4} meets {5}, and the {1} is told!",
    "{5} leaves the {2} to the {0}, who finds the {3}.",
    "A {1} of the {0}: it was a {4}, a very old {4}.",
)
LONGEST = 5  # letters in a token


def content_of(model: Affinity, weights: Mapping[str, float] | None = None) -> np.ndarray:
    """The content part of all pairs, [2 films, films], with gains of some modalities multiplied."""
    alike = {m: sketches[:] @ sketches[:].T for m, sketches in model.sketches.items()}
    factors = dict.fromkeys(alike, 1.0) | dict(weights or {})
    likes = sum(factors[m] * g * alike[m] for m, g in zip(alike, model.gains, strict=True))
    return np.concatenate([likes, AGAINST * likes])


def config(**changes) -> Config:
    settings = {
        "sketch": {"depth": DEPTH, "width": WIDTH, "seed": 3},
        "ridge": {"ridge_likes": 2.0, "ridge_dislikes": 9.0, "keep_likes": 0.3, "keep_dislikes": 0.6},
        "prior": {"scales": (2.0, 3.0), "average_film": (1.0, 1.5), "multipliers": (1.0, 2.0), "splits": 2},
        "network": {"hidden": 12, "layers": 2, "epochs": 3, "batch": 8},
    }
    return Config.model_validate(settings | changes)


def theme(k: int, modality: str) -> int:
    """What a film is about; in one modality another than in the others."""
    return {TEXT: k, CATEGORICAL: k // 2, IMAGE: k + k // 3}[modality] % 3


def catalogue() -> Catalogue:
    return Catalogue(tuple(_film(k) for k in range(FILMS)))


def _film(k: int) -> Film:
    film = Film(id=f"f{k}", title=f"Film {k}")
    if film.id not in WITHOUT[TEXT]:
        told = (SENTENCES[k % 4], SENTENCES[(k + 1 + k // 4) % 4])[: 1 + k % 2]
        film = film.model_copy(update={"plot": " ".join(told).format(*THEMES[theme(k, TEXT)])})
    if film.id not in WITHOUT[CATEGORICAL]:
        genre = theme(k, CATEGORICAL)
        names = {"genres": (GENRES[genre], GENRES[3 + k % 2]), "directors": (f"Director {genre}{k % 2}",)}
        film = film.model_copy(update=names | {"cast": (f"Actor {k % 4}",), "year": 1950 + 10 * (k % 3)})
    if film.id not in WITHOUT[IMAGE]:
        film = film.model_copy(update={"poster": f"{LOOKS[theme(k, IMAGE)]}-{k}.png"})
    return film


def interactions() -> Interactions:
    """Every viewer follows one theme in one modality, and rates 6 to 11 films from 1 to 5, whole stars."""
    generator = np.random.default_rng(7)
    rated = [k for k in range(FILMS) if f"f{k}" not in NOBODY_RATED]
    rows = []
    for v in range(VIEWERS):
        followed, wanted = tuple(WITHOUT)[v % 3], v // 3 % 3
        for k in generator.permutation(rated)[: generator.integers(6, 12)].tolist():
            shared = theme(k, followed) == wanted and f"f{k}" not in WITHOUT[followed]
            stars = int(np.clip(round(2.6 + 2 * shared + generator.normal(0, 0.6)), 1, 5))
            rows.append((f"v{v}", f"f{k}", stars))
    return Interactions.from_frame(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))


def reactions() -> Reactions:
    return Reactions.of(interactions(), catalogue(), 4, 3)


def eager_reactions(seed: int, viewers: int = 90) -> Reactions:
    """Viewers with so many likes that some can be hidden; all follow themes of one modality, or each its own."""
    generator = np.random.default_rng(seed)
    modalities = [tuple(WITHOUT)[seed % 4]] if seed % 4 < 3 else tuple(WITHOUT)
    films = range(FILMS)
    follows = [[theme(k, modalities[v % len(modalities)]) == v % 3 for k in films] for v in range(viewers)]
    rated = np.array([f"f{k}" not in NOBODY_RATED for k in films])
    draws = generator.uniform(size=(viewers, FILMS))
    likes, dislikes = rated & (draws < np.where(follows, 0.85, 0.25)), rated & (draws > 0.9)
    matrices = (sparse.csr_array(each.astype(float)) for each in (likes, dislikes, likes | dislikes))
    return Reactions(*matrices, tuple(f"v{k}" for k in range(viewers)))


@dataclass(frozen=True)
class ToyPlots(Plots):
    """Words of more than five letters are several tokens; a token's vector is its own and a little of its plot's."""

    depth: int = 6
    width: int = 4

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:  # noqa: ARG002
        return [self._one(subject.film.plot) for subject in subjects]

    def _one(self, plot: str) -> FilmAtoms:
        spans = list(tokens_of(plot))
        alone = np.array([_token(plot[start:end].casefold()) for start, end in spans]).reshape(-1, 6)
        return FilmAtoms(places_of(spans, 2), alone + 0.2 * alone.sum(axis=0) / max(1, len(alone)))


def tokens_of(text: str) -> Iterator[tuple[int, int]]:
    """Where tokens stand: words in pieces of at most five letters."""
    for word in words_of(text):
        for start in range(word.start, word.end, LONGEST):
            yield start, min(start + LONGEST, word.end)


def _token(text: str) -> np.ndarray:
    """The theme that the word belongs to, off centre and unlike in scale, and something of its own."""
    pieces = [{story[s:e].casefold() for story in told for s, e in tokens_of(story)} for told in THEMES]
    about = np.array([text in words for words in pieces], dtype=float)
    return 2 + np.arange(1, 7) * (np.tile(about, 2) + 0.3 * _drawn(f"token {text}", 6))


@dataclass(frozen=True)
class ToyPosters(Posters):
    """Three rows of two patches, by the poster's name: its look, and something of their own."""

    depth: int = 7
    width: int = 8

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:  # noqa: ARG002
        return [self._one(subject.film.poster) for subject in subjects]

    def _one(self, poster: str) -> FilmAtoms:
        if not poster:
            return FilmAtoms(places_of([], 4), np.zeros((0, 0)))
        look = poster.partition("-")[0]
        places = [(row, column, 3, 2) for row, column in np.ndindex(3, 2)]
        patches = [3 * _drawn(look, 7) + _drawn(f"{poster} {row} {column}", 7) for row, column, _, _ in places]
        return FilmAtoms(places_of(places, 4), np.array(patches))


def _drawn(name: str, dim: int) -> np.ndarray:
    return np.random.default_rng(zlib.crc32(name.encode())).normal(size=dim)


def modalities() -> tuple[Modality, ...]:
    return ToyPlots(), Categorical(depth=5, width=16), ToyPosters()


@lru_cache(maxsize=1)
def encoded() -> EncodedCatalogue:
    return encode_catalogue(catalogue(), modalities(), seed=5)


def recommender(**changes) -> Recommender:
    world = encoded()
    return Recommender.fit(world.catalogue, interactions(), config(**changes), encoded=world)
