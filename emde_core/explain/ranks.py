"""Which films a film is ranked among, and its place: one definition behind every rank that is told.

A film is ranked among the films outside the history. What a change does to a rank is judged among the films outside
the history as it was: a film that is taken out is no rival of the film that is explained, or "without X it falls from
1 to 4" would count X itself. A film that a change adds stands in the history then, and does not compete any longer. A
reaction that is turned round changes nothing in who competes. A film of the history as it was has no rank, neither
before a change nor after it, not even if it is the one that is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from emde_core.model.scores import ScoreModel

Floats = NDArray[np.float64]


def competing(model: ScoreModel, *histories: Iterable[int] | NDArray[np.int64]) -> NDArray[np.bool_]:
    """[films], which films are ranked: those that have a score, and that no history holds.

    Args:
        model: the model.
        histories: films by position: the history's; after a change those of the history as it was, and as it is now.
    """
    ranked = model.known.copy()
    for films in histories:
        ranked[np.fromiter(films, dtype=np.int64)] = False
    return ranked


def rank_of(standing: Floats, target: int) -> int:
    """A film's rank, 1 for the best, from a standing [films]; equal films in the catalogue's order.

    Films that do not compete stand at -inf.
    """
    own = standing[target]
    return int((standing > own).sum() + (standing[:target] == own).sum()) + 1
