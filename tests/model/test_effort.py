"""Estimates grow as the work does, and are told roughly."""

from __future__ import annotations

import pytest

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.effort import Effort
from emde_core.model.effort import training_effort
from emde_core.sketch.effort import reading_effort

ALL = Config(company_films=100_000)
GB = 10**9


@pytest.mark.parametrize(
    ("seconds", "gigabytes", "words"),
    [
        (0.2, 0.34, "about 1 second and 340 MB of memory"),
        (44, 9.94, "about 40 seconds and 9.9 GB of memory"),
        (100, 12.4, "about 2 minutes and 12 GB of memory"),
        (7000, 96, "about 2 hours and 96 GB of memory"),
        (5.6e6, 2800, "about 60 days and 2,800 GB of memory"),
    ],
)
def test_an_estimate_is_rough(seconds, gigabytes, words):
    assert Effort(seconds, gigabytes * GB).words() == words


def test_reading_grows_with_words():
    short, long = (Catalogue((Film(id="1", title="A", plot="word " * count),)) for count in (10, 1010))
    assert reading_effort(long)[0] == "reading 1 films, 1,010 words of plots, 0 posters"
    assert reading_effort(long)[1].seconds - reading_effort(short)[1].seconds == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("films", "viewers", "modalities", "seconds", "gigabytes"),
    [(601, 943, 3, 3.3, 0.37), (1500, 1500, 2, 5.9, 0.45), (3000, 3000, 2, 15, 0.78), (9125, 9125, 2, 141, 3.2)],
)
def test_training_takes_what_was_measured_with_company_of_all(films, viewers, modalities, seconds, gigabytes):
    effort = training_effort(films, viewers, modalities, ALL)[1]
    assert effort.seconds == pytest.approx(seconds, rel=0.2)
    assert effort.memory == pytest.approx(gigabytes * GB, rel=0.2)


def test_training_grows_with_films_and_with_the_viewers_that_there_are_fewer_of():
    words, few = training_effort(20_000, 500, 3, ALL)
    assert words == "learning from 500 viewers of 20,000 films"
    many, more = (training_effort(20_000, viewers, 3, ALL)[1] for viewers in (40_000, 4_000_000))
    assert few.seconds < many.seconds == more.seconds  # beyond two for a film, films are solved for
    assert few.memory < many.memory == more.memory  # a thousand choose, however many there are
    assert training_effort(40_000, 500, 3, ALL)[1].seconds > 3.5 * few.seconds


def test_training_does_not_grow_with_the_tail():
    one, other = (training_effort(films, 500, 3, Config())[1] for films in (5000, 1_000_000))
    assert one == other
