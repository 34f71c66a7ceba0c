"""Rivals out of captum, which the extra ``evaluate`` installs: Integrated Gradients, sampled Shapley values, LIME."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from emde_core.errors import ConfigError
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.trained import TrainedModel

if TYPE_CHECKING:
    from torch import Tensor

Floats = NDArray[np.float64]
SHAPLEY_SAMPLES, LIME_SAMPLES, STEPS, AT_ONCE = 25, 200, 32, 64
LIME_RIDGE = 1.0


def captum_attr() -> ModuleType:
    """``captum.attr``.

    Raises:
        ConfigError: captum is not installed.
    """
    try:
        from captum import attr
    except ImportError as error:
        raise ConfigError("measuring against captum needs it: pip install 'emde-dashboard[evaluate]'") from error
    return attr


def integrated_gradients(case: Case, _: Context) -> Floats:
    """Integrated Gradients of the score in the input sketch, a bucket's value shared among the films in it."""
    import torch

    pool = case.pool
    sketch = pool.trained.readout.layout.input_sketch(pool.positions)
    explainer = captum_attr().IntegratedGradients(torch_score(pool.trained, case.film))
    at = torch.from_numpy(sketch.astype(np.float32))[None]
    found = explainer.attribute(at, n_steps=STEPS, method="gausslegendre")[0].double().numpy()
    shares = np.divide(found, sketch, out=np.zeros_like(found), where=sketch > 0)
    return np.asarray(pool.one_hot @ shares)


def sampled_shapley(case: Case, context: Context) -> Floats:
    """Shapley values of the score over the history's films, by sampling orders of them."""
    explainer = captum_attr().ShapleyValueSampling(_score_of_mask(case))
    return _of_films(explainer.attribute, case, context, SHAPLEY_SAMPLES)


def lime(case: Case, context: Context) -> Floats:
    """Ridge regression of the score on histories with films left out at random, nearer ones heavier."""
    from captum._utils.models.linear_model import SkLearnRidge

    explainer = captum_attr().Lime(_score_of_mask(case), interpretable_model=SkLearnRidge(alpha=LIME_RIDGE))
    return _of_films(explainer.attribute, case, context, LIME_SAMPLES)


def _of_films(attribute: Callable[..., Tensor], case: Case, context: Context, samples: int) -> Floats:
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(context.seed_of(case))
        whole = torch.ones(1, case.size, dtype=torch.float64)
        found: Floats = attribute(whole, n_samples=samples, perturbations_per_eval=AT_ONCE)[0].double().numpy()
    return found


def _score_of_mask(case: Case) -> Callable[[Tensor], Tensor]:
    import torch

    return lambda held: torch.from_numpy(case.own_score(held.double().numpy()))


def torch_score(trained: TrainedModel, film: int) -> Callable[[Tensor], Tensor]:
    """A film's score [n] as a differentiable function of input sketches [n, 2F]."""
    import torch

    direction = trained.readout.direction(film)
    to_score = torch.from_numpy(direction.astype(np.float32))
    linear, network = trained.model.linear, trained.model.network
    parts = None if linear is None else _linear_in_torch(_ByIdentity(trained))
    after = None if linear is None else torch.from_numpy((linear.right @ direction).astype(np.float32))

    def score(sketches: Tensor) -> Tensor:
        total = sketches.new_zeros(len(sketches))
        if parts is not None and after is not None:
            left, core = parts
            total = total + torch.sparse.mm(left, sketches.T).T @ (core @ after)
        if network is not None:
            total = total + network(sketches) @ to_score
        return total

    return score


class _ByIdentity:
    """A model as a key: it holds arrays, which have no hash."""

    def __init__(self, trained: TrainedModel) -> None:
        self.trained = trained

    def __hash__(self) -> int:
        return id(self.trained.model)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.trained.model is self.trained.model


@lru_cache(maxsize=1)
def _linear_in_torch(key: _ByIdentity) -> tuple[Tensor, Tensor]:
    """The linear map's left factor, transposed and sparse [2 films, 2F], and its core."""
    import torch

    linear = key.trained.model.linear
    if linear is None:
        raise ConfigError("a model of the published recipe has no linear part")
    left = linear.left.T.tocoo()
    indices = torch.from_numpy(np.array([left.coords[0], left.coords[1]], dtype=np.int64))
    factor = torch.sparse_coo_tensor(
        indices, torch.from_numpy(left.data.astype(np.float32)), left.shape, check_invariants=True
    )
    return factor.coalesce(), torch.from_numpy(linear.core.astype(np.float32))
