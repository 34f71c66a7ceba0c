from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from emde_core.data.interactions import Reactions
from emde_core.model.calibration import Foldin, fit_sharpness, fit_temperature
from emde_core.sketch.codes import CodeLayout
from tests import toy

LAYOUT = CodeLayout(("text",), depth=2, width=4)


def one_hot(films):
    return LAYOUT.one_hot(np.random.default_rng(0).integers(0, 4, (films, 1, 2)))


def draw(kept=0.6, seed=0):
    reactions = toy.reactions()
    return reactions, Foldin.draw(reactions, one_hot(toy.FILMS), kept, np.random.default_rng(seed))


def test_a_fold_in_splits_likes_and_shows_every_dislike():
    reactions, fold = draw()
    seen, wanted = fold.seen.toarray(), fold.wanted.toarray()
    assert ((seen > 0) & (wanted > 0)).sum() == 0
    assert (wanted.sum(axis=1) > 0).all()
    rows = {tuple(row) for row in (reactions.likes + reactions.dislikes).toarray()}
    assert {tuple(row) for row in seen + wanted} <= rows
    assert fold.sketches.shape == (len(seen), 2 * LAYOUT.size)
    assert (fold.sketches.sum(axis=1) == LAYOUT.depth * seen.sum(axis=1)).all()


def test_a_fold_in_leaves_the_reactions_as_they_were():
    reactions, _ = draw()
    assert np.array_equal(reactions.likes.toarray(), toy.reactions().likes.toarray())


def fold_of(seen, wanted):
    return Foldin(np.zeros((len(seen), 1)), sparse.csr_array(np.array(seen)), sparse.csr_array(np.array(wanted)))


def test_temperature_finds_the_scale_that_made_the_choices():
    """4,000 viewers choose one of 9 films with the softmax of 2.5 times the scores."""
    generator = np.random.default_rng(5)
    scores = generator.normal(size=(4000, 9))
    wanted = (2.5 * scores + generator.gumbel(size=scores.shape)).argmax(axis=1)
    fold = fold_of(np.zeros((4000, 9)), np.eye(9)[wanted])
    assert fit_temperature(scores, fold) == pytest.approx(2.5, rel=0.1)


def test_films_already_seen_do_not_count_for_the_temperature():
    scores = np.array([[50.0, 1.0, 0.0]] * 60 + [[50.0, 0.0, 1.0]] * 20)
    fold = fold_of([[1.0, 0, 0]] * 80, [[0, 1.0, 0]] * 80)
    assert fit_temperature(scores, fold) == pytest.approx(np.log(3), rel=1e-3)  # three to one is a log odds of log 3


def test_a_film_that_can_not_be_scored_does_not_spoil_the_temperature():
    scores = np.array([[1.0, 0.0, -np.inf]] * 60 + [[0.0, 1.0, -np.inf]] * 20)
    plain = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 80)
    wanting = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 79 + [[1.0, 0, 1.0]])
    hopeless = fold_of(np.zeros((80, 3)), [[1.0, 0, 0]] * 79 + [[0, 0, 1.0]])
    assert fit_temperature(scores, plain) == pytest.approx(np.log(3), rel=1e-3)
    assert fit_temperature(scores, wanting) == pytest.approx(np.log(3), rel=1e-3)
    assert fit_temperature(scores, hopeless) == pytest.approx(np.log(60 / 19), rel=1e-3)


def test_nothing_that_could_be_found_leaves_scores_as_they_are():
    scores = np.array([[1.0, -np.inf]])
    assert fit_temperature(scores, fold_of([[0.0, 0]], [[0, 1.0]])) == 1.0


def test_sharpness_has_the_least_cross_entropy_with_the_target_sketch():
    generator, codes = np.random.default_rng(1), one_hot(toy.FILMS)
    _, fold = draw()
    logits = generator.normal(size=(len(fold.sketches), LAYOUT.size)) + 3 * (fold.wanted @ codes).toarray()
    found = fit_sharpness(logits, fold, codes, LAYOUT)

    def loss(scale):
        total = 0.0
        target = (fold.wanted @ codes).toarray()
        for v in range(len(logits)):
            for row in range(2):
                cells = range(4 * row, 4 * row + 4)
                log_sum = np.log(sum(np.exp(scale * logits[v, j]) for j in cells))
                total -= sum(target[v, j] * (scale * logits[v, j] - log_sum) for j in cells)
        return total

    assert loss(found) < min(loss(0.97 * found), loss(1.03 * found), loss(1.0))


def test_a_fitted_models_scales_change_no_ranking():
    model = toy.recommender().trained
    from emde_core.model.closed_form import fit_closed_form

    hot = model.readout.layout.one_hot(model.readout.codes)
    plain = fit_closed_form(toy.reactions(), hot, model.readout.matrix, model.config.closed_form)
    sketches = np.random.default_rng(0).poisson(1.0, (8, 2 * model.readout.layout.size)).astype(float)
    known = model.readout.known
    ours = model.readout.scores(model.model.logits(sketches))[:, known]
    raw = model.readout.scores(plain.logits(sketches))[:, known]
    assert np.array_equal(np.argsort(ours), np.argsort(raw))
    assert np.isfinite(model.model.sharpness)
    temperature = np.median(ours / raw)
    assert 1e-2 < temperature < 1e2  # a sane fit, though film 9, which viewers like, can't be scored


def test_reactions_without_enough_viewers_to_calibrate_on():
    one = toy.reactions().rows([0])
    from emde_core.model.sketch_model import SketchModel

    trained = toy.recommender().trained
    model = SketchModel.fit(Reactions(one.likes, one.dislikes, one.rated, one.viewers), trained.readout, trained.config)
    assert model.sharpness == 1.0
