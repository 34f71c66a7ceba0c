"""The entry for a host that runs ``streamlit run streamlit_app.py``, as Streamlit's Community Cloud does."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from dashboard import app
from emde_core.demo import prepare_demo
from emde_core.progress import silent
from emde_core.workspace import demo_folder, movielens_folder


@st.cache_resource(show_spinner="The films are read and the model is trained, once. It takes about two minutes.")
def prepared_demo() -> Path:
    """Prepare the demo when the first visitor comes: once for all, since the others wait for the same result."""
    return prepare_demo(demo_folder(), movielens_folder(), silent, print)


if "--model" not in sys.argv:
    sys.argv += ["--model", str(prepared_demo())]
app.main()
