"""Poster recipes: which composition, motifs, colours, texture and type make a film's poster."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from emde_core.data.tables import read_records
from emde_core.errors import DataError
from emde_core.posters.compositions import COMPOSITIONS
from emde_core.posters.faces import FACES
from emde_core.posters.motifs import MOTIFS
from emde_core.posters.palettes import PALETTES
from emde_core.posters.textures import TEXTURES


class PosterRecipe(BaseModel):
    """A film's poster in the vocabulary of this package."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    film: str
    composition: str
    motif: str
    second: str | None = None
    palette: str
    texture: str
    type: str
    title_at: Literal["top", "bottom"]

    @model_validator(mode="after")
    def _known_words(self) -> PosterRecipe:
        self._check("composition", self.composition, COMPOSITIONS)
        self._check("motif", self.motif, MOTIFS)
        if self.second is not None:
            self._check("second", self.second, MOTIFS)
        self._check("palette", self.palette, PALETTES)
        self._check("texture", self.texture, TEXTURES)
        self._check("type", self.type, FACES)
        return self

    def _check(self, field: str, value: str, allowed: Collection[str]) -> None:
        if value not in allowed:
            choices = ", ".join(sorted(allowed))
            raise ValueError(f"film {self.film}: {field} {value!r} is unknown; allowed are {choices}")


def read_recipes(path: Path) -> dict[str, PosterRecipe]:
    """The recipes of a JSON-lines file by film id.

    Raises:
        DataError: the file can't be read, a line is no recipe, or a film has two; the message names file and line.
    """
    recipes: dict[str, PosterRecipe] = {}
    for where, record in read_records(path):
        try:
            recipe = PosterRecipe.model_validate(record)
        except ValidationError as error:
            reasons = "; ".join(_reason(detail["loc"], detail["msg"]) for detail in error.errors())
            raise DataError(f"{where}: {reasons}") from error
        if recipe.film in recipes:
            raise DataError(f"{where}: film {recipe.film} has a recipe already")
        recipes[recipe.film] = recipe
    return recipes


def _reason(where: tuple[int | str, ...], message: str) -> str:
    place = ".".join(map(str, where))
    return f"{place}: {message}" if place else message
