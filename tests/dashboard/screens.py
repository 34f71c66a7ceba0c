"""Opening a screen other than the first in AppTest."""

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.session import STATE
from dashboard.state import State


def opened(app: AppTest, path: str, **state) -> AppTest:
    """The app on the screen at ``path``, in this state. (AppTest's own ``switch_page`` wants a file.)"""
    app.session_state[STATE] = State(**state)
    app.run()
    app._page_hash = calc_hash(path)
    return app.run()
