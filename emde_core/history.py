"""A watch history: the films that somebody liked, and those that were not for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from emde_core.checks import one_of
from emde_core.errors import HistoryError
from emde_core.schema import DISLIKE, LIKE, REACTIONS, Reaction


@dataclass(frozen=True)
class History:
    """Films by id (or by any name that the catalogue finds), each liked or disliked, in order.

    Raises:
        HistoryError: a film stands on both sides, or twice on one; or a side is one name where a list of them is meant.
    """

    liked: Sequence[str] = ()
    disliked: Sequence[str] = ()

    def __post_init__(self) -> None:
        for side in ("liked", "disliked"):
            if isinstance(name := getattr(self, side), str):
                raise HistoryError(f"{side} is the single name {name!r}; give a list of names: {side}=[{name!r}]")
            object.__setattr__(self, side, tuple(str(film) for film in getattr(self, side)))
        films = (*self.liked, *self.disliked)
        for film in films:
            if films.count(film) > 1:
                raise HistoryError(f"{film!r} stands in the history more than once; name each film once")

    def __len__(self) -> int:
        return len(self.liked) + len(self.disliked)

    def __iter__(self) -> Iterator[tuple[str, Reaction]]:
        """Each film with its reaction, likes first."""
        yield from ((film, LIKE) for film in self.liked)
        yield from ((film, DISLIKE) for film in self.disliked)

    def __contains__(self, film: str) -> bool:
        return film in self.liked or film in self.disliked

    def reaction_to(self, film: str) -> Reaction | None:
        """What this history says of a film; None if nothing."""
        return LIKE if film in self.liked else DISLIKE if film in self.disliked else None

    def with_film(self, film: str, reaction: Reaction) -> History:
        """The history with a film added, or its reaction changed.

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
        """The history less some films."""
        return History(_less(self.liked, films), _less(self.disliked, films))


def _less(films: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    return tuple(film for film in films if film not in gone)
