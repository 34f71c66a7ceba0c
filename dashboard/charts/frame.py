"""Layout, ink and hatching that all figures share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.look.palette import INK, QUIET, RULE, Theme

CLEAR = "rgba(0,0,0,0)"
RECEDED = 0.22  # opacity of what is not in focus
FONT = "'Source Sans', system-ui, sans-serif"
LETTER = 6.7  # pixels of an average letter; Plotly's own measuring draws every figure twice
BARE: Mapping[str, Any] = {"fixedrange": True, "showgrid": False, "zeroline": False}  # an axis without lines


def hatching(values: Sequence[float]) -> dict[str, Any]:
    """Return the hatching of bars: what speaks against is hatched, so that the sign never shows by colour alone."""
    return {"shape": ["/" if value < 0 else "" for value in values], "size": 5, "solidity": 0.45}


def tint(colour: str, lit: bool) -> str:
    """Return a hex colour as it is, or faint where something else is in focus."""
    if lit:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{RECEDED})"


def layout(theme: Theme, height: int) -> dict[str, Any]:
    """Return what all figures have in common: clear ground, quiet ink, no chrome.

    Args:
        theme: of the page.
        height: in pixels.
    """
    return {
        "height": height,
        "margin": {"l": 0, "r": 14, "t": 14, "b": 26},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": QUIET[theme], "size": 13, "family": FONT},
        "hoverlabel": {"font": {"size": 13}},
        "showlegend": False,
        "dragmode": False,
        "template": {},  # the default one is 7 KB that nothing here needs
    }


def dotted_axis(theme: Theme) -> dict[str, Any]:
    """Return an axis with a dotted grid."""
    return {"fixedrange": True, "zeroline": False, "gridcolor": RULE[theme], "griddash": "dot"}


def category_axis(keys: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    """Return an axis of rows, the first at the top, each by its key and with its name."""
    order = {"type": "category", "categoryorder": "array", "categoryarray": list(keys)[::-1]}
    return order | {"tickvals": list(keys), "ticktext": list(names), "fixedrange": True}


def axis_title(words: str) -> dict[str, Any]:
    """Return an axis's title."""
    return {"title": {"text": words, "font": {"size": 13}}}


def names_margin(names: Iterable[str]) -> float:
    """Return the pixels that names to the left of rows need."""
    return 16 + LETTER * max(map(len, names), default=0)


def note(words: str, theme: Theme, place: Mapping[str, Any], size: int | None = None) -> dict[str, Any]:
    """Return words at a place of a figure, without an arrow."""
    font = {"color": INK[theme]} | ({"size": size} if size else {})
    return {"text": words, "showarrow": False, "font": font, **place}


def beside_row(words: str, row: int, shift: int, theme: Theme, size: int | None = None) -> dict[str, Any]:
    """Return words to the right of a row, ``shift`` pixels from the figure's edge."""
    place = {"xref": "paper", "x": 1, "y": row, "xanchor": "left", "yanchor": "middle", "xshift": shift}
    return note(words, theme, place, size)


def heading(words: str, left: float, top: float, theme: Theme) -> dict[str, Any]:
    """Return words above a picture, from its left edge; places are shares of the figure."""
    place = {"xref": "paper", "yref": "paper", "x": left, "y": top, "xanchor": "left", "yanchor": "bottom"}
    return note(words, theme, place, 13)


def labelled_marks(
    x: Sequence[Any], y: Sequence[Any], words: Sequence[str], position: str, theme: Theme, size: int = 12
) -> dict[str, Any]:
    """Return marks with words beside them; words may stand beyond the axes."""
    place = {"x": list(x), "y": list(y), "text": list(words), "textposition": position, "cliponaxis": False}
    return {"type": "scatter", "mode": "markers+text", "textfont": {"size": size, "color": INK[theme]}, **place}


def whiskers(means: Sequence[float], lows: Sequence[float], highs: Sequence[float], theme: Theme) -> dict[str, Any]:
    """Return error bars from intervals around means."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - mean for mean, high in zip(means, highs, strict=True)],
        "arrayminus": [mean - low for mean, low in zip(means, lows, strict=True)],
        "thickness": 1.5,
        "width": 4,
        "color": QUIET[theme],
    }
