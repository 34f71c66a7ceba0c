"""All commands under one name."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from emde_core import __version__
from emde_core.cli import ask, data, exports, measure, serve
from emde_core.cli.console import FAILURE, say, status_of
from emde_core.cli.doctor import doctor
from emde_core.errors import EmdeError
from emde_core.terminal import protect_terminal

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # what an error repeats of the command is text, not markup
)
for command in (
    data.fetch,
    data.prepare,
    data.train,
    ask.recommend,
    ask.explain,
    measure.evaluate,
    serve.dashboard,
    serve.demo,
):
    app.command()(command)
app.command("import")(exports.import_history)
app.command(add_help_option=False, context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(doctor)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"emde {__version__}")
        raise typer.Exit


@app.callback()
def options_of_all(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Film recommendations from density sketches, with explanations that add up."""


def main() -> None:
    """Run a command; an error that the user can mend is one message and an exit status, not a traceback."""
    protect_terminal()
    try:
        app()
    except EmdeError as error:
        say(f"emde: {error}")
        sys.exit(status_of(error))
    except OSError as error:  # of a path that nobody foresaw: it belongs to somebody else, or its disk has gone
        say(f"emde: {error.filename or 'a file'} can't be used ({error.strerror or error}); see that you may use it")
        sys.exit(FAILURE)
