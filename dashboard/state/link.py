"""A session's state as one parameter of the address, and back.

The parameter's name is the version. Films go by id, each with a few letters of a hash over its title and year, so the
same id in another catalogue is not taken for the same film. Version 1 knew no wishes, and its weights meant something
else; its films and choices are still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from dashboard.look.palette import LABELS
from dashboard.state.focus import Focus
from dashboard.state.link_message import DAMAGED, LinkError, LinkMessage, film_check, read_message, write_message
from dashboard.state.region_wishes import is_readable, region_film, with_region_film
from dashboard.state.state import State
from dashboard.text.grammar import shorten
from emde_core.data.catalogue import Catalogue
from emde_core.errors import ConfigError, HistoryError
from emde_core.explain.methods.registry import find_method
from emde_core.history import History, Wish
from emde_core.limits import LIMITS
from emde_core.recommender import Recommender

PARAMETER, FORMER = "v2", "v1"
SHORT = 8  # hex digits of a hash: enough to tell models apart
MOST_CHARACTERS = 120  # characters of a list of what was left out
# Fields of State that go along with the history where they are not at their default
LINK_FIELDS = (
    *("selected", "focus", "weights", "content_alone", "method", "slide", "pinned", "question", "other"),
    *("films", "film_page", "lens"),
)
FORMER_MEANING = "weights"  # the field that meant something else in the former version
FILM_FIELDS = ("selected", "pinned", "film_page")  # the fields that hold a film's id
FORMER_WEIGHTS = "An earlier version of this program made this link; its what-if meant something else and was left out."


@dataclass(frozen=True)
class LinkContent:
    """Everything that a link says to a model.

    Attributes:
        history: the films and wishes that this model knows.
        fields: a value for each of LINK_FIELDS.
        notices: what people should know about the link, a sentence each.
    """

    history: History
    fields: Mapping[str, Any]
    notices: tuple[str, ...] = ()

    def over(self, state: State) -> State:
        """Return a session's state after it followed this link; undo leads back."""
        return replace(state.edit(self.history), **self.fields)


def encode(state: State, model: Recommender) -> str:
    """Return the parameter's value; "" for a state that says nothing.

    Raises:
        LinkError: the state is too long for an address.
    """
    history, changes = state.history, (name for name, value in _defaults().items() if getattr(state, name) != value)
    more = {name: _adapter(name).dump_python(getattr(state, name), mode="json") for name in changes}
    if history.is_empty and not more:
        return ""
    message = LinkMessage(
        data=model.data_hash[:SHORT],
        model=model.model_hash[:SHORT],
        liked=tuple(history.liked),
        disliked=tuple(history.disliked),
        wishes=tuple((wish.kind, wish.name, wish.weight) for wish in history.wishes),
        more=more,
    )
    checks = "".join(film_check(model.catalogue[film_id]) for film_id in _film_ids(message, history.wishes, more))
    return write_message(message.model_copy(update={"checks": checks}))


def decode(value: str, model: Recommender, parameter: str = PARAMETER) -> LinkContent:
    """Return what a parameter's value says, as far as this model knows its films; "" is the empty state.

    Args:
        value: of the parameter.
        model: the model whose films the link is about.
        parameter: the name of the one that holds the value.

    Raises:
        LinkError: the value or its history is too long, or was not made by ``encode``.
    """
    if not value:
        return LinkContent(History(), _defaults())
    message = read_message(value)
    for amount, bound in (
        (len(message.liked) + len(message.disliked), LIMITS.session_history),
        (len(message.wishes), LIMITS.wishes),
    ):
        if amount > bound.most:
            raise LinkError(f"This link holds {amount:,} {bound.unit}, and a page takes at most {bound}.")
    more = {name: each for name, each in message.more.items() if parameter == PARAMETER or name != FORMER_MEANING}
    wishes = _wishes(message)
    film_ids = _film_ids(message, wishes, more)
    here = _known_films(film_ids, message, model.catalogue)
    readable = [wish for wish in wishes if region_film(wish) in (None, *here) and is_readable(wish, model)]
    history = replace(_films(message, here), wishes=tuple(_with_own_id(wish, here) for wish in readable))
    fields = _defaults() | dict(_usable_fields(more, here, history, model))
    notices = [*_notices(message, model, [each for each in dict.fromkeys(film_ids) if each not in here])]
    if len(more) < len(message.more):
        notices.append(FORMER_WEIGHTS)
    if lost := [wish.label for wish in wishes if wish not in readable]:
        notices.append(f"Here nothing can be read of: {shorten(', '.join(lost), MOST_CHARACTERS)}.")
    return LinkContent(history, fields, tuple(notices))


def origin(value: str) -> tuple[str, str]:
    """Return the beginnings of the hashes of the data and the model that a parameter's value was made with.

    Raises:
        LinkError: as for ``decode``.
    """
    message = read_message(value)
    return message.data, message.model


def _film_ids(message: LinkMessage, wishes: Iterable[Wish], more: Mapping[str, Any]) -> list[str]:
    """Return the ids of all films in a link, in the order of the message's checks."""
    regions = [film_id for wish in wishes if (film_id := region_film(wish)) is not None]
    return [*message.liked, *message.disliked, *regions, *(str(more[name]) for name in FILM_FIELDS if name in more)]


def _known_films(film_ids: Sequence[str], message: LinkMessage, catalogue: Catalogue) -> dict[str, str]:
    """Return those ids that mean the same film in this catalogue, each with the film's own id."""
    letters = zip(film_ids, message.film_checks(), strict=False)
    here = ((film_id, catalogue[film_id], check) for film_id, check in letters if film_id in catalogue.index)
    return {film_id: film.id for film_id, film, check in here if check == film_check(film)}


def _wishes(message: LinkMessage) -> list[Wish]:
    """Return each wish once, as it is named first.

    Raises:
        LinkError: a weight or a name is not one.
    """
    try:
        wishes = [Wish(*each) for each in message.wishes]
    except HistoryError as error:
        raise LinkError(DAMAGED) from error
    return list({wish.key: wish for wish in reversed(wishes)}.values())[::-1]


def _with_own_id(wish: Wish, here: Mapping[str, str]) -> Wish:
    film_id = region_film(wish)
    return wish if film_id is None else with_region_film(wish, here[film_id])


def _films(message: LinkMessage, here: Mapping[str, str]) -> History:
    """Return the films as a history; a film on both sides stays a liked one."""
    sides = (message.liked, message.disliked)
    liked, disliked = (dict.fromkeys(here[film_id] for film_id in side if film_id in here) for side in sides)
    return History(tuple(liked), tuple(film_id for film_id in disliked if film_id not in liked))


def _usable_fields(
    more: Mapping[str, Any], here: Mapping[str, str], history: History, model: Recommender
) -> Iterator[tuple[str, Any]]:
    """Yield the other fields, each by its own type; one that makes no sense here is left out."""
    for name in LINK_FIELDS:
        if name in more and (name not in FILM_FIELDS or str(more[name]) in here):
            with suppress(ValidationError, ConfigError):
                value = _adapter(name).validate_python(more[name])
                if name in FILM_FIELDS:
                    value = here.get(value)
                if isinstance(value, Focus) and value.kind == "film":
                    value = replace(value, key=here.get(value.key, value.key))
                if name == "weights":
                    model.weighing(dict(value))
                if name == "method":
                    find_method(value, model.trained.config.recipe)
                if name == "content_alone" and value:
                    model.by_content_alone()
                if not isinstance(value, Focus) or _exists(value, history):
                    yield name, value


def _exists(focus: Focus, history: History) -> bool:
    """Return True where the thing in focus exists; a focus on an atom that the film lacks does no harm."""
    if focus.kind == "film":
        return focus.key in history
    if focus.kind == "wish":
        return focus.key in (wish.key for wish in history.wishes)
    return focus.kind != "part" or focus.key in LABELS


def _notices(message: LinkMessage, model: Recommender, lost: Sequence[str]) -> Iterator[str]:
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
    if lost:
        ids = shorten(", ".join(lost), MOST_CHARACTERS)
        yield f"{len(lost)} of its films are not in this catalogue and were left out (by id: {ids})."


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Return a reader and writer of a field of State, by its declared type."""
    return TypeAdapter(get_type_hints(State, include_extras=True)[name])


def _defaults() -> dict[str, Any]:
    empty = State()
    return {name: getattr(empty, name) for name in LINK_FIELDS}
