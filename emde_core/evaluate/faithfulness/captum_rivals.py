"""Rivals out of captum, which the extra ``evaluate`` installs: Integrated Gradients, sampled Shapley values, LIME."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from emde_core.errors import ConfigError
from emde_core.evaluate.faithfulness.case import Case, Context
from emde_core.explain.masked_histories import MaskedHistories
from emde_core.model.published import Published

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
    """Integrated Gradients of the score in how much of each history film is held, from nothing to all."""
    explainer = captum_attr().IntegratedGradients(torch_score(case.pool, case.film))
    found: Floats = explainer.attribute(_whole(case), n_steps=STEPS, method="gausslegendre")[0].double().numpy()
    return found


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
        found: Floats = attribute(_whole(case), n_samples=samples, perturbations_per_eval=AT_ONCE)[0].double().numpy()
    return found


def _whole(case: Case) -> Tensor:
    """The whole history, [1, H]."""
    import torch

    return torch.ones(1, case.size, dtype=torch.float64)


def _score_of_mask(case: Case) -> Callable[[Tensor], Tensor]:
    import torch

    return lambda held: torch.from_numpy(case.own_score(held.double().numpy()))


def torch_score(pool: MaskedHistories, film: int) -> Callable[[Tensor], Tensor]:
    """A film's score [n] as a differentiable function of how much is held of each film of a history, [n, R]."""
    import torch

    model = pool.model
    if not isinstance(model, Published):
        effects = torch.from_numpy(pool.effects[:, film])
        return lambda held: held @ effects
    one_hot = torch.from_numpy(model.layout.input_one_hot(model.positions(pool.rows)).toarray()).float()
    direction = torch.from_numpy(model.readout.direction(film)).float()
    return lambda held: model.network(held.float() @ one_hot) @ direction
