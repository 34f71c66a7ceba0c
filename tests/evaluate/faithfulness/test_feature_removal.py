from __future__ import annotations

import numpy as np
import pytest

from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.evaluate.faithfulness.feature_removal import removals
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.pool import Pool
from emde_core.explain.words import Span, without


@pytest.fixture(scope="module")
def whole_film(small_model) -> Case:
    """A case of a film with a plot, categories and a poster."""
    pool = Pool(small_model.trained, np.array([0, 3, 6, 9]), np.array([0, 0, 0, 1]))
    film = small_model.catalogue.index["2"]
    outside = small_model.trained.readout.known.copy()
    outside[pool.films] = False
    return Case(pool, film, outside)


def test_the_drop_is_the_change_of_the_hard_score_in_that_modality(small_model, whole_film, context):
    """By hand for phrases: encode the plot without the three, hash it, and read the viewer's table."""
    trained = small_model.trained
    logits = trained.model.logits(trained.readout.layout.input_sketch(whole_film.pool.positions))
    film = FilmFeatures.of(trained, small_model.words, whole_film.film)
    valued = film.phrases.values(film.reader("text", logits))
    top = sorted(valued, key=lambda phrase: -phrase.value)[:3]
    plot = small_model.catalogue["2"].plot
    bare = trained.encoded.text.encode_texts([without(plot, *(Span(p.start, p.end) for p in top))])
    codes = (trained.readout.codes[whole_film.film] >= 0).sum()
    table = trained.readout.layout.rows(logits)[0] / codes
    own, other = trained.readout.codes[whole_film.film, 0], trained.hashes["text"].codes(bare)[0]
    by_hand = sum(table[d, own[d]] - table[d, other[d]] for d in range(len(own)))
    (found,) = [r for r in removals(whole_film, small_model.words, context) if r.kind == "phrases"]
    assert found.drop == pytest.approx(by_hand, abs=1e-9)
    assert found.codes_changed == pytest.approx((own != other).mean())


def test_every_kind_is_measured_and_shares_are_shares(small_model, whole_film, context):
    found = {removal.kind: removal for removal in removals(whole_film, small_model.words, context)}
    assert set(found) == {"phrases", "words", "categories", "regions"}
    for kind in ("phrases", "categories", "regions"):
        assert 0 <= found[kind].wins <= 1
        assert 0 <= found[kind].ties <= 1 - found[kind].wins
    assert np.isnan(found["words"].drop)


def test_random_sets_are_drawn_anew_for_another_seed(small_model, whole_film, context):
    def drops(seed):
        return [r.random_drop for r in removals(whole_film, small_model.words, Context(context.popularity, seed))]

    assert drops(1) == pytest.approx(drops(1), nan_ok=True)
    assert drops(1) != pytest.approx(drops(2), nan_ok=True)
