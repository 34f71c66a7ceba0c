"""The scenes of a presentation, each with what it shows."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.charts.story import growing_rows, growing_takeaway, growing_waterfall
from dashboard.components.poster_lens import poster_lens
from dashboard.look.palette import Theme, label
from dashboard.panels.explore.explanation import CHART, poster_alt
from dashboard.reasons.marks import chips, marked_plot, patches, spoken
from dashboard.reasons.sentence import sentence
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import Evidence, caveat
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.service.story import STEPS, Scene, Step
from dashboard.text.grammar import capital, signed
from dashboard.text.markup import attribute, isolated, table, text, thumbnail
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.schema import CATEGORICAL, IMAGE, LIKE, TEXT

MOST_CHIPS = 6
ROW = 7  # posters; three rows hold many more, smaller


def draw_scene(scene: Scene, why: Explanation, service: Service, posters: Posters, theme: Theme) -> None:
    """One idea, and what shows it."""
    aside = text(" ".join(scene.notes)) if scene.step == "parts" else ""
    st.html(
        f'<div class="scene" data-step="{scene.step}"><p class="kicker">{text(scene.kicker)}</p>'
        f"<h2>{isolated(scene.line)}</h2><p class='aside'>{aside}</p></div>"
    )
    with st.container(key=f"scene-{scene.step}"):
        if scene.step == "viewer":
            st.html(_wall(service, posters))
        elif scene.step == "film":
            _beside(why, posters, f'<p class="spoken">{spoken(sentence(why, service.evidence))}</p>')
        elif scene.step == "parts":
            figure = growing_waterfall(why, scene.shown, theme=theme, evidence=service.evidence)
            alt = growing_takeaway(why, scene.shown, service.evidence)
            st.plotly_chart(figure, key="story-parts", theme=None, config=CHART, alt=alt, height="stretch")
            twin = table("Parts of the log score, in nats", ("", "adds"), growing_rows(why, scene.shown))
            st.html(f'<details class="twin"><summary>The same as a table</summary>{twin}</details>')
        elif scene.step == "evidence":
            _evidence(why, service, posters)
        else:
            _beside(why, posters, "".join(f'<p class="spoken">{text(note)}</p>' for note in scene.notes), scene.gone)


def dots(step: Step) -> str:
    """How far the story is."""
    at = STEPS.index(step)
    marks = "".join(f'<i class="{"here" if k == at else ""}"></i>' for k in range(len(STEPS)))
    return f'<div class="dots" role="img" aria-label="Step {at + 1} of {len(STEPS)}">{marks}</div>'


def _wall(service: Service, posters: Posters) -> str:
    """The history as posters; what was not for the viewer is dimmed, crossed and named so."""
    tiles, history = [], session.state().history
    for name, reaction in history:
        film = service.film(name)
        said = "" if reaction == LIKE else '<span class="not">✕ not for them</span>'
        picture = thumbnail(film.title, pictures.small(posters, film))
        tiles.append(f'<li class="{reaction}">{picture}<span class="name">{isolated(film.title)}</span>{said}</li>')
    rows = 1 + (len(history) > ROW) + (len(history) > 2 * ROW)
    return f'<ul class="wall" style="--rows: {rows}">{"".join(tiles)}</ul>'


def _beside(why: Explanation, posters: Posters, words: str, gone: Film | None = None) -> None:
    """The film's poster, and words beside it; below them the poster of a film that is imagined away."""
    own = _poster(why.film, pictures.large(posters, why.film), f"Poster of {why.film.label}")
    absent = _poster(gone, pictures.small(posters, gone), f"Poster of {gone.label}, taken out") if gone else ""
    below = f'<div class="gone">{absent}</div>' if absent else ""
    st.html(f'<div class="beside">{own}<div>{words}{below}</div></div>')


def _poster(film: Film, picture: str | None, said: str) -> str:
    """A poster that has a name, for a scene whose words need not name its film."""
    if picture is None:
        return thumbnail(film.title, picture)
    return f'<img class="thumb" alt="{attribute(said)}" src="{text(picture)}">'


def _evidence(why: Explanation, service: Service, posters: Posters) -> None:
    """The film taken apart, what adds most first; above it how much that is, and whether it was measured to count."""
    poster, words = st.columns([1, 2], gap="large")
    parts = why.by_part
    with poster:
        picture = pictures.large(posters, why.film)
        shown, doubt = patches(why.regions), capital(caveat(IMAGE, service.evidence)) if why.regions else ""
        alt = poster_alt(why.film.title, why.regions, has_poster=picture is not None, doubt=doubt)
        poster_lens(key="story-lens", title=why.film.title, picture=picture, patches=shown, alt=alt, caveat=doubt)
    with words:
        plot = marked_plot(why.film.plot, why.phrases) if why.film.plot else ""
        read = [(TEXT, why.phrases, plot), (CATEGORICAL, why.categories, _chips(why) if why.categories else "")]
        for modality, atoms, markup in sorted(read, key=lambda each: -abs(parts.get(each[0], 0.0))):
            if markup:
                st.html((_part(modality, parts, service.evidence) if atoms else "") + markup)


def _chips(why: Explanation) -> str:
    common = {(each.category.field, each.category.name) for each in shared_categories(why)}
    return chips(why.categories, MOST_CHIPS, shared=common)


def _part(modality: str, parts: Mapping[str, float], evidence: Evidence) -> str:
    """What a modality adds in all, beside which its strongest words or names look as large as they are."""
    doubt = caveat(modality, evidence)
    said = f"{label(modality)} {signed(parts.get(modality, 0.0))}{doubt and f': {doubt}'}"
    return f'<div class="legend"><span class="key {text(modality)}"><i></i>{text(said)}</span></div>'
