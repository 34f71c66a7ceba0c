"""A poster under a lens: the regions that matter shine, and a slider says how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dashboard.components import component
from dashboard.markup import Patch

HTML = """
<figure class="lens">
  <div class="frame"><img class="picture" alt=""><div class="glow"></div><div class="hatch"></div>
    <span class="stand"></span></div>
  <figcaption><label>Regions <input type="range" min="0" max="100" value="70" aria-label="Strength of the highlight"
    ></label></figcaption>
</figure>
"""


def poster_lens(*, key: str, title: str, picture: str | None, patches: Sequence[Patch], alt: str) -> None:
    """Draw a poster with its patches; ``alt`` says what they show."""
    data = {"title": title, "picture": picture, "patches": [asdict(patch) for patch in patches], "alt": alt}
    component("poster_lens", HTML)(key=key, data=data)
