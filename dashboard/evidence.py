"""What was measured of a model, ready to be shown: where it is from, what was asked of it, and what to make of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from emde_core.artifacts.results import Kind, Results, Row, read_results, results_path, stored_results
from emde_core.assets_dir import DEMO
from emde_core.errors import ArtifactError
from emde_core.recommender import Recommender

MARGIN, SCORE = OURS = ("ours, margin", "ours, score")
RANK_METRICS = ("CDCG@3", "POS@5,3", "POS@5,5")  # which films carry a recommendation's rank; lower is better
MODEL = "EMDE"  # what our model's name begins with among the peers of accuracy
OPTIMUM = "all pairs"
SAME = 1e-9
SHOWN = 3  # digits of a mean: what is equal to them is called level

ASKED = {  # bars that were set before measuring: the least that is good enough
    ("features", "phrases", "films where ours costs more"): 0.75,
    ("features", "categories", "films where ours costs more"): 0.85,
    ("features", "regions", "films where ours costs more"): 0.70,
    ("features", "words", "rank correlation with hard occlusion"): 0.50,
    ("planted", "modality", "found"): 0.90,
    ("planted", "film", "found"): 0.85,
    ("planted", "word", "found"): 0.85,
}
PLAIN = {
    ("features", "phrases", "films where ours costs more"): "Three phrases we mark cost more than three random ones",
    (
        "features",
        "categories",
        "films where ours costs more",
    ): "Three categories we mark cost more than three random ones",
    (
        "features",
        "regions",
        "films where ours costs more",
    ): "Three poster regions we mark cost more than three random ones",
    ("features", "words", "rank correlation with hard occlusion"): "Word values rank as taking each word out does",
    ("planted", "modality", "found"): "A planted taste for plots, categories or posters is the largest share",
    ("planted", "film", "found"): "A planted favourite film is among our three strongest",
    ("planted", "word", "found"): "A planted word is among our three strongest",
}


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


@dataclass(frozen=True)
class Check:
    """A number beside the bar that had been set for it."""

    name: str
    row: Row
    asked: float

    @property
    def met(self) -> bool:
        """Whether the mean reaches the bar."""
        return self.row.mean is not None and self.row.mean >= self.asked

    @property
    def verdict(self) -> str:
        """Met, or missed by how much; close ones say that the interval holds the bar."""
        if self.met or self.row.mean is None:
            return "met" if self.met else "not measured"
        within = self.row.high is not None and self.row.high >= self.asked
        return f"missed by {self.asked - self.row.mean:.2f}{', within the interval' if within else ''}"


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
    return subject in OURS or subject.startswith(MODEL)


def checks(faithfulness: Stored) -> tuple[Check, ...]:
    """Every bar that had been set, beside what was measured."""
    found = ((key, faithfulness.find(*key)) for key in ASKED)
    return tuple(Check(PLAIN[key], row, ASKED[key]) for key, row in found if row is not None)


def sanity(faithfulness: Stored) -> str:
    """What an explanation that is true to its model must hold to, and does or not; "" where it was not measured."""
    told = {
        "agreement with random weights": "Shuffle the model’s weights, and explanations agree with the true ones to "
        "{mean:.2f} (0 is right: they depend on what was learned).",
        "sensitivity-n": "What sets of history films are said to add agrees with what removing them does to {mean:.2f} "
        "(1 is perfect).",
    }
    rows = {subject: faithfulness.find("axioms", subject, "mean") for subject in told}
    return " ".join(
        told[subject].format(mean=row.mean) for subject, row in rows.items() if row and row.mean is not None
    )


def trust(accuracy: Stored | None, faithfulness: Stored | None) -> tuple[str, ...]:
    """What to trust, with which question, and what not, in sentences made from the numbers."""
    if faithfulness is None:
        return ()
    said = (_bars(faithfulness), _rank(faithfulness), _features(faithfulness), _limits(accuracy, faithfulness))
    return tuple(sentence for sentence in said if sentence)


def _bars(measured: Stored) -> str:
    residual = measured.find("axioms", "completeness residual", "largest")
    sure = f"they add up (to {residual.mean:.0e})" if residual and residual.mean is not None else "they add up"
    stands = beside_rivals(measured, SCORE)
    asked = (
        f" Asked which films carry a recommendation’s rank, Explore’s bars ({SCORE}) are {stands}." if stands else ""
    )
    return f"Trust the bars of history films: {sure}.{asked}"


def _rank(measured: Stored) -> str:
    stands = beside_rivals(measured, MARGIN)
    return (
        f"Where the question is rank, take ours for the rank, on Compare ({MARGIN}): it is {stands}." if stands else ""
    )


def beside_rivals(measured: Stored, ours: str) -> str:
    """How a map of ours stands beside the best rival on each question of rank; "" where that was not measured."""
    found: dict[str, list[str]] = {"ahead of": [], "level with": [], "behind": []}
    for metric in RANK_METRICS:
        row, best = measured.find("history", ours, metric), best_rivals(measured.rows("history", metric))
        if row is None or row.mean is None or not best:
            continue
        mine, theirs = round(row.mean, SHOWN), round(best[0].mean or 0.0, SHOWN)
        where = "ahead of" if mine < theirs else "level with" if mine == theirs else "behind"
        names = ", ".join(rival.subject for rival in best)
        found[where].append(f"{metric} ({mine:.{SHOWN}f}; {names}{'' if mine == theirs else f' {theirs:.{SHOWN}f}'})")
    parts = [f"{where} the best rival on {' and '.join(listed)}" for where, listed in found.items() if listed]
    return f"{', '.join(parts)}; lower is better" if parts else ""


def best_rivals(rows: Sequence[Row]) -> list[Row]:
    """The rivals with the lowest mean, to the digits that are shown."""
    rivals = [r for r in rows if r.subject not in (*OURS, OPTIMUM) and r.mean is not None]
    lowest = min((round(r.mean or 0.0, SHOWN) for r in rivals), default=None)
    return [r for r in rivals if round(r.mean or 0.0, SHOWN) == lowest]


def _features(measured: Stored) -> str:
    kinds = {"phrases": "words", "categories": "categories", "regions": "poster regions"}
    rows = {name: measured.find("features", kind, "films where ours costs more") for kind, name in kinds.items()}
    listed = ", ".join(f"{r.mean:.0%} for {name}" for name, r in rows.items() if r and r.mean is not None)
    missed = [f"{c.name[0].lower()}{c.name[1:]} ({c.verdict})" for c in checks(measured) if not c.met]
    rest = f" Short of what was asked: {'; '.join(missed)}." if missed else ""
    return (
        "Take marked words, categories and poster regions as a guide: without the three strongest the score loses more "
        f"than without three random ones in most films ({listed}), but their values do not add up.{rest}"
    )


def _limits(accuracy: Stored | None, faithfulness: Stored) -> str:
    seed = faithfulness.find("axioms", "agreement with another hash seed", "mean")
    turned = f"; another seed of the hash gives bars that agree to {seed.mean:.2f}, not 1" if seed and seed.mean else ""
    return (
        "Do not read a large share of the plot as people caring for plots: the bars say what this model does with "
        f"these ratings{turned}{_standing(accuracy)}."
    )


def _standing(accuracy: Stored | None) -> str:
    if accuracy is None:
        return ""
    rows = {r.subject: r for r in accuracy.rows("accuracy", "NDCG@20") if r.mean is not None}
    ours = next((r for name, r in rows.items() if is_ours(name)), None)
    best = max((r for name, r in rows.items() if not is_ours(name)), key=lambda r: r.mean or 0.0, default=None)
    if ours is None or best is None or None in (ours.low, ours.high, best.mean):
        return ""
    level = (ours.low or 0.0) <= (best.mean or 0.0) <= (ours.high or 0.0)
    said = "is level with" if level else "is ahead of" if (ours.mean or 0.0) > (best.mean or 0.0) else "is behind"
    return f", and the model itself {said} the best peer ({ours.mean:.3f} and {best.mean:.3f}, {best.subject})"


def content_evidence(results: Results) -> dict[str, str]:
    """By modality, what the swap test found: it "counts", it "shows", or there is "none"."""
    rows = (row for row in results.rows if (row.part, row.metric) == ("content", "evidence"))
    return {row.subject: row.word for row in rows if row.word}
