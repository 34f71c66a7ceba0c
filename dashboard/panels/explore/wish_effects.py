"""The effect of each wish in words: how far what was asked for moved, and what moved beside it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.analysis.wish_effects import WishEffect
from dashboard.browser import session
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.panels.explore.wishes import wish_title
from dashboard.reasons.accidents import is_for_name
from dashboard.reasons.entries import wish_words
from dashboard.service.service import Service
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, shorten
from dashboard.text.markup import element, fine, heading, plain_in_markdown
from emde_core.data.catalogue import Catalogue
from emde_core.history import REGION, History, Wish
from emde_core.schema import POPULARITY, FilmId

LONGEST = 28  # letters of a title: on a phone the ranks are to be seen beside it
ACCIDENT = "by accident"
ELSE = "What else moved"
BESIDE = "Of the other films these moved most; choose one to see its reasons."
LIKENESS = " What a film has may be close in sense to the wish, or share buckets with it by accident."
ACCIDENTS = f" None of them has what is wished for; {ACCIDENT}: the model takes another name for it now and then."


@panel("What your wishes do")
def draw_wish_effects(service: Service, history: History) -> None:
    """Draw a sentence for each wish; nothing for a history without any."""
    if not history.wishes:
        return
    catalogue = service.model.catalogue
    for place, effect in enumerate(service.wish_effects(history)):
        lines = element("div", element("p", effect_words(effect, catalogue), class_="effect"), role="status")
        draw_html(*([] if place else [heading("What your wishes did")]), lines)
        _draw_beside(effect)


def effect_words(effect: WishEffect, catalogue: Catalogue) -> str:
    """Say how far films moved: "More of War: of 12 such films the middle one rises from 80 to 20 of 591"."""
    wish, films = effect.wish, effect.asked
    name = capital(_with_film(wish, catalogue) if wish.kind == REGION else wish_words(wish))
    if not films:
        return f"{name}: every film with it is in your history."
    before, after = map(int, effect.medians)
    way = f"rises from {before} to" if after < before else f"falls from {before} to" if after > before else "stays at"
    which = isolate(films[0].film.title) if len(films) == 1 else f"of {len(films)} such films the middle one"
    return f"{name}: {which} {way} {after} of {effect.count}."


def _with_film(wish: Wish, catalogue: Catalogue) -> str:
    """Return a wish for a region with the film whose poster it is of."""
    return f"{'more' if wish.weight > 0 else 'less'} of {wish_title(wish, catalogue)}"


def _draw_beside(effect: WishEffect) -> None:
    """Draw which other films moved most, each a button that leads to its explanation."""
    if not effect.beside:
        return
    with st.expander(ELSE), st.container(key=f"beside-{effect.wish.key}"):
        draw_html(fine(f"{BESIDE}{_why_beside(effect)}"))
        for move in effect.beside:
            how = f", {ACCIDENT}" if move.by_accident else ""
            title = plain_in_markdown(isolate(shorten(move.film.title, LONGEST)))
            words = f"{title}, from {move.before} to {move.after}{how}"
            select = partial(_select, move.film.id)
            st.button(words, key=f"beside-{effect.wish.key}-{move.film.id}", on_click=guard(select))


def _why_beside(effect: WishEffect) -> str:
    """Say what it takes to be moved by a wish without having what it is for; "" for popularity, which all films have.

    Where no film is moved by accident, nothing is to be said of names: a film that has them not is moved by that.
    """
    if is_for_name(effect.wish):
        return ACCIDENTS if any(move.by_accident for move in effect.beside) else ""
    return "" if effect.wish.kind == POPULARITY else LIKENESS


def _select(film_id: FilmId) -> None:
    session.replace_state(session.state().select(film_id))
