"""Explanations side by side as files, in full precision."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd

from emde_core.data.csv_text import csv_text
from emde_core.explain.explanation import Explanation


def sides_as_csv(whys: Mapping[str, Explanation]) -> str:
    """Return a row for each contribution of each side, with the hashes and the method in every row.

    Args:
        whys: the explanation of each side, by the side's name.
    """
    tables = [
        why.to_frame().assign(
            title=why.film.label, method=why.method, model_hash=why.model_hash, data_hash=why.data_hash
        )
        for why in whys.values()
    ]
    for name, table in zip(whys, tables, strict=True):
        table.insert(0, "side", name)
    return csv_text(pd.concat(tables, ignore_index=True))


def sides_as_json(whys: Mapping[str, Explanation]) -> str:
    """Return the document of ``emde explain --json`` of each side, by the side's name."""
    return json.dumps({name: why.to_dict() for name, why in whys.items()}, indent=1, ensure_ascii=False)
