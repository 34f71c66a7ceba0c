"""``python -m emde_core`` is ``emde``."""

from __future__ import annotations

import sys

from emde_core.errors import MissingExtraError
from emde_core.extras import extra


def main() -> None:
    """Run a command, where the command line is installed."""
    try:
        with extra("cli", "the command line"):
            from emde_core.cli.app import main as run
    except MissingExtraError as error:
        sys.exit(f"emde: {error}")
    run()


if __name__ == "__main__":
    main()
