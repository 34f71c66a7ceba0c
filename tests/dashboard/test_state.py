from dataclasses import replace

import pytest

from dashboard.state.film_filter import FilmFilter
from dashboard.state.state import LONGEST_PAST, State
from emde_core import History
from emde_core.errors import HistoryError
from emde_core.history import less, more
from emde_core.limits import LIMITS


def liked(*films: str) -> History:
    return History(liked=films)


def test_editing_remembers_what_was_before():
    state = State().react("1", "like").react("2", "dislike")
    assert state.history == History(("1",), ("2",))
    assert state.before == liked("1")
    assert [version.history for version in state.past] == [History(), liked("1")]


def test_undo_and_redo_walk_the_same_way():
    edited = State().react("1", "like").react("2", "like").react("2", "dislike")
    back = edited.undo().undo()
    assert back.history == liked("1")
    assert back.before == liked("1", "2")  # rank changes are against what was on the screen
    assert back.redo().redo().history == edited.history
    assert not back.redo().redo().can_redo


def test_a_new_edit_forgets_what_was_undone():
    state = State().react("1", "like").undo().react("2", "like")
    assert not state.can_redo
    assert state.undo().history == History()


def test_nothing_to_undo_or_redo_changes_nothing():
    assert State().undo() == State()
    assert State().redo() == State()


def test_an_edit_that_changes_nothing_is_no_edit():
    state = State().react("1", "like")
    assert state.react("1", "like") is state
    assert state.remove("9") is state


def test_selecting_is_no_edit_and_survives_one():
    state = State().react("1", "like").select("5").react("2", "like")
    assert state.selected == "5"
    assert state.undo().selected == "5"


def test_a_film_that_is_watched_is_not_explained_any_more():
    assert State().react("1", "like").select("5").react("5", "dislike").selected is None


def test_a_wish_is_an_entry_like_any_other():
    state = State().react("1", "like").wish(more("genre", "War")).wish(less("popularity"))
    assert [wish.key for wish in state.history.wishes] == ["genre:War", "popularity"]
    turned = state.wish(less("genre", "War"))
    assert turned.history.wishes == (less("popularity"), less("genre", "War"))
    assert turned.undo().history == state.history
    assert state.take_back("popularity").history.wishes == (more("genre", "War"),)
    assert State().wish(less("popularity")).clear().history.is_empty


def test_reading_by_content_alone_is_no_edit_and_weighs_no_company():
    state = State().react("1", "like").weigh("company", 0.5).weigh("image", 4)
    alone = state.read(content_alone=True)
    assert (alone.content_alone, alone.weights, alone.past) == (True, (("image", 4),), state.past)
    assert alone.read(content_alone=False).weights == (("image", 4),)


def test_clearing_can_be_undone():
    state = State().react("1", "like").select("5").clear()
    assert (len(state.history), state.selected) == (0, None)
    assert state.undo().history == liked("1")


def test_a_loaded_history_says_where_it_is_from_until_it_is_edited():
    state = State().load(liked("1", "2"), "a preset")
    assert state.source == "a preset"
    assert state.remove("1").source == ""
    assert state.undo().source == ""


def test_the_past_is_bounded():
    state = State()
    for film in range(LONGEST_PAST + 20):
        state = state.react(str(film), "like")
    assert len(state.past) == LONGEST_PAST


def test_a_film_page_remembers_the_way_that_led_to_it():
    state = State().open_page("1").open_page("2").open_page("3")
    assert (state.film_page, state.steps) == ("3", ("1", "2"))
    back = replace(state, film_page="2")  # as the browser's Back does
    assert back.steps == ("1",)
    assert back.open_page("4").steps == ("1", "2")
    assert state.close_page().open_page("5").steps == ()
    for film in range(6, 20):
        state = state.open_page(str(film))
    assert state.steps == ("14", "15", "16", "17", "18")


def test_a_filter_leads_back_to_the_table():
    state = State().open_page("1").filter_films(FilmFilter(genre="Drama"))
    assert (state.films.genre, state.film_page, state.steps) == ("Drama", None, ())


def test_a_row_stays_where_it_is_when_its_film_is_turned_round():
    state = State().edit(History(("1", "2"), ("3",)))
    state = state.react("1", "dislike").react("3", "like").react("4", "like")
    assert state.rows == [("1", "dislike"), ("2", "like"), ("3", "like"), ("4", "like")]
    assert state.history == History(("2", "3", "4"), ("1",))
    state = state.undo().undo().remove("2")
    assert state.rows == [("1", "dislike"), ("3", "dislike")]


def test_a_film_that_undo_or_redo_brings_back_stands_where_it_stood():
    state = State(history=liked(*"12345")).react("2", "dislike").remove("4").react("4", "like")
    assert [film for film, _ in state.rows] == [*"12354"]
    state = state.undo().undo()
    assert [film for film, _ in state.rows] == [*"12345"]
    assert [film for film, _ in state.redo().redo().rows] == [*"12354"]


def test_a_history_on_the_page_has_a_bound_and_can_still_be_made_shorter():
    most = LIMITS.session_history.most
    state = State(history=liked(*map(str, range(most))))
    with pytest.raises(HistoryError, match="A history takes at most 300 films on this page: take one out first"):
        state.react("another", "dislike")
    assert len(state.react("0", "dislike").remove("0").react("another", "like").history) == most
    longer = State(history=liked(*map(str, range(most + 9))))
    assert len(longer.remove("0").history) == most + 8
