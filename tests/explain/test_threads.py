from __future__ import annotations

import numpy as np
import pytest

from emde_core import History
from emde_core.errors import HistoryError
from emde_core.explain.features import SOFTNESS
from emde_core.explain.film_features import FilmFeatures
from emde_core.schema import CATEGORICAL

HISTORY = History(("1", "2", "7"), ("4", "12"))
FILM = "3"


@pytest.fixture(scope="module")
def found(small_model):
    return small_model.evidence(HISTORY, FILM, listed=100_000)


def test_all_threads_and_the_remainder_add_up_to_the_films_contribution(small_model, found):
    parts = small_model.explain(HISTORY, FILM, words=False).by_film
    assert [(each.film.id, each.reaction) for each in found] == list(HISTORY)
    for each in found:
        assert each.contribution == pytest.approx(parts[each.film.id], abs=1e-9)
        assert each.unlisted == pytest.approx(0, abs=1e-9)
        total = sum(thread.weight for thread in each.threads)
        assert total + each.remainder == pytest.approx(each.contribution, abs=1e-9)
        assert any(thread.weight for thread in each.threads)


def test_the_matrix_holds_every_thread(found):
    for each in found:
        assert each.weights.shape == (len(each.parts), len(each.watched))
        assert each.weights.sum() + each.remainder == pytest.approx(each.contribution, abs=1e-9)
        for thread in each.threads[:20]:
            place = each.parts.index(thread.recommended), each.watched.index(thread.watched)
            assert each.weights[place] == thread.weight


def test_listing_fewer_threads_moves_the_rest_into_one_number(small_model, found):
    (few,) = small_model.evidence(HISTORY, FILM, ["2"], listed=5)
    assert few.threads == found[1].threads[:5]
    assert few.unlisted == pytest.approx(sum(thread.weight for thread in found[1].threads[5:]), abs=1e-9)
    sizes = [abs(thread.weight) for thread in found[1].threads]
    assert sizes == sorted(sizes, reverse=True)


def test_a_threads_raw_weight_is_the_effect_of_both_parts_beyond_each_alone(small_model, found):
    """By hand for two categories: four soft scores, each one a film's soft codes through the model."""
    trained = small_model.trained
    layout, dlsh = trained.readout.layout, trained.hashes["categorical"]
    m = layout.modalities.index("categorical")
    own, other = (FilmFeatures.of(trained, small_model.words, trained.encoded.catalogue.index[k]) for k in (FILM, "2"))
    codes = (own.seen.codes >= 0).sum()

    def soft(embedding):
        return dlsh.soft_codes(embedding[None], SOFTNESS[CATEGORICAL])[0].ravel()

    here = layout.of_modality("categorical")

    def score(watched, recommended):
        sketch, direction = np.zeros(2 * layout.size), np.zeros(layout.size)
        sketch[here], direction[here] = soft(watched), soft(recommended) / codes
        return direction @ trained.model.logits(sketch)

    h, t = other.categories, own.categories
    i, j = 1, 0
    by_hand = (
        score(h.whole, t.whole)
        - score(h.variants[i], t.whole)
        - score(h.whole, t.variants[j])
        + score(h.variants[i], t.variants[j])
    )
    block = [
        thread
        for thread in found[1].threads
        if hasattr(thread.recommended, "field") and hasattr(thread.watched, "field")
    ]
    (shown,) = [x.weight for x in block if (x.watched, x.recommended) == (h.features[i], t.features[j])]
    raw = {(a, b): 0.0 for a in range(len(h.features)) for b in range(len(t.features))}
    for a, b in raw:
        raw[a, b] = (
            score(h.whole, t.whole)
            - score(h.variants[a], t.whole)
            - score(h.whole, t.variants[b])
            + score(h.variants[a], t.variants[b])
        )
    passing = trained.model.rates(np.zeros(2 * layout.size), _categorical(trained, own.seen))[0]
    through = passing[layout.flat(other.seen.codes[None])[0, m]].sum()
    scale = min(1, max(0, through / sum(raw.values())))
    assert shown == pytest.approx(scale * by_hand, abs=1e-9)


def _categorical(trained, film):
    direction, here = trained.readout.direction_of(film.codes), trained.readout.layout.of_modality("categorical")
    masked = np.zeros_like(direction)
    masked[here] = direction[here]
    return masked[None]


def test_threads_to_a_film_outside_the_history_are_refused(small_model):
    with pytest.raises(HistoryError, match="not in the history"):
        small_model.evidence(HISTORY, FILM, ["5"])
