"""Words of the plots that are near in sense to one that is looked for."""

from __future__ import annotations

import pytest

from dashboard.service.word_suggestions import MOST, words_near
from emde_core.text.words import is_function_word


@pytest.mark.parametrize("word", ["lighthouse", "harbour", "boat"])
def test_words_near_are_few_telling_and_of_the_plots(service, word):
    plots = " ".join(film.plot for film in service.model.catalogue).casefold()
    near = words_near(service.model, word)
    assert 0 < len(near) <= MOST
    assert all(each in plots and each != word and not is_function_word(each) for each in near)


def test_of_a_word_that_the_text_model_cuts_up_only_the_spelling_is_known(service):
    assert words_near(service.model, "lighthouses") == ()
