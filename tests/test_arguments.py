"""Whatever may be chosen or counted: a value that means nothing is refused, and the message says what may be given."""

from __future__ import annotations

from typing import NamedTuple, get_args

import numpy as np
import pytest
from PIL import Image

from emde_core import Film, History, Recommender
from emde_core.audition import audition
from emde_core.batch import explain_histories
from emde_core.checks import at_least, between, one_of
from emde_core.data.exports.matching import Matching
from emde_core.data.simulate import simulate
from emde_core.errors import ConfigError, EmdeError, HistoryError
from emde_core.evaluate import peers, protocol, swap_test
from emde_core.evaluate.faithfulness.planted_drivers import planted_driver_rows
from emde_core.evaluate.faithfulness.study import study
from emde_core.explain.counterfactual import Goal
from emde_core.explain.explanation import Baseline
from emde_core.explain.methods.registry import methods_for
from emde_core.history import more
from emde_core.schema import Reaction
from emde_core.validation import metrics
from tests import toy

HISTORY = History(("f0", "f3"), ("f1",))
FILM = "f2"
METHODS = tuple(method.name for method in methods_for("affinity"))
NEW = Film(id="new", title="New", genres=("Drama",))


@pytest.fixture(scope="module")
def model() -> Recommender:
    return toy.recommender()


class Asked(NamedTuple):
    """What a question is asked of: a model, the small prepared catalogue, and a file that is not there."""

    model: Recommender
    prepared: object
    nowhere: object


@pytest.fixture
def asked(model, small_prepared, tmp_path) -> Asked:
    return Asked(model, small_prepared, tmp_path / "histories.jsonl")


def _recommend(asked, **argument):
    return asked.model.recommend(HISTORY, **argument)


def _explain(asked, **argument):
    return asked.model.explain(HISTORY, FILM, **argument)


def _smallest_edit(asked, **argument):
    return asked.model.smallest_edit(HISTORY, FILM, **argument)


def _threads(asked, **argument):
    return asked.model.threads(HISTORY, FILM, **argument)


def _weighing(asked, weights):
    return asked.model.weighing(weights)


def _audition(asked, poster):
    return audition(asked.model, HISTORY, NEW, poster)


def _more(_, weight):
    return more("genre", "Drama", weight)


def _with_film(_, reaction):
    return HISTORY.with_film(FILM, reaction)


def _explain_histories(asked, k):
    return explain_histories(asked.model, asked.nowhere, k, asked.nowhere.with_name("out.parquet"))


def _evaluate(_, seeds):
    return protocol.evaluate(toy.encoded(), toy.interactions(), toy.config(), seeds)


def _swap_test(_, **argument):
    return swap_test.swap_test(toy.encoded(), toy.interactions(), toy.config(), **argument)


def _study(asked, **argument):
    return study(asked.prepared, toy.config(), **({"viewers": 10, "films": 5} | argument))


def _planted(asked, **argument):
    return planted_driver_rows(asked.prepared, toy.config(), **({"viewers": 10} | argument))


def _simulate(asked, **argument):
    return simulate(asked.model.catalogue, **argument)


def _metric(measure):
    def ask(_, k):
        return measure(np.ones((1, 3)), np.zeros((1, 3), bool), np.ones((1, 3), bool), k)

    return ask


def _item_knn(_, neighbours):
    return peers.item_knn(toy.reactions(), neighbours)


def _latest(_, most):
    return Matching((), (), (), ()).history(most=most)


CHOSEN = [
    (_explain, "baseline", "mean", get_args(Baseline)),
    (_explain, "baseline", None, get_args(Baseline)),
    (_explain, "method", "shap", METHODS),
    (_explain, "method", ["additive"], METHODS),
    (_smallest_edit, "goal", "in", get_args(Goal)),
    (_smallest_edit, "goal", "", get_args(Goal)),
    (_smallest_edit, "candidates", [("f4", "love")], get_args(Reaction)),
    (_with_film, "reaction", "love", get_args(Reaction)),
    (_with_film, "reaction", None, get_args(Reaction)),
    (_audition, "poster", Image.new("L", (40, 60)), ("RGB",)),
    (_weighing, "weights", {"smell": 1.0}, ("text", "categorical", "image")),
]

COUNTED = [
    (_recommend, "k", 0, "at least 1"),
    (_recommend, "k", 2.5, "a whole number, at least 1"),
    (_recommend, "k", "10", "a whole number, at least 1"),
    (_smallest_edit, "k", 0, "at least 1"),
    (_smallest_edit, "most", -2, "at least 1"),
    (_smallest_edit, "most", 0, "at least 1"),
    (_smallest_edit, "seconds", -1, "at least 0"),
    (_smallest_edit, "seconds", float("nan"), "at least 0"),
    (_threads, "count", -3, "at least 0"),
    (_weighing, "weights", {"text": -1.0}, "from 0 to 16"),
    (_weighing, "weights", {"text": 16.5}, "from 0 to 16"),
    (_weighing, "weights", {"text": float("nan")}, "from 0 to 16"),
    (_weighing, "weights", {"text": "heavy"}, "a number from 0 to 16"),
    (_weighing, "weights", {"company": 1.5}, "from 0 to 1"),
    (_weighing, "weights", {"company": None}, "a number from 0 to 1"),
    (_more, "weight", 0, "from 0.25 to 4"),
    (_more, "weight", -4.5, "from 0.25 to 4"),
    (_more, "weight", float("nan"), "from 0.25 to 4"),
    (_more, "weight", "much", "a number from 0.25 to 4"),
    (_explain_histories, "k", 0, "at least 1"),
    (_explain_histories, "k", -4, "at least 1"),
    (_evaluate, "seeds", (), "splits must be at least 1"),
    (_swap_test, "seeds", (), "splits must be at least 2"),
    (_swap_test, "permutations", 0, "at least 1"),
    (_study, "viewers", 0, "at least 1"),
    (_study, "films", 0, "at least 1"),
    (_study, "seed", -1, "at least 0"),
    (_planted, "viewers", 0, "at least 1"),
    (_planted, "seed", -1, "at least 0"),
    (_simulate, "viewers", 0, "at least 1"),
    (_simulate, "seed", -1, "at least 0"),
    (_metric(metrics.ndcg), "k", 0, "at least 1"),
    (_metric(metrics.recall), "k", -1, "at least 1"),
    (_item_knn, "neighbours", 0, "at least 1"),
    (_latest, "most", -1, "at least 1"),
]


def _named(case: tuple) -> str:
    ask, argument, value, _ = case
    return f"{ask.__name__.strip('_')}-{argument}-{getattr(value, 'mode', value)!r}"


@pytest.mark.parametrize(("ask", "argument", "value", "choices"), CHOSEN, ids=map(_named, CHOSEN))
def test_a_choice_that_there_is_not_is_refused_with_the_choices(asked, ask, argument, value, choices):
    with pytest.raises(EmdeError) as caught:
        ask(asked, **{argument: value})
    assert isinstance(caught.value, HistoryError if choices == get_args(Reaction) else ConfigError)
    assert all(choice in str(caught.value) for choice in choices)


@pytest.mark.parametrize(("ask", "argument", "value", "range_"), COUNTED, ids=map(_named, COUNTED))
def test_a_number_out_of_range_is_refused_with_the_range(asked, ask, argument, value, range_):
    with pytest.raises(HistoryError if ask is _more else ConfigError) as caught:
        ask(asked, **{argument: value})
    assert range_ in str(caught.value)
    assert argument.removesuffix("s") in str(caught.value) or argument == "seeds"


def test_every_choice_and_the_edge_of_every_range_is_taken(model):
    for baseline in get_args(Baseline):
        assert model.explain(HISTORY, FILM, baseline=baseline).baseline_history == baseline
    for goal in get_args(Goal):
        assert model.smallest_edit(HISTORY, FILM, goal=goal, k=1, most=1, seconds=0).goal == goal
    for reaction in get_args(Reaction):
        assert HISTORY.with_film(FILM, reaction).reaction_to(FILM) == reaction
    assert len(model.recommend(HISTORY, np.int64(1))) == 1
    assert model.weighing({"text": 0, "image": 16, "company": np.float64(1)}).recommend(HISTORY, 1)
    assert [more("genre", "Drama", weight).weight for weight in (-4, -0.25, np.float32(0.25), 4)]


def test_nothing_left_to_rank_by_is_refused(model):
    with pytest.raises(ConfigError, match="nothing is left to rank by; give one of them more"):
        model.weighing({"text": 0, "categorical": 0, "image": 0, "company": 0})


def test_a_what_if_of_a_what_if_counts_twice(model):
    once, twice = model.weighing({"text": 4}), model.weighing({"text": 2, "image": 0.5}).weighing({"text": 2})
    assert (once.weights, twice.weights) == ({"text": 4}, {"text": 4, "image": 0.5})
    values = [m.explain(HISTORY, FILM).by_part["text"] for m in (once, twice)]
    assert values[0] == pytest.approx(values[1])


def test_what_a_refusal_says():
    with pytest.raises(ConfigError, match=r"^goal must be 'into' or 'out of', not 'in'$"):
        one_of("goal", "in", get_args(Goal))
    with pytest.raises(HistoryError, match=r"^side must be 'a', 'b' or 'c', not \['a'\]$"):
        one_of("side", ["a"], ("a", "b", "c"), HistoryError)
    with pytest.raises(ConfigError, match=r"^mode must be 'RGB', not 'L'$"):
        one_of("mode", "L", ("RGB",))
    with pytest.raises(ConfigError, match=r"^k must be at least 1, not 0$"):
        at_least("k", 0, 1)
    with pytest.raises(HistoryError, match=r"^x must be a number from 0\.25 to 4, not 'a'$"):
        between("x", "a", 0.25, 4, HistoryError)
    with pytest.raises(ConfigError, match=r"^seconds must be a number, at least 0\.0, not None$"):
        at_least("seconds", None, 0.0)
