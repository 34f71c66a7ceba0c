from __future__ import annotations

import pytest

from emde_core.data.readers.recbole import read_recbole
from emde_core.errors import DataError

INTER = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t10\t5\t8.5\n1\t11\t2.5\t9\n"
ITEM = (
    "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
    "10\tUsual Suspects, The\t1995\tCrime Children's\n"
    '11\t"Quoted" (alternative)\tV\t\n'
)


def test_twins_of_100k_are_one_film_and_those_of_other_data_sets_two(folder):
    twins = ITEM + "12\tUsual Suspects, The\t1995\tCrime\n13\tV\t\t\n14\tV\t\t\n"
    path = folder(**{"ml-100k_inter": INTER.replace("11", "12"), "ml-100k_item": twins})
    data = read_recbole(path)
    assert [film.id for film in data.catalogue] == ["10", "11", "13", "14"]
    assert data.interactions.table["rating"].tolist() == [2.5]
    for suffix in ("inter", "item"):
        (path / f"ml-100k.{suffix}").rename(path / f"ml-20m.{suffix}")
    assert len(read_recbole(path).catalogue) == 5


def test_typed_headers(folder):
    data = read_recbole(folder(x_inter=INTER, x_item=ITEM))
    film = data.catalogue["10"]
    assert (film.title, film.year, film.genres) == ("The Usual Suspects", 1995, ("Crime", "Family"))
    assert film.movielens_title == "Usual Suspects, The (1995)"
    assert (data.catalogue["11"].title, data.catalogue["11"].year) == ('"Quoted"', None)
    assert data.interactions.table["rating"].tolist() == [5, 2.5]


def test_other_names_and_orders_of_columns(folder):
    item = "genre:token_seq\ttitle:token_seq\titem_id:token\nDrama Sci-Fi\tSolaris\t10\n"
    inter = "item_id:token\trating:float\tuser_id:token\n10\t4\tann\n"
    data = read_recbole(folder(x_inter=inter, x_item=item))
    assert data.catalogue["10"].genres == ("Drama", "Sci-Fi")
    assert data.interactions.viewers == ("ann",)


@pytest.mark.parametrize(
    ("inter", "item", "named"),
    [
        (INTER.replace("user_id:token", "name:token"), ITEM, ["x.inter", "'viewer' is missing", "name:token"]),
        (INTER.replace("user_id:token", "user_id"), ITEM, ["x.inter, line 1", "'user_id' has no type"]),
        (INTER, ITEM.replace("movie_title:", "heading:"), ["x.item", "movie_title or title or name is missing"]),
    ],
)
def test_bad_files_are_named(folder, inter, item, named):
    with pytest.raises(DataError) as caught:
        read_recbole(folder(x_inter=inter, x_item=item))
    assert all(words in str(caught.value) for words in named), str(caught.value)


def test_bad_rows_are_left_out(folder):
    item = ITEM.encode() + b"12\t\xff\t1999\t\n12\tShort\n"
    data = read_recbole(folder(x_inter=INTER.replace("2.5", "bad"), x_item=item))
    assert [film.id for film in data.catalogue] == ["10", "11"]
    assert len(data.interactions) == 1
    for words in ("x.item, line 4: not UTF-8", "x.item, line 5: fewer cells", "x.inter, line 3: rating 'bad'"):
        assert any(words in row for row in data.report.left_out)


def test_without_ratings_every_interaction_is_a_like_and_years_may_be_floats(folder):
    item = "item_id:token\ttitle:token_seq\tyear:float\n10\tUsual Suspects, The\t1995.0\n"
    data = read_recbole(folder(x_inter="user_id:token\titem_id:token\nann\t10\n", x_item=item))
    assert (data.catalogue["10"].title, data.catalogue["10"].year) == ("The Usual Suspects", 1995)
    assert data.interactions.table.to_numpy().tolist() == [["ann", "10", 5, 0]]


def test_one_file_of_each_kind(folder):
    with pytest.raises(DataError, match=r"one \.item file of RecBole's, found none"):
        read_recbole(folder(x_inter=INTER))
    with pytest.raises(DataError, match=r"found x\.item, y\.item"):
        read_recbole(folder(x_inter=INTER, x_item=ITEM, y_item=ITEM))
