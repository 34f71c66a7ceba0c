"""Names in buckets, as a count-min sketch has them: each partition hashes a name by itself.

Two names share a bucket by chance in one of W partitions; equal names share all. Source: count-min, as EMDE uses it
(arXiv 2006.01894, section 3.2).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from emde_core.arrays import Floats, Ints
from emde_core.strict_json import parse_json


@dataclass(frozen=True, eq=False)
class NameHash:
    """A hash of names, and what each name weighs.

    Attributes:
        depth, width: D and W.
        seed: of the hash.
        names: every name of the catalogue that it was fitted on.
        idf: [names], what each weighs: inverse document frequencies, log((1 + films) / (1 + films with the name)) + 1,
            times what names of the kind count.
    """

    depth: int
    width: int
    seed: int
    names: tuple[str, ...]
    idf: Floats

    @classmethod
    def fit(
        cls,
        film_names: Sequence[Sequence[str]],
        depth: int,
        width: int,
        seed: int,
        counting: Callable[[str], float] = lambda _: 1.0,
    ) -> NameHash:
        """Weigh the names of some films, given film by film; ``counting`` tells what a name's kind counts."""
        counts = Counter(name for names in film_names for name in set(names))
        names = tuple(sorted(counts))
        frequency = np.array([counts[name] for name in names], dtype=np.float64)
        idf = np.log((1 + len(film_names)) / (1 + frequency)) + 1
        return cls(depth, width, seed, names, idf * np.array([counting(name) for name in names]))

    @cached_property
    def weight_of(self) -> Mapping[str, float]:
        """Weights by name."""
        return dict(zip(self.names, self.idf.tolist(), strict=True))

    def weights(self, names: Sequence[str]) -> Floats:
        """Return the weight of each name, [names]; 0 for one that the catalogue does not know."""
        return np.array([self.weight_of.get(name, 0.0) for name in names], dtype=np.float64)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything that it is made of, for a file."""
        names = np.frombuffer(json.dumps(self.names).encode(), dtype=np.uint8)
        return {"names": names, "weights": self.idf, "shape": np.array([self.depth, self.width, self.seed])}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> NameHash:
        """Make a hash of ``arrays``."""
        depth, width, seed = map(int, arrays["shape"].tolist())
        names, weights = parse_json(arrays["names"].tobytes().decode()), arrays["weights"].astype(np.float64)
        fitting = isinstance(names, list) and all(isinstance(name, str) for name in names) and len(arrays) == 3
        if not fitting or weights.shape != (len(names),) or (weights < 0).any():
            raise ValueError("the names and weights of a hash do not fit together")
        return cls(depth, width, seed, tuple(names), weights)

    def codes(self, names: Sequence[str]) -> Ints:
        """Return each name's bucket in each partition, from 0 to W - 1, [names, D]."""
        return np.array([self._buckets(name) for name in names], dtype=np.int64).reshape(-1, self.depth)

    def _buckets(self, name: str) -> list[int]:
        key = f"{self.seed}:{name}".encode(errors="surrogatepass")
        return [
            int.from_bytes(hashlib.blake2b(key, digest_size=8, salt=d.to_bytes(8, "big")).digest(), "big") % self.width
            for d in range(self.depth)
        ]
