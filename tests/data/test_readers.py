"""Any folder of films and ratings is opened by the reader that recognises it; a reader is one file and one line."""

from __future__ import annotations

import json

import pytest

from emde_core.data.catalogue import Catalogue, film_from
from emde_core.data.dataset import Dataset
from emde_core.data.readers import registry
from emde_core.data.readers.base import Reader
from emde_core.data.readers.registry import READERS, open_dataset
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
def test_the_form_shows_in_the_files(folder, files):
    data = open_dataset(folder(**files))
    assert [film.title for film in data.catalogue] == ["A"]
    assert data.interactions.table[["viewer", "film", "rating"]].to_numpy().tolist() == [["9", "1", 4.0]]


def test_any_other_folder_is_refused_with_what_every_reader_looks_for(folder):
    with pytest.raises(DataError) as caught:
        open_dataset(folder(notes_txt="nothing here"))
    for reader in READERS:
        assert f"{reader.name}: {reader.files}" in str(caught.value)
    for name in ("films.jsonl", "u.data with u.item", "ratings.dat", "movies.csv", ".inter"):
        assert name in str(caught.value)


def _read_titles(path):
    titles = json.loads((path / "titles.json").read_text())
    return Dataset.of(Catalogue(tuple(film_from({"id": k, "title": t}, "titles") for k, t in titles.items())), None)


TITLES = Reader("a list of titles", "titles.json", lambda path: (path / "titles.json").is_file(), _read_titles)


def test_a_reader_more_is_one_line_in_the_registry(folder, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(registry, "READERS", (*READERS, TITLES))
    assert [film.title for film in open_dataset(folder(titles_json='{"7": "Alien"}')).catalogue] == ["Alien"]
    with pytest.raises(DataError, match=r"a list of titles: titles\.json"):
        open_dataset(tmp_path / "empty")


def test_a_path_that_is_no_folder(tmp_path):
    with pytest.raises(DataError, match="nowhere is not a folder"):
        open_dataset(tmp_path / "nowhere")
