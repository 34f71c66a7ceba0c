"""The command itself, also where numpy or everything beyond the light installation is missing."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest

from emde_core.doctor import command
from tests.doctor.machines import ROOT
from tests.test_light_install import run_light


def test_the_command_prints_findings_or_one_document_and_ends_with_its_status(healthy, capsys, tmp_path):  # noqa: ARG001
    assert command.main([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("in order  Python: ")
    assert out.endswith("Everything that is needed is in order.\n")
    assert command.main(["--json", str(tmp_path / "nowhere")]) == 1
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"format", "version", "in_order", "faults", "warnings", "findings"}
    assert (report["format"], report["version"]) == ("emde doctor", 1)
    assert (report["in_order"], report["faults"], report["warnings"]) == (False, 1, 0)
    for finding in report["findings"]:
        assert set(finding) == {"examination", "state", "words", "remedy", "facts"}
        assert bool(finding["remedy"]) == (finding["state"] != "in order")
    assert socket.gethostname() not in out or len(socket.gethostname()) < 5


def test_it_is_a_command_among_the_others(healthy, emde):  # noqa: ARG001
    status, out, _ = emde("doctor", "--json")
    assert status == 0
    assert json.loads(out)["in_order"]
    assert "doctor" in emde("--help")[1]


@pytest.fixture
def without_numpy(tmp_path):
    """Runs a command where numpy is broken."""
    (tmp_path / "numpy.py").write_text("raise ImportError('libopenblas.so: cannot open')", encoding="utf-8")

    def run(*words):
        environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}", "EMDE_HOME": str(tmp_path / "home")}
        return subprocess.run(
            [sys.executable, "-m", "emde_core", *words], capture_output=True, text=True, check=False, env=environment
        )

    return run


@pytest.mark.slow
def test_where_numpy_is_broken_a_command_names_the_doctor(without_numpy):
    done = without_numpy("recommend", "--like", "Alien")
    assert done.returncode == 1
    assert done.stderr == (
        "emde: libopenblas.so: cannot open; 'emde doctor' says which package is broken, and what mends it\n"
    )


@pytest.mark.slow
def test_where_numpy_is_broken_the_doctor_names_numpy(without_numpy):
    done = without_numpy("doctor", "--json")
    assert done.returncode == 1
    findings = [each for each in json.loads(done.stdout)["findings"] if each["state"] == "fault"]
    numpy = next(each for each in findings if each["examination"] == "imports" and each["facts"]["package"] == "numpy")
    assert "libopenblas.so: cannot open" in numpy["words"]
    assert numpy["remedy"].startswith("python -m pip install --force-reinstall numpy==")


@pytest.mark.slow
def test_a_light_installation_has_a_doctor(tmp_path):
    """In a process in which nothing of the extras can be imported, at a home that can't be one."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run_light(
        """
        import os
        os.environ["EMDE_HOME"] = sys.argv[1]
        from emde_core.doctor import packages
        packages.run_child = lambda script, *words: ("", "")
        sys.argv[1:] = ["doctor", "--json"]
        from emde_core.__main__ import main
        main()
        """,
        tmp_path / "file",
    )
    assert done.returncode == 1, done.stderr
    findings = {each["examination"]: each["state"] for each in json.loads(done.stdout)["findings"]}
    assert findings["home"] == "fault"
    assert findings["libraries"] == "in order"
    assert not {"streamlit", "language-model"} & set(findings)
    assert sys.executable not in done.stdout
