"""A history in one line of small posters, for screens that do not edit it."""

from __future__ import annotations

from dashboard.browser import pictures, screens
from dashboard.browser.page import draw_html
from dashboard.panels.common.panel import panel
from dashboard.reasons.entries import wish_words
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.markup import Markup, element, image, isolated
from emde_core.data.catalogue import Film
from emde_core.history import History
from emde_core.schema import DISLIKE, Reaction

MOST = 16  # posters in a strip; the rest are counted
NOT_FOR_ME = "not for me"


def history_strip(history: History, service: Service, posters: Posters) -> Markup:
    """Show the films as small posters, those that were not for the viewer marked by a cross."""
    films = [_item(service.film(film), reaction, posters) for film, reaction in list(history)[:MOST]]
    if len(history) > MOST:
        films.append(element("li", f"+{len(history) - MOST}", class_="rest"))
    wishes = (element("li", wish_words(wish), class_="wish") for wish in history.wishes)
    return element("ul", *films, *wishes, class_="strip", aria_label="This history")


def _item(film: Film, reaction: Reaction, posters: Posters) -> Markup:
    is_liked = reaction != DISLIKE
    words = film.label if is_liked else f"{film.label}, {NOT_FOR_ME}"
    address = pictures.cover(posters, film)
    picture = image(address, words) if address else element("span", isolated(film.title))
    return element("li", picture, class_=None if is_liked else "not", title=words)


@panel("The history")
def draw_history_strip(history: History, service: Service, posters: Posters, owner: str = "") -> None:
    """Draw a history and the way to where it can be changed; ``owner`` is a sample's, "" for the session's own."""
    has_crosses = any(reaction == DISLIKE for _, reaction in list(history)[:MOST])
    legend = [element("p", f"✕ {NOT_FOR_ME}", class_="crosses")] if has_crosses else []
    draw_html(history_strip(history, service, posters), *legend, width="content")
    label = "Build your own on Explore" if owner else "Change it on Explore"
    screens.screen_button(label, screens.EXPLORE, key="change-history")
