"""The fast chain against the slow literal one: from embeddings to contributions, for both ways of solving."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.model.closed_form import fit_closed_form
from emde_core.schema import DISLIKE
from tests import toy
from tests.reference import of_recommender

HISTORY = History(liked=("f0", "f3", "f4"), disliked=("f5", "f8"))
TOLERANCE = 1e-6


@pytest.fixture(scope="module")
def fast():
    return toy.recommender()


@pytest.fixture(scope="module")
def slow(fast):
    return of_recommender(fast, toy.interactions())


@pytest.fixture(scope="module")
def temperature(fast, slow):
    """The one number between the two: B is scaled by a temperature that is fitted, which a test of its own checks."""
    matrix = fast.trained.model.linear.rates(np.eye(slow.size)).T
    return (matrix * slow.b).sum() / (np.array(slow.b) ** 2).sum()


def pairs(model, history):
    return [(model.catalogue.index[film], int(reaction == DISLIKE)) for film, reaction in history]


def close(fast, slow, size=None):
    """Equal to 1e-6 of the largest of them; of sums, to 1e-6 of the size of what is summed."""
    np.testing.assert_allclose(fast, slow, rtol=0, atol=TOLERANCE * (size or np.abs(slow).max()))


def test_codes(fast, slow):
    expected = [[[-1 if code is None else code for code in row] for row in film] for film in slow.codes]
    assert fast.trained.readout.codes.tolist() == expected


@pytest.mark.parametrize("space", ["films", "sketch"])
def test_the_linear_map_either_way_it_is_solved(fast, slow, space):
    readout, settings = fast.trained.readout, fast.trained.config.closed_form
    one_hot = readout.layout.one_hot(readout.codes)
    linear = fit_closed_form(toy.reactions(), one_hot, readout.matrix, settings, space)
    assert linear.space == space
    close(linear.logits(np.eye(2 * slow.size)), slow.b)
    close(linear.rates(np.eye(slow.size)).T, slow.b)


def test_sketch_logits_and_scores(fast, slow, temperature):
    history = pairs(fast, HISTORY)
    sketch = slow.input_sketch(history)
    assert fast.sketch(HISTORY).tolist() == sketch
    close(fast.trained.model.logits(fast.sketch(HISTORY)), temperature * np.array(slow.logits(sketch)))
    ranking = fast.rank(HISTORY)
    known = [f for f in range(toy.FILMS) if slow.flat(f)]
    assert ranking.scores[toy.FILMS - 3] == -np.inf
    close(ranking.scores[known], temperature * np.array([slow.score(history, f) for f in known]))
    unseen = [f for f in known if f not in [film for film, _ in history]]
    assert ranking.order.tolist() == sorted(unseen, key=lambda f: -slow.score(history, f))


@pytest.mark.parametrize("film", ["f1", "f7", "f5", "f10"])
def test_contributions_and_what_matched(fast, slow, temperature, film):
    explanation = fast.explain(HISTORY, film, words=False)
    history, place = pairs(fast, HISTORY), fast.catalogue.index[film]
    parts = slow.contributions(history, place)
    expected = [temperature * parts[h, m] for h in range(len(HISTORY)) for m in range(3)]
    close([part.value for part in explanation.contributions], expected)
    size = temperature * sum(abs(part) for part in parts.values())
    close(explanation.score, temperature * sum(parts.values()), size)
    close(list(explanation.matched.values()), temperature * np.array(slow.matched(history, place)), size)


def test_the_average_of_all_films_scores_is_zero(fast):
    scores = fast.rank(HISTORY).scores
    assert abs(scores[np.isfinite(scores)].mean()) < 1e-9


def test_the_small_catalogue_from_ratings_to_contributions(small_model, small_prepared):
    slow = of_recommender(small_model, small_prepared.interactions)
    history = History(liked=("1", "12", "14"), disliked=("4", "15"))
    places = pairs(small_model, history)
    ranking = small_model.rank(history)
    scores = np.array([slow.score(places, f) for f in range(len(small_model.catalogue))])
    temperature = ranking.scores @ scores / (scores @ scores)
    assert temperature > 0
    close(ranking.scores, temperature * scores)
    parts = slow.contributions(places, small_model.catalogue.index["2"])
    explanation = small_model.explain(history, "2", words=False)
    close([part.value for part in explanation.contributions], [temperature * value for value in parts.values()])
