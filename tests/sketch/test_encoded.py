from __future__ import annotations

import numpy as np
import pytest

from emde_core import Catalogue
from emde_core.errors import DataError
from emde_core.modalities.base import Name, Region, Subject
from emde_core.sketch.encoded_catalogue import encode_catalogue
from emde_core.sketch.film_reader import FilmReader
from emde_core.text.words import Span
from tests import toy


def test_a_film_has_atoms_in_the_modalities_that_it_has():
    encoded = toy.encoded()
    for modality, lacking in toy.WITHOUT.items():
        assert encoded.having(modality).tolist() == [f"f{k}" not in lacking for k in range(toy.FILMS)]


def test_how_atoms_are_shown():
    encoded, film = toy.encoded(), toy.catalogue()["f2"]
    words = encoded.appearances("text", 2)
    assert [film.plot[each.start : each.end] for each in words][:4] == ["Rosa", "O'Nei", "l", "leave"]
    assert isinstance(words[0], Span)
    assert encoded.appearances("categorical", 2)[:3] == (
        Name("genre", "Comedy"),
        Name("genre", "Western"),
        Name("director", "Director 10"),
    )
    assert encoded.appearances("image", 2)[3] == Region(1 / 2, 1 / 3, 1 / 2, 1 / 3)
    assert encoded.appearances("image", 8) == ()


def test_adding_a_modality_leaves_the_others_as_they_were():
    text, categorical, image = toy.modalities()
    alone = encode_catalogue(toy.catalogue(), [image], seed=5)
    together = encode_catalogue(toy.catalogue(), [text, image, categorical], seed=5)
    assert together.modalities == ("text", "image", "categorical")
    assert np.array_equal(alone.atoms["image"].cells, together.atoms["image"].cells)
    other = encode_catalogue(toy.catalogue(), [image], seed=6)
    assert not np.array_equal(alone.atoms["image"].cells, other.atoms["image"].cells)


def test_a_film_without_a_modality_does_not_move_the_others():
    films = [film for film in toy.catalogue() if film.id not in toy.WITHOUT["text"]]
    text, *_ = toy.modalities()
    fewer = encode_catalogue(Catalogue(tuple(films)), [text], seed=5)
    assert np.array_equal(fewer.atoms["text"].cells, toy.encoded().atoms["text"].cells)


def test_a_modality_that_no_film_has_is_left_out():
    text, _, image = toy.modalities()
    blind = Catalogue(tuple(film.model_copy(update={"poster": ""}) for film in toy.catalogue()))
    assert encode_catalogue(blind, [image, text]).modalities == ("text",)


def test_some_of_the_modalities():
    encoded = toy.encoded()
    assert encoded.of(("image", "smell", "text")).modalities == ("image", "text")
    assert encoded.of(None).modalities == encoded.modalities == ("text", "categorical", "image")


def test_no_films_can_not_be_read():
    with pytest.raises(DataError, match="the catalogue has no films: there is nothing to encode"):
        encode_catalogue(Catalogue(()), toy.modalities())


def test_a_large_catalogue_is_read_in_parts_and_nothing_is_held_that_no_hash_is_fitted_on(monkeypatch):
    monkeypatch.setattr("emde_core.sketch.encoded_catalogue.FILMS_AT_ONCE", 4)
    every = encode_catalogue(toy.catalogue(), toy.modalities(), seed=5)
    for modality, atoms in toy.encoded().atoms.items():  # fitted on all of them: the same in parts
        assert np.array_equal(every.atoms[modality].cells, atoms.cells)
        assert np.array_equal(every.atoms[modality].offsets, atoms.offsets)
    text = toy.modalities()[0]
    films = text.read([Subject(film) for film in toy.catalogue()])
    monkeypatch.setattr(type(text), "fit_atoms", 1)
    first = np.sort(np.random.default_rng(5).permutation(toy.FILMS)[:4])
    reader = FilmReader(text, text.fit([films[k] for k in first], 5))
    in_parts = encode_catalogue(toy.catalogue(), [text], seed=5)
    assert np.array_equal(in_parts.atoms["text"].cells, reader.hash_atoms(films).cells)
    assert np.array_equal(in_parts.atoms["text"].places, toy.encoded().atoms["text"].places)
    assert not np.array_equal(in_parts.atoms["text"].cells, toy.encoded().atoms["text"].cells)
