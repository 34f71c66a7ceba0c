"""The command that measures: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emde_core.artifacts import prepared as store
from emde_core.cli import options
from emde_core.cli.console import bar, print_json, say
from emde_core.cli.data import dataset_from, read_config
from emde_core.evaluate.protocol import evaluate as run


def evaluate(
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings.")] = None,
    splits: Annotated[int, typer.Option(min=1, help="How many splits of the viewers.")] = 3,
    as_json: options.Json = False,
) -> None:
    """Accuracy of our model and of its peers, on held-out viewers, in one run."""
    settings = read_config(config)
    prepared = store.prepare(dataset_from(data, metadata, posters), progress=bar)
    for line in prepared.report:
        say(line)
    results = run(prepared.encoded, prepared.interactions, settings, range(splits), bar)
    if as_json:
        print_json({"data_hash": prepared.data_hash, "protocols": [result.to_dict() for result in results]})
        return
    typer.echo(f"{results[0].name}, {splits} splits")
    for result in results:
        typer.echo(f"  {result.metric:10} {result.mean:.4f} ± {result.ci95:.4f}  {result.model}")
