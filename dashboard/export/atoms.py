"""The atoms of a film in one modality as CSV, each with what it adds to the score."""

from __future__ import annotations

import pandas as pd

from dashboard.analysis.atom_detail import atom_labels
from dashboard.export.records import Provenance, units
from emde_core.data.csv_text import csv_text
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.recommender import Recommender


def atoms_as_csv(why: Explanation, modality: str, model: Recommender, time: str, evidence: ContentEvidence) -> str:
    """Return a row for each atom, in the film's order; the values add up to what the modality adds.

    Args:
        why: the explanation of the film, by our method.
        modality: of the atoms.
        model: that made the explanation.
        time: when the file is written, ISO 8601.
        evidence: by modality, whether it was measured to count.
    """
    atoms = [atom for atom in why.atoms[0].all if atom.modality == modality]
    table = pd.DataFrame({"atom": atom_labels(atoms), "value": [atom.value for atom in atoms]})
    table.insert(0, "modality", modality)
    table.insert(0, "title", why.film.label)
    table.insert(0, "film", why.film.id)
    return csv_text(table.assign(unit=units(why)["value"], **Provenance.of(why, model, time, evidence).cells))
