"""Streamlit's settings as they would be in effect here, for ``emde doctor``, which asks in a process of its own."""

from __future__ import annotations

import json
import sys

from streamlit import config
from streamlit.web import bootstrap, cli


def main() -> None:
    """Write the settings that are asked for by name as JSON: each with its value and where it was set."""
    bootstrap.load_config_options(cli.main_run.make_context("run", ["app.py"]).params)  # as "streamlit run" reads them
    options = config.get_config_options()
    asked = [options[name] for name in sys.argv[1:] if name in options]
    sys.stdout.write(json.dumps({option.key: [option.value, option.where_defined] for option in asked}) + "\n")
