"""Every method of explaining. Explanations, the faithfulness harness and Compare go through this list alone."""

from __future__ import annotations

from emde_core.checks import one_of
from emde_core.config import Recipe
from emde_core.explain.methods.base import Method
from emde_core.explain.methods.captum_methods import INTEGRATED_GRADIENTS, LIME, SAMPLED_SHAPLEY
from emde_core.explain.methods.greedy import GREEDY_MARGIN
from emde_core.explain.methods.leave_one_out import LEAVE_ONE_OUT
from emde_core.explain.methods.rank_margin import RANK_MARGIN, RIVAL_MARGIN
from emde_core.explain.methods.score import ADDITIVE, PUBLISHED
from emde_core.explain.methods.simple import COSINE, POPULARITY, RANDOM

METHODS: tuple[Method, ...] = (
    ADDITIVE,
    RANK_MARGIN,
    LEAVE_ONE_OUT,
    PUBLISHED,
    RANDOM,
    POPULARITY,
    COSINE,
    INTEGRATED_GRADIENTS,
    SAMPLED_SHAPLEY,
    LIME,
    GREEDY_MARGIN,
    RIVAL_MARGIN,
)


def methods_for(recipe: Recipe) -> tuple[Method, ...]:
    """List the methods that can explain a recipe's models."""
    return tuple(method for method in METHODS if recipe in method.recipes)


def label_of(name: str) -> str:
    """Return the label of the method of a name, as people read it."""
    return next(method.label for method in METHODS if method.name == name)


def find_method(name: str, recipe: Recipe) -> Method:
    """Find the method of a name among those for a recipe.

    Raises:
        ConfigError: there is none; the message lists the choices.
    """
    by_name = {method.name: method for method in methods_for(recipe)}
    one_of(f"method for recipe {recipe!r}", name, tuple(by_name))
    return by_name[name]
