from __future__ import annotations

import itertools

import pytest

from emde_core import Config, History, Recommender
from emde_core.errors import HistoryError
from emde_core.explain.counterfactual.edits import OPPOSITE
from emde_core.history import less, more
from tests import toy

LIKED = ("1", "2", "4", "7")
DISLIKED = ("9",)
HISTORY = History(LIKED, DISLIKED)


@pytest.fixture(scope="module")
def with_network(small_prepared) -> Recommender:
    settings = {"recipe": "published", "sketch": {"depth": 5, "width": 8}, "network": {"hidden": 16, "epochs": 20}}
    encoded = small_prepared.encoded
    config = Config.model_validate(settings)
    return Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)


@pytest.fixture(params=["affinity", "published"])
def model(request, small_model, with_network) -> Recommender:
    return small_model if request.param == "affinity" else with_network


def one_edit(history, candidates, target):
    """Every history one edit away, by the public operations of a history."""
    for film, reaction in history:
        yield history.without(film)
        yield history.with_film(film, OPPOSITE[reaction])
    for film, reaction in candidates:
        if film not in history and film != target:
            yield history.with_film(film, reaction)


def edited_films(before, after):
    return {film for film in {f for f, _ in (*before, *after)} if before.reaction_to(film) != after.reaction_to(film)}


def rank_among(model, changed, original, film):
    """A film's rank in a changed history, counted one by one: films of either history do not compete."""
    scores = model.rank(changed).scores
    rivals = [each.id for each in model.catalogue if each.id not in changed and each.id not in original]
    best = sorted(rivals, key=lambda each: -scores[model.catalogue.index[each]])
    return best.index(film) + 1


def reaches(model, history, film, k, goal, original=HISTORY):
    return len(history) > 0 and (rank_among(model, history, original, film) <= k) == (goal == "into")


def smallest_by_brute_force(model, film, k, goal, candidates):
    """0, 1 or 2 edits; 3 for more: each history is ranked anew by the recommender."""
    if reaches(model, HISTORY, film, k, goal):
        return 0
    first = list(one_edit(HISTORY, candidates, film))
    if any(reaches(model, h, film, k, goal) for h in first):
        return 1
    both = (h for one in first if len(one) for h in one_edit(one, candidates, film))
    two = [h for h in both if len(edited_films(HISTORY, h)) == 2]
    return 2 if any(reaches(model, h, film, k, goal) for h in two) else 3


def test_leaving_a_film_out_does_what_ranking_without_it_says(model):
    """... among the films outside the history as it was."""
    film = "3"
    before = model.rank(HISTORY)
    index = model.catalogue.index[film]
    for found, (left_out, reaction) in zip(model.leave_one_out(HISTORY, film), HISTORY, strict=True):
        after = model.rank(HISTORY.without(left_out), original=HISTORY)
        assert (found.film.id, found.reaction) == (left_out, reaction)
        assert found.rank == after.rank(index)
        assert found.rank_change == after.rank(index) - before.rank(index)
        assert found.score_change == pytest.approx(after.scores[index] - before.scores[index], abs=1e-5)


def test_where_scores_are_sums_leaving_out_takes_away_the_contribution(small_model):
    parts = small_model.explain(HISTORY, "3").by_entry
    for found in small_model.leave_one_out(HISTORY, "3"):
        assert found.score_change == pytest.approx(-parts[found.film.id], abs=1e-9)


def test_a_film_inside_the_history_has_no_rank_to_lose(small_model):
    assert all(found.rank is None for found in small_model.leave_one_out(HISTORY, LIKED[0]))


@pytest.mark.parametrize("goal", ["into", "out of"])
def test_the_smallest_edit_is_the_smallest_there_is(small_model, goal):
    candidates = [("11", "like"), ("12", "dislike")]
    sizes = set()
    outside = [film.id for film in small_model.catalogue if film.id not in HISTORY]
    for film, k in itertools.product(outside[:7], (1, 3, 5)):
        found = small_model.smallest_edit(HISTORY, film, k=k, goal=goal, candidates=candidates, most=2)
        expected = smallest_by_brute_force(small_model, film, k, goal, candidates)
        assert found.outcome == {0: "already so", 3: "none"}.get(expected, "found")
        assert len(found.edits) == (expected if expected < 3 else 0)
        if found.edits:
            assert found.smallest
            assert reaches(small_model, found.apply(HISTORY), film, k, goal)
        sizes.add(expected)
    assert {0, 1, 2} <= sizes  # the cases really differ


def test_every_answer_is_verified_by_the_model(model):
    for film in ("3", "5", "10"):
        found = model.smallest_edit(HISTORY, film, k=2, candidates=[("11", "like"), ("14", "like")])
        if found.edits:
            after = rank_among(model, found.apply(HISTORY), HISTORY, film)
            assert found.rank_after == after <= 2
        assert found.rank_before == model.rank(HISTORY).rank(model.catalogue.index[film])


def test_none_within_n_edits_is_said_plainly(small_model):
    last = small_model.catalogue.films[small_model.rank(HISTORY).order[-1]].id
    found = small_model.smallest_edit(HISTORY, last, k=1, most=1)
    assert (found.outcome, found.edits, found.rank_after, found.searched, found.most) == ("none", (), None, 1, 1)
    assert not found.smallest


def test_the_time_budget_holds(small_model):
    last = small_model.catalogue.films[small_model.rank(HISTORY).order[-1]].id
    assert small_model.smallest_edit(HISTORY, last, k=1, seconds=0).outcome in {"out of time", "found"}


def test_a_history_is_never_emptied(small_model):
    history = History(("1",))
    top = small_model.recommend(history, 1)[0].film.id
    found = small_model.smallest_edit(history, top, k=15, goal="out of")
    assert not any(edit.kind == "remove" for edit in found.edits)


def test_a_film_of_the_history_can_not_be_moved(small_model):
    with pytest.raises(HistoryError, match="no rank to change"):
        small_model.smallest_edit(HISTORY, LIKED[0])


def test_beyond_two_edits_the_greedy_search_is_verified_and_holds_nothing_needless():
    """A longer history, in which some films take three edits or more to move."""
    model, history = toy.recommender(), History(("f0", "f6", "f2", "f3", "f7", "f11", "f14"), ("f10", "f5"))
    longest = 0
    for film in (each.id for each in model.catalogue if each.id not in history):
        for k, goal in ((1, "into"), (2, "into"), (3, "out of")):
            found = model.smallest_edit(history, film, k=k, goal=goal, most=6)
            if len(found.edits) < 3:
                continue
            longest = max(longest, len(found.edits))
            assert not found.smallest or found.searched == 2
            assert reaches(model, found.apply(history), film, k, goal, history)
            for edit in found.edits:
                fewer = history
                for other in found.edits:
                    fewer = fewer if other is edit else other.apply(fewer)
                assert not reaches(model, fewer, film, k, goal, history)
    assert longest >= 3


def test_wishes_stay_through_every_edit():
    """Leaving out and editing films: what is wished for counts before and after."""
    model = toy.recommender()
    history = History(("f0", "f2"), ("f5",), (more("genre", "Musical", 2), less("popularity")))
    for film in ("f1", "f10", toy.UNRATED):
        index, before = model.catalogue.index[film], model.rank(history)
        for found in model.leave_one_out(history, film):
            after = model.rank(history.without(found.film.id), original=history)
            assert found.rank == after.rank(index)
            assert found.score_change == pytest.approx(after.scores[index] - before.scores[index], abs=1e-9)
        found = model.smallest_edit(history, film, k=1, candidates=[("f4", "like")])
        assert found.rank_before == before.rank(index)
        if found.edits:
            assert found.apply(history).wishes == history.wishes
            assert found.rank_after == rank_among(model, found.apply(history), history, film)


def test_a_film_that_is_left_out_is_no_rival(model):
    """Each history film in turn is better than the explained one once it is out, and still takes no place from it."""
    overtaken = 0
    for film in (film.id for film in model.catalogue if film.id not in HISTORY):
        index = model.catalogue.index[film]
        before = model.rank(HISTORY).rank(index)
        for found in model.leave_one_out(HISTORY, film):
            rest = HISTORY.without(found.film.id)
            ranking = model.rank(rest)
            overtaken += bool(ranking.scores[model.catalogue.index[found.film.id]] > ranking.scores[index])
            assert found.rank == rank_among(model, rest, HISTORY, film)
            assert found.rank_change == found.rank - before
    assert overtaken  # the cases are there


def test_a_film_that_is_left_out_takes_no_place_from_the_best():
    """With no rival but the film left out, the best film stays the best."""
    model = toy.recommender()
    every = [film.id for film in model.catalogue]
    for film in every:
        history = History(tuple(other for other in every if other != film))
        assert {(found.rank, found.rank_change) for found in model.leave_one_out(history, film)} == {(1, 0)}
        assert model.smallest_edit(history, film, k=1, goal="out of").outcome == "none"


def test_a_history_that_was_changed_is_ranked_without_the_films_that_it_held(model):
    changed = HISTORY.without("1").with_film("3", "like")
    order = [model.catalogue.films[k].id for k in model.rank(changed, original=HISTORY).order]
    usual = [model.catalogue.films[k].id for k in model.rank(changed).order]
    assert "1" in usual
    assert order == [film for film in usual if film != "1"]
    assert model.rank(changed, original=History()).order.tolist() == model.rank(changed).order.tolist()
