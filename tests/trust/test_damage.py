"""Damaged artefacts end in one error that names a file, or in the same answers: never in others, never in a crash.

``make damage`` does 1,000 flipped bits and every structured edit; a test run a seeded sample of both.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter

import numpy as np
import pytest

from emde_core import Config, Recommender
from emde_core.artifacts import prepared_catalogue as store
from tests.artifact_files import file_of
from tests.trust import damage

FLIPS, EDITS = (int(os.environ.get(name, few)) for name, few in (("EMDE_FLIPS", "45"), ("EMDE_EDITS", "45")))
ARTEFACTS = {"prepared": damage.prepared_answers, "model": damage.model_answers, "published": damage.model_answers}


@pytest.fixture(scope="module")
def artefacts(small_folder, small_prepared, small_config, tmp_path_factory):
    """A prepared catalogue, and a model of it by each recipe, each with the answers that it gives."""
    home = tmp_path_factory.mktemp("artefacts")
    shutil.copytree(small_folder / store.MODEL, home / "model")
    shutil.copytree(small_folder, home / "prepared", ignore=shutil.ignore_patterns(store.MODEL))
    encoded, config = small_prepared.encoded, small_config.model_dump() | {"recipe": "published"}
    published = Recommender.fit(encoded.catalogue, small_prepared.interactions, Config(**config), encoded=encoded)
    published.save(home / "published")
    return {home / name: answers(home / name) for name, answers in ARTEFACTS.items()}


def tell(what, outcomes, strays):
    print(f"\n{what}: {sum(outcomes.values())} cases: " + ", ".join(f"{n} {each}" for each, n in outcomes.items()))
    assert not strays, "\n".join(strays)


def test_a_flipped_bit_is_told_or_does_no_harm(artefacts):
    generator, outcomes, strays = np.random.default_rng(13), Counter(), []
    folders = list(artefacts)
    for case in range(FLIPS):
        folder = folders[case % len(folders)]
        names = damage.names_in(folder)
        path = file_of(folder, names[case // len(folders) % len(names)])
        whole = path.read_bytes()
        path.write_bytes(damage.flipped_bit(whole, generator))
        try:
            end = damage.outcome(folder, ARTEFACTS[folder.name], artefacts[folder])
        finally:
            path.write_bytes(whole)
        outcomes[end] += 1
        if end not in (damage.SAME, damage.REFUSED):
            strays.append(f"flip {case} of {path}: {end}")
    tell("flipped bits", outcomes, strays)


def test_a_structured_edit_is_told_or_does_no_harm(artefacts, tmp_path):
    outcomes, strays = Counter(), []
    cases = [
        (folder, kind, change)
        for folder in artefacts
        for kind, change in damage.edits(folder, [other for other in artefacts if other != folder])
    ]
    assert len(cases) >= 200
    for number in np.random.default_rng(13).permutation(len(cases))[:EDITS]:
        folder, kind, change = cases[number]
        copy = tmp_path / f"{number}"
        shutil.copytree(folder, copy)
        before = damage.fingerprint(copy)
        change(copy)
        end = damage.outcome(copy, ARTEFACTS[folder.name], artefacts[folder])
        if damage.fingerprint(copy) != before:  # else there was nothing in this file to damage so
            outcomes[end] += 1
        if end not in (damage.SAME, damage.REFUSED):
            strays.append(f"{folder.name}, {kind}: {end}")
        shutil.rmtree(copy)
    tell("structured edits", outcomes, strays)
