from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from emde_core.data.interactions import Reactions
from emde_core.model.calibration import Foldin
from emde_core.model.sketch_model import SketchModel
from tests import toy

NETWORK = {"hidden": 16, "layers": 2, "epochs": 3, "batch": 8, "learning_rate": 0.05}
RECIPES = ("closed_form", "residual", "published")


@pytest.fixture(scope="module")
def worlds():
    return {recipe: toy.recommender(recipe=recipe, network=NETWORK).trained for recipe in RECIPES}


@pytest.fixture(params=RECIPES)
def world(request, worlds):
    return worlds[request.param]


def sketches(world, count, seed=0):
    return np.random.default_rng(seed).poisson(0.5, (count, 2 * world.readout.layout.size)).astype(float)


def test_each_recipe_has_its_parts(worlds):
    parts = {recipe: (w.model.linear is not None, w.model.network is not None) for recipe, w in worlds.items()}
    assert parts == {"closed_form": (True, False), "residual": (True, True), "published": (False, True)}


def test_every_row_of_every_output_sketch_sums_to_one(world):
    densities = world.model.densities(world.model.logits(sketches(world, 7)))
    assert densities.shape == (7, 3, toy.DEPTH, toy.WIDTH)
    assert (densities >= 0).all()
    np.testing.assert_allclose(densities.sum(axis=-1), 1, atol=1e-12)


def test_a_rows_density_is_the_softmax_of_that_row_alone(world):
    """The public EMDE code takes its softmax over a (width, depth) view: here row (m, d) must be that row's own."""
    logits = world.model.logits(sketches(world, 1))[0]
    densities, sharpness = world.model.densities(logits), world.model.sharpness
    for m in range(3):
        for d in range(toy.DEPTH):
            start = (m * toy.DEPTH + d) * toy.WIDTH
            row = np.exp(sharpness * (logits[start : start + toy.WIDTH] - logits[start : start + toy.WIDTH].max()))
            np.testing.assert_allclose(densities[m, d], row / row.sum(), atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, toy.FILMS - 1), st.integers(0, 1)), min_size=1, max_size=15, unique=True))
def test_rows_sum_to_one_for_any_history(worlds, history):
    trained = worlds["closed_form"]
    films, blocks = np.array([f for f, _ in history]), np.array([b for _, b in history])
    layout = trained.readout.layout
    sketch = layout.input_sketch(layout.input_positions(trained.readout.codes[films], blocks))
    np.testing.assert_allclose(trained.model.densities(trained.model.logits(sketch)).sum(axis=-1), 1, atol=1e-12)


def test_many_sketches_at_once_or_one_by_one(world):
    many = sketches(world, 5)
    one_by_one = np.stack([world.model.logits(each) for each in many])
    np.testing.assert_allclose(world.model.logits(many), one_by_one, atol=1e-5)


def test_the_linear_model_is_additive(worlds):
    model, (one, other) = worlds["closed_form"].model, sketches(worlds["closed_form"], 2)
    np.testing.assert_allclose(model.logits(one + other), model.logits(one) + model.logits(other), atol=1e-9)
    assert not model.logits(np.zeros_like(one)).any()


@pytest.mark.parametrize("average", [False, True])
def test_rates_add_up_to_the_change_from_the_baseline(world, average):
    (sketch,) = sketches(world, 1)
    directions = np.array([world.readout.direction(film) for film in (0, 4, 7)])
    baseline = world.model.average if average else np.zeros_like(sketch)
    rates = world.model.rates(sketch, directions, baseline)
    change = directions @ (world.model.logits(sketch) - world.model.logits(baseline))
    assert rates.shape == (3, len(sketch))
    np.testing.assert_allclose(rates @ (sketch - baseline), change, atol=1e-4 * np.abs(change).max())


def test_rates_of_a_network_are_its_gradients_mean_along_the_path(worlds):
    """Against a plain Riemann sum of 2,000 midpoints over gradients in double precision (arXiv 1703.01365, eq. 3)."""
    world = worlds["residual"]
    (sketch,) = sketches(world, 1)
    direction, start, steps = world.readout.direction(4), world.model.average, 2000
    import copy

    network = copy.deepcopy(world.model.network).double()
    where = torch.tensor(start + (np.arange(steps)[:, None] + 0.5) / steps * (sketch - start), requires_grad=True)
    (network(where) @ torch.tensor(direction)).sum().backward()
    expected = where.grad.mean(dim=0).numpy() + world.model.linear.rates(direction)
    rates = world.model.rates(sketch, direction[None], start)[0]
    np.testing.assert_allclose(rates, expected, atol=1e-4 * np.abs(expected).max())


def test_the_average_viewer(world):
    reactions = toy.reactions()
    hot = world.readout.layout.one_hot(world.readout.codes).toarray()
    viewers = [
        np.concatenate([reactions.likes.toarray()[v] @ hot, reactions.dislikes.toarray()[v] @ hot]) for v in range(19)
    ]
    np.testing.assert_allclose(world.model.average, sum(viewers) / 19)


@pytest.mark.parametrize("recipe", ["residual", "published"])
def test_training_is_seeded_and_leaves_torchs_own_generator_alone(worlds, recipe):
    torch.manual_seed(1)
    before = torch.get_rng_state()
    again = toy.recommender(recipe=recipe, network=NETWORK).trained
    assert torch.equal(torch.get_rng_state(), before)
    first = worlds[recipe].model.network.state_dict()
    assert all(torch.equal(value, first[name]) for name, value in again.model.network.state_dict().items())
    other = toy.recommender(recipe=recipe, network=NETWORK, seed=8).trained.model.network.state_dict()
    assert any(not torch.equal(value, first[name]) for name, value in other.items())


def test_an_untrained_residual_changes_nothing():
    from emde_core.config import NetworkConfig
    from emde_core.model.network import SketchNetwork

    network = SketchNetwork(20, 10, 5, NetworkConfig(hidden=4)).eval()
    assert not network(torch.rand(3, 20)).any()


def test_the_published_recipe_lowers_the_published_loss():
    from emde_core.model.training import _sketch_loss

    calm, losses = NETWORK | {"learning_rate": 0.02}, {}
    for epochs in (1, 10):
        world = toy.recommender(recipe="published", network=calm | {"epochs": epochs}).trained
        hot = world.readout.layout.one_hot(world.readout.codes)
        fold = Foldin.draw(toy.reactions(), hot, 0.6, np.random.default_rng(1))
        target = torch.tensor((fold.wanted @ hot).toarray())
        losses[epochs] = float(_sketch_loss(torch.tensor(world.model.logits(fold.sketches)), target, toy.WIDTH))
    assert losses[10] < losses[1] - 0.1


def test_the_published_loss_by_hand():
    """One viewer, two rows of two buckets: two wanted films in the first; they lack the second's modality."""
    from emde_core.model.training import _sketch_loss

    logits = torch.tensor([[0.0, 1.0, 5.0, 5.0]])
    target = torch.tensor([[1.0, 1.0, 0.0, 0.0]])
    first_row = -(0.5 * np.log(1 / (1 + np.e)) + 0.5 * np.log(np.e / (1 + np.e)))
    assert float(_sketch_loss(logits, target, 2)) == pytest.approx(first_row / 2)


@pytest.mark.parametrize("recipe", ["residual", "published"])
@pytest.mark.parametrize("viewers", [1, 2, 9])
def test_a_network_survives_few_viewers(recipe, viewers):
    """9 viewers in batches of 8: a batch norm can't learn from a batch of one."""
    few = toy.reactions().rows(np.arange(viewers))
    world = toy.recommender().trained
    config = toy.config(recipe=recipe, network=NETWORK | {"batch": 2, "epochs": 2})
    model = SketchModel.fit(Reactions(few.likes, few.dislikes, few.rated, few.viewers), world.readout, config)
    assert all(torch.isfinite(value).all() for value in model.network.state_dict().values())
