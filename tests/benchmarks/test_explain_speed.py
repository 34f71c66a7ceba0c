"""How long recommending and explaining take, for a history of twenty films."""

from __future__ import annotations

import time

import numpy as np

from emde_core.explain.occlusions import occlusions

RUNS = 15


def median_ms(run, between=lambda: None):
    times = []
    for _ in range(RUNS):
        between()
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


def test_explain(demo_model, long_history, measured):
    film = demo_model.recommend(long_history, 1)[0].film.id
    demo_model.explain(long_history, film)  # loads the text model
    for name, milliseconds in {
        "recommend 10": median_ms(lambda: demo_model.recommend(long_history, 10)),
        "recommend 48": median_ms(lambda: demo_model.recommend(long_history, 48)),
        "explain without words": median_ms(lambda: demo_model.explain(long_history, film, words=False)),
        "explain, words cold": median_ms(
            lambda: demo_model.explain(long_history, film), between=occlusions.cache_clear
        ),
        "explain, words warm": median_ms(lambda: demo_model.explain(long_history, film)),
    }.items():
        measured(name, f"{milliseconds:.1f} ms")
