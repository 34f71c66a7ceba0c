"""A session's state as one parameter of the address, and back: versioned, checked, short.

The parameter's name is the version; its value is JSON in URL-safe base64. Films go by id, each with a few letters of a
hash over its title and year, so that the same id in another catalogue is not taken for the same film. Version 1 knew no
wishes, and weighed something else; its films and choices are still read.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dashboard.look.palette import LABELS
from dashboard.state.focus import Focus
from dashboard.state.state import State
from dashboard.text.grammar import shorten
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import ConfigError, EmdeError, HistoryError
from emde_core.history import REGION, History, Wish
from emde_core.recommender import Recommender

PARAMETER, FORMER = "v2", "v1"
LONGEST = 8_000  # characters; browsers and proxies take this much, and 300 films need less
SHORT = 8  # hex digits of a hash: enough to tell models apart
CHECK = 3  # letters for each film
# Fields of State that go along with the history where they are not at their default
CARRIED = ("selected", "focus", "weights", "content_alone", "slide", "pinned", "question", "other")
MEANT_OTHERWISE = "weights"  # in the former version
FILM_FIELDS = ("selected", "pinned")  # those of them that hold a film's id

TOO_LONG = (
    "This history is too long for a link: a copied one opens an empty page. To keep or send what is on the screen, "
    "save the page on Explore (“Share or save …”)."
)
DAMAGED = "This link is damaged or incomplete; copy it again, to its very end."
FORMER_WEIGHTS = "An earlier version of this program made this link; its what-if meant something else and was left out."
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{0,16}$")]


class LinkError(EmdeError):
    """The address holds no state that can be read, or none that it could hold."""


class _Message(BaseModel):
    """What the parameter holds.

    ``wishes`` are (kind, name, weight); ``checks`` are CHECK letters for each film: likes, dislikes, those that wishes
    are about, those of ``more``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Hash
    model: Hash
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str, float], ...] = ()
    checks: str = ""
    more: dict[str, Any] = {}


@dataclass(frozen=True)
class LinkContent:
    """What an address says.

    Attributes:
        history: the films that this model knows.
        carried: a value for each of State's fields in CARRIED.
        notices: what has to be said about the link, a sentence each.
    """

    history: History
    carried: Mapping[str, Any]
    notices: tuple[str, ...] = ()

    def over(self, state: State) -> State:
        """A session's state once it has followed this address; undo leads back."""
        return replace(state.edit(self.history), **self.carried)


def encode(state: State, model: Recommender) -> str:
    """The parameter's value; "" for a state that says nothing.

    Raises:
        LinkError: the state is too long for an address.
    """
    more = {name: _adapter(name).dump_python(getattr(state, name), mode="json") for name in _changed(state)}
    wishes = state.history.wishes
    films = [*state.history.liked, *state.history.disliked, *_films_of(wishes), *_films_in(more)]
    if state.history.is_empty and not more:
        return ""
    message = _Message(
        data=model.data_hash[:SHORT],
        model=model.model_hash[:SHORT],
        liked=tuple(state.history.liked),
        disliked=tuple(state.history.disliked),
        wishes=tuple((wish.kind, wish.name, wish.weight) for wish in wishes),
        checks="".join(check(model.catalogue[film]) for film in films),
        more=more,
    )
    packed = _packed(message)
    if len(packed) > LONGEST:
        raise LinkError(TOO_LONG)
    return packed


def decode(value: str, model: Recommender, version: str = PARAMETER) -> LinkContent:
    """What a parameter's value says, as far as this model knows its films; "" is the empty state.

    Args:
        value: of the parameter.
        model: whose films they are.
        version: the parameter's name.

    Raises:
        LinkError: the value is too long, or was not made by ``encode``.
    """
    if not value:
        return LinkContent(History(), _defaults())
    message = _read(value)
    more = {name: each for name, each in message.more.items() if version == PARAMETER or name != MEANT_OTHERWISE}
    wishes = _wishes(message)
    films = (*message.liked, *message.disliked, *_films_of(wishes), *_films_in(more))
    known = _known(films, message.checks, model.catalogue)
    kept = [wish for wish in wishes if _can_be_read(wish, known, model)]
    history = replace(_history(message, known), wishes=tuple(_of_this_film(wish, known) for wish in kept))
    carried = _defaults() | dict(_checked(more, known, history, model))
    notices = [*_notices(message, model, [film for film in dict.fromkeys(films) if film not in known])]
    if len(more) < len(message.more):
        notices.append(FORMER_WEIGHTS)
    if gone := [wish for wish in wishes if wish not in kept]:
        notices.append(f"Here nothing can be read of: {shorten(', '.join(wish.label for wish in gone), 120)}.")
    return LinkContent(history, carried, tuple(notices))


def _wishes(message: _Message) -> list[Wish]:
    """Each thing once, as it is named first.

    Raises:
        LinkError: a weight or a name is none.
    """
    try:
        wishes = [Wish(*each) for each in message.wishes]
    except HistoryError as error:
        raise LinkError(DAMAGED) from error
    return list({wish.key: wish for wish in reversed(wishes)}.values())[::-1]


def _films_of(wishes: Sequence[Wish]) -> list[str]:
    """The films whose posters wishes are about."""
    return [wish.name.rpartition(":")[0] for wish in wishes if wish.kind == REGION]


def _can_be_read(wish: Wish, known: Mapping[str, str], model: Recommender) -> bool:
    if any(film not in known for film in _films_of([wish])):
        return False
    try:
        model.entries(History(wishes=(wish,)))
    except EmdeError:
        return False
    return True


def _of_this_film(wish: Wish, known: Mapping[str, str]) -> Wish:
    """A wish for a part of a poster by the film's own id."""
    if wish.kind != REGION:
        return wish
    film, _, patch = wish.name.rpartition(":")
    return replace(wish, name=f"{known[film]}:{patch}")


def origin(value: str) -> tuple[str, str]:
    """The beginnings of the hashes of the data and the model that a parameter's value was made with.

    Raises:
        LinkError: as for ``decode``.
    """
    message = _read(value)
    return message.data, message.model


def check(film: Film) -> str:
    """A few letters that stand for a film's title and year."""
    digest = hashlib.sha256(film.label.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:CHECK]


def _packed(message: _Message) -> str:
    return base64.urlsafe_b64encode(message.model_dump_json(exclude_defaults=True).encode()).decode().rstrip("=")


def _read(value: str) -> _Message:
    if len(value) > LONGEST:
        raise LinkError(f"This link has {len(value):,} characters, and at most {LONGEST:,} are read; copy it again.")
    try:
        packed = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        return _Message.model_validate_json(packed)
    except ValueError as error:
        raise LinkError(DAMAGED) from error


def _films_in(more: Mapping[str, Any]) -> list[str]:
    return [str(more[name]) for name in FILM_FIELDS if name in more]


def _known(films: Sequence[str], checks: str, catalogue: Catalogue) -> dict[str, str]:
    """Those of a link's ids that mean the same film here, each with the film's own id."""
    said = zip(films, _pieces(checks), strict=False)
    here = ((film, catalogue[film], letters) for film, letters in said if film in catalogue.index)
    return {film: found.id for film, found, letters in here if letters == check(found)}


def _pieces(checks: str) -> list[str]:
    return [checks[start : start + CHECK] for start in range(0, len(checks), CHECK)]


def _history(message: _Message, known: Mapping[str, str]) -> History:
    """Each film once, on the side that names it first."""
    sides = (message.liked, message.disliked)
    liked, disliked = (dict.fromkeys(known[film] for film in side if film in known) for side in sides)
    return History(tuple(liked), tuple(film for film in disliked if film not in liked))


def _checked(
    more: Mapping[str, Any], known: Mapping[str, str], history: History, model: Recommender
) -> Iterator[tuple[str, Any]]:
    """The other fields, each by its own type; one that makes no sense here keeps its default."""
    for name in CARRIED:
        if name in more and (name not in FILM_FIELDS or str(more[name]) in known):
            with suppress(ValidationError, ConfigError):
                value = _adapter(name).validate_python(more[name])
                if name in FILM_FIELDS:
                    value = known.get(value)
                if isinstance(value, Focus) and value.kind == "film":
                    value = replace(value, key=known.get(value.key, value.key))
                if name == "weights":
                    model.weighing(dict(value))
                if name == "content_alone" and value:
                    model.by_content_alone()
                if not isinstance(value, Focus) or _is_there(value, history):
                    yield name, value


def _is_there(focus: Focus, history: History) -> bool:
    """Whether what is singled out exists; atoms that a film does not have do no harm."""
    if focus.kind == "film":
        return focus.key in history
    if focus.kind == "wish":
        return focus.key in (wish.key for wish in history.wishes)
    return focus.kind != "part" or focus.key in LABELS


def _notices(message: _Message, model: Recommender, dropped: Sequence[str]) -> Iterator[str]:
    if message.data != model.data_hash[:SHORT]:
        yield (
            f"This link was made with other films or ratings (data {message.data}, here {model.data_hash[:SHORT]}): "
            "scores and ranks are not the same."
        )
    elif message.model != model.model_hash[:SHORT]:
        yield (
            f"This link was made with another model of the same data (model {message.model}, here "
            f"{model.model_hash[:SHORT]}): scores and ranks may differ."
        )
    if dropped:
        named = shorten(", ".join(dropped), 120)
        yield f"{len(dropped)} of its films are not in this catalogue and were left out (by id: {named})."


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Reads and writes a field of State by its declared type."""
    return TypeAdapter(get_type_hints(State, include_extras=True)[name])


def _defaults() -> dict[str, Any]:
    empty = State()
    return {name: getattr(empty, name) for name in CARRIED}


def _changed(state: State) -> list[str]:
    """The carried fields that are not at their default."""
    return [name for name, default in _defaults().items() if getattr(state, name) != default]
