"""A film that does not exist: treated like any other, and nothing is left of it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from emde_core import Film, History
from emde_core.audition import STRONGEST, audition
from emde_core.data.posters import open_poster
from emde_core.errors import HistoryError
from emde_core.explain.words import Span, without

HISTORY = History(liked=("1", "2", "8"), disliked=("7", "16"))


@pytest.mark.parametrize("known", ["3", "12", "14"])
def test_a_film_of_the_catalogue_auditions_as_itself(small_model, known):
    """Encoded and hashed anew, it has the score and the reasons that it has in the catalogue."""
    film, path = small_model.catalogue[known], small_model.catalogue.poster_path(small_model.catalogue[known])
    tried = audition(small_model, HISTORY, film, open_poster(path) if path else None).why
    told = small_model.explain(HISTORY, known)
    assert tried.score == pytest.approx(told.score, abs=1e-12)
    assert tried.missing == told.missing
    for own, other in ((tried.words, told.words), (tried.categories, told.categories), (tried.regions, told.regions)):
        assert [f.value for f in own] == pytest.approx([f.value for f in other], abs=1e-5)
    assert [c.value for c in tried.contributions] == pytest.approx([c.value for c in told.contributions])
    assert tried.rank - told.rank in (0, 1)  # beside its equal, itself
    assert tried.completeness_residual < 1e-6


def test_its_place_is_between_films(small_model):
    film = Film(id="new", title="New", plot="A lighthouse keeper finds a letter in the harbour.", genres=("Drama",))
    tried = audition(small_model, HISTORY, film)
    scores = tried.ranking.scores[tried.ranking.order]
    better = scores[: tried.why.rank - 1]
    assert (better > tried.why.score).all()
    assert (scores[tried.why.rank - 1 :] <= tried.why.score).all()
    assert set(tried.why.missing) == {"image"}
    assert not tried.why.regions


def test_without_a_word_is_what_the_shorter_plot_gets(small_model):
    plot = "A lighthouse keeper finds a letter in the harbour and sails into the storm."
    film = Film(id="new", title="New", plot=plot)
    tried = audition(small_model, HISTORY, film)
    assert len(tried.without) == STRONGEST
    for each in tried.without:
        shorter = film.model_copy(update={"plot": without(plot, Span(each.word.start, each.word.end))})
        found = audition(small_model, HISTORY, shorter, words=False).why
        assert (found.rank, found.score) == (each.rank, pytest.approx(each.score, abs=1e-9))


def test_nothing_is_left_of_it(small_model):
    before, codes = small_model.model_hash, small_model.trained.readout.codes.copy()
    films = len(small_model.catalogue)
    audition(small_model, HISTORY, Film(id="new", title="New", plot="A storm."), Image.new("RGB", (40, 60), "red"))
    assert len(small_model.catalogue) == films
    assert np.array_equal(small_model.trained.readout.codes, codes)
    assert small_model.model_hash == before


def test_a_film_of_nothing_has_no_place(small_model):
    with pytest.raises(HistoryError, match="give it a plot"):
        audition(small_model, HISTORY, Film(id="new", title="New", genres=("Never seen",)))
