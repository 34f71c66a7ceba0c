from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from emde_core.sketch.atoms import Atoms
from emde_core.sketch.film_sketches import ROWS_KEPT, CentredSketches, FilmSketches, LatestRows, mean_sketch
from tests import toy

FILMS = [12, 0, 9, 3, 0]


def tall(modality):
    """The atoms of the toy's films, in so wide sketches that most buckets are empty."""
    atoms = toy.encoded().atoms[modality]
    if modality != "categorical":
        return atoms
    return Atoms.of_codes(atoms.codes, atoms.weights, atoms.places, atoms.offsets, 4096)


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_sketches_are_counts_of_length_1_and_films_without_atoms_have_none(modality):
    atoms = toy.encoded().atoms[modality]
    sketches, counts = FilmSketches(atoms), atoms.counts()
    np.testing.assert_allclose(sketches.counts(slice(None)), counts, rtol=1e-12)
    assert len(sketches) == toy.FILMS
    np.testing.assert_allclose(np.linalg.norm(sketches[:], axis=1), toy.encoded().having(modality), atol=1e-12)
    lengths = np.linalg.norm(counts, axis=1)
    np.testing.assert_allclose(sketches[:] * lengths[:, None], counts, atol=1e-12)


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_some_films_are_counted_as_all_are_in_any_order(modality):
    atoms = tall(modality)
    some, every = FilmSketches(atoms), FilmSketches(atoms)[:]
    assert np.array_equal(some[FILMS], every[FILMS])
    assert np.array_equal(some[2], every[2])
    assert np.array_equal(some[2:4], every[2:4])
    assert np.array_equal(some[:], every)
    np.testing.assert_allclose(FilmSketches(atoms.of(12))[0], every[12], atol=1e-15)


def test_whole_counts_take_a_byte_and_wide_sketches_are_sparse():
    """What is kept follows the atoms; what it holds is the same."""
    text, names = FilmSketches(toy.encoded().atoms["text"]), FilmSketches(tall("categorical"))
    text.counts(FILMS), names.counts(FILMS)
    assert vars(text)["_counts"].dtype == np.uint8
    assert isinstance(vars(names)["_entries"], sparse.csr_array)
    np.testing.assert_allclose(names.counts([2])[0].sum(), names.atoms.of(2).weights.sum() * names.atoms.depth)


def test_more_atoms_than_a_byte_can_count_take_two():
    atoms = toy.encoded().atoms["text"].of(2)
    many = replace(atoms, cells=np.repeat(atoms.cells[:1], 300, 0), weights=np.ones(300), offsets=np.array([0, 300]))
    assert FilmSketches(many).counts(0).max() == 300


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_the_mean_is_of_the_films_that_have_the_modality_and_is_taken_off_those(modality):
    sketches, gains = toy.encoded().sketches[modality], np.arange(1.0, toy.FILMS + 1)
    dense, having = sketches[:], toy.encoded().having(modality)
    mean = mean_sketch(sketches, gains, np.arange(len(sketches)))
    np.testing.assert_allclose(mean, np.average(dense[having], axis=0, weights=gains[having]), atol=1e-12)
    np.testing.assert_allclose(sketches.mean, dense[having].mean(axis=0), atol=1e-12)
    centred, other = CentredSketches(sketches, mean), np.arange(2.0 * len(mean)).reshape(len(mean), 2)
    expected = np.where(having[:, None], dense - mean, 0)
    np.testing.assert_allclose(centred[:], expected, atol=1e-12)
    np.testing.assert_allclose(centred @ other, expected @ other, atol=1e-9)


@pytest.mark.parametrize("modality", toy.WITHOUT)
@pytest.mark.parametrize("columns", [(), (3,)])
def test_some_films_are_multiplied_as_all_are_however_sketches_are_kept(modality, columns):
    units, some = FilmSketches(tall(modality)), np.array(FILMS)
    others = np.random.default_rng(2).normal(size=(units.size, *columns))
    np.testing.assert_allclose(FilmSketches(tall(modality)).times(others, some), units[:][some] @ others, atol=1e-12)
    for each in (units, units[:]):
        centred = CentredSketches(each, units.mean)
        np.testing.assert_allclose(centred.times(others, some), centred[some] @ others, atol=1e-12)
        assert np.array_equal(centred.times(others, slice(None)), centred @ others)


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_products_in_each_partition_are_those_of_its_columns_however_sketches_are_kept(modality):
    units, some = FilmSketches(tall(modality)), np.array(FILMS)
    depth, other = units.atoms.depth, np.random.default_rng(3).normal(size=units.size)
    for each in (units, units[:]):
        centred = CentredSketches(each, units.mean)
        by_partition = centred[:].reshape(toy.FILMS, depth, -1)
        expected = np.einsum("ndw,dw->nd", by_partition[some], other.reshape(depth, -1))
        np.testing.assert_allclose(centred.by_partition(other, some, depth), expected, atol=1e-12)
        for partition, rows in zip(centred.partitions(depth), by_partition.transpose(1, 0, 2), strict=True):
            np.testing.assert_allclose(partition.rows @ partition.across(some), rows @ rows[some].T, atol=1e-14)


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_films_in_another_order_keep_their_sketches(modality):
    units = FilmSketches(tall(modality))
    assert np.array_equal(units.reorder(np.array(FILMS))[:], units[FILMS])


@pytest.mark.parametrize("modality", toy.WITHOUT)
def test_likeness_is_of_centred_sketches_however_counts_are_kept(modality):
    units = FilmSketches(tall(modality))
    centred = CentredSketches(units, units.mean)
    expected = centred[:] @ centred[:][FILMS].T
    np.testing.assert_allclose(units.products(np.array(FILMS)), units[:] @ units[:][FILMS].T, atol=1e-14)
    np.testing.assert_allclose(centred.likeness(np.array(FILMS)), expected, atol=1e-14)
    np.testing.assert_allclose(CentredSketches(units[:], units.mean).likeness(np.array(FILMS)), expected, atol=1e-14)
    assert centred.likeness(np.zeros(0, dtype=int)).shape == (toy.FILMS, 0)


def test_sums_of_products_that_single_precision_lacks_are_in_double():
    """Counts of 4,099 in one bucket: their product, 4,099 squared, is odd and above 2 ** 24."""
    sizes = np.array([4099, 4099])
    codes, offsets = np.zeros((sizes.sum(), 1), dtype=int), np.concatenate([[0], np.cumsum(sizes)])
    sketches = FilmSketches(Atoms.of_codes(codes, np.ones(len(codes)), codes, offsets, 2))
    assert sketches.products(np.array([0])).tolist() == [[1], [1]]


def test_rows_are_made_once_and_the_missing_ones_together():
    rows, made = LatestRows(), []

    def make(numbers):
        made.append(numbers.tolist())
        return numbers[:, None] * np.ones(2)

    assert rows.take(np.array([3, 1, 3]), make).tolist() == [[3, 3], [1, 1], [3, 3]]
    assert rows.take(np.array([2, 1]), make).tolist() == [[2, 2], [1, 1]]
    assert made == [[1, 3], [2]]
    rows.take(np.arange(10, 11 + ROWS_KEPT), make)
    assert rows.take(np.array([5]), make).tolist() == [[5, 5]]  # with those that are kept no longer
    assert rows.take(np.array([1]), make).tolist() == [[1, 1]]
    assert made[-1] == [1]
