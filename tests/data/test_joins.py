from __future__ import annotations

import pytest

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.dataset import Dataset
from emde_core.data.metadata import join_metadata
from emde_core.data.posters import join_posters, unreadable_posters, without_posters
from emde_core.errors import DataError


@pytest.fixture
def catalogue():
    return Catalogue(
        (
            Film(id="1", title="Toy Story", plot="Old.", imdb_id="0114709", tmdb_id="862"),
            Film(id="2", title="Jumanji", imdb_id="0113497", tmdb_id="8844"),
            Film(id="862", title="Another film that has Toy Story's TMDB id for its own id"),
        )
    )


def test_an_id_of_another_kind_is_named(folder, catalogue):
    path = folder(extra_jsonl=[{"imdb_id": ["tt0114709"], "plot": "New."}])
    with pytest.raises(DataError, match=r"extra\.jsonl, line 1: field 'imdb_id'.*expected text"):
        join_metadata(catalogue, path / "extra.jsonl")


def test_rows_join_on_any_of_the_three_ids(folder, catalogue):
    path = folder(
        extra_jsonl=[
            {"film_id": 1, "plot": "New.", "directors": ["John Lasseter"], "title": ""},
            {"imdb_id": "tt0113497", "year": 1995, "genres": []},
            {"tmdb_id": 862, "countries": "United States|France"},
            {"imdb_id": "tt7777777", "plot": "Nobody's."},
            {"plot": "Nobody's either."},
        ]
    )
    join = join_metadata(catalogue, path / "extra.jsonl")
    joined = join.catalogue
    assert join.matches == 3
    assert [where.split(", ")[-1] for where in join.unmatched] == ["line 4", "line 5"]
    assert (joined["1"].plot, joined["1"].title) == ("New.", "Toy Story"), "empty fields replace nothing"
    assert joined["1"].countries == ("United States", "France")
    assert joined["2"].year == 1995
    assert [film.id for film in joined] == ["1", "2", "862"]


def test_metadata_and_posters_join_on_a_films_other_ids(folder, picture):
    films = Catalogue((Film(id="99", title="A", also_ids=("100",)), Film(id="2", title="B", also_ids=("7",))))
    path = folder(extra_jsonl=[{"id": "7", "plot": "New.", "also_ids": ["99"]}])
    joined = join_metadata(films, path / "extra.jsonl").catalogue
    assert [(film.plot, film.also_ids) for film in joined] == [("", ("100",)), ("New.", ("7",))]
    own, _, seventh = (picture(f"posters/{name}.jpg") for name in ("99", "100", "7"))
    join = join_posters(films, own.parent)
    posters = [join.catalogue.poster_path(film) for film in join.catalogue]
    assert posters == [own.resolve(), seventh.resolve()], "its own id comes first"
    assert join.matches == 3


def test_csv_with_empty_cells(folder, catalogue):
    path = folder(extra_csv="imdb_id,plot,year\ntt0114709, ,1995\n") / "extra.csv"
    film = join_metadata(catalogue, path).catalogue["1"]
    assert (film.plot, film.year) == ("Old.", 1995)


def test_a_row_joins_every_film_that_shares_the_id(folder):
    twins = Catalogue((Film(id="1", title="A", tmdb_id="5"), Film(id="2", title="B", tmdb_id="5")))
    joined = join_metadata(twins, folder(extra_jsonl=[{"tmdb_id": "5", "plot": "Both."}]) / "extra.jsonl")
    assert [film.plot for film in joined.catalogue] == ["Both.", "Both."]
    assert joined.matches == 1


def test_a_rows_poster_is_relative_to_its_file(folder, picture, catalogue):
    path = picture("meta/posters/1.webp")
    folder(meta__extra_jsonl=[{"id": "1", "poster": "posters/1.webp"}])
    joined = join_metadata(catalogue, path.parents[1] / "extra.jsonl").catalogue
    assert joined.poster_path(joined["1"]) == path.resolve()


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("extra_csv", "name,plot\nToy Story,New.\n", ["extra.csv", "no row names its film", "imdb_id", "tmdb_id"]),
        ("extra_jsonl", '{"id"\n', ["extra.jsonl, line 1", "not JSON"]),
        ("extra_json", "{", ["extra.json", "not JSON"]),
        ("extra_json", '[{"id": 1, "id": 2}]', ["extra.json", "the field 'id' stands twice"]),
        ("extra_jsonl", '{"id": 1, "year": NaN}\n', ["extra.jsonl, line 1", "NaN is no number that JSON knows"]),
        ("extra_xml", "<films/>", ["extra.xml", ".csv, .tsv, .jsonl, .json or .parquet"]),
    ],
)
def test_bad_metadata_is_named(folder, catalogue, name, text, named):
    with pytest.raises(DataError) as caught:
        join_metadata(catalogue, folder(**{name: text}) / name.replace("_", "."))
    assert all(words in str(caught.value) for words in named), str(caught.value)


def test_metadata_that_is_not_there(tmp_path, catalogue):
    with pytest.raises(DataError, match=r"extra\.csv can't be opened"):
        join_metadata(catalogue, tmp_path / "extra.csv")


@pytest.mark.parametrize(
    "names",
    [("1.jpg", "2.png"), ("tt0114709.jpg", "tt0113497.png"), ("0114709.jpg", "0113497.png"), ("862.jpg", "8844.png")],
    ids=["film ids", "IMDb ids", "IMDb ids without tt", "TMDB ids"],
)
def test_posters_join_on_any_of_the_three_ids(picture, catalogue, names):
    paths = [picture(f"posters/{name}") for name in names]
    picture("posters/987654.jpg")
    joined, count, unmatched, *_ = join_posters(catalogue, paths[0].parent)
    assert [joined.poster_path(joined[film_id]) for film_id in "12"] == [path.resolve() for path in paths]
    assert count == 2
    assert unmatched == ("987654.jpg",)
    assert joined.poster_path(joined["862"]) is None, "862 is a TMDB id here, as most files of the folder show"


def test_a_film_keeps_its_poster_when_the_folder_has_none(picture):
    old, new = picture("own/posters/1.webp"), picture("more/2.jpg")
    films = (Film(id="1", title="A", poster="posters/1.webp"), Film(id="2", title="B", poster="posters/gone.webp"))
    joined = join_posters(Catalogue(films, old.parents[1]), new.parent).catalogue
    assert [joined.poster_path(film) for film in joined] == [old, new.resolve()]


def test_the_hash_of_the_data_does_not_depend_on_where_posters_lie(picture, catalogue):
    here, there = picture("here/1.webp"), picture("there/1.webp")
    hashes = {join_posters(catalogue, path.parent).catalogue.data_hash for path in (here, there)}
    assert len(hashes) == 1
    assert catalogue.data_hash not in hashes


def test_a_posters_folder_that_is_not_there(tmp_path, catalogue):
    with pytest.raises(DataError, match="nowhere is not a folder"):
        join_posters(catalogue, tmp_path / "nowhere")


def test_posters_that_are_no_images_are_found_and_can_be_left_out(folder, picture):
    good = picture("posters/1.png")
    path = folder(
        films_jsonl="",
        posters__2_png=b"GIF? no.",
        posters__3_png=good.read_bytes()[:45],
        posters__4_webp=b"",
    )
    films = tuple(
        Film(id=i, title=f"F{i}", poster=f"posters/{i}.{s}")
        for i, s in zip("1234", ["png"] * 3 + ["webp"], strict=True)
    )
    catalogue = Catalogue((*films, Film(id="5", title="F5")), path)
    faults = unreadable_posters(catalogue)
    assert [film.id for film, _ in faults] == ["2", "3", "4"]
    assert all(f"{film.id}." in reason and "not a picture" in reason for film, reason in faults)
    left = without_posters(catalogue, [film for film, _ in faults])
    assert [bool(left.poster_path(film)) for film in left] == [True, False, False, False, False]


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch, picture):
    monkeypatch.setattr("emde_core.data.pictures.MAX_PIXELS", 50)
    path = picture("posters/1.png")
    [(film, reason)] = unreadable_posters(Catalogue((Film(id="1", title="A", poster="1.png"),), path.parent))
    assert film.id == "1"
    assert "8 x 12 pixels" in reason


def test_the_report_tells_what_came_of_every_join(folder, picture, catalogue):
    picture("posters/1.png")
    path = folder(extra_csv="id,plot\n1,New.\n9,Lost.\n", posters__2_png=b"no image", posters__77_jpg=b"")
    data = Dataset.of(catalogue, None).with_metadata(path / "extra.csv").with_posters(path / "posters")
    data = data.with_readable_posters()
    text = "\n".join(data.report.lines())
    assert "extra.csv: 1 joined, 1 belong to no film" in text
    assert "joined by id (the catalogue's own)" in text
    assert "posters: 2 joined, 1 belong to no film (77.jpg)" in text
    assert "1 posters can't be read: not used (Jumanji" in text
    assert data.report.without["poster"] == 2
