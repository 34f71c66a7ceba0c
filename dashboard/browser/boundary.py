"""Errors that nobody foresaw: a calm sentence with a number for people, the traceback under it in the server’s log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from emde_core.errors import EmdeError

LOG = logging.getLogger("dashboard")
FAULTS = "faults"  # sentences about what failed between two drawings of the page
SENTENCE = (
    "Something went wrong that nobody foresaw; the rest of the page can be used. "
    "Reference {number}: under this number the server’s log says what happened."
)


class UnforeseenError(EmdeError):
    """An error that nobody foresaw. Its message names the number under which the server's log has the traceback."""

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(SENTENCE.format(number=number))


@contextmanager
def boundary() -> Iterator[None]:
    """Let through what is written for people, and turn any other error into one with a number that the log has too.

    Streamlit's ways to stop and to draw anew are no ``Exception``, and pass.

    Raises:
        EmdeError: as it came; or an UnforeseenError.
    """
    try:
        yield
    except EmdeError:
        raise
    except Exception as error:  # here alone: whatever it is, the rest of the page has to stand
        raise unforeseen(error) from error


def unforeseen(error: Exception) -> UnforeseenError:
    """Write an error into the log, and return one for people, with the number that it has there."""
    number = token_hex(4)
    LOG.error("Reference %s", number, exc_info=error)
    return UnforeseenError(number)


def guard(callback: Callable[..., object]) -> Callable[..., None]:
    """Return a callback that, where it fails, leaves everything as it was, and says so at the top of the page.

    Streamlit runs callbacks before the page, and would draw nothing of it after an error. The page is drawn whole where
    the callback's element would be left out.
    """

    @wraps(callback)
    def guarded_callback(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - those of the callback
        try:
            with boundary():
                callback(*args, **kwargs)
        except EmdeError as error:
            _faults().append(f"That could not be done. {error}")
            st.rerun()  # the whole page, where the callback belongs to a part of it alone
        if _is_left_out():
            st.rerun()

    return guarded_callback


def _is_left_out() -> bool:
    """Return True in a callback whose element is no part of the fragments that are about to be drawn.

    Streamlit 1.67 answers all that a browser sends at once with one run, and draws a fragment alone where any of it
    came from one: a click at the moment when a fragment asks for its results, for instance.
    """
    context = get_script_run_ctx()
    fragments = context.fragment_ids_this_run if context else None
    return bool(fragments and ThreadState.get().fragment_id not in fragments)


def guard_file(write: Callable[[], str]) -> Callable[[], str]:
    """Return a writer of a file that, where it fails, says so when the page is drawn next.

    Streamlit calls it outside of any session when the button is clicked, and tells of a failure beside the button.
    """
    faults = _faults()

    @wraps(write)
    def guarded_writer() -> str:
        try:
            with boundary():
                return write()
        except EmdeError as error:
            faults.append(f"The file could not be written. {error}")
            raise

    return guarded_writer


def tell_fault(sentence: str) -> None:
    """Have a sentence, once, at the top of the page that is drawn next."""
    if sentence not in _faults():
        _faults().append(sentence)


def take_faults() -> tuple[str, ...]:
    """Return the sentences about what failed since the page was drawn last, and forget them."""
    sentences = tuple(_faults())
    _faults().clear()
    return sentences


def _faults() -> list[str]:
    faults: list[str] = st.session_state.setdefault(FAULTS, [])
    return faults
