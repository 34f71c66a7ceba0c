"""A paragraph on methods to paste into a paper, and the sources that it cites as BibTeX."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from dashboard.export.records import PROGRAM
from dashboard.look.palette import label, plural
from dashboard.text.grammar import name_list
from emde_core.explain.explanation import Explanation
from emde_core.explain.methods.registry import METHODS
from emde_core.history import History
from emde_core.recommender import Recommender

PACKAGES = ("numpy", "scipy", "pandas", "torch", "sentence-transformers")  # what numbers can depend on
BIBTEX = """\
@inproceedings{dabrowski2021emde,
  title = {An efficient manifold density estimator for all recommendation systems},
  author = {D{\\k{a}}browski, Jacek and Rychalska, Barbara and Daniluk, Micha{\\l} and Basaj, Dominika and
    Go{\\l}uchowski, Konrad and B{\\k{a}}bel, Piotr and Micha{\\l}owski, Andrzej and Jakubowski, Adam},
  booktitle = {Neural Information Processing: 28th International Conference, ICONIP 2021},
  year = {2021},
  eprint = {2006.01894},
  archiveprefix = {arXiv}
}

@misc{rychalska2020why,
  title = {I know why you like this movie: Interpretable Efficient Multimodal Recommender},
  author = {Rychalska, Barbara and Basaj, Dominika and D{\\k{a}}browski, Jacek and Daniluk, Micha{\\l}},
  year = {2020},
  eprint = {2006.09979},
  archiveprefix = {arXiv}
}

@inproceedings{steck2020autoencoders,
  title = {Autoencoders that don't overfit towards the Identity},
  author = {Steck, Harald},
  booktitle = {Advances in Neural Information Processing Systems 33},
  year = {2020}
}

@article{harper2015movielens,
  title = {The {MovieLens} Datasets: History and Context},
  author = {Harper, F. Maxwell and Konstan, Joseph A.},
  journal = {ACM Transactions on Interactive Intelligent Systems},
  volume = {5},
  number = {4},
  year = {2015},
  doi = {10.1145/2827872}
}
"""


def methods_paragraph(model: Recommender, why: Explanation | None = None, history: History | None = None) -> str:
    """Return what a paper has to say of a model, and of one explanation by it where one is given."""
    sentences = [_program(model), _data(model), _reading(model), _scores(model)]
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
