"""Processes that torchrun starts train the papers' network together, to the network of one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from safetensors.numpy import load_file

pytest.importorskip("torch")
from emde_core.model.published import shares

pytestmark = pytest.mark.slow
SETTINGS = {"recipe": "published", "network": {"hidden": 16, "layers": 3, "epochs": 6, "batch": 4}}


def torchrun(processes, *words):
    command = (sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", processes)
    everything = [*command, "-m", "emde_core", "train", *words]
    alone = os.environ | {"OMP_NUM_THREADS": "1"}
    return subprocess.run([str(word) for word in everything], env=alone, capture_output=True, text=True, check=False)


@pytest.fixture
def settings(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(SETTINGS))
    return path


def weights(folder):
    (path,) = folder.rglob("learned.safetensors")
    return {name: array for name, array in load_file(path).items() if array.dtype.kind == "f"}


def test_two_processes_train_the_network_of_one(emde, small_folder, settings, tmp_path):
    status, _, err = emde("train", small_folder, "--config", settings, "--out", tmp_path / "one")
    assert status == 0, err
    done = torchrun(2, small_folder, "--config", settings, "--out", tmp_path / "two")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("is in ") == 1  # one of them speaks
    alone, together = weights(tmp_path / "one"), weights(tmp_path / "two")
    assert set(alone) == set(together)
    for name, array in alone.items():
        assert abs(together[name] - array).max() <= 1e-6 * abs(array).max(), name


def test_torchrun_is_refused_where_there_is_nothing_for_it_to_share(emde, tmp_path, monkeypatch):
    monkeypatch.setenv("TORCHELASTIC_RUN_ID", "a run")
    status, _, err = emde("train", tmp_path / "nothing")
    assert status == 2
    assert "torchrun and --device are for --recipe published" in err
    status, _, err = emde("train", tmp_path / "nothing", "--recipe", "published", "--device", "cuda")
    assert status == 2
    assert "leave --device out, or torchrun" in err


def test_more_processes_than_viewers_in_a_batch_are_refused(monkeypatch):
    monkeypatch.setattr(shares.dist, "is_initialized", lambda: True)
    monkeypatch.setattr(shares.dist, "get_world_size", lambda: 5)
    with pytest.raises(shares.ConfigError, match="5 processes can't share a batch of 4 viewers; start fewer"):
        shares.share_of(shares.np.arange(4))
