"""The browser's address and the state: written on each change, read when a link is opened or Back is pressed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.browser import session
from dashboard.service.service import Service
from dashboard.state import draft_text, link
from dashboard.state.draft import Draft
from dashboard.state.link_message import LONGEST, LinkError
from dashboard.state.state import State
from emde_core.workspace import is_model, prepared_models

RENEWED = "The model was replaced by another one while this page was open: scores and ranks are that one’s."
WAS_READ = "address_read"  # whether this session has read the address that it was opened with
STATE_PARAMETER = re.compile(r"v\d+")  # holds a state, in the form of one version of this program
READABLE = (link.PARAMETER, link.FORMER)  # the parameters whose states this program can read


@dataclass(frozen=True)
class _Drawing:
    """Facts that the page was drawn with last: the hashes of data and model, and the state as the address had it."""

    hashes: tuple[str, str]
    value: str


def _parameter() -> tuple[str, str]:
    """Return the parameter that holds a state, and its value: today's, else the former version's; "" for none."""
    return next(((name, st.query_params[name]) for name in READABLE if st.query_params.get(name)), (link.PARAMETER, ""))


def choose_model() -> Path:
    """Return this session's model, after a switch to the one that the address was made with, if it is prepared here.

    Raises:
        ArtifactError: the model given at the start does not belong to the data prepared around it.
    """
    _, value = _parameter()
    here = session.model_path()
    if not value or not _set_by_browser():
        return here
    with suppress(LinkError):  # ``synchronise`` says what is wrong
        hashes = link.origin(value)
        paths = (path for path in (here, session.start_model(), *prepared_models()) if is_model(path, *hashes))
        if (path := next(paths, here)) != here:
            session.switch(path, State())
    return session.model_path()


def synchronise(service: Service) -> None:
    """Take over the address if the browser set it; else write this session's state there.

    Call it before ``st.navigation``: then a change of screen and of its parameter are one step of the browser's
    history. Streamlit empties the address when a screen is chosen, so an empty one means something only when the
    browser went back to it.
    """
    _follow_model(service)
    parameter, value = _parameter()
    if _set_by_browser() and (_went_back() or value or _other_versions()):
        _take(parameter, value, service)
    if _set_by_browser() and (film := st.query_params.get(draft_text.PARAMETER)):
        _take_film(film)
    st.session_state[WAS_READ] = True
    state = _encoded_state(service)
    st.session_state[session.DRAWING] = _Drawing(_hashes(service), state)
    _write(state)


def _follow_model(service: Service) -> None:
    """Take this session's state to a model that has taken the place of the one that the page was drawn with.

    Of other films it is the state that the page was drawn with, since ids alone don't tell what they meant.
    """
    former, hashes = st.session_state.get(session.DRAWING), _hashes(service)
    if not isinstance(former, _Drawing) or former.hashes == hashes:
        return
    value = _encoded_state(service) if former.hashes[0] == hashes[0] else former.value
    content = link.decode(value, service.model)
    session.replace_state(content.over(State()))
    session.tell(RENEWED, *content.notices)


def _hashes(service: Service) -> tuple[str, str]:
    return service.model.data_hash, service.model.model_hash


def _set_by_browser() -> bool:
    """Return True for an address that somebody opened or went back to, False for one that this session wrote."""
    return _went_back() or not st.session_state.get(WAS_READ, False)


def _went_back() -> bool:
    """Return True where this run answers the browser's Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _other_versions() -> list[str]:
    return [name for name in st.query_params if STATE_PARAMETER.fullmatch(name) and name not in READABLE]


def _take(parameter: str, value: str, service: Service) -> None:
    try:
        if _other_versions():
            raise LinkError("This link was made by another version of this program; build the history again.")
        content = link.decode(value, service.model, parameter)
    except LinkError as error:
        content = link.decode("", service.model)
        notices: tuple[str, ...] = (str(error),)
    else:
        notices = content.notices
    session.replace_state(content.over(session.state()))
    session.tell(*notices)


def _take_film(value: str) -> None:
    """Go on with a film that somebody wrote; the versions that this session had can be gone back to."""
    try:
        session.have_drafts(*session.state().drafts, draft_text.read_film(value))
    except LinkError as error:
        session.tell(*session.notices(), str(error))


def _encoded_state(service: Service) -> str:
    """Return this session's state as the address takes it; one that does not fit leaves it empty, with a notice."""
    try:
        return link.encode(session.state(), service.model)
    except LinkError as error:
        session.tell(*dict.fromkeys((*session.notices(), str(error))))
        return ""


def _write(value: str) -> None:
    """Write the state into the address, with no other one beside it; the same value is left alone."""
    states = [name for name in st.query_params if STATE_PARAMETER.fullmatch(name)]
    for name in states if not value else [name for name in states if name != link.PARAMETER]:
        del st.query_params[name]
    if value and value != st.query_params.get(link.PARAMETER, ""):
        st.query_params[link.PARAMETER] = value


def explore_address(service: Service) -> str:
    """Return the whole address at which Explore opens with this session's state, as this browser reaches the program.

    Call it on another screen than Explore, whose address is the program's own.
    """
    value = link.encode(replace(session.state(), slide=0), service.model)
    return urljoin(st.context.url or "", f"./?{link.PARAMETER}={value}")


def film_address(service: Service, draft: Draft) -> str:
    """Return the whole address at which Screen test, on which it is called, opens with this film and history.

    Raises:
        LinkError: both are too long for an address.
    """
    state = link.encode(session.state(), service.model)
    film = draft_text.write_film(draft, LONGEST - len(state))
    parameters = {link.PARAMETER: state, draft_text.PARAMETER: film} if state else {draft_text.PARAMETER: film}
    return urljoin(st.context.url or "", f"?{urlencode(parameters)}")


def is_on_this_machine(address: str) -> bool:
    """Return True for an address that means another machine wherever else it is opened.

    >>> [is_on_this_machine(f"http://{host}/") for host in ("localhost:8501", "127.0.0.1", "[::1]:80", "films.org")]
    [True, True, True, False]
    """
    host = urlsplit(address).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
