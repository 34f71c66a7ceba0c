from __future__ import annotations

import pytest

from emde_core.data.readers.registry import open_dataset
from emde_core.errors import DataError


@pytest.mark.parametrize(
    "files",
    [
        {"films_jsonl": [{"id": 1, "title": "A"}], "ratings_csv": "viewer,film,rating\n9,1,4\n"},
        {"u_data": "9\t1\t4\t0\n", "u_item": "1|A||||1\n", "u_genre": "Drama|0\n"},
        {"ratings_dat": "9::1::4::0\n", "movies_dat": "1::A::Drama\n"},
        {
            "ratings_csv": "userId,movieId,rating,timestamp\n9,1,4,0\n",
            "movies_csv": "movieId,title,genres\n1,A,Drama\n",
        },
        {
            "x_inter": "user_id:token\titem_id:token\trating:float\n9\t1\t4\n",
            "x_item": "item_id:token\tmovie_title:token_seq\n1\tA\n",
        },
    ],
    ids=["native", "100K", "1M and 10M", "20M and later", "RecBole"],
)
def test_the_kind_shows_in_the_files(folder, files):
    data = open_dataset(folder(**files))
    assert [film.title for film in data.catalogue] == ["A"]
    assert data.interactions.table[["viewer", "film", "rating"]].to_numpy().tolist() == [["9", "1", 4.0]]


def test_anything_else_lists_what_was_looked_for(folder):
    with pytest.raises(DataError) as caught:
        open_dataset(folder(notes_txt="nothing here"))
    for name in ("films.jsonl", "u.data with u.item", "ratings.dat", "movies.csv", ".inter"):
        assert name in str(caught.value)


def test_a_path_that_is_no_folder(tmp_path):
    with pytest.raises(DataError, match="nowhere is not a folder"):
        open_dataset(tmp_path / "nowhere")
