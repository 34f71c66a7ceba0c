"""The microscope's second to fourth step: an atom's arrow, its bucket, and the rounds that undo accidents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.analysis.atom_detail import EntryOverlap, atom_label
from dashboard.analysis.atom_neighbours import Neighbour
from dashboard.analysis.atom_words import bucket_sentence, rounds_sentence, thing
from dashboard.browser.page import draw_html
from dashboard.charts.buckets import bucket_lines, cut_squares, overlap_rows
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.common.history_strip import NOT_FOR_ME
from dashboard.panels.sketch_microscope.lens import Look
from dashboard.panels.sketch_microscope.neighbours import draw_neighbours
from dashboard.panels.sketch_microscope.steps import draw_numbers, draw_step
from dashboard.reasons.linked_views import atom_name
from dashboard.service.posters import Posters
from dashboard.text.direction import isolate
from dashboard.text.grammar import count_words, exact_number
from dashboard.text.markup import fine, table
from emde_core.schema import DISLIKE, WISH

POINT_PARTITIONS, NAME_PARTITIONS = 3, 5  # that are drawn
ENTRIES = 7  # entries of the history with a row of their own
READERS = {
    "word": "A language model reads the word in its sentence",
    "patch": "The model looks at the patch’s colours and shapes",
}
EMBEDDING = "The list of numbers that gives an arrow its direction."
WORD_PART = "A part of a word that the language model reads at once; a rare word has several."
HASH = "The number c of the bucket. Writing it down in place of the thing itself is called hashing."
PARTITION = "One round p: the whole, divided into W buckets c. There are D."
SAME_BUCKET = "Comparing becomes easy: the same bucket, or not."
REALLY_SAME = (
    "The same name meets in every round; another one by accident in a round or two, which can still lift a film that "
    "has nothing of it."
)
REALLY_ALIKE = "What is really alike meets far more often than by accident."
MANY_ROUNDS = "Many rounds keep accidents small."
NAME_CODE = "code(p) = hash of field and name for partition p, mod W"
POINT_CODE = "code(p) = the sum of 2ᵏ over the planes k of partition p with ⟨plane, vector⟩ > threshold"
SHARED = "rounds shared = the number of partitions p with code(p) = the other’s code(p)"
LOCALITY = "Said of a hash for which alike things often share a bucket."
COLLISION = (
    "Two that share a bucket without being alike. Many rounds make one small, not absent: it counts for its own rounds."
)


def arrow(look: Look, posters: Posters) -> None:
    """Say how the atom becomes something that can be compared."""
    if look.scope.hashes_names(look.detail.modality):
        _same_name(look, posters)
        return
    reader = READERS.get(look.kind, "The model describes it")
    related = "of related meaning" if look.kind == "word" else "that look alike"
    draw_step(
        look.title,
        f"it can be found like films that have not one {look.kind} in common with it.",
        _nearest(look),
        f"{reader} and turns it into an arrow; {look.kinds} {related} point more nearly the same way.",
    )
    draw_neighbours(look, posters, lambda each: _direction(look, each))
    draw_numbers({"Embedding, vector": EMBEDDING, "Token": WORD_PART}, lambda: _arrow_numbers(look))


def _nearest(look: Look) -> str:
    """Name the atom of the history that is nearest."""
    nearest = look.dial.nearest
    if nearest is None:
        return f"There is no other {look.kind} to compare with."
    films = "the films that were liked" if look.history.liked else "the history’s films"
    return f"Of all {look.kinds} of {films}, {_with_film(nearest)} is nearest to {_own(look)}."


def _own(look: Look) -> str:
    return isolate(atom_name(look.detail.atom)) if look.kind != "patch" else "this patch"


def _with_film(each: Neighbour) -> str:
    """Return a neighbour as a sentence names it, with its film."""
    name = atom_name(each.atom) if not each.is_region else "a patch"
    return f"{isolate(name)} of {isolate(each.film.title)}"


def _direction(look: Look, each: Neighbour) -> tuple[str, bool]:
    """Say how nearly an arrow points the atom's way."""
    is_near = _is_nearer(look, each)
    return ("nearer than most" if is_near else "as most are"), is_near


def _is_nearer(look: Look, each: Neighbour) -> bool:
    """Tell whether it shares more rounds than 39 of 40 atoms picked at random."""
    return each.shared > look.detail.usual_overlap[-1]


def _arrow_numbers(look: Look) -> None:
    detail = look.detail
    words = f"An arrow is {look.scope.dimensions(detail.modality)} numbers. "
    if len(detail.pieces) > 1:
        words += (
            f"The {look.kind} is read in {len(detail.pieces)} parts, each with an arrow of its own; picture and list "
            f"go by the first, “{detail.pieces[0]}”. "
        )
    draw_html(
        fine(
            f"{words}How nearly two arrows point the same way is measured by the buckets that they share, which come "
            "next."
        )
    )
    rows = [(each.name, each.film.label, f"{each.shared:,}") for each in look.dial.neighbours]
    draw_html(table("The arrows of the picture", ("", "of", f"buckets shared, of {detail.depth:,}"), rows))


def _same_name(look: Look, posters: Posters) -> None:
    """Say that names are compared as they are, and how many films of the history have this one."""
    depth = look.detail.depth
    owners = [each for each in look.detail.overlaps if len(each.shared) and each.shared.max() == depth]
    count = f"{len(owners)} have" if len(owners) > 1 else "one has" if owners else "none has"
    wishes = [each.value for each in look.detail.overlaps if each.reaction == WISH]
    by_wish = "; your wish asks for it" if sum(wishes) > HALF * abs(look.detail.atom.value) else ""
    draw_step(
        look.title, BY_NAMES, f"Of the history’s films, {count} {thing(look.detail.atom)} too{by_wish}.", SAME_OR_NOT
    )
    draw_neighbours(look, posters, lambda each: _equal(look, each))
    rows = [(each.label, NOT_FOR_ME if each.reaction == DISLIKE else "liked") for each in owners]
    draw_numbers({}, lambda: draw_html(table("Who has it", ("Film", ""), rows or [("nobody", "")])))


SAME_OR_NOT = "Names are the same or not: Comedy is Comedy, and no other name is a little like it."
BY_NAMES = (
    "it gains by names that liked films often have or that you wish for, and loses by names that are rarer among them "
    "than elsewhere."
)
HALF = 0.5  # of what a name adds: a wish that adds more is what it is about


def _equal(look: Look, each: Neighbour) -> tuple[str, bool]:
    is_same = each.shared == look.detail.depth
    return ("the same name" if is_same else "another name"), is_same


def bucket(look: Look, posters: Posters) -> None:
    """Say what a bucket is, and who shares the atom's."""
    detail = look.detail
    is_name = look.scope.hashes_names(detail.modality)
    happens = f"{_own(look)} gets a number: {int(detail.codes[0, 0])}." if is_name else SAME_BUCKET
    films = f"{len(look.service.model.catalogue):,}"
    by_bucket = (
        f"it need not be compared with every {look.kind} of every film of the history. One look into a bucket does, so "
        f"that all {films} films can be tried in a moment."
    )
    draw_step(look.title, by_bucket, happens, bucket_sentence(detail.atom, detail.width))
    draw_neighbours(look, posters, lambda each: _inside(look, each))
    terms = {"Hash, code": HASH, "Partition": PARTITION} | ({} if is_name else {"Locality-sensitive": LOCALITY})
    draw_numbers(terms, lambda: _bucket_numbers(look), (NAME_CODE if is_name else POINT_CODE, _shape(look)))


def _shape(look: Look) -> str:
    return f"D = {look.detail.depth:,} partitions, W = {look.detail.width:,} buckets in each"


def _inside(look: Look, each: Neighbour) -> tuple[str, bool]:
    partition = 0 if look.scope.hashes_names(look.detail.modality) else look.dial.partition  # the one that is drawn
    meets = bool(each.meetings[partition])
    return ("the same bucket" if meets else "another bucket"), meets


def _bucket_numbers(look: Look) -> None:
    detail = look.detail
    names = look.scope.hashes_names(detail.modality)
    partitions = min(NAME_PARTITIONS if names else POINT_PARTITIONS, detail.depth)
    if names:
        everyone, codes = look.scope.history_atoms(detail.modality, partitions)
        figure = bucket_lines(detail, codes, everyone, theme=look.theme)
        words = "The first rounds. Diamonds: this name. Ticks: the names of the history’s films."
    else:
        figure = cut_squares(detail, look.scope.shares(detail.modality, partitions), theme=look.theme)
        words = (
            f"The first {partitions} rounds, each with its own random cuts through all directions, and how many of all "
            f"{look.kinds} of all films fall into each bucket."
        )
    draw_html(fine(words))
    draw_figure(figure, "into-buckets", _buckets_alt(look), unit="")
    rows = [(str(p + 1), ", ".join(_buckets(look, p))) for p in range(detail.depth)]
    draw_twin(table("Where it falls", ("partition p", "code"), rows))
    draw_twin(
        table("Of the history, in its bucket of the first round", ("", "bucket"), _company(look)),
        summary="Everything that falls into this bucket",
    )


def _company(look: Look) -> list[tuple[str, str]]:
    """Return the history's atoms in the atom's bucket of the first partition."""
    names, codes = look.scope.history_atoms(look.detail.modality, 1)
    own = set(look.detail.codes[:, 0].tolist())
    rows = sorted(
        {(name, str(number)) for name, number in zip(names, codes[:, 0].tolist(), strict=True) if number in own}
    )
    return rows or [("nothing", "")]


def _buckets(look: Look, partition: int) -> list[str]:
    pieces = zip(look.detail.pieces, look.detail.codes[:, partition].tolist(), strict=True)
    return [f"{piece}: {number}" for piece, number in pieces]


def _buckets_alt(look: Look) -> str:
    partitions = range(min(POINT_PARTITIONS, look.detail.depth))
    buckets = "; ".join(f"round {p + 1}, {', '.join(_buckets(look, p))}" for p in partitions)
    return f"Buckets that {atom_label(look.detail.atom)} falls into: {buckets}."


def rounds(look: Look, posters: Posters) -> None:
    """Say what a collision is, and how many rounds undo it."""
    detail = look.detail
    outcome = REALLY_SAME if look.scope.hashes_names(detail.modality) else REALLY_ALIKE
    how = f"{rounds_sentence(detail.atom, detail.depth)} {outcome}"
    draw_step(look.title, "what meets it by accident speaks for it in those rounds alone.", MANY_ROUNDS, how)
    draw_neighbours(look, posters, lambda each: _shared(look, each))
    alike = (
        f"Any two {look.kinds} share about {detail.usual_overlap[1]:,.0f} of {detail.depth:,} rounds by chance, and 39 "
        f"of 40 share no more than {detail.usual_overlap[-1]:,.0f}. Those above that are called alike."
    )
    terms = {"Collision": COLLISION} | ({} if look.scope.hashes_names(detail.modality) else {"Alike": alike})
    draw_numbers(terms, lambda: _round_numbers(look), (SHARED,))


def _shared(look: Look, each: Neighbour) -> tuple[str, bool]:
    shared = count_words(each.shared, "round")
    if look.scope.hashes_names(look.detail.modality):
        if each.shared == look.detail.depth:
            return f"all {shared}: the same name", True
        return f"another name: {f'{shared}, by accident' if each.shared else 'no round'}", False
    is_like, beyond = _is_nearer(look, each), each.shared - round(look.detail.usual_overlap[1])
    chance = f"{abs(beyond):,} {'above' if beyond > 0 else 'below'} chance" if beyond else "as by chance"
    return f"{shared}, {chance}: {'alike' if is_like else 'not alike'}", is_like


def _round_numbers(look: Look) -> None:
    detail = look.detail
    words = (
        f"Each dot is a {look.kind} of the history: the further right, the more of the {detail.depth:,} buckets it "
        "shares. "
    )
    if not look.scope.hashes_names(detail.modality):
        low, middle, high = detail.usual_overlap
        words += (
            f"A {look.kind} picked at random shares about {middle:.0f}; the grey band, {low:.0f} to {high:.0f}, holds "
            "95 of 100. "
        )
    draw_html(fine(f"{words}To the right: what {_own(look)} adds through each film."))
    figure = overlap_rows(detail, _strongest(detail.overlaps), theme=look.theme)
    draw_figure(figure, "who-is-there", _overlaps_alt(look), unit="")
    header = ("", "adds, in nats", "nearest", "shares", "on average")
    rows = [_row(each) for each in detail.overlaps]
    draw_twin(table("What it adds through each entry of the history", header, rows))


def _strongest(overlaps: Sequence[EntryOverlap]) -> list[EntryOverlap]:
    """Return the strongest entries, and the others as one."""
    if len(overlaps) <= ENTRIES + 1:
        return list(overlaps)
    rest = overlaps[ENTRIES:]
    others = EntryOverlap(f"{len(rest)} others", "", sum(each.value for each in rest), (), np.zeros(0))
    return [*overlaps[:ENTRIES], others]


def _row(each: EntryOverlap) -> tuple[str, ...]:
    name = f"{each.label} ({NOT_FOR_ME})" if each.reaction == DISLIKE else each.label
    if each.nearest is None:
        return (name, exact_number(each.value), "–", "–", "–")
    nearest = atom_label(each.atoms[each.nearest])
    shares = (f"{each.shared.max():.10g}", f"{each.shared.mean():.10g}")
    return (name, exact_number(each.value), nearest, *shares)


def _overlaps_alt(look: Look) -> str:
    if not look.detail.overlaps:
        return "No other film of the history meets it."
    entries = ", ".join(f"{each.label} {look.number(each.value)}" for each in look.detail.overlaps[:3])
    return f"What {atom_label(look.detail.atom)} adds through the films of the history: {entries}."
