from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.errors import ConfigError
from emde_core.evaluate import peers

FILMS = 8
LIKES = np.random.default_rng(0).integers(0, 2, (23, FILMS)).astype(float)
DISLIKES = (1 - LIKES) * np.random.default_rng(1).integers(0, 2, (23, FILMS))
SHOWN, SHUNNED = (sparse.csr_array(np.random.default_rng(s).integers(0, 2, (3, FILMS)).astype(float)) for s in (2, 3))
COLD = [2, 5]
LACKS = 6  # a modality


def reactions(likes=LIKES, dislikes=DISLIKES):
    matrices = (sparse.csr_array(each) for each in (likes, dislikes, likes + dislikes))
    return Reactions(*matrices, tuple(map(str, range(len(likes)))))


TRAIN = reactions()


def units():
    """Sketches of length 1 in two modalities; film 5 is as film 1, and film 6 lacks one modality."""
    generator, found = np.random.default_rng(4), {}
    for name, size in (("text", 7), ("categorical", 9)):
        drawn = generator.normal(size=(FILMS, size))
        drawn[5] = drawn[1]
        if name == "text":
            drawn[LACKS] = 0
        found[name] = drawn / np.maximum(np.linalg.norm(drawn, axis=1, keepdims=True), 1e-9)
    return found


def constrained_ridge(inputs, target, own, ridge):
    """argmin |target - inputs b|^2 + b' diag(ridge) b with b[own] = 0, solved without that column."""
    others = [j for j in range(inputs.shape[1]) if j != own]
    kept = inputs[:, others]
    weights = np.zeros(inputs.shape[1])
    weights[others] = np.linalg.solve(kept.T @ kept + np.diag(np.array(ridge)[others]), kept.T @ target)
    return weights


def columns(likes, ridge):
    return np.stack([constrained_ridge(likes, likes[:, f], f, ridge) for f in range(likes.shape[1])], axis=1)


def test_ease_is_its_definition():
    """Each film's regression on the others, arXiv 1905.03375 eq. 2 with the zero diagonal of eq. 3."""
    weights = columns(LIKES, [4.0] * FILMS)
    np.testing.assert_allclose(peers.ease(TRAIN, 4.0)(SHOWN, SHUNNED), SHOWN.toarray() @ weights, atol=1e-9)


def test_edlae_is_ease_with_a_ridge_that_grows_with_a_films_likes():
    """p / (1 - p) times how often it is liked, as dropping it out with probability p does; beside a constant."""
    weights = columns(LIKES, 0.2 / 0.8 * LIKES.sum(axis=0) + 4.0)
    found = peers.edlae(TRAIN, dropout=0.2, ridge=4.0)(SHOWN, SHUNNED)
    np.testing.assert_allclose(found, SHOWN.toarray() @ weights, atol=1e-9)


def test_ease_on_both_reactions_is_its_definition():
    both, ridge = np.hstack([LIKES, DISLIKES]), [4.0] * FILMS + [9.0] * FILMS
    weights = np.stack([constrained_ridge(both, LIKES[:, f], f, ridge) for f in range(FILMS)], axis=1)
    shown = np.hstack([SHOWN.toarray(), SHUNNED.toarray()])
    np.testing.assert_allclose(peers.ease_both(TRAIN, (4.0, 9.0))(SHOWN, SHUNNED), shown @ weights, atol=1e-9)


def test_item_knn_by_hand():
    found = peers.item_knn(TRAIN, 3)(SHOWN, SHUNNED)
    cosine = np.zeros((FILMS, FILMS))
    for f in range(FILMS):
        for g in range(FILMS):
            if f != g:
                cosine[f, g] = LIKES[:, f] @ LIKES[:, g] / np.sqrt(LIKES[:, f].sum() * LIKES[:, g].sum())
    for v in range(3):
        for f in range(FILMS):
            nearest = sorted(range(FILMS), key=lambda g: -cosine[f, g])[:3]
            assert found[v, f] == pytest.approx(sum(cosine[f, g] for g in nearest if SHOWN.toarray()[v, g]))


def test_more_neighbours_than_films_are_all_of_them():
    every = peers.item_knn(TRAIN, FILMS)(SHOWN, SHUNNED)
    np.testing.assert_array_equal(peers.item_knn(TRAIN, 500)(SHOWN, SHUNNED), every)
    with pytest.raises(ConfigError, match="neighbours"):
        peers.item_knn(TRAIN, 0)


def test_popularity_counts_likes_and_is_the_same_for_everyone():
    found = peers.popularity(TRAIN)(SHOWN, SHUNNED)
    assert found.tolist() == [LIKES.sum(axis=0).tolist()] * 3


def test_a_film_that_nobody_likes_scores_finitely():
    lonely = LIKES.copy()
    lonely[:, 2] = 0
    train = reactions(lonely)
    fits = (peers.ease(train, 4.0), peers.ease_both(train, (4.0, 9.0)), peers.edlae(train, 0.2, 4.0))
    for score in (*fits, peers.item_knn(train, 3)):
        assert np.isfinite(score(SHOWN, SHUNNED)).all()


@pytest.mark.parametrize("centred", [False, True])
def test_the_cosine_adds_up_likenesses_to_the_liked_films(centred):
    read = units()
    found = peers.cosine(TRAIN, read, centred=centred)(SHOWN, SHUNNED)
    for v in range(3):
        for f in range(FILMS):
            expected = 0.0
            for name, unit in read.items():
                having = [k for k in range(FILMS) if (name, k) != ("text", LACKS)]
                mean = sum(unit[k] for k in having) / len(having) if centred else 0 * unit[0]
                liked = [k for k in having if SHOWN.toarray()[v, k]]
                expected += sum((unit[f] - mean) @ (unit[k] - mean) for k in liked if f in having)
            assert found[v, f] == pytest.approx(expected)


def test_the_cosine_learns_nothing_from_ratings():
    other = reactions(1 - LIKES, np.zeros_like(LIKES))
    one, two = (peers.cosine(train, units(), centred=True)(SHOWN, SHUNNED) for train in (TRAIN, other))
    np.testing.assert_array_equal(one, two)


def cold_train():
    likes, dislikes = LIKES.copy(), DISLIKES.copy()
    likes[:, COLD] = dislikes[:, COLD] = 0
    return reactions(likes, dislikes)


def carried_columns(train, ridge, content_ridge):
    """EASE's matrix, the identity being what is shown, and the same with columns carried over."""
    everything = sparse.csr_array(np.eye(FILMS))
    carried = peers.carried_over(train, units(), ridge, content_ridge)
    return peers.ease(train, ridge)(everything, None), carried(everything, None)


def test_columns_of_cold_films_are_carried_over_by_kernel_ridge():
    ease, found = carried_columns(cold_train(), 4.0, 0.5)
    warm = [f for f in range(FILMS) if f not in COLD]
    np.testing.assert_allclose(found[:, warm], ease[:, warm], atol=1e-12)
    like = peers.cosine(TRAIN, units(), centred=True)(sparse.csr_array(np.eye(FILMS)), None)
    for f in COLD:
        weights = np.linalg.solve(like[warm][:, warm] + 0.5 * np.eye(len(warm)), like[warm, f])
        np.testing.assert_allclose(
            found[:, f], sum(w * ease[:, k] for w, k in zip(weights, warm, strict=True)), atol=1e-9
        )


def test_a_cold_film_gets_the_column_of_one_that_is_just_like_it():
    ease, found = carried_columns(cold_train(), 4.0, 1e-6)
    np.testing.assert_allclose(found[:, 5], ease[:, 1], atol=1e-4)


def test_without_cold_films_it_is_ease():
    ease, found = carried_columns(TRAIN, 4.0, 0.5)
    np.testing.assert_allclose(found, ease, atol=1e-12)


def test_chance_is_another_order_for_each_viewer_and_the_same_every_time():
    chance = peers.chance(TRAIN)
    orders = np.argsort(chance(SHOWN, SHUNNED), axis=1)
    assert len({tuple(order) for order in orders.tolist()}) == 3
    assert np.array_equal(orders, np.argsort(chance(SHOWN, SHUNNED), axis=1))
