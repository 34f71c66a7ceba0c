"""Films that somebody writes as text: their versions for the browser that keeps them, and one for a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pydantic import TypeAdapter

from dashboard.state.draft import LONGEST_PLOT, LONGEST_TITLE, SIZE, Draft
from dashboard.state.link_message import DAMAGED, LONGEST, LinkError, from_parameter, to_parameter
from emde_core.data.posters import decode_poster
from emde_core.errors import DataError
from emde_core.limits import LIMITS
from emde_core.modalities.categorical import FIELDS

PARAMETER = "film"  # of an address
TOO_LONG = "This film and this history are too long for a link together: shorten the plot, or save the film as data."
_VERSIONS, _VERSION = TypeAdapter(tuple[Draft, ...]), TypeAdapter(Draft)


def write_versions(drafts: Sequence[Draft], longest: int = LIMITS.kept_text.most) -> str:
    """Return versions of a film as text of at most ``longest`` characters: the latest ones that fit."""
    text = _VERSIONS.dump_json(tuple(drafts), exclude_defaults=True).decode()
    return text if len(text) <= longest else write_versions(drafts[1:], longest)


@lru_cache(maxsize=16)
def read_versions(text: str) -> tuple[Draft, ...]:
    """Return the versions in a text from the browser, where anybody can write; () for a text that holds none."""
    try:
        drafts = _VERSIONS.validate_json(text)
    except ValueError:
        return ()
    return drafts if all(map(_is_film, drafts)) else ()


def write_film(draft: Draft, room: int = LONGEST) -> str:
    """Return a film as a parameter of an address, without a picture that was sent.

    Args:
        draft: the film.
        room: characters that are left in the address.

    Raises:
        LinkError: it is too long.
    """
    return to_parameter(_VERSION.dump_json(replace(draft, picture=b""), exclude_defaults=True), room, TOO_LONG)


def read_film(value: str) -> Draft:
    """Return the film in a parameter of an address.

    Raises:
        LinkError: the parameter is too long, or ``write_film`` did not make it.
    """
    draft = from_parameter(value, _VERSION)
    if draft.picture or not _is_film(draft):
        raise LinkError(DAMAGED)
    return draft


def _is_film(draft: Draft) -> bool:
    """Return True for what the form for a film could have made."""
    is_short = len(draft.title) <= LONGEST_TITLE and len(draft.plot) <= LONGEST_PLOT
    names = all(field in FIELDS and 0 < len(name) <= LIMITS.title.most for field, name in draft.categories)
    try:
        draft.film  # noqa: B018 - it is made here
        if draft.picture:
            decode_poster(draft.picture, SIZE)
    except (ValueError, DataError):
        return False
    return is_short and names
