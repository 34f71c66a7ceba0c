"""What is lit while something is in focus, with numbers that are the API's."""

import pytest

from dashboard.focus import Focus, of_part, parse
from dashboard.linked import films_of_part, linked, part_weights
from emde_core import History

HISTORY, FILM = History(("1", "2", "8"), ("7",)), "3"


@pytest.fixture(scope="module")
def why(small_model):
    return small_model.explain(HISTORY, FILM)


@pytest.fixture(scope="module")
def threads(small_model):
    return small_model.evidence(HISTORY, FILM, listed=10_000)


@pytest.mark.parametrize("focus", [Focus("film", "7"), Focus("category", "cast:Ann: O'Hara"), Focus("phrase", "3-9")])
def test_a_focus_survives_as_text(focus):
    assert parse(str(focus)) == focus


@pytest.mark.parametrize("value", [None, 3, "", "film", "film:", "city:9", "region:" + "9" * 400, ["film:1"]])
def test_what_is_no_focus(value):
    assert parse(value) is None


def test_nothing_in_focus_leaves_everything_as_it_is(why):
    shown = linked(why, None)
    assert (shown.phrases, shown.categories, shown.regions) == (why.phrases, why.categories, why.regions)
    assert shown.films is None
    assert not shown.recedes("text")


def test_a_history_film_lights_the_parts_that_its_threads_end_in(why, threads):
    shown = linked(why, Focus("film", "2"), threads)
    woven = next(each for each in threads if each.film.id == "2")
    assert shown.films == {"2"}
    for part in (*shown.phrases, *shown.categories, *shown.regions):
        by_hand = sum(t.weight for t in woven.threads if of_part(t.recommended) == of_part(part))
        assert part.value == pytest.approx(by_hand, abs=1e-9)
    assert sum(part_weights(woven).values()) + woven.remainder == pytest.approx(why.by_film["2"], abs=1e-9)


def test_a_part_lights_the_history_films_whose_threads_end_in_it(why, threads):
    strongest = max(why.categories, key=lambda c: abs(c.value))
    focus = of_part(strongest)
    weights = films_of_part(focus, threads)
    shown = linked(why, focus, threads)
    assert set(weights) == {film for film, _ in HISTORY}
    largest = max(weights, key=lambda film: abs(weights[film]))
    assert largest in shown.films
    assert all(abs(weights[film]) >= 0.2 * abs(weights[largest]) for film in shown.films)
    assert shown.recedes("text")
    assert not shown.recedes("categorical")


def test_a_modality_lets_the_others_recede(why):
    shown = linked(why, Focus("modality", "image"))
    assert [m for m in ("text", "categorical", "image") if shown.recedes(m)] == ["text", "categorical"]
    assert shown.films is None


def test_without_threads_nothing_is_claimed(why):
    assert linked(why, Focus("film", "2")).categories == why.categories
    assert linked(why, of_part(why.categories[0])).films is None
