from __future__ import annotations

import numpy as np

from emde_core.evaluate.peers import likeness
from emde_core.evaluate.peers_marec import marec
from tests.evaluate.test_peers import COLD, FILMS, SHOWN, SHUNNED, cold_train, units

RIDGE = 4.0
WARM = [f for f in range(FILMS) if f not in COLD]


def expected_columns():
    """Weighted least squares for the likenesses, then a ridge regression for each cold film, by their definitions."""
    likes = cold_train().likes.toarray()
    likenesses = [likeness({name: unit}, centred=True) for name, unit in units().items()]
    for each in likenesses:
        np.fill_diagonal(each, 0)
    rows, targets = [], []
    for v in range(len(likes)):
        for f in WARM:
            root = 1.0 if likes[v, f] else np.sqrt(0.2)
            rows.append([root, *(root * likes[v] @ each[:, f] for each in likenesses)])
            targets.append(root * likes[v, f])
    design = np.array(rows)
    strengths = np.linalg.solve(design.T @ design, design.T @ np.array(targets))[1:]
    alike = sum(mu * each for mu, each in zip(strengths, likenesses, strict=True))
    gram = likes.T @ likes
    return {f: np.linalg.solve(gram + RIDGE * np.eye(FILMS), gram @ alike[:, f]) for f in COLD}


def test_a_cold_film_s_column_is_the_paper_s():
    found = marec(cold_train(), units(), RIDGE)(SHOWN, SHUNNED)
    for film, column in expected_columns().items():
        np.testing.assert_allclose(found[:, film], SHOWN @ column, atol=1e-10)


def test_films_with_ratings_are_left_to_others():
    assert not marec(cold_train(), units(), RIDGE)(SHOWN, SHUNNED)[:, WARM].any()


def test_what_nobody_is_like_says_nothing():
    """Sketches that are all the same give no film a score."""
    same = {"text": np.tile(units()["text"][:1], (FILMS, 1))}
    np.testing.assert_allclose(marec(cold_train(), same, RIDGE)(SHOWN, SHUNNED), 0, atol=1e-12)
