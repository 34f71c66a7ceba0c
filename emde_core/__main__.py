"""``python -m emde_core`` is ``emde``."""

from __future__ import annotations

import sys

from emde_core.doctor import command as doctor
from emde_core.errors import MissingExtraError
from emde_core.extras import extra
from emde_core.terminal import protect_terminal


def main() -> None:
    """Run a command, where the command line is installed; the doctor is there without it."""
    if sys.argv[1:2] == [doctor.NAME]:
        protect_terminal()
        sys.exit(doctor.main(sys.argv[2:]))
    try:
        with extra("cli", "the command line"):
            from emde_core.cli.app import main as run
    except MissingExtraError as error:
        sys.exit(f"emde: {error}")
    except ImportError as error:  # a package that is broken, or of another version
        sys.exit(f"emde: {error}; 'emde doctor' says which package is broken, and what mends it")
    run()


if __name__ == "__main__":
    main()
