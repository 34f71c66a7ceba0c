"""What the model makes of a film that is being written: its place, why, and what the last change did."""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

import streamlit as st

from dashboard.browser import pictures
from dashboard.components.poster_lens import poster_lens
from dashboard.components.reason_bars import reason_bars
from dashboard.look.palette import label
from dashboard.panels.explore.explanation import foot, heading, poster_alt, verdict
from dashboard.panels.screen_test.background import arrived
from dashboard.panels.screen_test.draft_form import rewrite
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.marks import chips, marked_plot, patches
from dashboard.reasons.sentence import sentence
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import Evidence, caveat
from dashboard.service.auditions import Placed, changed, differences
from dashboard.service.posters import Posters, data_uri
from dashboard.state.draft import Draft
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, shorten, signed
from dashboard.text.markup import isolated, plain_in_markdown, table, text
from emde_core.audition import Audition, WithoutWord
from emde_core.data.catalogue import Film
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.schema import IMAGE
from emde_core.text.words import Span, without

PULSE, TAKEN_OUT = "audition-pulse", "word_taken_out"
MARKS = (
    '<p class="fine">A mark is worth what the score loses with the word’s tokens taken out as they were read in this '
    "sentence: solid for the film, dashed against it.{}</p>"
)
DELETED = (
    " The buttons read the shorter plot anew: its other words stand in another sentence then, so the score changes by "
    "another number."
)
AROUND = 2  # neighbours shown on each side


def draw_audition(
    placed: Placed, earlier: Sequence[Placed], deletions: Future[Audition], evidence: Evidence, posters: Posters
) -> None:
    """The whole column; what the plot gets without a word follows when the text model has read it so."""
    why = placed.audition.why
    st.html(placing(placed) + ladder(placed, posters))
    if earlier:
        st.html(last_change(earlier[-1], placed))
    versions(earlier, placed.draft)
    with st.container(horizontal=True, gap="medium", key="film-head", wrap=True):
        shown, title, picture = patches(why.regions), why.film.title, _uri(placed.picture)
        doubt = capital(caveat(IMAGE, evidence)) if shown else ""
        alt = poster_alt(title, why.regions, has_poster=picture is not None, doubt=doubt)
        poster_lens(key="draft-lens", title=title, picture=picture, patches=shown, alt=alt, caveat=doubt)
        with st.container(key="film-words"):
            st.html(heading(why, placed.ranked, sentence(why, evidence)))
            if why.film.plot:
                _plot(placed, deletions)
            if why.categories:
                common = {(each.category.field, each.category.name) for each in shared_categories(why)}
                st.html(chips(why.categories, shared=common))
    reason_bars(why, linked_views(why, None), {}, verdict(why), evidence, key="draft-reasons")
    st.html(foot(why))


def _uri(picture: bytes | None) -> str | None:
    return data_uri(picture) if picture else None


def placing(placed: Placed) -> str:
    """Its place in words: "It would be #7 of 595, between Alien and Brazil"."""
    above, below = placed.neighbours(1)
    names = [f"<b>{isolated(film.title)}</b>" for film in (*above, *below)]
    between = f"between {names[0]} and {names[1]}" if len(names) == 2 else f"next to {''.join(names)}"
    rank, alone = placed.audition.why.rank, placed.audition.place_by_content
    return (
        f'<p class="placing" data-rank="{rank}">For this history it would be <span class="place">#{rank}</span> '
        f"of {placed.ranked}, {between}.</p>"
        '<p class="note unrated">Nobody has rated this film, so it is read by its content alone. If every film were '
        f"read so, it would be <b>#{alone}</b>.</p>"
    )


def ladder(placed: Placed, posters: Posters) -> str:
    """The film between its neighbours in the ranking, as small posters."""
    above, below = placed.neighbours(AROUND)
    film, rank = placed.audition.why.film, placed.audition.why.rank or 1
    own = _step(film, rank, _uri(placed.picture), own=True)
    upper = [_step(f, rank - len(above) + k, pictures.small(posters, f)) for k, f in enumerate(above)]
    lower = [_step(f, rank + 1 + k, pictures.small(posters, f)) for k, f in enumerate(below)]
    return f'<ol class="ladder" aria-label="Its neighbours in the ranking">{"".join([*upper, own, *lower])}</ol>'


def _step(film: Film, rank: int, picture: str | None, *, own: bool = False) -> str:
    shown = f'<img src="{picture}" alt="">' if picture else '<span class="stand"></span>'
    mark = ' class="own" aria-current="true"' if own else ""
    return f"<li{mark}>{shown}<span><b>{rank}</b> {isolated(shorten(film.title, 40))}</span></li>"


def last_change(before: Placed, now: Placed) -> str:
    """What the last change did to the rank, the score, and each part of it."""
    climbed = (before.audition.why.rank or 0) - (now.audition.why.rank or 0)
    moved = f"▲ {climbed} places" if climbed > 0 else f"▼ {-climbed} places" if climbed < 0 else "The same place"
    kind = "up" if climbed > 0 else "down" if climbed < 0 else "level"
    moved += f" ({signed(now.audition.why.score - before.audition.why.score)})"
    said = changed(before.draft, now.draft)
    rows = [
        (capital(label(name)), signed(was, 3), signed(now_, 3), signed(now_ - was, 3))
        for name, was, now_ in differences(before.audition.why, now.audition.why)
    ]
    twin_ = table("The score, and what each part adds to it", ("", "before", "now", "change"), rows)
    return (
        f'<div class="change {kind}"><p><b>{moved}</b> since the last version'
        f"{f': {text(said)}' if said else ''}.</p>"
        f'<details class="twin"><summary>What moved</summary>{twin_}</details></div>'
    )


@st.fragment
def _plot(placed: Placed, deletions: Future[Audition]) -> None:
    """The plot with its words marked, then what it gets without each; taking a word out redraws the page."""
    if st.session_state.pop(TAKEN_OUT, False):
        st.rerun()
    why, done = placed.audition.why, arrived(deletions, key=PULSE)
    st.html(marked_plot(why.film.plot, why.words))
    tried = _tried(deletions) if done else ()
    how_far = f'<span class="words" hidden data-words="{"ready" if done else "pending"}"></span>'
    st.html(MARKS.format(DELETED if tried else "") + how_far)
    _without_words(tried, placed)


def _tried(deletions: Future[Audition]) -> Sequence[WithoutWord]:
    """What the film gets without each of its strongest words; nothing where the plot can't be read so."""
    try:
        return deletions.result().without
    except EmdeError as error:
        st.html(f'<p class="note warn">The plot could not be read without its words. {text(error)}</p>')
        return ()


def _without_words(tried: Sequence[WithoutWord], placed: Placed) -> None:
    """What the plot gets without each of the strongest words, and a click that takes it out."""
    if not tried:
        return
    with st.container(key="draft-words"):
        for place, each in enumerate(tried):
            said = without_word(each, placed.audition.why)
            st.button(said, key=f"without-word-{place}", on_click=_take_out, args=(placed.draft, each))


def without_word(each: WithoutWord, why: Explanation) -> str:
    """What a button does, as Markdown in which the word is plain."""
    rank = why.rank or 0
    verb = "falls to" if each.rank > rank else "climbs to" if each.rank < rank else "stays at"
    change = f" ({signed(each.score - why.score, 3)})" if math.isfinite(each.score) else ""
    return f"Without **{plain_in_markdown(each.word.text)}** it {verb} {each.rank}{change}"


def _take_out(draft: Draft, each: WithoutWord) -> None:
    plot = without(draft.film.plot, Span(each.word.start, each.word.end))
    rewrite(draft, replace(draft, plot=plot))
    st.session_state[TAKEN_OUT] = True


def versions(earlier: Sequence[Placed], now: Draft) -> None:
    """A way back to each of the earlier versions, with the place that it has for the history of now."""
    if not earlier:
        return
    with st.container(key="takes", horizontal=True, gap="small"):
        st.html('<p class="fine">Back to</p>')
        for number, each in enumerate(earlier, start=1):
            title = plain_in_markdown(isolate(shorten(each.draft.film.title, 24)))
            said = f"{number}. {title} · #{each.audition.why.rank}"
            st.button(said, key=f"take-{number}", on_click=rewrite, args=(now, each.draft))
