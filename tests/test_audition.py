"""A film that does not exist: treated like any other, and nothing is left of it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from emde_core import Film, History, Recommender
from emde_core.audition import STRONGEST, audition
from emde_core.data.posters import open_poster
from emde_core.errors import HistoryError
from emde_core.history import more
from emde_core.sketch.portrait import Portrait
from emde_core.text.words import Span, without

HISTORY = History(liked=("1", "2", "8"), disliked=("7", "16"))


@pytest.mark.parametrize("known", ["3", "12", "14"])
def test_a_film_of_the_catalogue_is_read_anew_as_it_was_read(small_model, known):
    """Its atoms fall into the buckets that they have in the catalogue, so that every sketch is the same."""
    encoded, film = small_model.trained.encoded, small_model.catalogue[known]
    path = small_model.catalogue.poster_path(film)
    tried = Portrait.of_new(encoded, film, open_poster(path) if path else None)
    told = Portrait.of_catalogue(encoded, small_model.catalogue.index[known])
    assert list(tried.by_modality) == list(told.by_modality)
    for modality, part in told.by_modality.items():
        again = tried.by_modality[modality]
        assert np.array_equal(again.atoms.places, part.atoms.places)
        np.testing.assert_allclose(again.unit, part.unit, atol=0.02)  # a token at the edge of a bucket may cross it


def test_a_film_that_nobody_rated_is_read_by_content_alone(small_model):
    """The same film as in the catalogue, but nobody's: the same likeness, by an unrated film's gains."""
    film, ours = small_model.catalogue["3"], small_model.trained.model
    tried = audition(small_model, HISTORY, film, open_poster(small_model.catalogue.poster_path(film)), words=False).why
    told, place = small_model.explain(HISTORY, "3"), small_model.catalogue.index["3"]
    assert (tried.ratings, tried.missing) == (0, ())
    assert tried.completeness_residual < 1e-9
    assert all(each.both == each.liked_this == 0 for each in tried.company)
    assert list(tried.by_part) == [*small_model.modalities, "relayed"], "nobody rated it, and it has no company"
    for m, modality in enumerate(small_model.modalities):
        gain = ours.popularity_unrated * ours.cold.of[modality] / ours.gains[m, place]
        assert tried.by_part[modality] == pytest.approx(gain * told.by_part[modality], rel=0.02, abs=0.01)
        assert tried.atoms[0].by_modality()[modality] == pytest.approx(tried.by_part[modality], abs=1e-9)


def test_its_place_by_content_compares_all_films_alike(small_model):
    film = small_model.catalogue["3"]
    tried = audition(small_model, HISTORY, film, open_poster(small_model.catalogue.poster_path(film)), words=False)
    ranking = small_model.by_content_alone().rank(HISTORY)
    assert tried.place_by_content - ranking.rank(small_model.catalogue.index["3"]) in (-1, 0, 1)  # beside its equal


def test_a_wish_counts_for_it_too(small_model):
    film = Film(id="new", title="New", genres=("Drama",))
    plain, wished = (audition(small_model, h, film) for h in (HISTORY, HISTORY.with_wish(more("genre", "Drama", 4))))
    assert wished.why.score > plain.why.score + 0.1
    assert [c.reaction for c in wished.why.contributions][-1] == "wish"


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
    before, matrix = small_model.model_hash, small_model.trained.model.matrix.copy()
    films = len(small_model.catalogue)
    audition(small_model, HISTORY, Film(id="new", title="New", plot="A storm."), Image.new("RGB", (40, 60), "red"))
    assert len(small_model.catalogue) == films
    assert np.array_equal(small_model.trained.model.matrix, matrix)
    assert Recommender(small_model.trained).model_hash == before


def test_a_film_of_nothing_has_no_place(small_model):
    with pytest.raises(HistoryError, match="give it a plot"):
        audition(small_model, HISTORY, Film(id="new", title="New", genres=("Never seen",)))
