"""The effect of each wish in words: how far what was asked for moved, and what moved beside it."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis.wish_effects import WishEffect
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.panels.explore.wishes import wish_title
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital
from dashboard.text.markup import Markup, element, fine, heading
from emde_core.data.catalogue import Catalogue
from emde_core.history import History


@panel("What your wishes do")
def draw_wish_effects(service: Service, history: History) -> None:
    """Draw a sentence for each wish; nothing for a history without any."""
    if not history.wishes:
        return
    catalogue = service.model.catalogue
    lines = [
        element("div", element("p", effect_words(effect, catalogue)), *_beside(effect), class_="effect")
        for effect in service.wish_effects(history)
    ]
    if lines:
        draw_html(heading("What your wishes did"), element("div", *lines, role="status"))


def effect_words(effect: WishEffect, catalogue: Catalogue) -> str:
    """Say how far films moved: "More of War: films with it rise; the middle one of the 12 from 80 to 20, of 591"."""
    wish, films = effect.wish, effect.asked
    name = capital(f"{'more' if wish.weight > 0 else 'less'} of {isolate(wish_title(wish, catalogue))}")
    if not films:
        return f"{name}: every film with it is in your history."
    before, after = map(int, effect.medians)
    way = "rise" if after < before else "fall" if after > before else "stay"
    if len(films) == 1:
        title = isolate(films[0].film.title)
        return f"{name}: {title} {way}s, from {before} to {after} of {effect.count}."
    return (
        f"{name}: films with it {way}; the middle one of the {len(films)} from {before} to {after}, of {effect.count}."
    )


def _beside(effect: WishEffect) -> Iterator[Markup]:
    """Write which other films moved most."""
    if effect.beside:
        moves = (f"{isolate(move.film.title)}, from {move.before} to {move.after}" for move in effect.beside)
        yield fine(f"Of the other films these moved most: {'; '.join(moves)}.")
