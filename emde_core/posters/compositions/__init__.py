"""The fifteen ways to arrange a poster; importing this package fills the registry."""

from emde_core.posters.compositions import figures, graphics, landscapes, pairs
from emde_core.posters.compositions.registry import COMPOSITIONS, composition

__all__ = ["COMPOSITIONS", "composition", "figures", "graphics", "landscapes", "pairs"]
