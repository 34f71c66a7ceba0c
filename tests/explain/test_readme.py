"""The README beside the code: its example runs, and answers what it asks."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from emde_core.cli.app import app

README = Path(__file__).parents[2] / "emde_core" / "explain" / "README.md"
TEXT = README.read_text(encoding="utf-8")


def test_its_example_runs(small_model_path, small_prepared, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    small_prepared.interactions.table.to_csv("ratings.csv", index=False)
    command = re.search(r"```sh\n(emde explain .*?)\n```", TEXT)[1].split()[1:]
    done = CliRunner().invoke(app, [*command, "--model", str(small_model_path)], catch_exceptions=False)
    assert done.exit_code == 0
    (block,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, object] = {}
    exec(block.replace("path/to/model", str(small_model_path)), names)  # noqa: S102 - our own README
    shares = names["shares"]
    assert set(shares.columns) == {"text", "categorical", "image", "company"}
    assert shares.sum(axis=1).tolist() == pytest.approx([1] * len(shares))
    assert len(pd.read_parquet("explanations.parquet"))


def test_every_module_it_lists_is_there_and_none_is_left_out():
    listed = set(re.findall(r"`([a-z_]+\.py|counterfactual/|methods/)`", TEXT))
    there = {path.name for path in README.parent.glob("*.py")} - {"__init__.py"} | {"counterfactual/", "methods/"}
    assert listed == there
