"""Small texts that this browser keeps, through reloads and restarts; they go to this dashboard and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dashboard.components import Callback, component, event_value, plain
from emde_core.limits import LIMITS

MOST = LIMITS.notes.most  # texts below one prefix
LONGEST = LIMITS.kept_text.most  # characters of each; browsers keep about five million in all
EVENT = "report"
Failure = Literal["", "full", "closed"]
Name = Annotated[str, Field(pattern=r"^[\w-]{1,64}$")]


@dataclass(frozen=True)
class Change:
    """A change of what is kept.

    Attributes:
        turn: its own name, by which the browser makes it once and says that it is made.
        name: of the text; None for all texts below the prefix.
        text: the text from now on; None removes it.
    """

    turn: str
    name: str | None
    text: str | None


class Report(BaseModel):
    """The texts that the browser keeps.

    Attributes:
        entries: (name, text) of each.
        turns: changes that were made.
        failure: "full" where a text did not fit, "closed" where this browser keeps nothing for this page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    entries: Annotated[tuple[tuple[Name, Annotated[str, Field(max_length=LONGEST)]], ...], Field(max_length=MOST)]
    turns: Annotated[tuple[Annotated[str, Field(max_length=64)], ...], Field(max_length=MOST)] = ()
    failure: Failure = ""


def browser_store(
    prefix: str, reader: str, changes: Sequence[Change], *, key: str, on_report: Callback, eager: bool = False
) -> None:
    """Change what is kept, and have it reported: at the start, after each change, and when another tab changes it.

    Args:
        prefix: of the names; each text is an item of its own, so that tabs do not overwrite each other's.
        reader: a session's name; a new one is told at its start.
        changes: to be made, the first one first.
        key: of the component.
        on_report: called with each report; see ``report``.
        eager: whether a start is reported where nothing is kept, too.
    """
    data = {"prefix": prefix, "reader": reader, "changes": plain(changes), "eager": eager}
    limits = {"most": MOST, "longest": LONGEST}
    component("browser_store")(key=key, data=data | limits, on_report_change=on_report, height="content")


def report(key: str) -> Report | None:
    """Return the report that arrives in this run; None if none does."""
    return parse(event_value(key, EVENT))


def parse(value: object) -> Report | None:
    """Read a message from the browser; None for one that makes no sense."""
    try:
        return Report.model_validate(value)
    except ValidationError:
        return None
