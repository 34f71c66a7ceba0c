"""The papers' network: rates along a path, training."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch

from emde_core.config import NetworkConfig
from emde_core.model.calibration import Foldin
from emde_core.model.published import Published
from emde_core.model.published.network import SketchNetwork
from emde_core.model.published.training import _sketch_loss
from tests import toy

NETWORK = {"hidden": 16, "layers": 2, "epochs": 3, "batch": 8, "learning_rate": 0.05}


@pytest.fixture(scope="module")
def model():
    return toy.recommender(recipe="published", network=NETWORK).trained.model


def sketches(model, count, seed=0):
    return np.random.default_rng(seed).poisson(0.5, (count, 2 * model.layout.size)).astype(float)


def test_scores_are_read_from_the_sketch_of_a_history(model):
    """For two histories out of three films: one of them liked twice as much as people can, one not at all."""
    chosen, held = np.array([0, 2, 4 + toy.FILMS]), np.array([[1.0, 0.0, 1.0], [2.0, 1.0, 0.0]])
    one_hot = model.layout.one_hot(model.readout.codes).toarray()
    nothing = np.zeros(model.layout.size)
    films = [np.concatenate([one_hot[0], nothing]), np.concatenate([one_hot[2], nothing])]
    films.append(np.concatenate([nothing, one_hot[4]]))
    expected = model.readout.scores(model.logits(held @ np.array(films)))
    np.testing.assert_allclose(model.scores(chosen, held), expected, atol=1e-6)


def test_whole_films_are_hashed_one_code_a_modality_and_partition(model):
    codes = model.readout.codes
    assert codes.shape == (toy.FILMS, 3, toy.DEPTH)
    lacking = [[f"f{k}" in toy.WITHOUT[m] for m in model.modalities] for k in range(toy.FILMS)]
    assert (codes < 0).all(axis=2).tolist() == lacking
    assert codes.max() < toy.WIDTH
    assert model.scorable.tolist() == [f"f{k}" != toy.NOTHING for k in range(toy.FILMS)]


def test_many_sketches_at_once_or_one_by_one(model):
    many = sketches(model, 5)
    one_by_one = np.concatenate([model.logits(each[None]) for each in many])
    np.testing.assert_allclose(model.logits(many), one_by_one, atol=1e-5)


@pytest.mark.parametrize("average", [False, True])
def test_rates_add_up_to_the_change_from_the_baseline(model, average):
    (sketch,) = sketches(model, 1)
    directions = np.array([model.readout.direction(film) for film in (0, 4, 7)])
    baseline = model.average_sketch if average else np.zeros_like(sketch)
    rates = model.rates(sketch, directions, baseline)
    change = directions @ (model.logits(sketch[None]) - model.logits(baseline[None]))[0]
    assert rates.shape == (3, len(sketch))
    np.testing.assert_allclose(rates @ (sketch - baseline), change, atol=1e-4 * np.abs(change).max())


def test_rates_are_gradients_averaged_along_the_path(model):
    """Against a plain Riemann sum of 2,000 midpoints over gradients in double precision (arXiv 1703.01365, eq. 3)."""
    (sketch,) = sketches(model, 1)
    direction, start, steps = model.readout.direction(4), model.average_sketch, 2000
    network = copy.deepcopy(model.network).double()
    where = torch.tensor(start + (np.arange(steps)[:, None] + 0.5) / steps * (sketch - start), requires_grad=True)
    (network(where) @ torch.tensor(direction)).sum().backward()
    expected = where.grad.mean(dim=0).numpy()
    rates = model.rates(sketch, direction[None], start)[0]
    np.testing.assert_allclose(rates, expected, atol=1e-4 * np.abs(expected).max())


def test_the_average_viewer(model):
    reactions, one_hot = toy.reactions(), model.layout.one_hot(model.readout.codes).toarray()
    likes, dislikes = reactions.likes.toarray(), reactions.dislikes.toarray()
    viewers = [np.concatenate([likes[v] @ one_hot, dislikes[v] @ one_hot]) for v in range(toy.VIEWERS)]
    np.testing.assert_allclose(model.average_sketch, sum(viewers) / toy.VIEWERS)


def test_training_is_seeded_and_leaves_torchs_own_generator_alone(model):
    torch.manual_seed(1)
    before = torch.get_rng_state()
    again = toy.recommender(recipe="published", network=NETWORK).trained.model.network.state_dict()
    assert torch.equal(torch.get_rng_state(), before)
    first = model.network.state_dict()
    assert all(torch.equal(value, first[name]) for name, value in again.items())
    other = toy.recommender(recipe="published", network=NETWORK, seed=8).trained.model.network.state_dict()
    assert any(not torch.equal(value, first[name]) for name, value in other.items())


def test_an_untrained_network_says_nothing():
    network = SketchNetwork(20, 10, 5, NetworkConfig(hidden=4)).eval()
    assert not network(torch.rand(3, 20)).any()


def test_training_lowers_the_published_loss():
    losses = {}
    for epochs in (1, 10):
        settings = NETWORK | {"learning_rate": 0.02, "epochs": epochs}
        model = toy.recommender(recipe="published", network=settings).trained.model
        one_hot = model.layout.one_hot(model.readout.codes)
        fold = Foldin.draw(toy.reactions(), 0.6, np.random.default_rng(1))
        seen = np.concatenate([(fold.likes @ one_hot).toarray(), (fold.dislikes @ one_hot).toarray()], axis=1)
        wanted = torch.tensor((fold.targets @ one_hot).toarray())
        losses[epochs] = float(_sketch_loss(torch.tensor(model.logits(seen)), wanted, toy.WIDTH))
    assert losses[10] < losses[1] - 0.1


def test_the_published_loss_by_hand():
    """One viewer, two rows of two buckets: two wanted films in the first; they lack the second's modality."""
    logits = torch.tensor([[0.0, 1.0, 5.0, 5.0]])
    target = torch.tensor([[1.0, 1.0, 0.0, 0.0]])
    first_row = -(0.5 * np.log(1 / (1 + np.e)) + 0.5 * np.log(np.e / (1 + np.e)))
    assert float(_sketch_loss(logits, target, 2)) == pytest.approx(first_row / 2)


@pytest.mark.parametrize("viewers", [1, 2, 9])
def test_a_network_survives_few_viewers(viewers):
    """9 viewers in batches of 2: a batch norm can't learn from a batch of one."""
    config = toy.config(recipe="published", network=NETWORK | {"batch": 2, "epochs": 2})
    model = Published.fit(toy.encoded().sketches, toy.reactions().rows(np.arange(viewers)), config)
    assert all(torch.isfinite(value).all() for value in model.network.state_dict().values())
