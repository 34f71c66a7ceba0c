"""What every hash of atoms offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Keys = Sequence[Any] | Floats
"""What is hashed: vectors [atoms, dim], or names."""


class Hash(Protocol):
    """A hash fitted on a catalogue."""

    @property
    def depth(self) -> int:
        """D, the number of partitions."""

    @property
    def width(self) -> int:
        """W, the number of buckets in each."""

    def codes(self, keys: Any) -> Ints:  # noqa: ANN401 - vectors or names, whichever it hashes
        """[atoms, D], each atom's bucket in each partition, from 0 to W - 1."""

    def weights(self, keys: Any) -> Floats:  # noqa: ANN401
        """[atoms], how much each counts; 0 for one that the catalogue does not know."""

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that it is made of, for a file."""

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Self:
        """The reverse of ``arrays``; KeyError or ValueError where they are not a hash of this kind."""
