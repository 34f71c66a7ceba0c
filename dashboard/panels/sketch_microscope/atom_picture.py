"""The picture beside the steps: the atom where it stands in its film, and below it what this step does to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.analysis.atom_detail import atom_label
from dashboard.browser.page import draw_html
from dashboard.charts.dial import dial_figure
from dashboard.charts.rounds import has_squares, shared_rounds
from dashboard.charts.sketches import round_numbers, sum_bars, tally_bars
from dashboard.look.palette import label
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.common.panel import panel
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.number_rows import number_row
from dashboard.panels.sketch_microscope.specimen import plate, quotation
from dashboard.reasons.entries import parts_of
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.posters import Posters
from dashboard.text.direction import isolate
from dashboard.text.grammar import with_sign
from dashboard.text.markup import Markup, element, fine, isolated, warning

PIECE, ARROW, BUCKET, ROUNDS, TALLY, SCORE = range(1, 7)
ROWS = 3  # rounds of a name
PICTURE = "picture"


@panel("The picture")
def draw_picture(look: Look, step: int, posters: Posters) -> None:
    """Draw the atom in its film, and below it what this step does to it."""
    has_names = look.scope.hashes_names(look.detail.modality)
    is_large = step == PIECE or (step == ARROW and has_names)
    draw_html(_atom_in_film(look, posters, large=is_large))
    if not is_large:
        PICTURES[step](look)


def _arrows(look: Look) -> None:
    _dial(look, cut=False)
    own = "this patch" if look.kind == "patch" else f"“{isolate(_compared(look))}”"
    draw_html(fine(f"A flat drawing of how near each is to {own}; not of how near the others are to each other."))


def _compared(look: Look) -> str:
    """Return in words what is compared: of a word in several parts, the first."""
    pieces = look.detail.pieces
    return pieces[0] if len(pieces) > 1 else atom_label(look.detail.atom)


def _cut(look: Look) -> None:
    if look.scope.hashes_names(look.detail.modality):
        _name_buckets(look)
        return
    _dial(look, cut=True)
    draw_html(fine(f"Coloured: in the bucket of {_first_piece(look)}."))


def _first_piece(look: Look) -> str:
    """Return what is compared, as captions name it."""
    is_part = len(look.detail.pieces) > 1
    return f"“{isolate(_compared(look))}”, the word’s first part" if is_part else f"the {look.kind}"


def _dial(look: Look, *, cut: bool) -> None:
    own, detail = look.dial, look.detail
    labels = [each.film.title for each in own.neighbours]
    figure = dial_figure(own, atom_label(detail.atom), detail.modality, labels, cut=cut, theme=look.theme)
    draw_figure(figure, PICTURE, _dial_alt(look, cut=cut), unit="")


def _dial_alt(look: Look, *, cut: bool) -> str:
    names = [f"{each.name} of {each.film.title}" for each in look.dial.neighbours]
    together = [name for name, each in zip(names, look.dial.neighbours, strict=True) if each.together]
    alt = f"Nearest to {atom_label(look.detail.atom)} in the history, in this order: {'; '.join(names)}."
    return f"{alt} Its bucket holds {'; '.join(together) or 'none of them'}." if cut else alt


def _name_buckets(look: Look) -> None:
    detail = look.detail
    rows = (number_row(detail, partition) for partition in range(min(ROWS, detail.depth)))
    draw_html(element("div", *rows, class_=f"rounds {detail.modality}"))
    draw_html(fine(f"Numbers of buckets around the name’s own, in the first of {detail.depth:,} rounds."))


def _rounds(look: Look) -> None:
    own, depth = look.dial, look.detail.depth
    rows = "; ".join(f"{each.name} of {each.film.title} in {each.shared:,}" for each in own.neighbours)
    alt = f"Rounds, of {depth:,}, in which each is in the bucket of {atom_label(look.detail.atom)}: {rows}."
    draw_figure(shared_rounds(own, look.detail.modality, theme=look.theme), PICTURE, alt, unit="")
    bucket = f"in the bucket of {_first_piece(look)}"
    if has_squares(depth):
        draw_html(fine(f"A square is a round, the first one round 1. Filled: {bucket}."))
    else:
        line = f"The line: what any two {look.kinds} share."
        draw_html(fine(f"A bar is all {depth:,} rounds; filled: how many of them {bucket}. {line}"))


def _tally(look: Look) -> None:
    detail, rounds = look.detail, look.detail.unlike_rounds
    numbers = round_numbers(detail, rounds)
    adds = [f"in round {p + 1} the {look.kind} comes to {words}" for p, words in numbers.items()]
    alt = f"How full buckets are of the history, beside an average film: {'; '.join(adds)}."
    draw_figure(tally_bars(detail, rounds, theme=look.theme), PICTURE, alt, unit="")
    draw_html(
        fine(
            f"{_which_rounds(look)}. A bar: how much fuller or emptier a bucket is of the history than of an average "
            f"film. Coloured: the {look.kind}’s bucket. Below: what the round adds."
        )
    )


def _which_rounds(look: Look) -> str:
    """Say which rounds of how many are drawn; true too where no round takes away."""
    rounds, depth = look.detail.unlike_rounds, look.detail.depth
    if len(rounds) == depth:
        return f"All {depth} rounds" if depth > 1 else "The only round"
    most, least = (look.detail.by_partition[p] for p in (rounds[0], rounds[-1]))
    best = "adds most" if most > 0 else "takes least away"
    worst = "takes most away" if least < 0 else "adds least"
    return f"Of {depth:,} rounds the one that {best}, a middle one, and the one that {worst}"


def _parts(look: Look) -> None:
    modality, parts = look.detail.modality, parts_of(look.why)
    rows = [(label(part), value) for part, value in parts.items()]
    bars = sum_bars(rows, list(parts).index(modality), modality, theme=look.theme)
    draw_figure(bars, PICTURE, f"The parts of the score: {', '.join(f'{n} {with_sign(v)}' for n, v in rows)}.")
    draw_html(fine(f"The parts of the score, {with_sign(look.why.score)}; the {look.kind} is in “{label(modality)}”."))


PICTURES: Mapping[int, Callable[[Look], None]] = {
    ARROW: _arrows,
    BUCKET: _cut,
    ROUNDS: _rounds,
    TALLY: _tally,
    SCORE: _parts,
}


def _atom_in_film(look: Look, posters: Posters, *, large: bool) -> Markup:
    """Show the atom where it stands in its film, and what it comes to; large where nothing else is drawn."""
    atom, modality, film = look.detail.atom, look.detail.modality, look.why.film
    doubt = caveat_sentence(modality, look.service.evidence)
    value = element("b", look.number(atom.value), data_atom=repr(atom.value))
    words = element(
        "div",
        element("p", quotation(atom, film), class_="quoted"),
        element("p", isolated(film.title), ", to whose score it adds ", value, class_="whose"),
        warning(doubt, role=None) if doubt else "",
    )
    size = "specimen large" if large else "specimen"
    return element("div", plate(atom, film, posters, large=large), words, class_=f"{size} {modality}")
