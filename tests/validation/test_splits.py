from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.errors import ConfigError, DataError
from emde_core.validation.metrics import ndcg
from emde_core.validation.splits import LEAST_LIKES, cold_split, few_ratings_split, warm_split

VIEWERS, FILMS, COLD = 60, 37, 7
SEEDS = pytest.mark.parametrize("seed", [0, 1, 2])


def world(seed=0):
    """Who rated what, and the stars behind it; 3.5 stars are neither a like nor a dislike."""
    stars = np.random.default_rng(seed).choice([0, 2, 3.5, 5], (VIEWERS, FILMS), p=[0.4, 0.2, 0.1, 0.3])
    matrices = (sparse.csr_array(chosen.astype(float)) for chosen in (stars == 5, stars == 2, stars > 0))
    return Reactions(*matrices, tuple(f"v{k}" for k in range(VIEWERS))), stars


def dense(split):
    return tuple(m.toarray() > 0 for m in (split.likes, split.dislikes, split.relevant, split.exclusions))


def learned_from(train):
    return tuple(m.toarray() for m in (train.likes, train.dislikes, train.rated))


def every_split(reactions, seed):
    cold = cold_split(reactions, seed)
    return warm_split(reactions, seed), cold.whole, cold.among_cold, few_ratings_split(reactions, seed, 3)


@SEEDS
def test_nothing_leaks(seed):
    reactions, _ = world()
    for split in every_split(reactions, seed):
        likes, dislikes, wanted, known = dense(split)
        assert not (wanted & (likes | dislikes | known)).any()
        assert ((likes | dislikes) <= known).all()
        assert wanted.any(axis=1).all()
        assert not set(split.train.viewers) & {reactions.viewers[k] for k in split.viewers}


@SEEDS
def test_held_out_viewers_are_split_into_shown_wanted_and_known(seed):
    reactions, stars = world()
    split = warm_split(reactions, seed)
    likes, dislikes, wanted, known = dense(split)
    assert len(split.viewers) == VIEWERS / 5
    assert [reactions.viewers[k] for k in split.viewers] == [
        v for v in reactions.viewers if v not in split.train.viewers
    ]
    tested = stars[split.viewers]
    assert np.array_equal(known | wanted, tested > 0)
    assert np.array_equal(likes | wanted, tested == 5)
    assert np.array_equal(dislikes, tested == 2)


def test_four_fifths_of_the_likes_are_shown():
    reactions, _ = world()
    likes, _, wanted, _ = dense(warm_split(reactions, 0))
    for shown, hidden in zip(likes.sum(axis=1), wanted.sum(axis=1), strict=True):
        assert shown + hidden >= LEAST_LIKES
        assert shown == min(shown + hidden - 1, round(0.8 * (shown + hidden)))


@SEEDS
def test_a_cold_film_has_no_rating_in_training_and_every_other_film_all_of_its_own(seed):
    reactions, _ = world()
    found = cold_split(reactions, seed)
    assert found.cold.sum() == COLD
    warm = warm_split(reactions, seed)
    for left, full in zip(learned_from(found.whole.train), learned_from(warm.train), strict=True):
        assert not left[:, found.cold].any()
        assert np.array_equal(left[:, ~found.cold], full[:, ~found.cold])


@SEEDS
def test_of_cold_films_nothing_is_shown_and_every_like_is_wanted(seed):
    reactions, stars = world()
    found, warm = cold_split(reactions, seed), warm_split(reactions, seed)
    likes, dislikes, wanted, known = dense(found.whole)
    tested = stars[found.whole.viewers]
    assert not (likes | dislikes)[:, found.cold].any()
    assert np.array_equal(wanted[:, found.cold], tested[:, found.cold] == 5)
    assert np.array_equal(known | wanted, tested > 0)
    rows = np.isin(warm.viewers, found.whole.viewers)
    for own, theirs in zip((likes, dislikes, wanted, known), dense(warm), strict=True):
        assert np.array_equal(own[:, ~found.cold], theirs[rows][:, ~found.cold])


@SEEDS
def test_only_viewers_who_like_a_cold_film_remain(seed):
    few = world()[0].without(np.arange(FILMS) % 3 != 0)
    found, warm = cold_split(few, seed), warm_split(few, seed)
    like = few.likes.toarray()[warm.viewers][:, found.cold].any(axis=1)
    assert 2 <= like.sum() < len(like)
    assert np.array_equal(found.whole.viewers, warm.viewers[like])


@SEEDS
def test_among_cold_films_they_alone_are_ranked(seed):
    reactions, _ = world()
    found = cold_split(reactions, seed)
    _, _, wanted, known = dense(found.among_cold)
    assert known[:, ~found.cold].all()
    assert not wanted[:, ~found.cold].any()
    whole_wanted, whole_known = dense(found.whole)[2:]
    assert np.array_equal(wanted[:, found.cold], whole_wanted[:, found.cold])
    assert np.array_equal(known[:, found.cold], whole_known[:, found.cold])


@SEEDS
@pytest.mark.parametrize("ratings", [0, 1, 3, 10])
def test_exactly_so_many_ratings_are_left_of_a_thinned_film(seed, ratings):
    reactions, _ = world()
    cold = cold_split(reactions, seed).cold
    split, full = few_ratings_split(reactions, seed, ratings), warm_split(reactions, seed).train
    counts = split.train.rated.toarray().sum(axis=0)
    assert np.array_equal(counts[cold], np.minimum(ratings, full.rated.toarray().sum(axis=0)[cold]))
    rated = split.train.rated.toarray() > 0
    for left, all_of_it in zip(learned_from(split.train), learned_from(full), strict=True):
        assert np.array_equal(left[:, ~cold], all_of_it[:, ~cold])
        assert np.array_equal(left, all_of_it * rated)


@SEEDS
def test_thinned_films_are_looked_for_in_the_whole_catalogue_however_many_ratings_they_keep(seed):
    reactions, stars = world()
    cold = cold_split(reactions, seed)
    for ratings in (0, 3):
        likes, dislikes, wanted, known = dense(few_ratings_split(reactions, seed, ratings))
        assert not wanted[:, ~cold.cold].any()
        assert np.array_equal(wanted[:, cold.cold], stars[cold.whole.viewers][:, cold.cold] == 5)
        assert np.array_equal(known | wanted, stars[cold.whole.viewers] > 0)
        assert np.array_equal(likes, dense(cold.whole)[0])
        assert np.array_equal(dislikes, dense(cold.whole)[1])


def test_a_film_keeps_the_ratings_that_it_has_with_fewer():
    reactions, _ = world()
    one, three, all_of_them = (few_ratings_split(reactions, 0, n).train.rated.toarray() for n in (1, 3, 1000))
    assert (one <= three).all()
    assert (three <= all_of_them).all()
    assert np.array_equal(all_of_them, warm_split(reactions, 0).train.rated.toarray())


@pytest.mark.parametrize("ratings", [-1, 1.5, "3"])
def test_no_number_of_ratings_but_a_whole_one(ratings):
    with pytest.raises(ConfigError, match="ratings must be"):
        few_ratings_split(world()[0], 0, ratings)


def test_the_seed_decides_and_the_reactions_stay_as_they_were():
    reactions, stars = world()
    for draw in (warm_split, lambda *given: cold_split(*given).whole, lambda *given: few_ratings_split(*given, 1)):
        first, again, other = (draw(reactions, seed) for seed in (3, 3, 4))
        assert first.train.viewers == again.train.viewers
        for one, two in zip(learned_from(first.train), learned_from(again.train), strict=True):
            assert np.array_equal(one, two)
        assert np.array_equal(first.relevant.toarray(), again.relevant.toarray())
        assert first.train.viewers != other.train.viewers
    assert np.array_equal(reactions.likes.toarray() > 0, stars == 5)
    assert np.array_equal(reactions.rated.toarray() > 0, stars > 0)


def test_a_metric_is_taken_of_what_is_known_and_wanted():
    split = warm_split(world()[0], 0)
    scores = np.random.default_rng(1).normal(size=split.relevant.shape)
    expected = ndcg(scores, split.exclusions.toarray() > 0, split.relevant.toarray() > 0)
    assert np.array_equal(split.measure(scores, ndcg), expected)


def test_too_few_viewers_are_an_error_and_no_mean_of_nothing():
    reactions, _ = world()
    with pytest.raises(DataError, match="too few viewers to measure on: of 4"):
        warm_split(reactions.rows(np.arange(4)), 0)
    shy = Reactions(reactions.likes * 0, reactions.dislikes, reactions.rated, reactions.viewers)
    shy.likes.eliminate_zeros()
    with pytest.raises(DataError, match="0 have at least 5 likes"):
        warm_split(shy, 0)


def test_cold_films_that_nobody_likes_are_an_error():
    reactions, _ = world()
    cold = cold_split(reactions, 0).cold
    with pytest.raises(DataError, match="too few held-out viewers like any of the films"):
        cold_split(reactions.without(cold), 0)
