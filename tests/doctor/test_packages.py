"""Packages and the installation: what is missing, of another version, broken or changed."""

from __future__ import annotations

import re
import tomllib

import pytest

from emde_core.doctor import installation, packages
from emde_core.doctor.finding import State
from tests.doctor.machines import EVERYTHING, ROOT, needing


@pytest.mark.parametrize(
    ("bounds", "complaint"),
    [(">=99", "too old"), ("<1", "too new"), ("==1.2.3", "another version"), ("!=1.2.3,<1", "too new"), (">=1", "")],
)
def test_a_version_out_of_bounds_is_told_by_its_side(bounds, complaint, healthy):
    healthy.setattr(packages, "requires", needing(f"numpy{bounds}"))
    [need] = packages.needs()
    assert need.complaint == complaint


def test_an_extra_with_a_package_of_another_version_is_a_fault_with_the_exact_command(healthy):
    lines = "plotly<1,>=0.5; extra == 'app'", "numpy>=2", "tea>=1; extra == 'app'"
    healthy.setattr(packages, "requires", needing(*lines))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.state == State.FAULT
    assert finding.remedy == "python -m pip install 'plotly<1,>=0.5' 'tea>=1'"


def test_packages_that_are_missing_are_named_together(healthy):
    lines = [f"{name}; extra == 'app'" for name in ("cup", "pot", "tea")]
    healthy.setattr(packages, "requires", needing(*lines))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.words == "the dashboard: cup, pot, tea are missing"


def test_without_the_package_that_compares_versions_that_is_the_fault(healthy):
    healthy.setattr(packages, "find_spec", lambda name: None)  # noqa: ARG005
    [finding] = EVERYTHING["libraries"].run()
    assert (finding.state, finding.remedy) == (State.FAULT, "python -m pip install 'packaging>=24'")


def test_a_package_that_takes_python_down_is_the_one_that_is_named(patch, tmp_path):
    (tmp_path / "good_thing.py").write_text("", encoding="utf-8")
    (tmp_path / "deadly_thing.py").write_text("import os; os.kill(os.getpid(), 11)", encoding="utf-8")
    patch.setenv("PYTHONPATH", str(tmp_path))
    patch.setattr(packages, "requires", needing("good-thing", "deadly-thing"))
    patch.setattr(packages, "version", lambda name: "1.0")  # noqa: ARG005
    patch.undo_child()
    [finding] = EVERYTHING["imports"].run()
    assert finding.words == "deadly-thing 1.0 can't be imported: stopped by signal 11"
    assert finding.remedy == "python -m pip install --force-reinstall deadly-thing==1.0"


def test_a_module_is_known_for_every_package():
    from importlib.util import find_spec

    everything = {need.requirement.name for extra in ("", *packages.PURPOSES) for need in packages.needs(extra)}
    names = {packages.MODULES.get(name, name.replace("-", "_")) for name in everything}
    assert [name for name in names if find_spec(name) is None] == []


def test_a_checkout_that_needs_other_packages_by_now_is_a_warning(healthy):
    healthy.setattr(installation, "declared_in", lambda path, extras=("app",): {"tea>=1"} if extras else set())  # noqa: ARG005
    [finding] = EVERYTHING["project"].run()
    assert finding.state == State.WARNING
    assert "tea>=1" in finding.words
    assert finding.remedy == "python -m pip install --editable '.[all]'"


def test_a_checkout_whose_new_library_is_missing_is_a_fault(healthy):
    healthy.setattr(installation, "declared_in", lambda *_: {"no-such-tea>=1"})
    [finding] = EVERYTHING["project"].run()
    assert finding.state == State.FAULT
    assert finding.words.endswith("no-such-tea>=1; no-such-tea is missing")


def test_an_extra_that_the_installation_does_not_know_is_a_warning(healthy):
    healthy.setattr(packages, "requires", needing("numpy"))
    [finding] = EVERYTHING["extra-app"].run()
    assert finding.state == State.WARNING
    assert "does not know this extra" in finding.words


def test_what_a_checkout_needs_is_read_from_its_own_file():
    needed = packages.declared_in(ROOT / "pyproject.toml")
    assert {re.split(r"[<>=]", line)[0] for line in needed} >= {"numpy", "streamlit", "torch", "captum", "typer"}
    assert not [line for line in needed if line.startswith("emde")]


def test_a_file_of_an_installed_package_that_was_changed_is_found(tmp_path):
    from importlib.metadata import Distribution

    folder = tmp_path / "emde_dashboard-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: emde-dashboard\nVersion: 1.0\n", encoding="utf-8")
    (tmp_path / "emde_core").mkdir()
    (tmp_path / "emde_core" / "a.py").write_bytes(b"tea")
    digest = "qfdNHsNuvesto_blhoCQzSotILPcynti9gMEsdPZ70I"
    record = f"emde_core/a.py,sha256={digest},3\nother/b.py,sha256={digest},3\n"
    (folder / "RECORD").write_text(record, encoding="utf-8")
    ours = Distribution.at(folder)
    first = installation.changed_files(ours)
    (tmp_path / "emde_core" / "a.py").write_bytes(b"Tea")
    assert (first, installation.changed_files(ours)) == ([], ["emde_core/a.py"])
    (tmp_path / "emde_core" / "a.py").unlink()
    assert installation.changed_files(ours) == ["emde_core/a.py"]


def test_extras_are_those_of_the_project():
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {*packages.PURPOSES, "all", "test"} == set(table["optional-dependencies"])
