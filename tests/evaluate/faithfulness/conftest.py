from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.explain.pool import Pool


@pytest.fixture(scope="session")
def case(small_model) -> Case:
    """Seven likes and three dislikes; six films are left to rank."""
    films, blocks = np.array([0, 1, 2, 4, 6, 7, 11, 3, 8, 9]), np.repeat([0, 1], [7, 3])
    return Case.of(Pool(small_model.trained, films, blocks))


@pytest.fixture(scope="session")
def context(small_model) -> Context:
    return Context(np.arange(len(small_model.catalogue), dtype=float), seed=3)
