"""Custom components: each a folder with its Python, its HTML, its JavaScript and its style."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.browser.boundary import guard

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
IMPORT = re.compile(r'^import (\{.*?\}) from "\.\./common\.js";$', re.MULTILINE | re.DOTALL)
Callback = Callable[[], None]


@dataclass(frozen=True)
class Files:
    """The content of a component's files: its HTML, its style sheet, and its script with common.js inside."""

    html: str
    style: str
    script: str


@cache
def component(name: str) -> ComponentRenderer:
    """Return the component in the folder ``name``, registered once. What it calls is guarded."""
    own = files(name)
    draw = st.components.v2.component(f"emde.{name}", html=own.html, css=own.style, js=own.script)

    @wraps(draw)
    def draw_guarded(**options: Any) -> Any:  # noqa: ANN401 - those of every component
        guarded = {option: guard(take) for option, take in options.items() if option.startswith("on_")}
        return draw(**options | guarded)

    return draw_guarded


def files(name: str) -> Files:
    """Return what the component in the folder ``name`` is made of: <name>.html, .css where there is one, and .js."""
    folder = HERE / name
    sheets = [path for path in (HERE / "common.css", folder / f"{name}.css") if path.exists()]
    return Files(
        html=_read(folder / f"{name}.html"),
        style="\n".join(_read(sheet) for sheet in sheets),
        script=bundle(_read(folder / f"{name}.js"), _read(HERE / "common.js")),
    )


def bundle(script: str, common: str) -> str:
    """Return a module with what it imports from common.js inside: Streamlit takes one script, with no file beside it.

    >>> print(bundle('import { half } from "../common.js";', "export const half = 0.5;"))
    const { half } = (() => {
    const half = 0.5;
    return { half };
    })();
    """
    body = re.sub(r"^export ", "", common, flags=re.MULTILINE)
    return IMPORT.sub(lambda names: f"const {names[1]} = (() => {{\n{body}\nreturn {names[1]};\n}})();", script)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def plain(value: Any) -> Any:  # noqa: ANN401 - anything that JSON can hold, and dataclasses of it
    """Return dataclasses as dictionaries, at any depth. ``dataclasses.asdict`` copies what it finds, which takes long.

    >>> plain((Files("<p>", style="", script=""), 0.5))
    [{'html': '<p>', 'style': '', 'script': ''}, 0.5]
    """
    if is_dataclass(value):
        return {name: plain(each) for name, each in vars(value).items()}
    return [plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def event_value(key: str, event: str) -> Any:  # noqa: ANN401 - anything at all; callers check it
    """Return what a component sends with an event in this run; None if nothing."""
    return getattr(st.session_state.get(key), event, None)


def ignore() -> None:
    """Do nothing about an event that nobody waits for: Streamlit wants a callback."""
