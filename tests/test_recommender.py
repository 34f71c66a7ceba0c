from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from emde_core import Catalogue, Film, History, Interactions, Recommender
from emde_core.errors import ConfigError, DataError, EmdeError, FilmNameError, HistoryError
from emde_core.history import less, more
from emde_core.schema import COMPANY, RELAYED
from tests import toy


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


def test_a_like_and_a_dislike_say_different_things(model):
    liked, disliked = (model.rank(each).scores for each in (History(("f0",)), History((), ("f0",))))
    assert np.abs(liked - disliked).max() > 0.1


def test_recommendations_are_the_best_films_outside_the_history(model):
    history = History(("f0", "f3"), ("f1",))
    scores = model.rank(history).scores
    found = model.recommend(history, k=4)
    left = [f for f in range(toy.FILMS) if f"f{f}" not in history]
    best = sorted(left, key=lambda f: -scores[f])[:4]
    assert [each.film.id for each in found] == [f"f{f}" for f in best]
    assert [each.rank for each in found] == [1, 2, 3, 4]
    assert [each.score for each in found] == pytest.approx([scores[f] for f in best])


@pytest.mark.parametrize("wishes", [(), (more("word", "harbour"), less("popularity"))])
def test_each_recommendations_parts_add_up_to_its_score_and_equal_its_explanation(model, wishes):
    history = History(("f0", "f3"), ("f1", "f5"), wishes)
    for each in model.recommend(history, k=20):
        why = model.explain(history, each.film.id)
        assert each.by_part == pytest.approx(why.by_part)
        assert sum(each.by_part.values()) == pytest.approx(each.score)
        assert (why.rank, why.score) == (each.rank, each.score)


@pytest.mark.parametrize("wishes", [(), (more("word", "harbour"), less("popularity"))])
def test_every_films_parts_are_those_of_its_explanation(model, wishes):
    history = History(("f0", "f3"), ("f1", "f5"), wishes)
    parts = model.score_parts(history)
    for position, film in enumerate(model.catalogue):
        if film.id not in history:
            own = {part: values[position] for part, values in parts.items()}
            told = model.explain(history, film.id).by_part
            assert own == pytest.approx({COMPANY if part == RELAYED else part: value for part, value in told.items()})
    assert np.sum(list(parts.values()), axis=0) == pytest.approx(model.rank(history).scores)


def test_every_films_parts_by_the_published_recipe_too():
    published, history = toy.recommender(recipe="published"), History(("f0", "f3"), ("f1",))
    parts = published.score_parts(history)
    for each in published.recommend(history, k=20):
        own = {part: values[published.catalogue.index[each.film.id]] for part, values in parts.items()}
        assert own == pytest.approx(each.by_part)


@pytest.mark.parametrize("company_films", [toy.FILMS, 9])
@pytest.mark.parametrize("by", ["content", "company"])
def test_similar_films_are_those_that_one_like_speaks_for_most(company_films, by):
    """Taken from the explanation of every other film for a history of this one alone."""
    model, expected = toy.recommender(company_films=company_films), {}
    for other in model.catalogue:
        if other.id != "f2":
            why = model.explain(History(("f2",)), other.id)
            company = sum(v for part, v in why.by_part.items() if part in (COMPANY, RELAYED))
            expected[other.id] = company if by == "company" else sum(why.by_part.values()) - company
    similar = model.similar("f2", by, k=5)
    assert [each.film.id for each in similar] == sorted(expected, key=expected.get, reverse=True)[:5]
    for rank, each in enumerate(similar, start=1):
        assert (each.rank, each.score) == (rank, pytest.approx(expected[each.film.id]))
        assert sum(each.by_part.values()) == pytest.approx(each.score)


def test_what_similar_films_can_not_be_asked_for(model):
    with pytest.raises(ConfigError, match="there is no company; ask by content"):
        model.by_content_alone().similar("f2", "company")
    with pytest.raises(ConfigError, match="published recipe, which can't tell content from company"):
        toy.recommender(recipe="published").similar("f2")
    with pytest.raises(ConfigError, match="by"):
        model.similar("f2", "popularity")
    with pytest.raises(ConfigError, match="k"):
        model.similar("f2", k=0)


def test_what_scores_are_made_of(model):
    assert model.modalities == ("text", "categorical", "image")
    assert model.parts == ("text", "categorical", "image", "company")
    assert toy.recommender(modalities=("image", "text")).parts == ("image", "text", "company")
    assert toy.recommender(recipe="published").parts == ("text", "categorical", "image")


def test_a_modality_that_is_not_read_says_nothing():
    blind = toy.recommender(modalities=("text", "categorical"))
    assert "image" not in blind.explain(History(("f0",)), "f1").by_part
    with pytest.raises(DataError, match="no film has any of the modalities smell: there is nothing to read"):
        toy.recommender(modalities=("smell",))


def test_there_are_no_more_films_than_there_are(model):
    everything = History(tuple(f"f{k}" for k in range(toy.FILMS)))
    assert model.recommend(everything, k=5) == ()
    assert len(model.recommend(History(("f0",)), k=500)) == toy.FILMS - 1


def test_a_film_with_nothing_is_ranked_by_who_liked_it(model):
    """It has no content, and stands where an average film does, moved by its company."""
    place = model.catalogue.index[toy.NOTHING]
    ranking = model.rank(History(("f0",)))
    assert np.isfinite(ranking.scores).all()
    assert ranking.rank(place) is not None


def test_unrated_films_are_placed_by_content(model):
    """The unrated film about a lighthouse stands above those that were rated and are about other things."""
    of_the_sea = History(("f0", "f6"))
    order = [model.catalogue.films[k].id for k in model.rank(of_the_sea).order]
    assert order.index(toy.UNRATED) < order.index("f4")
    assert order.index(toy.UNRATED) < order.index("f10")


def test_a_film_of_the_history_has_a_score_and_no_rank(model):
    why = model.explain(History(("f0", "f2")), "f0")
    assert why.rank is None
    assert np.isfinite(why.score)


def test_names_of_films_are_resolved(model):
    assert model.resolve(History(("Film 0", "f1"), ("film 2",))) == History(("f0", "f1"), ("f2",))


def test_an_unknown_film_lists_the_nearest(small_model):
    with pytest.raises(FilmNameError, match="no film is called 'The Salt Lanturn'") as caught:
        small_model.recommend(History(("The Salt Lanturn",)))
    assert caught.value.candidates[0] == "The Salt Lantern (1984)  [id 1]"


def test_an_empty_history(model):
    for ask in (model.recommend, model.rank, model.query, lambda history: model.explain(history, "f0")):
        with pytest.raises(HistoryError, match="the history is empty; name at least one film"):
            ask(History())


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
    again, other = toy.recommender(), toy.recommender(seed=4)
    assert again.model_hash == model.model_hash
    assert other.model_hash != model.model_hash
    assert other.data_hash == model.data_hash


def test_a_what_if_is_the_same_model_and_is_not_saved(model, tmp_path):
    for what_if in (model.weighing({"image": 2}), model.by_content_alone()):
        assert what_if.model_hash == model.model_hash
        with pytest.raises(ConfigError, match="a what-if of a model is not saved; save the model as it was learned"):
            what_if.save(tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_loaded_model_knows_its_hash(model, tmp_path):
    model.save(tmp_path / "model")
    again = Recommender.load(tmp_path / "model")
    assert again.learned_hash == again.model_hash == model.model_hash
    history = History(("f0", "f3"), ("f1",), (more("word", "harbour"),))
    assert again.explain(history, "f2") == model.explain(history, "f2")


def test_atoms_of_another_catalogue_are_refused():
    films = toy.catalogue()
    renamed = Catalogue(tuple(film.model_copy(update={"id": f"g{film.id}"}) for film in films))
    with pytest.raises(DataError, match="the atoms are of another catalogue"):
        Recommender.fit(renamed, toy.interactions(), toy.config(), encoded=toy.encoded())


def test_ratings_of_other_films_teach_nothing():
    catalogue = Catalogue((Film(id="x", title="X", genres=("Drama",)),))
    with pytest.raises(DataError, match="same ids"):
        Recommender.fit(catalogue, toy.interactions(), toy.config())


def test_viewers_without_a_like_teach_nothing():
    table = toy.interactions().table.assign(rating=2.0)
    with pytest.raises(DataError, match="no rating of at least 4"):
        Recommender.fit(toy.catalogue(), Interactions.from_frame(table), toy.config(), encoded=toy.encoded())


def test_every_error_is_one_that_callers_can_catch():
    import emde_core.errors as errors

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(kinds) > 5
    assert all(issubclass(kind, EmdeError) for kind in kinds)


def test_viewers_who_liked_two_films_are_counted(model):
    likes = toy.reactions().likes.toarray() > 0
    expected = (int((likes[:, 2] & likes[:, 4]).sum()), int(likes[:, 2].sum()))
    assert model.liked_together("f2", "f4") == expected
    with pytest.raises(ConfigError, match="published recipe, which keeps no count"):
        toy.recommender(recipe="published").liked_together("f2", "f4")
