"""A film's plot with what matters in it marked, and its categories as chips; both can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.components import Callback, component, plain
from dashboard.reasons.marks import SHARED, Mark, marks, select_categories, strength, stretches
from dashboard.state.focus import atom_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list, shorten
from emde_core.explain.values import CategoryValue, WordValue
from emde_core.modalities.categorical import Category

MOST_MARKS = 5  # words or phrases of a plot: more would make much of little
UNCLEAR = ("country", "language")  # fields whose names do not tell which they are: "French"
GENERAL = (*UNCLEAR, "decade")  # fields that so many films share that they come last, unless they add much
CLEAR = 0.005  # nats: the least that a chip shows
TITLE_LENGTH = 24  # of a liked film on a chip


@dataclass(frozen=True)
class Stretch:
    """A piece of the plot; ``token`` says which word or phrase it is when it is chosen, "" for what can't be."""

    text: str
    value: float = 0.0
    strength: int = 0
    token: str = ""


@dataclass(frozen=True)
class EncounterChip:
    """A word of the plot, or several, that is close to a liked film's.

    Attributes:
        token: which it is when it is chosen.
        word: the word.
        other: the liked film's word; "" where it is the same.
        value: what the word adds, in nats.
    """

    token: str
    word: str
    other: str
    value: float


@dataclass(frozen=True)
class Encounters:
    """The title of a liked film, and the words that its plot shares."""

    title: str
    words: tuple[EncounterChip, ...]


@dataclass(frozen=True)
class Chip:
    """A category.

    Attributes:
        token: which it is when it is chosen.
        name, value: what it is, and what it adds, in nats.
        modality: whose accent it bears.
        films: the liked film that has it too, or how many have it, or that it adds something by chance; else "".
        description: its field, and which films have it too.
        strength: from 0 (faint) to 3.
    """

    token: str
    name: str
    value: float
    modality: str
    films: str
    description: str
    strength: int


@dataclass(frozen=True)
class Chips:
    """A film's categories, in groups.

    Attributes:
        shared, own: those that speak for the film and tell something: that liked films have too, and that none has.
        minus: those that speak against it.
        rest: the others.
    """

    shared: tuple[Chip, ...] = ()
    own: tuple[Chip, ...] = ()
    minus: tuple[Chip, ...] = ()
    rest: tuple[Chip, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A film's plot and categories, to be read.

    Attributes:
        telling, words: the plot cut at what is marked: what tells most, or all words; one piece if nothing is marked.
        grains: names of the button that changes from words to what tells, and back.
        encounters: words that the plot shares with a liked film's, if it does.
        chips: the categories.
        focus: token of what is in focus, "" for nothing.
        plain_note: why nothing is marked until somebody asks; else "".
        text_recedes, chips_recede: whether something else is in focus.
    """

    telling: tuple[Stretch, ...]
    words: tuple[Stretch, ...]
    grains: tuple[str, str]
    encounters: Encounters | None
    chips: Chips
    focus: str = ""
    plain_note: str = ""
    text_recedes: bool = False
    chips_recede: bool = False


def plot_stretches(
    plot: str,
    parts: Sequence[WordValue],
    focus: str = "",
    words: Sequence[WordValue] = (),
    *,
    faintest: int = 0,
) -> tuple[Stretch, ...]:
    """Cut a plot at its most telling words or phrases, which can be chosen; the one in focus is always among them.

    Args:
        plot: the whole text.
        parts: words or phrases, of which the strongest are marked.
        focus: token of what is in focus.
        words: all words, any of which may be in focus, and beside which the marks are strong or faint.
        faintest: strength of a mark, at least; 0 leaves the weakest parts unmarked.
    """
    strongest = list(marks(parts, MOST_MARKS, faintest=faintest, among=words))
    starts = {mark.start for mark in strongest}
    others = [part for part in {*parts, *words} if str(atom_focus(part)) == focus and part.start not in starts]
    every = [*strongest, *(Mark(part.start, part.end, part.value, 1) for part in others)]
    pieces = stretches(plot, sorted(every, key=lambda mark: mark.start))
    return tuple(_stretch(piece, mark) for piece, mark in pieces)


def _stretch(piece: str, mark: Mark | None) -> Stretch:
    if mark is None:
        return Stretch(piece)
    return Stretch(piece, mark.value, mark.strength, str(atom_focus(WordValue(mark.start, mark.end, piece))))


def chips(
    categories: Sequence[CategoryValue],
    shared: Mapping[Category, Sequence[str]],
    focus: str = "",
    liked: int = 0,
    *,
    has_wishes: bool = False,
) -> Chips:
    """Return categories as chips; the one in focus is always in sight.

    Args:
        categories: with what each adds.
        shared: by field and name, the titles of the liked films that have it too.
        focus: token of what is in focus.
        liked: how many films were liked.
        has_wishes: whether the history has wishes: without any, what no liked film has adds something by chance alone.
    """
    strongest = max((abs(c.value) for c in categories), default=0.0)
    telling = [c for c in categories if c.field not in GENERAL or abs(c.value) >= SHARED * strongest] or categories
    first, rest = select_categories(telling, shared=shared)
    rest = [*rest, *(c for c in categories if c not in telling)]
    largest = max((abs(c.value) for c in first), default=0.0)
    in_focus = [c for c in rest if str(atom_focus(c)) == focus]
    names = Counter(c.name for c in categories)

    def row(group: Sequence[CategoryValue]) -> tuple[Chip, ...]:
        return tuple(
            _chip(
                c,
                _sharing(c, shared.get((c.field, c.name), ()), liked, has_wishes=has_wishes),
                largest,
                c.field in UNCLEAR or names[c.name] > 1,
            )
            for c in group
        )

    in_sight = [*first, *in_focus]
    speaking = [c for c in in_sight if c.value >= 0]
    return Chips(
        row([c for c in speaking if (c.field, c.name) in shared]),
        row([c for c in speaking if (c.field, c.name) not in shared]),
        row([c for c in in_sight if c.value < 0]),
        row([c for c in rest if c not in in_focus]),
    )


def _chip(category: CategoryValue, sharing: tuple[str, str], largest: float, is_ambiguous: bool) -> Chip:
    films, description = sharing
    name = f"{category.name} ({category.field})" if is_ambiguous else category.name
    faintness = strength(category.value, largest)
    return Chip(str(atom_focus(category)), name, category.value, category.modality, films, description, faintness)


def _sharing(category: CategoryValue, titles: Sequence[str], liked: int, *, has_wishes: bool) -> tuple[str, str]:
    """Return in a few words which liked films have a category too, and the same with its field and all titles."""
    if titles:
        one = f"as in {isolate(shorten(titles[0], TITLE_LENGTH))}"
        several = f"in all {liked}" if len(titles) == liked else f"in {len(titles)} of {liked}"
        everyone = name_list([isolate(title) for title in titles])
        return one if len(titles) == 1 else several, f"{category.field}, as in {everyone}"
    if has_wishes or category.value < CLEAR:
        return "", category.field
    return "by chance", f"{category.field}; in no film you liked, but near one by chance of the sketches"


def film_reader(reading: Reading, *, key: str, on_focus: Callback) -> None:
    """Draw plot and chips; what is chosen is sent with ``focus``."""
    component("film_reader")(key=key, data=plain(reading), on_focus_change=on_focus)
