"""A film's plot with what matters in it marked, and its categories as chips; both can be chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.components import Callback, component, plain
from dashboard.reasons.category_groups import category_groups, is_rare
from dashboard.reasons.category_groups import key as category_key
from dashboard.reasons.category_phrases import words_alone
from dashboard.reasons.credits import keys_of
from dashboard.reasons.marks import Mark, marks, strength, stretches
from dashboard.reasons.sureness import caveat
from dashboard.state.focus import atom_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE, amount, name_list, shorten
from emde_core.data.catalogue import Film
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import CategoryValue, WordValue
from emde_core.modalities.categorical import Category

MOST_MARKS = 5  # words or phrases of a plot: more would make much of little
TITLE_LENGTH = 24  # of a liked film on a chip
NOWHERE = "in no film you liked"
AS_YOU_WISH = "as you wish"
OF_ALL = "with all your films"  # the number of a chip, whatever the film whose band is above


@dataclass(frozen=True)
class Stretch:
    """A piece of the plot.

    Attributes:
        text, value, strength: the piece, what it adds in nats, and how strongly it is marked, 0 to 3.
        token: which word or phrase it is when it is chosen, "" for what can't be.
        amount: the number beside it, "" for none.
    """

    text: str
    value: float = 0.0
    strength: int = 0
    token: str = ""
    amount: str = ""


@dataclass(frozen=True)
class EncounterChip:
    """A word of the plot, or several, that is close to a liked film's.

    Attributes:
        token: which it is when it is chosen.
        word: the word.
        other: the liked film's word; "" where it is the same.
        value: what the word adds, in nats.
        amount: the number beside it, "" for none.
    """

    token: str
    word: str
    other: str
    value: float
    amount: str


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
        films: the liked film that has it too, or how many have it, or the reason that it speaks for the film or against
            it all the same; else "".
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
        against: those that speak against it strongly.
        rest: the others.
    """

    shared: tuple[Chip, ...] = ()
    own: tuple[Chip, ...] = ()
    against: tuple[Chip, ...] = ()
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
    token = str(atom_focus(WordValue(mark.start, mark.end, piece)))
    return Stretch(piece, mark.value, mark.strength, token, amount(mark.value))


def chips(
    categories: Sequence[CategoryValue],
    shared: Mapping[Category, Sequence[str]],
    focus: str = "",
    liked: int = 0,
    *,
    unwanted: Mapping[Category, str] = MappingProxyType({}),
    wishes: Collection[Category] = (),
    through: str = "",
    evidence: ContentEvidence = MappingProxyType({}),
    film: Film | None = None,
) -> Chips:
    """Return categories as chips; the one in focus is always in sight.

    Args:
        categories: of a film, in its own order, with what each adds.
        shared: by field and name, the titles of the liked films that have it too.
        focus: token of what is in focus.
        liked: how many films were liked.
        unwanted: by field and name, why a category that no liked film has speaks against the film.
        through: title of the one entry of the history that the values are of; "" where they are of all.
        evidence: by modality, whether it was measured to count; one that was not comes last.
        wishes: by field and name, what is wished more of; what neither it nor a liked film has adds by chance alone.
        film: whose they are.
    """
    late = {each.modality for each in categories if caveat(each.modality, evidence)}
    groups = category_groups(categories, shared, unwanted, late=late, wishes=wishes)
    in_focus = [c for c in groups.rest if str(atom_focus(c)) == focus]
    largest = max((abs(c.value) for c in groups.in_sight), default=0.0)
    names = Counter(words_alone(c, film) for c in categories)

    def name(category: CategoryValue) -> str:
        words = words_alone(category, film)
        return f"{words} ({category.field})" if names[words] > 1 else words

    def reason(category: CategoryValue) -> tuple[str, str]:
        if through:
            return "", f"{category.field}, through {isolate(through)} alone"
        return _reason(category, shared, liked, unwanted, wishes)

    def row(group: Sequence[CategoryValue]) -> tuple[Chip, ...]:
        return tuple(_chip(c, name(c), reason(c), largest) for c in group)

    return Chips(
        row([*groups.shared, *(c for c in in_focus if category_key(c) in shared)]),
        row([*groups.own, *(c for c in in_focus if category_key(c) not in shared)]),
        row(groups.against),
        row([c for c in groups.rest if c not in in_focus]),
    )


def _chip(category: CategoryValue, name: str, sharing: tuple[str, str], largest: float) -> Chip:
    films, description = sharing
    faintness = strength(category.value, largest)
    return Chip(str(atom_focus(category)), name, category.value, category.modality, films, description, faintness)


def _reason(
    category: CategoryValue,
    shared: Mapping[Category, Sequence[str]],
    liked: int,
    unwanted: Mapping[Category, str],
    wishes: Collection[Category],
) -> tuple[str, str]:
    """Return in a few words why a category adds something or takes it away, and the same with its field in full."""
    if category_key(category) in wishes and category_key(category) not in shared:
        return AS_YOU_WISH, f"{category.field}, {AS_YOU_WISH}"
    if having := shared.get(category_key(category), ()):
        one = f"as in {isolate(shorten(having[0], TITLE_LENGTH))}"
        every = "in both" if liked == 2 else f"in all {liked}"
        several = every if len(having) == liked else f"in {len(having)} of {liked}"
        description = "; ".join([*_films_by_field(category, shared), *([OF_ALL] if liked > 1 else [])])
        return one if len(having) == 1 else several, description
    if words := unwanted.get(category_key(category), "") if category.value < 0 else "":
        return words, f"{category.field}, {words}"
    if not (liked or wishes) or abs(category.value) < VISIBLE:
        return "", category.field
    if category.value < 0:
        return "" if is_rare(category) else NOWHERE, f"{category.field}, {NOWHERE}"
    return "by chance", f"{category.field}; {NOWHERE}, but near one by chance of the sketches"


def _films_by_field(category: CategoryValue, shared: Mapping[Category, Sequence[str]]) -> Iterator[str]:
    """Yield each field of a category with the liked films that share it: "director, as in Alien"."""
    for field, name in keys_of(category):
        titles = [isolate(title) for title in shared.get((field, name), ())]
        yield f"{field}, as in {name_list(titles)}" if titles else field


def film_reader(reading: Reading, *, key: str, on_focus: Callback) -> None:
    """Draw plot and chips; what is chosen is sent with ``focus``."""
    component("film_reader")(key=key, data=plain(reading), on_focus_change=on_focus)
