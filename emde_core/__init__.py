"""Film recommendations from density sketches (EMDE), with explanations that add up."""

__version__ = "0.2.0"

import ast
from importlib import import_module
from pathlib import Path

# Names are imported when they are first asked for, so that the doctor, and what else needs little, does not wait for
# pandas and scipy, and runs where they are missing. The stub beside this says where each is.
_FACE = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
_HOMES = {name.name: node.module for node in _FACE.body if isinstance(node, ast.ImportFrom) for name in node.names}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of strings, as it must be


def __getattr__(name: str) -> object:
    """Import a name of the public face when it is first asked for."""
    if (home := _HOMES.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    """Return the public names beside the module's own."""
    return sorted({*globals(), *__all__})
