"""The way of our HTML to the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from dashboard.text.markup import Markup, join


@dataclass(frozen=True)
class _Finished:
    """HTML that Streamlit takes as it is: it would dedent a string, which takes milliseconds for our style sheet."""

    markup: Markup

    def _repr_html_(self) -> str:
        return str(self.markup)


def draw_html(*pieces: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw markup, never a plain string: that is the type's promise that data in it was escaped."""
    st.html(_Finished(join(*pieces)), width=width)
