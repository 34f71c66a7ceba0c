"""Every setting of a model, typed and frozen. What is learned from is here; how to run is not."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from emde_core.errors import ConfigError
from emde_core.schema import CATEGORICAL, IMAGE, MODALITIES, TEXT

Recipe = Literal["closed_form", "residual", "published"]


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SketchConfig(_Settings):
    """How each modality's space is cut (DESIGN.md, DLSH)."""

    depth: int = Field(20, ge=1, le=256)
    width: int = Field(128, ge=2, le=4096)
    seed: int = Field(0, ge=0)

    @field_validator("width")
    @classmethod
    def _power_of_two(cls, width: int) -> int:
        if width & (width - 1):
            raise ValueError("must be a power of two")
        return width


class ClosedFormConfig(_Settings):
    """Keep rates q and ridges of the denoising linear map (DESIGN.md, Model)."""

    keep_likes: float = Field(0.3, gt=0, lt=1)
    keep_dislikes: float = Field(0.7, gt=0, lt=1)
    ridge_likes: float = Field(50.0, gt=0)
    ridge_dislikes: float = Field(4000.0, gt=0)
    collision_ridge: float = Field(0.1, gt=0)
    viewer_weight_power: float = Field(0.5, ge=0, le=1)  # a viewer weighs (likes + 1) to the minus this


class NetworkConfig(_Settings):
    """The network: the residual g(x) on top of the linear map, or the whole of the published recipe."""

    hidden: int = Field(256, ge=1)
    layers: int = Field(3, ge=1, le=8)
    epochs: int = Field(15, ge=1)
    batch: int = Field(64, ge=2)
    learning_rate: float = Field(3e-4, gt=0)
    weight_decay: float = Field(0.1, ge=0)


PUBLISHED_NETWORK = NetworkConfig(epochs=40, learning_rate=1e-3, weight_decay=0.01)  # it learns everything itself


class Config(_Settings):
    """Everything that, together with the data, decides a model."""

    recipe: Recipe = "closed_form"
    modalities: tuple[str, ...] = (TEXT, CATEGORICAL, IMAGE)
    like_at_least: float = 4.0
    dislike_at_most: float = 3.0
    sketch: SketchConfig = SketchConfig()
    closed_form: ClosedFormConfig = ClosedFormConfig()
    network: NetworkConfig = NetworkConfig()
    seed: int = Field(0, ge=0)

    @model_validator(mode="before")
    @classmethod
    def _network_of_recipe(cls, settings: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        """The published recipe trains longer, but for the network's settings that are given."""
        if not isinstance(settings, dict) or settings.get("recipe") != "published":
            return settings
        given = settings.get("network", {})
        return settings | {"network": PUBLISHED_NETWORK.model_dump() | given} if isinstance(given, dict) else settings

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        unknown = [m for m in self.modalities if m not in MODALITIES]
        if unknown or not self.modalities or len(set(self.modalities)) < len(self.modalities):
            raise ValueError(f"modalities must be some of {', '.join(MODALITIES)}, each once; got {self.modalities}")
        if self.dislike_at_most >= self.like_at_least:
            raise ValueError("dislike_at_most must be below like_at_least")
        return self


def config_from(settings: dict[str, Any]) -> Config:
    """Validate settings from a file or a person.

    Raises:
        ConfigError: a setting is unknown or out of range; the message names it.
    """
    try:
        return Config.model_validate(settings)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"setting {'.'.join(map(str, first['loc'])) or 'config'}: {first['msg']}") from error
