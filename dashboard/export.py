"""An explanation as files that can be cited: JSON and CSV, each with where its numbers are from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from emde_core.data.titles import match_key
from emde_core.explain.explanation import Explanation, film_record
from emde_core.history import History
from emde_core.recommender import Recommender

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a cell for a formula


@dataclass(frozen=True)
class Provenance:
    """Where an explanation's numbers are from.

    Attributes:
        made: when it was written, ISO 8601.
        model_hash, data_hash: which model and data.
        method, baseline, rival: how contributions were found, and what the score is compared with.
        weights: of modalities, in a what-if; empty for the model as it was learned.
        settings: every setting of the model.
        simulated: whether no person ever gave the ratings behind it.
        program: name and version.
    """

    made: str
    model_hash: str
    data_hash: str
    method: str
    baseline: str
    rival: str | None
    weights: dict[str, float]
    settings: dict[str, Any]
    simulated: bool
    program: str

    @classmethod
    def of(cls, why: Explanation, model: Recommender, made: str) -> Provenance:
        """What there is to say about an explanation by this model."""
        return cls(
            made=made,
            model_hash=why.model_hash,
            data_hash=why.data_hash,
            method=why.method,
            baseline="an empty history" if why.baseline_history == "empty" else "the average viewer",
            rival=why.rival.label if why.rival else None,
            weights=dict(why.weights),
            settings=model.trained.config.model_dump(mode="json"),
            simulated=model.trained.provenance.simulated,
            program=f"emde-dashboard {version('emde-dashboard')}",
        )

    @property
    def line(self) -> str:
        """The short form, for below a figure."""
        weighed = f", weights {json.dumps(self.weights)}" if self.weights else ""
        return f"Model {self.model_hash}, data {self.data_hash}, method {self.method}{weighed}, {self.made}"


def as_json(why: Explanation, history: History, model: Recommender, made: str) -> str:
    """The document of ``emde explain --json``, with the history and where the numbers are from."""
    films = model.catalogue
    watched = {
        "liked": [film_record(films[film]) for film in history.liked],
        "disliked": [film_record(films[film]) for film in history.disliked],
    }
    more = {"history": watched, "provenance": vars(Provenance.of(why, model, made))}
    return json.dumps(why.to_dict() | more, indent=1, ensure_ascii=False)


def as_csv(why: Explanation, model: Recommender, made: str) -> str:
    """A tidy table: one row for each contribution, with the hashes, method and settings in every row.

    A title that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    source = Provenance.of(why, model, made)
    table = why.to_frame().assign(
        method=source.method,
        baseline=source.baseline,
        rival=source.rival,
        weights=json.dumps(source.weights),
        model_hash=source.model_hash,
        data_hash=source.data_hash,
        settings=json.dumps(source.settings),
        made=source.made,
    )
    table["history_title"] = table["history_title"].map(no_formula)
    return str(table.to_csv(index=False))


def no_formula(cell: str) -> str:
    """Text that a spreadsheet shows as text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def file_name(why: Explanation, ending: str) -> str:
    """A file's name that says which film: "why-the-terminator-1984.html"."""
    words = re.sub(r"[^a-z0-9]+", "-", match_key(why.film.label)).strip("-")[:60] or "film"
    return f"why-{words}.{ending}"
