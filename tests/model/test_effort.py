"""Estimates grow as the work does, and are told roughly."""

from __future__ import annotations

import pytest

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.effort import Effort
from emde_core.model.effort import training_effort
from emde_core.sketch.effort import reading_effort

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


def test_training_on_the_demo_takes_what_was_measured():
    effort = training_effort(601, 943, 3, Config())[1]
    assert effort.seconds == pytest.approx(9.6, rel=0.2)
    assert effort.memory == pytest.approx(0.65 * GB, rel=0.2)


def test_training_grows_with_viewers_and_cubes_of_films():
    few, many = (training_effort(1000, viewers, 3, Config())[1] for viewers in (100, 1100))
    assert many.seconds - few.seconds == pytest.approx((4.3e-6 + 2.8e-7 * 34) * 1000 * 1000)
    assert many.memory - few.memory == 16 * 8 * 1000 * 1000
    large = training_effort(100_000, 100, 3, Config())
    assert large[0] == "learning from 100 viewers of 100,000 films"
    assert large[1].seconds > 1e5 * few.seconds
    assert large[1].memory > 5e12
