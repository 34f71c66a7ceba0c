from __future__ import annotations

import numpy as np
import pytest

from emde_core.artifacts.results import ResultRow
from emde_core.errors import ConfigError, DataError
from emde_core.evaluate.intervals import Mean
from emde_core.evaluate.learning import Content
from emde_core.evaluate.swap_test import Compared, Swapped, swap_test
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from tests import toy
from tests.evaluate import worlds

CONTRACT = ["modality", "strength", "share", "share_ci95", "share_swapped", "share_swapped_ci95"]
CONTRACT += ["warm", "warm_swapped", "cold", "cold_swapped", "alone", "alone_swapped", "evidence"]


def measured(seeds=(0, 1, 2), permutations=2, **changes):
    config = toy.config(**changes)
    return swap_test(worlds.encoded(), worlds.interactions(), config, seeds, permutations=permutations)


@pytest.fixture(scope="module")
def study():
    """Genres drive tastes; plots and posters are noise."""
    return measured()


def test_the_modality_that_drives_tastes_counts_and_noise_does_not(study):
    assert {each.modality: each.evidence for each in study.modalities} == {
        TEXT: "none",
        CATEGORICAL: "counts",
        IMAGE: "none",
        "all": "counts",
    }


def test_modalities_stand_in_order_and_all_together_last(study):
    assert [each.modality for each in study.modalities] == [TEXT, CATEGORICAL, IMAGE, "all"]


def test_with_exchanged_content_shares_are_near_nothing(study):
    for each in study.modalities:
        assert abs(each.share_swapped.value) < 0.005
    text, categories, posters, every = (each.share.value for each in study.modalities)
    assert categories > 0.3
    assert (abs(text) < 0.01, abs(posters) < 0.01) == (True, True)
    assert every == pytest.approx(text + categories + posters)


def test_without_the_content_that_counts_films_are_found_less_well(study):
    _, categories, posters, every = study.modalities
    for each in (categories, every):
        assert each.warm.lost.high < 0
        assert each.cold.lost.high < 0
        assert each.warm.lost.value == pytest.approx(each.warm.swapped - each.warm.real)
        assert each.cold.lost.value == pytest.approx(each.cold.swapped - each.cold.real)
    assert posters.cold.lost.high >= 0
    assert {each.warm.real for each in study.modalities} == {every.warm.real}


def test_read_alone_the_content_that_counts_places_films_and_noise_does_not(study):
    text, categories, posters, every = study.modalities
    assert categories.alone.lost.high < 0
    assert categories.alone.lost.value == pytest.approx(categories.alone.swapped - categories.alone.real)
    assert text.alone.lost.high >= 0
    assert posters.alone.lost.high >= 0
    assert every.alone is None


def test_strengths_are_of_the_modality_that_counts(study):
    text, categories, posters, every = (each.strength for each in study.modalities)
    assert categories > 10 * max(text, posters)
    assert every == pytest.approx(text + categories + posters)


def test_removing_the_prior_changes_scores(study):
    assert 0.01 < study.without_prior.value < 0.9


def test_it_is_told_as_the_contract_says(study):
    for each in study.modalities:
        told = each.to_dict()
        assert list(told) == CONTRACT
        assert told["evidence"] in {"counts", "alone", "shows", "none"}
        numbers = CONTRACT[1:-1] if each.modality != "all" else CONTRACT[1:-3]
        assert all(isinstance(told[name], float) for name in numbers)
    assert told["alone"] is told["alone_swapped"] is None


def test_it_is_kept_as_rows(study):
    kept = [ResultRow.model_validate(row) for row in study.records()]
    assert {row.part for row in kept} == {"content"}
    words = {row.subject: row.word for row in kept if row.metric == "evidence"}
    assert words == {each.modality: each.evidence for each in study.modalities}
    told = {(row.subject, row.metric): row.mean for row in kept}
    for each in study.modalities:
        for metric in ("strength", "share", "share_swapped", "warm", "warm_swapped", "cold", "cold_swapped"):
            assert told[each.modality, metric] == each.to_dict()[metric]
        assert told[each.modality, "cold_lost"] == each.cold.lost.value
    assert told["all", "without_prior"] == study.without_prior.value


def test_the_same_call_gives_the_same_numbers(study):
    assert measured() == study


def swapped(share=(0.2, 0.01), share_swapped=(0.0, 0.01), warm=(0.0, 0.01), cold=(0.0, 0.01), alone=(0.0, 0.01)):
    """A modality with these means and half intervals; of accuracy, swapped less real."""
    lost = (Compared(0.4, 0.4 + each[0], Mean(*each, 90)) for each in (warm, cold, alone))
    return Swapped(TEXT, 1.0, Mean(*share, 3), Mean(*share_swapped, 9), *lost)


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"warm": (-0.02, 0.01)}, "counts"),
        ({"cold": (-0.02, 0.01)}, "counts"),
        ({"cold": (-0.02, 0.03)}, "shows"),  # not measured to lose
        ({"cold": (-0.02, 0.03), "alone": (-0.1, 0.02)}, "alone"),
        ({"cold": (-0.02, 0.01), "alone": (-0.1, 0.02)}, "counts"),
        ({"share": (0.009, 0.002), "share_swapped": (0, 0.001), "alone": (-0.1, 0.02)}, "shows"),
        ({"cold": (0.02, 0.01)}, "shows"),  # exchanged content does better
        ({"share": (0.009, 0.002), "share_swapped": (0, 0.001), "cold": (-0.02, 0.01)}, "shows"),  # a small share
        ({"share": (0.009, 0.009), "share_swapped": (0, 0.001), "cold": (-0.02, 0.01)}, "none"),
        ({"share": (0.2, 0.3), "cold": (-0.02, 0.03)}, "none"),
        ({"share": (0.3, 0.01), "share_swapped": (0.3, 0.01), "cold": (-0.02, 0.01)}, "none"),  # whatever it reads
    ],
)
def test_what_counts_loses_by_exchange_and_owes_more_to_real_content(changes, evidence):
    assert swapped(**changes).evidence == evidence


def test_an_exchange_gives_one_modality_of_each_film_to_another():
    real, order = Content(worlds.encoded().sketches), np.random.default_rng(0).permutation(worlds.FILMS)
    other = real.exchange(CATEGORICAL, order)
    assert other.units[TEXT] is real.units[TEXT]
    for film, giver in enumerate(order):
        assert np.array_equal(other.units[CATEGORICAL][film], real.units[CATEGORICAL][giver])
    for content in (other, real.exchange("all", order)):
        for modality, products in content.products.of.items():
            np.testing.assert_allclose(products, content.units[modality][:] @ content.units[modality][:].T, atol=1e-6)
    for modality, unit in real.exchange("all", order).units.items():
        assert np.array_equal(unit[:], real.units[modality][order])


@pytest.fixture(scope="module")
def published():
    return measured((0, 1), None, recipe="published", modalities=(CATEGORICAL,))


@pytest.mark.slow
def test_the_published_recipe_gets_the_same_test(published):
    assert [each.modality for each in published.modalities] == [CATEGORICAL, "all"]
    for each in published.modalities:
        told = each.to_dict()
        assert list(told) == CONTRACT
        assert told["strength"] is None
        assert told["evidence"] == "none"
    assert published.without_prior is None
    assert not any(row["metric"] == "without_prior" for row in published.records())
    for row in published.records():
        ResultRow.model_validate(row)


def test_one_split_has_no_interval_and_is_refused():
    with pytest.raises(ConfigError, match="the number of splits must be at least 2, not 1"):
        measured((0,))
    with pytest.raises(ConfigError, match="the number of permutations"):
        measured(permutations=0)
    with pytest.raises(DataError, match="no film has any of the modalities sound"):
        measured(modalities=("sound",))


def test_progress_goes_over_every_training():
    labels = []

    def counted(steps, label):
        labels.append((label, len(steps)))
        return steps

    config = toy.config(modalities=(CATEGORICAL,))
    swap_test(worlds.encoded(), worlds.interactions(), config, (0, 1), permutations=1, progress=counted)
    assert labels == [("Exchanging content", 2 * 3)]  # nothing exchanged, categories, all
