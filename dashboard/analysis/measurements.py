"""What was measured of a model, ready to be shown: where it is from, and what was measured of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from emde_core.artifacts.results import Kind, Results, Row, read_results, results_path, stored_results
from emde_core.assets_dir import DEMO
from emde_core.data.simulate import MODALITY
from emde_core.data.simulate import Kind as Taste
from emde_core.errors import ArtifactError
from emde_core.recommender import Recommender

OURS = ("ours", "ours, margin", "ours, score")
SAME = 1e-9
PLANTED: Mapping[Taste, str] = {
    "person": "people",
    "genre and decade": "genres of a decade",
    "topic": "topics of plots",
    "style": "looks of posters",
}
CONTENT, ALL = "content", "all"  # a part of results; the modalities together


@dataclass(frozen=True)
class Stored:
    """Results to show; ``bundled`` ones were measured elsewhere, with the same films, ratings and settings."""

    results: Results
    bundled: bool

    def rows(self, part: str, metric: str | None = None) -> tuple[Row, ...]:
        """The rows of a part, of one metric or all."""
        return tuple(r for r in self.results.rows if r.part == part and metric in (None, r.metric))

    def find(self, part: str, subject: str, metric: str) -> Row | None:
        """One row."""
        return next((r for r in self.rows(part, metric) if r.subject == subject), None)


def stored(model: Recommender, folder: Path, kind: Kind, bundle: Path = DEMO) -> Stored | None:
    """What was measured of a model: kept with it, else bundled with the demo; None if nothing was.

    The bundle spares people of the demo minutes of waiting. It is honest because a measurement is not of a model's
    weights: ``emde evaluate`` trains models of its own on parts of the viewers. What it measures are settings on
    ratings, so a bundled result is shown where films, ratings and settings are the same, and nowhere else.

    Raises:
        ArtifactError: what is kept can't be read, or is another model's.
    """
    kept = stored_results(folder, kind, model.model_hash)
    if kept is not None:
        return Stored(kept, bundled=False)
    try:
        found = read_results(results_path(bundle, kind))
    except ArtifactError:  # of other settings than this version knows: not this model's
        return None
    return Stored(found, bundled=True) if found.same_settings(model.trained) else None


@dataclass(frozen=True)
class Measure:
    """A row, and the other subjects that measured the same: exact methods agree on a linear model."""

    row: Row
    alike: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The subject as people read it, and how many others it stands for."""
        plain = self.row.subject.replace("_", " ")
        return f"{plain} (+{len(self.alike)} alike)" if self.alike else plain

    @property
    def ours(self) -> bool:
        """Whether it is of something of ours."""
        return is_ours(self.row.subject)


def measures(rows: Iterable[Row]) -> list[Measure]:
    """Rows with a mean, in their order; a rival that measured the same as one before it is not listed again."""
    found: list[Measure] = []
    for row in rows:
        place = next((k for k, m in enumerate(found) if _same(m.row, row)), None)
        if row.mean is None:
            continue
        if place is None or is_ours(row.subject):
            found.append(Measure(row))
        else:
            found[place] = Measure(found[place].row, (*found[place].alike, row.subject))
    return found


def _same(one: Row, two: Row) -> bool:
    return one.mean is not None and two.mean is not None and abs(one.mean - two.mean) < SAME


def is_ours(subject: str) -> bool:
    """Whether a method or a model is ours."""
    return subject in OURS


def content_evidence(results: Results) -> dict[str, str]:
    """By modality, what the swap test found: it "counts", it "shows", or there is "none"."""
    rows = (row for row in results.rows if (row.part, row.metric) == (CONTENT, "evidence"))
    return {row.subject: row.word for row in rows if row.word and row.subject != ALL}


@dataclass(frozen=True)
class Swap:
    """One modality, or all together, with real and with exchanged content.

    Attributes:
        modality: which; "all" for all together.
        verdict: it "counts", it "shows", or there is "none".
        rows: by metric: "share", "warm" and "cold", of real content; with "_swapped", of exchanged content; with
            "_lost", of the difference viewer by viewer.
    """

    modality: str
    verdict: str
    rows: Mapping[str, Row]

    def interval(self, metric: str) -> tuple[float, float]:
        """Where exchanged content stands with 95 % confidence: beside real content, where the two were paired."""
        lost, swapped = self.rows.get(f"{metric}_lost"), self.rows[f"{metric}_swapped"]
        if lost is None:
            return number(swapped.low), number(swapped.high)
        real = number(self.rows[metric].mean)
        return real + number(lost.low), real + number(lost.high)


def swaps(measured: Stored) -> tuple[Swap, ...]:
    """The swap test of every modality, in order, then of all together."""
    grouped: dict[str, dict[str, Row]] = {}
    for row in measured.rows(CONTENT):
        grouped.setdefault(row.subject, {})[row.metric] = row
    return tuple(Swap(name, rows["evidence"].word or "none", rows) for name, rows in grouped.items())


@dataclass(frozen=True)
class Planted:
    """Simulated viewers of one kind of taste, and how often the modality that carries it leads in what they are told.

    Attributes:
        name: of the kind, in words.
        modality: that carries it.
        leads: with real content; swapped: with that modality's content exchanged between films.
    """

    name: str
    modality: str
    leads: Row
    swapped: Row


def planted(measured: Stored) -> tuple[Planted, ...]:
    """Every kind of taste that was planted, in order."""
    found = (
        (kind, name, measured.find("planted", kind, "leads"), measured.find("planted", kind, "leads_swapped"))
        for kind, name in PLANTED.items()
    )
    return tuple(Planted(name, MODALITY[kind], leads, other) for kind, name, leads, other in found if leads and other)


def number(value: float | None) -> float:
    """A stored number; what was not measured is no number."""
    return float("nan") if value is None else value
