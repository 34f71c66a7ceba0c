"""A button that copies the page's address, which holds everything that is on the screen."""

from __future__ import annotations

from dashboard.components import component

HTML = """
<div class="link"><button type="button">Copy link</button><span class="said" role="status"></span>
  <input class="address" readonly aria-label="The page's address, to be copied" hidden></div>
"""


def copy_link(*, key: str) -> None:
    """Draw the button. Where the browser does not let it copy, the address shows, selected."""
    component("copy_link", HTML)(key=key, height="content")
