"""Film recommendations from density sketches (EMDE), with explanations that add up."""

__version__ = "0.1.0"

from emde_core.config import Config
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.interactions import Interactions
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.explain.ranks import Recommendation
from emde_core.history import History, Wish, less, more
from emde_core.recommender import Recommender

__all__ = [
    "Catalogue",
    "Config",
    "EmdeError",
    "Explanation",
    "Film",
    "History",
    "Interactions",
    "Recommendation",
    "Recommender",
    "Wish",
    "less",
    "more",
]
