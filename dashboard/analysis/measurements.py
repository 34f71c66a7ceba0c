"""Measurements of a model, read for the screens: accuracy, faithfulness and the swap test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.reasons.sureness import HoldRate, HoldRates
from emde_core.artifacts.results import (
    ResultKind,
    ResultRow,
    Results,
    read_results,
    results_in,
    results_path,
    statements_path,
)
from emde_core.assets_dir import DEMO
from emde_core.data.simulate import MODALITY
from emde_core.data.simulate import DriverKind as Taste
from emde_core.errors import ArtifactError
from emde_core.explain.methods.rank_margin import RANK_MARGIN
from emde_core.explain.methods.score import ADDITIVE
from emde_core.explain.sureness import GRADES, Grade
from emde_core.recommender import Recommender

OURS = ("ours", RANK_MARGIN.label, ADDITIVE.label)
SAME = 1e-9
TASTE_NAMES: Mapping[Taste, str] = {
    "person": "people",
    "genre and decade": "genres of a decade",
    "topic": "topics of plots",
    "style": "looks of posters",
}
CONTENT, SURENESS, RELIABILITY = "content", "sureness", "reliability"  # parts of results
WHOLE = "sureness of whole histories"  # the same part with all films that viewers rated
ALL, HOLDS = "all", "holds"  # the modalities together; the share of explanations that hold
CHANCE = "chance"  # of recommenders, an order drawn by lot; of explanations, the share that holds by chance


@dataclass(frozen=True)
class StoredResults:
    """Results to show.

    Attributes:
        results: as ``emde evaluate`` wrote them.
        bundled: whether they were measured elsewhere, with the same films, ratings and settings.
        folder: where they are kept; None for results that were never read from a file.
    """

    results: Results
    bundled: bool
    folder: Path | None = None

    @property
    def statements(self) -> Path | None:
        """The table of the single explanations that were tested, beside the results; None for none."""
        path = self.folder and statements_path(self.folder)
        return path if path and self.results.kind == SURENESS and path.is_file() else None

    def rows(self, part: str, metric: str | None = None) -> tuple[ResultRow, ...]:
        """Return the rows of a part, of one metric or of all."""
        return tuple(r for r in self.results.rows if r.part == part and metric in (None, r.metric))

    def find(self, part: str, subject: str, metric: str) -> ResultRow | None:
        """Return one row; None where it was not measured."""
        return next((r for r in self.rows(part, metric) if r.subject == subject), None)


def read_measurements(model: Recommender, folder: Path, kind: ResultKind, bundle: Path = DEMO) -> StoredResults | None:
    """Return a model's results kept in its folder, else those bundled with the demo; None for neither.

    The bundle spares people of the demo minutes of waiting. It is honest because a measurement is not of a model's
    weights: ``emde evaluate`` trains models of its own on parts of the viewers. What it measures are settings on
    ratings, so a bundled result is shown where films, ratings and settings are the same, and nowhere else.

    Raises:
        ArtifactError: the results that are kept can't be read.
    """
    own = results_in(folder, kind, model.model_hash)
    if own is not None:
        return StoredResults(own, bundled=False, folder=folder)
    try:
        demo = read_results(results_path(bundle, kind))
    except ArtifactError:  # of other settings than this version knows: not this model's
        return None
    return StoredResults(demo, bundled=True, folder=bundle) if demo.same_settings(model.trained) else None


@dataclass(frozen=True)
class Measurement:
    """A row, and the other subjects with the same mean: exact methods agree on a linear model."""

    row: ResultRow
    alike: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The subject as people read it, and how many others it stands for."""
        plain = self.row.subject.replace("_", " ")
        return f"{plain} (+{len(self.alike)} alike)" if self.alike else plain

    @property
    def ours(self) -> bool:
        """True for a method or model of ours."""
        return is_ours(self.row.subject)


def measurements(rows: Iterable[ResultRow]) -> list[Measurement]:
    """Return rows with a mean, in their order; a rival with the same mean as an earlier row is added to that row."""
    measurements: list[Measurement] = []
    for row in rows:
        same = next((k for k, m in enumerate(measurements) if _same(m.row, row)), None)
        if row.mean is None:
            continue
        if same is None or is_ours(row.subject):
            measurements.append(Measurement(row))
        else:
            measurements[same] = Measurement(measurements[same].row, (*measurements[same].alike, row.subject))
    return measurements


def _same(one: ResultRow, two: ResultRow) -> bool:
    return one.mean is not None and two.mean is not None and abs(one.mean - two.mean) < SAME


def is_ours(subject: str) -> bool:
    """Return True for a method or model of ours."""
    return subject in OURS


def hold_rates(results: Results) -> HoldRates:
    """Return how often reasons of each grade of evidence hold with other viewers' ratings."""
    rates, whole = _rates(results, SURENESS), _rates(results, WHOLE)
    return {grade: replace(rate, whole=whole.get(grade)) for grade, rate in rates.items()}


def _rates(results: Results, part: str) -> dict[Grade, HoldRate]:
    rows = {(row.metric, row.subject): row for row in results.rows if row.part == part}
    chances = {grade: row.mean for grade in GRADES if (row := rows.get((CHANCE, grade)))}
    return {
        grade: HoldRate(row.mean, row.low, row.high, row.n, chances.get(grade))
        for grade in GRADES
        if (row := rows.get((HOLDS, grade))) and row.mean is not None
    }


@dataclass(frozen=True)
class SwapResult:
    """Measurements of one modality, or of all together, with real content and with that of other films.

    Attributes:
        modality: the modality; "all" for all together.
        verdict: "counts", "alone", "shows" or "none".
        rows: by metric: "share", "warm", "cold", and "alone", as cold of models that read nothing else, of real
            content; with "_swapped", of exchanged content; with "_lost", of the difference viewer by viewer.
    """

    modality: str
    verdict: str
    rows: Mapping[str, ResultRow]

    def interval(self, metric: str) -> tuple[float, float]:
        """Return the 95 % interval of exchanged content, or of its difference to real content if paired."""
        loss, exchanged = self.rows.get(f"{metric}_lost"), self.rows[f"{metric}_swapped"]
        if loss is None:
            return number(exchanged.low), number(exchanged.high)
        real = number(self.rows[metric].mean)
        return real + number(loss.low), real + number(loss.high)

    @property
    def cold_loss(self) -> float | None:
        """The loss for films without ratings, as a share of their accuracy; None where none was measured."""
        real = number(self.rows["cold"].mean)
        return 1 - number(self.rows["cold_swapped"].mean) / real if self.interval("cold")[1] < real else None

    @property
    def warm_loss(self) -> float | None:
        """The same for films with ratings."""
        real = number(self.rows["warm"].mean)
        return 1 - number(self.rows["warm_swapped"].mean) / real if self.interval("warm")[1] < real else None

    @property
    def share_owed(self) -> float:
        """The share of the score that goes with the modality's content, beyond that of exchanged content."""
        return number(self.rows["share"].mean) - number(self.rows["share_swapped"].mean)

    @property
    def films(self) -> str:
        """The films that are placed worse with exchanged content, in words; "" where none was measured to be."""
        lost = (self.rows.get("warm_lost"), self.rows.get("cold_lost"))
        warm, cold = (row is not None and row.high is not None and row.high < 0 for row in lost)
        return {
            (True, True): "films with and without ratings",
            (True, False): "films with ratings",
            (False, True): "films without ratings",
        }.get((warm, cold), "")


def reliability_pairs(results: StoredResults) -> list[tuple[ResultRow, ResultRow]]:
    """Pair what scores said and what was found of each group of films; groups without likes are left to the table."""
    predictions = {row.subject: row for row in results.rows(RELIABILITY, "said")}
    outcomes = {row.subject: row for row in results.rows(RELIABILITY, "found")}
    return [(row, outcomes[group]) for group, row in predictions.items() if group in outcomes and outcomes[group].mean]


def swap_results(results: StoredResults) -> tuple[SwapResult, ...]:
    """Return the swap test of every modality, in order, then of all together."""
    by_subject: dict[str, dict[str, ResultRow]] = {}
    for row in results.rows(CONTENT):
        by_subject.setdefault(row.subject, {})[row.metric] = row
    return tuple(SwapResult(name, rows["evidence"].word or "none", rows) for name, rows in by_subject.items())


@dataclass(frozen=True)
class PlantedTaste:
    """Simulated viewers of one kind of taste, and how often the modality that carries it leads their explanations.

    Attributes:
        name: of the kind, in words.
        modality: the one that carries the taste.
        leads: with real content.
        exchanged: with that modality's content exchanged between films.
    """

    name: str
    modality: str
    leads: ResultRow
    exchanged: ResultRow


def planted_tastes(results: StoredResults) -> tuple[PlantedTaste, ...]:
    """Return every kind of taste that was planted, in order."""
    rows = (
        (kind, name, results.find("planted", kind, "leads"), results.find("planted", kind, "leads_swapped"))
        for kind, name in TASTE_NAMES.items()
    )
    return tuple(
        PlantedTaste(name, MODALITY[kind], leads, exchanged)
        for kind, name, leads, exchanged in rows
        if leads and exchanged
    )


def number(value: float | None) -> float:
    """Return a stored number; nan for one that was not measured."""
    return float("nan") if value is None else value
