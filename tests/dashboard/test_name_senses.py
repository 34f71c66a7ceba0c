"""Genres and keywords that are near in sense to a word."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dashboard.service.name_senses import MOST, NameSenses
from emde_core.history import Wish

NAMES = [Wish("genre", name) for name in ("Comedy", "Horror", "Western")]
NAMES += [Wish("keyword", name) for name in ("grief", "courtroom", "spaceship", "heist", "train robbery", "theft")]
PERSON = Wish("cast", "Funny Man")


@pytest.fixture(scope="module")
def senses(service):
    return NameSenses(service.model, [*NAMES, PERSON])


@pytest.mark.parametrize(("text", "name"), [("funny", "Comedy"), ("scary", "Horror"), ("sad", "grief")])
def test_a_word_leads_to_the_name_that_means_it(senses, text, name):
    near = senses.near(text)
    assert near[0].name == name
    assert len(near) <= MOST
    assert PERSON not in near


@pytest.mark.parametrize("text", ["", "!", "kubrik", "tearjerkers"])
def test_nothing_is_near_to_what_the_text_model_does_not_know_as_words(senses, text):
    assert senses.near(text) == ()


def test_names_are_read_once_and_not_before_they_are_needed(service):
    senses = NameSenses(service.model, NAMES[:2])
    assert not senses.is_prepared
    senses.prepare()
    assert senses.is_prepared


def test_a_model_that_reads_no_plots_knows_no_sense():
    assert NameSenses(SimpleNamespace(modalities=("image",)), NAMES).near("funny") == ()
