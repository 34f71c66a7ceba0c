"""Search as people type: slips, spellings, numbers, people and genres."""

from __future__ import annotations

import pytest

from dashboard.panels.explore.history import match_line
from dashboard.service.search import ALIAS, GENRE, PERSON, STUDIO, TITLE, SearchIndex, _Names
from emde_core.data.catalogue import Film
from emde_core.text.title_keys import match_key, plain_key

FILMS = (  # the best known first
    Film(id="1", title="The Godfather", year=1972, cast=("Al Pacino",), genres=("Crime",)),
    Film(id="2", title="Looking for Richard", year=1996, directors=("Al Pacino",), genres=("Documentary",)),
    Film(id="3", title="Twelve Monkeys", year=1995, directors=("Terry Gilliam",), composers=("Paul Buckmaster",)),
    Film(id="4", title="The Godfather Part II", year=1974, cast=("Al Pacino",)),
    Film(id="5", title="Three Colors: Red", year=1994, directors=("Krzysztof Kieślowski",)),
    Film(id="6", title="Seven", year=1995, directors=("David Fincher",), aliases=("Sieben", "Der Pate von Sieben")),
    Film(id="7", title="Alien 3", year=1992, directors=("David Fincher",), writers=("Walter Hill",)),
    Film(id="8", title="Star Wars", year=1977, genres=("Sci-Fi",), studios=("Lucasfilm",)),
    Film(id="9", title="Maverick", year=1994, genres=("Western",)),
    Film(id="10", title="The Naked Gun 33 1/3: The Final Insult", year=1994),
)
KEYS = [plain_key(name) for film in FILMS for name in (film.title, *film.cast, *film.genres)]
TEXTS = sorted({key[:end] for key in KEYS for end in range(1, len(key) + 1)} | {"od", "con", "er "})


@pytest.fixture(scope="module")
def index():
    return SearchIndex(FILMS)


def ids(index, query):
    return [match.film.id for match in index.find(query)]


@pytest.mark.parametrize(
    ("query", "film_id", "why"),
    [
        ("buckmaster", "3", "music by Paul Buckmaster"),
        ("walter h", "7", "written by Walter Hill"),
        ("lucasf", "8", "from Lucasfilm"),
    ],
)
def test_writers_composers_and_studios_lead_to_their_films(index, query, film_id, why):
    assert [(match.film.id, match.why) for match in index.find(query)] == [(film_id, why)]


@pytest.mark.parametrize(
    ("query", "film_id"),
    [
        ("12 monkeys", "3"),
        ("twelve mon", "3"),
        ("godfather part 2", "4"),
        ("three colours", "5"),
        ("Se7en", "6"),
        ("alien³", "7"),
        ("naked gun 33⅓", "10"),
    ],
)
def test_numbers_and_spellings_are_those_of_the_person(index, query, film_id):
    assert ids(index, query)[0] == film_id


@pytest.mark.parametrize(
    ("query", "film_id"),
    [("godfahter", "1"), ("gilliem", "3"), ("kieslovski", "5"), ("starwars", "8"), ("monkys", "3")],
)
def test_a_slip_of_the_hand_is_forgiven(index, query, film_id):
    assert ids(index, query)[0] == film_id


def test_no_title_is_found_by_letters_inside_a_word():
    films = (Film(id="1", title="Braveheart", aliases=("Corazón valiente",)), Film(id="2", title="Alien"))
    assert ids(SearchIndex(films), "alien") == ["2"]
    assert not any(match.is_sure for match in SearchIndex(films).find("raveh"))


@pytest.mark.parametrize("query", ["千与千寻", "千寻", "寻"])
def test_a_title_without_spaces_is_found_from_any_character(query):
    films = (Film(id="1", title="Xun"), Film(id="2", title="Spirited Away", aliases=("千与千寻",)))
    matches = SearchIndex(films).find(query)
    assert (matches[-1].film.id, matches[-1].why, matches[-1].is_sure) == ("2", "also 千与千寻", True)


def test_a_slip_is_looked_for_only_where_nothing_matches_as_typed(index):
    assert ids(index, "seven") == ["6"]
    assert ids(index, "xyzzyq") == []
    assert ids(index, "qua") == []  # too short to hold a slip


@pytest.mark.parametrize(
    ("query", "nearest"), [("godfahter", ("1", True)), ("maverix", ("9", True)), ("maveryks", ("9", False))]
)
def test_only_a_clear_slip_is_sure_to_mean_the_film(index, query, nearest):
    best = index.find(query)[0]
    assert (best.film.id, best.is_sure) == nearest


def test_people_lead_to_their_best_known_film(index):
    assert ids(index, "pacino") == ["1", "2", "4"]
    assert [match.why for match in index.find("pacino")][:2] == ["with Al Pacino", "directed by Al Pacino"]


def test_a_genre_leads_to_its_films(index):
    assert [(match.film.id, match.why) for match in index.find("western")] == [("9", "Western")]


def test_a_year_narrows(index):
    assert ids(index, "godfather 1974") == ["4"]


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_graded_as_if_one_by_one(text):
    best = {}
    for grade, holder in _Names(FILMS).grades(text):
        best[holder.place] = min(grade, best.get(holder.place, grade))
    assert best == grades_by_hand(text)


def grades_by_hand(text):
    """The best grade of each film's names, looked at one after another."""
    best = {}
    for place, film in enumerate(FILMS):
        kinds = {TITLE: (film.title,), ALIAS: film.aliases, PERSON: film.people, STUDIO: film.studios}
        kinds |= {GENRE: film.genres}
        keys = [(key(name), kind) for kind, names in kinds.items() for name in names for key in (plain_key, match_key)]
        grades = [grade_by_hand(f"{key} ", kind, text) for key, kind in keys]
        best[place] = min((grade for grade in grades if grade is not None), default=None)
    return {place: grade for place, grade in best.items() if grade is not None}


def grade_by_hand(key, kind, text):
    if kind in (TITLE, ALIAS) and key.strip() == text.strip():
        return 0
    if key.startswith(text):
        return 1 + 2 * kind
    if f" {text}" in key:
        return 2 + 2 * kind
    return None


def test_an_alias_leads_to_its_film_behind_titles_and_says_so(index):
    assert [(match.film.id, match.why) for match in index.find("sieben")] == [("6", "also Sieben")]
    assert ids(index, "der p") == ["6"]
    assert [match.why for match in index.find("seven")] == [""]


def test_the_line_of_every_film_has_year_and_director_and_then_what_else_matched(index):
    lines = {query: match_line(index.find(query)[0]) for query in ("sieben", "fincher", "alien", "lucas", "walter")}
    assert lines == {
        "sieben": "1995 · David Fincher · also Sieben",
        "fincher": "1995 · David Fincher",
        "alien": "1992 · David Fincher",
        "lucas": "1977 · from Lucasfilm",
        "walter": "1992 · David Fincher · written by Walter Hill",
    }


def test_an_abbreviation_is_one_only_when_the_word_is_whole(index):
    assert ids(index, "st") == ["8"], "Star Wars, no saint"
