"""Arrays out of a file, each checked before anything is computed with it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from emde_core.arrays import Ints

_REAL = "fiub"  # numpy's letters for fractions, whole numbers, and yes or no


class FileArrays:
    """The arrays of a file, which are taken one by one, each with what is expected of it.

    >>> FileArrays({"gains": np.ones((3, 2))}).take("gains", "float64", (3, 5))
    Traceback (most recent call last):
    ValueError: gains has shape (3, 2), not (3, 5)
    """

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        self._left = dict(arrays)

    def take(
        self,
        name: str,
        dtype: DTypeLike,
        shape: tuple[int | None, ...],
        low: float = -np.inf,
        high: float = np.inf,
    ) -> NDArray[Any]:
        """Return an array.

        Args:
            name: of the array.
            dtype: of its elements.
            shape: its sizes; None for one that may be any.
            low: the least that an element may be; all are finite in any case.
            high: the most.

        Raises:
            KeyError, ValueError: it is not there, or not as expected; the message names it.
        """
        array = self._left.pop(name)
        if array.dtype != np.dtype(dtype):
            raise ValueError(f"{name} is of type {array.dtype}, not {np.dtype(dtype)}")
        if len(array.shape) != len(shape) or any(n not in (None, m) for n, m in zip(shape, array.shape, strict=True)):
            sizes = ", ".join("any" if size is None else str(size) for size in shape)
            raise ValueError(f"{name} has shape {array.shape}, not ({sizes})")
        if array.size and not _within(array, low, high):
            raise ValueError(f"{name} holds values that are not finite numbers from {low} to {high}")
        return array

    def take_offsets(self, name: str, films: int) -> Ints:
        """Return where each film's part of a list begins and ends, [films + 1].

        Raises:
            KeyError, ValueError: as for ``take``, or they do not lead from film to film.
        """
        offsets = self.take(name, np.int64, (films + 1,), 0)
        if offsets[0] != 0 or (np.diff(offsets) < 0).any():
            raise ValueError(f"{name} do not lead from film to film")
        return offsets

    def take_all(self, prefix: str) -> dict[str, NDArray[Any]]:
        """Return the arrays whose names begin so, by the rest of their names: of real and finite numbers.

        Raises:
            ValueError: one is of another type, or a value is not finite.
        """
        arrays = {name: array for name, array in self._left.items() if name.startswith(prefix)}
        for name, array in arrays.items():
            if array.dtype.kind not in _REAL:
                raise ValueError(f"{name} is of type {array.dtype}, which is not of real numbers")
            self.take(name, array.dtype, array.shape)
        return {name.removeprefix(prefix): array for name, array in arrays.items()}

    def end(self) -> None:
        """Refuse arrays that nobody took. Raises a ValueError that names the first."""
        if self._left:
            raise ValueError(f"{next(iter(self._left))!r:.80} is no array of this kind of artefact")


def _within(array: NDArray[Any], low: float, high: float) -> bool:
    """Tell whether all elements are finite numbers from ``low`` to ``high``."""
    if array.dtype.kind in "iu" and low <= np.iinfo(array.dtype).min and np.iinfo(array.dtype).max <= high:
        return True  # whatever they are
    if array.dtype == np.float16 and (low, high) == (-np.inf, np.inf):
        return _all_finite(array)
    least, most = array.min(), array.max()  # both are nan where one element is
    return bool(np.isfinite(least) and np.isfinite(most) and low <= least and most <= high)


def _all_finite(array: NDArray[np.float16]) -> bool:
    """Tell whether all are finite, by their bits: those of infinity, and of what is no number, are the largest.

    Halves themselves are compared ten times more slowly.
    """
    positive = array.view(np.int16).max() < np.float16(np.inf).view(np.int16)
    return bool(positive and array.view(np.uint16).max() < np.float16(-np.inf).view(np.uint16))
