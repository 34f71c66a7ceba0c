"""Every campaign that SECURITY.md tells of can be run by the command beside it."""

from __future__ import annotations

import re
import sys

import pytest

from tests.trust import __main__ as trust
from tests.trust.campaigns import COMMAND, HEAD, ROOT, campaigns

TARGET = re.compile(r"^([\w-]+):", re.MULTILINE)


def leads_nowhere(command):
    """The word of a command that is no target of the Makefile, no module and no file here; None where all are."""
    words = command.removeprefix(".venv/bin/").split()
    words = words[1:] if words[0].startswith("python") else words
    if words[0] == "make":
        targets = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
        return next((word for word in words[1:] if "=" not in word and word not in targets), None)
    if words[0] == "-m":
        place = ROOT.joinpath(*words[1].split("."))
        there = place.with_suffix(".py").is_file() or (place / "__main__.py").is_file()
        return None if there else words[1]
    if words[0] == "pytest":
        paths = [word for word in words[1:] if "/" in word]
        return next((path for path in paths if not (ROOT / path.partition("::")[0]).exists()), None if paths else "")
    return words[0]


def test_a_class_stands_once():
    names = [row[0] for row in campaigns()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("row", campaigns(), ids=lambda row: row[0])
def test_a_campaign_has_its_figures_and_its_command(row):
    assert len(row) == len(HEAD)
    assert all(row)
    commands = COMMAND.findall(row[-1])
    assert commands
    assert [word for word in map(leads_nowhere, commands) if word is not None] == []


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("make test", None),
        ("make sense", "sense"),
        (".venv/bin/python -m tests.screenshots --only explore", None),
        (".venv/bin/python -m tests.nowhere", "tests.nowhere"),
        (".venv/bin/pytest tests/nowhere -k one", "tests/nowhere"),
        (".venv/bin/pytest tests/test_security.py::one", None),
        ("pytest", ""),
        ("emde doctor", "emde"),
    ],
)
def test_a_command_that_leads_nowhere_would_be_noticed(command, word):
    assert leads_nowhere(command) == word


def test_all_campaigns_are_run_and_one_that_fails_is_told(monkeypatch, capfd):
    """Three rows, two commands; the samples of `make test` are not run, nor is the program itself."""
    works, fails = f"{sys.executable} -c 'print(7)'", f"{sys.executable} -c 'import sys; sys.exit(3)'"
    table = [
        ("kills", works),
        ("a full disk", works),
        ("strings", fails),
        ("samples", "make test"),
        ("all", "make trust"),
    ]
    rows = [(name, "1", "nothing", f"`{command}`") for name, command in table]
    monkeypatch.setattr(trust, "campaigns", lambda: rows)
    monkeypatch.setattr(sys, "argv", ["trust"])
    assert trust.main() == 1
    out = capfd.readouterr().out
    assert out.count("\n7\n") == 1
    assert re.findall(r"^(held|FAILED \(3\)) +\d+ s  (.*)$", out, re.MULTILINE) == [
        ("held", "kills"),
        ("held", "a full disk"),
        ("FAILED (3)", "strings"),
    ]
    monkeypatch.setattr(sys, "argv", ["trust", "full", "disk"])
    assert trust.main() == 0
