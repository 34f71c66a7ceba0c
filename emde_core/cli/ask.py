"""Commands that ask a model: recommend, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.batch import explain_histories
from emde_core.batch.records import read_history
from emde_core.checks import one_of
from emde_core.cli import options
from emde_core.cli.answers import explanation_lines, labels_of, recommendation_lines, recommendations_record
from emde_core.cli.console import bar, print_json, print_lines, say
from emde_core.cli.wishes import history_of
from emde_core.explain.explanation import Baseline
from emde_core.explain.methods.registry import METHODS
from emde_core.history import History
from emde_core.recommender import Recommender

METHOD_NAMES = tuple(each.name for each in METHODS)


def load(model: Path | None, *, content_alone: bool) -> Recommender:
    """Load the model of a path, or the demo's: as it is, or reading content alone."""
    recommender = Recommender.load(workspace.model_folder(model))
    return recommender.by_content_alone() if content_alone else recommender


def whole_history(recommender: Recommender, file: Path | None, query: History) -> History:
    """Return the history of a file with that of the options, which come before it, by film ids."""
    if file is None:
        return recommender.resolve(query)
    history = recommender.resolve(read_history(file, recommender.catalogue))
    for film, reaction in query if query.is_empty else recommender.resolve(query):
        history = history.with_film(film, reaction)
    for wish in query.wishes:
        history = history.with_wish(wish)
    return history


def recommend(
    history_file: options.HistoryFile = None,
    like: options.Likes = [],  # noqa: B006 - typer reads it, nothing writes it
    dislike: options.Dislikes = [],  # noqa: B006
    more: options.More = [],  # noqa: B006
    less: options.Less = [],  # noqa: B006
    k: Annotated[int, typer.Option("-k", min=1, help="How many films.")] = 10,
    content_alone: options.ContentAlone = False,
    model: options.Model = None,
    as_json: options.Json = False,
) -> None:
    """Recommend films for a history: films that were liked, films that were not for them, and wishes."""
    query = history_of(like, dislike, more, less)
    recommender = load(model, content_alone=content_alone)
    history = whole_history(recommender, history_file, query)
    recommendations = recommender.recommend(history, k)
    if as_json:
        print_json(recommendations_record(recommender, history, recommendations))
        return
    print_lines(recommendation_lines(recommendations, labels_of(recommender)))


def explain(
    film: Annotated[
        str | None, typer.Option("--film", help="The film to explain: id, title, or title with year.")
    ] = None,
    history_file: options.HistoryFile = None,
    like: options.Likes = [],  # noqa: B006
    dislike: options.Dislikes = [],  # noqa: B006
    more: options.More = [],  # noqa: B006
    less: options.Less = [],  # noqa: B006
    rival: Annotated[str | None, typer.Option(help="A film to compare with: why this one and not that one.")] = None,
    baseline: Annotated[
        Baseline, typer.Option(help="The history that is the starting point: none at all, or the average viewer's.")
    ] = "empty",
    method: Annotated[
        str,
        typer.Option(
            metavar=f"[{'|'.join(METHOD_NAMES)}]",
            help="How the score is explained: by parts that add up, or by a method to compare them with.",
        ),
    ] = "additive",
    content_alone: options.ContentAlone = False,
    histories: Annotated[
        Path | None,
        typer.Option(help="Explain many histories: JSON lines, ratings as CSV or parquet, or JSON."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Films explained for each of many histories.")] = 10,
    out: Annotated[Path | None, typer.Option(help="The parquet file for many histories.")] = None,
    model: options.Model = None,
    as_json: options.Json = False,
) -> None:
    """Explain a film's score for a history; or, for researchers, write the contributions for many histories at once."""
    one_of("--method", method, METHOD_NAMES)
    query = history_of(like, dislike, more, less)
    if histories is not None:
        if out is None:
            raise typer.BadParameter("say where the contributions go: --out FILE.parquet")
        one = film is not None or history_file is not None or not query.is_empty
        if one or rival is not None or (baseline, method) != ("empty", "additive"):
            raise typer.BadParameter("--histories brings every history; leave out what is for one --film")
        count = explain_histories(load(model, content_alone=content_alone), histories, top, out, bar)
        say(f"{count:,} recommendations explained in {out}")
        return
    if film is None:
        raise typer.BadParameter("name the film to explain: --film, or many histories: --histories")
    recommender = load(model, content_alone=content_alone)
    history = whole_history(recommender, history_file, query)
    why = recommender.explain(history, film, rival=rival, baseline=baseline, method=method)
    if as_json:
        print_json(why.to_dict())
        return
    print_lines(explanation_lines(why, labels_of(recommender)))
