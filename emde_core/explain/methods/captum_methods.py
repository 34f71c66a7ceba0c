"""Methods out of captum, which the extra ``evaluate`` installs: Integrated Gradients, sampled Shapley values, LIME.

They see the model as a function of which films of the history are there, and explain the film's score.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from emde_core.explain.case import Case
from emde_core.explain.methods.base import Attribution, Method
from emde_core.extras import extra
from emde_core.model.published import Published

if TYPE_CHECKING:
    from torch import Tensor

SHAPLEY_SAMPLES, LIME_SAMPLES, NODES, AT_ONCE = 25, 200, 32, 64
LIME_RIDGE = 1.0


def captum_attr() -> ModuleType:
    """Import ``captum.attr``.

    Raises:
        MissingExtraError: captum is not installed.
    """
    with extra("evaluate", "this method of explaining"):
        from captum import attr
    return attr


def _integrated_gradients(case: Case) -> Attribution:
    """Integrate the score's gradients in how much there is of each history film, from nothing to all."""
    explainer = captum_attr().IntegratedGradients(torch_score(case))
    return _attribution(explainer, case, n_steps=NODES, method="gausslegendre")


def _sampled_shapley(case: Case) -> Attribution:
    """Sample orders of the history's films."""
    explainer = captum_attr().ShapleyValueSampling(_score_of_masks(case))
    return _attribution(explainer, case, n_samples=SHAPLEY_SAMPLES, perturbations_per_eval=AT_ONCE)


def _lime(case: Case) -> Attribution:
    """Regress the score on histories with films left out at random, nearer ones heavier."""
    attr = captum_attr()
    with extra("evaluate", "LIME"):
        from captum._utils.models.linear_model import SkLearnRidge
    explainer = attr.Lime(_score_of_masks(case), interpretable_model=SkLearnRidge(alpha=LIME_RIDGE))
    return _attribution(explainer, case, n_samples=LIME_SAMPLES, perturbations_per_eval=AT_ONCE)


def _attribution(explainer: Any, case: Case, **settings: object) -> Attribution:  # noqa: ANN401 - captum has no types
    """Ask an explainer about the whole history, with draws of the case's own."""
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(case.draw_seed)
        values: Tensor = explainer.attribute(torch.ones(1, case.size, dtype=torch.float64), **settings)[0]
    return Attribution(values.double().numpy(), case.score)


def _score_of_masks(case: Case) -> Callable[[Tensor], Tensor]:
    import torch

    return lambda masks: torch.from_numpy(case.scores(masks.double().numpy()))


def torch_score(case: Case) -> Callable[[Tensor], Tensor]:
    """Return the film's score [n] as a differentiable function of how much there is of each history film, [n, H]."""
    import torch

    histories, model = case.query.masked_histories, case.query.model
    if not isinstance(model, Published):
        effects = torch.from_numpy(case.above_rival(histories.effects))
        return lambda masks: masks @ effects
    one_hot = torch.from_numpy(model.layout.input_one_hot(model.positions(histories.rows)).toarray()).float()
    direction = torch.from_numpy(model.readout.direction(case.film, case.rival)).float()
    return lambda masks: model.network(masks.float() @ one_hot) @ direction


INTEGRATED_GRADIENTS = Method(
    name="integrated-gradients",
    label="Integrated Gradients",
    description="the score’s gradients in each history film, integrated from no history to the whole one",
    attribute=_integrated_gradients,
    adds_up=True,
    takes_rival=True,
    yardstick=True,
    extra="evaluate",
)
SAMPLED_SHAPLEY = Method(
    name="sampled-shapley",
    label="sampled Shapley",
    description="what each history film adds to the score on average over orders of the history drawn at random",
    attribute=_sampled_shapley,
    adds_up=True,
    takes_rival=True,
    yardstick=True,
    extra="evaluate",
)
LIME = Method(
    name="lime",
    label="LIME",
    description="a ridge regression of the score on histories with films left out at random",
    attribute=_lime,
    takes_rival=True,
    yardstick=True,
    extra="evaluate",
)
