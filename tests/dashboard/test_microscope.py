"""What the sketch microscope shows is what the model works with."""

import json

import numpy as np
import pytest

from dashboard.charts.sketches import heatmap, partition_dots, plane_map
from dashboard.microscope import Microscope, estimates, meetings, names_in
from emde_core.schema import CATEGORICAL, IMAGE, TEXT


@pytest.fixture(scope="module")
def scope(small_model):
    return Microscope(small_model)


@pytest.mark.parametrize("modality", [TEXT, CATEGORICAL, IMAGE])
def test_a_slide_is_the_models_sketch(scope, small_model, history, modality):
    slide = scope.slide(history, "3", modality)
    m = small_model.modalities.index(modality)
    codes = small_model.trained.readout.codes[:, m]
    by_hand = np.zeros((slide.depth, slide.width))
    for film in history.liked:
        for d, bucket in enumerate(codes[small_model.catalogue.index[film]]):
            by_hand[d, bucket] += bucket >= 0
    assert np.array_equal(slide.liked, by_hand)
    assert slide.answer.sum(axis=1) == pytest.approx(1)
    assert np.array_equal(slide.answer, small_model.output_sketch(history)[m])
    assert slide.sizes(1).sum() == (codes[:, 1] >= 0).sum()
    assert small_model.catalogue.index["3"] in slide.inside(2, slide.own[2])


def test_a_film_that_lacks_the_modality_has_no_buckets(scope, history):
    slide = scope.slide(history, "14", TEXT)
    assert slide.own is None
    assert np.isnan(slide.own_lift)


@pytest.mark.parametrize("modality", [TEXT, CATEGORICAL, IMAGE])
def test_two_cuts_are_drawn_as_they_are(scope, small_model, modality):
    present = small_model.trained.embeddings[modality].present
    for partition in range(5):
        plane = scope.facing_cuts(modality, partition)
        cuts = scope.cuts(modality, partition, plane)
        drawn = plane.points[present] @ cuts.normals[:2].T > cuts.levels[:2]
        assert np.array_equal(drawn, cuts.sides[present, :2])
        assert 0 < plane.kept <= 1
        assert plane.axes.T @ plane.axes == pytest.approx(np.eye(2))


def test_the_sides_of_all_cuts_are_the_bucket(scope, small_model):
    m, partition = small_model.modalities.index(TEXT), 3
    codes = small_model.trained.readout.codes[:, m, partition]
    sides = scope.cuts(TEXT, partition, scope.facing_films(TEXT)).sides
    present = np.flatnonzero(codes >= 0)
    for one in present:
        for other in present:
            assert (codes[one] == codes[other]) == (sides[one] == sides[other]).all()


def test_no_plane_keeps_more_than_the_films_own(scope):
    most = scope.facing_films(IMAGE).kept
    assert all(scope.facing_cuts(IMAGE, p).kept <= most + 1e-9 for p in range(5))


def test_partitions_estimates_average_to_the_bar(small_model, history):
    why = small_model.explain(history, "3", words=False)
    found = estimates(why, TEXT, 3)
    bars = {c.film.id: c.value for c in why.contributions if c.modality == TEXT}
    assert [abs(e.value) for e in found] == sorted((abs(e.value) for e in found), reverse=True)
    for each in found:
        assert len(each.each) == 5
        assert np.mean(each.each) == pytest.approx(each.value) == bars[each.film.id]
        assert np.std(each.each, ddof=1) / np.sqrt(5) == pytest.approx(each.spread)
        assert each.noise == pytest.approx(each.spread / abs(each.value))


@pytest.mark.parametrize("modality", [TEXT, CATEGORICAL, IMAGE])
def test_what_passes_through_shared_buckets_and_the_rest_are_the_bars(scope, small_model, history, modality):
    why = small_model.explain(history, "3", words=False)
    slide, index = scope.slide(history, "3", modality), small_model.catalogue.index
    met = meetings(why, slide, index)
    codes, own = slide.members, slide.own
    bars = {c.film.id: c for c in why.contributions if c.modality == modality}
    assert set(met.by_film) == set(bars)
    for film, meeting in met.by_film.items():
        same = [d for d in range(slide.depth) if codes[index[film], d] == own[d]]
        assert meeting.shared == len(same)
        assert meeting.through == pytest.approx(sum(bars[film].by_partition[d] for d in same))
    assert met.through + met.rest == pytest.approx(why.by_modality[modality])
    others = [p for p in np.flatnonzero(codes[:, 0] >= 0) if p != index["3"]]
    assert met.usual == pytest.approx(np.mean([(codes[p] == own).sum() for p in others]))


def test_a_film_in_no_bucket_meets_nobody(scope, small_model, history):
    why = small_model.explain(history, "14", words=False)
    assert meetings(why, scope.slide(history, "14", TEXT), small_model.catalogue.index) is None


def test_names_are_cut_off():
    class Named:
        def __init__(self, label):
            self.label = label

    films = [Named(f"Film {k}") for k in range(5)]
    assert names_in(films, np.array([1, 2])) == "Film 1, Film 2"
    assert names_in(films, np.arange(5)) == "Film 0, Film 1, Film 2 and 2 more"


def test_figures_hold_the_numbers_and_no_markup(scope, small_model, history):
    slide = scope.slide(history, "3", TEXT)
    plane = scope.facing_cuts(TEXT, 0)
    cuts = scope.cuts(TEXT, 0, plane)
    films = [(int(p), "<b>Bold</b>", "") for p in scope.on_map(slide, "3", history)]
    map_ = plane_map(plane, cuts, 2, films, np.ones(len(small_model.catalogue), dtype=bool), TEXT)
    assert len(map_.layout.shapes) == 2
    assert "<b>" not in map_.to_json()
    hover = [["" for _ in range(slide.width)] for _ in range(slide.depth)]
    heat = json.loads(heatmap(slide.liked, slide, 0, 1, hover, scale=(0, 2), crossed=True).to_json())
    assert np.array_equal(heat["data"][0]["z"], slide.liked)
    assert heat["data"][-1]["x"] == slide.own.tolist()
    found = estimates(small_model.explain(history, "3", words=False), TEXT, 2)
    dots = json.loads(partition_dots(found, TEXT).to_json())
    assert dots["data"][1]["x"] == [each.value for each in found]
