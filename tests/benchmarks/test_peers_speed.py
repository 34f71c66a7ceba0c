"""Training, recommending and explaining beside packages that people use, on one thread each, on the demo's ratings.

RecTools and LensKit are not beside them: on Python 3.11 they ask for numpy before 2, and for pandas before 3. How long
contributions take in the published recipe, beside captum, is measured by ``test_contribution_speed.py``.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from emde_core import History
from emde_core.data.interactions import Reactions
from emde_core.evaluate.learning import scorer_of
from emde_core.evaluate.peers import ease, ease_both
from emde_core.explain.case import Case
from emde_core.model.choice import choose
from emde_core.model.fitting import fit_affinity
from emde_core.model.prior import Products
from emde_core.model.trained import learn_model

RUNS, TOP, VIEWERS = 5, 10, 1000
RIDGE, FACTORS, PENALTY, LIKE_WEIGHT = 300.0, 128, 30.0, 10.0  # as chosen on the demo's validation viewers


def median_ms(deed: Callable[[], object], runs: int = RUNS) -> float:
    """The median processor time of some runs after a first one: on one thread that is the time of a quiet machine."""
    deed()
    times = []
    for _ in range(runs):
        start = time.process_time()
        deed()
        times.append(time.process_time() - start)
    return 1000 * float(np.median(times))


@pytest.fixture(autouse=True)
def one_thread():
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def reactions(demo_model, demo_interactions) -> Reactions:
    config = demo_model.trained.config
    return Reactions.of(demo_interactions, demo_model.catalogue, config.like_at_least, config.dislike_at_most)


def als(likes: sparse.csr_matrix):
    """implicit's iALS, trained."""
    als_of = pytest.importorskip("implicit.cpu.als")
    model = als_of.AlternatingLeastSquares(
        factors=FACTORS, regularization=PENALTY, alpha=LIKE_WEIGHT, num_threads=1, random_state=0
    )
    model.fit(likes, show_progress=False)
    return model


def single(likes) -> sparse.csr_matrix:
    return sparse.csr_matrix(likes, dtype=np.float32)


def test_training(demo_model, reactions, measured):
    encoded, config, likes = demo_model.trained.encoded, demo_model.trained.config, single(reactions.likes)
    products = Products.multiply(encoded.sketches, np.arange(len(encoded.catalogue)), np.float32)
    scale = choose(products, reactions, config)
    took = {
        "ours, with its choice of settings": median_ms(lambda: learn_model(encoded, reactions, config), runs=3),
        "ours, settings given": median_ms(lambda: fit_affinity(encoded.sketches, products, reactions, config, scale)),
        "EASE on both reactions": median_ms(lambda: ease_both(reactions, (RIDGE, RIDGE))),
        "EASE": median_ms(lambda: ease(reactions, RIDGE)),
        f"iALS (implicit, {FACTORS} factors)": median_ms(lambda: als(likes)),
    }
    for name, milliseconds in took.items():
        measured(f"training, {name}", f"{milliseconds:,.0f} ms")


def best(scores, history) -> np.ndarray:
    """The positions of the best films outside each history, in order."""
    scores = np.where(history, -np.inf, scores)
    top = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
    return np.take_along_axis(top, np.argsort(-np.take_along_axis(scores, top, axis=1), axis=1), axis=1)


@pytest.mark.parametrize("viewers", [1, VIEWERS])
def test_recommending(demo_model, reactions, measured, viewers):
    chosen = np.resize(np.arange(len(reactions.viewers)), viewers)
    likes, dislikes = reactions.likes[chosen], reactions.dislikes[chosen]
    given, history, ids = single(likes), (likes + dislikes).toarray() > 0, np.arange(viewers)
    model, ours, theirs = als(single(reactions.likes)), scorer_of(demo_model.trained.model), ease(reactions, RIDGE)
    took = {
        "ours": median_ms(lambda: best(ours(likes, dislikes), history)),
        "EASE": median_ms(lambda: best(theirs(likes, dislikes), history)),
        "implicit, histories it was trained on": median_ms(lambda: model.recommend(chosen, given, N=TOP)),
        "implicit, new histories": median_ms(lambda: model.recommend(ids, given, N=TOP, recalculate_user=True)),
    }
    if viewers == 1:
        films = demo_model.catalogue.films
        liked, disliked = ([films[k].id for k in each.indices] for each in (likes, dislikes))
        took["ours, from ids to films, checked"] = median_ms(
            lambda: demo_model.recommend(History(liked, disliked), TOP), runs=50
        )
    for name, milliseconds in took.items():
        measured(f"{TOP} best films for {viewers:,} viewers, {name}", f"{milliseconds:.2f} ms")


def test_explaining_beside_kernelshap(demo_model, long_history, measured):
    """KernelSHAP asks for thousands of histories' scores to find what our sums say at once."""
    pytest.importorskip("shap")
    import shap

    case = Case.of_best(demo_model.query(long_history))
    explainer = shap.KernelExplainer(case.scores, np.zeros((1, case.size)))
    rows, films = case.query.rows, np.array([case.film])

    def kernelshap() -> np.ndarray:
        return explainer.shap_values(np.ones(case.size), l1_reg=False, silent=True)

    ours = demo_model.trained.model.attributions(rows, films)[:, 0]
    apart = float(np.abs(kernelshap() - ours).max())
    assert apart < 1e-6
    film = demo_model.catalogue.films[case.film].id
    took = {
        "ours, films of the history": median_ms(lambda: demo_model.trained.model.attributions(rows, films)),
        "ours, down to words of both sides": median_ms(lambda: demo_model.explain(long_history, film).history_atoms),
        f"KernelSHAP (shap; its values are ours to {apart:.0e})": median_ms(kernelshap),
    }
    for name, milliseconds in took.items():
        measured(f"explaining one film by a history of {case.size}, {name}", f"{milliseconds:.2f} ms")
