"""Where Streamlit's session meets the state: the only module that reads or writes it."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from concurrent.futures import wait
from pathlib import Path
from threading import Thread

import streamlit as st
from threadpoolctl import threadpool_limits

from dashboard.service.auditions import Auditions
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from emde_core.workspace import demo_folder, model_folder

STATE, RUNS, TURN, NOTICES, MODEL = "state", "runs", "turn", "notices", "model"
AUDITIONS = "auditions"
POPULAR = 18  # films in the first grid
WARMED, PAUSE = 2000, 0.02  # posters made in advance; seconds left to people in between


def given_model() -> Path:
    """The model that was asked for after ``--``, else the prepared demo's.

    Raises:
        ArtifactError: it does not belong to the data prepared around it.
    """
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--model", type=Path, default=None)
    asked, _ = parser.parse_known_args(sys.argv[1:])
    return model_folder(asked.model or demo_folder())


@st.cache_resource(max_entries=3, show_spinner="Opening the model …")
def _opened(path: str, changed: int) -> tuple[Service, Posters]:  # noqa: ARG001 - a rewritten model is another model
    threadpool_limits(1)  # a click's matrices are small: threads that wait for more of them would take a core
    service = Service.open(Path(path))
    posters = Posters(service.model.catalogue)
    posters.warm(service.popular(POPULAR))
    Thread(target=_warm, args=(service, posters), name="warm", daemon=True).start()
    _settle()
    return service, posters


def _settle() -> None:
    """Take what is loaded out of the collector's sight: Streamlit has it search all memory after every run."""
    gc.collect()
    gc.freeze()


def _warm(service: Service, posters: Posters) -> None:
    """What the next minutes will need; the first page does not wait for it."""
    reading = service.warm()
    for film in service.model.catalogue.films[:WARMED]:
        posters.thumbnail(film)
        time.sleep(PAUSE)
    if reading is not None:
        wait([reading])
    _settle()


def model_path() -> Path:
    """The model of this session: the one it was switched to, else the one given at the start."""
    chosen = st.session_state.get(MODEL)
    return chosen if isinstance(chosen, Path) else given_model()


def opened(path: Path | None = None) -> tuple[Service, Posters]:
    """A model and its posters, by default this session's; shared by all sessions.

    Raises:
        ArtifactError: there is no usable model at the path.
    """
    path = path or model_path()
    manifest = path / "manifest.json"
    return _opened(str(path), manifest.stat().st_mtime_ns if manifest.is_file() else 0)


def state() -> State:
    """This session's state."""
    found = st.session_state.get(STATE)
    return found if isinstance(found, State) else State()


def switch(path: Path, new: State) -> None:
    """Go on with another model, and a state that it knows the films of."""
    st.session_state[MODEL] = path
    become(new)


def become(new: State) -> None:
    """Replace this session's state; what was told about the former one has been read."""
    st.session_state[STATE] = new
    tell()


def tell(*notices: str) -> None:
    """Say something at the top of the page until the state changes; nothing takes it away again."""
    st.session_state[NOTICES] = notices


def notices() -> tuple[str, ...]:
    """What is to be said at the top of the page, a sentence each."""
    return tuple(st.session_state.get(NOTICES, ()))


def count_run() -> int:
    """How many times the page has been drawn in this session, this time included."""
    st.session_state[RUNS] = st.session_state.get(RUNS, 0) + 1
    return int(st.session_state[RUNS])


def auditions() -> Auditions:
    """This session's memory of the films that were written in it."""
    found = st.session_state.setdefault(AUDITIONS, Auditions())
    return found if isinstance(found, Auditions) else Auditions()


def next_turn() -> int:
    """0, 1, 2, ...: which real viewer comes next."""
    turn = int(st.session_state.get(TURN, -1)) + 1
    st.session_state[TURN] = turn
    return turn
