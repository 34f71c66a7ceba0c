"""What two films share by name, and how it adds up."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.analysis.strands import strands_of
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import CategoryValue, RegionValue, WordValue

from .toy_explanations import ALIEN

PARTS = (
    WordValue(0, 6, "Murder"),
    WordValue(7, 10, "the"),
    CategoryValue("cast", "Lee"),
    CategoryValue("genre", "Crime"),
)
WATCHED = (
    WordValue(3, 9, "murder"),
    WordValue(0, 3, "the"),
    CategoryValue("director", "Lee"),
    CategoryValue("genre", "Crime"),
)
WEIGHTS = np.array([[0.04, 0.01, 0, 0], [0.02, 0.5, 0, 0], [0, 0, 0.3, 0.02], [0, 0, 0.01, -0.2]])


def threads(parts=PARTS, watched=WATCHED, weights=WEIGHTS, company=0.1) -> FilmThreads:
    total = float(weights.sum()) + company
    return FilmThreads(ALIEN, "like", total, (), total - company, company, parts, watched, weights)


def test_a_name_or_a_word_that_both_have_is_a_row_and_nothing_else_is():
    rows = strands_of(threads())
    assert [(each.name, each.modality) for each in rows.shared] == [("Crime", "categorical"), ("“murder”", "text")]
    assert [each.weight for each in rows.shared] == [
        -0.2,
        0.04,
    ]  # not the function word, nor a Lee who acts for one who directs


def test_somebody_who_did_several_things_in_both_films_has_one_row():
    ann = (CategoryValue("director", "Ann"), CategoryValue("writer", "Ann"), CategoryValue("genre", "War"))
    weights = np.array([[0.3, 0.01, 0], [0.02, 0.1, 0], [0, 0, 0.2]])
    rows = strands_of(threads(ann, ann, weights))
    assert [(each.name, each.weight) for each in rows.shared] == [("Ann", pytest.approx(0.4)), ("War", 0.2)]


@pytest.mark.parametrize("most", [0, 1, 3])
def test_rows_add_up_to_what_the_history_film_adds(most):
    rows = strands_of(threads(), most)
    assert len(rows.shared) == min(most, 2)
    assert sum(each.weight for each in rows.shared) + rows.rest + rows.company == pytest.approx(rows.contribution)
    assert rows.likeness == pytest.approx(WEIGHTS.sum())


def test_what_would_stand_as_nothing_is_among_the_rest_and_patches_share_no_name():
    patch = RegionValue(0.0, 0.0, 0.5, 0.5)
    rows = strands_of(threads((PARTS[0], patch), (WATCHED[0], patch), np.array([[0.004, 0.0], [0.0, 0.3]])))
    assert rows.shared == ()
    assert rows.rest == pytest.approx(0.304)
