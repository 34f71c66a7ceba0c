from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.errors import DataError
from emde_core.evaluate.splits import LEAST_LIKES, held_out_viewers


def world(seed=0, viewers=60, films=37):
    stars = np.random.default_rng(seed).choice([0, 2, 3.5, 5], (viewers, films), p=[0.4, 0.2, 0.1, 0.3])
    matrices = (sparse.csr_array(chosen.astype(float)) for chosen in (stars == 5, stars == 2, stars > 0))
    return Reactions(*matrices, tuple(f"v{k}" for k in range(viewers))), stars


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_nothing_leaks(seed):
    reactions, stars = world()
    split = held_out_viewers(reactions, seed)
    likes, wanted, known = (m.toarray() > 0 for m in (split.likes, split.wanted, split.known))
    assert not (wanted & likes).any()
    assert not (wanted & known).any()
    assert not (wanted & (split.dislikes.toarray() > 0)).any()
    assert (likes <= known).all()
    assert wanted.any(axis=1).all()
    assert likes.any(axis=1).all()
    tested = [k for k in range(60) if f"v{k}" not in split.train.viewers]
    assert len(tested) == 12 == len(wanted)
    assert np.array_equal(known | wanted, stars[tested] > 0)
    assert np.array_equal(likes | wanted, stars[tested] == 5)
    assert np.array_equal(split.dislikes.toarray() > 0, stars[tested] == 2)


def test_four_fifths_of_the_likes_are_shown():
    reactions, _ = world()
    split = held_out_viewers(reactions, 0)
    for shown, wanted in zip(split.likes.toarray(), split.wanted.toarray(), strict=True):
        count = (shown > 0).sum() + (wanted > 0).sum()
        assert count >= LEAST_LIKES
        assert (shown > 0).sum() == min(count - 1, round(0.8 * count))


def test_the_seed_decides_and_the_reactions_stay_as_they_were():
    reactions, stars = world()
    first, again, other = (held_out_viewers(reactions, seed) for seed in (3, 3, 4))
    assert first.train.viewers == again.train.viewers
    assert np.array_equal(first.wanted.toarray(), again.wanted.toarray())
    assert first.train.viewers != other.train.viewers
    assert np.array_equal(reactions.likes.toarray() > 0, stars == 5)


def test_too_few_viewers_are_an_error_and_no_mean_of_nothing():
    reactions, _ = world()
    with pytest.raises(DataError, match="too few viewers to measure on: of 4"):
        held_out_viewers(reactions.rows(np.arange(4)), 0)
    shy = Reactions(reactions.likes * 0, reactions.dislikes, reactions.rated, reactions.viewers)
    shy.likes.eliminate_zeros()
    with pytest.raises(DataError, match="0 have at least 5 likes"):
        held_out_viewers(shy, 0)
