from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from emde_core import Interactions
from emde_core.data.interactions import Reactions
from emde_core.evaluate import protocol
from emde_core.evaluate.splits import held_out_viewers
from tests import toy


@pytest.fixture(scope="module")
def planted():
    """120 viewers, each after one of the toy films' genres, who like half of it and little else."""
    generator, films = np.random.default_rng(5), toy.catalogue().films
    rows = []
    for viewer in range(120):
        genre = toy.GENRES[viewer % 5]
        for film in films:
            liked = generator.uniform() < (0.9 if genre in film.genres else 0.25)
            if generator.uniform() < 0.85:
                rows.append((f"v{viewer}", film.id, 5 if liked else 2))
    return Interactions.from_table(pd.DataFrame(rows, columns=["viewer", "film", "rating"]))


@pytest.fixture(scope="module")
def results(planted):
    return protocol.evaluate(toy.encoded(), planted, toy.config(), seeds=(0, 1))


def test_every_model_has_every_metric_best_first(results):
    models = {"EMDE closed_form", "EASE", "EASE, both reactions", "item-kNN", "popularity"}
    assert {(r.model, r.metric) for r in results} == {(m, k) for m in models for k in ("NDCG@20", "Recall@20")}
    for metric in ("NDCG@20", "Recall@20"):
        means = [r.mean for r in results if r.metric == metric]
        assert means == sorted(means, reverse=True)
    assert all(0 <= r.mean <= 1 and r.ci95 >= 0 and r.seeds == 2 and r.name == protocol.NAME for r in results)
    assert set(results[0].to_dict()) == {"name", "model", "metric", "mean", "ci95", "seeds"}


def test_ours_stands_level_with_ease_on_planted_tastes(results):
    mean = {r.model: r.mean for r in results if r.metric == "NDCG@20"}
    assert mean["EMDE closed_form"] > 0.95 * mean["EASE, both reactions"]
    assert mean["EMDE closed_form"] > mean["popularity"]


def test_the_same_call_gives_the_same_numbers(planted, results):
    assert protocol.evaluate(toy.encoded(), planted, toy.config(), seeds=(0, 1)) == results


def test_means_and_intervals_by_hand():
    values = {("A", "NDCG@20"): [np.array([0.0, 1.0, 0.5]), np.array([0.5])]}
    (result,) = protocol._results(values, 2)
    assert result.mean == 0.5
    assert result.ci95 == pytest.approx(1.96 * np.sqrt(((0.5**2) * 2) / 3) / 2)


def test_a_setting_is_chosen_on_viewers_of_the_training_part_alone(planted):
    """Two candidates: a constant, and one that knows the validation viewers' films; no test viewer is ever seen."""
    reactions = Reactions.of(planted, toy.catalogue(), 4, 3)
    split = held_out_viewers(reactions, 0)
    seen = []

    def good(train):
        seen.append(train.viewers)
        return protocol.baselines.ease(train, 10.0)

    def bad(train):
        seen.append(train.viewers)
        return lambda likes, _: np.zeros(likes.shape)

    assert protocol._choose([bad, good], split.train, 1000) is good
    assert protocol._choose([good, bad], split.train, 1000) is good
    assert all(set(viewers) < set(split.train.viewers) for viewers in seen)
    count = len(seen)
    assert protocol._choose([bad, good], split.train.rows(np.arange(4)), 1000) is bad  # too few to choose by
    assert protocol._choose([bad], split.train, 1000) is bad
    assert len(seen) == count


def test_every_model_gets_what_is_shown_and_nothing_else(planted):
    """A model that returns what it is given as scores must find none of the wanted films."""
    reactions = Reactions.of(planted, toy.catalogue(), 4, 3)
    split = held_out_viewers(reactions, 0)

    def cheat(likes, dislikes):
        return likes.toarray() + dislikes.toarray() + 1.0

    scores = cheat(split.likes, split.dislikes)
    assert (scores[split.wanted.toarray() > 0] == 1.0).all()
    measured = protocol._measure(cheat, split)
    assert measured["NDCG@20"].shape == (split.wanted.shape[0],)
