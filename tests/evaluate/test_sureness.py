"""Statements of explanations, checked against a model of other viewers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from emde_core import Interactions
from emde_core.config import Config
from emde_core.errors import ConfigError
from emde_core.evaluate.sureness import _three_groups, agrees, sureness_study
from emde_core.explain.sureness import GRADES

from . import worlds


def explained(*values: float):
    """What counts of an explanation whose history films a, b, ... add these values."""
    return SimpleNamespace(score=sum(values), by_entry=dict(zip("abcd", values, strict=True)))


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [
        ((0.5, 0.1, 0.0, 0.0), (0.2, 0.3, 0.4, 0.0), True),  # third of the other's reasons
        ((0.5, 0.1, 0.0, 0.0), (0.1, 0.3, 0.4, 0.2), False),  # its fourth
        ((0.5, 0.1, 0.0, 0.0), (0.2, -0.9, 0.0, 0.0), False),  # on the other side of an average film
        ((-0.5, 0.1, 0.0, 0.0), (-0.9, 0.5, 0.0, 0.0), True),  # reasons against count where the film is below it
        ((0.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0), False),  # nothing is said
    ],
)
def test_a_statement_is_a_side_and_a_first_reason(one, other, holds):
    assert agrees(explained(*one), explained(*other)) is holds


def test_the_groups_of_viewers_have_nobody_in_common():
    groups = _three_groups(np.random.default_rng(3).permutation(43))
    assert sorted(np.concatenate(groups).tolist()) == list(range(43))
    assert [len(group) for group in groups] == [8, 18, 17]


def test_the_study_counts_every_statement_and_repeats():
    def study():
        return sureness_study(worlds.encoded(), worlds.interactions(), Config(), {}, seeds=range(2), viewers=9)

    found, again = study(), study()
    assert sum(found.counts.values()) == 2 * 9 * 3
    assert set(found.counts) <= set(GRADES)
    assert found.shares == again.shares
    records = found.records()
    assert [row["subject"] for row in records] == [grade for grade in GRADES if grade in found.counts]
    assert all(0 <= row["low"] <= row["mean"] <= row["high"] <= 1 for row in records)


def test_viewers_without_a_history_can_not_be_asked():
    few = worlds.interactions().table.groupby("viewer").head(1)
    with pytest.raises(ConfigError, match="has liked 3 films"):
        sureness_study(worlds.encoded(), Interactions.from_frame(few), Config(), {}, seeds=[0], viewers=5)
