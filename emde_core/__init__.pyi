# The public face: every name with its home. __init__.py reads it, and type checkers do.

from emde_core.config import (
    Config as Config,
    NetworkConfig as NetworkConfig,
    PriorConfig as PriorConfig,
    RidgeConfig as RidgeConfig,
    SketchConfig as SketchConfig,
)
from emde_core.data.catalogue import Catalogue as Catalogue, Film as Film
from emde_core.data.interactions import Interactions as Interactions
from emde_core.demo import demo_model as demo_model
from emde_core.errors import (
    ArtifactError as ArtifactError,
    ClusterError as ClusterError,
    ConfigError as ConfigError,
    DataError as DataError,
    EmdeError as EmdeError,
    EncoderError as EncoderError,
    FetchError as FetchError,
    FilmNameError as FilmNameError,
    HistoryError as HistoryError,
    MissingExtraError as MissingExtraError,
    ServeError as ServeError,
    StorageError as StorageError,
)
from emde_core.explain.counterfactual import (
    Counterfactual as Counterfactual,
    Edit as Edit,
    LeaveOneOut as LeaveOneOut,
    LeftOut as LeftOut,
)
from emde_core.explain.explanation import (
    CompanyEvidence as CompanyEvidence,
    Contribution as Contribution,
    Explanation as Explanation,
)
from emde_core.explain.explanation import (
    Margin as Margin,
)
from emde_core.explain.meetings import Meeting as Meeting
from emde_core.explain.query import Query as Query
from emde_core.explain.ranks import (
    Ranking as Ranking,
    Recommendation as Recommendation,
    Recommendations as Recommendations,
)
from emde_core.explain.threads import FilmThreads as FilmThreads, Thread as Thread, Threads as Threads
from emde_core.explain.values import (
    AtomValues as AtomValues,
    CategoryValue as CategoryValue,
    RegionValue as RegionValue,
    WordValue as WordValue,
)
from emde_core.history import History as History, Wish as Wish, less as less, more as more
from emde_core.model.trained import TrainedModel as TrainedModel
from emde_core.recommender import Recommender as Recommender

__version__: str
__all__: list[str]
