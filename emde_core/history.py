"""Watch histories: the films that somebody liked, those that were not for them, and wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from numbers import Real

from emde_core.checks import between, one_of
from emde_core.errors import HistoryError
from emde_core.limits import LIMITS, Bound
from emde_core.schema import DISLIKE, LIKE, POPULARITY, REACTIONS, Reaction
from emde_core.summary import few, summary

LEAST, MOST = 0.25, 4.0  # weight of a wish
WORD, REGION = "word", "region"  # kinds of wishes; all others are fields of categories


@dataclass(frozen=True)
class Wish:
    """A wish for more, or less, of something: a category, a word, a region of a poster, or popularity.

    Attributes:
        kind: a field of categories ("director"), "word", "region" or "popularity".
        name: which: "Ridley Scott"; "war"; a film's id and a patch of its poster, "89:2-3"; "" for popularity.
        weight: .25 to 4, above 0 for more and below 0 for less.

    Raises:
        HistoryError: the weight is out of range, or the name is missing, or there is one for popularity.

    >>> less("director", "Ridley Scott", weight=2).label
    'less director Ridley Scott'
    """

    kind: str
    name: str = ""
    weight: float = 1.0

    def __post_init__(self) -> None:
        weight: object = self.weight  # whatever a person or a file gave
        between("a wish's weight", abs(weight) if isinstance(weight, Real) else weight, LEAST, MOST, HistoryError)
        if not self.name and self.kind != POPULARITY:
            raise HistoryError(f"a wish for a {self.kind} needs a name, as in {self.kind}:NAME")
        if self.name and self.kind == POPULARITY:
            raise HistoryError(f"a wish for {POPULARITY} takes no name; leave {self.name!r} out")

    @property
    def key(self) -> str:
        """The kind and the name, which make two wishes the same whatever they weigh: "director:Ridley Scott"."""
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @property
    def label(self) -> str:
        """The wish in words: "more director Ridley Scott"."""
        return f"{'more' if self.weight > 0 else 'less'} {self.kind} {self.name}".strip()


def more(kind: str, name: str = "", weight: float = 1.0) -> Wish:
    """Return a wish for more of something; see ``Wish`` for the kinds."""
    return Wish(kind, name, weight)


def less(kind: str, name: str = "", weight: float = 1.0) -> Wish:
    """Return a wish for less of something."""
    return Wish(kind, name, -weight)


@dataclass(frozen=True)
class History:
    """Films by id (or by any name that the catalogue finds), each liked or disliked, in order; and wishes.

    Raises:
        HistoryError: a film stands on both sides, or twice on one; a side is one name where a list of them is meant;
            one thing is wished twice; or there are more films or wishes than ``LIMITS`` allows.

    >>> history = History(liked=["Alien", "Brazil"], wishes=[more("genre", "Comedy")])
    >>> history.without("Brazil").with_film("Emma", "dislike")
    History(liked: Alien, disliked: Emma, wishes: more genre Comedy)
    """

    liked: Sequence[str] = ()
    disliked: Sequence[str] = ()
    wishes: Sequence[Wish] = ()

    def __post_init__(self) -> None:
        for side in ("liked", "disliked"):
            if isinstance(name := getattr(self, side), str):
                raise HistoryError(f"{side} is the single name {name!r}; give a list of names: {side}=[{name!r}]")
            object.__setattr__(self, side, tuple(str(film) for film in getattr(self, side)))
        films = (*self.liked, *self.disliked)
        _check_number(films, LIMITS.history)
        if (film := _twin(films)) is not None:
            raise HistoryError(f"{film!r} stands in the history more than once; name each film once")
        object.__setattr__(self, "wishes", tuple(self.wishes))
        _check_number(self.wishes, LIMITS.wishes)
        if (key := _twin(wish.key for wish in self.wishes)) is not None:
            raise HistoryError(f"{key!r} is wished more than once; name each wish once")

    def __repr__(self) -> str:
        wishes = [wish.label for wish in self.wishes]
        sides = {"liked": self.liked, "disliked": self.disliked, "wishes": wishes}
        return summary(self, *(f"{side}: {few(names)}" for side, names in sides.items() if names))

    def __len__(self) -> int:
        """Return the number of films."""
        return len(self.liked) + len(self.disliked)

    @property
    def is_empty(self) -> bool:
        """True where there is neither a film nor a wish."""
        return not len(self) and not self.wishes

    def __iter__(self) -> Iterator[tuple[str, Reaction]]:
        """Iterate over the films, each with its reaction, likes first."""
        yield from ((film, LIKE) for film in self.liked)
        yield from ((film, DISLIKE) for film in self.disliked)

    def __contains__(self, film: str) -> bool:
        return film in self.liked or film in self.disliked

    def reaction_to(self, film: str) -> Reaction | None:
        """Return the reaction to a film; None where it is not in the history."""
        return LIKE if film in self.liked else DISLIKE if film in self.disliked else None

    def with_film(self, film: str, reaction: Reaction) -> History:
        """Return the history with a film added, or with its reaction changed.

        Raises:
            HistoryError: the reaction is none.
        """
        one_of("reaction", reaction, REACTIONS, HistoryError)
        if self.reaction_to(film) == reaction:
            return self
        rest = self.without(film)
        if reaction == LIKE:
            return replace(rest, liked=(*rest.liked, film))
        return replace(rest, disliked=(*rest.disliked, film))

    def without(self, *films: str) -> History:
        """Return the history without some films."""
        return replace(self, liked=_less(self.liked, films), disliked=_less(self.disliked, films))

    def with_wish(self, wish: Wish) -> History:
        """Return the history with a wish added, or with its weight changed."""
        return replace(self, wishes=(*self.without_wish(wish.key).wishes, wish))

    def without_wish(self, key: str) -> History:
        """Return the history without the wish of this key."""
        return replace(self, wishes=tuple(wish for wish in self.wishes if wish.key != key))


def _check_number(things: Sequence[object], bound: Bound) -> None:
    if len(things) > bound.most:
        raise HistoryError(f"{len(things):,} {bound.unit} in one history, which takes at most {bound}; leave some out")


def _twin(names: Iterable[str]) -> str | None:
    """Return the first name that stands twice; None where none does."""
    counts = Counter(names)
    return next((name for name, count in counts.items() if count > 1), None)


def _less(films: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(film for film in films if film not in others)
