"""The device that torch works on: the processor unless a GPU is asked for, and refused where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core.device import device, work_on
from emde_core.errors import ConfigError
from emde_core.modalities.language_model import TokenReader, find_text_model
from tests import toy

torch = pytest.importorskip("torch")
GPU = torch.cuda.is_available()
on_a_gpu = pytest.mark.skipif(not GPU, reason="torch has no GPU to work on here")


def test_torch_works_on_the_processor_unless_a_gpu_is_asked_for():
    with work_on("cpu"):
        assert device() == "cpu"
    assert device() == "cpu"


@pytest.mark.skipif(GPU, reason="there is a GPU here")
@pytest.mark.parametrize("words", [("prepare",), ("train", "--recipe", "published")])
def test_a_gpu_that_is_not_there_is_refused(emde, small_folder, tmp_path, words):
    command, *options = words
    folder = tmp_path / "out" if command == "prepare" else small_folder
    status, _, err = emde(command, folder, *options, "--device", "cuda")
    assert status == 2
    assert "has no GPU to work on here; leave --device out" in err
    assert device() == "cpu"


def test_no_other_device_is_known(emde, tmp_path):
    status, _, err = emde("prepare", tmp_path / "out", "--device", "abacus")
    assert status == 2
    assert "'cpu', 'cuda'" in err


@on_a_gpu
def test_a_gpu_reads_plots_as_the_processor_does():
    plot = ["A quiet engineer builds a lighthouse by the sea."]
    ((spans, vectors),) = TokenReader.load(find_text_model()).read(plot)
    with work_on("cuda"):
        ((same_spans, same_vectors),) = TokenReader.load(find_text_model()).read(plot)
    np.testing.assert_array_equal(same_spans, spans)
    np.testing.assert_allclose(same_vectors, vectors, atol=1e-4)


@on_a_gpu
def test_a_gpu_trains_the_papers_network_as_the_processor_does():
    settings = {"hidden": 16, "layers": 2, "epochs": 3, "batch": 8}
    alone = toy.recommender(recipe="published", network=settings).trained.model.network.state_dict()
    with work_on("cuda"):
        other = toy.recommender(recipe="published", network=settings).trained.model.network.state_dict()
    for name, each in alone.items():
        torch.testing.assert_close(other[name], each, rtol=1e-4, atol=1e-6)


def test_a_gpu_is_refused_by_a_library_too(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ConfigError, match="no GPU"), work_on("cuda"):
        pass
