"""A Gram matrix plus a diagonal, factorised: what every closed-form regression on co-watching solves with.

With A [viewers, columns], sparse, and D a diagonal, it is A'A + D. Where viewers are fewer than columns, the factor is
over viewers instead, by the Woodbury identity:

    (A'A + D)^-1 = D^-1 - D^-1 A' (I + A D^-1 A')^-1 A D^-1

A'A is a sum over viewers, of parts that are the same whoever adds them up (``emde_core.model.sums``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # imports its parts when they are used: linalg takes a while, and only learning needs it
from scipy import sparse

from emde_core.arrays import Floats, Ints
from emde_core.model.sums import sum_over

ROWS_AT_ONCE = 512
VIEWERS_AT_ONCE = 20_000  # in one part of a sum


def square(part: sparse.csr_array) -> Floats:
    """Return A' A, [columns, columns], of one part A [viewers, columns]."""
    total = np.zeros_like(part.data, shape=[part.shape[1]] * 2)
    add_square(total, part)
    return total


def add_square(total: Floats, part: sparse.csr_array) -> None:
    """Add A' A of one part A [viewers, columns] to a sum, [columns, columns], in place."""
    columns = part.T.tocsr()
    for start in range(0, len(total), ROWS_AT_ONCE):
        here = slice(start, start + ROWS_AT_ONCE)
        total[here] += (columns[here] @ part).toarray()


@dataclass(frozen=True, eq=False)
class Gram:
    """A'A + D, factorised over columns or over viewers, whichever are fewer; in the precision of A.

    Attributes:
        rows: A, [viewers, columns].
        diagonal: D, [columns], above 0.
        factor: of A'A + D, [columns, columns], or of I + A D^-1 A', [viewers, viewers], as ``cho_factor`` gives it.
    """

    rows: sparse.csr_array
    diagonal: Floats
    factor: tuple[Floats, bool]

    @classmethod
    def factorise(cls, rows: sparse.csr_array, diagonal: Floats) -> Gram:
        """Multiply and factorise."""
        viewers, columns = rows.shape
        if viewers < columns:
            kernel = _dense_product(rows * (1 / diagonal), rows.T.tocsr())
            added = np.ones_like(diagonal, shape=viewers)
        else:
            parts = [rows[start : start + VIEWERS_AT_ONCE] for start in range(0, viewers, VIEWERS_AT_ONCE)]
            kernel, added = np.require(sum_over(square, parts), requirements="W"), diagonal
        kernel[np.diag_indices_from(kernel)] += added
        return cls(rows, diagonal, _factorise(kernel))

    @property
    def over_viewers(self) -> bool:
        """True where viewers are fewer than columns."""
        viewers, columns = self.rows.shape
        return bool(viewers < columns)

    def solve(self, right: Floats) -> Floats:
        """Return (A'A + D)^-1 right, [columns, n]."""
        if not self.over_viewers:
            return self._divide(right)
        scaled = right / self.diagonal[:, None]
        scaled -= (self.rows.T @ self._divide(self.rows @ scaled)) / self.diagonal[:, None]
        return scaled

    def _divide(self, right: Floats) -> Floats:
        solution: Floats = scipy.linalg.cho_solve(self.factor, right, check_finite=False)
        return solution

    def squared_columns(self, columns: Ints) -> Floats:
        """Return some columns of A'A, [columns, n]."""
        squared: Floats = (self.rows.T @ self.rows[:, columns]).toarray()
        return squared

    def squared_times(self, right: Floats, count: int) -> Floats:
        """Return the first rows of A'A times a matrix [columns, n], [count, n]."""
        product: Floats = self.rows[:, :count].T @ (self.rows @ right)
        return product

    @property
    def squared_diagonal(self) -> Floats:
        """The diagonal of A'A, [columns]."""
        return np.asarray(self.rows.power(2).sum(axis=0))


@dataclass(frozen=True, eq=False)
class SummedGram:
    """A'A + D of which A'A was added up before: as ``Gram``, without A.

    Attributes:
        sums: A'A, [columns, columns].
        factor: of A'A + D.
    """

    sums: Floats
    factor: tuple[Floats, bool]

    @classmethod
    def factorise(cls, sums: Floats, diagonal: Floats) -> SummedGram:
        """Add the diagonal and factorise; the sums stay."""
        kernel = sums.copy()
        kernel[np.diag_indices_from(kernel)] += diagonal
        return cls(sums, _factorise(kernel))

    def solve(self, right: Floats) -> Floats:
        """Return (A'A + D)^-1 right, [columns, n]."""
        solution: Floats = scipy.linalg.cho_solve(self.factor, right, check_finite=False)
        return solution

    def squared_columns(self, columns: Ints) -> Floats:
        """Return some columns of A'A, [columns, n]."""
        return self.sums[:, columns]

    def squared_times(self, right: Floats, count: int) -> Floats:
        """Return the first rows of A'A times a matrix [columns, n], [count, n]."""
        product: Floats = self.sums[:count] @ right
        return product

    @property
    def squared_diagonal(self) -> Floats:
        """The diagonal of A'A, [columns]."""
        return self.sums.diagonal()


def _factorise(kernel: Floats) -> tuple[Floats, bool]:
    """Factorise a symmetric matrix in place: its transpose is itself, in the order in which that can be done."""
    factor: tuple[Floats, bool] = scipy.linalg.cho_factor(kernel.T, lower=True, overwrite_a=True, check_finite=False)
    return factor


def _dense_product(left: sparse.csr_array, right: sparse.csr_array) -> Floats:
    """Return left @ right, a few rows at once: a sparse matrix with few zeros would be larger than a dense one."""
    product = np.empty((left.shape[0], right.shape[1]), left.dtype)
    for start in range(0, len(product), ROWS_AT_ONCE):
        here = slice(start, start + ROWS_AT_ONCE)
        product[here] = (left[here] @ right).toarray()
    return product
