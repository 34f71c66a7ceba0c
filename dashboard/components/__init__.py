"""Custom components: each a folder with its Python, its HTML, its JavaScript and its style.

Streamlit sends what a component is made of with all that is drawn with it. The scripts are most of that, so all of them
stand in the head of the page (``program``), and Streamlit is given a line that finds the one there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, is_dataclass
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.browser.boundary import guard

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).parent
SAVED_PAGE = "saved_page"  # is drawn where there is no server
IMPORT = re.compile(r'^import \{.*?\} from "\.\./common\.js";$', re.MULTILINE | re.DOTALL)
OWN = "export default globalThis.emdeComponents.{name};"  # a component's script, as Streamlit is given it
Callback = Callable[[], None]


@dataclass(frozen=True)
class Files:
    """The content of a component's files: its HTML and its style sheet."""

    html: str
    style: str


@cache
def component(name: str) -> ComponentRenderer:
    """Return the component in the folder ``name``, registered once. What it calls is guarded."""
    own = files(name)
    draw = st.components.v2.component(f"emde.{name}", html=own.html, css=own.style, js=OWN.format(name=name))

    @wraps(draw)
    def draw_guarded(**options: Any) -> Any:  # noqa: ANN401 - those of every component
        guarded = {option: guard(take) for option, take in options.items() if option.startswith("on_")}
        return draw(**options | guarded)

    return draw_guarded


def files(name: str) -> Files:
    """Return what the component in the folder ``name`` is made of: <name>.html, and .css where there is one."""
    folder = HERE / name
    sheets = [path for path in (HERE / "common.css", folder / f"{name}.css") if path.exists()]
    return Files(html=_read(folder / f"{name}.html"), style="\n".join(_read(sheet) for sheet in sheets))


def program() -> str:
    """Return a program with the scripts of all components, for the head of the page."""
    names = sorted(path.parent.name for path in HERE.glob("*/__init__.py"))
    return f"globalThis.emdeComponents = {scripts(name for name in names if name != SAVED_PAGE)};"


def scripts(names: Iterable[str]) -> str:
    """Return the scripts of components as an expression: an object of what each exports, by its name."""
    each = (f"{name}: {as_value(_read(HERE / name / f'{name}.js'))}" for name in names)
    common = re.sub(r"^export ", "", _read(HERE / "common.js"), flags=re.MULTILINE)
    return "\n".join(("(() => {", '"use strict";', common, "return {", ",\n".join(each), "};", "})()"))


def as_value(script: str) -> str:
    """Return a module as an expression, whose value is what it exports; it stands where names of common.js are known.

    >>> print(as_value("export default function (options) { draw(options); }"))
    (() => {
    return function (options) { draw(options); }
    })()
    """
    own = IMPORT.sub("", script).replace("export default function", "return function")
    return f"(() => {{\n{own}\n}})()"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def plain(value: Any) -> Any:  # noqa: ANN401 - anything that JSON can hold, and dataclasses of it
    """Return dataclasses as dictionaries, at any depth. ``dataclasses.asdict`` copies what it finds, which takes long.

    >>> plain((Files("<p>", style=""), 0.5))
    [{'html': '<p>', 'style': ''}, 0.5]
    """
    if is_dataclass(value):
        return {name: plain(each) for name, each in vars(value).items()}
    return [plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def event_value(key: str, event: str) -> Any:  # noqa: ANN401 - anything at all; callers check it
    """Return what a component sends with an event in this run; None if nothing."""
    return getattr(st.session_state.get(key), event, None)


def ignore() -> None:
    """Do nothing about an event that nobody waits for: Streamlit wants a callback."""
