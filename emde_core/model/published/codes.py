"""The layout of codes in a sketch. Only this module offsets or reshapes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from emde_core.arrays import Floats, Ints

MISSING = -1  # the code of a film in a modality that it lacks


@dataclass(frozen=True)
class CodeLayout:
    """M modalities, each cut D times into W buckets, laid out in that order along one axis of size F = M*D*W."""

    modalities: tuple[str, ...]
    depth: int
    width: int

    @property
    def size(self) -> int:
        """F, the length of a flat sketch."""
        return len(self.modalities) * self.depth * self.width

    @property
    def shape(self) -> tuple[int, int, int]:
        """(M, D, W)."""
        return len(self.modalities), self.depth, self.width

    def flat(self, codes: NDArray[np.integer]) -> Ints:
        """Return codes [..., M, D] with their rows' offsets added: positions in a flat sketch; MISSING stays."""
        modalities, depth, width = self.shape
        offsets = np.arange(modalities * depth).reshape(modalities, depth) * width
        return np.where(codes == MISSING, MISSING, codes + offsets)

    def rows(self, flat: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return a flat sketch or its logits [..., F] seen as [..., M, D, W]; no copy."""
        return flat.reshape(*flat.shape[:-1], *self.shape)

    def one_hot(self, codes: NDArray[np.integer]) -> sparse.csr_array:
        """Return S: each film's one-hot code, [films, F] with a 1 at each of its M*D flat codes."""
        return _one_hot(self.flat(codes), self.size)

    def input_positions(self, codes: NDArray[np.integer], blocks: NDArray[np.integer]) -> Ints:
        """Return films' codes [films, M, D] as positions in an input sketch [2F]; a film's block is 0 (like) or 1."""
        flat = self.flat(codes)
        return np.where(flat == MISSING, MISSING, flat + blocks[:, None, None] * self.size)

    def input_one_hot(self, positions: Ints) -> sparse.csr_array:
        """Return one-hot codes [n, 2F] of films that lie at these positions [n, M, D] of an input sketch."""
        return _one_hot(positions, 2 * self.size)

    def input_sketch(self, positions: Ints) -> Floats:
        """Return the sum of one-hot codes at these positions, [2F]."""
        codes = positions[positions != MISSING]
        return np.bincount(codes, minlength=2 * self.size).astype(np.float64)


def _one_hot(positions: Ints, size: int) -> sparse.csr_array:
    """Return rows of this size [n, size] with 1 at each of the positions [n, M, D]; nothing where they are MISSING."""
    film, _, _ = here = np.nonzero(positions != MISSING)
    return sparse.csr_array((np.ones(len(film)), (film, positions[here])), shape=(len(positions), size))


def gather(rates: NDArray[np.floating], positions: Ints) -> NDArray[np.floating]:
    """Return the values of flat vectors [..., F] at positions [H, M, D]: [..., H, M, D]; 0 where they are MISSING."""
    return np.where(positions == MISSING, 0.0, rates[..., positions])
