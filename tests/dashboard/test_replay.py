import pytest

from dashboard.analysis.replay import Replay, ReplayStep, replay, step_caption
from dashboard.browser.session import STATE
from dashboard.charts.replay import apart, rank_lines, replay_takeaway, score_steps
from dashboard.panels.explore.replay import STEP, tables
from dashboard.state.state import State
from emde_core import History

from .screens import everything
from .test_app import button, open_with
from .toy_explanations import ALIEN, BRAZIL, CLUE, in_order


@pytest.fixture(scope="module")
def played(service, history):
    return service.replay(history, service.recommend(history, 3)[2].film.id)


def test_each_step_is_what_the_model_says_of_the_history_so_far(service, history, played):
    assert [(step.film.id, step.reaction) for step in played.steps] == list(history)
    position, so_far = service.model.catalogue.index, History()
    for step in played.steps:
        so_far = so_far.with_film(step.film.id, step.reaction)
        why = service.model.explain(so_far, played.film.id)
        ranking = service.model.rank(so_far, original=history)
        assert step.score == pytest.approx(why.score)
        assert step.by_part == pytest.approx(why.own_parts)
        ranks = {film.id: ranking.rank(position[film.id]) for film in played.ranked_films}
        assert step.ranks == {film: rank for film, rank in ranks.items() if rank is not None}


def test_the_explained_film_and_the_first_few_are_followed(service, history, played):
    picks = [pick.film.id for pick in service.recommend(history, 5)]
    assert [film.id for film in played.ranked_films] == [picks[2], *(film for film in picks if film != picks[2])]


def test_films_that_join_later_are_no_rivals(service, history):
    """Whatever film is followed: who stands before it is never a film of the history, not even before it joins."""
    position, so_far, usual = service.model.catalogue.index, History(), 0
    outside = [film.id for film in service.model.catalogue if film.id not in history]
    played = {film: replay(service.model, history, film) for film in outside}
    for k, (film, reaction) in enumerate(history):
        so_far = so_far.with_film(film, reaction)
        scores = service.model.rank(so_far).scores
        for each in outside:
            better = sum(scores[position[other]] > scores[position[each]] for other in outside)
            assert played[each].steps[k].ranks[each] == better + 1
            usual += played[each].steps[k].ranks[each] == service.model.rank(so_far).rank(position[each])
    assert usual < len(outside) * len(history)  # in the ranking of the day, some do stand before it


def test_a_film_of_the_history_has_no_rank_at_any_step(service):
    played = replay(service.model, History(("1", "2")), "2")
    assert all("2" not in step.ranks for step in played.steps)


@pytest.fixture
def small():
    """Alien is explained; Brazil joins with no rank to be had, then Clue, which is not liked."""
    nothing = ReplayStep(BRAZIL, "like", {}, 0.0, {"text": 0.0, "company": 0.0})
    ranked = ReplayStep(CLUE, "dislike", {"a": 4, "b": 2}, 0.5, {"text": 0.75, "company": -0.25})
    last = ReplayStep(CLUE, "like", {"a": 3}, 0.25, {"text": 0.5, "company": -0.25})
    return Replay(ALIEN, (ALIEN, BRAZIL), (nothing, ranked, last))


def test_what_a_step_did(small):
    assert step_caption(small, 1) == "+ Brazil: no rank yet, 0.00"
    assert step_caption(small, 2) == "✕ Clue: rank 4, +0.50"
    assert step_caption(small, 3) == "+ Clue: rank 4 → 3, −0.25"
    assert in_order(("Alien", "rank 4", "at 3", "best, at 3", "Clue"), replay_takeaway(small))


def test_figures_hold_the_replays_numbers(small):
    lines = {line["customdata"][0]: line["y"] for line in rank_lines(small, 2).to_dict()["data"]}
    assert lines == {"a": [None, 4, 3], "b": [None, 2, None]}
    bars = {bar["name"]: bar["y"] for bar in score_steps(small, 2).to_dict()["data"]}
    assert bars == {"plot": [0.0, 0.75, 0.5], "audience": [0.0, -0.25, -0.25]}


def test_only_lines_that_reach_the_end_have_a_label_there(small):
    (label,) = rank_lines(small, 2).to_dict()["layout"]["annotations"]
    assert label["text"].startswith("3  ")
    assert "Alien" in label["text"]


def test_labels_keep_their_distance():
    assert apart([0.0, 0.1, 0.2, 5.0], 1.0) == [0.0, 1.0, 2.0, 5.0]


def test_another_film_or_history_starts_at_its_end(app, service, history, played):
    open_with(app, history, selected=played.film.id)
    app.session_state["replay-open"] = True
    app.run()
    app.slider(key=STEP).set_value(2).run()
    other = service.recommend(history, 1)[0].film.id
    for state in (State(history, selected=other), State(history.without("7"), selected=other)):
        app.session_state[STATE] = state
        app.run()
        assert app.slider(key=STEP).value == len(state.history)
        app.slider(key=STEP).set_value(2).run()
        assert app.slider(key=STEP).value == 2


def test_the_numbers_are_there_as_tables(small):
    ranks, score = tables(small)
    for cells in (("+ Brazil", "–", "–"), ("✕ Clue", "4", "2"), ("+ Clue", "3", "–")):
        assert row_of(*cells) in ranks
    for cells in (("+ Brazil", "0.00", "0.00", "0.00"), ("✕ Clue", "+0.75", "−0.25", "+0.50")):
        assert row_of(*cells) in score


def row_of(first: str, *cells: str) -> str:
    return f'<tr><th scope="row"><bdi>{first}</bdi></th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def test_the_history_is_stepped_through(app, history, played):
    open_with(app, history, selected=played.film.id)
    assert step_caption(played, 5) not in everything(app)
    app.session_state["replay-open"] = True
    app.run()
    assert step_caption(played, 5) in everything(app)
    button(app, "replay-previous").click().run()
    assert step_caption(played, 4) in everything(app)
    app.slider(key=STEP).set_value(1).run()
    assert step_caption(played, 1) in everything(app)
    assert button(app, "replay-previous").disabled
    button(app, "clear").click().run()
    assert not app.exception
