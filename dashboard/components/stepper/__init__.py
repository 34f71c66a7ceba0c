"""Steps that follow one another: their names in a row, Back and Next; arrow keys lead from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.components import Callback, component, event_value


def stepper(names: Sequence[str], step: int, *, key: str, on_step: Callback) -> None:
    """Draw the row.

    Args:
        names: of the steps.
        step: the one that is on the screen, from 1.
        key: of the component.
        on_step: called when somebody goes to another; see ``next_step``.
    """
    component("stepper")(key=key, data={"names": list(names), "step": step}, on_step_change=on_step)


def next_step(key: str, count: int) -> int | None:
    """Return the step that somebody goes to, of so many; None if nobody does."""
    return parse(event_value(key, "step"), count)


def parse(value: object, count: int) -> int | None:
    """Read a message from the browser; None for one that makes no sense."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return next((step for step in range(1, count + 1) if step == value), None)
