"""A start leaves out what the first page does not need."""

from __future__ import annotations

import subprocess
import sys

from tests.serving import ROOT

PROGRAM = """
import sys
from dashboard.__main__ import load_streamlit
load_streamlit()
import dashboard.app
print("plotly.graph_objs" in sys.modules)
import plotly.graph_objects as go
from plotly import io
print(io.templates.default, go.Figure().layout.template.layout.colorway[0])
"""


def test_figures_are_imported_by_the_first_of_them_and_without_streamlits_theme():
    lines = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    ).stdout.splitlines()
    assert lines[0] == "False"
    assert lines[1].startswith("plotly #")
