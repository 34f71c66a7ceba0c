"""Two explanations side by side, on one scale, and their differences as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.charts import history_bars, history_takeaway, waterfall_takeaway
from dashboard.charts.compare import pair_takeaway, paired_bars, paired_waterfalls
from dashboard.look.palette import Theme
from dashboard.panels.compare.history_strip import history_strip
from dashboard.panels.explore.explanation import CHART
from dashboard.panels.explore.history import second_line
from dashboard.reasons.entries import parts_of
from dashboard.reasons.marks import spoken
from dashboard.reasons.sentence import likelihood, sentence
from dashboard.reasons.sureness import Evidence
from dashboard.service.comparison import Difference, Other, by_entry, by_part, other_histories, why_above
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.grammar import shorten, signed
from dashboard.text.markup import attribute, isolated, legend, table
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation

OFFERED = 100  # films in a list to choose from, best first
SHORT = 40  # letters of a name in a heading
LISTED = 12  # rows of the table of differences; the rest can be unfolded
LEFT, RIGHT, OTHER = "compare-left", "compare-right", "compare-other"


@dataclass(frozen=True)
class Side:
    """One half of the page: what it is called, what is above its figures, the explanation, and what was measured."""

    name: str
    head: str
    why: Explanation
    evidence: Evidence


def draw_films(state: State, service: Service, posters: Posters, theme: Theme) -> None:
    """Two films for one history."""
    offered = _offered(state, service)
    left = chosen_film(state, service)
    right = _pinned(state, left, offered)
    one, two = st.columns(2, gap="large")
    with one:
        _film_list("This film", left, [left, *offered], LEFT, service)
    with two:
        others = [film for film in dict.fromkeys((right, *offered)) if film != left]
        _film_list("Compared with", right, others, RIGHT, service)
    whys = [service.explain(state.history, film) for film in (left, right)]
    high, low = (left, right) if whys[0].score >= whys[1].score else (right, left)
    margin = service.explain(state.history, high, rival=low)
    evidence = service.evidence
    st.html(f'<p class="verdict">{spoken(why_above(margin, evidence))}</p>')
    sides = [Side(why.film.title, _film_head(why, evidence, posters), why, evidence) for why in whys]
    draw_pair(sides, theme)
    above = isolated(shorten(margin.film.title, SHORT))
    st.html(f'<h2 class="heading spaced">Why {above} stands above: what each film of the history adds</h2>')
    figure = history_bars(margin, theme=theme)
    st.plotly_chart(figure, key="margin", theme=None, config=CHART, alt=history_takeaway(margin))
    differences(sides)


def _pinned(state: State, left: str, offered: Sequence[str]) -> str:
    """The film on the right: the pinned one, else the best recommendation besides the left one."""
    for film in (state.pinned, *offered):
        if film is not None and film != left:
            return film
    raise HistoryError("there is no second film to recommend; take films out of the history on Explore")


def chosen_film(state: State, service: Service) -> str:
    """The film on the left: the selected one, else the best recommendation.

    Raises:
        HistoryError: none is selected, and the history holds every film that could be recommended.
    """
    if state.selected:
        return state.selected
    for pick in service.recommend(state.history, 1):
        return pick.film.id
    raise HistoryError("No film is left to recommend: this history holds them all. Take some out on Explore.")


def film_list(state: State, service: Service) -> None:
    """Chooses the explained film, where one is enough."""
    left = chosen_film(state, service)
    _film_list("Film", left, [left, *_offered(state, service)], LEFT, service)


def _offered(state: State, service: Service) -> list[str]:
    catalogue = service.model.catalogue.films
    return [catalogue[int(film)].id for film in service.ranking(state.history).order[:OFFERED]]


def _film_list(name: str, film: str, offered: Sequence[str], key: str, service: Service) -> None:
    st.session_state[key] = film  # a list that was drawn before would go on showing what it showed
    st.selectbox(
        name,
        list(dict.fromkeys(offered)),
        format_func=lambda each: service.film(each).label,
        key=key,
        on_change=_take_film,
        args=(key,),
    )


def _take_film(key: str) -> None:
    film, state = st.session_state[key], session.state()
    session.become(state.select(film) if key == LEFT else state.pin(film))


def draw_histories(state: State, service: Service, posters: Posters, theme: Theme) -> None:
    """Two histories for one film."""
    film = chosen_film(state, service)
    others = {other.key: other for other in other_histories(state, service, film)}
    if not others:
        st.html('<p class="note">There is no other history to compare with yet: change this one on Explore.</p>')
        return
    other = others.get(state.other) or next(iter(others.values()))
    one, two = st.columns(2, gap="large")
    with one:
        film_list(state, service)
    with two:
        _history_list(other, others)
    mine, theirs = (service.explain(history, film) for history in (state.history, other.history))
    named = (("Your history", state.history, mine), (other.name, other.history, theirs))
    heads = [
        head(name, history_strip(history, service, posters), why, service.evidence) for name, history, why in named
    ]
    sides = [Side(name, said, why, service.evidence) for (name, _, why), said in zip(named, heads, strict=True)]
    draw_pair(sides, theme)
    differences(sides)


def _history_list(other: Other, others: dict[str, Other]) -> None:
    st.session_state[OTHER] = other.key
    st.selectbox(
        "Compared with the history of",
        list(others),
        format_func=lambda key: others[key].name,
        key=OTHER,
        on_change=lambda: session.become(session.state().against(st.session_state[OTHER])),
    )


def _film_head(why: Explanation, evidence: Evidence, posters: Posters) -> str:
    picture = pictures.small(posters, why.film)
    image = f'<img src="{picture}" alt="{attribute(f"Poster of {why.film.title}")}">' if picture else "<i></i>"
    about = f"<p class='meta'>{isolated(second_line(why.film))}</p>"
    return f'<div class="side">{image}{_said(why.film.title, about, why, evidence)}</div>'


def head(name: str, about: str, why: Explanation, evidence: Evidence) -> str:
    """A side's name, what it is about (as markup), where the film stands, and the sentence."""
    return f'<div class="side">{_said(name, about, why, evidence)}</div>'


def _said(name: str, about: str, why: Explanation, evidence: Evidence) -> str:
    said = f'<p class="sentence">{spoken(sentence(why, evidence))}</p>'
    return f'<div><h2>{isolated(name)}</h2>{about}<p class="meta">{standing(why)}</p>{said}</div>'


def standing(why: Explanation) -> str:
    """Rank and score in a few words."""
    place = f"rank {why.rank}" if why.rank else "in this history"
    if times := likelihood(why):
        return f"{place} · <b>{times}</b> an average film ({signed(why.score)})"
    return f"{place} · score <b>{signed(why.score)}</b>{' by content alone' if why.content_alone else ''}"


def draw_pair(sides: Sequence[Side], theme: Theme) -> None:
    """Heads, waterfalls and bars, each a pair on one scale."""
    for column, side in zip(st.columns(2, gap="large"), sides, strict=True):
        column.html(side.head)
    left, right = (side.why for side in sides)
    evidence = (sides[0].evidence, sides[1].evidence)
    falls = paired_waterfalls(left, right, theme=theme, evidence=evidence)
    bars = paired_bars(left, right, theme=theme)
    for column, side, fall, bar, which in zip(st.columns(2, gap="large"), sides, falls, bars, "lr", strict=True):
        ordered = (left, right) if which == "l" else (right, left)
        with column:
            st.html(f'<h2 class="heading">{isolated(shorten(side.name, SHORT))}: how the score comes about</h2>')
            st.html(legend(parts_of(side.why)))
            alt = f"{side.name}: {waterfall_takeaway(side.why, side.evidence)}"
            st.plotly_chart(fall, key=f"fall-{which}", theme=None, config=CHART, alt=alt)
            st.html(
                f'<h2 class="heading">{isolated(shorten(side.name, SHORT))}: what each film of the history adds</h2>'
            )
            alt = f"{side.name}: {pair_takeaway(*ordered)}"
            st.plotly_chart(bar, key=f"bars-{which}", theme=None, config=CHART, alt=alt)


def differences(sides: Sequence[Side]) -> None:
    """What differs, part by part and film by film, as tables."""
    left, right = (side.why for side in sides)
    header = ["", *(shorten(side.name, SHORT) for side in sides), "difference"]
    parts = [*by_part(left, right), Difference("score", left.score, right.score)]
    listed = by_entry(left, right)
    st.html('<h2 class="heading spaced">Differences</h2>')
    shown = table("By part of the score, in nats", header, map(_row, parts))
    shown += table("By film of the history, in nats", header, map(_row, listed[:LISTED]))
    rest = listed[LISTED:]
    if rest:
        more = table("The others", header, map(_row, rest))
        shown += f'<details class="twin"><summary>{len(rest)} more</summary>{more}</details>'
    st.html(f'<div class="differences">{shown}</div>')


def _row(row: Difference) -> tuple[str, str, str, str]:
    left, right = ("not in it" if value is None else signed(value) for value in (row.left, row.right))
    return row.name, left, right, signed(row.value)
