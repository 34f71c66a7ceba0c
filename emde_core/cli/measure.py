"""The command that measures: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared as store
from emde_core.cli import options
from emde_core.cli.console import bar, print_json, say
from emde_core.cli.data import dataset_from, read_config
from emde_core.config import Config
from emde_core.evaluate.protocol import evaluate as run
from emde_core.explain.occlusions import FOLDER, OcclusionStore


def evaluate(
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings.")] = None,
    splits: Annotated[int, typer.Option(min=1, help="How many splits of the viewers.")] = 3,
    faithfulness: Annotated[
        bool, typer.Option("--faithfulness", help="Measure explanations instead. Default data: the prepared demo.")
    ] = False,
    viewers: Annotated[int, typer.Option(min=10, help="Held-out viewers asked about, with --faithfulness.")] = 200,
    out: Annotated[Path | None, typer.Option(help="A folder for figures and a table, with --faithfulness.")] = None,
    as_json: options.Json = False,
) -> None:
    """Accuracy of our model and of its peers, on held-out viewers, in one run; or how faithful explanations are."""
    settings = read_config(config)
    if faithfulness:
        _faithfulness(_prepared(data, metadata, posters), settings, viewers, out, as_json=as_json)
        return
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


def _prepared(data: Path | None, metadata: list[Path], posters: list[Path]) -> store.Prepared:
    if data is None and not metadata and not posters and (workspace.demo_folder() / files.MANIFEST).is_file():
        return store.load_prepared(workspace.demo_folder())
    return store.prepare(dataset_from(data, metadata, posters), progress=bar)


def _faithfulness(prepared: store.Prepared, config: Config, viewers: int, out: Path | None, *, as_json: bool) -> None:
    from emde_core.evaluate.faithfulness import figures, report
    from emde_core.evaluate.faithfulness.planted import planted
    from emde_core.evaluate.faithfulness.study import study

    words = OcclusionStore(workspace.demo_folder() / store.MODEL / FOLDER, prepared.encoded.text_model)
    measured = study(prepared, config, words, viewers=viewers, films=viewers // 2, progress=bar)
    found = planted(prepared, config, words, viewers // 2, progress=bar)
    table = report.tables(measured, found)
    if out is not None:
        for path in figures.write_figures(table, out):
            say(f"wrote {path}")
    if as_json:
        about = {"data_hash": prepared.data_hash, "config": config.model_dump(), "viewers": viewers}
        print_json({**about, "faithfulness": report.records(table)})
        return
    for line in report.lines(table):
        typer.echo(line)
