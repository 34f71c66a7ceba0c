"""Explanations of the published recipe: Integrated Gradients that add up, and the papers' count-min reading."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from emde_core import Film, History
from emde_core.audition import audition
from emde_core.errors import ConfigError, HistoryError
from emde_core.history import more
from tests import toy
from tests.explain.histories import films, histories

INTEGRATED = 1e-4  # what the integral is worked out to
HISTORY = History(("f0", toy.LACKS_TEXT, "f2"), ("f4", toy.ONLY_CATEGORIES))
FILM, RIVAL = "f7", "f10"
scored = films.filter(lambda film: film != toy.NOTHING)


@pytest.fixture(scope="module")
def model():
    return toy.recommender(recipe="published")


@pytest.fixture(scope="module")
def ours():
    return toy.recommender()


def size_of(why):
    return abs(why.baseline) + abs(why.absent) + sum(abs(part.value) for part in why.contributions) + 1e-9


@settings(max_examples=30)
@given(histories(wishes=False), scored)
def test_contributions_add_up(model, history, film):
    for baseline in ("empty", "average"):
        why = model.explain(history, film, baseline=baseline)
        total = why.baseline + why.absent + sum(part.value for part in why.contributions)
        assert total == pytest.approx(why.score, abs=INTEGRATED * size_of(why))
        assert why.completeness_residual <= INTEGRATED
        assert why.score == pytest.approx(model.rank(history).scores[model.catalogue.index[film]], abs=1e-9)
    assert (why.method, why.baseline_history) == ("additive", "average")


def test_the_average_viewer_is_a_baseline_of_its_own(model):
    plain, average = (model.explain(HISTORY, FILM, baseline=each) for each in ("empty", "average"))
    assert (plain.absent, average.score) == (0, pytest.approx(plain.score))
    assert average.absent != 0
    assert average.baseline != plain.baseline  # the empty history has a score too


def test_every_film_has_a_part_in_each_modality_and_nothing_more(model):
    why = model.explain(HISTORY, FILM)
    parts = [(part.film.id, part.reaction, part.part) for part in why.contributions]
    assert parts == [(film, said, m) for film, said in HISTORY for m in ("text", "categorical", "image")]
    nothing = {(part.film.id, part.part) for part in why.contributions if part.value == part.spread == 0}
    assert nothing == {(toy.LACKS_TEXT, "text"), (toy.ONLY_CATEGORIES, "text"), (toy.ONLY_CATEGORIES, "image")}
    assert (why.atoms, why.history_atoms, why.company, why.words, why.categories) == ((), (), (), (), ())
    assert why.missing == ("categorical",)


def test_against_a_rival_every_part_is_a_difference(model):
    own, other, margin = (
        model.explain(HISTORY, FILM),
        model.explain(HISTORY, RIVAL),
        model.explain(HISTORY, FILM, rival=RIVAL),
    )
    assert margin.score == pytest.approx(own.score - other.score, abs=1e-6)
    for part, one, two in zip(margin.contributions, own.contributions, other.contributions, strict=True):
        assert part.value == pytest.approx(one.value - two.value, abs=1e-6)


def test_a_shared_bucket_is_shared_by_weight(model):
    """Literally: each bucket's change from the average viewer, divided among the history's films that lie in it."""
    why, ours = model.explain(HISTORY, FILM, baseline="average"), model.trained.model
    rows = model.query(HISTORY).rows
    sketch, start, positions = ours.sketch(rows), ours.average_sketch, ours.positions(rows)
    rates = ours.rates(sketch, ours.readout.direction(7)[None], start)[0]
    assert sketch.max() > 1
    by_hand = np.zeros((5, 3))
    for h, m, d in np.ndindex(positions.shape):
        if (p := positions[h, m, d]) >= 0:
            by_hand[h, m] += (sketch[p] - start[p]) * rates[p] / sketch[p]
    np.testing.assert_allclose([part.value for part in why.contributions], by_hand.ravel(), atol=1e-12)


def test_the_count_min_reading_by_hand(model):
    """Each bucket of the film with all that anybody put there, averaged over the partitions."""
    why, ours = model.explain(HISTORY, FILM, method="published"), model.trained.model
    rows = model.query(HISTORY).rows
    sketch, positions = ours.sketch(rows), ours.positions(rows)
    rates = ours.rates(sketch, ours.readout.direction(7)[None], np.zeros_like(sketch))[0]
    by_hand = [
        sum(sketch[p] * rates[p] for p in positions[h, m] if p >= 0) / toy.DEPTH
        for h, m in np.ndindex(positions.shape[:2])
    ]
    np.testing.assert_allclose([part.value for part in why.contributions], by_hand, atol=1e-12)
    assert why.method == "published"
    assert why.score == pytest.approx(model.explain(HISTORY, FILM).score)
    assert why.completeness_residual > 1e-3  # it says that it does not add up


def test_recommendations_tell_the_same_parts(model):
    for each in model.recommend(HISTORY, 4):
        why = model.explain(HISTORY, each.film.id)
        assert each.by_part == pytest.approx(why.by_part, abs=1e-6)
        assert (each.rank, each.score) == (why.rank, why.score)
        assert sum(each.by_part.values()) + why.baseline == pytest.approx(each.score, abs=INTEGRATED * size_of(why))


def test_spreads_are_standard_errors_over_the_partitions(model):
    part = model.explain(HISTORY, FILM).contributions[0]
    assert part.by_partition.shape == (toy.DEPTH,)
    assert part.spread == pytest.approx(part.by_partition.std(ddof=1) * np.sqrt(toy.DEPTH))
    shallow = toy.recommender(recipe="published", sketch={"depth": 1, "width": 4})
    assert np.isnan(shallow.explain(HISTORY, FILM).contributions[0].spread)


def test_a_film_with_nothing_has_no_score(model):
    assert model.rank(HISTORY).scores[model.catalogue.index[toy.NOTHING]] == -np.inf
    assert model.rank(HISTORY).rank(model.catalogue.index[toy.NOTHING]) is None
    with pytest.raises(HistoryError, match="Film 9 has none of plot, categories, poster: there is no score to explain"):
        model.explain(HISTORY, toy.NOTHING)


REFUSED = {
    "weighing": lambda model: model.weighing({"image": 2.0}),
    "content alone": lambda model: model.by_content_alone(),
    "wishes": lambda model: model.recommend(History(("f0",), (), (more("genre", "Drama"),))),
    "threads": lambda model: model.threads(HISTORY, FILM),
    "audition": lambda model: audition(model, HISTORY, Film(id="new", title="New", genres=("Drama",))),
}


@pytest.mark.parametrize("asked", REFUSED.values(), ids=REFUSED)
def test_what_needs_atoms_is_refused_with_the_remedy(model, asked):
    with pytest.raises(ConfigError, match=r"published recipe, which .*; train one with recipe 'affinity'"):
        asked(model)
