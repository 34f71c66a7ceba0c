"""Films of which nothing is known but their titles: company alone tells who likes what."""

import pytest

from emde_core import Catalogue, Film, History, Recommender
from emde_core.errors import DataError
from emde_core.evaluate import protocol
from emde_core.evaluate.protocol import COLD, OURS
from emde_core.evaluate.swap_test import swap_test
from emde_core.sketch.encoded_catalogue import encode_catalogue
from tests import toy
from tests.evaluate import worlds


@pytest.fixture(scope="module")
def bare():
    """The toy world's films, by their titles alone."""
    return encode_catalogue(Catalogue(tuple(Film(id=f"f{k}", title=f"Film {k}") for k in range(toy.FILMS))))


@pytest.fixture(scope="module")
def model(bare):
    return Recommender.fit(bare.catalogue, toy.interactions(), toy.config(), encoded=bare)


def test_scores_are_made_of_company(model):
    assert model.modalities == ()
    assert model.parts == ("company",)
    why = model.explain(History(("f0", "f2"), ("f4",)), "f1")
    assert why.by_part == {"company": pytest.approx(why.score, abs=1e-12)}
    assert why.missing == ()
    assert why.company


def test_a_film_of_the_tail_is_explained_as_it_is_ranked(bare):
    """It counts as an average film: there is nothing that likeness could pass on to it."""
    short = Recommender.fit(bare.catalogue, toy.interactions(), toy.config(company_films=9), encoded=bare)
    tail = next(k for k in range(toy.FILMS) if k not in short.trained.model.head)
    liked, disliked = (f"f{k}" for k in short.trained.model.head[:2])
    why = short.explain(History((liked,), (disliked,)), f"f{tail}")
    assert why.by_part == {"relayed": pytest.approx(why.score, abs=1e-12)}


def test_it_is_saved_and_loaded(model, tmp_path):
    model.save(tmp_path / "model")
    again = Recommender.load(tmp_path / "model")
    history = History(("f0", "f2"), ("f4",))
    assert [r.film.id for r in again.recommend(history)] == [r.film.id for r in model.recommend(history)]


def test_the_published_recipe_needs_content(bare):
    with pytest.raises(DataError, match="no film has any content"):
        Recommender.fit(bare.catalogue, toy.interactions(), toy.config(recipe="published"), encoded=bare)


def test_there_is_no_content_to_exchange(bare):
    with pytest.raises(DataError, match="there is no content to exchange"):
        swap_test(bare, toy.interactions(), toy.config(), (0, 1))


def test_accuracy_is_measured_beside_the_peers_that_need_no_content():
    films = tuple(Film(id=film.id, title=film.title) for film in worlds.encoded().catalogue)
    results, _ = protocol.evaluate(encode_catalogue(Catalogue(films)), worlds.interactions(), toy.config(), (0,))
    assert {result.model for result in results if result.name == COLD} == {OURS, "chance"}
