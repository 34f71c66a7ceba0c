"""Commands that ask a model: recommend, explain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from emde_core import workspace
from emde_core.batch import explain_histories
from emde_core.cli import options
from emde_core.cli.console import bar, print_json, say
from emde_core.explain.contributions import Baseline, Method
from emde_core.explain.explanation import Explanation, film_record
from emde_core.history import History
from emde_core.recommender import Recommendation, Recommender


def load(model: Path | None) -> Recommender:
    """The model of a path, or the demo's."""
    return Recommender.load(workspace.chosen_model(model))


def recommend(
    like: options.Likes = [],  # noqa: B006 - typer reads it, nothing writes it
    dislike: options.Dislikes = [],  # noqa: B006
    k: Annotated[int, typer.Option("-k", min=1, help="How many films.")] = 10,
    model: options.Model = None,
    as_json: options.Json = False,
) -> None:
    """Films for a history."""
    recommender = load(model)
    history = recommender.resolve(History(tuple(like), tuple(dislike)))
    found = recommender.recommend(history, k)
    if as_json:
        print_json(_recommendations(recommender, history, found))
        return
    for each in found:
        parts = "  ".join(f"{modality} {value:+.2f}" for modality, value in each.by_modality.items())
        typer.echo(f"{each.rank:3}  {each.score:+.2f}  {each.film.label}   ({parts})")


def explain(
    film: Annotated[
        str | None, typer.Option("--film", help="The film to explain: id, title, or title with year.")
    ] = None,
    like: options.Likes = [],  # noqa: B006
    dislike: options.Dislikes = [],  # noqa: B006
    rival: Annotated[str | None, typer.Option(help="A film to compare with: why this one and not that one.")] = None,
    baseline: Annotated[
        Baseline, typer.Option(help="The history that is the starting point: none at all, or the average viewer's.")
    ] = "empty",
    method: Annotated[
        Method, typer.Option(help="Parts that add up, or the published count-min reading, whose parts do not.")
    ] = "additive",
    histories: Annotated[
        Path | None, typer.Option(help="Explain many histories: JSON lines, or ratings as CSV or parquet.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="Films explained for each of many histories.")] = 10,
    out: Annotated[Path | None, typer.Option(help="The parquet file for many histories.")] = None,
    model: options.Model = None,
    as_json: options.Json = False,
) -> None:
    """Why a film has its score for a history; or, for researchers, the contributions for many histories at once."""
    if histories is not None:
        if out is None:
            raise typer.BadParameter("say where the contributions go: --out FILE.parquet")
        if rival is not None or (baseline, method) != ("empty", "additive"):
            raise typer.BadParameter("--rival, --baseline and --method are for one --film, not for --histories")
        count = explain_histories(load(model), histories, top, out, bar)
        say(f"{count:,} recommendations explained in {out}")
        return
    if film is None:
        raise typer.BadParameter("name the film to explain: --film, or many histories: --histories")
    history = History(tuple(like), tuple(dislike))
    explanation = load(model).explain(history, film, rival=rival, baseline=baseline, method=method)
    if as_json:
        print_json(explanation.to_dict())
    else:
        _print_explanation(explanation)


def _recommendations(recommender: Recommender, history: History, found: list[Recommendation]) -> dict[str, Any]:
    def films(ids: Sequence[str]) -> list[dict[str, Any]]:
        return [film_record(recommender.catalogue[film]) for film in ids]

    return {
        "model_hash": recommender.model_hash,
        "data_hash": recommender.data_hash,
        "history": {"liked": films(history.liked), "disliked": films(history.disliked)},
        "recommendations": [
            {
                "rank": each.rank,
                "film": film_record(each.film),
                "score": each.score,
                "by_modality": dict(each.by_modality),
            }
            for each in found
        ],
    }


def _print_explanation(explanation: Explanation) -> None:
    place = f"rank {explanation.rank}" if explanation.rank else "in the history"
    against = f" above {explanation.rival.label}" if explanation.rival else ""
    typer.echo(f"{explanation.film.label}: {place}, score {explanation.score:+.3f}{against}")
    whose = " (the average viewer)" if explanation.baseline_history == "average" else ""
    typer.echo(f"  baseline {explanation.baseline:+.3f}{whose}")
    for modality, value in explanation.by_modality.items():
        typer.echo(f"  {modality} {value:+.3f}")
    if explanation.absent:
        typer.echo(f"  what the average viewer has and this history lacks {explanation.absent:+.3f}")
    typer.echo(f"  {explanation.method}: adds up to within {explanation.completeness_residual:.0e} of its size\n")
    by_film = sorted(explanation.by_film.items(), key=lambda item: -abs(item[1]))
    names = {part.film.id: f"{part.film.label} ({part.reaction})" for part in explanation.contributions}
    for film, value in by_film:
        typer.echo(f"  {value:+.3f}  {names[film]}")
    words = sorted(explanation.words, key=lambda word: -word.value)[:5]
    typer.echo(f"\n  words: {', '.join(f'{word.text} {word.value:+.3f}' for word in words) or 'no plot'}")
    categories = sorted(explanation.categories, key=lambda category: -category.value)[:5]
    typer.echo(f"  categories: {', '.join(f'{each.name} {each.value:+.3f}' for each in categories) or 'none'}")
