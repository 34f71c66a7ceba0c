"""The command that measures: evaluate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.artifacts.model import ModelManifest, read_model_manifest
from emde_core.artifacts.results import ResultKind, results_in, results_of, save_results, save_statements
from emde_core.cli import options
from emde_core.cli.console import bar, print_json, print_lines, say
from emde_core.cli.data import dataset_from, read_config
from emde_core.config import Config
from emde_core.effort import time_words
from emde_core.errors import ArtifactError, ConfigError, DataError
from emde_core.evaluate import protocol
from emde_core.evaluate.durations import expected_seconds
from emde_core.evaluate.intervals import Mean, Rate
from emde_core.evaluate.protocol import FEW, Result
from emde_core.evaluate.sureness import TEN, WHOLE, SurenessStudy, sureness_study
from emde_core.evaluate.swap_test import Compared, ContentStudy, swap_test
from emde_core.extras import require_extra

Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        help="Measure this model's settings on the ratings that it learned from, and keep the result in its folder.",
    ),
]


@dataclass(frozen=True)
class Task:
    """One measurement: its data, its settings, and the model that keeps its result.

    Attributes:
        prepared: films and ratings.
        config: settings.
        as_json: whether one JSON document is printed.
        model: the folder and the manifest of the model whose settings these are; None for nobody's.
    """

    prepared: store.PreparedCatalogue
    config: Config
    as_json: bool
    model: tuple[Path, ModelManifest] | None = None

    @classmethod
    def of_model(cls, path: Path, *, as_json: bool) -> Task:
        """Measure the settings of the model that a path means, on the films and ratings around it."""
        folder = workspace.model_folder(path)
        manifest, prepared = read_model_manifest(folder), store.load_prepared(folder.parent)
        if prepared.data_hash != manifest.data_hash:
            raise ArtifactError(
                f"{folder.parent} holds other films or ratings than the model learned from (data hash "
                f"{prepared.data_hash}, not {manifest.data_hash}); train it again with 'emde train'"
            )
        return cls(prepared, manifest.config, as_json, (folder, manifest))

    @property
    def content_evidence(self) -> dict[str, str]:
        """The swap test's verdict on each modality, as kept with the model; {} where it was not run."""
        if self.model is None:
            return {}
        folder, manifest = self.model
        results = results_in(folder, "content", manifest.model_hash)
        return results.content_evidence if results else {}

    def announce(self, kind: ResultKind, repeats: int) -> None:
        """Say how long it will take, where that is known: of our own recipe."""
        films, viewers = len(self.prepared.encoded.catalogue), len(self.prepared.interactions.viewers)
        if self.config.recipe == "affinity":
            time = time_words(expected_seconds(kind, films, viewers, repeats))
            say(f"measuring on {films:,} films and {viewers:,} viewers: about {time} on one core")

    def keep(self, kind: ResultKind, asked: dict[str, int], rows: list[dict[str, object]]) -> None:
        """Save the results in the model's folder, if there is one."""
        if self.model is not None:
            folder, manifest = self.model
            say(f"kept in {save_results(results_of(manifest, kind, asked, rows), folder)}")


def evaluate(
    data: options.Data = None,
    metadata: options.Metadata = [],  # noqa: B006 - typer reads it, nothing writes it
    posters: options.Posters = [],  # noqa: B006
    config: Annotated[Path | None, typer.Option(help="A JSON file of settings.")] = None,
    model: Model = None,
    splits: Annotated[int, typer.Option(min=1, help="How many splits of the viewers.")] = 3,
    content: Annotated[
        bool, typer.Option("--content", help="The swap test instead: does each modality's content count?")
    ] = False,
    faithfulness: Annotated[bool, typer.Option("--faithfulness", help="Measure explanations instead.")] = False,
    sureness: Annotated[
        bool,
        typer.Option("--sureness", help="How often do explanations hold with other viewers' ratings, and by chance?"),
    ] = False,
    viewers: Annotated[
        int, typer.Option(min=10, help="Held-out viewers asked about, with --faithfulness or --sureness.")
    ] = 200,
    out: Annotated[Path | None, typer.Option(help="A folder for figures and a table, with --faithfulness.")] = None,
    as_json: options.Json = False,
) -> None:
    """Measure accuracy beside peers, for films with many ratings, few and none; or what one option asks for.

    Without --model and --data it measures on the prepared demo.
    """
    if content + faithfulness + sureness > 1:
        raise ConfigError("--content, --faithfulness and --sureness are measurements of their own; ask for one of them")
    if out is not None and not faithfulness:
        raise ConfigError("--out is where figures of --faithfulness go; ask for both, or leave it out")
    if model is not None and (data or metadata or posters or config):
        raise ConfigError("--model brings its own films, ratings and settings; leave --data and --config out")
    if model is not None:
        task = Task.of_model(model, as_json=as_json)
    else:
        task = Task(_prepared(data, metadata, posters), read_config(config), as_json)
    if faithfulness:
        _faithfulness(task, viewers, out)
    elif sureness:
        _sureness(task, splits, viewers)
    elif content:
        _content(task, splits)
    else:
        _accuracy(task, splits)


def _prepared(data: Path | None, metadata: list[Path], posters: list[Path]) -> store.PreparedCatalogue:
    """Read the films and ratings that the options mean; without any, the prepared demo if it is there."""
    if data is None and not metadata and not posters and (workspace.demo_folder() / files.MANIFEST).is_file():
        return store.load_prepared(workspace.demo_folder())
    return store.prepare(dataset_from(data, metadata, posters), progress=bar, say=say)


def _accuracy(task: Task, splits: int) -> None:
    task.announce("accuracy", splits)
    if missing := protocol.missing_peers():
        say(missing)
    prepared = task.prepared
    results, reliability = protocol.evaluate(prepared.encoded, prepared.interactions, task.config, range(splits), bar)
    rows = [row for result in results for row in result.records()]
    task.keep("accuracy", {"splits": splits}, rows + reliability.records())
    if task.as_json:
        print_json({"data_hash": prepared.data_hash, "protocols": [result.to_dict() for result in results]})
        return
    print_lines(_accuracy_lines(results))


def _accuracy_lines(results: Sequence[Result]) -> Iterable[str]:
    heading = ""
    for result in results:
        if (title := f"{result.name}, {result.metric}, {result.seeds} splits") != heading:
            heading = title
            yield title + (" (0 is the first place, 1 the last)" if result.name == FEW else "")
        gap = result.difference_to_ours
        behind = f"   {gap.value:+.4f} ± {gap.half:.4f} from ours" if gap else ""
        yield f"  {result.mean:.4f} ± {result.ci95:.4f}  {result.model:30}{behind}"


def _content(task: Task, splits: int) -> None:
    task.announce("content", splits)
    prepared = task.prepared
    study = swap_test(prepared.encoded, prepared.interactions, task.config, range(splits), progress=bar)
    task.keep("content", {"splits": splits}, study.records())
    if task.as_json:
        print_json({"data_hash": prepared.data_hash, "content": [each.to_dict() for each in study.modalities]})
        return
    print_lines(_content_lines(study, splits))


def _content_lines(study: ContentStudy, splits: int) -> Iterable[str]:
    yield f"with real content | with content exchanged between films; {splits} splits"
    yield f"  {'':12}{'share of the score':35}{'warm NDCG@20 (difference)':38}cold NDCG@10 (difference)"
    yield "  alone: cold NDCG@10 of models that read nothing else"
    for each in study.modalities:
        share = f"{_interval(each.share)} | {_interval(each.share_swapped)}"
        yield f"  {each.modality:12}{share:35}{_difference(each.warm):38}{_difference(each.cold):38}{each.evidence}"
        if each.alone is not None:
            yield f"  {'':12}{'alone':73}{_difference(each.alone)}"
    if study.without_prior is not None:
        yield f"without the prior, and trained again, {study.without_prior.value:.3f} of how scores differ is another"


def _difference(two: Compared) -> str:
    return f"{two.real:.4f} | {two.swapped:.4f} ({two.lost.value:+.4f} ± {two.lost.half:.4f})"


def _interval(mean: Mean) -> str:
    return f"{mean.value:.3f} ± {mean.half:.3f}"


def _sureness(task: Task, splits: int, viewers: int) -> None:
    prepared, evidence = task.prepared, task.content_evidence
    if not evidence:
        say("whether content counts was not measured for this model (--content): every modality is taken to count")
    task.announce("sureness", splits)
    study = sureness_study(
        prepared.encoded,
        prepared.interactions,
        task.config,
        evidence,
        seeds=range(splits),
        viewers=viewers,
        progress=bar,
    )
    if task.model is not None:
        save_statements(study.table(), task.model[0])
    task.keep("sureness", {"splits": splits, "viewers": viewers}, study.records())
    if task.as_json:
        print_json({"data_hash": prepared.data_hash, "sureness": study.records()})
        return
    print_lines(_sureness_lines(study, splits))


def _sureness_lines(study: SurenessStudy, splits: int) -> Iterable[str]:
    yield f"recommendations whose first reason holds with other viewers' ratings | by chance; {splits} splits"
    for part, words in ((TEN, "with ten films of each viewer"), (WHOLE, "with all that each viewer rated")):
        yield f"  {words}, by their evidence"
        for grade, rates in study.by_grade(part).items():
            basis = f"{rates.count} explanations for {rates.holds.viewers} viewers"
            yield f"    {grade:6}{_rate(rates.holds)} | {_rate(rates.chance)}  of {basis}"


def _rate(rate: Rate) -> str:
    return f"{rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}]"


def _faithfulness(task: Task, viewers: int, out: Path | None) -> None:
    from emde_core.evaluate.faithfulness import report
    from emde_core.evaluate.faithfulness.planted_drivers import planted_driver_rows
    from emde_core.evaluate.faithfulness.study import study

    if out is not None:
        require_extra("app", "drawing figures", "plotly")  # and not after minutes of work
    task.announce("faithfulness", viewers)
    prepared = task.prepared
    results = study(prepared, task.config, viewers=viewers, films=viewers // 2, progress=bar)
    try:
        planted_rows = planted_driver_rows(prepared, task.config, viewers // 2, progress=bar)
    except DataError as error:  # films too bare for it; what was measured so far needs no planted world
        say(f"without a planted world: {error}")
        planted_rows = []
    table = report.tables(results, planted_rows)
    # milliseconds are of this machine and hour, not of the model
    task.keep("faithfulness", {"viewers": viewers}, report.records(table[table["part"] != "time"]))
    if out is not None:
        from emde_core.evaluate.faithfulness import figures

        for path in figures.write_figures(table, out):
            say(f"wrote {path}")
    if task.as_json:
        about = {"data_hash": prepared.data_hash, "config": task.config.model_dump(), "viewers": viewers}
        print_json({**about, "faithfulness": report.records(table)})
        return
    print_lines(report.lines(table))
