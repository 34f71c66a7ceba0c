from __future__ import annotations

import pytest

from emde_core import History
from emde_core.errors import HistoryError


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
