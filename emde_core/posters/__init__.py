"""Draws original film posters from short recipes."""

from emde_core.posters.recipe import PosterRecipe, read_recipes
from emde_core.posters.render import render_poster, save_poster

__all__ = ["PosterRecipe", "read_recipes", "render_poster", "save_poster"]
