"""The table of all films as CSV, each row with the origin of its numbers."""

from __future__ import annotations

import json

import pandas as pd

from dashboard.export.records import NATS, PROGRAM, used_settings
from emde_core.data.csv_text import csv_text
from emde_core.explain.methods.score import ADDITIVE
from emde_core.history import History
from emde_core.recommender import Recommender


def films_as_csv(rows: pd.DataFrame, history: History, model: Recommender, time: str) -> str:
    """Return the rows of a table of films, with the history, the reading, the hashes and the settings in every row.

    Args:
        rows: of ``FilmTable.select``, in their order.
        history: that the films are scored for.
        model: that scored them.
        time: when the file is written, ISO 8601.
    """
    table = rows.assign(
        history=json.dumps({"liked": history.liked, "disliked": history.disliked}),
        wishes=json.dumps({wish.key: wish.weight for wish in history.wishes}),
        method=ADDITIVE.name,
        unit=NATS,
        weights=json.dumps(dict(model.weights)),
        content_alone=model.content_alone,
        model_hash=model.model_hash,
        data_hash=model.data_hash,
        settings=json.dumps(used_settings(model)),
        simulated=model.trained.provenance.simulated,
        made=time,
        program=PROGRAM,
    )
    return csv_text(table)
