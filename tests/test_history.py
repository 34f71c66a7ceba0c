from __future__ import annotations

import pytest

from emde_core import History
from emde_core.errors import HistoryError
from emde_core.history import less, more
from emde_core.limits import LIMITS


def test_films_with_their_reactions_likes_first():
    history = History(liked=["a", 50], disliked=("b",))
    assert list(history) == [("a", "like"), ("50", "like"), ("b", "dislike")]
    assert len(history) == 3
    assert "50" in history
    assert "z" not in history
    assert [history.reaction_to(film) for film in ("a", "b", "z")] == ["like", "dislike", None]
    assert history == History(("a", "50"), ("b",))
    assert hash(history) == hash(History(("a", "50"), ("b",)))


def test_adding_changing_and_removing_leave_the_first_as_it_was():
    history = History(("a",), ("b",))
    assert history.with_film("c", "like") == History(("a", "c"), ("b",))
    assert history.with_film("a", "dislike") == History((), ("b", "a"))
    assert history.with_film("a", "like") is history
    assert history.without("a", "b", "never there") == History()
    assert history == History(("a",), ("b",))


@pytest.mark.parametrize("sides", [(("a", "a"), ()), (("a",), ("a",)), ((), ("a", "b", "a"))])
def test_a_film_stands_once(sides):
    with pytest.raises(HistoryError, match="'a' stands in the history more than once"):
        History(*sides)


def test_one_name_instead_of_a_list_is_not_taken_letter_by_letter():
    with pytest.raises(HistoryError, match=r"liked is the single name '89'; give a list of names: liked=\['89'\]"):
        History(liked="89")


def test_wishes_stand_beside_films():
    history = History(
        ("a",), ("b",), [more("director", "Ridley Scott"), less("word", "war", weight=2), less("popularity")]
    )
    assert [wish.key for wish in history.wishes] == ["director:Ridley Scott", "word:war", "popularity"]
    assert [wish.weight for wish in history.wishes] == [1, -2, -1]
    assert [wish.label for wish in history.wishes] == ["more director Ridley Scott", "less word war", "less popularity"]
    assert len(history) == 2  # films
    assert list(history) == [("a", "like"), ("b", "dislike")]
    assert hash(history) == hash(History(("a",), ("b",), history.wishes))


def test_a_history_of_wishes_alone_is_not_empty():
    assert History().is_empty
    assert not History((), (), (more("popularity"),)).is_empty
    assert not History((), ("a",)).is_empty


def test_wishes_come_change_and_go():
    history = History(("a",)).with_wish(more("genre", "War")).with_wish(less("popularity"))
    assert history.with_wish(less("genre", "War", 3)).wishes == (less("popularity"), less("genre", "War", 3))
    assert history.without_wish("genre:War").wishes == (less("popularity"),)
    assert history.without_wish("never wished") == history
    assert history.without("a").wishes == history.with_film("b", "like").wishes == history.wishes


@pytest.mark.parametrize("weight", [0, 0.2, 4.5, -5, float("nan"), float("inf")])
def test_a_wishs_weight_has_a_range(weight):
    with pytest.raises(HistoryError, match=r"a wish's weight must be a number from 0\.25 to 4"):
        more("genre", "War", weight)


def test_a_wish_names_one_thing_once():
    with pytest.raises(HistoryError, match="a wish for a genre needs a name, as in genre:NAME"):
        more("genre")
    with pytest.raises(HistoryError, match="'genre:War' is wished more than once"):
        History(("a",), (), (more("genre", "War"), less("genre", "War", 2)))


def test_a_history_has_a_bound_and_is_checked_at_once_up_to_it():
    most, wishes = LIMITS.history.most, [more("word", f"word {k}") for k in range(LIMITS.wishes.most + 1)]
    assert len(History(map(str, range(most)))) == most
    with pytest.raises(HistoryError, match="20,001 films in one history, which takes at most 20,000 films"):
        History(map(str, range(most - 1)), ["a", "b"])
    with pytest.raises(HistoryError, match="51 wishes in one history, which takes at most 50 wishes; leave some out"):
        History(wishes=wishes)
    with pytest.raises(HistoryError, match="51 wishes"):
        History(wishes=wishes[1:]).with_wish(wishes[0])
