"""The command that measures: evaluate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared as store
from emde_core.artifacts.model import ModelManifest, read_model_manifest
from emde_core.artifacts.results import Kind, keep_results, results_of
from emde_core.cli import options
from emde_core.cli.console import bar, print_json, say
from emde_core.cli.data import dataset_from, read_config
from emde_core.config import Config
from emde_core.errors import ArtifactError, ConfigError
from emde_core.evaluate import protocol
from emde_core.explain.occlusions import FOLDER, OcclusionStore

Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        help="Measure this model's settings on the ratings that it learned from, and keep the result in its folder.",
    ),
]


def evaluate(
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings.")] = None,
    model: Model = None,
    splits: Annotated[int, typer.Option(min=1, help="How many splits of the viewers.")] = 3,
    faithfulness: Annotated[
        bool, typer.Option("--faithfulness", help="Measure explanations instead. Default data: the prepared demo.")
    ] = False,
    viewers: Annotated[int, typer.Option(min=10, help="Held-out viewers asked about, with --faithfulness.")] = 200,
    out: Annotated[Path | None, typer.Option(help="A folder for figures and a table, with --faithfulness.")] = None,
    as_json: options.Json = False,
) -> None:
    """Accuracy of our model and of its peers, on held-out viewers, in one run; or how faithful explanations are."""
    if model is not None and (data or metadata or posters or config):
        raise ConfigError("--model brings its own films, ratings and settings; leave --data and --config out")
    measured = Keeper.open(model) if model is not None else None
    settings = measured.manifest.config if measured else read_config(config)
    if faithfulness:
        prepared = measured.prepared() if measured else _prepared(data, metadata, posters)
        _faithfulness(prepared, settings, viewers, out, measured, as_json=as_json)
    else:
        prepared = measured.prepared() if measured else _encoded(data, metadata, posters)
        _accuracy(prepared, settings, splits, measured, as_json=as_json)


@dataclass(frozen=True)
class Keeper:
    """A model whose settings are measured, and which keeps the result."""

    folder: Path
    manifest: ModelManifest

    @classmethod
    def open(cls, path: Path) -> Keeper:
        """The model that a path means."""
        folder = workspace.model_folder(path)
        return cls(folder, read_model_manifest(folder))

    def prepared(self) -> store.Prepared:
        """The films and ratings around the model."""
        prepared = store.load_prepared(self.folder.parent)
        if prepared.data_hash != self.manifest.data_hash:
            raise ArtifactError(
                f"{self.folder.parent} holds other films or ratings than the model learned from (data hash "
                f"{prepared.data_hash}, not {self.manifest.data_hash}); train it again with 'emde train'"
            )
        return prepared

    def keep(self, kind: Kind, asked: dict[str, int], rows: list[dict[str, object]]) -> None:
        """Store what was measured."""
        say(f"kept in {keep_results(results_of(self.manifest, kind, asked, rows), self.folder)}")


def _encoded(data: Path | None, metadata: list[Path], posters: list[Path]) -> store.Prepared:
    prepared = store.prepare(dataset_from(data, metadata, posters), progress=bar)
    for line in prepared.report:
        say(line)
    return prepared


def _prepared(data: Path | None, metadata: list[Path], posters: list[Path]) -> store.Prepared:
    if data is None and not metadata and not posters and (workspace.demo_folder() / files.MANIFEST).is_file():
        return store.load_prepared(workspace.demo_folder())
    return store.prepare(dataset_from(data, metadata, posters), progress=bar)


def _accuracy(prepared: store.Prepared, config: Config, splits: int, keeper: Keeper | None, *, as_json: bool) -> None:
    results = protocol.evaluate(prepared.encoded, prepared.interactions, config, range(splits), bar)
    if keeper is not None:
        keeper.keep("accuracy", {"splits": splits}, protocol.records(results))
    if as_json:
        print_json({"data_hash": prepared.data_hash, "protocols": [result.to_dict() for result in results]})
        return
    typer.echo(f"{results[0].name}, {splits} splits")
    for result in results:
        typer.echo(f"  {result.metric:10} {result.mean:.4f} ± {result.ci95:.4f}  {result.model}")


def _faithfulness(
    prepared: store.Prepared, config: Config, viewers: int, out: Path | None, keeper: Keeper | None, *, as_json: bool
) -> None:
    from emde_core.evaluate.faithfulness import figures, report
    from emde_core.evaluate.faithfulness.planted import planted
    from emde_core.evaluate.faithfulness.study import study

    folder = keeper.folder if keeper else workspace.demo_folder() / store.MODEL
    words = OcclusionStore(folder / FOLDER, prepared.encoded.text_model)
    measured = study(prepared, config, words, viewers=viewers, films=viewers // 2, progress=bar)
    found = planted(prepared, config, words, viewers // 2, progress=bar)
    table = report.tables(measured, found)
    if keeper is not None:
        # milliseconds are of this machine and hour, not of the model
        keeper.keep("faithfulness", {"viewers": viewers}, report.records(table[table["part"] != "time"]))
    if out is not None:
        for path in figures.write_figures(table, out):
            say(f"wrote {path}")
    if as_json:
        about = {"data_hash": prepared.data_hash, "config": config.model_dump(), "viewers": viewers}
        print_json({**about, "faithfulness": report.records(table)})
        return
    for line in report.lines(table):
        typer.echo(line)
