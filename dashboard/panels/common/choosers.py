"""Lists and rows of buttons to choose from, which always show what the session's state says."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Literal, TypeVar

import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.panels.common.fields import fill

T = TypeVar("T", bound=Hashable)


def draw_list(
    name: str, options: Iterable[T], choice: T, *, key: str, label: Callable[[T], str], take: Callable[[T], None]
) -> None:
    """Draw a list that is searched by typing.

    Args:
        name: what is chosen.
        options: what to choose from; the second of two that are the same is left out.
        choice: what is chosen now; a list that was drawn before would go on showing what it showed.
        key: the element's.
        label: an option in words.
        take: is called with another choice.
    """
    fill(key, choice)
    st.selectbox(
        name,
        list(dict.fromkeys(options)),
        format_func=label,
        key=key,
        on_change=guard(lambda: take(st.session_state[key])),
    )


def draw_segments(
    name: str,
    options: Iterable[T],
    choice: T,
    *,
    key: str,
    label: Callable[[T], str],
    take: Callable[[T], None],
    required: bool = False,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> None:
    """Draw buttons in a row, one of them pressed; releasing it leaves the choice as it is. Arguments as for a list."""

    def change() -> None:
        other = st.session_state[key]
        take(choice if other is None else other)

    fill(key, choice)
    st.segmented_control(
        name,
        list(options),
        format_func=label,
        key=key,
        on_change=guard(change),
        required=required,
        label_visibility=label_visibility,
    )
