"""The dashboard's entry: ``streamlit run dashboard/app.py -- --model PATH``."""

from __future__ import annotations

import streamlit as st

from dashboard import session, theme
from dashboard.panels.trouble import trouble
from dashboard.views import explore
from emde_core.errors import EmdeError

TITLE = "Why this film?"
BRAND = f"""
<header class="brand"><h1>{TITLE}</h1>
<p>Recommendations from what you have watched, and the reasons, which add up</p></header>
"""


def main() -> None:
    """Dress the page, open the model, draw the chosen screen."""
    st.set_page_config(page_title=TITLE, page_icon="🎞️", layout="wide", initial_sidebar_state="collapsed")
    theme.dress()
    st.html(BRAND)
    try:
        service, posters = session.opened()
    except EmdeError as error:
        trouble("The model can't be opened", str(error))
        return

    def show_explore() -> None:
        explore.show(service, posters)

    page = st.navigation([st.Page(show_explore, title="Explore", url_path="explore", default=True)], position="top")
    page.run()


if __name__ == "__main__":  # which is what Streamlit calls the script that it runs
    main()
