"""The settings of a model, typed and frozen: everything that decides what it learns, nothing on how to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from emde_core.errors import ConfigError
from emde_core.summary import summary

Recipe = Literal["affinity", "published"]


if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)  # it has no public name


class _Refusing(ModelMetaclass):
    """Makes ``Config(...)`` raise our own error; a validator inside could not, as it knows only its own part."""

    def __call__(cls, *args: Any, **settings: Any) -> Any:  # noqa: ANN401, N805 - as pydantic's own
        try:
            return super().__call__(*args, **settings)
        except ValidationError as error:
            raise _refusal(error) from error


class _Settings(BaseModel, metaclass=_Refusing):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def __repr__(self) -> str:
        defaults = {name: field.default for name, field in type(self).model_fields.items()}
        changes = {name: value for name, value in self if value != defaults[name]}
        return summary(self, *(f"{name}={value!r}" for name, value in changes.items()))


class RidgeConfig(_Settings):
    """Keep rates q and ridges of the regression on co-watching (``emde_core.model.ridge``)."""

    keep_likes: float = Field(0.3, gt=0, lt=1)
    keep_dislikes: float = Field(0.7, gt=0, lt=1)
    ridge_likes: float = Field(1.5, gt=0)
    ridge_dislikes: float = Field(20.0, gt=0)
    viewer_weight_power: float = Field(0.5, ge=0, le=1)  # a viewer weighs (likes + 1) to the minus this


class PriorConfig(_Settings):
    """Values to choose the content prior's settings from, on validation viewers (``emde_core.model.choice``)."""

    scales: tuple[float, ...] = Field((3.0, 5.0, 7.0), min_length=1)  # c
    average_film: tuple[float, ...] = Field((1.0, 2.0, 3.0, 4.0), min_length=1)  # of alpha, for films that few rated
    multipliers: tuple[float, ...] = Field((1.0, 2.0, 4.0), min_length=1)  # k, of each modality
    splits: int = Field(5, ge=1)


class SketchConfig(_Settings):
    """The published recipe's cuts of each modality's space: one code for each film and partition."""

    depth: int = Field(20, ge=1, le=256)
    width: int = Field(128, ge=2, le=4096)
    seed: int = Field(0, ge=0)

    @field_validator("width")
    @classmethod
    def _power_of_two(cls, width: int) -> int:
        if width & (width - 1):
            raise ValueError("must be a power of two")
        return width


class NetworkConfig(_Settings):
    """The published recipe's network and its training."""

    hidden: int = Field(256, ge=1)
    layers: int = Field(3, ge=1, le=8)
    epochs: int = Field(40, ge=1)
    batch: int = Field(64, ge=2)
    learning_rate: float = Field(1e-3, gt=0)
    weight_decay: float = Field(0.01, ge=0)


class Config(_Settings):
    """The settings that, together with the data, decide a model.

    Attributes:
        recipe: "affinity" reads content as a prior that ratings correct; "published" is the network of the papers.
        modalities: the content modalities that are read, by name; None for every one that the films were read in.
        like_at_least, dislike_at_most: ratings that are likes, and those that are "not for me".
        ridge, prior: of the recipe "affinity".
        company_films: of how many films company is learned, those with most ratings; others are read by content alone.
        sketch, network: of the recipe "published".
        seed: of all that is drawn while learning.

    Raises:
        ConfigError: a setting is unknown or out of range; the message names it.

    >>> Config(prior=PriorConfig(splits=2)).recipe
    'affinity'
    >>> Config(recipe="magic")
    Traceback (most recent call last):
    emde_core.errors.ConfigError: setting recipe: Input should be 'affinity' or 'published'
    """

    recipe: Recipe = "affinity"
    modalities: tuple[str, ...] | None = None
    like_at_least: float = 4.0
    dislike_at_most: float = 3.0
    ridge: RidgeConfig = RidgeConfig()
    prior: PriorConfig = PriorConfig()
    company_films: int = Field(5000, ge=1)
    sketch: SketchConfig = SketchConfig()
    network: NetworkConfig = NetworkConfig()
    seed: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.modalities is not None and not 0 < len(self.modalities) == len(set(self.modalities)):
            raise ValueError(f"modalities must be named, each once; got {self.modalities}")
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
        raise _refusal(error) from error


def _refusal(error: ValidationError) -> ConfigError:
    """Return the first fault in our own words: which setting, and what was expected."""
    first = error.errors()[0]
    return ConfigError(f"setting {'.'.join(map(str, first['loc'])) or 'config'}: {first['msg']}")
