"""The same model to the last bit, whatever the number of threads: several add up in another order than one does."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from emde_core import Config
from emde_core.data.interactions import Reactions
from emde_core.model.affinity import Affinity
from emde_core.model.trained import learn_model

FILMS, VIEWERS = 200, 160  # so many that sums are shared among threads
SETTINGS = {
    "prior": {"scales": [3], "average_film": [1], "multipliers": [1], "splits": 1},
    "sketch": {"depth": 5, "width": 64},
    "network": {"hidden": 48, "layers": 2, "epochs": 2},
}


@pytest.fixture(scope="module")
def films():
    generator = np.random.default_rng(0)
    units = {"text": generator.normal(size=(FILMS, 60)), "image": generator.normal(size=(FILMS, 36))}
    return SimpleNamespace(units=units, sketches=units)


@pytest.fixture(scope="module")
def reactions():
    drawn = np.random.default_rng(1).uniform(size=(VIEWERS, FILMS))
    likes, dislikes = drawn < 0.15, drawn > 0.9
    counts = (sparse.csr_array(each.astype(float)) for each in (likes, dislikes, likes | dislikes))
    return Reactions(*counts, tuple(f"v{k}" for k in range(VIEWERS)))


@pytest.mark.parametrize("recipe", ["affinity", "published"])
def test_a_model_is_the_same_on_one_thread_and_on_two(films, reactions, recipe):
    import torch  # noqa: F401 - its threads are counted where it has been imported

    config = Config.model_validate(SETTINGS | {"recipe": recipe})
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(weights(learn_model(films, reactions, config)))
    assert all(np.array_equal(one, other) for one, other in zip(*found, strict=True))


def weights(model):
    if isinstance(model, Affinity):
        return [model.matrix, model.gains, np.array(list(model.cold.of.values())), np.array(model.temperature)]
    return [each.numpy() for each in model.network.state_dict().values()]
