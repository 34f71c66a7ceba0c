"""The slide of two films: the explained one and one of the history, and the bands between them."""

from __future__ import annotations

from dashboard.analysis.bands import Band, largest
from dashboard.analysis.spots import ALL_ELSE
from dashboard.analysis.two_films import LESS_ALIKE
from dashboard.browser import pictures
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list, rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, isolated, strong, thumbnail
from emde_core.data.catalogue import Film
from emde_core.schema import CATEGORICAL, TEXT

LONGEST = 34  # letters of a name
FEWER = "less alike than two films usually are"


def bands(story: Story, posters: Posters) -> Markup:
    """Show both posters, and bands between them as thick as what they add."""
    two = story.bands
    most = largest(band.weight for band in two.bands)
    rows = (_band(band, abs(band.weight) / most) for band in two.bands if band.name)  # too slight for one: left out
    total = _total([band.weight for band in two.bands], two.contribution)
    scope = ""
    if len(story.history) + len(story.history.wishes) > 1:
        scope = element("p", f"What {isolate(shorten(two.film.title, LONGEST))} alone adds", class_="scope")
    middle = element("div", scope, element("ul", *rows), total, class_="words")
    return element("div", _poster(two.film, posters), middle, _poster(story.why.film, posters), class_="pair")


def _band(band: Band, thickness: float) -> Markup:
    words = isolated(shorten(band.name, LONGEST)), " ", strong(with_sign(band.weight)), _behind(band)
    kind = "against" if band.weight < 0 else "for"
    strip = element("i", class_=kind, style=f"--thick: {thickness:.5f}", data_value=repr(band.weight))
    return element("li", element("span", *words, class_="name"), strip, class_=band.part or "several")


def _behind(band: Band) -> Markup | str:
    """Say what a band of all else is made of: its strongest names or words in both films, or that there are fewer."""
    if band.weight < 0:
        return element("small", FEWER) if band.words == LESS_ALIKE else ""
    names = [_quoted(pair.own.text, band.part) for pair in band.pairs if pair.own.text != ALL_ELSE and pair.weight > 0]
    if band.is_shared or band.part not in (TEXT, CATEGORICAL) or not names:
        return ""
    return element("small", f"such as {name_list(names)}")


def _quoted(text: str, part: str) -> str:
    return isolate(f"“{text}”" if part == TEXT else text)


def _total(values: list[float], total: float) -> Markup:
    """Write what the history film adds in all."""
    words = strong(f"= {with_sign(total)}"), rounding_note(values, total)
    return element("p", *words, class_="total", data_score=repr(total))


def _poster(film: Film, posters: Posters) -> Markup:
    return thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
