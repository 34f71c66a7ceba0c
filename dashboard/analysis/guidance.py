"""Advice in sentences, made from measurements: which numbers on the screens to trust, and which not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.measurements import ALL, CONTENT, OURS, StoredResults, number, swap_results
from dashboard.analysis.verdicts import COLD, COSTS, WARM, Standing, standing
from dashboard.look.palette import in_prose, plural
from dashboard.text.grammar import capital, name_list, with_sign
from emde_core.artifacts.results import ResultRow
from emde_core.explain.methods.rank_margin import RANK_MARGIN
from emde_core.explain.methods.score import ADDITIVE
from emde_core.schema import COMPANY

MARGIN, SCORE = RANK_MARGIN.label, ADDITIVE.label
RANK_METRICS = ("CDCG@3", "POS@5,3", "POS@5,5")  # which films carry a recommendation's rank; lower is better
RANK_WORDS = (
    "CDCG@3: how high the film still stands without the three films that a method calls strongest. POS@5,3 and "
    "POS@5,5: how often it is still in the top 5 without three or five of them."
)
OPTIMUM = "all pairs"
DIGITS = 3  # digits of a mean: what is equal to them is called level

AGREES = "rank correlation with real removal"
BARS = {  # bars that were set before measuring: the least that is good enough, and what it asks
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
class BarCheck:
    """A measurement beside the bar that was set for it beforehand.

    Attributes:
        name: what was asked, as people read it.
        row: the measurement.
        bar: the least mean that is good enough.
    """

    name: str
    row: ResultRow
    bar: float

    @property
    def is_met(self) -> bool:
        """True where the mean reaches the bar."""
        return self.row.mean is not None and self.row.mean >= self.bar

    @property
    def verdict(self) -> str:
        """The verdict in words: met, or missed by how much, and whether the interval holds the bar."""
        if self.is_met or self.row.mean is None:
            return "met" if self.is_met else "not measured"
        within = self.row.high is not None and self.row.high >= self.bar
        return f"missed by {self.bar - self.row.mean:.2f}{', within the interval' if within else ''}"


def bar_checks(faithfulness: StoredResults) -> tuple[BarCheck, ...]:
    """Return every bar beside its measurement; one that was not measured is left out."""
    rows = ((faithfulness.find(*key), least, name) for key, (least, name) in BARS.items())
    return tuple(BarCheck(name, row, least) for row, least, name in rows if row is not None)


def sanity_sentence(faithfulness: StoredResults) -> str:
    """Return what was measured of the properties that any true explanation has; "" where nothing was."""
    templates = {
        "agreement with random weights": "Shuffle the model’s weights, and explanations agree with the true ones to "
        "{mean:.2f} (0 is right: they depend on what was learned).",
        "sensitivity-n": "What sets of history films are said to add agrees with what removing them does to {mean:.2f} "
        "(1 is perfect).",
    }
    rows = {subject: faithfulness.find("axioms", subject, "mean") for subject in templates}
    return " ".join(
        templates[subject].format(mean=row.mean) for subject, row in rows.items() if row and row.mean is not None
    )


def guidance(
    accuracy: StoredResults | None, faithfulness: StoredResults | None, content: StoredResults | None
) -> tuple[str, ...]:
    """Return sentences on what to trust for which question, and what not; one for each thing that was measured.

    Args:
        accuracy: of the recommender, or None.
        faithfulness: of its explanations, or None.
        content: the swap test, or None.
    """
    sentences = (
        _bars(faithfulness) if faithfulness else "",
        _content(content) if content else "",
        _rank(faithfulness) if faithfulness else "",
        _features(faithfulness) if faithfulness else "",
        _accuracy(accuracy) if accuracy else "",
        _limits(faithfulness, content),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _bars(results: StoredResults) -> str:
    residual = results.find("axioms", "completeness residual", "largest")
    left_over = f", but for {residual.mean:.0e} at most" if residual and residual.mean is not None else ""
    standing = rival_comparison(results, SCORE)
    ranks = (
        f" Asked which films carry a recommendation’s rank, Explore’s bars ({SCORE}) are {standing}. {RANK_WORDS}"
        if standing
        else ""
    )
    return f"Trust the bars, down to single words: they add up{left_over}.{ranks}"


def _content(results: StoredResults) -> str:
    """Return which modalities may be named as reasons."""
    by_verdict: dict[str, list[str]] = {}
    for swap in swap_results(results):
        if swap.modality != ALL:
            where = f" (for {swap.films})" if swap.verdict == "counts" else ""
            by_verdict.setdefault(swap.verdict, []).append(plural(swap.modality) + where)
    templates = {
        "counts": "Take as reasons: {}.",
        "alone": "Take {} as reasons with care: read alone they help, beside the others nothing is lost without them.",
        "shows": "Take {} as a hint: they are read, but carry too little to count.",
        "none": "Do not take {} as reasons: there is no evidence that they count here.",
    }
    return " ".join(
        template.format(name_list(by_verdict[verdict]))
        for verdict, template in templates.items()
        if verdict in by_verdict
    )


def _rank(results: StoredResults) -> str:
    standing = rival_comparison(results, MARGIN)
    return f"Where the question is rank, take {MARGIN}, on Compare: it is {standing}." if standing else ""


def rival_comparison(results: StoredResults, ours: str) -> str:
    """Return how a map of ours does beside the best rival in each metric of rank; "" where none was measured.

    Ahead or behind is only what the rival's mean shows from outside our own 95 % interval.
    """
    by_place: dict[str, list[str]] = {"ahead of": [], "no different from": [], "behind": []}
    for metric in RANK_METRICS:
        row, best = results.find("history", ours, metric), best_rivals(results.rows("history", metric))
        if row is None or row.mean is None or not best:
            continue
        mine, theirs = round(row.mean, DIGITS), round(best[0].mean or 0.0, DIGITS)
        low, high = (row.mean if end is None else end for end in (row.low, row.high))
        where = "ahead of" if high < theirs else "behind" if theirs < low else "no different from"
        names = ", ".join(rival.subject for rival in best)
        interval = f"{mine:.{DIGITS}f}, {low:.{DIGITS}f} to {high:.{DIGITS}f}"
        by_place[where].append(f"{metric} ({interval}; {names} {theirs:.{DIGITS}f})")
    parts = [f"{where} the best rival on {' and '.join(metrics)}" for where, metrics in by_place.items() if metrics]
    return f"{', '.join(parts)}; lower is better, with 95 % intervals" if parts else ""


def best_rivals(rows: Sequence[ResultRow]) -> list[ResultRow]:
    """Return the rivals with the lowest mean, compared by the digits on the screen."""
    rivals = [r for r in rows if r.subject not in (*OURS, OPTIMUM) and r.mean is not None]
    lowest = min((round(r.mean or 0.0, DIGITS) for r in rivals), default=None)
    return [r for r in rivals if round(r.mean or 0.0, DIGITS) == lowest]


def _features(results: StoredResults) -> str:
    kinds = {"words": "words", "categories": "categories", "regions": "regions of posters"}
    rows = {name: results.find("features", kind, COSTS) for kind, name in kinds.items()}
    shares = ", ".join(f"{r.mean:.0%} for {name}" for name, r in rows.items() if r and r.mean is not None)
    misses = [f"{c.name[0].lower()}{c.name[1:]} ({c.verdict})" for c in bar_checks(results) if not c.is_met]
    rest = f" Short of what was asked: {'; '.join(misses)}." if misses else ""
    if not shares:
        return rest.strip()
    return (
        "A word’s value is what its place in the sketch adds, exactly. Read anew without the three strongest, a film "
        f"loses more than without three random ones in most films ({shares}).{rest}"
    )


def _accuracy(results: StoredResults) -> str:
    """Return how the model does beside its best peer, for films with ratings and for films without."""
    places = ((WARM, "where films have ratings"), (COLD, "where they have none"))
    standings = [
        f"{_standing(place)} {where}" for measure, where in places if (place := standing(results, measure)) is not None
    ]
    return f"As a recommender the model is {' and '.join(standings)}." if standings else ""


def _standing(place: Standing) -> str:
    mine, theirs = (f"{number(row.mean):.{DIGITS}f}" for row in (place.ours, place.best))
    low, high = (with_sign(-number(end), DIGITS) for end in (place.difference.high, place.difference.low))  # to theirs
    return f"{place.place} the best peer ({mine}; {place.best.subject} {theirs}; difference {low} to {high})"


def _limits(faithfulness: StoredResults | None, content: StoredResults | None) -> str:
    seed = faithfulness.find("axioms", "agreement with another hash seed", "mean") if faithfulness else None
    ours = content if content and content.results.config.recipe == "affinity" else None
    share = ours.find(CONTENT, ALL, "share") if ours else None
    sentences = []
    if share and share.mean is not None:
        sentences.append(
            f"{capital(in_prose(COMPANY))} is not content: {share.mean:.0%} of the difference between films’ scores "
            "comes from what films are, the rest from who liked what together."
        )
    if seed and seed.mean is not None:
        sentences.append(
            f"Sketches are partly chance: with other random numbers the bars agree to {seed.mean:.2f} (1: entirely)."
        )
    return " ".join(sentences)
