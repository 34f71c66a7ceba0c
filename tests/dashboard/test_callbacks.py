"""A request that follows another at once does not take the place of what that one calls back."""

from __future__ import annotations

import tomllib

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState

import dashboard.asgi  # noqa: F401 - the server, with what it mends
from dashboard.__main__ import DEFAULTS
from tests.serving import ROOT


class NextRequestError(Exception):
    """There is a next request, to which a run makes way."""


def make_way():
    raise NextRequestError


class Inner(dict):
    """A session's state, which calls back by reading itself the way a callback does."""

    def __init__(self, name: str) -> None:
        super().__init__(film="Alien")
        self.name, self.heard = name, []
        self.state = SafeSessionState(self, make_way)

    def on_script_will_rerun(self, *_, **__):
        self.heard.append(self.state[self.name])


def test_what_is_called_back_reads_the_state_while_a_next_request_waits():
    inner = Inner("film")
    inner.state.on_script_will_rerun(None)
    assert inner.heard == ["Alien"]
    with pytest.raises(NextRequestError):
        inner.state["film"]  # the run itself makes way, as before


def test_a_run_makes_way_again_after_a_callback_that_failed():
    inner = Inner("nothing")
    with pytest.raises(KeyError):
        inner.state.on_script_will_rerun(None)
    with pytest.raises(NextRequestError):
        inner.state["film"]


def test_a_session_has_one_thread_that_takes_its_requests_in_turn():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["fastReruns"] is False
    assert DEFAULTS["STREAMLIT_RUNNER_FAST_RERUNS"] == "false"
