"""What to trust of what is shown, and what not, in sentences made from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.measurements import ALL, CONTENT, OURS, Stored, is_ours, number, swaps
from dashboard.look.palette import plural
from dashboard.text.grammar import joined
from emde_core.artifacts.results import Row

MARGIN, SCORE = "ours, margin", "ours, score"
RANK_METRICS = ("CDCG@3", "POS@5,3", "POS@5,5")  # which films carry a recommendation's rank; lower is better
OPTIMUM = "all pairs"
SHOWN = 3  # digits of a mean: what is equal to them is called level

COSTS, AGREES = "films where ours costs more", "rank correlation with real removal"
ASKED = {  # bars that were set before measuring: the least that is good enough, and what it asks
    ("features", "words", COSTS): (0.90, "The three strongest words cost more than three random ones"),
    ("features", "categories", COSTS): (0.95, "The three strongest categories cost more than three random ones"),
    ("features", "regions", COSTS): (0.90, "The three strongest regions cost more than three random ones"),
    ("features", "words", AGREES): (0.45, "Words rank as reading the plot anew without each does"),
    ("features", "content words", AGREES): (0.55, "The same without function words"),
    ("planted", "person", "leads"): (0.95, "Categories lead for viewers who follow people"),
    ("planted", "genre and decade", "leads"): (0.95, "Categories lead for viewers who follow genres of a decade"),
    ("planted", "style", "leads"): (0.85, "Posters lead for viewers who follow the look of posters"),
    ("planted", "topic", "leads"): (0.60, "Plots lead for viewers who follow topics of plots"),
    ("planted", "film", "found"): (0.85, "A planted favourite film is among our three strongest"),
    ("planted", "word", "found"): (0.85, "A planted word is among our three strongest"),
}


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


def checks(faithfulness: Stored) -> tuple[Check, ...]:
    """Every bar that had been set, beside what was measured."""
    found = ((faithfulness.find(*key), least, asked) for key, (least, asked) in ASKED.items())
    return tuple(Check(asked, row, least) for row, least, asked in found if row is not None)


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


def guidance(accuracy: Stored | None, faithfulness: Stored | None, content: Stored | None) -> tuple[str, ...]:
    """What to trust, with which question, and what not; only what was measured has a sentence."""
    said = (
        _bars(faithfulness) if faithfulness else "",
        _content(content) if content else "",
        _rank(faithfulness) if faithfulness else "",
        _features(faithfulness) if faithfulness else "",
        _accuracy(accuracy) if accuracy else "",
        _limits(faithfulness, content),
    )
    return tuple(sentence for sentence in said if sentence)


def _bars(measured: Stored) -> str:
    residual = measured.find("axioms", "completeness residual", "largest")
    sure = f"they add up (to {residual.mean:.0e})" if residual and residual.mean is not None else "they add up"
    stands = beside_rivals(measured, SCORE)
    asked = (
        f" Asked which films carry a recommendation’s rank, Explore’s bars ({SCORE}) are {stands}." if stands else ""
    )
    return f"Trust the bars, down to single words: {sure}.{asked}"


def _content(measured: Stored) -> str:
    """Which modalities may be named as reasons."""
    kinds: dict[str, list[str]] = {}
    for swap in swaps(measured):
        if swap.modality != ALL:
            kinds.setdefault(swap.verdict, []).append(plural(swap.modality))
    told = {
        "counts": "Take {} as reasons: with those of other films, rated or unrated films are placed worse.",
        "shows": "Take {} as a hint: scores follow them, but recommendations were not measured to be better for it.",
        "none": "Do not take {} as reasons: there is no evidence that they count here.",
    }
    return " ".join(said.format(joined(kinds[verdict])) for verdict, said in told.items() if verdict in kinds)


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
    kinds = {"words": "words", "categories": "categories", "regions": "regions of posters"}
    rows = {name: measured.find("features", kind, COSTS) for kind, name in kinds.items()}
    listed = ", ".join(f"{r.mean:.0%} for {name}" for name, r in rows.items() if r and r.mean is not None)
    missed = [f"{c.name[0].lower()}{c.name[1:]} ({c.verdict})" for c in checks(measured) if not c.met]
    rest = f" Short of what was asked: {'; '.join(missed)}." if missed else ""
    if not listed:
        return rest.strip()
    return (
        "A word’s value is what its place in the sketch adds, exactly. Read anew without the three strongest, a film "
        f"loses more than without three random ones in most films ({listed}).{rest}"
    )


def _accuracy(measured: Stored) -> str:
    """How the model stands beside its best peer where films have ratings, and where they have none."""
    places = (("warm", "NDCG@20", "where films have ratings"), ("cold", "NDCG@10", "where they have none"))
    said = [f"{found} {where}" for part, metric, where in places if (found := _standing(measured.rows(part, metric)))]
    return f"As a recommender the model is {' and '.join(said)}." if said else ""


def _standing(rows: Sequence[Row]) -> str:
    ours = next((row for row in rows if is_ours(row.subject) and row.mean is not None), None)
    peers = [row for row in rows if row.mean is not None and not row.subject.startswith(OURS[0])]
    if ours is None or not peers:
        return ""
    best = max(peers, key=lambda row: number(row.mean))
    mine, theirs = number(ours.mean), number(best.mean)
    level = number(ours.low) <= theirs <= number(ours.high)
    where = "level with" if level else "ahead of" if mine > theirs else "behind"
    return f"{where} the best peer ({mine:.{SHOWN}f}; {best.subject} {theirs:.{SHOWN}f})"


def _limits(faithfulness: Stored | None, content: Stored | None) -> str:
    seed = faithfulness.find("axioms", "agreement with another hash seed", "mean") if faithfulness else None
    ours = content if content and content.results.config.recipe == "affinity" else None
    share = ours.find(CONTENT, ALL, "share") if ours else None
    said = []
    if share and share.mean is not None:
        said.append(
            f"Do not read content into company: {share.mean:.0%} of how films’ scores differ goes with what films are, "
            "the rest with who liked what together."
        )
    if seed and seed.mean is not None:
        said.append(f"Another seed of the hash gives bars that agree to {seed.mean:.2f}, not 1.")
    return " ".join(said)
