from __future__ import annotations

import pytest
from pydantic import ValidationError

from emde_core import Config
from emde_core.config import RidgeConfig, config_from
from emde_core.errors import ConfigError


def test_by_default_content_is_a_prior_that_ratings_correct():
    assert Config().recipe == "affinity"
    assert Config().modalities is None  # all that the films were read in


def test_settings_of_a_file():
    config = config_from(
        {"recipe": "published", "sketch": {"depth": 7, "width": 16}, "modalities": ["image", "instruments"]}
    )
    assert (config.sketch.depth, config.sketch.width, config.modalities) == (7, 16, ("image", "instruments"))
    assert Config.model_validate_json(config.model_dump_json()) == config


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"depth": 5}, "setting depth"),
        ({"sketch": {"width": 100}}, r"setting sketch\.width.*must be a power of two"),
        ({"sketch": {"width": 1}}, r"setting sketch\.width"),
        ({"sketch": {"width": 8192}}, r"setting sketch\.width"),
        ({"sketch": {"depth": 0}}, r"setting sketch\.depth"),
        ({"sketch": {"depth": "deep"}}, r"setting sketch\.depth"),
        ({"ridge": {"keep_likes": 1}}, r"setting ridge\.keep_likes"),
        ({"ridge": {"ridge_likes": 0}}, r"setting ridge\.ridge_likes"),
        ({"ridge": {"ridge_likes": float("nan")}}, r"setting ridge\.ridge_likes"),
        ({"network": {"batch": 1}}, r"setting network\.batch"),
        ({"recipe": "published", "network": 3}, "setting network"),
        ({"recipe": "residual"}, "setting recipe"),
        ({"prior": {"splits": 0}}, r"setting prior\.splits"),
        ({"prior": {"scales": ()}}, r"setting prior\.scales"),
        ({"modalities": []}, "modalities must be named, each once"),
        ({"modalities": ["text", "text"]}, "each once"),
        ({"like_at_least": 3, "dislike_at_most": 3}, "dislike_at_most must be below like_at_least"),
        ({"seed": -1}, "setting seed"),
        ({"sketch": {"seed": -1}}, r"setting sketch\.seed"),
        (["not settings"], "setting config"),
    ],
)
def test_a_setting_out_of_range_is_named(settings, named):
    with pytest.raises(ConfigError, match=named):
        config_from(settings)


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"depth": 5}, "setting depth"),
        ({"sketch": {"width": 100}}, r"setting sketch\.width.*must be a power of two"),
        ({"modalities": ()}, "modalities must be named, each once"),
    ],
)
def test_a_setting_given_by_hand_is_refused_with_an_error_of_ours(settings, name):
    with pytest.raises(ConfigError, match=name):
        Config(**settings)


def test_settings_of_one_part_are_refused_too():
    with pytest.raises(ConfigError, match="setting keep_likes"):
        RidgeConfig(keep_likes=2)


def test_a_manifest_with_bad_settings_is_still_pydantics_to_refuse():
    with pytest.raises(ValidationError):
        Config.model_validate({"sketch": {"width": 100}})


def test_settings_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        Config().sketch.depth = 3
