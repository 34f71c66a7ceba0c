"""What is lit while something is singled out, with numbers that are the API's."""

import pytest

from dashboard.reasons.linked_views import CommonValues, atom_in_focus, common_by_film, linked_views
from dashboard.state.focus import Focus, atom_focus, parse_focus
from emde_core import History
from emde_core.explain.values import WordValue
from emde_core.history import more

HISTORY, FILM = History(("1", "2", "8"), ("7",), [more("director", "Viktor Hale")]), "3"


@pytest.fixture(scope="module")
def why(small_model):
    return small_model.explain(HISTORY, FILM)


@pytest.fixture(scope="module")
def threads(small_model):
    return small_model.threads(HISTORY, FILM, count=100_000)


@pytest.mark.parametrize(
    "focus",
    [Focus("film", "7"), Focus("category", "cast:Ann: O'Hara"), Focus("phrase", "3-9"), Focus("wish", "word:war")],
)
def test_a_focus_survives_as_text(focus):
    assert parse_focus(str(focus)) == focus


@pytest.mark.parametrize("value", [None, 3, "", "film", "film:", "city:9", "region:" + "9" * 400, ["film:1"]])
def test_what_is_no_focus(value):
    assert parse_focus(value) is None


def test_nothing_in_focus_leaves_everything_as_it_is(why):
    shown = linked_views(why, None)
    assert (shown.words, shown.phrases) == (why.words, why.phrases)
    assert (shown.categories, shown.regions) == (why.categories, why.regions)
    assert shown.entries is None
    assert not shown.recedes("text")


def by_hand(atom, woven) -> float:
    """The threads that end in an atom, or in a phrase's words."""
    if not isinstance(atom, WordValue):
        return sum(t.weight for t in woven.threads if atom_focus(t.recommended) == atom_focus(atom))
    words = (t for t in woven.threads if isinstance(t.recommended, WordValue))
    return sum(t.weight for t in words if atom.start <= t.recommended.start and t.recommended.end <= atom.end)


@pytest.mark.slow
def test_a_history_film_lights_the_atoms_that_its_threads_end_in(why, threads):
    shown = linked_views(why, Focus("film", "2"), threads)
    woven = next(each for each in threads if each.film.id == "2")
    assert shown.entries == {"2"}
    atoms = (*shown.words, *shown.phrases, *shown.categories, *shown.regions)
    for atom in atoms:
        assert atom.value == pytest.approx(by_hand(atom, woven), abs=1e-9)
    whole = sum(atom.value for atom in (*shown.words, *shown.categories, *shown.regions))
    assert whole + woven.company == pytest.approx(why.by_entry["2"], abs=1e-9)


def test_what_an_atom_has_in_common_with_all_films_and_wishes_is_its_value(small_model, threads):
    """Without the wish, which no thread ends in."""
    why = small_model.explain(HISTORY.without_wish("director:Viktor Hale"), FILM)
    for atom in (*why.words, *why.phrases, *why.categories, *why.regions):
        assert sum(common_by_film(atom, threads).values()) == pytest.approx(atom.value, abs=1e-9)


def test_an_atom_lights_the_history_films_whose_threads_end_in_it(why, threads):
    strongest = max(why.categories, key=lambda c: abs(c.value))
    weights = common_by_film(strongest, threads)
    shown = linked_views(why, atom_focus(strongest), threads)
    assert set(weights) == {film for film, _ in HISTORY}
    largest = max(weights, key=lambda film: abs(weights[film]))
    assert largest in shown.entries
    assert all(abs(weights[film]) >= 0.2 * abs(weights[largest]) for film in shown.entries)
    assert shown.recedes("text")
    assert not shown.recedes("categorical")


def test_single_words_and_phrases_can_be_singled_out(why, threads):
    for atom in (why.words[-1], why.phrases[0]):
        assert atom_in_focus(atom_focus(atom), why) == atom
        assert linked_views(why, atom_focus(atom), threads).part == "text"
    assert CommonValues(threads[0]).of(WordValue(9_000, 9_001, "?")) == 0


def test_a_part_lets_the_others_recede(why):
    shown = linked_views(why, Focus("part", "company"))
    assert [m for m in ("text", "categorical", "image") if shown.recedes(m)] == ["text", "categorical", "image"]
    assert shown.entries is None


def test_a_wish_lights_its_own_row(why):
    shown = linked_views(why, Focus("wish", "director:Viktor Hale"))
    assert shown.entries == {"director:Viktor Hale"}
    assert shown.categories == why.categories


def test_without_threads_nothing_is_claimed(why):
    assert linked_views(why, Focus("film", "2")).categories == why.categories
    assert linked_views(why, atom_focus(why.categories[0])).entries is None


def test_what_the_film_has_not_lights_everything(why, threads):
    shown = linked_views(why, Focus("category", "cast:Nobody"), threads)
    assert (shown.focus, shown.entries, shown.part) == (None, None, None)
