"""``python -m emde_core`` is ``emde``."""

from emde_core.cli.app import main

main()
