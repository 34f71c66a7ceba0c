"""Enter in a row of a table, which opens it: Streamlit's buttons in a table hear the mouse alone."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.components import Callback, component, event_value


def row_keys(table: str, *, key: str, on_open: Callback) -> None:
    """Listen for as long as it is on the page. See ``opened_row`` for the row.

    Args:
        table: the key of the table.
        key: of the component.
        on_open: is called after Enter.
    """
    component("row_keys")(key=key, data={"table": table}, on_open_change=on_open, height="content")


def opened_row(key: str) -> Mapping[str, str] | None:
    """Return the texts of the row in which Enter was just pressed, by column; None if it was in none."""
    return parse(event_value(key, "open"))


def parse(value: object) -> Mapping[str, str] | None:
    """Read a message from the browser; None for one that makes no sense."""
    is_row = isinstance(value, Mapping) and all(isinstance(each, str) for pair in value.items() for each in pair)
    return value if is_row else None  # type: ignore[return-value] # of strings, as was just seen
