"""What each modality is called and coloured, everywhere the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from emde_core.schema import AUDIENCE, CATEGORICAL, IDENTITY, IMAGE, TEXT

Theme = Literal["light", "dark"]

LABELS: Mapping[str, str] = {
    TEXT: "text",
    CATEGORICAL: "categories",
    IMAGE: "poster",
    AUDIENCE: "audience",
    IDENTITY: "the film itself",
}
POSSESSED: Mapping[str, str] = {  # "the plot of Alien"
    TEXT: "plot",
    CATEGORICAL: "categories",
    IMAGE: "poster",
    AUDIENCE: "audience",
    IDENTITY: "own place",
}
LACKING: Mapping[str, str] = {TEXT: "plot", CATEGORICAL: "categories", IMAGE: "poster"}
ACCENTS: Mapping[Theme, Mapping[str, str]] = {
    "dark": {TEXT: "#f0b429", CATEGORICAL: "#2dc5b4", IMAGE: "#a091f5", AUDIENCE: "#6aa9f0", IDENTITY: "#8d929c"},
    "light": {TEXT: "#b27708", CATEGORICAL: "#0d7d73", IMAGE: "#6a58cf", AUDIENCE: "#2b6cb0", IDENTITY: "#6b7078"},
}
INK: Mapping[Theme, str] = {"dark": "#ecebe6", "light": "#1b1c1f"}
QUIET: Mapping[Theme, str] = {"dark": "#a3a6ad", "light": "#5d6067"}
RULE: Mapping[Theme, str] = {"dark": "#3a3e47", "light": "#cfcbc0"}
TOTAL: Mapping[Theme, str] = {"dark": "#e6e4dc", "light": "#3a3c42"}


def label(modality: str) -> str:
    """A modality as people read it."""
    return LABELS.get(modality, modality)


def accent(modality: str, theme: Theme) -> str:
    """A modality's colour."""
    return ACCENTS[theme].get(modality, QUIET[theme])
