"""Evidence threads between the explained film and the history film in focus, drawn and as a table."""

from __future__ import annotations

import streamlit as st

from dashboard import pictures
from dashboard.components.thread_view import Side, thread_view
from dashboard.direction import isolate
from dashboard.markup import signed, table, text
from dashboard.panels import focusing
from dashboard.panels.focusing import View
from dashboard.posters import Posters
from dashboard.weave import Weave, weave
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation

VIEW = "thread-view"
HINT = "Choose a film here or in your history to see which of its parts meet which of this film’s."


def draw(why: Explanation, view: View, posters: Posters) -> None:
    """The two films and what joins them; a hint while no history film is in focus."""
    focus = view.shown.focus
    if focus is None or focus.kind != "film":
        st.html(f'<p class="fine">{HINT}</p>')
    chosen = next((each for each in view.threads or () if focus and each.film.id == focus.key), None)
    if chosen is not None:
        _drawn(why.film, chosen.film, weave(chosen), posters)
    if view.late is not None:
        focusing.redraw_when_found(view.late)


def _drawn(film: Film, watched: Film, woven: Weave, posters: Posters) -> None:
    st.html(f'<h2 class="heading">What joins the two films</h2><p class="fine sum">{text(account(watched, woven))}</p>')
    thread_view(
        Side(film.title, pictures.small(posters, film), woven.left),
        Side(watched.title, pictures.small(posters, watched), woven.right),
        woven.lines,
        woven.bundles,
        key=VIEW,
        label=takeaway(film, watched, woven),
        on_focus=lambda: focusing.take(VIEW),
    )
    rows = [
        (woven.left[line.left].name, woven.right[line.right].name, signed(line.weight, 3))
        for line in (*woven.lines, *woven.bundles)
    ]
    twin = table("Threads, in nats of the log score", [film.title, watched.title, "Together"], rows)
    st.html(f'<details class="twin"><summary>The same as a table</summary>{twin}</details>')


def account(watched: Film, woven: Weave) -> str:
    """How the drawing adds up; what rounding takes away is among what is not drawn."""
    total, named, bundled, rest = (
        round(v, 3) for v in (woven.contribution, woven.named, woven.bundled, woven.remainder)
    )
    weaker = total - named - bundled - rest
    return (
        f"{isolate(watched.title)} adds {signed(total, 3)}. Clear lines, between parts by name, are "
        f"{signed(named, 3)} of that; faint ones, to and from all other parts, {signed(bundled, 3)}; "
        f"{woven.uncounted} slighter ones that are not drawn {signed(weaker, 3)}; and {signed(rest, 3)} belongs to no "
        "pair of parts."
    )


def takeaway(film: Film, watched: Film, woven: Weave) -> str:
    """The drawing in a sentence, for whoever can't see it."""
    explained, other = isolate(film.title), isolate(watched.title)
    if not woven.lines:
        return f"No part of {explained} meets a part of {other}."
    best = woven.lines[0]
    verb = "meets" if best.weight > 0 else "speaks against"
    return (
        f"Threads between {explained} and {other}: {woven.left[best.left].name} {verb} "
        f"{woven.right[best.right].name} most ({signed(best.weight, 3)})."
    )
