"""Everything that the doctor calls in order has a control: it is broken here, and the doctor says so."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from emde_core import workspace
from emde_core.doctor import home, registry
from emde_core.doctor.finding import State
from emde_core.doctor.report import examine
from tests.doctor.machines import BREAKING, EVERYTHING, documented_facts, full_disk, home_is_a_file


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_examination_calls_in_order_what_is(name, healthy):  # noqa: ARG001
    findings = list(EVERYTHING[name].run())
    assert findings
    assert [finding for finding in findings if finding.state != State.IN_ORDER] == []
    assert {fact for finding in findings for fact in finding.facts} <= documented_facts()[name]


@pytest.mark.parametrize("name", EVERYTHING)
def test_an_examination_notices_what_is_broken(name, patch, tmp_path):
    break_it, state, words = BREAKING[name]
    break_it(patch, tmp_path)
    findings = [finding for finding in EVERYTHING[name].run() if finding.state != State.IN_ORDER]
    assert [finding.state for finding in findings] == [state]
    assert re.search(words, findings[0].words), findings[0].words
    assert findings[0].remedy
    assert set(json.loads(json.dumps(dict(findings[0].facts)))) <= documented_facts()[name]


def test_every_examination_has_a_name_of_its_own_and_a_row_in_its_readme():
    assert list(documented_facts()) == [*(each.name for each in registry.EXAMINATIONS), "folder"]


def test_folders_at_home_are_looked_at_and_a_broken_home_is_no_obstacle(healthy, tmp_path):
    assert [each.name for each in registry.examinations([tmp_path])[-2:]] == ["folder", "folder"]
    home_is_a_file(healthy, tmp_path)
    assert registry.examinations() == registry.EXAMINATIONS
    for name in ("home", "disk", "demo"):
        assert [line.finding for line in examine([EVERYTHING[name]])]


def test_a_home_that_can_not_be_written_is_a_fault(healthy):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    healthy.setattr(home.tempfile, "TemporaryFile", refuse)
    [finding] = EVERYTHING["home"].run()
    assert finding.state == State.FAULT
    assert "Permission denied" in finding.words


def test_a_full_disk_is_a_fault_where_the_demo_is_yet_to_be_made(healthy, tmp_path):
    full_disk(healthy, tmp_path)
    shutil.rmtree(workspace.demo_folder())
    assert [finding.state for finding in EVERYTHING["disk"].run()] == [State.FAULT]
