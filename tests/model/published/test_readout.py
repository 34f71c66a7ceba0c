from __future__ import annotations

import numpy as np
import pytest

from emde_core.model.published.codes import MISSING, CodeLayout
from emde_core.model.published.readout import Readout

LAYOUT = CodeLayout(("text", "image"), depth=3, width=2)
CODES = np.array(
    [
        [[0, 1, 0], [1, 1, 0]],
        [[1, 1, 1], [MISSING] * 3],
        [[MISSING] * 3, [0, 0, 1]],
        [[MISSING] * 3, [MISSING] * 3],
    ]
)
LOGITS = np.array([10.0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120])


@pytest.fixture
def readout():
    return Readout(LAYOUT, CODES)


def test_a_score_is_the_mean_over_the_codes_that_a_film_has_less_the_catalogues_mean(readout):
    """By hand: film 0 reads 10, 40, 50, 80, 100, 110; film 1 its text alone, 20, 40, 60; film 2 its poster alone."""
    means = np.array([(10 + 40 + 50 + 80 + 100 + 110) / 6, (20 + 40 + 60) / 3, (70 + 90 + 120) / 3])
    scores = readout.scores(LOGITS)
    np.testing.assert_allclose(scores[:3], means - means.mean())
    assert scores[3] == -np.inf


def test_many_viewers_at_once(readout):
    both = readout.scores(np.stack([LOGITS, -LOGITS]))
    assert both.shape == (2, 4)
    np.testing.assert_allclose(both[0, :3], readout.scores(LOGITS)[:3])
    np.testing.assert_allclose(both[1, :3], -both[0, :3])


def test_known_films(readout):
    assert readout.scorable.tolist() == [True, True, True, False]


def test_a_direction_reads_a_score_or_the_margin_to_a_rival(readout):
    scores = readout.scores(LOGITS)
    for film in range(3):
        assert readout.direction(film) @ LOGITS == pytest.approx(scores[film])
    assert readout.direction(0, rival=2) @ LOGITS == pytest.approx(scores[0] - scores[2])


def test_adding_a_number_to_every_logit_changes_no_score(readout):
    np.testing.assert_allclose(readout.scores(LOGITS + 1000.0)[:3], readout.scores(LOGITS)[:3], atol=1e-9)


def test_with_no_missing_modality_the_log_of_the_densities_product_gives_the_same_scores():
    """EMDE's readout: the geometric mean of softmax outputs; its logarithm differs by one number for all films."""
    codes = np.random.default_rng(0).integers(0, 2, (7, 2, 3))
    readout, rows = Readout(LAYOUT, codes), LAYOUT.rows(np.log1p(LOGITS))
    density = np.exp(rows) / np.exp(rows).sum(axis=-1, keepdims=True)
    product = np.array([np.prod([density[m, d, f[m, d]] for m in range(2) for d in range(3)]) for f in codes])
    logs = np.log(product) / 6
    np.testing.assert_allclose(readout.scores(np.log1p(LOGITS)), logs - logs.mean(), atol=1e-12)
