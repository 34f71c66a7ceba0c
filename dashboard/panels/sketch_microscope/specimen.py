"""An atom where it stands: in a sentence of the plot, among the categories, or on the poster."""

from __future__ import annotations

from dashboard.analysis.atom_detail import atom_label
from dashboard.browser import pictures
from dashboard.service.posters import Posters
from dashboard.text.markup import Markup, element, image, isolated, join, outline
from emde_core.data.catalogue import Film
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue

AROUND, NEAR = 70, 34  # characters of the plot on either side of a word: large, and in a list


def quotation(atom: AtomValue, film: Film, around: int = AROUND) -> Markup:
    """Quote the plot around a word; of a name or a patch, say what it is."""
    if not isinstance(atom, WordValue):
        field = atom.field if isinstance(atom, CategoryValue) else "patch"
        return join(element("small", field), " ", element("mark", isolated(atom_label(atom))))
    before, after = film.plot[: atom.start], film.plot[atom.end :]
    start = f"…{before[-around:].partition(' ')[2]}" if len(before) > around else before
    end = f"{after[:around].rpartition(' ')[0]}…" if len(after) > around else after
    return isolated(join(start, element("mark", atom.text), end))


def plate(atom: AtomValue, film: Film, posters: Posters, *, large: bool = False) -> str:
    """Show the film's poster, with the patch outlined where the atom is one; "" for a film without a poster."""
    address = (pictures.large if large else pictures.small)(posters, film)
    if address is None:
        return ""
    patch = outline(atom.x, atom.y, atom.width, atom.height) if isinstance(atom, RegionValue) else ""
    return element("span", image(address), patch, class_="plate")
