"""The program of a saved page: the dashboard's own components, each in its place, linked as they are on Explore."""

from __future__ import annotations

from dashboard.components import SAVED_PAGE, Files, files, scripts

COMPONENTS = ("focus_bar", "poster_lens", "film_reader", "reason_bars", "band_view", "figure_saver")


def component_files() -> dict[str, Files]:
    """Return what each component of the page is made of, by its name."""
    return {name: files(name) for name in (*COMPONENTS, SAVED_PAGE)}


def program() -> str:
    """Return one module that draws the whole page from the data in it."""
    return f"const components = {scripts((*COMPONENTS, SAVED_PAGE))};\ncomponents.{SAVED_PAGE}(components);"
