"""The slide of threads: the explained film and a history film, and between them what both have, a band each."""

from __future__ import annotations

from dashboard.analysis.strands import REST, WHOLE
from dashboard.browser import pictures
from dashboard.look.palette import label
from dashboard.reasons.entries import parts_of
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.grammar import rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, isolated, strong, thumbnail
from emde_core.data.catalogue import Film
from emde_core.schema import COMPANY, RELAYED

LONGEST = 30  # letters of a name
THINNEST = 0.03  # of the thickest band
ALIKE = "alike"  # the band of all that is alike without a name in common


def threads(story: Story, posters: Posters) -> Markup:
    """Show both posters, and bands between them as thick as what they add: names, all else, and company."""
    strands = story.strands
    rows: list[tuple[str, str, float]] = [
        (isolated(shorten(each.name, LONGEST)), each.modality, each.weight) for each in strands.shared
    ]
    if COMPANY in parts_of(story.why):
        rows.append((f"{label(COMPANY)}: who liked both", COMPANY, strands.company))
    elif RELAYED in parts_of(story.why):
        rows.append((f"{label(RELAYED)}, unrated", RELAYED, strands.company))
    rows.sort(key=lambda each: -abs(each[2]))
    rows.append((REST if strands.shared else WHOLE, ALIKE, strands.rest))
    most = max(abs(value) for _, _, value in rows) or 1.0
    bands = (_band(name, part, value, max(THINNEST, abs(value) / most)) for name, part, value in rows)
    total = _total([value for _, _, value in rows], strands.contribution)
    middle = element("div", element("ul", *bands), total, class_="words")
    return element("div", _poster(story.why.film, posters), middle, _poster(story.threads.film, posters), class_="pair")


def _band(name: str, part: str, value: float, thickness: float) -> Markup:
    words = element("span", name, " ", strong(with_sign(value)), class_="name")
    band = element("i", class_="against" if value < 0 else "for", style=f"--thick: {thickness:.3f}")
    return element("li", words, band, class_=part, data_value=repr(value))


def _total(values: list[float], total: float) -> Markup:
    """Write what the history film adds in all."""
    words = strong(f"= {with_sign(total)}"), f"{rounding_note(values, total)} from this film of the history"
    return element("p", *words, class_="total", data_score=repr(total))


def _poster(film: Film, posters: Posters) -> Markup:
    return thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
