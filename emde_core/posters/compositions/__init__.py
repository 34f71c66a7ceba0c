"""The fifteen ways to arrange a poster."""

from collections.abc import Callable

from emde_core.posters.compositions import figures, graphics, landscapes, pairs
from emde_core.posters.scene import Scene

COMPOSITIONS: dict[str, Callable[[Scene], None]] = {
    "silhouette": figures.silhouette,
    "object": figures.still_life,
    "portrait": figures.portrait,
    "radial": figures.radial,
    "pattern": graphics.pattern,
    "split": graphics.split,
    "letterform": graphics.letterform,
    "diagonal": graphics.diagonal,
    "skyline": landscapes.skyline,
    "horizon": landscapes.horizon,
    "road": landscapes.road,
    "window": landscapes.window,
    "tower": landscapes.tower,
    "stack": pairs.stack,
    "duel": pairs.duel,
}
