"""Evidence threads: pairs of parts. That they add up is in test_sums.py, their values in test_reference.py."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import ConfigError, HistoryError
from emde_core.explain.values import CategoryValue, WordValue
from emde_core.history import more
from tests import toy

HISTORY = History(("f0", "f1", toy.LACKS_TEXT), ("f4", "f10"))
FILM = "f2"


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


@pytest.fixture(scope="module")
def found(model):
    return model.threads(HISTORY, FILM, count=100_000)


def test_one_for_each_history_film_in_its_order(found):
    assert [(each.film.id, each.reaction) for each in found] == list(HISTORY)


def test_the_matrix_holds_every_thread(found):
    for each in found:
        assert each.weights.shape == (len(each.parts), len(each.watched))
        assert len(each.threads) == each.weights.size
        assert each.unlisted == pytest.approx(0, abs=1e-12)
        for thread in each.threads[:20]:
            place = each.parts.index(thread.recommended), each.watched.index(thread.watched)
            assert each.weights[place] == thread.weight


def test_the_matrix_can_not_be_written_to(found):
    with pytest.raises(ValueError, match="read-only"):
        found[0].weights[0, 0] = 1


def test_the_strongest_come_first_and_the_rest_are_one_number(model, found):
    (few,) = model.threads(HISTORY, FILM, ["f1"], count=5)
    assert few.threads == found[1].threads[:5]
    assert few.unlisted == pytest.approx(sum(thread.weight for thread in found[1].threads[5:]), abs=1e-9)
    sizes = [abs(thread.weight) for thread in found[1].threads]
    assert sizes == sorted(sizes, reverse=True)


def test_parts_of_two_modalities_never_meet(found):
    for each in found:
        apart = np.array([[one.modality != two.modality for two in each.watched] for one in each.parts])
        assert not each.weights[apart].any()
        assert each.weights[~apart].any()


def test_a_name_that_both_films_have_is_their_strongest_category(model):
    """Equal names share every bucket; others share few."""
    (found,) = model.threads(History(("f14",)), FILM, count=500)
    of_names = [thread for thread in found.threads if isinstance(thread.recommended, CategoryValue)]
    best = max(of_names, key=lambda thread: thread.weight)
    assert (best.recommended.field, best.recommended.name) == (best.watched.field, best.watched.name)


def test_function_words_are_parts_as_well(found):
    assert {"to", "the", "who"} <= {part.text for part in found[0].parts if isinstance(part, WordValue)}


def test_a_film_with_itself_has_no_threads(model):
    (itself,) = model.threads(HISTORY, "f1", ["f1"])
    assert not itself.weights.any()
    assert itself.company == itself.contribution != 0


def test_wishes_change_no_thread(model, found):
    wished = model.threads(History(HISTORY.liked, HISTORY.disliked, (more("genre", "Drama"),)), FILM, count=100_000)
    assert [each.threads for each in wished] == [each.threads for each in found]


def test_a_film_outside_the_history_is_refused(model):
    with pytest.raises(HistoryError, match=r"Film 5 .*is not in the history; name one of its films"):
        model.threads(HISTORY, FILM, ["f5"])


def test_fewer_than_no_threads_are_refused(model):
    with pytest.raises(ConfigError, match="count must be at least 0, not -1"):
        model.threads(HISTORY, FILM, count=-1)
    assert model.threads(HISTORY, FILM, count=0)[0].threads == ()
