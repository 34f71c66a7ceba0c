"""The interface that every hash of atoms offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self

from numpy.typing import NDArray

from emde_core.arrays import Floats, Ints

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
        """Return each atom's bucket in each partition, from 0 to W - 1, [atoms, D]."""

    def weights(self, keys: Any) -> Floats:  # noqa: ANN401
        """Return how much each atom counts, [atoms]; 0 for one that the catalogue does not know."""

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything that it is made of, for a file."""

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> Self:
        """Make a hash of ``arrays``. Raises a KeyError or ValueError where they are not of this kind."""
