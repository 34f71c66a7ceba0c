"""Custom components: each a folder with its Python, its JavaScript and its style."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
Callback = Callable[[], None]


@cache
def component(name: str, html: str) -> ComponentRenderer:
    """The component in the folder ``name``, whose files are <name>.js and <name>.css, registered once."""
    folder = HERE / name
    common = (HERE / "common.css").read_text(encoding="utf-8")
    style = (folder / f"{name}.css").read_text(encoding="utf-8")
    script = (folder / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"emde.{name}", html=html, css=f"{common}\n{style}", js=script)


def sent(key: str, event: str) -> Any:  # noqa: ANN401 - whatever the browser sent; callers check it
    """What a component has just sent with an event; None if nothing."""
    return getattr(st.session_state.get(key), event, None)


def unheard() -> None:
    """The callback of an event that nobody waits for: Streamlit wants one."""
