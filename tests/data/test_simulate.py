from __future__ import annotations

import numpy as np
import pytest

from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.readers.native import read_native
from emde_core.data.simulate import MODALITY, SHUNS, TRUTH_COLUMNS, Driver, planted_drivers, simulate
from emde_core.errors import DataError

THEMES = ("heist", "first love", "time travel", "sea")
STYLES = ("neon", "sepia", "ink", "pastel", "mono")


def films(count):
    return Catalogue(
        tuple(
            Film(
                id=str(k),
                title=f"Film {k}",
                year=1950 + 10 * (k % 6),
                genres=("Drama", "Comedy", "Horror")[k % 3 :: 2],
                directors=(f"Director {k % (count // 6)}",),
                cast=(f"Actor {k % 31}", f"Actor {k % 23}"),
                keywords=(THEMES[k % 4],) if k % 3 else (),
                plot="They meet at the Sea; time stands still." if k % 11 == 0 else "Nothing happens.",
            )
            for k in range(count)
        )
    )


def styles(catalogue):
    return {film.id: STYLES[int(film.id) * 7 % 5] for film in catalogue}


@pytest.fixture(scope="module")
def simulated():
    catalogue = films(300)
    return simulate(catalogue, viewers=400, seed=3, styles=styles(catalogue))


def test_every_viewer_has_ratings_and_they_are_called_simulated():
    catalogue = films(600)
    simulation = simulate(catalogue, viewers=2000, styles=styles(catalogue))
    assert len(simulation.interactions.viewers) == 2000
    assert simulation.interactions.simulated


def test_the_seed_decides():
    catalogue = films(120)
    first, again, other = (simulate(catalogue, 20, seed) for seed in (1, 1, 2))
    assert first.interactions.table.equals(again.interactions.table)
    assert first.truth.equals(again.truth)
    assert first.interactions.data_hash != other.interactions.data_hash


def test_truth_has_every_kind_with_its_modality_and_weights_that_add_up(simulated):
    truth = simulated.truth
    assert tuple(truth.columns) == TRUTH_COLUMNS
    assert set(truth["kind"]) == set(MODALITY) - {"topic"}, "topics are given from outside"
    assert (truth["modality"] == truth["kind"].map(MODALITY)).all()
    followed = truth[truth["weight"] > 0].groupby("viewer")["weight"]
    assert np.allclose(followed.sum(), 1)
    assert set(followed.size()) == {1, 2, 3}
    shunned = (truth["weight"] < 0).sum() / 400
    assert abs(shunned - SHUNS) < 0.08


def test_ratings_are_whole_stars_likes_and_dislikes(simulated):
    table = simulated.interactions.table
    assert set(table["rating"]) == {1, 2, 3, 4, 5}
    assert 0.2 < (table["rating"] >= 4).mean() < 0.7
    assert table.groupby("viewer").size().between(10, 150).all()


def test_modalities_are_followed_alike_and_kinds_within_one():
    catalogue = films(300)
    followed = simulate(catalogue, 3000, seed=4, styles=styles(catalogue)).truth.query("weight > 0")
    shares = followed["modality"].value_counts(normalize=True)
    assert abs(shares - 1 / 3).max() < 0.03
    categories = followed[followed["modality"] == "categorical"]["kind"].value_counts(normalize=True)
    assert abs(categories - 1 / 2).max() < 0.04


def test_drivers_may_come_from_outside():
    topics = tuple(Driver("topic", f"topic {k}", frozenset(str(f) for f in range(k, 120, 6))) for k in range(6))
    made = simulate(films(120), 40, seed=2, drivers=topics)
    assert made.drivers == topics
    assert set(made.truth["kind"]) == {"topic"}
    assert set(made.truth["modality"]) == {"text"}


@pytest.mark.parametrize("kind", [kind for kind in MODALITY if kind != "topic"])
def test_viewers_watch_and_like_what_they_follow(simulated, kind):
    sole = simulated.truth[(simulated.truth["weight"] == 1) & (simulated.truth["kind"] == kind)]
    driver = {each.name: each.films for each in simulated.drivers if each.kind == kind}
    fits = {row.viewer: driver[row.name] for row in sole.itertuples(index=False)}
    rows = simulated.interactions.table[simulated.interactions.table["viewer"].isin(list(fits))]
    fitting = np.array([film in fits[viewer] for viewer, film in zip(rows["viewer"], rows["film"], strict=True)])
    liked = rows["rating"].to_numpy() >= 4
    assert liked[fitting].mean() > 0.8
    assert liked[~fitting].mean() < 0.25
    share = np.mean([len(films) / 300 for films in fits.values()])
    assert fitting.mean() > 2 * share


def test_viewers_dislike_what_they_shun(simulated):
    driver = {(each.kind, each.name): each.films for each in simulated.drivers}
    shunned = simulated.truth[simulated.truth["weight"] < 0]
    table = simulated.interactions.table
    means = [
        table.loc[(table["viewer"] == row.viewer) & table["film"].isin(driver[row.kind, row.name]), "rating"].mean()
        for row in shunned.itertuples(index=False)
    ]
    assert np.nanmean(means) < 2.2


def test_some_films_are_popular_beyond_all_tastes(simulated):
    counts = np.sort(simulated.interactions.table["film"].value_counts().to_numpy())
    assert counts[-30:].mean() > 3 * counts[:30].mean()


def test_themes_are_found_in_keywords_and_in_the_words_of_plots():
    drivers = {driver.name: driver.films for driver in planted_drivers(films(120), {}) if driver.kind == "theme"}
    assert "0" in drivers["sea"], "its plot has the word, with a capital and a semicolon"
    assert "7" in drivers["sea"], "its keywords have it"
    assert "0" not in drivers["time travel"], "its plot has only one of the two words"


def test_without_styles_no_taste_is_for_posters():
    assert "style" not in set(simulate(films(120), 30).truth["kind"])


def test_written_beside_each_other_and_read_back_as_simulated(tmp_path, simulated):
    (tmp_path / "films.jsonl").write_text("".join(film.model_dump_json() + "\n" for film in films(300)))
    simulated.write(tmp_path)
    data = read_native(tmp_path)
    read = data.interactions
    assert read.simulated
    assert data.report.lines()[1].endswith("ratings by 400 simulated viewers")
    assert read.data_hash == simulated.interactions.data_hash
    assert (tmp_path / "truth.csv").read_text().splitlines()[0] == "viewer,kind,name,weight,modality"


def test_a_catalogue_with_nothing_in_common():
    bare = Catalogue(tuple(Film(id=str(k), title=str(k)) for k in range(9)))
    with pytest.raises(DataError, match=r"shared by 4 to 4 of the 9 films"):
        simulate(bare)
