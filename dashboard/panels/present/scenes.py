"""The slides of a presentation: the words on top, and what is drawn below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.panels.present import bands, changes, film, reading, swap, walls
from dashboard.panels.present.closing import closing
from dashboard.panels.present.letters import headline_scale
from dashboard.service.posters import Posters
from dashboard.service.presentation import Scene
from dashboard.service.story import Chapter, Story
from dashboard.text.markup import Markup, element, isolated

Picture = Callable[[Story, Posters], Markup]
PICTURES: Mapping[Chapter, Picture] = {
    "history": walls.history_wall,
    "recommendations": walls.recommendation_wall,
    "reasons": film.reasons,
    "threads": bands.bands,
    "marks": film.marks,
    "reading": lambda story, _: reading.reading(story),
    "changes": changes.changes,
    "swap": lambda story, _: swap.swap_test(story),
}


@panel("This slide")
def draw_scene(scene: Scene, story: Story, posters: Posters, address: str) -> None:
    """Draw a slide; ``address`` is where the closing one leads, "" where it leads nobody else."""
    draw_html(scene_head(scene.kicker, isolated(scene.line), data_step=scene.chapter, style=headline_scale(scene.line)))
    with st.container(key="slide"):
        if scene.chapter == "link":
            draw_html(closing(story, posters, address))
        else:
            draw_html(PICTURES[scene.chapter](story, posters))


def scene_head(kicker: str, line: str, **attributes: str) -> Markup:
    """Write a scene's one line, and above it what the scene is."""
    return element(
        "div",
        element("p", kicker, class_="kicker"),
        element("h2", line, style=headline_scale(line)),
        class_="scene",
        **attributes,
    )


def dots(at: int, count: int) -> Markup:
    """Show how far the story is."""
    marks = (element("i", class_="here" if place == at else "") for place in range(count))
    return element("div", *marks, class_="dots", role="img", aria_label=f"Slide {at + 1} of {count}")
