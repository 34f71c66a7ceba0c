"""The microscope's second to fourth step: an atom's direction, its buckets, and who of the history is there too."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.atom_detail import EntryOverlap, atom_label
from dashboard.browser.page import draw_html
from dashboard.charts.buckets import bucket_lines, cut_squares, overlap_rows
from dashboard.charts.sketches import precise_number
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.steps import draw_step
from dashboard.text.direction import isolate
from dashboard.text.markup import element, join, strong, table
from emde_core.schema import DISLIKE

POINT_PARTITIONS, NAME_PARTITIONS = 3, 5  # that are drawn
ENTRIES = 7  # entries of the history with a row of their own
CUTS = {2: "A random cut makes", 4: "Two random cuts make", 8: "Three random cuts make"}
HASHING = (
    "That is hashing: like sorting letters by postcode and not by their full address. What is alike mostly gets the "
    "same short label, so that a whole history fits on one sheet and two films are compared by counting."
)

NAME_HASHING = (
    "That is hashing: a name of any length becomes a short number, as a coat gets one in a cloakroom, so that a whole "
    "history fits on one sheet and two films are compared by counting."
)


def direction(look: Look) -> None:
    """Say how the atom becomes something that can be compared."""
    if look.scope.hashes_names(look.detail.modality):
        _same_name(look)
        return
    detail = look.detail
    reader = READERS.get(look.kind, "The model describes it")
    nearest, last = look.dial.nearest, look.dial.neighbours[-1:]
    numbers = [f"The arrow is {look.scope.dimensions(detail.modality)} numbers."]
    if len(detail.pieces) > 1:
        numbers.append(f" The {look.kind} is read in {len(detail.pieces)} parts, each with an arrow of its own.")
    if nearest is not None:
        numbers.append(
            f" Of the history’s {look.kinds}, {_quoted(nearest.name)} of {isolate(nearest.film.title)} points most "
            f"nearly the same way; {_quoted(last[0].name)} is about as far off as one picked at random."
        )
    sentence = f"{reader} and gives it a direction, an arrow: {look.kinds} that are alike point nearly the same way."
    draw_step(2, sentence, join(*numbers), {"Embedding, vector": EMBEDDING, "Token": PART})
    rows = [(each.name, each.film.label, f"{each.shared:.0f}") for each in look.dial.neighbours]
    draw_table("The arrows of the picture", ("", "of", f"buckets shared, of {detail.depth:,}"), rows)


def draw_table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table in sight, where no figure has its numbers."""
    draw_html(element("div", table(caption, header, rows), class_="twin open"))


def _same_name(look: Look) -> None:
    """Say that names are compared as they are, and which films of the history have this one."""
    depth = look.detail.depth
    owners = [each for each in look.detail.overlaps if len(each.shared) and each.shared.max() == depth]
    count = f"{len(owners)} of the history’s films have this name" if owners else "No film of the history has this name"
    draw_step(2, NO_DIRECTION, f"{count}. How much that counts is worked out in the steps to come.")
    rows = [(each.label, NOT_FOR_YOU if each.reaction == DISLIKE else "liked") for each in owners]
    draw_table("Who has it", ("Film", ""), rows or [("nobody", "")])


NOT_FOR_YOU = "not for you"
NO_DIRECTION = "A name needs no direction: Comedy is like Comedy, and no other name is a little like it."
READERS = {
    "word": "A language model reads the word where it stands in its sentence",
    "patch": "The model looks at the colours and shapes of the patch",
}
EMBEDDING = "The list of numbers that gives the direction."
PART = "A part of a word that the language model reads at once; a rare word has several."


def _quoted(name: str) -> str:
    return f"“{isolate(name)}”"


def into_buckets(look: Look) -> None:
    """Draw where the atom falls in the first partitions."""
    detail = look.detail
    if look.scope.hashes_names(detail.modality):
        _name_buckets(look)
    else:
        _point_buckets(look)
    rows = [(str(p + 1), ", ".join(_buckets(look, p))) for p in range(min(NAME_PARTITIONS, detail.depth))]
    draw_twin(table("Where it falls", ("Round", "Buckets"), rows))
    draw_twin(
        table("Of the history, in its bucket of the first round", ("", "bucket"), _company(look)),
        summary="What else falls into this bucket",
    )


def _company(look: Look) -> list[tuple[str, str]]:
    """Return the history's atoms in the atom's bucket of the first partition."""
    names, codes = look.scope.history_atoms(look.detail.modality, 1)
    own = set(look.detail.codes[:, 0].tolist())
    rows = sorted(
        {(name, str(bucket)) for name, bucket in zip(names, codes[:, 0].tolist(), strict=True) if bucket in own}
    )
    return rows or [("nothing", "")]


def _name_buckets(look: Look) -> None:
    detail = look.detail
    partitions = min(NAME_PARTITIONS, detail.depth)
    sentence = "The letters of the name are mixed into the number of a bucket, and of the name only that is kept."
    numbers = join(
        f"There are {detail.width} buckets; the same name always falls into the same. Another may be there by chance, "
        "so there are ",
        strong(f"{detail.depth} rounds"),
        f", each mixed otherwise: by chance nobody shares all. Below are the first {partitions}. {NAME_HASHING}",
    )
    draw_step(3, sentence, numbers, TERMS)
    names, codes = look.scope.history_atoms(detail.modality, partitions)
    draw_figure(bucket_lines(detail, codes, names, theme=look.theme), "into-buckets", _buckets_alt(look))


def _point_buckets(look: Look) -> None:
    detail = look.detail
    partitions = min(POINT_PARTITIONS, detail.depth)
    sentence = (
        f"Random cuts through all those directions make buckets, and of the {look.kind} one thing is kept: into which "
        "bucket it falls."
    )
    numbers = join(
        f"{CUTS.get(detail.width, 'Random cuts make')} {detail.width} buckets. Once tells little, since much lands "
        "together by chance; so there are ",
        strong(f"{detail.depth:,} rounds"),
        f", each with other cuts. Below are the first {partitions}, and how many of all {look.kinds} of "
        f"all films fall into each bucket. {HASHING}",
    )
    draw_step(3, sentence, numbers, TERMS)
    shares = look.scope.shares(detail.modality, partitions)
    draw_figure(cut_squares(detail, shares, theme=look.theme), "into-buckets", _buckets_alt(look))


TERMS = {
    "Hash, code": "The number of the bucket.",
    "Partition": "One round: the whole, divided into buckets.",
    "Locality-sensitive": "Said of a hash for which alike things often share a bucket.",
}


def _buckets(look: Look, partition: int) -> list[str]:
    pieces = zip(look.detail.pieces, look.detail.codes[:, partition].tolist(), strict=True)
    return [f"{piece}: {bucket}" for piece, bucket in pieces]


def _buckets_alt(look: Look) -> str:
    partitions = range(min(POINT_PARTITIONS, look.detail.depth))
    buckets = "; ".join(f"round {p + 1}, {', '.join(_buckets(look, p))}" for p in partitions)
    return f"Buckets that {atom_label(look.detail.atom)} falls into: {buckets}."


def tally(look: Look) -> None:
    """Draw which atoms of the history share its buckets, and how much of that is chance."""
    detail = look.detail
    if look.scope.hashes_names(detail.modality):
        rest = (
            "The same name shares all; another hardly any. A film without this name speaks a little against it, since "
            "all is compared with an average film."
        )
    else:
        low, middle, high = detail.usual_overlap
        rest = (
            f"A {look.kind} picked at random shares about {middle:.0f}, by chance: that is noise, and the grey band, "
            f"{low:.0f} to {high:.0f}, holds 95 of 100. Only what lies right of it is a likeness worth the name."
        )
    sentence = (
        f"All {look.kinds} of the history’s films are put into the same buckets and counted; this one sheet of counts "
        "is all that is kept of them."
    )
    numbers = join(
        f"The sheet has {detail.depth:,} × {detail.width} places, for one film as for fifty. Each dot below is a "
        f"{look.kind} of the history: the further right, the more of the {detail.depth:,} buckets it shares. {rest}",
    )
    draw_step(4, sentence, numbers, {"Sketch": SKETCH, "Collision": COLLISION})
    figure = overlap_rows(detail, _strongest(detail.overlaps), theme=look.theme)
    draw_figure(figure, "who-is-there", _overlaps_alt(look))
    header = ("", "adds", "nearest", "shares", "on average")
    rows = [_row(each) for each in detail.overlaps]
    draw_twin(table("What it adds through each entry of the history", header, rows))


SKETCH = "The sheet of counts, less what an average film has in each place."
COLLISION = "Two that share a bucket without being alike. One round has many; over all rounds they even out."


def _strongest(overlaps: Sequence[EntryOverlap]) -> list[EntryOverlap]:
    """Return the strongest entries, and the others as one."""
    if len(overlaps) <= ENTRIES + 1:
        return list(overlaps)
    rest = overlaps[ENTRIES:]
    others = EntryOverlap(f"{len(rest)} others", "", sum(each.value for each in rest), (), np.zeros(0))
    return [*overlaps[:ENTRIES], others]


def _row(each: EntryOverlap) -> tuple[str, ...]:
    name = f"{each.label} ({NOT_FOR_YOU})" if each.reaction == DISLIKE else each.label
    if each.nearest is None:
        return (name, precise_number(each.value), "–", "–", "–")
    nearest = atom_label(each.atoms[each.nearest])
    return (name, precise_number(each.value), nearest, f"{each.shared.max():.0f}", f"{each.shared.mean():.1f}")


def _overlaps_alt(look: Look) -> str:
    if not look.detail.overlaps:
        return "No other film of the history meets it."
    entries = ", ".join(f"{each.label} {precise_number(each.value)}" for each in look.detail.overlaps[:3])
    return f"What {atom_label(look.detail.atom)} adds through the films of the history: {entries}."
