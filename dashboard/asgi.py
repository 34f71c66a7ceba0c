"""The app with its gate: ``streamlit run dashboard/asgi.py -- --model PATH``, which ``python -m dashboard`` does."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config, file_util

from dashboard import components
from dashboard.browser import login, theme
from dashboard.browser.callbacks import call_back_in_full
from dashboard.browser.delivery import deliver_in_one_piece
from dashboard.browser.reconnection import answer_who_comes_back
from dashboard.gate.crowd import Crowd
from dashboard.gate.curtain import Curtain
from dashboard.gate.hosts import Hosts
from dashboard.gate.middleware import Gate
from dashboard.gate.policy import headers
from dashboard.panels.common.messages import last_resort
from dashboard.text.markup import Markup
from emde_core.errors import ConfigError

STATIC = Path(file_util.get_static_dir())


def _gate(head: Markup) -> Middleware:
    """Build the gate from Streamlit's own options: where it listens, and which names and origins are allowed.

    Args:
        head: HTML that is added to the page, whose programs may run.
    """
    origins = config.get_option("server.corsAllowedOrigins")
    hosts = Hosts.of(config.get_option("server.address"), config.get_option("server.allowedHosts"))
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    page = "".join((page, head))  # a sum with markup would escape the page
    return Middleware(Gate, hosts=hosts, headers=headers(page, origins), origins=origins)


try:
    login.check_setup()
except ConfigError as error:
    sys.exit(str(error))
answer_who_comes_back()
deliver_in_one_piece()
call_back_in_full()
head = theme.page_head(config.get_option("server.baseUrlPath"), components.program(), STATIC)
app = st.App(
    Path(__file__).with_name("app.py"),
    middleware=[_gate(head), Middleware(Crowd), Middleware(Curtain, head=head)],
    on_script_error=last_resort,
)
