"""What a fitted model says. Its numbers are checked in test_reference.py, its sums in explain/test_sums.py."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core.errors import ConfigError
from tests import toy

LIKED, SHUNNED = np.array([0, 3]), np.array([0, 3]) + toy.FILMS
EVERY = np.arange(2 * toy.FILMS)


@pytest.fixture(scope="module")
def model():
    return toy.recommender().trained.model


def test_scores_are_sums_over_the_history_relative_to_the_mean(model):
    rows, rated = np.array([0, 3, 5 + toy.FILMS]), len(model.head)
    held = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])
    scores = model.scores(rows, held)[:, model.head]
    plain = model.matrix[[0, 3, 5 + rated]].astype(float)
    alone = plain - plain.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(scores, [alone.sum(axis=0), alone[1], np.zeros(rated)], atol=1e-12)
    np.testing.assert_allclose(scores.mean(axis=1), 0, atol=1e-12)
    np.testing.assert_allclose(model.attributions(rows, np.array([4, 1])), alone[:, [4, 1]], atol=1e-12)


def test_not_for_me_pushes_lookalikes_down_a_little(model):
    """A tenth as much as a like lifts them, in what films are; not in who watched them."""
    liked, shunned = (toy.content_of(model)[rows] for rows in (LIKED, SHUNNED))
    np.testing.assert_allclose(shunned, -0.1 * liked, atol=1e-12)
    assert model.weights(np.concatenate([LIKED, SHUNNED])).tolist() == [1, 1, -0.1, -0.1]


def test_a_film_that_nobody_rated_is_read_by_content_alone(model):
    """The catalogue's own unrated film, and the same read as one that is in no catalogue."""
    film = int(toy.UNRATED[1:])
    units = {m: unit[film] for m, unit in model.units.items()}
    known, new = model.column(film), model.unrated_column(units)
    np.testing.assert_allclose(new.gains, known.gains, rtol=1e-6)
    others = np.array([k for k in range(2 * toy.FILMS) if k % toy.FILMS != film])
    np.testing.assert_allclose(model.effects(others, new), model.effects(others, known), atol=1e-12)
    assert new.log_popularity == pytest.approx(known.log_popularity)


def test_a_film_of_nothing_new_is_an_average_one(model):
    nothing, rated = model.unrated_column({}), np.concatenate([model.head, toy.FILMS + model.head])
    assert not any(sketch.any() for sketch in nothing.sketches.values())
    liked, shunned = np.split(model.effects(rated, nothing) + model.row_means, 2)
    np.testing.assert_allclose(liked, model.popularity_unrated * model.cold.alpha)
    np.testing.assert_allclose(shunned, 0, atol=1e-12)


def test_content_alone_knows_neither_company_nor_popularity(model):
    alone = model.by_content_alone()
    np.testing.assert_allclose(alone.rows(EVERY), toy.content_of(alone), atol=1e-12)
    np.testing.assert_allclose(alone.effects(EVERY, alone.column(3)), alone.rows(EVERY)[:, 3], atol=1e-12)
    assert (alone.popularity == 1).all()
    assert (alone.gains == alone.gains[:, :1]).all()
    assert not alone.relative_log(alone.popularity).any()


def test_weights_of_1_change_nothing_also_for_a_film_that_nobody_rated(model):
    weighed = model.weighing({"text": 1.0, "image": 1})
    rows = np.concatenate([LIKED, SHUNNED])
    np.testing.assert_allclose(weighed.rows(rows), model.rows(rows), atol=1e-12)
    units = {m: unit[4] for m, unit in model.units.items()}
    np.testing.assert_allclose(
        *(each.effects(EVERY, each.unrated_column(units)) for each in (weighed, model)), atol=1e-12
    )


def test_half_of_company_is_half_of_it_for_every_film(model):
    halved, units = model.weighing({}, company=0.5), {m: unit[4] for m, unit in model.units.items()}
    content_matrix = toy.content_of(model)
    company = model.rows(EVERY) - content_matrix
    np.testing.assert_allclose(halved.rows(EVERY) - content_matrix, company / 2, atol=1e-12)
    np.testing.assert_allclose(halved.effects(EVERY, halved.column(3)), halved.rows(EVERY)[:, 3], atol=1e-12)
    again = halved.weighing({"text": 3.0}, company=0.2)
    weighed = toy.content_of(model, {"text": 3.0})
    np.testing.assert_allclose((again.rows(EVERY) - weighed)[:, model.head], company[:, model.head] / 10, atol=1e-12)
    np.testing.assert_allclose(again.rows(EVERY)[:, model.head].mean(axis=1), 0, atol=1e-12)
    new, other = (each.effects(EVERY, each.unrated_column(units)) for each in (model, halved))
    content = sum(
        g * model.sketches[m] @ (units[m] - model.means[m])
        for m, g in zip(model.modalities, model.unrated_column(units).gains, strict=True)
    )
    np.testing.assert_allclose(other[LIKED] - content[LIKED], (new[LIKED] - content[LIKED]) / 2, atol=1e-12)


@pytest.mark.parametrize(
    ("weights", "company", "said"),
    [
        ({"smell": 1}, 1.0, "no modality 'smell' to weigh; it has text, categorical, image"),
        ({"text": 17}, 1.0, "the weight of text must be a number from 0 to 16, not 17"),
        ({}, 1.1, "the weight of company must be a number from 0 to 1, not 1.1"),
        (dict.fromkeys(toy.WITHOUT, 0), 0.0, "nothing is left to rank by"),
    ],
)
def test_weights_that_make_no_sense(model, weights, company, said):
    with pytest.raises(ConfigError, match=said):
        model.weighing(weights, company)


def test_together_counts_viewers(model):
    likes = toy.reactions().likes.toarray() > 0
    films = range(toy.FILMS)
    assert [[model.together[i, j] for j in films] for i in films] == (likes.T.astype(int) @ likes).tolist()
    assert model.viewers == toy.VIEWERS
    shares = [likes.mean(axis=0), (toy.reactions().dislikes.toarray() > 0).mean(axis=0)]
    np.testing.assert_allclose(model.average, np.concatenate(shares))


@pytest.fixture(scope="module")
def short():
    """Company of the nine films with most ratings."""
    return toy.recommender(company_films=9).trained.model


def test_all_rated_films_have_company_where_no_more_may_have_it_than_there_are(model):
    assert [f"f{k}" for k in range(toy.FILMS) if k not in model.head] == sorted(toy.NOBODY_RATED)


@pytest.mark.parametrize("film", [int(film[1:]) for film in sorted(toy.NOBODY_RATED)])
def test_company_is_relayed_to_what_is_like_its_films(model, film):
    """A film of the tail gets what a film of the history says of the others that it is like."""
    places = model.head.tolist()
    row = places.index(0)
    company = model.rows(np.array([0]))[0] - toy.content_of(model)[0]
    passed = np.maximum(company, np.minimum(model.rows(np.array([0]))[0], 0))
    counting = passed * model.exposure.trust / model.temperature
    counting[0] = 0
    alike = sum(g[film] * (s[:] @ s[film]) for g, s in zip(model.gains, model.sketches.values(), strict=True))
    as_average = model.cold.alpha * model.popularity[film] - model.row_means[row]
    assert company[film] == pytest.approx(as_average + (counting * alike)[model.head].sum())
    assert abs((counting * alike)[model.head]).max() > 0


def test_the_head_are_the_films_with_most_ratings(short):
    fewest = short.exposure.ratings[short.head].min()
    tail = np.setdiff1d(np.arange(toy.FILMS), short.head)
    assert (len(short.head), short.matrix.shape) == (9, (18, 9))
    assert fewest >= short.exposure.ratings[tail].max()


def test_scores_are_relative_to_the_mean_of_the_head(short):
    np.testing.assert_allclose(short.rows(EVERY)[:, short.head].mean(axis=1), 0, atol=1e-12)


def test_a_film_of_the_tail_says_by_its_content_what_it_says(short):
    tail = np.setdiff1d(np.arange(toy.FILMS), short.head)
    rows = np.concatenate([tail, tail + toy.FILMS])
    np.testing.assert_allclose(short.rows(rows), toy.content_of(short)[rows], atol=1e-12)


@pytest.mark.parametrize("film", range(toy.FILMS))
def test_a_film_as_it_is_ranked_is_as_it_is_explained(short, film):
    for each in (short, short.weighing({"text": 3.0}, company=0.5), short.by_content_alone()):
        np.testing.assert_allclose(each.effects(EVERY, each.column(film)), each.rows(EVERY)[:, film], atol=1e-12)
