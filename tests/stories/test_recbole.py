"""RecBole's atomic files: years with a decimal point, and no ratings, only who saw what."""

from __future__ import annotations

import pytest

from emde_core import History
from tests.dashboard.screens import everything

from .world import FILMS, SUSPENSE, of_kind, ratings, write


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "films"
    films = [f"{f.number}\t{f.title}\t{f.year}.0\t{' '.join(f.genres)}" for f in FILMS]
    head = "item_id:token\tmovie_title:token_seq\trelease_year:float\tclass:token_seq"
    write(data / "films.item", "\n".join([head, *films]))
    loved = ratings().query("rating >= 4")
    rows = [f"{row.viewer}\t{row.film}\t{row.time}" for row in loved.itertuples()]
    write(data / "films.inter", "\n".join(["user_id:token\titem_id:token\ttimestamp:float", *rows]))
    return data


def test_from_atomic_files_to_a_reason(folder, prepare_and_train, page):
    prepared = prepare_and_train(folder)
    service = prepared.service()
    assert service.film("25").year == 1958
    assert service.film("25").genres == ("Mystery", "Thriller")
    history = History(("25", "26", "27"))
    best = service.recommend(history, 4)
    assert {pick.film.title for pick in best} <= {film.title for film in of_kind(SUSPENSE)}
    words = everything(page(prepared, history))
    assert f"<bdi>{best[0].film.title}</bdi></button></h2>" in words
    assert "of the" in words, "company is told with its counts"
