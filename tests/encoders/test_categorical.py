from __future__ import annotations

import numpy as np
import pytest

from emde_core.data.catalogue import Film
from emde_core.encoders.audience import encode_audience, encode_identity
from emde_core.encoders.base import Embeddings
from emde_core.encoders.categorical import CategoricalEncoder, categories_of
from tests import toy

FILMS = (
    Film(id="1", title="A", year=1984, genres=("Drama", "War"), directors=("X",), cast=("Y", "X")),
    Film(id="2", title="B", genres=("Drama",), countries=("Norway",), languages=("Norwegian",)),
    Film(id="3", title="C"),
)


@pytest.fixture
def encoder():
    return CategoricalEncoder.fit(FILMS)


def test_a_films_categories_with_their_fields():
    assert categories_of(FILMS[0]) == (
        ("genre", "Drama"),
        ("genre", "War"),
        ("director", "X"),
        ("cast", "Y"),
        ("cast", "X"),
        ("decade", "1980s"),
    )
    assert categories_of(FILMS[2]) == ()


def test_weights_are_inverse_document_frequencies(encoder):
    weight = dict(zip(encoder.categories, encoder.weights, strict=True))
    assert weight["genre", "Drama"] == pytest.approx(np.log(4 / 3) + 1)
    assert weight["genre", "War"] == weight["cast", "X"] == pytest.approx(np.log(4 / 2) + 1)


def test_an_embedding_is_the_weighted_sum_over_its_length(encoder):
    embeddings = encoder.encode(FILMS)
    position = {category: k for k, category in enumerate(encoder.categories)}
    by_hand = np.zeros(len(position))
    for category in categories_of(FILMS[0]):
        by_hand[position[category]] = encoder.weights[position[category]]
    np.testing.assert_allclose(embeddings.vectors[0], by_hand / np.sqrt((by_hand**2).sum()))
    np.testing.assert_allclose(np.linalg.norm(embeddings.vectors[:2], axis=1), 1)
    assert embeddings.present.tolist() == [True, True, False]
    assert not embeddings.vectors[2].any()


def test_categories_that_were_never_seen_weigh_nothing(encoder):
    known, both, unknown = encoder.encode_categories(
        [[("genre", "Drama")], [("genre", "Drama"), ("genre", "Opera")], [("genre", "Opera")]]
    ).vectors
    assert np.array_equal(known, both)
    assert not unknown.any()


def test_vectors_are_spread_over_the_films_that_have_them():
    spread = Embeddings.of_present(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([False, True, True]))
    assert spread.vectors.tolist() == [[0, 0], [1, 2], [3, 4]]


def test_identity_knows_nothing_but_which_film_it_is():
    first, again, other = encode_identity(9, 1), encode_identity(9, 1), encode_identity(9, 2)
    assert np.array_equal(first.vectors, again.vectors)
    assert not np.array_equal(first.vectors, other.vectors)
    assert first.present.all()
    assert np.abs(np.corrcoef(first.vectors) - np.eye(9)).max() < 0.6


def test_audience_brings_films_together_that_the_same_people_like():
    pytest.importorskip("pycleora")
    from scipy import sparse

    generator = np.random.default_rng(0)
    group = np.arange(10) % 2
    likes = (generator.uniform(size=(80, 10)) < np.where(group == (np.arange(80) % 2)[:, None], 0.6, 0.05)).astype(
        float
    )
    likes[:, 7] = 0
    likes[0, 7] = 1
    found = encode_audience(sparse.csr_array(likes))
    assert found.vectors.shape == (10, 256)
    assert found.present.tolist() == [k != 7 for k in range(10)]  # one viewer is no audience
    similar = found.vectors @ found.vectors.T
    here = found.present
    same = (group[:, None] == group)[here][:, here] & ~np.eye(9, dtype=bool)
    assert similar[here][:, here][same].min() > similar[here][:, here][~same & ~np.eye(9, dtype=bool)].max()


def test_identity_codes_are_one_more_modality():
    model = toy.recommender(modalities=("text", "identity"))
    assert model.modalities == ("text", "identity")
    assert model.trained.readout.known.all()
