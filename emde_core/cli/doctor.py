"""The command doctor, as the other commands list it."""

from __future__ import annotations

import sys

import typer

from emde_core.doctor.command import main


def doctor(context: typer.Context) -> None:
    """Say what is in order on this machine, what is not, and how to mend it. Takes FOLDERs and --json."""
    sys.exit(main(context.args))
