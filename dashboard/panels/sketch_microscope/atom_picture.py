"""The picture that stays beside the steps: the atom where it stands in its film, and where it stands among others."""

from __future__ import annotations

from dashboard.analysis.atom_detail import atom_label
from dashboard.browser import pictures
from dashboard.browser.page import draw_html
from dashboard.charts.buckets import bucket_lines
from dashboard.charts.dial import dial_figure
from dashboard.charts.sketches import precise_number, sum_bars
from dashboard.look.palette import label
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.reasons.entries import parts_of
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.posters import Posters
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, element, fine, image, isolated, join, outline, warning
from emde_core.explain.values import CategoryValue, RegionValue, WordValue

AROUND = 70  # characters of the plot on either side of a word
PIECE, DIRECTION, BUCKETS, COUNT, LIKENESS, SCORE = range(1, 7)
LINES = 4  # of buckets, of a name
PICTURE = "picture"
FLAT = "A flat drawing of many dimensions: what points closer to the {kind} shares more of its buckets."


def draw_picture(look: Look, step: int, posters: Posters) -> None:
    """Draw the atom in its film, and below it what this step does to it."""
    draw_html(_atom_in_film(look, step, posters))
    if step == SCORE:
        _parts(look)
    elif step > PIECE and look.scope.hashes_names(look.detail.modality):
        _name_buckets(look)
    elif step > PIECE:
        _dial(look, step)


def _dial(look: Look, step: int) -> None:
    own, detail = look.dial, look.detail
    through = {each.label: precise_number(each.value, 2) for each in detail.overlaps}
    by_step = {
        COUNT: [f"{each.shared:.0f} of {detail.depth:,}" for each in own.neighbours],
        LIKENESS: [through.get(each.film.label, "") for each in own.neighbours],
    }
    labels = by_step.get(step, [each.film.title for each in own.neighbours])
    name, cut = atom_label(detail.atom), step >= BUCKETS
    figure = dial_figure(own, name, detail.modality, labels, cut=cut, theme=look.theme)
    draw_figure(figure, PICTURE, _dial_alt(look, step))
    bucket = f"the bucket of its first part, “{detail.pieces[0]}”" if len(detail.pieces) > 1 else "its bucket"
    captions = {
        BUCKETS: f"Round {own.partition + 1} of {detail.depth:,}: what lies in the lit piece shares {bucket}.",
        COUNT: f"In how many rounds each of these is in the {look.kind}’s bucket.",
        LIKENESS: f"What the {look.kind} adds through the whole film that each of these is from.",
    }
    draw_html(fine(captions.get(step, FLAT.format(kind=look.kind))))


def _dial_alt(look: Look, step: int) -> str:
    names = [f"{each.name} of {each.film.title}" for each in look.dial.neighbours]
    together = [name for name, each in zip(names, look.dial.neighbours, strict=True) if each.together]
    alt = f"Nearest to {atom_label(look.detail.atom)} in the history, in this order: {'; '.join(names)}."
    if step < BUCKETS:
        return alt
    return f"{alt} In the round that is drawn its bucket holds {'; '.join(together) or 'none of them'}."


def _name_buckets(look: Look) -> None:
    detail = look.detail
    names, codes = look.scope.history_atoms(detail.modality, min(LINES, detail.depth))
    alt = f"Buckets that {atom_label(detail.atom)} falls into, beside those of the history’s names."
    draw_figure(bucket_lines(detail, codes, names, theme=look.theme), PICTURE, alt)
    draw_html(fine("Diamonds: this name. Ticks: the names of the films in the history."))


def _parts(look: Look) -> None:
    modality, parts = look.detail.modality, parts_of(look.why)
    rows = [(label(part), value) for part, value in parts.items()]
    bars = sum_bars(rows, list(parts).index(modality), modality, theme=look.theme)
    draw_figure(bars, PICTURE, f"The parts of the score: {', '.join(f'{n} {precise_number(v)}' for n, v in rows)}.")
    draw_html(fine(f"The parts of the score, {with_sign(look.why.score)}; the {look.kind} is in “{label(modality)}”."))


def _atom_in_film(look: Look, step: int, posters: Posters) -> Markup:
    """Show the atom where it stands in its film, and what it comes to; large where nothing else is drawn."""
    atom, modality = look.detail.atom, look.detail.modality
    doubt = caveat_sentence(modality, look.service.evidence)
    value = element("b", precise_number(atom.value), data_atom=repr(atom.value))
    words = element(
        "div",
        element("p", _quote(look), class_="quoted"),
        element("p", isolated(look.why.film.title), ", to whose score it adds ", value, class_="whose"),
        warning(doubt, role=None) if doubt else "",
    )
    size = "specimen large" if step == PIECE else "specimen"
    return element("div", _poster(look, posters, large=step == PIECE), words, class_=f"{size} {modality}")


def _poster(look: Look, posters: Posters, *, large: bool) -> str:
    """Show the poster, with the patch outlined where one is looked at."""
    address = (pictures.large if large else pictures.small)(posters, look.why.film)
    atom = look.detail.atom
    if address is None:
        return ""
    patch = outline(atom.x, atom.y, atom.width, atom.height) if isinstance(atom, RegionValue) else ""
    return element("span", image(address), patch, class_="plate")


def _quote(look: Look) -> Markup:
    atom, film = look.detail.atom, look.why.film
    if not isinstance(atom, WordValue):
        field = atom.field if isinstance(atom, CategoryValue) else "patch"
        return join(element("small", field), " ", element("mark", isolated(atom_label(atom))))
    before, after = film.plot[: atom.start], film.plot[atom.end :]
    start = f"…{before[-AROUND:].partition(' ')[2]}" if len(before) > AROUND else before
    end = f"{after[:AROUND].rpartition(' ')[0]}…" if len(after) > AROUND else after
    return isolated(join(start, element("mark", atom.text), end))
