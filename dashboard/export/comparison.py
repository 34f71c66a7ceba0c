"""Explanations side by side as files, in full precision, each as in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.export.records import VERSION, as_json, explanation_document, explanation_table
from dashboard.service.service import Service
from emde_core.data.csv_text import csv_text
from emde_core.explain.explanation import Explanation
from emde_core.history import History

FORMAT = "EMDE comparison"


@dataclass(frozen=True)
class Side:
    """One half of a comparison.

    Attributes:
        name: as the screen calls it.
        why: the explanation.
        history: that it was made for.
        service: of the model that made it.
    """

    name: str
    why: Explanation
    history: History
    service: Service


def sides_as_csv(sides: Sequence[Side], time: str) -> str:
    """Return a row for each contribution of each side, with the side's name before what an explanation's file has."""
    tables = []
    for side in sides:
        service = side.service
        table = explanation_table(side.why, service.model, time, service.evidence, service.hold_rates)
        table.insert(0, "side", side.name)
        tables.append(table)
    return csv_text(pd.concat(tables, ignore_index=True))


def sides_as_json(sides: Sequence[Side], time: str) -> str:
    """Return each side's name and document; a list, since two sides may bear one name."""
    documents = [
        {"side": side.name}
        | explanation_document(
            side.why, side.history, side.service.model, time, side.service.evidence, side.service.hold_rates
        )
        for side in sides
    ]
    return as_json({"format": FORMAT, "version": VERSION, "sides": documents})
