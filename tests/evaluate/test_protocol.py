from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from emde_core.artifacts.results import ResultRow, less_ours
from emde_core.errors import ConfigError, DataError
from emde_core.evaluate import protocol
from emde_core.evaluate.protocol import COLD, FEW, OURS, WARM
from emde_core.schema import CATEGORICAL
from emde_core.validation.metrics import ndcg, rank_percentile
from emde_core.validation.splits import Split, cold_split, few_ratings_split, warm_split
from tests import toy
from tests.evaluate import worlds

WARM_MODELS = {OURS, "ours without content", "EASE", "EASE, both reactions", "EDLAE", "DEQL", "RP3beta", "item-kNN"}
WARM_MODELS |= {"popularity"} | (set() if protocol.missing_peers() else {"iALS", "SLIM"})
COSINES = {"cosine of all content", "cosine of categories", "cosine of categories, centred"}
CARRIED = "EASE carried over"


def evaluate(seeds=(0, 1), **changes):
    return protocol.evaluate(worlds.encoded(), worlds.interactions(), toy.config(**changes), seeds)


@pytest.fixture(scope="module")
def measured():
    return evaluate()


@pytest.fixture(scope="module")
def results(measured):
    return measured[0]


def test_every_model_has_every_metric_of_its_protocol(results):
    expected = [(WARM, model, metric) for model in WARM_MODELS for metric in ("NDCG@20", "Recall@20")]
    cold = {OURS, CARRIED, "MARec", "chance", *COSINES}
    expected += [(COLD, model, metric) for model in cold for metric in ("NDCG@10", "NDCG@20")]
    expected += [(COLD, model, "NDCG@20 in the whole catalogue") for model in (OURS, CARRIED)]
    expected += [(FEW, OURS, f"rank percentile, {count} ratings") for count in (0, 1, 3, 10)]
    assert Counter((r.name, r.model, r.metric) for r in results) == Counter(expected)


def test_peers_whose_package_is_missing_are_named_and_left_out(monkeypatch):
    monkeypatch.setattr("emde_core.extras.find_spec", lambda name: None if name == "implicit" else name)
    assert protocol.missing_peers() == (
        'measuring iALS and SLIM as well needs implicit, which is not installed: pip install "emde-dashboard[peers]"'
    )
    assert {"EASE", "DEQL"} < set(protocol.warm_peers())
    assert not {"iALS", "SLIM"} & set(protocol.warm_peers())


def test_a_result_is_told_as_the_contract_says(results):
    for result in results:
        told = result.to_dict()
        assert list(told) == ["name", "model", "metric", "mean", "ci95", "seeds", "viewers"]
        assert 0 <= told["mean"] <= 1
        assert told["ci95"] > 0
        assert told["seeds"] == 2
        assert 0 < told["viewers"] <= worlds.VIEWERS


def test_results_are_kept_as_rows(measured):
    results, reliability = measured
    rows = [row for result in results for row in result.records()] + reliability.records()
    kept = [ResultRow.model_validate(row) for row in rows]
    assert {row.part for row in kept} == {WARM, COLD, FEW, "reliability"}
    first = kept[0]
    assert (first.mean - first.low, first.high - first.mean) == pytest.approx((results[0].ci95, results[0].ci95))


def test_a_peers_difference_to_ours_is_kept_viewer_by_viewer(results):
    for result in results:
        own, *differences = result.records()
        gap = result.difference_to_ours
        assert [row["metric"] for row in differences] == ([less_ours(own["metric"])] if gap else [])
        if gap:
            assert [differences[0][end] for end in ("mean", "low", "high")] == [gap.value, gap.low, gap.high]


def test_protocols_metrics_and_numbers_of_ratings_stand_in_order(results):
    asked = list(dict.fromkeys((r.name, r.metric) for r in results))
    warm, cold = [(WARM, "NDCG@20"), (WARM, "Recall@20")], [(COLD, "NDCG@10"), (COLD, "NDCG@20")]
    whole = [(COLD, "NDCG@20 in the whole catalogue")]
    assert asked == [*warm, *cold, *whole, *((FEW, f"rank percentile, {count} ratings") for count in (0, 1, 3, 10))]
    for name, metric in asked:
        means = [r.mean for r in results if (r.name, r.metric) == (name, metric)]
        assert means == sorted(means, reverse=True)


def test_ours_stands_where_its_mean_puts_it():
    """Best first, and no model by force; in a rank percentile the lowest is the best."""
    split, measured = warm_split(worlds.reactions(), 0), protocol._Measurements()

    def wanted(*_):
        return split.relevant.toarray()

    def unwanted(*_):
        return -split.relevant.toarray()

    for name, metric in ((WARM, ndcg), (FEW, rank_percentile)):
        measured.measure(name, OURS, unwanted, split, {"how good": metric})
        measured.measure(name, "peer", wanted, split, {"how good": metric})
    found = measured.results(1)
    assert [(r.name, r.model) for r in found] == [(WARM, "peer"), (WARM, OURS), (FEW, "peer"), (FEW, OURS)]
    assert found[0].mean == 1
    assert found[0].difference_to_ours.value == pytest.approx(1 - found[1].mean)
    assert found[1].difference_to_ours is None


def test_content_that_drives_tastes_is_found(results):
    mean = {(r.name, r.model, r.metric): r.mean for r in results}
    assert mean[WARM, OURS, "NDCG@20"] > mean[WARM, "ours without content", "NDCG@20"]
    assert mean[WARM, OURS, "NDCG@20"] > mean[WARM, "popularity", "NDCG@20"]
    assert mean[COLD, OURS, "NDCG@10"] > mean[COLD, "chance", "NDCG@10"]
    behind = next(r.difference_to_ours for r in results if (r.name, r.model, r.metric) == (COLD, "chance", "NDCG@10"))
    assert behind.high < 0


def test_the_same_call_gives_the_same_numbers(measured):
    results, reliability = evaluate()
    assert results == measured[0]
    assert reliability.records() == measured[1].records()


@pytest.fixture
def seen(monkeypatch):
    """Who was learned from in each protocol, and for which viewers and films scores were asked, by model."""
    learned, asked = [], []
    model, measure = protocol.Learner.model, protocol._Measurements.measure

    def learning(self, content, reactions):
        learned.append(reactions)
        return model(self, content, reactions)

    def measuring(self, name, model, scorer, split, metrics):
        asked.append((name, model, split))
        measure(self, name, model, scorer, split, metrics)

    def peer(train):
        learned.append(train)
        return lambda likes, _: likes.toarray()

    monkeypatch.setattr(protocol.Learner, "model", learning)
    monkeypatch.setattr(protocol._Measurements, "measure", measuring)
    monkeypatch.setattr(protocol, "warm_peers", lambda: {"peer": [peer]})
    monkeypatch.setattr(protocol, "cold_peers", lambda _: {"peer": [peer]})
    return learned, asked


@pytest.mark.parametrize("name", [WARM, COLD])
def test_every_model_learns_from_the_same_viewers_and_ranks_the_same_films(seen, name):
    reactions, (learned, asked) = worlds.reactions(), seen
    evaluation = protocol._Evaluation(worlds.encoded(), reactions, toy.config())
    getattr(evaluation, name)(0)
    split = warm_split(reactions, 0) if name == WARM else cold_split(reactions, 0).whole
    assert len(learned) == 2
    for train in learned:
        assert train.viewers == split.train.viewers
        assert np.array_equal(train.rated.toarray(), split.train.rated.toarray())
    models = {model: [each for _, who, each in asked if who == model] for model in (OURS, "peer")}
    same(models[OURS][0], models["peer"][0])
    same(models[OURS][0], split if name == WARM else cold_split(reactions, 0).among_cold)


def same(one: Split, two: Split):
    for field in ("likes", "dislikes", "relevant", "exclusions"):
        assert np.array_equal(getattr(one, field).toarray(), getattr(two, field).toarray())


def test_films_with_few_ratings_are_placed_by_a_model_that_saw_no_more(monkeypatch):
    learned, ranking = [], protocol.Learner.ranking
    monkeypatch.setattr(
        protocol.Learner, "ranking", lambda self, content, train: learned.append(train) or ranking(self, content, train)
    )
    protocol._Evaluation(worlds.encoded(), worlds.reactions(), toy.config()).few(0)
    for ratings, train in zip(protocol.FEW_RATINGS, learned, strict=True):
        assert np.array_equal(
            train.rated.toarray(), few_ratings_split(worlds.reactions(), 0, ratings).train.rated.toarray()
        )


def test_a_setting_is_chosen_on_viewers_of_the_training_part_alone():
    train, seen = warm_split(worlds.reactions(), 0).train, []

    def good(some):
        seen.append(some.viewers)
        return protocol.peers.ease(some, 10.0)

    def bad(some):
        seen.append(some.viewers)
        return lambda likes, _: -good_scores(likes)

    def good_scores(likes):
        return protocol.peers.ease(train, 10.0)(likes, None)

    for hold_out in (warm_split, protocol._among_cold):
        validation = protocol._validation(hold_out, train, 0)
        assert protocol._best([bad, good], validation, ndcg) is good
        assert protocol._best([good, bad], validation, ndcg) is good
    assert all(set(viewers) < set(train.viewers) for viewers in seen)


def test_the_first_setting_is_taken_where_there_are_too_few_viewers_to_choose_by():
    def never(_):
        raise AssertionError

    few = worlds.reactions().rows(np.arange(4))
    for hold_out in (warm_split, protocol._among_cold):
        assert protocol._validation(hold_out, few, 0) is None
    assert protocol._best([never, never], None, ndcg) is never
    validation = protocol._validation(warm_split, worlds.reactions(), 0)
    assert protocol._best([never], validation, ndcg) is never


@pytest.mark.slow
def test_the_published_recipe_is_measured_as_well():
    results, reliability = evaluate((0,), recipe="published", modalities=(CATEGORICAL,))
    assert {r.name for r in results if r.model == OURS} == {WARM, COLD, FEW}
    assert not any(r.model == "ours without content" for r in results)
    assert reliability.records() == []


def test_without_splits_or_content_there_is_nothing_to_measure():
    with pytest.raises(ConfigError, match="the number of splits"):
        evaluate(())
    with pytest.raises(DataError, match="no film has any of the modalities sound"):
        evaluate((0,), modalities=("sound",))
