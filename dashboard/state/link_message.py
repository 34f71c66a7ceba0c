"""The text of a link: JSON in URL-safe base64, checked when it is read. What the fields mean is in ``link.py``."""

from __future__ import annotations

import base64
import hashlib
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from emde_core.data.catalogue import Film
from emde_core.errors import EmdeError
from emde_core.limits import LIMITS

LONGEST = LIMITS.address.most  # characters; browsers and proxies take this much, and 300 films need less
CHECK = 3  # letters for each film
TOO_LONG = (
    "This history is too long for a link: a copied one opens an empty page. To keep or send what is on the screen, "
    "save the page on Explore (“Share or save …”)."
)
DAMAGED = "This link is damaged or incomplete; copy it again, to its very end."
T = TypeVar("T")
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{0,16}$")]


class LinkError(EmdeError):
    """A link that can't be read, or a state that does not fit into one."""


class LinkMessage(BaseModel):
    """Everything that a link holds.

    Attributes:
        data, model: the beginnings of the hashes of the data and the model that it was made with.
        liked, disliked: ids of films.
        wishes: (kind, name, weight) of each.
        checks: CHECK letters for each film: likes, dislikes, those that wishes are about, those in ``more``.
        more: other fields of State that are not at their default, as JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Hash
    model: Hash
    liked: tuple[str, ...] = ()
    disliked: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str, float], ...] = ()
    checks: str = ""
    more: dict[str, Any] = {}

    def film_checks(self) -> list[str]:
        """Return the letters of each film, in the order of ``checks``."""
        return [self.checks[start : start + CHECK] for start in range(0, len(self.checks), CHECK)]


_MESSAGE = TypeAdapter(LinkMessage)


def film_check(film: Film) -> str:
    """Return a few letters that stand for a film's title and year."""
    digest = hashlib.sha256(film.label.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:CHECK]


def write_message(message: LinkMessage) -> str:
    """Return a message as a link's parameter.

    Raises:
        LinkError: it is too long for an address.
    """
    return to_parameter(message.model_dump_json(exclude_defaults=True).encode(), LONGEST, TOO_LONG)


def read_message(value: str) -> LinkMessage:
    """Return the message in a link's parameter.

    Raises:
        LinkError: the parameter is too long, or ``write_message`` did not make it.
    """
    return from_parameter(value, _MESSAGE)


def to_parameter(content: bytes, room: int, too_long: str) -> str:
    """Return JSON as a parameter of an address can hold it.

    Args:
        content: the JSON.
        room: characters that are left in the address.
        too_long: what is said of more than that.

    Raises:
        LinkError: it is too long.
    """
    value = base64.urlsafe_b64encode(content).decode().rstrip("=")
    if len(value) > room:
        raise LinkError(too_long)
    return value


def from_parameter(value: str, form: TypeAdapter[T]) -> T:
    """Return what ``to_parameter`` was given as JSON, in its form.

    Raises:
        LinkError: the parameter is too long, or was not made by it.
    """
    if len(value) > LONGEST:
        raise LinkError(f"This link has {len(value):,} characters, and at most {LONGEST:,} are read; copy it again.")
    try:
        return form.validate_json(base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True))
    except ValueError as error:
        raise LinkError(DAMAGED) from error
