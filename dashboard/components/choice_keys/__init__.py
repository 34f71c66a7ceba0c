"""Keys that lead through buttons to choose from: arrows to the next, a digit presses one, Escape the way out."""

from __future__ import annotations

from dashboard.components import component


def choice_keys(choices: str, leave: str, *, key: str) -> None:
    """Listen for as long as it is on the page.

    Args:
        choices: selector of the buttons, in their order.
        leave: selector of the button for Escape.
        key: of the component.
    """
    component("choice_keys")(key=key, data={"choices": choices, "leave": leave}, height="content")
