"""The atoms of the history that the second to fourth step compare with, each where it stands, and how it compares."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.analysis.atom_neighbours import Neighbour
from dashboard.browser.page import draw_html
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.specimen import NEAR, plate, quotation
from dashboard.service.posters import Posters
from dashboard.text.grammar import effect
from dashboard.text.markup import Markup, element, fine, isolated, strong
from emde_core.schema import WISH


def draw_neighbours(look: Look, posters: Posters, compare: Callable[[Neighbour], tuple[str, bool]]) -> None:
    """Draw a row for each; ``compare`` gives a few words, and whether they speak for a likeness."""
    if not look.dial.neighbours:
        draw_html(fine(f"The history has no {look.kinds} to compare with."))
        draw_wishes(look)
        return
    rows = (_row(each, posters, *compare(each)) for each in look.dial.neighbours)
    kind = f"meetings {look.detail.modality}"
    draw_html(element("ul", *rows, class_=kind, aria_label=f"{look.kinds.capitalize()} of the history"))
    draw_wishes(look)


def draw_wishes(look: Look) -> None:
    """Say of each wish of the atom's kind that it is in the buckets as well, and what it adds."""
    total = look.number(look.detail.atom.value)
    for each in look.detail.overlaps:
        if each.reaction == WISH:
            adds = f"{effect(each.value, look.digits)}; the whole history makes {total}"
            draw_html(fine(f"The wish for {each.label} is put into the same buckets. It {adds}."))


def _row(each: Neighbour, posters: Posters, words: str, is_like: bool) -> Markup:
    where = element("span", quotation(each.atom, each.film, NEAR), class_="quoted")
    film = element("span", isolated(each.film.title), class_="fine")
    verdict = strong(words) if is_like else words
    return element(
        "li",
        plate(each.atom, each.film, posters),
        element("span", where, film, class_="where"),
        element("span", verdict, class_="how like" if is_like else "how"),
    )
