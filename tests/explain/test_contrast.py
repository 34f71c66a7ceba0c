"""Against a rival, from the average viewer, and as published."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import HistoryError
from emde_core.explain.contributions import contributions

HISTORY = History(("1", "2", "7", "12"), ("9", "4"))
FILM, RIVAL = "3", "10"


def explain(model, **how):
    return model.explain(HISTORY, FILM, words=False, **how)


def test_against_a_rival_every_part_is_a_difference(small_model):
    own, other = explain(small_model), small_model.explain(HISTORY, RIVAL, words=False)
    margin = explain(small_model, rival=RIVAL)
    assert margin.score == pytest.approx(own.score - other.score, abs=1e-9)
    for part, one, two in zip(margin.contributions, own.contributions, other.contributions, strict=True):
        assert part.value == pytest.approx(one.value - two.value, abs=1e-9)
    assert sum(margin.matched.values()) == pytest.approx(margin.score, abs=1e-9)
    assert margin.completeness_residual < 1e-6
    assert (margin.rival.id, margin.rank) == (RIVAL, own.rank)
    assert margin.to_dict()["rival"]["id"] == RIVAL


def test_a_film_is_no_rival_of_itself(small_model):
    with pytest.raises(HistoryError, match="are one film"):
        explain(small_model, rival=FILM)


def test_from_the_average_viewer_the_parts_still_add_up(small_model):
    plain, average = explain(small_model), explain(small_model, baseline="average")
    assert average.score == pytest.approx(plain.score)
    assert average.baseline != 0
    assert average.absent != 0
    total = average.baseline + average.absent + sum(part.value for part in average.contributions)
    assert total == pytest.approx(average.score, abs=1e-9)
    assert average.completeness_residual < 1e-6
    assert average.baseline_history == "average"


def test_the_published_reading_by_hand(small_model):
    """Each bucket of the film with all that anybody put there, averaged over the partitions."""
    trained = small_model.trained
    layout, positions = trained.readout.layout, small_model.positions(HISTORY)
    direction = trained.readout.direction(trained.encoded.catalogue.index[FILM])
    sketch = layout.input_sketch(positions)
    rates = trained.model.rates(sketch, direction[None])[0]
    (found,) = contributions(trained.model, positions, direction[None], method="published")
    for h, m in np.ndindex(positions.shape[:2]):
        buckets = [p for p in positions[h, m] if p >= 0]
        by_hand = sum(sketch[p] * rates[p] for p in buckets) / layout.depth
        assert found.values[h, m] == pytest.approx(by_hand, abs=1e-12)


def test_the_published_reading_says_that_it_does_not_add_up(small_model):
    found = explain(small_model, method="published")
    assert found.method == "published"
    assert found.completeness_residual > 1e-3
    assert found.score == pytest.approx(explain(small_model).score)
