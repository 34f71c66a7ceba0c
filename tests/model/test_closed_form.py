from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.config import ClosedFormConfig
from emde_core.data.interactions import Reactions
from emde_core.model import closed_form
from emde_core.model.closed_form import fit_closed_form
from emde_core.model.readout import Readout
from emde_core.sketch.codes import MISSING, CodeLayout
from tests import toy

FILMS, VIEWERS = 13, 29
LAYOUT = CodeLayout(("text", "image"), depth=3, width=4)


def reactions(seed=0, viewers=VIEWERS):
    generator = np.random.default_rng(seed)
    stars = generator.choice([0, 1, 3, 5], size=(viewers, FILMS), p=[0.4, 0.1, 0.15, 0.35])
    likes, dislikes = (sparse.csr_array((stars == s).astype(float)) for s in (5, 1))
    return Reactions(likes, dislikes, sparse.csr_array((stars > 0).astype(float)), tuple(map(str, range(viewers))))


def readout(seed=1):
    codes = np.random.default_rng(seed).integers(0, 4, (FILMS, 2, 3))
    codes[4, 0] = codes[6, 1] = MISSING
    return Readout(LAYOUT, codes)


def fit(space, seen=None, config=None):
    films = readout()
    return fit_closed_form(seen or reactions(), LAYOUT.one_hot(films.codes), films.matrix, config or CONFIG, space)


CONFIG = ClosedFormConfig(ridge_likes=1.5, ridge_dislikes=4.0, keep_likes=0.25, keep_dislikes=0.8)


def test_both_ways_of_solving_are_one_map():
    over_films, over_sketch = fit("films"), fit("sketch")
    identity = np.eye(2 * LAYOUT.size)
    expected = over_sketch.logits(identity)
    np.testing.assert_allclose(over_films.logits(identity), expected, atol=1e-6 * np.abs(expected).max())
    assert over_films.core.shape == (2 * FILMS, FILMS)
    assert over_sketch.core.shape == (2 * LAYOUT.size, LAYOUT.size)


@pytest.mark.parametrize(("width", "space"), [(2, "sketch"), (4, "films")])
def test_it_solves_where_there_are_fewer_unknowns(width, space):
    layout = CodeLayout(("text", "image"), depth=3, width=width)  # 12 or 24 positions, 13 films
    codes = np.random.default_rng(0).integers(0, width, (FILMS, 2, 3))
    films = Readout(layout, codes)
    assert fit_closed_form(reactions(), layout.one_hot(codes), films.matrix, CONFIG).space == space


@pytest.mark.parametrize("space", ["films", "sketch"])
def test_rates_are_the_transpose_of_logits(space):
    linear, generator = fit(space), np.random.default_rng(0)
    sketch, direction = generator.normal(size=2 * LAYOUT.size), generator.normal(size=LAYOUT.size)
    assert linear.logits(sketch) @ direction == pytest.approx(sketch @ linear.rates(direction), rel=1e-9)
    logits = linear.logits(sketch)
    np.testing.assert_allclose(linear.scaled(2.5).logits(sketch), 2.5 * logits, atol=1e-6 * np.abs(logits).max())


@pytest.mark.parametrize("space", ["films", "sketch"])
def test_viewers_stream_in_any_number_of_parts(space, monkeypatch):
    whole = fit(space).core
    monkeypatch.setattr(closed_form, "VIEWERS_AT_ONCE", 4)
    np.testing.assert_allclose(fit(space).core, whole, rtol=1e-5, atol=1e-6 * np.abs(whole).max())


def test_the_order_of_viewers_and_viewers_who_say_nothing_change_nothing():
    seen = reactions()
    shuffled = seen.rows(np.random.default_rng(0).permutation(VIEWERS))
    whole = fit("sketch", seen).core
    np.testing.assert_allclose(fit("sketch", shuffled).core, whole, atol=1e-6 * np.abs(whole).max())
    empty = sparse.csr_array((5, FILMS))
    silent = Reactions(
        sparse.csr_array(sparse.vstack([seen.likes, empty])),
        sparse.csr_array(sparse.vstack([seen.dislikes, empty])),
        sparse.csr_array(sparse.vstack([seen.rated, empty])),
        tuple(map(str, range(VIEWERS + 5))),
    )
    np.testing.assert_allclose(fit("sketch", silent).core, whole, atol=1e-6 * np.abs(whole).max())


def test_with_a_bucket_for_each_film_and_likes_alone_it_is_the_denoising_linear_autoencoder():
    """S = T = I and mu near 0: B = (q^2 G + q(1-q) N + l I)^-1 q(1-q) (G - N), G = X'X, N its diagonal.

    That is Steck (NeurIPS 2020), asked only for what is dropped.
    """
    layout = CodeLayout(("text",), depth=1, width=16)
    codes = np.arange(FILMS).reshape(FILMS, 1, 1)
    films, seen = Readout(layout, codes), reactions()
    nothing = sparse.csr_array(seen.dislikes.shape)
    likes_only = Reactions(seen.likes, nothing, seen.likes, seen.viewers)
    config = ClosedFormConfig(
        ridge_likes=2.0, keep_likes=0.4, collision_ridge=1e-9, viewer_weight_power=0.0, ridge_dislikes=1.0
    )
    linear = fit_closed_form(likes_only, layout.one_hot(codes), films.matrix, config)
    gram = (seen.likes.T @ seen.likes).toarray()
    counts, q = np.diag(np.diag(gram)), 0.4
    expected = np.linalg.solve(q * q * gram + q * (1 - q) * counts + 2.0 * np.eye(FILMS), q * (1 - q) * (gram - counts))
    found = linear.logits(np.eye(32))[:FILMS, :FILMS]
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_liking_a_film_that_goes_with_another_speaks_for_it_and_disliking_it_speaks_against():
    """Films 0 and 1 are liked together and disliked together by everyone; film 2 goes with nothing."""
    layout = CodeLayout(("text",), depth=2, width=4)
    codes = np.array([[[0, 0]], [[1, 1]], [[2, 2]]])
    films = Readout(layout, codes)
    likes = sparse.csr_array(np.array([[1, 1, 0]] * 10 + [[0, 0, 1]] * 10 + [[0, 0, 0]] * 10, dtype=float))
    dislikes = sparse.csr_array(np.array([[0, 0, 0]] * 10 + [[1, 1, 0]] * 10 + [[0, 0, 0]] * 10, dtype=float))
    seen = Reactions(likes, dislikes, sparse.csr_array(likes + dislikes), tuple(map(str, range(30))))
    linear = fit_closed_form(seen, layout.one_hot(codes), films.matrix, CONFIG)
    liked, disliked = np.zeros(16), np.zeros(16)
    liked[[0, 4]], disliked[[8, 12]] = 1, 1
    after_like, after_dislike = films.scores(linear.logits(liked)), films.scores(linear.logits(disliked))
    assert after_like[1] > after_like[0] > after_like[2] - 1
    assert after_like[1] > 0 > after_like[2]
    assert after_dislike[2] > 0 > after_dislike[1]


def test_on_planted_tastes_the_closed_form_ranks_like_ease():
    """Two groups of films, each liked by its own viewers: who is shown one film must be given its group."""
    from emde_core.evaluate.baselines import ease

    generator, films, viewers = np.random.default_rng(3), 14, 60
    group = np.arange(films) % 2
    chance = np.where(group[None] == (np.arange(viewers) % 2)[:, None], 0.7, 0.05)
    likes = sparse.csr_array((generator.uniform(size=chance.shape) < chance).astype(float))
    seen = Reactions(likes, sparse.csr_array(likes.shape), likes, tuple(map(str, range(viewers))))
    layout = CodeLayout(("text",), depth=6, width=8)
    code = Readout(layout, generator.integers(0, 8, (films, 1, 6)))
    one_hot = layout.one_hot(code.codes)
    linear = fit_closed_form(seen, one_hot, code.matrix, CONFIG)
    shown = sparse.csr_array(np.eye(films))
    sketches = np.hstack([(shown @ one_hot).toarray(), np.zeros((films, layout.size))])
    ours, theirs = code.scores(linear.logits(sketches)), ease(seen, 10.0)(shown, shown)
    for scores in (ours, theirs):
        np.fill_diagonal(scores, -np.inf)
        best = np.argsort(-scores, axis=1)[:, :5]
        assert (group[best] == group[:, None]).mean() > 0.95


def test_the_default_world_has_asymmetric_sizes():
    """Guards the fixtures: a swapped axis could not fail where two sizes are equal."""
    world = toy.recommender().trained
    sizes = [toy.FILMS, toy.VIEWERS, toy.DEPTH, toy.WIDTH, len(world.readout.layout.modalities)]
    dims = [each.vectors.shape[1] for each in world.embeddings.values()]
    assert len({*sizes, *dims}) == len(sizes) + len(dims)
