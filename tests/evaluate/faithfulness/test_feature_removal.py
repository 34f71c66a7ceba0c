"""Exact and real removal against what they are said to be, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from emde_core import History
from emde_core.evaluate.faithfulness.feature_removal import (
    features_of,
    film_without,
    painted,
    removals,
)
from emde_core.evaluate.faithfulness.planted_drivers import planted_word, wishing
from emde_core.explain.case import Case
from emde_core.explain.query import Query
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.portrait import Portrait
from emde_core.text.words import Span, is_function_word, without
from tests import toy

HISTORY = History(("1", "4", "7"), ("10",))
FILM = "3"


@pytest.fixture(scope="module")
def asked(small_model) -> Case:
    """A case of a film with a plot, categories and a poster."""
    return Case(small_model.query(HISTORY), small_model.catalogue.index[FILM])


@pytest.fixture(scope="module")
def features(asked):
    return features_of(asked)


@pytest.fixture(scope="module")
def found(small_model, features):
    generator = np.random.default_rng(3)
    return {each.kind: each for each in removals(features, small_model.catalogue[FILM], generator)}


def test_values_are_those_that_people_are_told(small_model, features):
    why = small_model.explain(HISTORY, FILM)
    for modality, told in ((TEXT, why.words), (CATEGORICAL, why.categories), (IMAGE, why.regions)):
        np.testing.assert_allclose(features[modality].values, [each.value for each in told], atol=1e-12)


@pytest.mark.parametrize("modality", [TEXT, CATEGORICAL, IMAGE])
def test_exact_removal_costs_the_values_of_what_is_removed(features, modality):
    each = features[modality]
    for gone in ([0], [1, 4], [0, 2, 3]):
        lost = each.reading.exact_drop(np.isin(each.owners, gone))
        assert lost == pytest.approx(each.values[gone].sum(), abs=1e-12)
    assert each.reading.exact_drop(np.zeros(len(each.owners), dtype=bool)) == pytest.approx(0, abs=1e-12)


def test_really_deleting_words_is_reading_the_plot_without_them(small_model, asked, features):
    """By hand: another film with the shorter plot, in this one's place, with its gain."""
    trained, film = small_model.trained, small_model.catalogue[FILM]
    why = small_model.explain(HISTORY, FILM)
    gone = [2, 5, 6]
    plot = without(film.plot, *(Span(why.words[k].start, why.words[k].end) for k in gone))
    other = Portrait.of_new(trained.encoded, film.model_copy(update={"plot": plot}))
    model, m = trained.model, trained.model.modalities.index(TEXT)
    read = model.gains[m, asked.film] * sum(
        weight * (model.sketches[TEXT][watched] @ (other.by_modality[TEXT].unit - model.means[TEXT]))
        for watched, weight in zip(asked.query.positions, (1, 1, 1, -0.1), strict=True)
    )
    each = features[TEXT]
    (lost,) = each.reading.drops(each.reading.read([each.without(gone)]))
    assert lost == pytest.approx(why.by_part[TEXT] - read, abs=1e-9)


def test_the_strongest_three_are_compared_with_sets_of_three(features, found):
    for kind, modality in (("words", TEXT), ("categories", CATEGORICAL), ("regions", IMAGE)):
        each, removal = features[modality], found[kind]
        top = np.argsort(-each.values)[:3].tolist()
        (lost,) = each.reading.drops(each.reading.read([each.without(top)]))
        assert removal.drop == pytest.approx(lost)
        assert removal.error < 1e-12
        assert 0 <= removal.wins <= 1
        assert removal.exact_wins >= 0.8, "a set that is drawn may be the same"


def test_a_correlation_ranks_values_beside_what_deleting_each_alone_costs(features, found):
    from scipy.stats import spearmanr

    each = features[CATEGORICAL]
    alone = [each.reading.drops(each.reading.read([each.without([k])]))[0] for k in range(each.count)]
    assert found["categories"].correlation == pytest.approx(spearmanr(each.values, alone).statistic)


def test_content_words_are_measured_by_themselves(small_model, features, found):
    why = small_model.explain(HISTORY, FILM)
    meaning = np.array([not is_function_word(word.text) for word in why.words])
    assert 3 < meaning.sum() < len(meaning)
    top = [k for k in np.argsort(-features[TEXT].values) if meaning[k]][:3]
    (lost,) = features[TEXT].reading.drops(features[TEXT].reading.read([features[TEXT].without(top)]))
    assert found["content words"].drop == pytest.approx(lost)


def test_random_sets_are_drawn_anew_for_another_seed(small_model, features):
    def drops(seed):
        generator = np.random.default_rng(seed)
        only = {CATEGORICAL: features[CATEGORICAL]}
        return [each.random_drop for each in removals(only, small_model.catalogue[FILM], generator)]

    assert drops(1) == drops(1)
    assert drops(1) != drops(2)


def test_a_film_without_some_categories_has_all_others(small_model):
    film = small_model.catalogue[FILM]
    decade = ("decade", film.decade)
    bare = film_without(film, [("genre", film.genres[0]), ("cast", film.cast[1]), decade])
    assert bare.genres == film.genres[1:]
    assert bare.cast == (film.cast[0], *film.cast[2:])
    assert (bare.year, bare.decade) == (None, None)
    assert (bare.directors, bare.plot, bare.languages) == (film.directors, film.plot, film.languages)
    assert film_without(film, [("cast", film.directors[0])]).directors == film.directors, "in another field"


def test_painted_patches_have_the_mean_colour_and_no_other_pixel_changes():
    pixels = np.zeros((6, 9, 3), dtype=np.uint8)
    pixels[:2] = (90, 30, 60)
    made = np.array(painted(Image.fromarray(pixels), np.array([[2, 1, 3, 3], [0, 0, 3, 3]])))
    assert (made[4:6, 3:6] == (30, 10, 20)).all()
    assert (made[:2, :3] == (30, 10, 20)).all()
    untouched = np.ones((6, 9), dtype=bool)
    untouched[4:6, 3:6] = untouched[:2, :3] = False
    assert (made[untouched] == pixels[untouched]).all()


def test_a_word_that_is_wished_for_is_found(features):
    each = features[TEXT]
    for word in (1, 7):
        wished = wishing(each, word)
        values = np.bincount(each.owners, wished.values, each.count)
        assert int(np.argmax(values)) == word
        assert values[word] > each.values[word]
    (planting,) = planted_word(each, np.random.default_rng(0))
    assert planting.hit


def test_a_model_without_atoms_has_no_features():
    trained = toy.recommender(recipe="published").trained
    case = Case.of_best(Query.of_positions(trained, np.array([0, 1, 2, 4]), np.array([3])))
    assert features_of(case) == {}
