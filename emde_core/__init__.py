"""Film recommendations from density sketches (EMDE), with explanations that add up."""

__version__ = "0.2.0"

from importlib import import_module
from typing import TYPE_CHECKING

from emde_core.config import Config, NetworkConfig, PriorConfig, RidgeConfig, SketchConfig
from emde_core.data.catalogue import Catalogue, Film
from emde_core.data.interactions import Interactions
from emde_core.errors import (
    ArtifactError,
    ConfigError,
    DataError,
    EmdeError,
    EncoderError,
    FetchError,
    FilmNameError,
    HistoryError,
    MissingExtraError,
    ServeError,
    StorageError,
)
from emde_core.explain.counterfactual import Counterfactual, Edit, LeaveOneOut, LeftOut
from emde_core.explain.explanation import CompanyEvidence, Contribution, Explanation
from emde_core.explain.meetings import Meeting
from emde_core.explain.query import Query
from emde_core.explain.ranks import Ranking, Recommendation, Recommendations
from emde_core.explain.threads import FilmThreads, Thread, Threads
from emde_core.explain.values import AtomValues, CategoryValue, RegionValue, WordValue
from emde_core.history import History, Wish, less, more
from emde_core.model.trained import TrainedModel
from emde_core.recommender import Recommender

if TYPE_CHECKING:
    from emde_core.demo import demo_model

__all__ = [
    "ArtifactError",
    "AtomValues",
    "Catalogue",
    "CategoryValue",
    "CompanyEvidence",
    "Config",
    "ConfigError",
    "Contribution",
    "Counterfactual",
    "DataError",
    "Edit",
    "EmdeError",
    "EncoderError",
    "Explanation",
    "FetchError",
    "Film",
    "FilmNameError",
    "FilmThreads",
    "History",
    "HistoryError",
    "Interactions",
    "LeaveOneOut",
    "LeftOut",
    "Meeting",
    "MissingExtraError",
    "NetworkConfig",
    "PriorConfig",
    "Query",
    "Ranking",
    "Recommendation",
    "Recommendations",
    "Recommender",
    "RegionValue",
    "RidgeConfig",
    "ServeError",
    "SketchConfig",
    "StorageError",
    "Thread",
    "Threads",
    "TrainedModel",
    "Wish",
    "WordValue",
    "demo_model",
    "less",
    "more",
]

_LATER = {"demo_model": "emde_core.demo"}  # imported when it is asked for: it brings the measurements with it


def __getattr__(name: str) -> object:
    """Import a name of ``_LATER`` when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_LATER[name]), name)
    return value
