"""Posters as the patches of a grid: by the descriptor that needs no weights, or as a CLIP model's patch tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from PIL import Image

from emde_core.arrays import Bools, Floats, Ints
from emde_core.data.catalogue import Film
from emde_core.data.posters import open_poster
from emde_core.modalities.base import Appearance, FilmAtoms, Region, Subject, VectorModality, places_of
from emde_core.modalities.clip import ClipPatches
from emde_core.modalities.parallel import in_parallel
from emde_core.modalities.poster_descriptor import patch_features
from emde_core.progress import Progress, silent


@dataclass(frozen=True)
class Posters(VectorModality):
    """The poster. An atom's place is its patch: (row, column, rows of the grid, columns of the grid)."""

    name: ClassVar[str] = "image"
    label: ClassVar[str] = "poster"
    unit: ClassVar[bool] = False

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:
        """Read each poster's patches, row by row.

        Raises:
            EncoderError: the CLIP model is nowhere to be found, or is none.
            DataError: a poster can't be read.
        """
        patches = patch_features if self.model is None else ClipPatches.load(self.model).read

        def one(poster: Path | Image.Image | None) -> FilmAtoms:
            if poster is None:
                return FilmAtoms(places_of([], 4), np.zeros((0, 0)))
            return _atoms(patches(poster if isinstance(poster, Image.Image) else open_poster(poster)))

        return in_parallel(one, [subject.poster for subject in subjects], progress, "Seeing posters")

    def show(self, film: Film, places: Ints) -> tuple[Appearance, ...]:  # noqa: ARG002 - a place holds it all
        """Return each patch's rectangle."""
        return tuple(Region(c / columns, r / rows, 1 / columns, 1 / rows) for r, c, rows, columns in places.tolist())

    def fits(self, films: Sequence[Film], owners: Ints, places: Ints) -> Bools:  # noqa: ARG002 - a place holds it all
        """Tell whether rows and columns lie in their grids, [A]."""
        if places.shape[1] != 4:
            return np.zeros(len(places), dtype=bool)
        return np.asarray((places[:, :2] < places[:, 2:]).all(axis=1))


def _atoms(patches: Floats) -> FilmAtoms:
    """Make atoms of a grid of vectors [rows, columns, dim]."""
    rows, columns, dim = patches.shape
    places = [(row, column, rows, columns) for row, column in np.ndindex(rows, columns)]
    return FilmAtoms(places_of(places, 4), patches.reshape(-1, dim))
