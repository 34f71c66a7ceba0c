"""Commands run in this process, at a home of their own."""

from __future__ import annotations

import sys

import pytest

from emde_core.cli import app


@pytest.fixture
def emde(monkeypatch, capsys, tmp_path):
    """Runs a command: exit status, stdout, stderr."""
    monkeypatch.setenv("EMDE_HOME", str(tmp_path / "home"))

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["emde", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            app.main()
        out, err = capsys.readouterr()
        return caught.value.code or 0, out, err

    return run
