from __future__ import annotations

import numpy as np
import pytest

from emde_core.data.catalogue import Film
from emde_core.modalities.base import Name, Subject
from emde_core.modalities.categorical import Categorical, categories_of
from emde_core.sketch.film_reader import FilmReader

FILMS = (
    Film(
        id="1",
        title="A",
        year=1984,
        genres=("Drama", "War"),
        directors=("X",),
        cast=("Y", "X"),
        writers=("X", "V"),
        composers=("W",),
        studios=("U", "Y", "T"),
        keywords=("sea",),
    ),
    Film(id="2", title="B", genres=("Drama",), countries=("Norway",), languages=("Norwegian",)),
    Film(id="3", title="C"),
)
MODALITY = Categorical(depth=7, width=64)


@pytest.fixture
def read():
    return MODALITY.read([Subject(film) for film in FILMS])


@pytest.fixture
def reader(read):
    return FilmReader(MODALITY, MODALITY.fit(read, seed=3))


def test_a_films_categories_with_their_fields():
    assert categories_of(FILMS[0]) == (
        ("genre", "Drama"),
        ("genre", "War"),
        ("director", "X"),
        *(("writer", "X"), ("writer", "V")),
        ("cast", "Y"),
        ("cast", "X"),
        ("composer", "W"),
        *(("studio", "U"), ("studio", "Y"), ("studio", "T")),
        ("keyword", "sea"),
        ("decade", "1980s"),
    )
    assert categories_of(FILMS[2]) == ()


def test_each_category_is_an_atom_and_is_shown_by_field_and_name(read):
    assert [len(film.keys) for film in read] == [13, 3, 0]
    assert read[2].places.shape == (0, 1)
    assert MODALITY.show(FILMS[1], read[1].places[1:]) == (Name("country", "Norway"), Name("language", "Norwegian"))


def test_weights_are_inverse_document_frequencies(reader, read):
    weights = reader.hash_atoms(read).weights
    assert weights[0] == weights[13] == pytest.approx(np.log(4 / 3) + 1)  # Drama, of two of three films
    assert weights[1] == weights[2] == pytest.approx(np.log(4 / 2) + 1)  # War and the director X, of one


def test_one_of_the_cast_and_a_keyword_count_less(reader, read):
    weights = dict(zip(read[0].keys, reader.hash_atoms(read).weights.tolist(), strict=False))
    assert weights["cast:X"] == pytest.approx(0.7 * weights["writer:X"])
    assert weights["keyword:sea"] == pytest.approx(0.5 * weights["decade:1980s"])


def test_one_name_in_two_fields_is_two_categories(reader):
    director, cast = (reader.hashing.codes([f"{field}:X"]) for field in ("director", "cast"))
    assert not np.array_equal(director, cast)


def test_categories_that_were_never_seen_are_left_out(reader):
    known, both, unknown = (
        reader.read([Subject(Film(id="9", title="Z", genres=genres))])
        for genres in (("Drama",), ("Opera", "Drama"), ("Opera",))
    )
    assert np.array_equal(known.counts(), both.counts())
    assert both.places.tolist() == [[1]]  # Drama's number among the film's own categories
    assert len(unknown.weights) == 0
    assert len(unknown) == 1
