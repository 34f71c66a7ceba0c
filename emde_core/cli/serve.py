"""Commands that open the dashboard: dashboard, demo."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from emde_core import workspace
from emde_core.artifacts.model import read_model_manifest
from emde_core.assets_dir import STREAMLIT_HOME
from emde_core.cli import options
from emde_core.cli.address import DEFAULT_PORT, THIS_MACHINE, Address
from emde_core.cli.browser import has_window, opening_browser
from emde_core.cli.console import FAILURE, bar, say
from emde_core.demo import prepare_demo, prepare_planted_world
from emde_core.errors import ArtifactError
from emde_core.extras import require_extra

Port = Annotated[int, typer.Option(min=1, max=65535, help="Where the page is served.")]
ListensAt = Annotated[
    str,
    typer.Option("--address", help="Who can open the page: 127.0.0.1 for this machine alone, 0.0.0.0 for everyone."),
]
BasePath = Annotated[
    str, typer.Option("--base-path", help="The path below which every page lies, where a proxy has others beside it.")
]
AllowedHosts = Annotated[
    list[str],
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="A name under which it answers too, such as a proxy's; requests for any other name are refused.",
    ),
]
StudyFile = Annotated[
    Path | None,
    typer.Option("--study", exists=True, dir_okay=False, help="A study's JSON file: people see it and nothing else."),
]
Headless = Annotated[bool, typer.Option("--headless", help="Do not open a browser.")]


def dashboard(
    model: options.Model = None,
    port: Port = DEFAULT_PORT,
    address: ListensAt = THIS_MACHINE,
    base_path: BasePath = "",
    allow_host: AllowedHosts = [],  # noqa: B006 - typer reads it, nothing writes it
    headless: Headless = False,
    study: StudyFile = None,
) -> None:
    """Open the dashboard on a model, or a study with people on it."""
    place = Address.read(address, port, base_path, allow_host)
    folder = workspace.model_folder(model)
    read_model_manifest(folder)  # a path that holds no model fails here, not on the page
    if find_spec("dashboard") is None:
        raise ArtifactError("the package 'dashboard' is not installed; install the project again")
    for package in ("streamlit", "plotly"):
        require_extra("app", "the dashboard", package)
    place.check()
    say(f"{place.url}{'/study' if study else ''}   (stop with Ctrl+C)")
    say(place.audience)
    options_ = [*place.server_options, "--server.headless=true"]  # the browser is opened here
    command = [sys.executable, "-m", "dashboard", *options_, "--", "--model", str(folder.resolve())]
    command += ["--study", str(study.resolve())] if study else []
    signal.signal(signal.SIGTERM, _interrupt)  # else the server would outlive this process
    try:
        with nullcontext() if headless or not has_window() else opening_browser(place):
            status = subprocess.run(command, cwd=STREAMLIT_HOME, check=False).returncode  # noqa: S603 - our own app
    except KeyboardInterrupt:
        status = 0
    if status:
        say(f"the dashboard stopped with status {status}; what it said last is above; ask 'emde doctor' why")
        raise typer.Exit(FAILURE)


def _interrupt(*_: object) -> None:
    """End as Ctrl+C does."""
    raise KeyboardInterrupt


def demo(
    port: Port = DEFAULT_PORT,
    address: ListensAt = THIS_MACHINE,
    base_path: BasePath = "",
    allow_host: AllowedHosts = [],  # noqa: B006 - typer reads it, nothing writes it
    headless: Headless = False,
    prepare_only: Annotated[bool, typer.Option("--prepare-only", help="Do not open the dashboard.")] = False,
) -> None:
    """Prepare whatever the demo lacks, and a planted world beside it, and open the dashboard on it."""
    Address.read(address, port, base_path, allow_host)  # a mistake in it fails before minutes of work
    folder = prepare_demo(workspace.demo_folder(), workspace.movielens_folder(), bar, say)
    prepare_planted_world(workspace.planted_world_folder(), folder, bar, say)
    if not prepare_only:
        dashboard(folder, port, address, base_path, allow_host, headless)
