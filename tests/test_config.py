from __future__ import annotations

import pytest
from pydantic import ValidationError

from emde_core import Config
from emde_core.config import PUBLISHED_NETWORK, NetworkConfig, config_from
from emde_core.errors import ConfigError


def test_defaults_are_the_exact_closed_form_on_content():
    assert Config().recipe == "closed_form"
    assert Config().modalities == ("text", "categorical", "image")


def test_settings_of_a_file():
    config = config_from(
        {"recipe": "residual", "sketch": {"depth": 7, "width": 16}, "modalities": ["image", "identity"]}
    )
    assert (config.sketch.depth, config.sketch.width, config.modalities) == (7, 16, ("image", "identity"))
    assert Config.model_validate_json(config.model_dump_json()) == config


def test_the_published_recipe_keeps_its_training_beside_what_is_given():
    assert Config(recipe="published").network == PUBLISHED_NETWORK
    wider = config_from({"recipe": "published", "network": {"hidden": 32}}).network
    assert wider == PUBLISHED_NETWORK.model_copy(update={"hidden": 32})
    assert Config(recipe="published", network=NetworkConfig()).network == NetworkConfig()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"depth": 5}, "setting depth"),
        ({"sketch": {"width": 100}}, r"setting sketch\.width.*must be a power of two"),
        ({"sketch": {"width": 1}}, r"setting sketch\.width"),
        ({"sketch": {"width": 8192}}, r"setting sketch\.width"),
        ({"sketch": {"depth": 0}}, r"setting sketch\.depth"),
        ({"sketch": {"depth": "deep"}}, r"setting sketch\.depth"),
        ({"closed_form": {"keep_likes": 1}}, r"setting closed_form\.keep_likes"),
        ({"closed_form": {"ridge_likes": 0}}, r"setting closed_form\.ridge_likes"),
        ({"closed_form": {"ridge_likes": float("nan")}}, r"setting closed_form\.ridge_likes"),
        ({"network": {"batch": 1}}, r"setting network\.batch"),
        ({"recipe": "published", "network": 3}, "setting network"),
        ({"recipe": "magic"}, "setting recipe"),
        ({"modalities": []}, "modalities must be some of text"),
        ({"modalities": ["text", "text"]}, "each once"),
        ({"modalities": ["sound"]}, "modalities must be some of text"),
        ({"like_at_least": 3, "dislike_at_most": 3}, "dislike_at_most must be below like_at_least"),
        ({"seed": -1}, "setting seed"),
        ({"sketch": {"seed": -1}}, r"setting sketch\.seed"),
        (["not settings"], "setting config"),
    ],
)
def test_a_setting_out_of_range_is_named(settings, named):
    with pytest.raises(ConfigError, match=named):
        config_from(settings)


def test_settings_do_not_change():
    with pytest.raises(ValidationError, match="frozen"):
        Config().sketch.depth = 3
