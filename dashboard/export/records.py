"""An explanation as files that can be cited: JSON and CSV, each with the origin of its numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.reasons.sentence import NOT_MEASURED, RATES_NOT_MEASURED, rates_for
from dashboard.reasons.sureness import HoldRates, hold_rate
from emde_core import __version__
from emde_core.config import Config, Recipe
from emde_core.explain.explanation import Explanation, film_record, wish_record
from emde_core.explain.methods.registry import METHODS
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.sureness import ContentEvidence, sureness
from emde_core.history import History
from emde_core.recommender import Recommender
from emde_core.text.title_keys import plain_key

PROGRAM = f"emde-dashboard {__version__}"
FORMAT, VERSION = "EMDE explanation", 2  # of files; 1 named modalities and films where there are parts and entries now
NATS = "nats"

UNUSED: Mapping[Recipe, tuple[str, ...]] = {"affinity": ("sketch", "network"), "published": ("ridge", "prior")}


@dataclass(frozen=True)
class Provenance:
    """Origin of an explanation's numbers.

    Attributes:
        made: when it was written, ISO 8601; the files call it so.
        model_hash, data_hash: of the model and its data.
        method, baseline, rival: how contributions were computed, and what the score is compared with.
        weights: of parts of the score, in a what-if; empty for the model as it was learned.
        content_alone: whether films were read by their content alone.
        evidence: by modality, whether it was measured to count ("counts", "alone", "shows", "none"); empty where
            nothing was measured.
        settings: every setting that the model was made with: see ``used_settings``.
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
    content_alone: bool
    evidence: dict[str, str]
    settings: dict[str, Any]
    simulated: bool
    program: str

    @classmethod
    def of(
        cls, why: Explanation, model: Recommender, time: str, evidence: ContentEvidence = NOT_MEASURED
    ) -> Provenance:
        """Collect the origin of an explanation by this model."""
        return cls(
            made=time,
            model_hash=why.model_hash,
            data_hash=why.data_hash,
            method=why.method,
            baseline="an empty history" if why.baseline_history == "empty" else "the average viewer",
            rival=why.rival.label if why.rival else None,
            weights=dict(why.weights),
            content_alone=why.content_alone,
            evidence=dict(evidence),
            settings=used_settings(model),
            simulated=model.trained.provenance.simulated,
            program=PROGRAM,
        )

    @property
    def cells(self) -> dict[str, Any]:
        """The origin as cells of a table: what has parts of its own is JSON."""
        return {name: json.dumps(value) if isinstance(value, dict) else value for name, value in vars(self).items()}

    @property
    def line(self) -> str:
        """The short form, for below a figure."""
        reading = f", weights {json.dumps(self.weights)}" if self.weights else ""
        reading += ", content alone" if self.content_alone else ""
        return f"Model {self.model_hash}, data {self.data_hash}, method {self.method}{reading}, {self.made}"


def own_settings(config: Config) -> dict[str, Any]:
    """Return settings without those of the other recipe."""
    return config.model_dump(mode="json", exclude=set(UNUSED[config.recipe]))


def used_settings(model: Recommender) -> dict[str, Any]:
    """Return the settings of a model's own recipe, with depth and width of the sketches as its films were read in."""
    settings = own_settings(model.trained.config)
    if "sketch" not in settings:
        atoms = model.trained.encoded.atoms
        settings["sketches"] = {m: {"depth": atoms[m].depth, "width": atoms[m].width} for m in model.modalities}
    return settings


def sureness_record(why: Explanation, evidence: ContentEvidence, holds: HoldRates) -> dict[str, Any]:
    """Return the verdict on an explanation's evidence, and how often such reasons hold; {} by another method than ours.

    Args:
        why: the explanation.
        evidence: by modality, whether it was measured to count.
        holds: by grade, how often reasons hold; told as the sentence does, of the model as it was learned alone.
    """
    if why.method != ADDITIVE.name:
        return {}
    sure = sureness(why, evidence)
    rate = hold_rate(sure, rates_for(why, holds))
    about = {"grade": sure.grade, "cause": sure.cause, "part": sure.part, "lead": sure.lead, "doubt": sure.doubt}
    if rate is None:
        return about
    numbers = {"holds": rate.share, "low": rate.low, "high": rate.high, "tested": rate.tested, "chance": rate.chance}
    return about | numbers


def units(why: Explanation) -> dict[str, str | None]:
    """Return the units of an explanation's numbers, and what its values add up to; None where they need not.

    The score is ``baseline`` and ``absent`` and the values of all contributions.
    """
    method = next(each for each in METHODS if each.name == why.method)
    whole = "margin" if why.margin else "score"
    return {"score": NATS, "value": method.unit, "adds_up_to": whole if method.adds_up else None}


def explanation_document(
    why: Explanation,
    history: History,
    model: Recommender,
    time: str,
    evidence: ContentEvidence = NOT_MEASURED,
    holds: HoldRates = RATES_NOT_MEASURED,
) -> dict[str, Any]:
    """Return the document of ``emde explain --json``, with its sureness, the history and the origin of the numbers.

    Args:
        why: the explanation.
        history: that it was made for.
        model: that made it.
        time: when the file is written, ISO 8601.
        evidence: by modality, whether it was measured to count.
        holds: by grade, how often reasons hold with other viewers' ratings.
    """
    catalogue = model.catalogue
    history_record = {
        "liked": [film_record(catalogue[film_id]) for film_id in history.liked],
        "disliked": [film_record(catalogue[film_id]) for film_id in history.disliked],
        "wishes": [wish_record(wish) for wish in history.wishes],
    }
    more = {
        "units": units(why),
        "sureness": sureness_record(why, evidence, holds),
        "history": history_record,
        "provenance": vars(Provenance.of(why, model, time, evidence)),
    }
    return {"format": FORMAT, "version": VERSION} | why.to_dict() | more


def explanation_table(
    why: Explanation,
    model: Recommender,
    time: str,
    evidence: ContentEvidence = NOT_MEASURED,
    holds: HoldRates = RATES_NOT_MEASURED,
) -> pd.DataFrame:
    """Return a row for each contribution, with the film's title, sureness and the origin of the numbers in every row.

    Args:
        why: the explanation.
        model: that made it.
        time: when the file is written, ISO 8601.
        evidence: by modality, whether it was measured to count.
        holds: by grade, how often reasons hold with other viewers' ratings.
    """
    source, table = Provenance.of(why, model, time, evidence), why.to_frame()
    table.insert(1, "title", why.film.label)
    about = {
        "evidence": [evidence.get(part, "") for part in table["part"]],
        "unit": units(why)["value"],
        "baseline_value": why.baseline,
        "absent": why.absent,
        **{f"sureness_{name}": value for name, value in sureness_record(why, evidence, holds).items()},
        "margin": why.margin.value if why.margin else None,
        "margin_rivals": "; ".join(film.label for film in why.margin.rivals) if why.margin else "",
        "version": VERSION,
    }
    return table.assign(**(source.cells | about))


def as_json(document: object) -> str:
    """Return a document as the text of a file."""
    return json.dumps(document, indent=1, ensure_ascii=False)


def file_name(why: Explanation, ending: str, about: str = "why") -> str:
    """Return a file's name that says which film, and what about it: "why-the-terminator-1984.html"."""
    words = re.sub(r"[^a-z0-9]+", "-", plain_key(why.film.label)).strip("-")[:60] or "film"
    return f"{about}-{words}.{ending}"
