from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emde_core.data.catalogue import Catalogue, Film, film_from, film_from_json
from emde_core.data.dataset import Dataset
from emde_core.data.interactions import Interactions, Reactions
from emde_core.errors import DataError, FilmNameError
from emde_core.text.catalogue_titles import read_title
from emde_core.text.title_keys import identity_key
from emde_core.text.titles import article_first, split_year


@pytest.mark.parametrize(
    ("raw", "title", "year"),
    [
        ("Matrix, The (1999)", "The Matrix", 1999),
        ("Misérables, Les (1995)", "Les Misérables", 1995),
        ("Shanghai Triad (Yao a yao yao dao waipo qiao) (1995)", "Shanghai Triad", 1995),
        ("Land Before Time III (1995) (V)", "Land Before Time III", 1995),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        ("M*A*S*H (1970)", "M*A*S*H", 1970),
        ("1. April 2000 (1952)", "1. April 2000", 1952),
        ("unknown", "unknown", None),
    ],
)
def test_a_catalogues_title(raw, title, year):
    assert read_title(raw)[:2] == (title, year)


@pytest.mark.parametrize(
    ("raw", "title", "aliases"),
    [
        ("City of God (Cidade de Deus) (2002)", "City of God", ["Cidade de Deus"]),
        ("Ring, The (a.k.a. Ringu) (2002)", "The Ring", ["Ringu"]),
        ("Hunt, The (Jagten) (a.k.a. The Chase) (2012)", "The Hunt", ["Jagten", "The Chase"]),
        ("Oak (a.k.a. Elm) (a.k.a. Ash, The) (Eiche, Die) (1990)", "Oak", ["Elm", "The Ash", "Die Eiche"]),
        ("Oak (a.k.a. Elm, a.k.a. Ash) (1990)", "Oak", ["Elm", "Ash"]),
        ("I Am Curious (Yellow) (Jag är nyfiken) (1967)", "I Am Curious (Yellow)", ["Jag är nyfiken"]),
        ("Stranger: Or (How to Be One) (2014)", "Stranger: Or (How to Be One)", []),
        ("Saga (Part 2) (2001)", "Saga (Part 2)", []),
        ("Fear(s) of the Dark, The Sister(s) (2007)", "Fear(s) of the Dark, The Sister(s)", []),
        ("Plan: Series (2006–2007)", "Plan: Series", []),
        ("(2019)", "(2019)", []),
    ],
)
def test_other_names_in_brackets_are_aliases_and_what_finishes_the_title_stays(raw, title, aliases):
    assert (read_title(raw).title, list(read_title(raw).aliases)) == (title, aliases)


def test_a_film_is_found_by_its_aliases_which_no_model_reads():
    film = Film(id="1", title="Seven", aliases="Se7en|Crouching Tiger, Hidden Dragon")
    assert film.aliases == ("Se7en", "Crouching Tiger, Hidden Dragon")
    assert Catalogue((film,)).find("crouching tiger hidden dragon") is film
    assert Catalogue((film,)).data_hash == Catalogue((Film(id="1", title="Seven"),)).data_hash


@pytest.mark.parametrize("film_id", ["v1.0", "1e5", "007", "日本", "a.b{c}", "1.10"])
def test_ids_that_are_no_whole_numbers_stay_as_they_are(film_id):
    assert Film(id=film_id, title="A").id == film_id
    table = pd.DataFrame({"viewer": ["v1.0"], "film": [film_id], "rating": [5]})
    assert Interactions.from_frame(table).table[["viewer", "film"]].to_numpy().tolist() == [["v1.0", film_id]]


@pytest.mark.parametrize(("field", "value"), [("title", "a\ud800b"), ("cast", ["\udfff"]), ("id", "\ud800")])
def test_half_a_letter_is_refused_before_a_file_can_break_on_it(field, value):
    with pytest.raises(DataError, match=rf"line 3: field '{field}': half a letter \(a lone surrogate\)"):
        film_from({"id": "1", "title": "A", field: value}, "films.jsonl, line 3")


@given(st.text(min_size=1, max_size=30))
def test_titles_of_any_text_are_handled(text):
    assert isinstance(identity_key(text), str)
    assert isinstance(article_first(text), str)
    assert split_year(f"{text} (1984)")[1] == 1984


@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda t: t.strip()), min_size=1, max_size=8))
def test_every_film_is_found_by_its_id_and_by_a_title_of_its_own(titles):
    catalogue = Catalogue(tuple(Film(id=f"id-{k}", title=title) for k, title in enumerate(titles)))
    for film in catalogue:
        assert catalogue.find(film.id) is film
        alike = [other for other in catalogue if identity_key(other.title) == identity_key(film.title)]
        if len(alike) == 1 and film.title not in catalogue.index:
            assert catalogue.find(film.title) is film


def test_an_ambiguous_title_lists_the_films():
    catalogue = Catalogue((Film(id="1", title="Heat", year=1991), Film(id="2", title="Heat", year=2003)))
    with pytest.raises(FilmNameError) as caught:
        catalogue.find("Heat")
    assert caught.value.candidates == ("Heat (1991)  [id 1]", "Heat (2003)  [id 2]")
    assert catalogue.find("Heat (2003)").id == "2"


def test_a_films_own_title_comes_before_another_ones_alias():
    postino = Film(id="1", title="Il Postino", year=1994, aliases="The Postman", movielens_title="Postino, Il (1991)")
    catalogue = Catalogue((postino, Film(id="2", title="The Postman", year=1997)))
    assert catalogue.find("The Postman").id == "2"
    assert catalogue.find("The Postman (1994)").id == "1"
    assert catalogue.find("postino").id == catalogue.find("Postino (1991)").id == "1"


def test_ids_are_the_same_however_a_file_writes_them():
    assert Film(id=50.0, title="A").id == Film(id=" 50 ", title="A").id == Film(id=50, title="A").id == "50"
    assert Film(id=1, title="A", imdb_id="tt0114709").imdb_id == Film(id=1, title="A", imdb_id=114709.0).imdb_id


def test_lists_may_hold_gaps_and_numbers():
    film = film_from({"id": 1, "title": 1984, "cast": ["A", None, float("nan"), " A ", 7]}, "here")
    assert (film.title, film.cast) == ("1984", ("A", "7"))


@pytest.mark.parametrize(
    ("field", "value"),
    [("plot", ["a list"]), ("title", {"en": "A"}), ("id", [1]), ("genres", [{"id": 16}])],
)
def test_a_field_of_another_kind_is_named(field, value):
    with pytest.raises(DataError, match=f"films.jsonl, line 3: field '{field}'.*expected text"):
        film_from({"id": "1", "title": "A", field: value}, "films.jsonl, line 3")


@pytest.mark.parametrize("value", [1869, "2101", "inf", 10**400, True, [1999], "MCMXC"])
def test_no_year(value):
    with pytest.raises(DataError, match=r"films\.jsonl, line 3: field 'year'"):
        film_from({"id": "1", "title": "A", "year": value}, "films.jsonl, line 3")


def test_a_name_like_no_other():
    with pytest.raises(FilmNameError, match=r"no film is called 'Zzyzx'; nor anything like it") as caught:
        Catalogue((Film(id="1", title="Alien"),)).find("Zzyzx")
    assert caught.value.candidates == ()


def test_two_films_with_one_id():
    with pytest.raises(DataError, match=r"film id '1' \(B\) stands twice"):
        Catalogue((Film(id="1", title="A"), Film(id="1", title="B")))
    with pytest.raises(DataError, match=r"film id '1' \(B\) stands twice"):
        Catalogue((Film(id="1", title="A"), Film(id="2", title="B", also_ids=("1",))))


def test_a_films_other_ids_mean_the_film():
    catalogue = Catalogue((Film(id="1", title="A"), Film(id="2", title="B", also_ids="7.0|8")))
    assert [catalogue.find(name).id for name in ("2", "7", "8")] == ["2"] * 3
    assert catalogue["8"].ids("id") == ("2", "7", "8")
    without = Catalogue((catalogue["1"], Film(id="2", title="B")))
    assert catalogue.data_hash != without.data_hash


def test_the_hash_stands_for_what_a_model_may_read_of_a_film():
    film = Film(id="1", title="A", plot="A boat sinks.", poster="here/1.webp")

    def data_hash(**fields: object) -> str:
        return Catalogue((film.model_copy(update=fields),)).data_hash

    assert data_hash(imdb_id="114709", tmdb_id="862") == data_hash()
    assert data_hash(poster="there/1.webp") == data_hash()
    changes = (
        *({"plot": "A boat sails."}, {"year": 1995}, {"poster": "here/2.webp"}, {}),
        *({"writers": ("Ann",)}, {"composers": ("Ann",)}, {"studios": ("Ann",)}),
    )
    assert len({data_hash(**fields) for fields in changes}) == len(changes)


def test_a_catalogue_without_the_fields_that_came_later_keeps_its_hash():
    film = Film(id="1", title="A", year=1984, plot="A boat.", directors=["Ann"], cast=["Bob", "Cid"], keywords=["sea"])
    assert Catalogue((film,)).data_hash == "527172a5db094bc0"


def test_ratings_of_all_of_a_films_ids_count_and_the_last_one_holds():
    catalogue = Catalogue((Film(id="1", title="A"), Film(id="2", title="B", also_ids=("7",))))
    rows = pd.DataFrame(
        {"viewer": list("aabbc"), "film": list("27721"), "rating": [5, 1, 5, 1, 4], "time": [9, 3, 3, 9, 0]}
    )
    interactions = Interactions.from_frame(rows)
    assert interactions.within(catalogue).table.to_numpy().tolist() == [
        ["a", "2", 5, 9],
        ["b", "2", 1, 9],
        ["c", "1", 4, 0],
    ]
    assert Reactions.of(interactions, catalogue, 4, 3).likes.toarray().tolist() == [[0, 1], [0, 0], [1, 0]]
    report = Dataset.of(catalogue, interactions).report
    assert (report.ratings, report.repeated_ratings, report.unknown_ratings) == (3, 2, 0)
    assert "1 films stood twice, under several ids (B: 2 and 7): one record each" in report.lines()


def test_ids_of_ratings_are_cleaned():
    table = pd.DataFrame({"viewer": [1.0, 2.0], "film": [" 50", "50 "], "rating": [5, 2]})
    rows = Interactions.from_frame(table).table
    assert rows["viewer"].tolist() == ["1", "2"]
    assert rows["film"].tolist() == ["50", "50"]


def test_a_missing_id_names_its_row():
    table = pd.DataFrame({"viewer": ["a", "b"], "film": ["50", None], "rating": [5, 2]})
    with pytest.raises(DataError, match="row 2: film is empty"):
        Interactions.from_frame(table)


def test_reactions_split_at_the_thresholds():
    catalogue = Catalogue((Film(id="1", title="A"), Film(id="2", title="B"), Film(id="3", title="C")))
    rows = pd.DataFrame({"viewer": list("aaab"), "film": ["1", "2", "3", "2"], "rating": [5, 3, 3.5, 4]})
    reactions = Reactions.of(Interactions.from_frame(rows), catalogue, like_at_least=4, dislike_at_most=3)
    assert reactions.likes.toarray().tolist() == [[1, 0, 0], [0, 1, 0]]
    assert reactions.dislikes.toarray().tolist() == [[0, 1, 0], [0, 0, 0]]
    assert reactions.rows([1]).viewers == ("b",)


def test_ratings_of_other_films_only():
    rows = pd.DataFrame({"viewer": ["a"], "film": ["9"], "rating": [5]})
    with pytest.raises(DataError, match="same ids"):
        Reactions.of(Interactions.from_frame(rows), Catalogue((Film(id="1", title="A"),)), 4, 3)


def test_a_film_that_was_written_is_read_as_it_was():
    film = Film(id="7", title=" A ", year="1979", cast="B|C", imdb_id="tt0000123", aliases=["B\u2028C"])
    again = film_from_json(film.model_dump_json(exclude_defaults=True), "line 1")
    assert type(again) is Film
    assert (again, hash(again), again.model_fields_set) == (film, hash(film), film.model_fields_set)
    assert film_from_json('{"id": "7", "title": " A "}', "line 1").title == " A "  # nothing is made of what is written


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "1"}', "line 3: field 'title' is empty; a film needs an id and a title"),
        ('{"id": "", "title": "A"}', "line 3: a film needs an id, and a title of 1 to "),
        ('{"id": "1", "title": "A", "genres": 5}', "line 3: field 'genres': Input should be a valid array (found 5)"),
        ('{"id": "1", "title": "A", "year": NaN}', "line 3: field 'year'"),
        ('{"id": "1", "title": "a\\ud800"}', "line 3: Invalid JSON"),
        ('{"id": ' + "[" * 10**5, "line 3: Invalid JSON: recursion limit exceeded"),
        ('["1"]', "line 3: Input should be an object (found ['1'])"),
    ],
)
def test_a_line_that_is_no_film_says_why(line, words):
    with pytest.raises(DataError, match=f"^{re.escape(words)}"):
        film_from_json(line, "line 3")
