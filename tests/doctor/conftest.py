"""A healthy machine, to be broken in a test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from emde_core import workspace
from emde_core.cli import address
from emde_core.doctor import installation, machine, packages, serving
from tests.doctor.machines import ROOT, children, needing, own_needs, real_child, real_processors
from tests.serving import free_port


@pytest.fixture
def healthy(monkeypatch, tmp_path, small_folder):
    """A machine on which all is in order, wherever these tests run."""
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(serving.TMDB_VARIABLE, raising=False)
    monkeypatch.setenv("CHROMIUM", "/usr/bin/chromium")
    monkeypatch.setattr(installation, "_checkout", lambda ours: ROOT)  # noqa: ARG005
    monkeypatch.setattr(installation, "declared_in", lambda *_: set())
    monkeypatch.setattr(packages, "requires", needing(*own_needs()))  # whenever this checkout was installed
    monkeypatch.setattr(packages, "run_child", children)
    monkeypatch.setattr(serving, "run_child", children)
    monkeypatch.setattr(machine, "usable_processors", lambda: 10_000)
    monkeypatch.setattr(address, "DEFAULT_PORT", free_port())
    monkeypatch.setattr("emde_core.demo.is_current", lambda folder, ratings: True)  # noqa: ARG005
    shutil.copytree(small_folder, workspace.demo_folder())
    return monkeypatch


@pytest.fixture
def patch(healthy):
    """The healthy machine, with ways back to the real children and processors."""
    healthy.undo_child = lambda: [healthy.setattr(room, "run_child", real_child) for room in (packages, serving)]
    healthy.undo_processors = lambda: healthy.setattr(machine, "usable_processors", real_processors)
    return healthy


@pytest.fixture
def folder(healthy, small_folder, tmp_path):  # noqa: ARG001
    return Path(shutil.copytree(small_folder, tmp_path / "mine"))
