"""The measuring stick of growth: the made-up catalogue keeps its promises, and a report has what readers look for."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from emde_core.data.readers.registry import open_dataset
from emde_core.errors import ConfigError
from tests.benchmarks import growing_catalogue, growth_steps
from tests.benchmarks.growing_catalogue import GrowingCatalogue
from tests.benchmarks.growth import Bounds, grow, machine, main, report_of
from tests.benchmarks.growth_report import exponents, table

GROWING = GrowingCatalogue(films=500, viewers=700, ratings=20_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("growing")
    GROWING.write(folder)
    return folder


@pytest.fixture(scope="module")
def ratings(folder):
    return pd.read_parquet(folder / "ratings.parquet")


def hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_seed_writes_the_same_files_and_another_seed_others(folder, tmp_path):
    GROWING.write(tmp_path / "again")
    assert hashes(tmp_path / "again") == hashes(folder)
    GrowingCatalogue(GROWING.films, GROWING.viewers, GROWING.ratings, seed=1).write(tmp_path / "other")
    other = hashes(tmp_path / "other")
    assert all(other[name] != each for name, each in hashes(folder).items())


def test_films_viewers_and_ratings_are_exactly_as_many_as_were_asked_for(folder, ratings):
    dataset = open_dataset(folder)
    assert len(dataset.catalogue) == GROWING.films
    dataset.refuse_rows_left_out()  # raises where there are any
    assert dataset.interactions.simulated
    assert (len(ratings), ratings["viewer"].nunique()) == (GROWING.ratings, GROWING.viewers)
    assert not ratings.duplicated(["viewer", "film"]).any()
    assert set(ratings["rating"]) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("ratings", [40, 500, 800])
def test_each_viewer_may_rate_a_single_film_and_as_many_as_half_of_all(ratings):
    tables = GrowingCatalogue(films=40, viewers=40, ratings=ratings).rating_tables()
    assert sum(len(each) for each in tables) == ratings


@pytest.mark.parametrize("ratings", [39, 801])
def test_ratings_that_do_not_fit_are_refused(ratings):
    with pytest.raises(ConfigError, match="ratings must be 40 to 800"):
        GrowingCatalogue(films=40, viewers=40, ratings=ratings)


def test_popularity_has_a_heavy_tail(ratings):
    counts = np.sort(ratings["film"].value_counts())[::-1]
    top = counts[: GROWING.films // 10].sum() / counts.sum()
    assert 0.4 < top < 0.7  # of ML-100K's ratings a tenth of the films has .43; evenly spread it would be .1
    assert counts.sum() / GROWING.films > 1.5 * np.median(counts)  # ML-100K: 2.2


def test_a_few_people_make_many_films(folder):
    films = open_dataset(folder).catalogue.films
    films_of = Counter(person for film in films for person in film.cast)
    most, median = max(films_of.values()), np.median(list(films_of.values()))
    assert median <= 2
    assert most > 8 * median


def test_viewers_like_the_genre_that_they_love_and_not_the_one_that_they_shun(folder, ratings):
    truth = pd.read_csv(folder / "truth.csv")
    genres = {film.id: set(film.genres) for film in open_dataset(folder).catalogue.films}
    tastes = {sign: dict(zip(t["viewer"], t["name"], strict=True)) for sign, t in truth.groupby("weight")}
    fits = {
        sign: np.array([of[viewer] in genres[film] for viewer, film in ratings[["viewer", "film"]].to_numpy()])
        for sign, of in tastes.items()
    }
    loved, shunned = fits[1.0], fits[-1.0] & ~fits[1.0]
    liked = ratings["rating"].to_numpy() >= 4
    assert loved.mean() > 0.4
    assert liked[loved].mean() > 0.75
    assert liked[~loved & ~shunned].mean() < 0.25
    assert liked[shunned].mean() < 0.05


def peak(viewers, consume):
    """The most bytes, of Python's and Arrow's, while ratings are made."""
    tables = GrowingCatalogue(films=500, viewers=viewers, ratings=50 * viewers).rating_tables()
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    arrow = [pa.total_allocated_bytes() - before for _ in consume(tables)]
    python = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return max(arrow) + python


def test_memory_does_not_grow_with_ratings(monkeypatch):
    """A viewer more, with 50 ratings of 28 bytes and more, takes a tenth of what it takes where all tables are kept."""
    monkeypatch.setattr(growing_catalogue, "VIEWERS_AT_ONCE", 100)
    peak(100, iter)  # what is loaded once
    assert peak(600, iter) - peak(200, iter) < 400 * 140
    assert peak(600, list) - peak(200, list) > 400 * 700


def test_a_report_has_its_fields(monkeypatch, tmp_path, capsys):
    """All steps run in this process, at two tiny sizes, without plots, for which the language model would be needed."""
    monkeypatch.setattr(growth_steps, "RUNS", 2)

    def run(_, step, folder, growing):
        return json.loads(growth_steps.as_json(growth_steps.STEPS[step](folder, growing)))

    monkeypatch.setattr(Bounds, "run", run)
    out = tmp_path / "growth.json"
    main(
        [
            "--films",
            "40",
            "60",
            "--ratings-a-film",
            "15",
            "--ratings-a-viewer",
            "10",
            "--plot-words",
            "0",
            "--out",
            str(out),
        ]
    )
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["command"].startswith("python -m tests.benchmarks.growth --films 40 60")
    assert {"python", "numpy", "scipy", "torch"} <= set(report["versions"])
    assert {"cores", "memory_bytes", "processor", "threads", "load"} <= set(report["machine"])
    assert [(size["films"], size["viewers"], size["ratings"]) for size in report["sizes"]] == [
        (40, 60, 600),
        (60, 90, 900),
    ]
    for size in report["sizes"]:
        assert list(size["steps"]) == ["generate", "prepare", "ease", "train", "load", "rank", "explain"]
        assert all(each["seconds"] > 0 and each["memory_bytes"] > 10**7 for each in size["steps"].values())
        assert all(size["steps"][step]["disk_bytes"] > 0 for step in ("generate", "prepare", "train"))
    assert set(report["times_of_ease"]) == {"40", "60"}
    assert "processor_seconds" in report["exponents"]["train"]
    shown = capsys.readouterr().out
    assert "| train, peak memory |" in shown
    assert "| train, times EASE: memory |" in shown


def test_a_step_that_breaks_is_not_tried_again_nor_what_needs_it():
    def run(step, _, growing):
        if step == "train" and growing.films == 80:
            return {"broke": "MemoryError"}
        cost = float(growing.films) ** 2
        return {
            "seconds": cost,
            "processor_seconds": cost,
            "memory_bytes": 10**9,
            "memory_before_bytes": 0,
            "disk_bytes": 0,
        }

    sizes = list(grow([GrowingCatalogue(films, 10, 100) for films in (160, 40, 80, 60)], run))
    assert [size["films"] for size in sizes] == [40, 60, 80, 160]
    assert [size["steps"]["train"].get("broke") for size in sizes] == [
        None,
        None,
        "MemoryError",
        "not tried: train broke at 80 films",
    ]
    assert "broke" not in sizes[-1]["steps"]["ease"]
    assert sizes[-1]["steps"]["rank"]["broke"] == "not tried: train broke at 80 films"
    assert exponents(sizes)["ease"]["processor_seconds"] == pytest.approx(2)
    assert "80 films, train: MemoryError" in table(report_of(sizes, "command", Bounds(1, 1.0)))


def test_a_process_without_memory_enough_says_so(tmp_path):
    broke = Bounds(1, 60.0).run("generate", tmp_path, GROWING)["broke"]
    assert broke


def test_the_machine_is_told_without_its_name():
    assert not {"host", "node", "name"} & set(machine())
