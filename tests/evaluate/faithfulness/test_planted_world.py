"""Simulated tastes, and whether the modality that carries them leads."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate import planted_world
from emde_core.evaluate.faithfulness.planted_drivers import Planting, planted_driver_rows, planted_film, planting_rows
from emde_core.evaluate.planted_world import PlantedWorld, leading, prepare_planted
from emde_core.explain.recommend import part_sums
from emde_core.schema import CATEGORICAL, IMAGE, TEXT


@pytest.fixture(scope="module")
def world(crowd, quick) -> PlantedWorld:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planted_world, "VIEWERS", 800)
        patch.setattr(planted_world, "OF_EACH", 5)  # large ones: histories leave some films of each to recommend
        return PlantedWorld.of(crowd.encoded, quick)


@pytest.fixture(scope="module")
def rows(world):
    return {(row["subject"], row["metric"]): row for row in leading(world)}


def test_a_third_of_the_tastes_are_for_each_modality(crowd):
    interactions, truth = prepare_planted(crowd.encoded, viewers=600, seed=2)
    assert interactions.simulated
    assert len(interactions.viewers) == 600
    followed = truth[truth["weight"] > 0]
    shares = followed["modality"].value_counts(normalize=True)
    assert (shares - 1 / 3).abs().max() < 0.05
    assert set(followed["kind"]) == {"person", "genre and decade", "topic", "style"}
    assert set(followed.loc[followed["modality"] == TEXT, "kind"]) == {"topic"}, "no word is planted"


def test_topics_and_looks_are_fifteen_clusters_that_share_the_films_out(crowd):
    drivers = planted_world.plant(crowd.encoded, None, 20, 0).drivers
    for kind in ("topic", "style"):
        some = [each.films for each in drivers if each.kind == kind]
        assert len(some) == 15
        assert sum(len(films) for films in some) == len(frozenset().union(*some)) == len(crowd.encoded.catalogue)
    people = [len(each.films) for each in drivers if each.kind == "person"]
    assert people == sorted(people, reverse=True)
    assert len(people) == 15


def test_films_of_one_look_are_in_one_cluster(crowd):
    """Every fifteenth picture has the same colour."""
    drivers = [each.films for each in planted_world.plant(crowd.encoded, None, 20, 0).drivers if each.kind == "style"]
    together = [sum(str(k) in films for k in range(0, 120, 15)) for films in drivers]
    assert max(together) >= 6


def test_styles_that_are_given_are_the_looks(crowd):
    given = {film.id: ("ink", "neon", "sepia", "mono")[int(film.id) % 4] for film in crowd.encoded.catalogue}
    drivers = planted_world.plant(crowd.encoded, given, 20, 0).drivers
    assert {each.name for each in drivers if each.kind == "style"} == {"ink", "neon", "sepia", "mono"}


def test_nobody_follows_what_the_model_does_not_read(crowd):
    simulated = planted_world.plant(crowd.encoded.of([CATEGORICAL, IMAGE]), None, 50, 0)
    assert set(simulated.truth["modality"]) == {CATEGORICAL, IMAGE}


def test_asked_are_single_minded_viewers_whom_the_model_has_not_seen(world):
    truth = world.simulated.truth
    names = {rows["name"].iloc[0] for _, rows in truth.groupby("viewer") if len(rows) == 1}
    assert 60 < len(world.followers) < 250
    assert not set(world.train.viewers) & set(world.others.viewers)
    histories = {tuple(world.others.likes[[k]].indices) for k in range(len(world.others.viewers))}
    for each in world.followers:
        assert each.driver.name in names
        assert tuple(each.liked) in histories
        assert each.fits.sum() == len(each.driver.films)


def test_recommended_are_the_best_films_that_fit_and_are_new(world):
    follower = world.followers[0]
    query = follower.query(world.trained)
    films = follower.fitting_recommendations(query)
    rest = [k for k in np.flatnonzero(follower.fits) if k not in {*follower.liked, *follower.disliked}]
    assert films.tolist() == sorted(rest, key=lambda k: -query.scores[k])[:10]


def test_what_leads_is_the_largest_content_part(world):
    for follower in world.followers[:8]:
        query = follower.query(world.trained)
        sums = dict.fromkeys(world.trained.model.modalities, 0.0)
        for part in part_sums(query, follower.fitting_recommendations(query)):
            for modality in sums:
                sums[modality] += part[modality]
        assert follower.leads(world.trained) == (max(sums, key=sums.get) == follower.driver.modality)


def test_the_modality_that_is_followed_leads_and_does_not_when_exchanged(rows):
    for kind in ("topic", "style", "genre and decade"):  # few follow people here, and on few films chance is strong
        real, exchanged = rows[kind, "leads"], rows[kind, "leads_swapped"]
        assert real["mean"] >= 0.6, kind
        assert exchanged["mean"] < 0.4, kind
        assert real["low"] > exchanged["high"], kind
        assert real["n"] == exchanged["n"] >= 10


def test_exchanged_content_keeps_viewers_and_settings(world):
    other = world.swapped(IMAGE)
    models = (other.model, world.trained.model)
    text, image = ([model.units[modality][:] for model in models] for modality in (TEXT, IMAGE))
    assert (text[0] == text[1]).all()
    assert (image[0] != image[1]).any()
    ordered = [sorted(map(tuple, each)) for each in image]
    assert ordered[0] == ordered[1]
    assert (other.model.exposure.likes == world.trained.model.exposure.likes).all()


def test_a_film_that_fits_among_strangers_is_found(world):
    generator = np.random.default_rng(1)
    plantings = [planted_film(each, world.trained, generator) for each in world.followers[:30]]
    causal = [each.hit for each in plantings if each.causal]
    assert len(causal) > 5
    assert np.mean(causal) >= 0.85


def test_found_is_counted_where_it_was_causal():
    given = [Planting(True, True), Planting(True, False), Planting(False, True), Planting(False, False)]
    causal, found = planting_rows("film", given)
    assert (causal["metric"], causal["mean"], causal["n"]) == ("causal", 0.5, 4)
    assert (found["metric"], found["mean"], found["n"]) == ("found", 0.5, 2)


def test_nothing_is_planted_in_a_small_catalogue(small_prepared, small_config):
    assert planted_driver_rows(small_prepared, small_config, 5) == []
