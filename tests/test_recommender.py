from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emde_core import Catalogue, Film, History, Interactions, Recommender
from emde_core.errors import ConfigError, DataError, EmdeError, FilmNameError, HistoryError
from tests import toy


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


@settings(max_examples=25, deadline=None)
@given(st.permutations(["f0", "f3", "f5", "f7"]), st.permutations(["f1", "f4"]))
def test_the_order_of_a_history_changes_nothing(model, liked, disliked):
    history = History(("f0", "f3", "f5", "f7"), ("f1", "f4"))
    assert np.array_equal(model.sketch(History(tuple(liked), tuple(disliked))), model.sketch(history))
    assert model.rank(History(tuple(liked), tuple(disliked))).order.tolist() == model.rank(history).order.tolist()


def test_a_like_and_a_dislike_are_different_sketches(model):
    liked, disliked = model.sketch(History(("f0",))), model.sketch(History((), ("f0",)))
    size = model.trained.readout.layout.size
    assert np.array_equal(liked[:size], disliked[size:])
    assert not liked[size:].any()
    assert not disliked[:size].any()
    assert model.rank(History(("f0",))).scores.tolist() != model.rank(History((), ("f0",))).scores.tolist()


def test_every_row_of_an_output_sketch_sums_to_one(model):
    densities = model.output_sketch(History(("f0", toy.LACKS_TEXT), ("f1",)))
    assert densities.shape == (3, toy.DEPTH, toy.WIDTH)
    np.testing.assert_allclose(densities.sum(axis=-1), 1, atol=1e-12)


def test_recommendations_are_the_best_films_outside_the_history(model):
    history = History(("f0", "f3"), ("f1",))
    scores = model.rank(history).scores
    found = model.recommend(history, k=4)
    left = [f for f in range(toy.FILMS) if f"f{f}" not in (*history.liked, *history.disliked, toy.NOTHING)]
    best = sorted(left, key=lambda f: -scores[f])[:4]
    assert [each.film.id for each in found] == [f"f{f}" for f in best]
    assert [each.rank for each in found] == [1, 2, 3, 4]
    assert [each.score for each in found] == pytest.approx([scores[f] for f in best])


def test_each_recommendations_modalities_add_up_to_its_score_and_equal_its_explanation(model):
    history = History(("f0", "f3"), ("f1", "f5"))
    for each in model.recommend(history, k=20):
        why = model.explain(history, each.film.id, words=False)
        assert each.by_modality == pytest.approx(why.by_modality)
        assert sum(each.by_modality.values()) == pytest.approx(each.score)
        assert (why.rank, why.score) == (each.rank, each.score)


def test_there_are_no_more_films_than_there_are(model):
    everything = History(tuple(f"f{k}" for k in range(toy.FILMS)))
    assert model.recommend(everything, k=5) == []
    assert len(model.recommend(History(("f0",)), k=500)) == toy.FILMS - 2


def test_a_film_with_nothing_is_never_ranked_and_its_explanation_is_a_clear_error(model):
    history = History(("f0",))
    ranking = model.rank(history)
    place = model.catalogue.index[toy.NOTHING]
    assert ranking.scores[place] == -np.inf
    assert ranking.rank(place) is None
    with pytest.raises(HistoryError, match="Film 9 has no plot, category or poster: there is no score to explain"):
        model.explain(history, toy.NOTHING)


def test_a_film_of_the_history_has_a_score_and_no_rank(model):
    why = model.explain(History(("f0", "f2")), "f0", words=False)
    assert why.rank is None
    assert np.isfinite(why.score)


def test_names_of_films_are_resolved(model):
    assert model.resolve(History(("Film 0", "f1"), ("film 2",))) == History(("f0", "f1"), ("f2",))


def test_an_unknown_film_lists_the_nearest(small_model):
    with pytest.raises(FilmNameError, match="no film is called 'The Salt Lanturn'") as caught:
        small_model.recommend(History(("The Salt Lanturn",)))
    assert caught.value.candidates[0] == "The Salt Lantern (1984)  [id 1]"


def test_an_empty_history(model):
    for ask in (model.recommend, model.rank, model.sketch, lambda history: model.explain(history, "f0")):
        with pytest.raises(HistoryError, match="the history is empty; name at least one film"):
            ask(History())


def test_a_history_of_films_that_all_lack_every_modality(model):
    with pytest.raises(HistoryError, match="no film of the history has any of text, categorical, image: add one"):
        model.recommend(History((toy.NOTHING,)))
    text_only = toy.recommender(modalities=("text",))
    with pytest.raises(HistoryError, match="no film of the history has any of text: add one"):
        text_only.recommend(History((toy.LACKS_TEXT,), (toy.ONLY_CATEGORIES,)))


def test_two_names_of_one_film(model):
    with pytest.raises(HistoryError, match="'f0' stands in the history more than once"):
        model.recommend(History(("f0",), ("Film 0",)))


@pytest.mark.parametrize("k", [0, -3])
def test_a_number_of_recommendations_that_is_none(model, k):
    with pytest.raises(ConfigError, match=f"must be at least 1, not {k}"):
        model.recommend(History(("f0",)), k=k)


def test_a_model_does_not_change(model):
    with pytest.raises(dataclasses.FrozenInstanceError):
        model.trained = None


def test_fitting_twice_gives_the_same_model_and_other_seeds_another(model):
    again, other = toy.recommender(), toy.recommender(sketch={"depth": toy.DEPTH, "width": toy.WIDTH, "seed": 4})
    assert again.model_hash == model.model_hash
    assert other.model_hash != model.model_hash
    assert other.data_hash == model.data_hash


def test_embeddings_of_another_catalogue_are_refused():
    films = toy.catalogue()
    renamed = Catalogue(tuple(film.model_copy(update={"id": f"g{film.id}"}) for film in films))
    with pytest.raises(DataError, match="the embeddings are of another catalogue"):
        Recommender.fit(renamed, toy.interactions(), toy.config(), encoded=toy.encoded())


def test_ratings_of_other_films_teach_nothing():
    catalogue = Catalogue((Film(id="x", title="X", genres=("Drama",)),))
    with pytest.raises(DataError, match="same ids"):
        Recommender.fit(catalogue, toy.interactions(), toy.config())


def test_viewers_without_a_like_teach_nothing():
    table = toy.interactions().table.assign(rating=2.0)
    with pytest.raises(DataError, match="no rating of at least 4"):
        Recommender.fit(toy.catalogue(), Interactions.from_table(table), toy.config(), encoded=toy.encoded())


def test_every_error_is_one_that_callers_can_catch():
    import emde_core.errors as errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) == 8
    assert all(issubclass(kind, EmdeError) for kind in kinds)
