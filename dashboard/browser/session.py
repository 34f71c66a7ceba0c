"""Streamlit's session: the only module that reads or writes it."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path
from threading import Event, Thread

import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from threadpoolctl import threadpool_limits

from dashboard.browser.boundary import boundary, tell_fault
from dashboard.browser.screens import SCREENS
from dashboard.service.auditions import Auditions
from dashboard.service.cache import BoundedCache
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.draft import Draft
from dashboard.state.state import State
from emde_core.artifacts.files import MANIFEST
from emde_core.errors import EmdeError
from emde_core.history import History
from emde_core.workspace import demo_folder, model_folder

STATE, RUNS, TURN, NOTICES, MODEL = "state", "runs", "turn", "notices", "model"
AUDITIONS, DRAWING, SCREEN = "auditions", "drawing", "screen"
WARM = "warm"  # the thread that prepares things in the background
POPULAR = 18  # films in the first grid
WARM_POSTERS, PAUSE = 2000, 0.02  # posters made in advance; seconds left to people in between
PATIENCE = 30.0  # seconds until what is prepared in advance waits for no first page any more
FIRST_PAGE = Event()  # set once a page has been drawn
MODELS = 3  # that are held at once
STALE = "This page goes on with the model as it was read before, since it can’t be read again: {error}"

OpenModel = tuple[Service, Posters]
_latest: BoundedCache[OpenModel] = BoundedCache(MODELS)  # by the path that a person named


def start_model() -> Path:
    """Return the model named after ``--`` when the server started, else the prepared demo's.

    Raises:
        ArtifactError: none is named and there is no demo; or it does not belong to the data prepared around it.
    """
    return model_folder(_named_at_start())


def _named_at_start() -> Path | None:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--model", type=Path, default=None)
    arguments, _ = parser.parse_known_args(sys.argv[1:])
    path: Path | None = arguments.model
    return path


@st.cache_resource(max_entries=MODELS, show_spinner="Opening the model …")
def _open(path: str, changed: int) -> OpenModel:  # noqa: ARG001 - a rewritten model is another model
    threadpool_limits(1)  # a click's matrices are small: threads that wait for more of them would take a core
    service = Service.open(Path(path))
    service.count_sketches()  # while there are words on the page; a click would wait for it without any
    posters = Posters(service.model.catalogue)
    posters.warm(service.popular(POPULAR))
    Thread(target=_warm, args=(service, posters), name=WARM, daemon=True).start()
    _settle()
    return service, posters


def _settle() -> None:
    """Take what is loaded out of the garbage collector's sight, which would search it again and again."""
    gc.collect()
    gc.freeze()


def _warm(service: Service, posters: Posters) -> None:
    """Prepare what the next minutes will need, once the first page is there: it shares the processor with this."""
    FIRST_PAGE.wait(PATIENCE)
    for screen in SCREENS:
        screen.view()
    reading = service.warm()
    for film in service.model.catalogue.films[:WARM_POSTERS]:
        posters.thumbnail(film)
        time.sleep(PAUSE)
    if reading is not None:
        wait([reading])
    _settle()


def model_path() -> Path:
    """Return this session's model: the one it was switched to, else the one given at the start."""
    path = st.session_state.get(MODEL)
    return path if isinstance(path, Path) else start_model()


def _path_as_named() -> Path:
    path = st.session_state.get(MODEL)
    return path if isinstance(path, Path) else _named_at_start() or demo_folder()


def is_elsewhere() -> bool:
    """Return True where this session has been switched to another model than the one given at the start."""
    return MODEL in st.session_state


def open_model(path: Path) -> OpenModel:
    """Return a model and its posters; all sessions share them.

    Raises:
        ArtifactError: there is no usable model at the path.
    """
    manifest = path / MANIFEST
    return _open(str(path), manifest.stat().st_mtime_ns if manifest.is_file() else 0)


def open_or_keep(choose: Callable[[], Path]) -> OpenModel:
    """Return a model and its posters as they stand on disk, or, with a sentence on the page, as they were read last.

    So a model that is removed, damaged or half exchanged while the server runs ends nobody's work.

    Args:
        choose: gives the folder of this session's model.

    Raises:
        EmdeError: the model can't be read, and never was.
    """
    try:
        with boundary():
            opened = open_model(choose())
            return _latest.store(_path_as_named(), opened)
    except EmdeError as error:
        if (latest := _latest.peek(_path_as_named())) is None:
            raise
        tell_fault(STALE.format(error=error))
        return latest


def state() -> State:
    """Return this session's state."""
    value = st.session_state.get(STATE)
    return value if isinstance(value, State) else State()


def switch(path: Path, new: State) -> None:
    """Go on with another model, and a state by that model's films."""
    st.session_state[MODEL] = path
    st.session_state.pop(DRAWING, None)  # the state is by this model's films already
    replace_state(new)


def replace_state(new: State) -> None:
    """Replace this session's state; notices about the former one go."""
    st.session_state[STATE] = new
    tell()


def have_drafts(*drafts: Draft) -> None:
    """Have these versions of the film that is being written, the last one current; notices, about the rest, stay."""
    st.session_state[STATE] = state().with_drafts(*drafts)


def begin_anew() -> None:
    """Forget this session: its state, its model, and what the address says of them."""
    for name in (STATE, MODEL, NOTICES, DRAWING):
        st.session_state.pop(name, None)
    st.query_params.clear()


def load_history(history: History, source: str) -> None:
    """Put another history in this one's place, and say how to get this one back."""
    former = state().history
    replace_state(state().load(history, source))
    if not former.is_empty:
        films = f"{len(former)} {'film' if len(former) == 1 else 'films'}"
        tell(f"Your history of {films} has made way for another. Undo brings it back.")


def tell(*notices: str) -> None:
    """Show notices at the top of the page until the state changes."""
    st.session_state[NOTICES] = notices


def notices() -> tuple[str, ...]:
    """Return the notices at the top of the page, a sentence each."""
    return tuple(st.session_state.get(NOTICES, ()))


def follow_screen() -> None:
    """Forget the fragments of the screen that was left, and what was asked of them; call it at the start of a run.

    A popover in one closes when somebody leaves, and asks for its fragment again. Streamlit would answer in the former
    screen's name, and the browser would take down all that the new one has drawn. What asks for the whole page stays.
    """
    context = get_script_run_ctx()
    if context is None or st.session_state.get(SCREEN) == context.page_script_hash:
        return
    st.session_state[SCREEN] = context.page_script_hash
    context.fragment_storage.clear()  # requests that come from now on are refused
    requests = context.script_requests
    if requests is None:
        return
    whole = requests.on_scriptrunner_yield()
    if whole is not None and whole.type == ScriptRequestType.RERUN:
        requests.request_rerun(whole.rerun_data)
    elif whole is None and requests.request_rerun(RerunData()):
        requests.on_scriptrunner_ready()  # takes that request out again, with all that had come before


def is_first_run() -> bool:
    """Return True while this session's page has never been drawn whole."""
    return RUNS not in st.session_state


def count_run() -> int:
    """Return how many times the page has been drawn in this session, this time included."""
    st.session_state[RUNS] = st.session_state.get(RUNS, 0) + 1
    FIRST_PAGE.set()
    return int(st.session_state[RUNS])


def auditions() -> Auditions:
    """Return this session's memory of the films that were written in it."""
    memory = st.session_state.setdefault(AUDITIONS, Auditions())
    return memory if isinstance(memory, Auditions) else Auditions()


def next_turn() -> int:
    """Return 0, 1, 2, ... for each call: it picks the next real viewer."""
    turn = int(st.session_state.get(TURN, -1)) + 1
    st.session_state[TURN] = turn
    return turn
