"""The model's view of a film that is being written: its place, why, and what the last change did."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace

import streamlit as st

from dashboard.browser import pictures
from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.poster_lens import poster_lens
from dashboard.components.reason_bars import reason_bars
from dashboard.look.palette import label
from dashboard.panels.common.background import arrived
from dashboard.panels.common.panel import panel
from dashboard.panels.explore.explanation import film_heading, film_lens
from dashboard.panels.explore.method_bars import provenance, sum_verdict
from dashboard.panels.screen_test.film_shelf import rewrite
from dashboard.reasons.entries import wish_words
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.marks import explanation_chips, marked_plot
from dashboard.reasons.sentence import sentence
from dashboard.service.auditions import AROUND, PlacedDraft, draft_changes, score_changes
from dashboard.service.posters import Posters, data_uri
from dashboard.state.draft import Draft
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, count_words, name_list, shorten, with_sign
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    folded,
    image,
    isolated,
    join,
    plain_in_markdown,
    strong,
    table,
    warning,
)
from emde_core.audition import STRONGEST, Audition, WithoutWord
from emde_core.data.catalogue import Film
from emde_core.errors import EmdeError
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.history import REGION, WORD, Wish
from emde_core.schema import POPULARITY
from emde_core.text.words import Span, is_function_word, without

PULSE, TAKEN_OUT = "audition-pulse", "word_taken_out"
OF_NO_CATEGORY = (WORD, REGION, POPULARITY)  # kinds of wishes; all others are fields of categories
MARKS = "Marked are the words that add or take most: solid for the film, dashed against it."
DELETIONS = (
    " Each button takes one of them out. The rest of the plot is then read anew, so that a word can move the film more "
    "than its mark promises."
)
OTHERWISE = "Without {} the score even goes the other way than the mark says."
OTHER_FIELDS = (
    "Your wish for {} reads a film’s categories, not its plot, although that has the word. Choose it among this film’s "
    "categories, and the wish counts."
)
EMPTY = "What is your film about?"
INVITATION = "Write a plot, choose a genre or draw a poster: its place among {:,} films, and why, then stands here."
UNRATED = "Nobody has rated it yet. "
END = {True: "right behind", False: "ahead of"}  # of the ranking, by whether a film is above it


def draw_audition(
    draft: PlacedDraft,
    earlier: Sequence[PlacedDraft],
    deletions: Future[Audition],
    evidence: ContentEvidence,
    posters: Posters,
) -> None:
    """Draw the whole column; what the plot gets without a word follows when the text model has read it so."""
    why = draft.audition.why
    draw_html(element("div", element("div", placing(draft)), ladder(draft, posters), class_="placement"))
    if earlier:
        draw_html(last_change(earlier[-1], draft))
    versions(earlier, draft.draft)
    with st.container(horizontal=True, gap="medium", key="film-head", wrap=True):
        poster_lens(film_lens(why, linked_views(why, None), evidence, _uri(draft.picture)), key="draft-lens")
        with st.container(key="film-words"):
            draw_html(film_heading(why, draft.ranking_size, sentence(why, evidence)))
            if why.film.plot:
                _plot(draft, deletions)
            if why.categories:
                draw_html(explanation_chips(why))
    reason_bars(why, linked_views(why, None), {}, sum_verdict(why), evidence, key="draft-reasons")
    draw_html(provenance(why))


def draw_invitation(draft: Draft, earlier: Sequence[PlacedDraft], films: int) -> None:
    """Ask for something that a film can be read by: one that holds nothing has no place."""
    draw_html(element("p", EMPTY, class_="placing"), element("p", INVITATION.format(films), class_="note unrated"))
    versions(earlier, draft)


def _uri(picture: bytes | None) -> str | None:
    return data_uri(picture) if picture else None


def placing(draft: PlacedDraft) -> Markup:
    """Write its place: "It would be #7 of 595, between Alien and Brazil"."""
    above, below = draft.neighbours(1)
    names = [strong(isolated(film.title)) for film in (*above, *below)]
    between = ("between ", names[0], " and ", names[1]) if len(names) == 2 else (f"{END[bool(above)]} ", *names)
    rank = f"{draft.audition.why.rank}"
    place = element("span", f"#{rank}", class_="place")
    words = ("For this history it would be ", place, f" of {draft.ranking_size}, ", *between, ".")
    return join(element("p", *words, class_="placing", data_rank=rank), _unrated(draft.audition))


def _unrated(audition: Audition) -> Markup:
    """Write what places a film without ratings, and its place where films are read by content alone."""
    rank, alone = audition.why.rank, audition.place_by_content
    end = " too." if alone == rank else "."
    by_content = ("Were all films placed by content alone, it would be ", strong(f"#{alone}"), end)
    return element("p", UNRATED, *by_content, class_="note unrated")


def ladder(draft: PlacedDraft, posters: Posters) -> Markup:
    """Show the film between its neighbours in the ranking, as small posters."""
    above, below = draft.neighbours(AROUND)
    film, rank = draft.audition.why.film, draft.audition.why.rank or 1
    own = _step(film, rank, _uri(draft.picture), own=True)
    upper = [_step(f, rank - len(above) + k, pictures.small(posters, f)) for k, f in enumerate(above)]
    lower = [_step(f, rank + 1 + k, pictures.small(posters, f)) for k, f in enumerate(below)]
    return element("ol", *upper, own, *lower, class_="ladder", aria_label="Its neighbours in the ranking")


def _step(film: Film, rank: int, address: str | None, *, own: bool = False) -> Markup:
    picture = image(address) if address else element("span", class_="stand")
    name = element("span", strong(f"{rank}"), " ", isolated(shorten(film.title, 40)))
    return element("li", picture, name, class_="own" if own else None, aria_current="true" if own else None)


def last_change(before: PlacedDraft, now: PlacedDraft) -> Markup:
    """Write what the last change did to the rank, the score, and each part of it."""
    climb = (before.audition.why.rank or 0) - (now.audition.why.rank or 0)
    places = count_words(abs(climb), "place")
    move = f"▲ {places} up" if climb > 0 else f"▼ {places} down" if climb < 0 else "The same place"
    kind = "up" if climb > 0 else "down" if climb < 0 else "level"
    difference = with_sign(now.audition.why.score - before.audition.why.score)
    changes = draft_changes(before.draft, now.draft)
    words = f" since the last version{f': {changes}' if changes else ''}."
    rows = [
        (capital(label(name)), with_sign(first, 3), with_sign(second, 3), with_sign(second - first, 3))
        for name, first, second in score_changes(before.audition.why, now.audition.why)
    ]
    parts = table("The score, and what each part adds to it", ("", "before", "now", "change"), rows)
    return element(
        "div",
        element("p", strong(f"{move} ({difference})"), words),
        folded("What moved", parts),
        class_=f"change {kind}",
    )


@st.fragment
@panel("The plot")
def _plot(draft: PlacedDraft, deletions: Future[Audition]) -> None:
    """Draw the plot with its words marked, then what it gets without each; taking one out redraws the page."""
    if st.session_state.pop(TAKEN_OUT, False):
        st.rerun()
    why, is_ready = draft.audition.why, arrived(deletions, key=PULSE)
    draw_html(marked_plot(why.film.plot, why.words, STRONGEST, faintest=1))
    without_words = _without_words(deletions) if is_ready else ()
    moving = [each for each in without_words if each.rank != why.rank]
    progress = element("span", class_="words", hidden=True, data_words="ready" if is_ready else "pending")
    has_marks = any(not is_function_word(word.text) for word in why.words)
    draw_html(fine(MARKS if has_marks else "", DELETIONS if moving else ""), progress)
    _deletion_buttons(moving, draft)
    if still := [each for each in without_words if each not in moving]:
        draw_html(fine(f"Without {_any_of(still)} it stays #{why.rank}."))
    if against := against_their_marks(moving, why):
        draw_html(fine(OTHERWISE.format(_any_of(against))))
    for wish in wishes_in_plot(why):
        draw_html(fine(OTHER_FIELDS.format(wish_words(wish))))


def _without_words(deletions: Future[Audition]) -> Sequence[WithoutWord]:
    """Return what the film gets without each of its strongest words, the best first; nothing where it can't be read."""
    try:
        return sorted(deletions.result().without, key=lambda each: -each.score)
    except EmdeError as error:
        draw_html(warning(f"The plot could not be read without its words. {error}", role=None))
        return ()


def _deletion_buttons(without_words: Sequence[WithoutWord], draft: PlacedDraft) -> None:
    """Draw what the plot gets without each of the strongest words as buttons that take it out."""
    if not without_words:
        return
    with st.container(key="draft-words"):
        for place, each in enumerate(without_words):
            words, change = without_word(each, draft.audition.why), score_change(each, draft.audition.why)
            key = f"without-word-{place}"
            st.button(words, key=key, help=change, on_click=guard(_take_out), args=(draft.draft, each))


def _any_of(without_words: Sequence[WithoutWord]) -> str:
    return name_list([f"“{isolate(each.word.text)}”" for each in without_words], "or")


def against_their_marks(without_words: Sequence[WithoutWord], why: Explanation) -> list[WithoutWord]:
    """Return the words that are marked for the film while its score rises without them, or the other way round."""
    return [
        each
        for each in without_words
        if math.isfinite(each.score) and (each.score > why.score) == (each.word.value > 0)
    ]


def wishes_in_plot(why: Explanation) -> list[Wish]:
    """Return the wishes for categories that the film lacks, while its plot has the word."""
    wishes = dict.fromkeys(each.wish for each in why.contributions if each.wish)
    own = {(each.field, each.name) for each in why.categories}
    lacking = [wish for wish in wishes if wish.kind not in OF_NO_CATEGORY and (wish.kind, wish.name) not in own]
    return [wish for wish in lacking if re.search(rf"\b{re.escape(wish.name)}(s|es)?\b", why.film.plot, re.IGNORECASE)]


def without_word(each: WithoutWord, why: Explanation) -> str:
    """Write what a button does, as Markdown in which the word is plain: "Without **starship**: climbs to #1"."""
    verb = "falls to" if each.rank > (why.rank or 0) else "climbs to"
    return f"Without **{plain_in_markdown(each.word.text)}**: {verb} #{each.rank}"


def score_change(each: WithoutWord, why: Explanation) -> str | None:
    """Write what taking a word out does to the score; None where nothing is left to have one."""
    return f"Its score changes by {with_sign(each.score - why.score, 3)}" if math.isfinite(each.score) else None


def _take_out(draft: Draft, each: WithoutWord) -> None:
    plot = without(draft.film.plot, Span(each.word.start, each.word.end))
    rewrite(draft, replace(draft, plot=plot))
    st.session_state[TAKEN_OUT] = True


def versions(earlier: Sequence[PlacedDraft], now: Draft) -> None:
    """Draw a way back to each of the earlier versions, with the place that it has for the history of now."""
    if not earlier:
        return
    with st.container(key="takes", horizontal=True, gap="small"):
        draw_html(fine("Back to"))
        for number, each in enumerate(earlier, start=1):
            title = plain_in_markdown(isolate(shorten(each.draft.film.title, 24)))
            words = f"{number}. {title} · #{each.audition.why.rank}"
            st.button(words, key=f"take-{number}", on_click=guard(rewrite), args=(now, each.draft))
