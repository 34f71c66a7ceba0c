"""How long contributions of the ten best films take for a history of fifty, beside captum's at an equal residual."""

from __future__ import annotations

import time

import numpy as np
import pytest

from emde_core import Config, History, Recommender
from emde_core.explain.contributions import contributions
from emde_core.explain.pool import Pool

FILMS, TOP, RUNS = 50, 10, 15


def median_ms(run):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


@pytest.mark.parametrize("recipe", ["closed_form", "residual"])
def test_contributions(demo_model, demo_interactions, recipe, measured):
    attr = pytest.importorskip("captum.attr")
    import torch

    from emde_core.evaluate.faithfulness.captum_rivals import torch_score

    model = demo_model
    if recipe != "closed_form":
        config = Config.model_validate({"recipe": recipe, "network": {"epochs": 5}})
        encoded = demo_model.trained.encoded
        model = Recommender.fit(encoded.catalogue, demo_interactions, config, encoded=encoded)
    ids = [film.id for film in model.catalogue.films[:FILMS]]
    history = History(ids[: FILMS // 2], ids[FILMS // 2 :])
    top = model.rank(history).order[:TOP]
    pool = Pool.of(model.trained, history)
    directions = np.array([model.trained.readout.direction(int(film)) for film in top])
    sketch = torch.from_numpy(model.sketch(history).astype(np.float32))[None]

    def captum():
        return [
            attr.IntegratedGradients(torch_score(model.trained, int(film))).attribute(
                sketch, n_steps=32, method="gausslegendre"
            )
            for film in top
        ]

    ours = median_ms(lambda: contributions(model.trained.model, pool.positions, directions))
    theirs = median_ms(captum)
    residual = max(part.residual for part in contributions(model.trained.model, pool.positions, directions))
    found = f"ours {ours:.1f} ms, captum {theirs:.1f} ms; ours leaves a residual of {residual:.1e}"
    measured(f"contributions, {recipe}", found)
