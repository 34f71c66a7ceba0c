"""Names and colours of the parts of a score, the same on every screen and in every figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from emde_core.modalities.registry import MODALITIES
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, ITSELF, POPULARITY, RELAYED, TEXT, WHOLE

Theme = Literal["light", "dark"]

LABELS: Mapping[str, str] = {kind.name: kind.label for kind in MODALITIES} | {
    COMPANY: "audience",
    RELAYED: "audience of films like it",
    POPULARITY: "popularity",
    ITSELF: "the film itself",
    WHOLE: "the whole film",
}
ACCENTS: Mapping[Theme, Mapping[str, str]] = {
    "dark": {TEXT: "#f0b429", CATEGORICAL: "#2dc5b4", IMAGE: "#c079d8", COMPANY: "#adc4eb", RELAYED: "#e6d9b3"},
    "light": {TEXT: "#b27708", CATEGORICAL: "#0d7d73", IMAGE: "#9635b6", COMPANY: "#32465d", RELAYED: "#604020"},
}
ADDED_ACCENTS: Mapping[Theme, tuple[str, ...]] = {  # of modalities that somebody adds, in the registry's order
    "dark": ("#e2837b", "#7fc97f", "#6aa9f0"),
    "light": ("#b3423a", "#3d7a3d", "#2b6cb0"),
}
INK: Mapping[Theme, str] = {"dark": "#ecebe6", "light": "#1b1c1f"}
QUIET: Mapping[Theme, str] = {"dark": "#a3a6ad", "light": "#5d6067"}
RULE: Mapping[Theme, str] = {"dark": "#3a3e47", "light": "#cfcbc0"}
RIVAL: Mapping[Theme, str] = {"dark": "#747983", "light": "#aaa699"}  # what ours is measured against
TOTAL: Mapping[Theme, str] = {"dark": "#e6e4dc", "light": "#3a3c42"}


def label(part: str) -> str:
    """Return the name of a modality, or of another part of a score, as people read it."""
    return LABELS.get(part, part)


def in_prose(part: str) -> str:
    """Return the name of a part of a score as it stands in a sentence: "the audience"."""
    return label(part) if part in (POPULARITY, ITSELF, WHOLE) else f"the {label(part)}"


def plural(part: str) -> str:
    """Return the plural of a part's name: "plots", "countries"."""
    name = label(part)
    if name.endswith("s"):
        return name
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def accent(part: str, theme: Theme) -> str:
    """Return a part's colour in a theme; a part without one of its own is drawn in quiet ink."""
    accents = ACCENTS[theme]
    if part in accents:
        return accents[part]
    added = [kind.name for kind in MODALITIES if kind.name not in accents]
    return ADDED_ACCENTS[theme][added.index(part) % len(ADDED_ACCENTS[theme])] if part in added else QUIET[theme]
