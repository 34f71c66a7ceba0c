"""What joins the explained film and the history film in focus: threads between their atoms, and company."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.thread_layout import ThreadLayout, layout_threads
from dashboard.browser import pictures
from dashboard.components.thread_view import Side, thread_view
from dashboard.panels.explore import focus_events
from dashboard.panels.explore.focus_events import View
from dashboard.reasons.sentence import effect
from dashboard.reasons.sureness import ContentEvidence, caveat_sentence
from dashboard.service.posters import Posters
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import table, text
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation

VIEW = "thread-view"
HINT = "Choose a film here or in your history to see which of its words, names and patches meet which of this film’s."


def draw_threads(why: Explanation, view: View, evidence: ContentEvidence, posters: Posters) -> None:
    """The two films and what joins them; a hint while no history film is in focus."""
    focus = view.linked.focus
    if focus is None or focus.kind != "film":
        st.html(f'<p class="fine">{HINT}</p>')
    chosen = next((each for each in view.threads if focus and each.film.id == focus.key), None)
    if chosen is not None:
        _drawn(why.film, chosen.film, layout_threads(why.film, chosen), evidence, posters)


def _drawn(film: Film, watched: Film, woven: ThreadLayout, evidence: ContentEvidence, posters: Posters) -> None:
    said = " ".join([account(watched, woven), *doubts(woven, evidence)])
    st.html(f'<h2 class="heading">What joins the two films</h2><p class="fine sum">{text(said)}</p>')
    thread_view(
        Side(film.title, pictures.small(posters, film), woven.left),
        Side(watched.title, pictures.small(posters, watched), woven.right),
        woven.lines,
        woven.bundles,
        key=VIEW,
        label=takeaway(film, watched, woven),
        on_focus=lambda: focus_events.take(VIEW),
    )
    rows = [
        (woven.left[line.left].name, woven.right[line.right].name, with_sign(line.weight, 3))
        for line in (*woven.lines, *woven.bundles)
    ]
    twin = table("Threads, in nats of the log score", [film.title, watched.title, "Together"], rows)
    st.html(f'<details class="twin"><summary>The same as a table</summary>{twin}</details>')


def account(watched: Film, woven: ThreadLayout) -> str:
    """How the drawing adds up; what rounding takes away is among what is not drawn."""
    total, named, bundled, company = (
        round(v, 3) for v in (woven.contribution, woven.lines_sum, woven.bundles_sum, woven.company)
    )
    weaker = total - named - bundled - company
    return (
        f"{isolate(watched.title)} {effect(total, 3)}: {with_sign(company, 3)} is company, who liked both, which has "
        f"no threads. Of likeness, clear lines, by name, are {with_sign(named, 3)}; faint ones, to and from all "
        f"others, {with_sign(bundled, 3)}; {woven.weaker_count} slighter ones that are not drawn, "
        f"{with_sign(weaker, 3)}."
    )


def doubts(woven: ThreadLayout, evidence: ContentEvidence) -> list[str]:
    """What has to be said of the modalities that are drawn, a sentence each."""
    drawn = dict.fromkeys(knot.modality for knot in (*woven.left, *woven.right))
    found = [said for modality in drawn if (said := caveat_sentence(modality, evidence))]
    return [f"{capital(said)}." for said in found]


def takeaway(film: Film, watched: Film, woven: ThreadLayout) -> str:
    """The drawing in a sentence, for whoever can't see it."""
    explained, other = isolate(film.title), isolate(watched.title)
    if not woven.lines:
        return f"Nothing in {explained} meets anything in {other}."
    best = woven.lines[0]
    verb = "meets" if best.weight > 0 else "speaks against"
    return (
        f"Threads between {explained} and {other}: {woven.left[best.left].name} {verb} "
        f"{woven.right[best.right].name} most ({with_sign(best.weight, 3)})."
    )
