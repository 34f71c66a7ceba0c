"""Meetings: which word of a liked film's plot is nearest to a word of this one's, against a slow literal reference."""

from __future__ import annotations

import pytest

from emde_core import History
from emde_core.explain import meetings
from emde_core.modalities.text import word_numbers
from emde_core.text.everyday_verbs import is_everyday_verb
from emde_core.text.words import is_function_word, words_of
from tests import toy

FILM, LIKED, DISLIKED = "f1", ("f7", "f10", toy.LACKS_TEXT), ("f4", "f8")


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


@pytest.fixture
def why(model, monkeypatch):
    """In fifteen films nearly every word is common: here a word of half of them tells something."""
    monkeypatch.setattr(meetings, "COMMON", 0.5)
    return model.explain(History(LIKED, DISLIKED), FILM)


def tells(text):
    return not is_function_word(text) and not is_everyday_verb(text)


def words(model, film_id):
    """Each word of a plot with the codes of its tokens."""
    film, atoms = model.catalogue[film_id], model.trained.encoded.atoms["text"].of(model.position(film_id))
    numbers = word_numbers(film.plot, atoms.places).tolist()
    texts = [film.plot[span.start : span.end] for span in words_of(film.plot)]
    return [
        (text, [codes for codes, owner in zip(atoms.codes.tolist(), numbers, strict=True) if owner == number])
        for number, text in enumerate(texts)
    ]


def closeness(one, other, width):
    pairs = [sum(a == b for a, b in zip(codes, others, strict=True)) / len(codes) for codes in one for others in other]
    return (sum(pairs) / len(pairs) - 1 / width) / (1 - 1 / width)


def reference(model):
    """For each telling word that has a close one: the word, and how close the closest is."""
    plots = [{text.casefold() for text, _ in words(model, film.id)} for film in model.catalogue if film.plot]
    most = max(meetings.FEW_PLOTS, meetings.COMMON * len(model.catalogue))
    width = model.trained.encoded.atoms["text"].width
    nearest = []
    for text, codes in words(model, FILM):
        if not codes or not tells(text) or sum(text.casefold() in plot for plot in plots) > most:
            continue
        candidates = [
            closeness(codes, others, width)
            for film_id in LIKED
            if model.catalogue[film_id].plot
            for other, others in words(model, film_id)
            if others and tells(other)
        ]
        if max(candidates) > meetings.CLOSE:
            nearest.append((text, max(candidates)))
    return nearest


def test_each_word_meets_the_nearest_word_of_a_liked_film(model, why):
    expected = reference(model)
    assert len(expected) > 1
    assert [each.word.text for each in why.meetings] == [word for word, _ in expected]
    assert [each.closeness for each in why.meetings] == pytest.approx([value for _, value in expected])
    for each in why.meetings:
        codes, others = dict(words(model, FILM)), dict(words(model, each.film.id))
        assert each.closeness == pytest.approx(closeness(codes[each.word.text], others[each.other.text], 4))


def test_the_words_are_the_explanations_and_the_films_are_liked(why):
    for each in why.meetings:
        assert each.word in why.words
        assert each.film.id in LIKED
        assert each.film.plot[each.other.start : each.other.end] == each.other.text


def test_a_film_without_a_plot_meets_nothing_and_neither_does_a_history_of_films_not_liked(model):
    assert model.explain(History(LIKED[:2]), toy.LACKS_TEXT).meetings == ()
    assert model.explain(History((), DISLIKED), FILM).meetings == ()


def test_a_word_that_stands_in_many_plots_meets_none(model, why, monkeypatch):
    counts = model.catalogue.plot_counts
    assert max(counts[each.word.text.casefold()] for each in why.meetings) > meetings.FEW_PLOTS
    monkeypatch.setattr(meetings, "COMMON", 0.0)
    again = model.explain(History(LIKED, DISLIKED), FILM).meetings
    assert all(counts[each.word.text.casefold()] <= meetings.FEW_PLOTS for each in again)


def test_a_method_that_takes_no_film_apart_knows_no_words(model):
    assert model.explain(History(LIKED), FILM, method="leave-one-out").meetings == ()
