from __future__ import annotations

import numpy as np
import pytest

from emde_core import History, Recommender
from emde_core.encoders.text import TextEncoder
from emde_core.errors import ArtifactError
from emde_core.explain import occlusions as module
from emde_core.explain.occlusions import FOLDER, OcclusionStore, occlusions
from emde_core.explain.phrases import phrases
from emde_core.explain.words import content_words

PLOT = "A lighthouse keeper hears a bell."


def test_they_are_the_embeddings_of_the_text_without_each_part():
    found = occlusions(None, PLOT)
    texts = [PLOT[span.start : span.end] for span in found.spans]
    assert texts == ["lighthouse", "lighthouse keeper hears", "keeper", "hears", "bell"]
    by_hand = TextEncoder().encode_texts(["A keeper hears a bell.", "A a bell."])
    assert ((found.vectors[[0, 1]] * by_hand).sum(axis=1) > 0.9999).all()  # bfloat16, where the processor has it
    np.testing.assert_array_equal(found.of(phrases(PLOT)), found.vectors[[1, 4]])
    np.testing.assert_array_equal(found.of(content_words(PLOT)), found.vectors[[0, 2, 3, 4]])


def test_a_text_of_function_words_has_none():
    found = occlusions(None, "and the of")
    assert found.spans == ()
    assert len(found.vectors) == 0


@pytest.fixture
def store(tmp_path):
    return OcclusionStore(tmp_path / FOLDER)


def test_who_may_read_other_files_may_read_what_was_prepared(store, tmp_path):
    store.prepare([PLOT])
    (tmp_path / "other").touch()
    (kept,) = store.folder.iterdir()
    assert kept.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_was_prepared_is_what_would_be_worked_out(store):
    texts = [PLOT, "The clockmaker winds a storm.", PLOT, ""]
    assert store.missing(texts) == texts[:2]
    assert store.prepare(texts) == 2
    assert store.missing(texts) == []
    kept, now = store.get(PLOT), OcclusionStore().get(PLOT)
    assert kept.spans == now.spans
    np.testing.assert_array_equal(kept.vectors, now.vectors)


def test_what_is_prepared_needs_no_text_model(store, monkeypatch):
    store.prepare([PLOT])
    occlusions.cache_clear()
    monkeypatch.setattr(TextEncoder, "encode_texts", lambda *_: pytest.fail("the text model was asked"))
    assert len(store.get(PLOT).spans) == 5


def test_an_interrupted_preparation_goes_on(store):
    texts = [PLOT, "The clockmaker winds a storm.", "A fox counts to nine."]

    def interrupted(steps, _):
        yield from list(steps)[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.prepare(texts, interrupted)
    assert store.missing(texts) == texts[2:]
    assert store.prepare(texts) == 1


def test_another_text_model_or_other_rules_have_files_of_their_own(store, monkeypatch):
    store.prepare([PLOT])
    assert OcclusionStore(store.folder, "some/other-model").missing([PLOT]) == [PLOT]
    monkeypatch.setattr(module, "RULES", module.RULES + 1)
    assert store.missing([PLOT]) == [PLOT]


def test_a_damaged_file_is_named_with_the_remedy(store):
    store.prepare([PLOT])
    (file,) = store.folder.iterdir()
    file.write_bytes(b"no safetensors")
    with pytest.raises(ArtifactError, match=r"damaged.*prepare-words"):
        store.get(PLOT)


def test_without_a_folder_nothing_can_be_prepared():
    with pytest.raises(ArtifactError, match="save the model first"):
        OcclusionStore().prepare([PLOT])


def test_a_loaded_model_finds_its_words_beside_it(small_model, tmp_path):
    small_model.save(tmp_path / "model")
    loaded = Recommender.load(tmp_path / "model")
    before = loaded.explain(History(("1", "2")), "3")
    loaded.words.prepare(film.plot for film in loaded.catalogue)
    assert loaded.words.missing([loaded.catalogue["3"].plot]) == []
    after = Recommender.load(tmp_path / "model").explain(History(("1", "2")), "3")
    assert after.words == before.words
    assert after.phrases == before.phrases
    assert {word.text for word in after.phrases} != {word.text for word in after.words}
