"""The results of ``emde evaluate --model``, as JSON in the model's folder.

The results are of a model's settings on its ratings. The models that are measured are others: each learns from a part
of the viewers, and is tested on the rest.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from emde_core.artifacts.encoded_catalogue import ModalityRecord, modality_records
from emde_core.artifacts.files import read_json
from emde_core.artifacts.model import ModelManifest
from emde_core.config import Config
from emde_core.data.csv_text import csv_text
from emde_core.disk import write_file
from emde_core.errors import ArtifactError
from emde_core.model.trained import TrainedModel

LEAST_SHARE = 0.01  # of a modality that counts: how much of the score goes with its content and not with any film's
REMEDY = "measure again with 'emde evaluate --model'"
ResultKind = Literal["accuracy", "faithfulness", "content", "sureness"]


def less_ours(metric: str) -> str:
    """Return the name of a peer's difference to our model in a metric, viewer by viewer."""
    return f"{metric}, less ours"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ResultRow(_Record):
    """One number of the results.

    Attributes:
        part, subject, metric: the thing measured: ("history", "cosine", "CDCG@3").
        mean: over viewers, or films; None where there is nothing to measure.
        low, high: its 95 % interval.
        n: how many different viewers, or how many films or explanations; None where only the splits are counted.
        word: a finding that is no number: a modality's content "counts", counts "alone", "shows", or there is "none".
    """

    part: str
    subject: str
    metric: str
    mean: float | None
    low: float | None
    high: float | None
    n: int | None = None
    word: str | None = None


class Results(_Record):
    """All numbers of one run.

    Attributes:
        kind: accuracy of recommendations, faithfulness of explanations, whether content counts, or how sure they are.
        model_hash: of the model that it was measured for.
        data_hash: of its films and ratings.
        config, modalities: its settings.
        asked: the command's options, such as the number of viewers.
        rows: the numbers.
    """

    format: Literal["EMDE results"] = "EMDE results"
    version: Literal[2] = 2
    kind: ResultKind
    model_hash: str
    data_hash: str
    config: Config
    modalities: tuple[ModalityRecord, ...]
    asked: dict[str, int]
    rows: tuple[ResultRow, ...]

    @property
    def content_evidence(self) -> dict[str, str]:
        """The swap test's verdict on each modality, "counts", "shows" or "none"; {} where these are other results."""
        rows = (row for row in self.rows if (row.part, row.metric) == ("content", "evidence"))
        return {row.subject: row.word for row in rows if row.word and row.subject != "all"}

    def same_settings(self, trained: TrainedModel) -> bool:
        """Tell whether a model has the films, ratings and settings that were measured; its weights may be its own."""
        theirs = (trained.provenance.data_hash, trained.config, modality_records(trained.encoded))
        return theirs == (self.data_hash, self.config, self.modalities)


def results_of(
    model: ModelManifest, kind: ResultKind, asked: Mapping[str, int], rows: Sequence[dict[str, Any]]
) -> Results:
    """Return the results for a model; rows hold the fields of ``ResultRow``."""
    return Results(
        kind=kind,
        model_hash=model.model_hash,
        data_hash=model.data_hash,
        config=model.config,
        modalities=model.modalities,
        asked=dict(asked),
        rows=tuple(ResultRow.model_validate(row) for row in rows),
    )


def results_path(folder: Path, kind: ResultKind) -> Path:
    """Return the path of a folder's results."""
    return folder / f"{kind}.json"


def save_results(results: Results, folder: Path) -> Path:
    """Write results into a model's folder, in place of older ones.

    Raises:
        StorageError: the folder can't be written.
    """
    path = results_path(folder, results.kind)
    write_file(path, results.model_dump_json() + "\n")
    return path


def statements_path(folder: Path) -> Path:
    """Return the path of the table of single explanations that the rates of ``sureness`` are of."""
    return folder / "sureness.csv"


def save_statements(statements: pd.DataFrame, folder: Path) -> None:
    """Write the table of single explanations into a model's folder, in place of an older one.

    Raises:
        StorageError: the folder can't be written.
    """
    write_file(statements_path(folder), csv_text(statements))


def read_results(path: Path) -> Results:
    """Read a file of results.

    Raises:
        ArtifactError: it can't be read, or is not one of this version.
    """
    try:
        return Results.model_validate(read_json(path))
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "document"
        raise ArtifactError(f"{path}: {where}: {error.errors()[0]['msg']}; {REMEDY}") from error
    except (OSError, ValueError) as error:
        raise ArtifactError(f"{path} can't be read ({error}); {REMEDY}") from error


def results_in(folder: Path, kind: ResultKind, model_hash: str) -> Results | None:
    """Read the results of a model in its folder; None if nothing was measured.

    Those of another model are not this one's. The one that was here before may have left them: they stay until this one
    is measured, and count again where its settings are trained again.

    Raises:
        ArtifactError: they can't be read, or are of another kind.
    """
    path = results_path(folder, kind)
    if not os.path.lexists(path):  # a folder or a dead link of this name is told
        return None
    results = read_results(path)
    if results.kind != kind:
        raise ArtifactError(f"{path} holds results of another kind, {results.kind}; {REMEDY}")
    return results if results.model_hash == model_hash else None
