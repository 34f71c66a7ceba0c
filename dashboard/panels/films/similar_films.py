"""Films like one, by content and by company: two rows of posters with their numbers."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.browser.page import draw_html
from dashboard.components.poster_grid import Tile, picked_film_id, poster_grid
from dashboard.look.palette import label
from dashboard.panels.common.panel import panel
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, fine, heading, join, legend
from emde_core.data.catalogue import Film
from emde_core.explain.ranks import Recommendation
from emde_core.recommender import SimilarBy
from emde_core.schema import COMPANY

COUNT = 12
CONTENT_ORDER = (
    "The number, in nats, is what one like of this film adds to another’s score by likeness alone, before the audience "
    "has its say: +0.69 makes that twice as likely to be liked. A strip shows what it is made of."
)
COMPANY_ORDER = "Those come first that liking this film speaks for most beyond what content says."


@panel("Films like this one")
def draw_similar_films(film: Film, service: Service, posters: Posters) -> None:
    """Draw both rows, as far as liking the film speaks for any; nothing by a model that tells no parts."""
    if not service.reads_content:
        return
    words = join(fine(CONTENT_ORDER), legend(service.model.modalities))
    _draw_row(film, "content", "Films that are like it", words, service, posters)
    if not service.model.content_alone:
        liked, _ = service.liked_together(film.id, film.id)
        if liked:
            words = fine(f"How many of the {liked:,} viewers who liked this film liked each. {COMPANY_ORDER}")
            _draw_row(film, "company", f"Liked by the same {label(COMPANY)}", words, service, posters)


def _draw_row(film: Film, by: SimilarBy, name: str, words: Markup, service: Service, posters: Posters) -> None:
    similar = [each for each in service.similar(film.id, by, COUNT) if each.score > 0]
    if not similar:
        return
    key = f"similar-{by}-{film.id}"
    tiles = [_tile(each, film, by, service, posters) for each in similar]
    scale = max(sum(abs(value) for value in each.by_part.values()) for each in similar)

    def take() -> None:
        if (film_id := picked_film_id(key)) is not None:
            session.replace_state(session.state().open_page(film_id))

    with st.container(key=f"similar-{by}", gap="small"):
        draw_html(heading(name, level=3, spaced=True), words)
        label = f"{name}: choose one to read about it"
        poster_grid(tiles, key=key, label=label, scale=scale, on_pick=take, columns=(COUNT, COUNT // 2))


def _tile(each: Recommendation, film: Film, by: SimilarBy, service: Service, posters: Posters) -> Tile:
    if by == COMPANY:
        both, liked = service.liked_together(film.id, each.film.id)
        number, words = f"{both:,} of {liked:,}", f"liked by {both} of the {liked} who liked {film.title}"
    else:
        number = with_sign(each.score)
        # What adds 0 exactly is a modality that one of the two lacks
        words = ", ".join(f"{label(part)} {with_sign(value)}" for part, value in each.by_part.items() if value)
    return Tile(
        id=each.film.id,
        title=each.film.title,
        label=f"{each.film.label}, {words}",
        picture=pictures.cover(posters, each.film),
        badge=number,
        segments=() if by == COMPANY else tuple(each.by_part.items()),  # the number counts viewers
    )
