"""A paragraph on methods to paste into a paper, and the sources that it cites as BibTeX."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dashboard.analysis.measurements import StoredResults, is_ours, number
from dashboard.analysis.verdicts import COLD, WARM
from dashboard.export.records import PROGRAM
from dashboard.look.palette import label, plural
from dashboard.text.grammar import name_list
from emde_core.artifacts.results import ResultRow
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import METHODS
from emde_core.history import History
from emde_core.recommender import Recommender

PACKAGES = ("numpy", "scipy", "pandas", "torch", "sentence-transformers")  # what numbers can depend on
BIBTEX = Path(__file__).with_name("sources.bib").read_text(encoding="utf-8")


CITED = {  # by the name that a peer has in results
    "EASE": "Steck, 2019",
    "EASE, both reactions": "Steck, 2019",
    "EDLAE": "Steck, 2020",
    "DEQL": "Guo et al., 2026",
    "iALS": "Hu et al., 2008",
    "SLIM": "Ning and Karypis, 2011",
    "RP3beta": "Paudel et al., 2017",
    "item-kNN": "Sarwar et al., 2001",
    "EASE carried over": "Steck, 2019",
    "MARec": "Monteil et al., 2024",
}


def methods_paragraph(
    model: Recommender,
    accuracy: StoredResults | None = None,
    why: Explanation | None = None,
    history: History | None = None,
) -> str:
    """Return what a paper has to say of a model.

    Args:
        model: the model.
        accuracy: what was measured of it.
        why: one explanation by it.
        history: whose explanation that is.
    """
    sentences = [_program(model), _data(model), _reading(model), _scores(model)]
    if accuracy is not None:
        sentences += _accuracy(accuracy)
    if why is not None and history is not None:
        sentences.append(_explanation(why, history))
    return " ".join([*sentences, f"Software: {_versions()}."])


def _program(model: Recommender) -> str:
    return (
        f"Recommendations come from {PROGRAM}, recipe “{model.trained.config.recipe}” "
        f"(model {model.model_hash}, data {model.data_hash}, seed {model.trained.config.seed})."
    )


def _data(model: Recommender) -> str:
    source, config = model.trained.provenance, model.trained.config
    simulated = "; the viewers are simulated, and no person gave these ratings" if source.simulated else ""
    return (
        f"The catalogue has {len(model.catalogue):,} films; the model learned from {source.ratings:,} ratings by "
        f"{source.viewers:,} viewers, of which those from {config.like_at_least:g} up count as likes and those up to "
        f"{config.dislike_at_most:g} as dislikes{simulated}."
    )


def _reading(model: Recommender) -> str:
    atoms = model.trained.encoded.atoms
    sketches = name_list(
        [
            f"{plural(each)} in {atoms[each].depth} partitions of {atoms[each].width} buckets "
            f"({int((atoms[each].sizes > 0).sum()):,} films)"
            for each in model.modalities
        ]
    )
    if model.trained.config.recipe == "published":
        return (
            f"Each film’s {name_list([plural(each) for each in model.modalities])} are hashed into codes, and a "
            "network maps the sketch of a history to that of what is liked next (Dąbrowski et al., 2021; Rychalska et "
            "al., 2020)."
        )
    return (
        f"Films are read into atoms, hashed into sketches (Dąbrowski et al., 2021): {sketches}. Likeness in content "
        "is the prior of a ridge regression on who likes what together, after Steck’s denoising linear autoencoders "
        "(2020)."
    )


def _scores(model: Recommender) -> str:
    alone = " Films are read by their content alone, without ratings." if model.content_alone else ""
    return f"Scores are log scores in nats, relative to the catalogue’s mean.{alone}"


def _accuracy(results: StoredResults) -> list[str]:
    """Return how accuracy was measured and what it is, beside the peers: a sentence for each protocol."""
    splits = results.results.asked.get("splits")
    over = f", over {splits} random splits" if splits else ""
    protocols = {
        WARM: f"Accuracy was measured on viewers who were held out{over}, settings chosen on others: with a fifth of "
        "their likes hidden and every film that they are known to have rated left out of the ranking",
        COLD: "Where a fifth of the films lost all its ratings and was ranked by itself",
    }
    return [f"{words}, {means}." for at, words in protocols.items() if (means := _means(results, *at))]


def _means(results: StoredResults, part: str, metric: str) -> str:
    """Return a measure of ours and of all others, best first; "" where ours was not measured."""
    rows = sorted(results.rows(part, metric), key=lambda row: -number(row.mean))
    ours = next((row for row in rows if is_ours(row.subject)), None)
    if ours is None:
        return ""
    interval = f"95 % interval {number(ours.low):.3f} to {number(ours.high):.3f}, {ours.n} viewers"
    others = name_list([_beside(row) for row in rows if row is not ours])
    return f"{metric} is {number(ours.mean):.3f} ({interval}){f', beside {others}' if others else ''}"


def _beside(row: ResultRow) -> str:
    source = CITED.get(row.subject)
    return f"{number(row.mean):.3f} for {row.subject}{f' ({source})' if source else ''}"


def _explanation(why: Explanation, history: History) -> str:
    description = next(method.description for method in METHODS if method.name == why.method)
    rank = f"rank {why.rank}" if why.rank else "no rank, as it is in the history"
    weights = name_list([f"{label(part)} × {weight:g}" for part, weight in why.weights.items()]) if why.weights else ""
    reading = f", in a what-if with {weights}" if weights else ""
    whole = f"the margin, {why.margin.value:+.3f}," if why.margin else "the score"
    return (
        f"{why.film.label} (score {why.score:+.3f}, {rank}) is explained for a history of {len(history.liked)} liked "
        f"and {len(history.disliked)} disliked films and {len(history.wishes)} wishes by the method “{why.method}”"
        f"{reading}: {description}; its parts add up to {whole} with a relative residual of "
        f"{why.completeness_residual:.0e}."
    )


def _versions() -> str:
    """Return the versions of Python and of the packages that are installed."""
    names = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            names.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue  # an extra that is not installed has computed nothing here
    return name_list(names)
