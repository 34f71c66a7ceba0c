"""A poster under a lens: the regions that matter shine, and a slider says how strongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dashboard.components import Callback, component, unheard
from dashboard.reasons.marks import Patch

HTML = """
<figure class="lens">
  <div class="frame"><img class="picture" alt=""><div class="glow"></div><div class="hatch"></div>
    <div class="regions" role="group" aria-label="Regions of the poster"></div><span class="stand"></span></div>
  <figcaption><label>Regions <input type="range" min="0" max="100" value="70" aria-label="Strength of the highlight"
    ></label><p class="caveat"></p></figcaption>
</figure>
"""


def poster_lens(
    *,
    key: str,
    title: str,
    picture: str | None,
    patches: Sequence[Patch],
    alt: str,
    caveat: str = "",
    chosen: str = "",
    recedes: bool = False,
    on_focus: Callback | None = None,
) -> None:
    """Draw a poster with its patches; ``alt`` says what they show.

    ``caveat`` says what is lacking of their evidence: then they shine only once somebody asks for it by the slider.

    With ``on_focus`` patches can be chosen and are sent with ``focus``; ``chosen`` is the token of the one that is in
    focus, and ``recedes`` says that something else is.
    """
    shown = {"title": title, "picture": picture, "patches": [asdict(patch) for patch in patches], "alt": alt}
    shown["caveat"] = caveat
    data = shown | {"chosen": chosen, "recedes": recedes, "choosable": on_focus is not None}
    component("poster_lens", HTML)(key=key, data=data, on_focus_change=on_focus or unheard)
