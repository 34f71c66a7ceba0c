"""Workflows run pinned actions alone, with no more rights than each job needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.supply.lock import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
pytestmark = pytest.mark.skipif(not WORKFLOWS, reason="a source distribution has no workflows")


def unpinned(text: str) -> list[str]:
    return [uses for uses in re.findall(r"uses: *(.+)", text) if not PINNED.fullmatch(uses)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it(path: Path):
    text = path.read_text(encoding="utf-8")
    assert unpinned(text) == []
    assert "actions/" in text


def test_a_tag_is_no_pin():
    assert unpinned("- uses: actions/checkout@v4\n- uses: a/b@9c091bb # v7.0.0") == [
        "actions/checkout@v4", "a/b@9c091bb # v7.0.0",
    ]  # fmt: skip


def test_one_action_has_one_version():
    uses = {use for path in WORKFLOWS for use in re.findall(r"uses: *(.+)", path.read_text(encoding="utf-8"))}
    versions = {(use.split("@")[0].split("/")[:2][-1], use.split("@")[1]) for use in uses}
    assert len(versions) == len({action for action, _ in versions})


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_at_most_and_a_job_writes_only_what_it_says(path: Path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    rights = [right for job in workflow["jobs"].values() for right in job.get("permissions", {}).items()]
    written = {scope for scope, right in rights if right == "write"}
    assert written <= {"security-events", "id-token", "attestations"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert all(
        step["with"]["persist-credentials"] is False for step in steps if "actions/checkout@" in step.get("uses", "")
    )
    assert not [step for step in steps if "${{" in step.get("run", "")]  # what a title says is no part of a command
