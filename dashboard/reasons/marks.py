"""Marks of an explanation's atoms: on the words of a plot, on chips of categories, on patches of a poster."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.reasons.accidents import wished_categories
from dashboard.reasons.category_groups import MOST, category_groups
from dashboard.reasons.category_phrases import words_alone
from dashboard.reasons.credits import parts_of_category, people_once
from dashboard.reasons.pieces import Piece
from dashboard.reasons.shared_categories import shared_categories, unwanted_categories
from dashboard.state.focus import Focus, atom_focus
from dashboard.text.grammar import amount, shorten, with_sign
from dashboard.text.markup import Markup, element, folded, isolated, join, reason, strong
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.modalities.categorical import Category
from emde_core.text.words import is_function_word

STRONG, MEDIUM = 0.66, 0.33  # of the largest value
LEAST = 0.005  # nats: beside this, at least, marks are strong or faint, so that nothing of 0.00 is marked
FAINTEST = 0.2  # an atom below this share of the largest is not marked
MOST_WORDS = 10


@dataclass(frozen=True)
class Mark:
    """A stretch of a text to be marked.

    Attributes:
        start, end: where it is, [start, end).
        value: in nats.
        strength: from 1 (faint) to 3.
    """

    start: int
    end: int
    value: float
    strength: int


def strength(value: float, largest: float) -> int:
    """Return how strongly to mark a value: 0 for not at all, else 1 (faint) to 3."""
    share = abs(value) / largest if largest > 0 else 0.0
    return 0 if share < FAINTEST else 3 if share >= STRONG else 2 if share >= MEDIUM else 1


def marks(
    words: Sequence[WordValue], most: int = MOST_WORDS, *, faintest: int = 0, among: Sequence[WordValue] = ()
) -> tuple[Mark, ...]:
    """Return marks for the strongest words or phrases, in the text's order; function words stay unmarked.

    Args:
        words: of the text.
        most: marks.
        faintest: strength of a mark, at least; 0 leaves the weakest words unmarked.
        among: all words of the text, where ``words`` are some: beside the strongest of these the marks are strong.
    """
    candidates = [w for w in words if not is_function_word(w.text)]
    largest = max((abs(w.value) for w in among or candidates if not is_function_word(w.text)), default=0.0)
    largest = max(largest, LEAST)
    strongest = sorted(candidates, key=lambda w: -abs(w.value))[:most]
    all_marks = [Mark(w.start, w.end, w.value, max(faintest, strength(w.value, largest))) for w in strongest]
    return tuple(sorted((m for m in all_marks if m.strength), key=lambda m: m.start))


def stretches(plot: str, plot_marks: Sequence[Mark]) -> tuple[tuple[str, Mark | None], ...]:
    """Cut a plot into its marks and the text between them; of marks that overlap the first counts."""
    pieces: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in plot_marks:
        if mark.start < at:
            continue
        pieces += [(plot[at : mark.start], None), (plot[mark.start : mark.end], mark)]
        at = mark.end
    pieces.append((plot[at:], None))
    return tuple((text, mark) for text, mark in pieces if text)


def marked_plot(
    plot: str, words: Sequence[WordValue], most: int = MOST_WORDS, *, faintest: int = 0, ring: Focus | None = None
) -> Markup:
    """Mark a plot's most telling words. Sign shows by the line: solid for, dashed against.

    Args:
        plot: the text.
        words: with their values.
        most: words that are marked.
        faintest: strength of a mark, at least; 0 leaves the weakest words unmarked.
        ring: on the word that gets a ring, marked or not; None for none.
    """
    own = next((word for word in words if atom_focus(word) == ring), None)
    chosen_marks = {mark.start: mark for mark in marks(words, most, faintest=faintest)}
    if own is not None:
        chosen_marks.setdefault(own.start, Mark(own.start, own.end, own.value, 1))
    ordered = sorted(chosen_marks.values(), key=lambda mark: mark.start)
    pieces = (
        _mark(piece, mark, ring=own is not None and mark.start == own.start) if mark else piece
        for piece, mark in stretches(plot, ordered)
    )
    return element("p", *pieces, class_="plot", dir="auto")


def _mark(piece: str, mark: Mark, *, ring: bool) -> Markup:
    look = f"w{mark.strength} {'for' if mark.value > 0 else 'against'}{' ring' if ring else ''}"
    return element("mark", piece, class_=look, data_value=repr(mark.value))


def chips(
    categories: Sequence[CategoryValue],
    most: int = MOST,
    *,
    liked: Collection[Category] = (),
    unwanted: Collection[Category] = (),
    wishes: Collection[Category] = (),
    film: Film | None = None,
    ring: Focus | None = None,
) -> Markup:
    """Show categories with their values, those shared with the history first; the rest can be unfolded.

    Args:
        categories: of a film, in its own order.
        most: categories to show first.
        liked: (field, name) of those that liked films have.
        unwanted: (field, name) of those that disliked films have and no liked one, and of what is wished less of.
        wishes: (field, name) of those that are wished more of.
        film: whose they are.
        ring: on the category that gets a ring and is never folded away; None for none.
    """
    groups = category_groups(categories, liked, unwanted, most, wishes=wishes)
    first = [*groups.in_sight, *(each for each in groups.rest if _has_ring(each, ring))]
    rest = [each for each in groups.rest if not _has_ring(each, ring)]
    largest = max((abs(c.value) for c in first), default=0.0)
    more = [folded(f"{len(rest)} more", _chip_list(rest, largest, film), kind="more")] if rest else []
    return element("div", _chip_list(first, largest, film, ring), *more, class_="chipbox")


def explanation_chips(why: Explanation, most: int = MOST, *, ring: Focus | None = None) -> Markup:
    """Show the explained film's categories, those that liked films have too first; the rest as ``chips`` does."""
    categories = people_once(why.categories)
    liked = {each.key for each in shared_categories(why, categories)}
    unwanted = unwanted_categories(why)
    wishes = wished_categories(why)
    return chips(categories, most, liked=liked, unwanted=unwanted, wishes=wishes, film=why.film, ring=ring)


def _chip_list(
    categories: Sequence[CategoryValue],
    largest: float,
    film: Film | None,
    ring: Focus | None = None,
) -> Markup:
    items = [_chip(category, largest, film, ring=_has_ring(category, ring)) for category in categories]
    return element("div", *items, class_="chips", role="list", aria_label="Categories and what each adds")


def _has_ring(category: CategoryValue, ring: Focus | None) -> bool:
    return ring in [atom_focus(each) for each in (category, *parts_of_category(category))]


def _chip(category: CategoryValue, largest: float, film: Film | None, *, ring: bool) -> Markup:
    sign = "for" if category.value > 0 else "against"
    return element(
        "span",
        isolated(shorten(words_alone(category, film), 40)),
        " ",
        strong(with_sign(category.value)),
        class_=f"chip c{strength(category.value, largest)} {sign} {category.modality}{' ring' if ring else ''}",
        role="listitem",
        data_value=repr(category.value),
        title=category.field,
    )


@dataclass(frozen=True)
class Patch:
    """A rectangle of a poster.

    Attributes:
        x, y, width, height: in fractions of the poster.
        value: in nats.
        weight: the value as a share of the largest, -1 to 1; of ``LEAST``, where none is larger.
        token: the focus on it, as text.
        amount: the number beside it, "" for none.
    """

    x: float
    y: float
    width: float
    height: float
    value: float
    weight: float
    token: str
    amount: str


def patches(regions: Iterable[RegionValue]) -> tuple[Patch, ...]:
    """Return regions as an overlay draws them; the strongest has weight 1 or -1, unless all are next to nothing."""
    values = tuple(regions)
    largest = max([LEAST, *(abs(r.value) for r in values)])
    return tuple(
        Patch(r.x, r.y, r.width, r.height, r.value, r.value / largest, str(atom_focus(r)), amount(r.value))
        for r in values
    )


def sentence_html(pieces: Iterable[Piece]) -> Markup:
    """Write a sentence, its reasons underlined in the accent of the part that they belong to."""
    return join(*(reason(piece.part, piece.text) if piece.part else piece.text for piece in pieces))
