"""The folder of the bundled demo catalogue, its posters and fonts."""

from __future__ import annotations

from pathlib import Path

from emde_core.errors import ArtifactError

_PACKAGE = Path(__file__).parent


def _find_assets() -> Path:
    for folder in (_PACKAGE.parent / "assets", _PACKAGE / "_assets"):  # a checkout, an installed wheel
        if (folder / "demo").is_dir():
            return folder
    raise ArtifactError(
        f"the project's assets are neither beside {_PACKAGE} nor inside it; install the project again, "
        "or run it from a complete checkout"
    )


ASSETS = _find_assets()
DEMO = ASSETS / "demo"
STREAMLIT_HOME = ASSETS if (ASSETS / ".streamlit").is_dir() else ASSETS.parent
"""The folder that holds ``.streamlit``, from where the dashboard is started."""
