"""Wishes: entries of a history that stand for a name, a word, a region of a poster, or popularity."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import FilmNameError, HistoryError
from emde_core.explain.wishes import WishReader
from emde_core.history import Wish, less, more
from emde_core.sketch.encoded_catalogue import EncodedCatalogue
from tests import toy

appearances = EncodedCatalogue.appearances

HISTORY = History(("f0", "f1"), ("f5",))


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


def read(wish):
    (found,) = WishReader(toy.encoded()).read(History((), (), (wish,)))
    return found


def test_a_name_is_its_one_atom_whatever_film_has_it():
    """Director 20 made films 4 and 10."""
    atoms, found = toy.encoded().atoms["categorical"], read(more("director", "Director 20"))
    assert found.modality == "categorical"
    for film in (4, 10):
        codes = atoms.of(film).codes[2]  # after two genres
        by_hand = np.eye(atoms.width)[codes].ravel() / np.sqrt(atoms.depth)
        np.testing.assert_allclose(found.sketch, 2.5 * by_hand, atol=1e-12)


def test_a_word_is_the_sum_of_its_tokens_wherever_it_stands():
    """ "betrayal" is two tokens, "betra" and "yal", and reads otherwise in each plot."""
    atoms, found, counts = toy.encoded().atoms["text"], read(more("word", "Betrayal", 2)), np.zeros(6 * 4)
    for film, each in enumerate(toy.catalogue()):
        for a, (start, end) in enumerate(atoms.of(film).places.tolist()):
            if each.plot[start:end].casefold() in ("betra", "yal"):
                counts[np.arange(6) * 4 + atoms.of(film).codes[a]] += 1
    assert counts.sum() > 6 * 4
    np.testing.assert_allclose(found.sketch, 2.5 * 2 * counts / np.linalg.norm(counts), atol=1e-12)


def test_a_region_is_its_patch():
    atoms, found = toy.encoded().atoms["image"], read(less("region", "Film 4:2-0", 0.5))
    by_hand = np.eye(atoms.width)[atoms.of(4).codes[4]].ravel() / np.sqrt(
        atoms.depth
    )  # third row, first of two columns
    np.testing.assert_allclose(found.sketch, 2.5 * -0.5 * by_hand, atol=1e-12)


def test_names_are_looked_for_in_every_film_only_where_names_are_shown(monkeypatch):
    encoded, shown = toy.encoded(), []
    monkeypatch.setattr(
        EncodedCatalogue,
        "appearances",
        lambda self, modality, position: shown.append(modality) or appearances(self, modality, position),
    )
    assert WishReader(encoded).choices(1000)
    counts = Counter(shown)
    assert counts["categorical"] >= len(encoded.catalogue)
    assert counts["text"] == counts["image"] == 1  # they show tokens and patches, many in each film


def test_names_and_words_are_found_in_any_case():
    for one, other in (
        (more("genre", "musical"), more("genre", "Musical")),
        (more("word", "ADA"), more("word", "ada")),
    ):
        assert np.array_equal(read(one).sketch, read(other).sketch)


@pytest.mark.parametrize(
    ("wish", "having"),
    [
        (more("director", "Director 20"), {"f4", "f10"}),
        (more("word", "sheriff"), {"f2", "f8", "f14"}),
        (more("region", "f4:0-0"), {"f2", "f4", "f11"}),  # the red ones
    ],
)
def test_what_is_wished_for_rises_and_what_is_not_falls(model, wish, having):
    places = [model.catalogue.index[film] for film in having]
    plain = model.rank(HISTORY).scores
    for sign in (1, -1):
        wished = model.rank(HISTORY.with_wish(Wish(wish.kind, wish.name, sign))).scores
        assert (sign * (wished - plain)[places] > 0).all()
        others = np.delete(sign * (wished - plain), places)
        assert (sign * (wished - plain)[places]).mean() > others.mean() + 0.1


def test_a_wish_counts_as_much_as_its_weight(model):
    plain = model.rank(HISTORY).scores
    once, thrice = (model.rank(HISTORY.with_wish(more("genre", "Horror", w))).scores - plain for w in (1, 3))
    np.testing.assert_allclose(thrice, 3 * once, atol=1e-9)


def test_popularity_has_a_part_of_its_own(model):
    liked = model.trained.model.exposure.likes
    why = model.explain(HISTORY.with_wish(less("popularity")), "f6")
    assert why.contributions[-1].part == "popularity"
    changed = model.rank(HISTORY.with_wish(less("popularity"))).scores - model.rank(HISTORY).scores
    assert changed[liked.argmax()] == changed.min() < 0
    rated = model.trained.model.exposure.ratings > 0
    assert changed[rated][liked[rated].argmin()] == changed.max() > 0


def test_a_history_of_wishes_alone_is_one(model):
    wishes = History((), (), (more("director", "Director 20"), less("word", "harbour")))
    (best,) = model.recommend(wishes, 1)
    assert best.film.directors == ("Director 20",)
    why = model.explain(wishes, best.film.id)
    assert [(each.entry, each.reaction, each.film) for each in why.contributions] == [
        ("director:Director 20", "wish", None),
        ("word:harbour", "wish", None),
    ]
    assert [each.label for each in why.contributions] == ["more director Director 20", "less word harbour"]
    assert (why.company, why.history_atoms) == ((), ())


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (more("director", "Director 99"), r"no film of the catalogue has the director 'Director 99'; the nearest are"),
        (more("word", "sherif"), r"no film of the catalogue has the word 'sherif'; the nearest are"),
        (more("word", "qqqqq"), r"has the word 'qqqqq'; wish for one that does"),
    ],
)
def test_what_stands_in_no_film_is_refused_with_the_nearest(wish, said):
    with pytest.raises(FilmNameError, match=said) as caught:
        read(wish)
    assert ("nearest" in said) == bool(caught.value.candidates)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (
            more("smell", "smoke"),
            "can't be for a 'smell'; choose one of cast, decade, director, genre, popularity, region, word",
        ),
        (more("region", "f4:3-0"), r"'f4:3-0' is no region of a poster; name it as FILM:ROW-COLUMN"),
        (more("region", "f5:0-0"), "is no region of a poster"),
        (more("region", "f4"), "'f4' is no region of a poster"),
        (more("region", "Film 99:0-0"), "no film is called 'Film 99'"),
    ],
)
def test_wishes_that_mean_nothing(wish, said):
    with pytest.raises((HistoryError, FilmNameError), match=said):
        read(wish)
