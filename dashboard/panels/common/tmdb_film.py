"""A film's trailer, and where to watch it, from TMDB; and posters that arrive from there after the page is drawn."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import tmdb_access
from dashboard.browser.page import draw_html
from dashboard.panels.common.background import arrived
from dashboard.panels.common.choosers import draw_list
from dashboard.panels.common.panel import panel
from dashboard.text.grammar import name_list, shorten
from dashboard.text.markup import Markup, element, fine, image, isolated, items, join, strong
from dashboard.tmdb.errors import TmdbError
from dashboard.tmdb.film_facts import FilmFacts, Offers, Setup
from emde_core.data.catalogue import Film

FILM_PULSE, POSTER_PULSE, COUNTRY = "tmdb-film-pulse", "tmdb-poster-pulse", "tmdb-country-choice"
MOST, LONGEST = 12, 40  # names in a line, and letters of each
POPOVER = 300  # pixels
SITE = "https://www.themoviedb.org"
MARK = f"{SITE}/assets/v4/logos/v2/blue_short-8e7b30f73a4020692ccca9c88bafe5dcb6f8a62a4c6bc55cd9ba82bb2cd95f6c.svg"
NOTICE = "This product uses the TMDB API but is not endorsed or certified by TMDB."  # as TMDB asks for it
SOURCE = "Where to watch is known by JustWatch, and comes by way of TMDB. "
OUR_POSTER = "This is our own poster, which the model reads and highlights are about. The small ones are TMDB’s."
NO_ID = "TMDB is not asked about this film, whose id there is not known."


@panel("What TMDB says of the film")
def draw_tmdb_film(film: Film, *, has_lens: bool = False) -> None:
    """Draw a film's trailer and where to watch it; nothing where the session does not use TMDB.

    Args:
        film: any of the catalogue's.
        has_lens: whether our own poster is beside it with highlights, which is to be said where others are TMDB's.
    """
    if tmdb_access.lookups() is not None:
        with st.container(key="tmdb-film"):
            _draw_film(film, has_lens and tmdb_access.shows_real_posters())


@st.fragment
@panel("What TMDB says of the film")
def _draw_film(film: Film, differs_from_lens: bool) -> None:
    """Draw what there is, and look again when it has arrived."""
    here = tmdb_access.lookups()
    facts = here.film(film) if here else None
    if here is None or facts is None:
        draw_html(fine(NO_ID))
        return
    setup = here.setup()
    if not arrived(facts, setup, key=FILM_PULSE):
        draw_html(fine("Asking TMDB …"))
        return
    try:
        _draw_facts(facts.result(), setup.result())
    except TmdbError as error:
        draw_html(fine(str(error), role="status"))
        return
    if differs_from_lens:
        draw_html(fine(OUR_POSTER))


def _draw_facts(facts: FilmFacts, setup: Setup) -> None:
    if facts.trailer:
        st.link_button("Trailer ↗", facts.trailer, width="stretch")
    with st.popover("Where to watch", width="stretch"), st.container(width=POPOVER):
        _draw_offers(facts, setup)


def _draw_offers(facts: FilmFacts, setup: Setup) -> None:
    code = tmdb_access.country()
    codes = sorted({*setup.countries, code}, key=lambda each: setup.countries.get(each, each))
    draw_list(
        "Country",
        codes,
        code,
        key=COUNTRY,
        label=lambda each: setup.countries.get(each, each),
        take=tmdb_access.take_country,
    )
    offers = facts.offers.get(code)
    if offers is None:
        draw_html(fine("Nobody is known to offer it there."))
    else:
        draw_html(offer_list(offers))
        if offers.page:
            st.link_button("Prices and links, at TMDB ↗", offers.page)
    draw_html(credit(SOURCE))


def offer_list(offers: Offers) -> Markup:
    """List who offers a film, a line for each way to watch it."""
    return items((join(strong(f"{way}: "), isolated(_names(names))) for way, names in offers.ways), class_="offers")


def _names(names: tuple[str, ...]) -> str:
    rest = len(names) - MOST
    visible = [shorten(name, LONGEST) for name in names[:MOST]]
    return name_list([*visible, f"{rest} more"] if rest > 0 else visible)


def credit(*sources: str) -> Markup:
    """Name TMDB as its terms ask: its mark, smaller than our own name, and its sentence."""
    mark = element("a", image(MARK, "TMDB"), href=SITE, target="_blank", rel="noreferrer", class_="tmdb")
    return fine(mark, " ", *sources, NOTICE)


@st.fragment
@panel("TMDB’s posters")
def draw_late_posters() -> None:
    """Draw the page again once TMDB's posters on it are known; nothing where none is waited for."""
    late = tmdb_access.late_answers()
    if late and arrived(*late, key=POSTER_PULSE):
        tmdb_access.forget_late_answers()
        st.rerun()
