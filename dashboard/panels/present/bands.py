"""The slide of two films: the explained one and one of the history, and the bands between them."""

from __future__ import annotations

from dashboard.analysis.bands import Band, largest
from dashboard.browser import pictures
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, isolated, strong, thumbnail
from emde_core.data.catalogue import Film

LONGEST = 34  # letters of a name


def bands(story: Story, posters: Posters) -> Markup:
    """Show both posters, and bands between them as thick as what they add."""
    two = story.bands
    most = largest(band.weight for band in two.bands)
    rows = (_band(band, abs(band.weight) / most) for band in two.bands)
    total = _total([band.weight for band in two.bands], two.contribution)
    scope = ""
    if len(story.history) + len(story.history.wishes) > 1:
        scope = element("p", f"What {isolate(shorten(two.film.title, LONGEST))} alone adds", class_="scope")
    middle = element("div", scope, element("ul", *rows), total, class_="words")
    return element("div", _poster(two.film, posters), middle, _poster(story.why.film, posters), class_="pair")


def _band(band: Band, thickness: float) -> Markup:
    name = element("span", isolated(shorten(band.name, LONGEST)), " ", strong(with_sign(band.weight)), class_="name")
    kind = "against" if band.weight < 0 else "for"
    strip = element("i", class_=kind, style=f"--thick: {thickness:.5f}", data_value=repr(band.weight))
    return element("li", name, strip, class_=band.part or "several")


def _total(values: list[float], total: float) -> Markup:
    """Write what the history film adds in all."""
    words = strong(f"= {with_sign(total)}"), rounding_note(values, total)
    return element("p", *words, class_="total", data_score=repr(total))


def _poster(film: Film, posters: Posters) -> Markup:
    return thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
