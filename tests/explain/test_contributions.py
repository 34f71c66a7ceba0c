from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from emde_core import History
from emde_core.explain.contributions import contributions
from emde_core.sketch.codes import MISSING
from tests import toy

NETWORK = {"hidden": 16, "layers": 2, "epochs": 3, "batch": 8, "learning_rate": 0.02}
EXACT, INTEGRATED = 1e-6, 1e-4


@pytest.fixture(scope="module")
def linear():
    return toy.recommender()


@pytest.fixture(scope="module")
def residual():
    return toy.recommender(recipe="residual", network=NETWORK)


@st.composite
def histories(draw):
    """One to eleven films, some liked and some not; never nothing but the film that has no code."""
    films = draw(st.permutations([f"f{k}" for k in range(toy.FILMS)]))
    size = draw(st.integers(1, toy.FILMS - 1))
    cut = draw(st.integers(0, size))
    assume(films[:size] != [toy.NOTHING])
    return History(tuple(films[:cut]), tuple(films[cut:size]))


films = st.sampled_from([f"f{k}" for k in range(toy.FILMS) if f"f{k}" != toy.NOTHING])


def parts_of(model, history, film, **options):
    direction = model.trained.readout.direction(model.catalogue.index[film])
    (parts,) = contributions(model.trained.model, model.positions(history), direction[None], **options)
    return parts


@settings(max_examples=60, deadline=None)
@given(histories(), films)
def test_parts_add_up_to_the_score(linear, history, film):
    why = linear.explain(history, film, words=False)
    total = why.baseline + sum(part.value for part in why.contributions) + why.absent
    size = sum(abs(part.value) for part in why.contributions)
    assert abs(total - why.score) <= EXACT * size
    assert why.completeness_residual <= EXACT
    assert (why.baseline, why.absent) == (0, 0)
    assert why.score == pytest.approx(linear.rank(history).scores[linear.catalogue.index[film]], abs=EXACT * size)
    assert sum(why.by_modality.values()) == pytest.approx(why.score, abs=EXACT * size)
    assert sum(why.by_film.values()) == pytest.approx(why.score, abs=EXACT * size)


@settings(max_examples=60, deadline=None)
@given(histories(), films)
def test_what_matched_adds_up_to_the_score(linear, history, film):
    why = linear.explain(history, film, words=False)
    size = sum(abs(part.value) for part in why.contributions)
    assert sum(why.matched.values()) == pytest.approx(why.score, abs=EXACT * size)


@settings(max_examples=60, deadline=None)
@given(histories(), films, st.data())
def test_a_films_contribution_is_what_its_removal_takes_away(linear, history, film, data):
    gone = data.draw(st.sampled_from([f for f, _ in history]))
    rest = history.without(gone)
    assume(len(rest) and set(rest.liked + rest.disliked) != {toy.NOTHING})
    why = linear.explain(history, film, words=False)
    left = linear.rank(rest).scores[linear.catalogue.index[film]]
    assert why.by_film[gone] == pytest.approx(why.score - left, abs=1e-9)


def test_a_film_adds_nothing_through_a_modality_that_it_lacks(linear):
    why = linear.explain(History(("f0", toy.LACKS_TEXT, toy.ONLY_CATEGORIES, toy.NOTHING)), "f1", words=False)
    nothing = {(part.film.id, part.modality) for part in why.contributions if part.value == part.spread == 0}
    assert nothing == {
        (toy.LACKS_TEXT, "text"),
        (toy.ONLY_CATEGORIES, "text"),
        (toy.ONLY_CATEGORIES, "image"),
        *((toy.NOTHING, modality) for modality in linear.modalities),
    }


def test_a_film_explained_matches_nothing_beyond_the_mean_where_it_lacks_a_modality(linear):
    trained, history = linear.trained, History(("f0", "f2"), ("f4",))
    why = linear.explain(history, toy.ONLY_CATEGORIES, words=False)
    logits = trained.model.logits(linear.sketch(history))
    text = trained.readout.layout.of_modality("text")
    assert why.missing == ("text", "image")
    assert why.matched["text"] == pytest.approx(-logits[text] @ trained.readout.mean[text])


@settings(max_examples=25, deadline=None)
@given(histories(), films)
def test_parts_add_up_from_the_average_viewer(linear, history, film):
    parts = parts_of(linear, history, film, baseline=linear.trained.model.average)
    total = parts.baseline + parts.absent + parts.values.sum()
    assert parts.residual <= EXACT
    assert total == pytest.approx(parts.score, abs=EXACT * (1 + np.abs(parts.values).sum()))


def test_a_shared_bucket_is_shared_by_weight(linear):
    """From the average viewer, a bucket's change is halved between the two history films that lie in it."""
    history, average = History(("f0", "f1", "f2", "f3", "f4", "f6")), linear.trained.model.average
    positions, sketch = linear.positions(history), linear.sketch(history)
    direction = linear.trained.readout.direction(7)
    rates = linear.trained.model.rates(sketch, direction[None])[0]
    parts = parts_of(linear, history, "f7", baseline=average)
    assert sketch.max() > 1
    by_hand = np.zeros((6, 3))
    for h, m, d in np.ndindex(positions.shape):
        if (p := positions[h, m, d]) != MISSING:
            by_hand[h, m] += (sketch[p] - average[p]) * rates[p] / sketch[p]
    np.testing.assert_allclose(parts.values, by_hand, atol=1e-12)


def test_spread_is_the_standard_error_over_the_partitions(linear):
    history = History(("f0", "f3"), ("f4",))
    positions = linear.positions(history)
    rates = linear.trained.model.linear.rates(linear.trained.readout.direction(1))
    values = [rates[positions[2, 1, d]] for d in range(toy.DEPTH)]
    mean = sum(values) / toy.DEPTH
    by_hand = np.sqrt(sum((v - mean) ** 2 for v in values) / (toy.DEPTH - 1) * toy.DEPTH)
    assert parts_of(linear, history, "f1").spread[2, 1] == pytest.approx(by_hand)


def test_a_totals_spread_is_that_of_its_sums_within_each_partition(linear):
    """Literally: read the film's, then the modality's, total from each partition alone; then their standard error."""
    history, modality = History(("f0", "f1", toy.LACKS_TEXT), ("f4",)), "text"
    why, positions = linear.explain(history, "f1", words=False), linear.positions(history)
    rates = linear.trained.model.linear.rates(linear.trained.readout.direction(1))
    m, h = linear.modalities.index(modality), [film for film, _ in history].index("f4")
    of_film, of_modality = np.zeros(toy.DEPTH), np.zeros(toy.DEPTH)
    for film, kind, d in np.ndindex(positions.shape):
        value = 0.0 if positions[film, kind, d] == MISSING else rates[positions[film, kind, d]]
        of_film[d] += value * (film == h)
        of_modality[d] += value * (kind == m)
    assert why.film_spread["f4"] == pytest.approx(of_film.std(ddof=1) * np.sqrt(toy.DEPTH))
    assert why.modality_spread[modality] == pytest.approx(of_modality.std(ddof=1) * np.sqrt(toy.DEPTH))
    parts = [part for part in why.contributions if part.modality == modality]
    independent = np.sqrt(sum(part.spread**2 for part in parts))
    assert why.modality_spread[modality] != pytest.approx(independent, rel=0.01)
    assert list(why.film_spread) == list(why.by_film)


def test_one_partition_has_no_spread():
    model = toy.recommender(sketch={"depth": 1, "width": 4})
    why = model.explain(History(("f0",)), "f1", words=False)
    assert all(np.isnan(part.spread) for part in why.contributions)
    assert [part["spread"] for part in why.to_dict()["contributions"]] == [None] * 3
    assert all(np.isnan(spread) for spread in (*why.film_spread.values(), *why.modality_spread.values()))


def test_the_margin_to_a_rival_adds_up_too(linear):
    history, readout = History(("f0", "f3"), ("f4",)), linear.trained.readout
    (parts,) = contributions(linear.trained.model, linear.positions(history), readout.direction(1, rival=6)[None])
    scores = linear.rank(history).scores
    assert parts.score == pytest.approx(scores[1] - scores[6])
    assert parts.residual <= EXACT


@settings(max_examples=25, deadline=None)
@given(histories(), films)
def test_with_a_network_the_residual_is_small(residual, history, film):
    why = residual.explain(history, film, words=False)
    assert why.method == "integrated gradients"
    assert why.completeness_residual <= INTEGRATED
    size = abs(why.baseline) + sum(abs(part.value) for part in why.contributions)
    assert sum(why.matched.values()) == pytest.approx(why.score, abs=1e-5 * size)


def test_with_a_network_contributions_equal_direct_numeric_integration(residual):
    """2,000 midpoints of the gradient in double precision, shared by hand among the history's films."""
    history, film, steps = History(("f0", "f3", "f2"), ("f4", "f5")), "f7", 2000
    model, positions = residual.trained.model, residual.positions(history)
    direction, sketch = residual.trained.readout.direction(7), residual.sketch(history)
    network = copy.deepcopy(model.network).double()
    path = torch.tensor((np.arange(steps)[:, None] + 0.5) / steps * sketch, requires_grad=True)
    (network(path) @ torch.tensor(direction)).sum().backward()
    rates = path.grad.mean(dim=0).numpy() + model.linear.rates(direction)
    by_hand = np.where(positions == MISSING, 0, rates[positions]).sum(axis=-1)
    values = parts_of(residual, history, film).values
    np.testing.assert_allclose(values, by_hand, atol=INTEGRATED * np.abs(by_hand).sum())
    assert np.abs(values - parts_of(residual, history, film, nodes=2).values).max() > 0  # nodes are used
