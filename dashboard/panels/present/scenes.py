"""The scenes of a presentation, each with what it shows."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.browser.page import draw_html
from dashboard.charts.growing_waterfall import growing_rows, growing_takeaway, growing_waterfall
from dashboard.components.poster_lens import poster_lens
from dashboard.look.palette import Theme, label
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.explore.explanation import film_lens
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.marks import explanation_chips, marked_plot, sentence_html
from dashboard.reasons.sentence import sentence
from dashboard.reasons.sureness import ContentEvidence, caveat
from dashboard.service.posters import Posters
from dashboard.service.presentation import CHAPTERS, Chapter, Scene
from dashboard.service.service import Service
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, element, isolated, join, legend_key, table, thumbnail
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.schema import CATEGORICAL, LIKE, TEXT

MOST_CHIPS = 6
ROW = 7  # posters; three rows hold many more, smaller


def draw_scene(scene: Scene, why: Explanation, service: Service, posters: Posters, theme: Theme) -> None:
    """Draw one idea, and what shows it."""
    aside = element("p", " ".join(scene.notes) if scene.chapter == "parts" else "", class_="aside")
    draw_html(scene_head(scene.kicker, isolated(scene.line), aside, data_step=scene.chapter))
    with st.container(key=f"scene-{scene.chapter}"):
        if scene.chapter == "viewer":
            draw_html(_wall(service, posters))
        elif scene.chapter == "film":
            words = element("p", sentence_html(sentence(why, service.evidence)), class_="spoken")
            draw_html(_beside(why, posters, words))
        elif scene.chapter == "parts":
            figure = growing_waterfall(why, scene.visible_parts, theme=theme, evidence=service.evidence)
            alt = growing_takeaway(why, scene.visible_parts, service.evidence)
            draw_figure(figure, "story-parts", alt, height="stretch")
            rows = growing_rows(why, scene.visible_parts)
            draw_twin(table("Parts of the log score, in nats", ("", "adds"), rows))
        elif scene.chapter == "evidence":
            _evidence(why, service, posters)
        else:
            notes = (element("p", each, class_="spoken") for each in scene.notes)
            draw_html(_beside(why, posters, join(*notes), scene.removed_film))


def scene_head(kicker: str, line: str, *more: Markup, **attributes: str) -> Markup:
    """Write a scene's one line, and above it what the scene is."""
    return element(
        "div", element("p", kicker, class_="kicker"), element("h2", line), *more, class_="scene", **attributes
    )


def dots(chapter: Chapter) -> Markup:
    """Show how far the story is."""
    at = CHAPTERS.index(chapter)
    marks = (element("i", class_="here" if place == at else "") for place in range(len(CHAPTERS)))
    return element("div", *marks, class_="dots", role="img", aria_label=f"Step {at + 1} of {len(CHAPTERS)}")


def _wall(service: Service, posters: Posters) -> Markup:
    """Show the history as posters; what was not for the viewer is dimmed, crossed and named so."""
    tiles, history = [], session.state().history
    for film_id, reaction in history:
        film = service.film(film_id)
        poster = thumbnail(film.title, pictures.small(posters, film))
        name = element("span", isolated(film.title), class_="name")
        words = "" if reaction == LIKE else element("span", "✕ not for them", class_="not")
        tiles.append(element("li", poster, name, words, class_=reaction))
    rows = 1 + (len(history) > ROW) + (len(history) > 2 * ROW)
    return element("ul", *tiles, class_="wall", style=f"--rows: {rows}")


def _beside(why: Explanation, posters: Posters, words: Markup, removed_film: Film | None = None) -> Markup:
    """Show the film's poster, and words beside it; below them the poster of a film that is imagined away."""
    own = thumbnail(why.film.title, pictures.large(posters, why.film), f"Poster of {why.film.label}")
    below: str = ""
    if removed_film:
        alt = f"Poster of {removed_film.label}, taken out"
        poster = thumbnail(removed_film.title, pictures.small(posters, removed_film), alt)
        below = element("div", poster, class_="gone")
    return element("div", own, element("div", words, below), class_="beside")


def _evidence(why: Explanation, service: Service, posters: Posters) -> None:
    """Take the film apart, what adds most first; above it how much that is, and whether it was measured to count."""
    poster, words = st.columns([1, 2], gap="large")
    parts = why.by_part
    with poster:
        picture = pictures.large(posters, why.film)
        poster_lens(film_lens(why, linked_views(why, None), service.evidence, picture), key="story-lens")
    with words:
        plot = marked_plot(why.film.plot, why.phrases) if why.film.plot else None
        chips = explanation_chips(why, MOST_CHIPS) if why.categories else None
        pieces = [(TEXT, why.phrases, plot), (CATEGORICAL, why.categories, chips)]
        for modality, atoms, piece in sorted(pieces, key=lambda each: -abs(parts.get(each[0], 0.0))):
            if piece is not None:
                draw_html(*([_part(modality, parts, service.evidence)] if atoms else []), piece)


def _part(modality: str, parts: Mapping[str, float], evidence: ContentEvidence) -> Markup:
    """Write what a modality adds in all, beside which its strongest words or names look as large as they are."""
    doubt = caveat(modality, evidence)
    words = f"{label(modality)} {with_sign(parts.get(modality, 0.0))}{doubt and f': {doubt}'}"
    return element("div", legend_key(modality, words), class_="legend")
