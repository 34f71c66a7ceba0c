"""A model's own files for papers: its catalogue, its settings, what was measured of it, and shares of its scores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from dashboard.export.records import PROGRAM, as_json, own_settings, used_settings
from dashboard.service.cohorts import Group
from emde_core.artifacts.results import Results
from emde_core.data.catalogue import Catalogue
from emde_core.data.csv_text import csv_text, original_text
from emde_core.recommender import Recommender

SEVERAL = "|"  # between the names in a cell, as our readers take them


def catalogue_as_csv(model: Recommender) -> str:
    """Return a row for each film with all that is known of it; several names in a cell are parted by "|"."""
    table = model.catalogue.to_frame().drop(columns="poster")  # a file of this machine
    lists = [name for name in table if table[name].map(lambda cell: isinstance(cell, (list, tuple))).any()]
    return csv_text(table.assign(**{name: table[name].map(SEVERAL.join) for name in lists}))


def settings_as_json(model: Recommender) -> str:
    """Return the settings that the model was made with, its hashes, and what it learned from."""
    source = model.trained.provenance
    document = {
        "model_hash": model.model_hash,
        "data_hash": model.data_hash,
        "films": len(model.catalogue),
        "ratings": source.ratings,
        "viewers": source.viewers,
        "simulated": source.simulated,
        "settings": used_settings(model),
        "program": PROGRAM,
    }
    return as_json(document)


def measurements_as_csv(measurements: Iterable[Results]) -> str:
    """Return a row for each number that was measured, with its interval and what it was measured on."""
    rows = [
        {"kind": each.kind, **row.model_dump(), "model_hash": each.model_hash, "data_hash": each.data_hash}
        | {"asked": json.dumps(each.asked), "settings": json.dumps(own_settings(each.config))}
        for each in measurements
        for row in each.rows
    ]
    return csv_text(pd.DataFrame(rows))


def statements_as_csv(path: Path, catalogue: Catalogue, results: Results) -> str:
    """Return a row for each explanation that was tested, with titles.

    Args:
        path: of the table as ``emde evaluate --sureness`` keeps it.
        catalogue: the films that it names.
        results: the rates of these explanations.
    """
    table = pd.read_csv(path, dtype={"film": str, "reason": str}, keep_default_na=False)
    titles = {film.id: film.label for film in catalogue}
    for name in ("film", "reason"):
        table[name] = table[name].map(original_text)
        table.insert(table.columns.get_loc(name) + 1, f"{name}_title", table[name].map(titles).fillna(""))
    return csv_text(table.assign(model_hash=results.model_hash, data_hash=results.data_hash))


def shares_as_csv(groups: Iterable[Group], parts: Sequence[str], model: Recommender) -> str:
    """Return a row for each group of recommendations: its name, the mean share of each part, and how many there are."""
    hashes = {"model_hash": model.model_hash, "data_hash": model.data_hash}
    rows = [{"group": g.name, **{part: g.shares[part] for part in parts}, "n": g.n, **hashes} for g in groups]
    return csv_text(pd.DataFrame(rows))


def measurements_as_json(measurements: Iterable[Results]) -> str:
    """Return the same numbers as ``emde evaluate`` keeps them."""
    return as_json([each.model_dump(mode="json") for each in measurements])
