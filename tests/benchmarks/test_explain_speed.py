"""How long recommending, explaining and placing a new film take, for a history of twenty films.

Asked: 10 ms to recommend 48 and to explain with the atoms of both sides, 8 ms for the threads between two films, 300 ms
for a new plot once the language model is loaded.
"""

from __future__ import annotations

import time

import numpy as np

from emde_core import Film
from emde_core.audition import audition

RUNS = 15
NEW = Film(
    id="new",
    title="Tide Table",
    genres=("Drama", "Mystery"),
    plot="A lighthouse keeper on a bare island hears a ship's bell on nights when no ship is due. With the fisherman's "
    "daughter who brings her oil, she rows into the storm to find who is ringing it. What they bring back is a drowned "
    "man's log book, kept up to the next day, and a question that the harbour has not dared to ask for thirty years.",
)


def median_ms(run):
    run()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times))


def test_explain(demo_model, long_history, measured):
    film = demo_model.recommend(long_history, 1)[0].film.id
    for name, milliseconds in {
        "recommend 10": median_ms(lambda: demo_model.recommend(long_history, 10)),
        "recommend 48": median_ms(lambda: demo_model.recommend(long_history, 48)),
        "explain": median_ms(lambda: demo_model.explain(long_history, film)),
        "explain, with the atoms of the history": median_ms(
            lambda: demo_model.explain(long_history, film).history_atoms
        ),
        "threads between two films": median_ms(lambda: demo_model.threads(long_history, film, [long_history.liked[0]])),
        "threads with the whole history": median_ms(lambda: demo_model.threads(long_history, film)),
    }.items():
        measured(name, f"{milliseconds:.1f} ms")


def test_a_film_that_does_not_exist(demo_model, long_history, measured):
    assert len(NEW.plot.split()) > 60
    placed = median_ms(lambda: audition(demo_model, long_history, NEW, words=False))
    measured("a new plot of 70 words placed and explained", f"{placed:.0f} ms")
    words = median_ms(lambda: audition(demo_model, long_history, NEW))
    measured("the same, and read again without each of its strongest words", f"{words:.0f} ms")
