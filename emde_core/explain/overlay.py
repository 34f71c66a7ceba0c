"""Poster regions as a smooth surface, to be laid over the poster."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import map_coordinates

from emde_core.explain.features import RegionValue


def overlay(regions: Sequence[RegionValue], height: int, width: int) -> NDArray[np.float64]:
    """Values at the centres of height x width pixels: each region's own at its centre, straight lines between.

    Towards the edge, beyond the outermost centres, values stay as they are. Nothing is invented: the surface never
    leaves the range of the regions' values.

    Args:
        regions: a full grid, row by row, as in an explanation.
        height: of the surface, in pixels.
        width: likewise.
    """
    columns = round(1 / regions[0].width)
    grid = np.array([region.value for region in regions]).reshape(-1, columns)
    down = (np.arange(height) + 0.5) / height * grid.shape[0] - 0.5
    across = (np.arange(width) + 0.5) / width * columns - 0.5
    surface: NDArray[np.float64] = map_coordinates(
        grid, np.meshgrid(down, across, indexing="ij"), order=1, mode="nearest"
    )
    return surface
