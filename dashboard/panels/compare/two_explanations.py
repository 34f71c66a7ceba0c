"""Two explanations side by side, on one scale, and their differences as a table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.browser import pictures, session
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.charts import history_takeaway, waterfall_takeaway
from dashboard.charts.compare import margin_bars, pair_takeaway, paired_bars, paired_waterfalls
from dashboard.export.comparison import Side, sides_as_csv, sides_as_json
from dashboard.export.figure_lines import unit_line
from dashboard.look.palette import Theme
from dashboard.panels.common.choosers import draw_list
from dashboard.panels.common.codebook import draw_codebook
from dashboard.panels.common.explained_film import (
    best_film_ids,
    draw_explained_film_list,
    draw_film_list,
    explained_film_id,
)
from dashboard.panels.common.figures import draw_figure
from dashboard.panels.common.history_strip import history_strip
from dashboard.panels.common.panel import panel
from dashboard.panels.common.share_and_save import now
from dashboard.panels.explore.history import second_line
from dashboard.reasons.entries import parts_of
from dashboard.reasons.marks import sentence_html
from dashboard.reasons.score_words import Score, score_words
from dashboard.reasons.sentence import sentence
from dashboard.service.comparison import (
    Difference,
    entry_differences,
    history_verdict,
    other_histories,
    part_differences,
)
from dashboard.service.margins import margin_verdict
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.state import State
from dashboard.text.grammar import rounding_note, with_sign
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    folded,
    framed_poster,
    heading,
    isolated,
    join,
    lead,
    legend,
    meta,
    note,
    strong,
    table,
)
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation

ROWS = 12  # rows of the table of differences; the rest can be unfolded
MARKS = (
    "Each bar is what a film or wish adds to the score of the film on its side, less what it adds to the other’s; the "
    "line across is the bar’s sum. The scores differ by {}."
)
DECIDES = "What in the history speaks for which film"
WHOLE_BARS = (
    "Bars show all that speaks for the film, and hatched all that speaks against it; on Explore they show what is left "
    "of both, the sum, which is the line across here."
)
RANKS = "Ranks count the films outside each side’s own history, those that were just taken out of it too."
EXACT = "Differences are taken before rounding: what is left of two rounded numbers may be 0.01 more or less."
RIGHT, OTHER, NUMBERS = "compare-right", "compare-other", "compare-numbers"


def draw_films(state: State, service: Service, posters: Posters, theme: Theme) -> None:
    """Draw two films for one history."""
    best = best_film_ids(state, service)
    left = explained_film_id(state, service)
    right = _right_film_id(state, left, best)
    one, two = st.columns(2, gap="large")
    with one:
        draw_explained_film_list(state, service, "This film")
    with two:
        others = [film_id for film_id in (right, *best) if film_id != left]
        draw_film_list("Compared with", others, right, service, key=RIGHT, take=_pin)
    whys = [service.explain(state.history, film_id) for film_id in (left, right)]
    high, low = sorted(whys, key=lambda why: -why.score)
    margin = service.explain(state.history, high.film.id, rival=low.film.id)
    evidence = service.evidence
    verdict = margin_verdict(margin, high, low, evidence)
    draw_html(lead(sentence_html(verdict.lead), tag="p"))
    if verdict.details:
        draw_html(element("p", sentence_html(verdict.details), class_="verdict"))
    if verdict.shared:
        draw_html(note(sentence_html(verdict.shared)))
    sides = [Side(why.film.label, why, state.history, service) for why in whys]
    draw_heads([_film_head(why, service, posters) for why in whys])
    titles = [strong(isolated(why.film.title)) for why in whys]
    ways = element("div", element("span", "← ", titles[0]), element("span", titles[1], " →"), class_="ways")
    gap = f"{abs(margin.score):.2f}{rounding_note([high.score, -low.score], margin.score)}"
    draw_html(heading(DECIDES), fine(MARKS.format(gap)), legend(parts_of(margin)), ways)
    to_the_right = service.explain(state.history, right, rival=left)
    draw_figure(margin_bars(to_the_right, theme=theme), "margin", history_takeaway(margin), unit=unit_line(margin))
    draw_figures(sides, theme, has_bars=False)
    draw_differences(sides)


def _right_film_id(state: State, left: str, best: Sequence[str]) -> str:
    """Return the film on the right: the pinned one, else the best recommendation besides the left one."""
    for film_id in (state.pinned, *best):
        if film_id is not None and film_id != left:
            return film_id
    raise HistoryError("there is no second film to recommend; take films out of the history on Explore")


def _pin(film_id: str) -> None:
    session.replace_state(session.state().pin(film_id))


def draw_histories(state: State, owner: str, service: Service, posters: Posters, theme: Theme) -> None:
    """Draw two histories for one film; ``owner`` is a sample's, "" for the session's own."""
    film_id = explained_film_id(state, service)
    others = {other.key: other for other in other_histories(state, service, film_id)}
    if not others:
        draw_html(note("There is no other history to compare with yet: change this one on Explore."))
        return
    other = others.get(state.other) or next(iter(others.values()))
    one, two = st.columns(2, gap="large")
    with one:
        draw_explained_film_list(state, service)
    with two:
        name = "Compared with the history of"
        draw_list(name, others, other.key, key=OTHER, label=lambda key: others[key].name, take=_compare_with)
    sides = [
        Side(name, service.explain(history, film_id), history, service)
        for name, history in ((owner or "Your history", state.history), (other.name, other.history))
    ]
    places, difference = history_verdict(sides[0].why, sides[1].why, (owner or "your history", other.in_prose))
    draw_html(lead(places, tag="p"), element("p", difference, class_="verdict"))
    draw_heads([head(each.name, history_strip(each.history, service, posters), each.why, service) for each in sides])
    draw_html(fine(RANKS))
    draw_figures(sides, theme)
    draw_differences(sides)


def _compare_with(key: str) -> None:
    session.replace_state(session.state().against(key))


def _film_head(why: Explanation, service: Service, posters: Posters) -> Markup:
    poster = framed_poster(why.film.title, pictures.small(posters, why.film))
    return head(why.film.title, meta(isolated(second_line(why.film))), why, service, poster)


def head(name: str, about: Markup, why: Explanation, service: Service, poster: str = "") -> Markup:
    """Write a side's name, what it is about, where the film stands, and the sentence."""
    pieces = sentence(why, service.evidence, service.hold_rates)
    words = element("p", sentence_html(pieces), class_="sentence")
    return element(
        "div", poster, element("div", element("h2", isolated(name)), about, _standing(why), words), class_="side"
    )


def _standing(why: Explanation) -> Markup:
    """Write rank and score in a few words."""
    place = f"rank {why.rank}" if why.rank else "in this history"
    return meta(f"{place} · ", score_words(Score.of(why)))


def draw_heads(heads: Sequence[Markup]) -> None:
    """Draw what each side is, side by side."""
    for column, words in zip(st.columns(2, gap="large"), heads, strict=True):
        with column:
            draw_html(words)


@panel("The figures")
def draw_figures(sides: Sequence[Side], theme: Theme, *, has_bars: bool = True) -> None:
    """Draw waterfalls and, unless another figure says it, what each film adds, each a pair on one scale."""
    left, right = (side.why for side in sides)
    evidence = (sides[0].service.evidence, sides[1].service.evidence)
    waterfalls = paired_waterfalls(left, right, theme=theme, evidence=evidence)
    bars = paired_bars(left, right, theme=theme) if has_bars else (None, None)
    for column, side, waterfall, bar, place in zip(
        st.columns(2, gap="large"), sides, waterfalls, bars, "lr", strict=True
    ):
        pair = (left, right) if place == "l" else (right, left)
        name = isolated(side.name)
        with column:
            draw_html(heading(name, ": how the score comes about"))
            alt = f"{side.name}: {waterfall_takeaway(side.why, side.service.evidence)}"
            draw_figure(waterfall, f"fall-{place}", alt, unit=unit_line(side.why))
            if bar is not None:
                draw_html(heading(name, ": what each film of the history adds"), legend(parts_of(side.why)))
                bars_alt = f"{side.name}: {pair_takeaway(*pair)}"
                draw_figure(bar, f"bars-{place}", bars_alt, unit=unit_line(side.why))
    if has_bars:
        draw_html(fine(WHOLE_BARS))


@panel("The differences")
def draw_differences(sides: Sequence[Side]) -> None:
    """Draw what differs, part by part and film by film, as tables; folded away, and drawn when they are opened."""
    box = st.expander("All numbers, side by side", key=NUMBERS, on_change="rerun")
    if box.open:
        with box:
            draw_html(_tables(sides))
            csv, json = (lambda: sides_as_csv(sides, now())), (lambda: sides_as_json(sides, now()))
            with st.container(horizontal=True, key="compare-files"):
                draw_download("In full precision (CSV)", csv, "comparison.csv", "text/csv")
                draw_download("In full precision (JSON)", json, "comparison.json", "application/json")
                draw_codebook("comparison")


def _tables(sides: Sequence[Side]) -> Markup:
    left, right = (side.why for side in sides)
    header = ["", *(side.name for side in sides), "difference"]
    parts = [*part_differences(left, right), Difference("score", left.score, right.score)]
    entries = entry_differences(left, right)
    exact = fine(EXACT) if any(_is_off(row) for row in (*parts, *entries)) else join()
    tables = [
        table("By part of the score, in nats", header, map(_row, parts)),
        table("By film of the history, in nats", header, map(_row, entries[:ROWS])),
    ]
    if rest := entries[ROWS:]:
        tables.append(folded(f"{len(rest)} more", table("The others", header, map(_row, rest))))
    return join(exact, element("div", *tables, class_="differences"))


def _is_off(row: Difference) -> bool:
    """Return True where a difference is not what is left of its two sides as they are written."""
    return bool(rounding_note([row.left or 0.0, -(row.right or 0.0)], row.value))


def _row(row: Difference) -> tuple[str, str, str, str]:
    left, right = ("not in it" if value is None else with_sign(value) for value in (row.left, row.right))
    return row.name, left, right, with_sign(row.value)
