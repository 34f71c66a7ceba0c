"""Errors as a person can use them: what happened, what to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.text.markup import text


def error_message(title: str, message: str) -> None:
    """A box with what went wrong; emde_core's messages name the remedy."""
    st.html(f'<div class="trouble" role="alert"><h2>{text(title)}</h2><p>{text(message)}</p></div>')


def notices(sentences: Sequence[str]) -> None:
    """Something that a person should know before reading on; nothing where there is nothing to say."""
    if sentences:
        st.html(f'<p class="note warn" role="status">{text(" ".join(sentences))}</p>')
