"""Where the address meets the state: written on each change, read when a link is opened or Back is pressed."""

from __future__ import annotations

import re
from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.browser import session
from dashboard.service.service import Service
from dashboard.state import link
from dashboard.state.state import State
from emde_core.workspace import is_model, prepared_models

READ = "address_read"  # whether this session has read the address that it was opened with
VERSION = re.compile(r"v\d+")  # a parameter that holds a state
READ_HERE = (link.PARAMETER, link.FORMER)


def _shown() -> tuple[str, str]:
    """The parameter that holds a state, and its value: today's, else the former version's; "" where there is none."""
    return next(
        ((name, st.query_params[name]) for name in READ_HERE if st.query_params.get(name)), (link.PARAMETER, "")
    )


def choose_model() -> None:
    """Go on with the model that the address was made with, if that is another of those prepared here.

    Raises:
        ArtifactError: the model given at the start does not belong to the data prepared around it.
    """
    _, shown = _shown()
    if not shown or not _set_by_browser():
        return
    here = session.model_path()
    with suppress(link.LinkError):  # ``follow`` says what is wrong
        hashes = link.origin(shown)
        found = (path for path in (here, session.given_model(), *prepared_models()) if is_model(path, *hashes))
        if (path := next(found, here)) != here:
            session.switch(path, State())


def follow(service: Service) -> None:
    """Take over what the address says if the browser set it; else put this session's state there.

    Call it before ``st.navigation``: then a change of screen and of its parameter are one step of the browser's
    history. Streamlit empties the address when a screen is chosen, so that an empty one says something only when the
    browser went back to it.
    """
    version, shown = _shown()
    if _set_by_browser() and (_went_back() or shown or _others()):
        _take(version, shown, service)
    st.session_state[READ] = True
    _put(_written(service))


def _set_by_browser() -> bool:
    """Whether the address is what somebody opened or went back to, and not what this session wrote."""
    return _went_back() or not st.session_state.get(READ, False)


def _went_back() -> bool:
    """Whether this run answers the browser's Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _others() -> list[str]:
    return [name for name in st.query_params if VERSION.fullmatch(name) and name not in READ_HERE]


def _take(version: str, shown: str, service: Service) -> None:
    try:
        if _others():
            raise link.LinkError("This link was made by another version of this program; build the history again.")
        opened = link.decode(shown, service.model, version)
    except link.LinkError as error:
        opened = link.decode("", service.model)
        notices: tuple[str, ...] = (str(error),)
    else:
        notices = opened.notices
    session.become(opened.over(session.state()))
    session.tell(*notices)


def _written(service: Service) -> str:
    """This session's state as the address takes it; a state that it can't hold leaves it empty, and that is told."""
    try:
        return link.encode(session.state(), service.model)
    except link.LinkError as error:
        session.tell(*dict.fromkeys((*session.notices(), str(error))))
        return ""


def _put(value: str) -> None:
    """The state in the address, and no other one beside it; what stands there already is left alone."""
    for name in [each for each in st.query_params if VERSION.fullmatch(each) and (each != link.PARAMETER or not value)]:
        del st.query_params[name]
    if value and value != st.query_params.get(link.PARAMETER, ""):
        st.query_params[link.PARAMETER] = value
