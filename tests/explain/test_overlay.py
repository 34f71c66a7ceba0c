from __future__ import annotations

import numpy as np
import pytest

from emde_core.explain.features import RegionValue
from emde_core.explain.overlay import overlay

COLUMNS, ROWS = 3, 2
REGIONS = [
    RegionValue(column / COLUMNS, row / ROWS, 1 / COLUMNS, 1 / ROWS, value=10.0 * row + column)
    for row, column in np.ndindex(ROWS, COLUMNS)
]


def test_at_a_regions_centre_stands_its_value():
    surface = overlay(REGIONS, height=6, width=9)
    np.testing.assert_allclose(surface[1::3, 1::3], [[0, 1, 2], [10, 11, 12]])


def test_between_centres_it_goes_straight_and_at_the_edge_it_stays():
    surface = overlay(REGIONS, height=6, width=9)
    assert surface[1, 2] == pytest.approx(1 / 3)
    assert surface[2, 1] == pytest.approx(10 / 3)
    assert surface[0, 0] == surface[1, 1] == 0
    assert (surface.min(), surface.max()) == (0, 12)
