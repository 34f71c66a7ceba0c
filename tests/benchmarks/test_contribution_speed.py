"""How long contributions of the ten best films take for a history of fifty, in both recipes.

Ours are a few sums. The published network's are Integrated Gradients, beside captum's on the same path: both take the
fewest nodes that leave at most RESIDUAL of a score's change unexplained.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
import pytest

from emde_core import Config, History, Recommender
from emde_core.batch.contributions import contributions_of
from emde_core.model.published.model import NODES

FILMS, TOP, RUNS = 50, 10, 15
RESIDUAL = 1e-4  # relative; captum, in single precision, gets to 1e-5 and no further
TRIED = (1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64)


@dataclass(frozen=True)
class Way:
    """A way to find contributions: their sum for each of the ten films [TOP], by the number of nodes."""

    sums: Callable[[int], np.ndarray]
    changes: np.ndarray

    def residual(self, nodes: int) -> float:
        """The worst of the ten films', relative to the change of its score."""
        return float(np.max(np.abs((self.sums(nodes) - self.changes) / self.changes)))

    def fewest(self) -> int:
        """Nodes that are enough."""
        return next(nodes for nodes in TRIED if self.residual(nodes) <= RESIDUAL)

    def told(self, nodes: int, milliseconds: float) -> str:
        """How long it took at so many nodes."""
        return f"{milliseconds:.1f} ms at {nodes} nodes (residual {self.residual(nodes):.0e})"


def median_ms(run):
    run()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


def of_fifty(model: Recommender) -> History:
    ids = [film.id for film in model.catalogue.films[:FILMS]]
    return History(ids[: FILMS // 2], ids[FILMS // 2 :])


def test_ours(demo_model, measured):
    query = demo_model.query(of_fifty(demo_model))
    top = query.ranking.order[:TOP]
    first = median_ms(lambda: contributions_of(demo_model.trained).to(query, top))
    kept = contributions_of(demo_model.trained)
    measured(
        "contributions, affinity", f"{first:.1f} ms, {median_ms(lambda: kept.to(query, top)):.1f} ms the next time"
    )


@pytest.fixture(scope="module")
def published(demo_model, demo_interactions) -> Recommender:
    config = Config.model_validate({"recipe": "published", "network": {"epochs": 5}})
    encoded = demo_model.trained.encoded
    return Recommender.fit(encoded.catalogue, demo_interactions, config, encoded=encoded)


@pytest.mark.parametrize("threads", [None, 1], ids=["all threads", "one thread"])
def test_the_published_networks(published, measured, threads):
    pytest.importorskip("captum")
    from threadpoolctl import threadpool_limits

    history = of_fifty(published)
    model, rows = published.trained.model, published.query(history).rows
    sketch, top = model.sketch(rows), published.rank(history).order[:TOP]
    ways = {"ours": ours(model, sketch, top), "captum": captum(model, sketch, top)}
    with nullcontext() if threads is None else threadpool_limits(threads):
        nodes = {name: way.fewest() for name, way in ways.items()}
        took = {name: median_ms(lambda way=way, n=nodes[name]: way.sums(n)) for name, way in ways.items()}
        shipped = median_ms(lambda: ways["ours"].sums(NODES))
    found = ", ".join(f"{name} {way.told(nodes[name], took[name])}" for name, way in ways.items())
    measured(
        f"contributions, published, {'all threads' if threads is None else 'one thread'}",
        f"{found}: {took['ours'] / took['captum']:.3f} of captum's time; ours at its {NODES} nodes {shipped:.1f} ms",
    )


def ours(model, sketch, top) -> Way:
    directions, empty = np.array([model.readout.direction(int(film)) for film in top]), np.zeros_like(sketch)
    one, none = model.logits(np.stack([sketch, empty]))
    return Way(lambda nodes: model.rates(sketch, directions, empty, nodes) @ sketch, directions @ (one - none))


def captum(model, sketch, top) -> Way:
    import torch
    from captum.attr import IntegratedGradients

    def score(film):
        direction = torch.from_numpy(model.readout.direction(int(film)).astype(np.float32))
        return lambda sketches: model.network(sketches) @ direction

    given = torch.from_numpy(sketch.astype(np.float32))[None]
    scores = [score(film) for film in top]

    def sums(nodes):
        found = [IntegratedGradients(each).attribute(given, n_steps=nodes, method="gausslegendre") for each in scores]
        return np.array([float(each.double().sum()) for each in found])

    with torch.no_grad():
        changes = np.array([float(each(given) - each(torch.zeros_like(given))) for each in scores])
    return Way(sums, changes)
