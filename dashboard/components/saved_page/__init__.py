"""The program of a saved page: the dashboard's own components, each in its place, linked as they are on Explore."""

from __future__ import annotations

from dashboard.components import Files, files

COMPONENTS = ("focus_bar", "poster_lens", "film_reader", "reason_bars", "band_view", "figure_saver")


def component_files() -> dict[str, Files]:
    """Return what each component of the page is made of, by its name."""
    return {name: files(name) for name in (*COMPONENTS, "saved_page")}


def program() -> str:
    """Return one module that draws the whole page from the data in it."""
    own = [f"const {name} = {_as_value(files(name).script)};" for name in (*COMPONENTS, "saved_page")]
    return "\n".join([*own, f"saved_page({{ {', '.join(COMPONENTS)} }});"])


def _as_value(script: str) -> str:
    """Return a module as an expression, whose value is what it exports."""
    return f"(() => {{\n{script.replace('export default function', 'return function')}\n}})()"
