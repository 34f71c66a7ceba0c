"""A type-ahead field: films by title, director or actor, to be liked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from dashboard.components import Callback, component, sent
from emde_core.schema import DISLIKE, LIKE, Reaction

HTML = """
<div class="search">
  <input type="text" role="combobox" autocomplete="off" spellcheck="false" aria-autocomplete="list"
    aria-expanded="false" aria-controls="found" aria-label="Add a film by title, director or actor"
    placeholder="Add a film, director or actor" maxlength="120">
  <ul id="found" class="found" role="listbox" aria-label="Films found" hidden></ul>
  <p class="hint" role="status"></p>
</div>
"""


@dataclass(frozen=True)
class Found:
    """A film in the list; ``detail`` says what matched, ``reaction`` whether it stands in the history already."""

    id: str
    title: str
    detail: str
    picture: str | None
    reaction: Reaction | None


@dataclass(frozen=True)
class Choice:
    """The film that was chosen, and how it was."""

    film: str
    reaction: Reaction


def film_search(query: str, found: Sequence[Found], *, key: str, on_query: Callback, on_choose: Callback) -> None:
    """Draw the field with what was found for ``query``. See ``typed`` and ``chosen``."""
    data = {"query": query, "found": [asdict(film) for film in found]}
    component("film_search", HTML)(key=key, data=data, on_query_change=on_query, on_choose_change=on_choose)


def typed(key: str) -> str | None:
    """What has just been typed."""
    value = sent(key, "query")
    return value[:120] if isinstance(value, str) else None


def chosen(key: str) -> Choice | None:
    """What has just been chosen."""
    return parse(sent(key, "choose"))


def parse(value: object) -> Choice | None:
    """A message from the browser; None for one that makes no sense."""
    if not isinstance(value, dict):
        return None
    film, reaction = value.get("film"), value.get("reaction")
    if not isinstance(film, str) or reaction not in (LIKE, DISLIKE):
        return None
    return Choice(film, reaction)
