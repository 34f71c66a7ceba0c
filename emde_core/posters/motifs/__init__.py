"""The drawings; importing this package fills the registry with every module's motifs."""

from importlib import import_module
from pkgutil import iter_modules

from emde_core.posters.motifs.registry import MOTIFS, motif

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["MOTIFS", "motif"]
