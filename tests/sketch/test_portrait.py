from __future__ import annotations

import numpy as np
import pytest

from emde_core import Film
from emde_core.modalities.base import Name
from emde_core.sketch.portrait import Portrait
from tests import toy


@pytest.mark.parametrize("position", range(toy.FILMS))
def test_a_film_read_anew_is_the_film_of_the_catalogue(position):
    encoded = toy.encoded()
    told = Portrait.of_catalogue(encoded, position)
    anew = Portrait.of_new(encoded, told.film)
    assert (told.position, anew.position) == (position, None)
    assert list(told.by_modality) == list(anew.by_modality) == list(told.units)
    for modality, part in told.by_modality.items():
        other = anew.by_modality[modality]
        assert np.array_equal(part.atoms.cells, other.atoms.cells)
        np.testing.assert_allclose(part.unit, other.unit, atol=1e-12)
        assert (part.length, part.total) == (pytest.approx(other.length), pytest.approx(other.total))
        assert told.appearances(encoded, modality) == anew.appearances(encoded, modality)


def test_names_that_the_catalogue_does_not_know_are_left_out():
    film = Film(id="new", title="New", genres=("Drama", "War"), directors=("Nobody",))
    portrait = Portrait.of_new(toy.encoded(), film)
    assert portrait.appearances(toy.encoded(), "categorical") == (Name("genre", "Drama"),)
    assert Portrait.of_new(toy.encoded(), Film(id="new", title="New", genres=("War",))).by_modality == {}


def test_what_atoms_add_is_what_their_sum_adds():
    generator = np.random.default_rng(0)
    for modality, part in Portrait.of_catalogue(toy.encoded(), 0).by_modality.items():
        mean, table = generator.normal(size=(2, len(part.unit)))
        shares = part.shares(table, mean)
        assert shares.sum() == pytest.approx((part.unit - mean) @ table), modality
        by_cells = part.shares_by(part.atoms.table(table), float(mean @ table))
        assert by_cells.tolist() == shares.tolist()


@pytest.mark.parametrize("modality", ["categorical", "text"])
def test_a_new_film_of_which_little_is_known_is_no_shorter_than_the_shortest_of_the_catalogue(modality):
    encoded = toy.encoded()
    shortest = min(Portrait.of_catalogue(encoded, k).by_modality[modality].length for k in having(encoded, modality))
    fields = {"categorical": {"genres": ("Drama",)}, "text": {"plot": "Fog."}}[modality]
    part = Portrait.of_new(encoded, Film(id="new", title="New", **fields)).by_modality[modality]
    assert np.linalg.norm(part.atoms.counts()[0]) < part.length == pytest.approx(shortest)
    generator = np.random.default_rng(0)
    mean, table = generator.normal(size=(2, len(part.unit)))
    assert part.shares(table, mean).sum() == pytest.approx((part.unit - mean) @ table), "they still add up"


def having(encoded, modality):
    """The positions of films that have the modality."""
    return np.flatnonzero(encoded.having(modality)).tolist()
