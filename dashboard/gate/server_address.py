"""A program that tells a page where its server is, which Streamlit's page otherwise tries to find out."""

from __future__ import annotations

import json


def server_address(base_path: str) -> str:
    """Return the program, for the head of every page.

    Without it a page that is opened at /evidence asks at /evidence/_stcore/health first, which nobody answers.

    Args:
        base_path: below which all pages lie, "/films"; "" where they lie at the top.
    """
    path = json.dumps(f"/{base_path.strip('/')}").replace("<", "\\u003c")  # nothing may end the program
    return f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {path} }};"
