"""Contributions against captum on the network, and against Shapley values by enumeration."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest

from emde_core import Config, History, Recommender

HISTORY = History(("1", "2", "7", "12", "16"), ("9", "4", "11"))
FILM = "3"


@pytest.fixture(scope="module")
def with_network(small_prepared) -> Recommender:
    settings = {"recipe": "published", "sketch": {"depth": 5, "width": 8}, "network": {"hidden": 16, "epochs": 30}}
    encoded = small_prepared.encoded
    config = Config.model_validate(settings)
    return Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)


def exact_shapley(histories, film):
    """By the definition: every subset of the other films, weighted (Shapley 1953). [H]"""
    count = len(histories.positions)
    masks = np.array([[mask >> h & 1 for h in range(count)] for mask in range(2**count)], dtype=float)
    worth = histories.scores(masks)[:, film]
    values = np.zeros(count)
    for h in range(count):
        others = [k for k in range(count) if k != h]
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for chosen in combinations(others, size):
                mask = sum(1 << k for k in chosen)
                values[h] += weight * (worth[mask | 1 << h] - worth[mask])
    return values


@pytest.mark.parametrize("length", [1, 3, 8])
def test_contributions_are_shapley_values(small_model, length):
    """A sum over films has no interactions: each film adds the same to every subset."""
    history = History(HISTORY.liked[:length], HISTORY.disliked[: max(0, length - 5)])
    histories = small_model.query(history).masked_histories
    film = small_model.catalogue.index[FILM]
    assert len(histories.positions) == length
    ours = [small_model.explain(history, FILM).by_entry[each] for each, _ in history]
    np.testing.assert_allclose(ours, exact_shapley(histories, film), atol=1e-9)


def test_the_networks_contributions_agree_with_captum(with_network):
    torch = pytest.importorskip("torch")
    attr = pytest.importorskip("captum.attr")
    model = with_network.trained.model
    rows = with_network.query(HISTORY).rows
    direction = model.readout.direction(with_network.catalogue.index[FILM])
    pull = torch.from_numpy(direction.astype(np.float32))

    def score(sketches):
        return model.network(sketches) @ pull

    sketch, positions = torch.from_numpy(model.sketch(rows).astype(np.float32))[None], model.positions(rows)
    for baseline, first in (("empty", np.zeros(sketch.shape[1])), ("average", model.average_sketch)):
        start = torch.from_numpy(first.astype(np.float32))[None]
        found, delta = attr.IntegratedGradients(score).attribute(
            sketch, start, n_steps=32, method="gausslegendre", return_convergence_delta=True
        )
        ours = with_network.explain(HISTORY, FILM, baseline=baseline)
        held = sketch[0] > 0
        assert sum(part.value for part in ours.contributions) == pytest.approx(found[0][held].sum().item(), abs=1e-4)
        assert ours.absent == pytest.approx(found[0][~held].sum().item(), abs=1e-4)
        shares = torch.where(held, found[0] / sketch[0].clamp(min=1), 0).numpy()
        by_film = np.where(positions < 0, 0, shares[positions]).sum(axis=-1)  # [H, M]
        np.testing.assert_allclose([part.value for part in ours.contributions], by_film.ravel(), atol=1e-4)
        assert abs(delta.item()) < 1e-3


def test_the_network_really_is_part_of_it(with_network):
    """Without interactions the check above would prove nothing."""
    histories = with_network.query(HISTORY).masked_histories
    film = with_network.catalogue.index[FILM]
    alone = histories.scores(np.eye(len(histories.positions)))[:, film].sum()
    assert abs(histories.scores(np.ones((1, len(histories.positions))))[0, film] - alone) > 1e-3
