"""Recommendations of many viewers and what they are made of, worked out in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.browser.lasting_files import draw_download
from dashboard.browser.page import draw_html
from dashboard.charts.measurements import share_bars, share_takeaway
from dashboard.export.model_files import shares_as_csv
from dashboard.look.palette import Theme, label
from dashboard.panels.common.figures import draw_figure, draw_twin
from dashboard.panels.common.messages import error_boundary
from dashboard.panels.common.panel import panel
from dashboard.service.cohorts import FEWEST, TOP, Cohort, CohortStudy, Disagreement, Group, sample_people
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import capital, count_words, with_sign
from dashboard.text.markup import (
    LINE_BREAK,
    Markup,
    element,
    fine,
    framed_poster,
    heading,
    isolated,
    legend,
    note,
    plain_in_markdown,
    reason,
    table,
)

BEAT = 0.4  # seconds between looks at how far it has come


@st.cache_resource(max_entries=3, show_spinner=False)
def study_of(model_hash: str, _service: Service) -> CohortStudy:  # noqa: ARG001 - the hash is what it is kept by
    """Return a model's cohort study, begun by the first who asks, shared by all sessions."""
    return CohortStudy(_service.model, sample_people(_service))


@panel("What recommendations are made of")
def draw_cohorts(service: Service, posters: Posters, theme: Theme) -> None:
    """Draw shares by genre and decade, and disagreements; a progress bar until they are there."""
    study = study_of(service.model.model_hash, service)
    if not study.ready:
        _progress(study)
        return
    if study.future.exception() is not None:  # the cause may have gone: whoever looks next begins it anew
        study_of.clear(service.model.model_hash, service)
    with error_boundary("The recommendations of many viewers could not be explained"):
        cohort = study.result()
        if not cohort.recommendations:
            draw_html(note("There are neither viewers nor presets whose recommendations could be explained."))
            return
        _shares(cohort, service, theme)
        _disagreements(cohort, service, posters)


@st.fragment(run_every=BEAT)
@panel("The progress")
def _progress(study: CohortStudy) -> None:
    if study.ready:
        st.rerun()
    share = study.progress / max(study.total, 1)
    st.progress(share, text=f"Explaining what {study.total} viewers are recommended: {study.progress} done")


def _shares(cohort: Cohort, service: Service, theme: Theme) -> None:
    kind = (
        "made-up viewers"
        if service.lack_of_viewers
        else "simulated viewers"
        if service.facts().simulated
        else "real viewers"
    )
    parts, count = service.model.parts, cohort.recommendations
    words = (
        f"The {TOP} best recommendations of {cohort.people} {kind}, {count:,} in all. A bar shows how much of the "
        "scores each part makes up, whether it speaks for a film or against it; n is the number of recommendations. "
        f"Groups with fewer than {FEWEST} are left out; a film counts in each of its genres."
    )
    draw_html(note(words, data_cohort=str(count)), legend(parts))
    for column, name, groups in zip(
        st.columns(2, gap="large"), ("genre", "decade"), (cohort.genres, cohort.decades), strict=True
    ):
        with column:
            draw_html(heading(f"Mean share by {name}", level=3))
            draw_figure(share_bars(groups, parts, theme=theme), f"shares-{name}", share_takeaway(groups, parts[-1]))
            table_file = partial(shares_as_csv, groups, parts, service.model)
            draw_download("All numbers (CSV)", table_file, f"shares-{name}.csv", "text/csv", key=f"csv-{name}")
            draw_twin(_share_table(groups, parts))


def _share_table(groups: Sequence[Group], parts: Sequence[str]) -> Markup:
    rows = ((g.name, *(f"{g.shares[part]:.1%}" for part in parts), str(g.n)) for g in groups)
    return table("Mean shares of the sizes of all parts", ["", *map(label, parts), "n"], rows)


def _disagreements(cohort: Cohort, service: Service, posters: Posters) -> None:
    draw_html(heading("Recommended although its parts disagree", level=3, spaced=True))
    if not cohort.disagreements:
        draw_html(note("In every recommendation all parts speak for the film."))
        return
    with st.container(key="disagreements"):
        for place, each in enumerate(cohort.disagreements):
            with st.container(key=f"disagreement-{place}"):
                draw_html(_card(each, service, posters))
                words = f"See why {plain_in_markdown(service.film(each.film_id).title)}"
                screens.screen_button(
                    "See why on Explore", screens.EXPLORE, key=f"see-{place}", help=words, on_click=partial(_take, each)
                )


def _take(each: Disagreement) -> None:
    state = session.state().load(each.person.history, f"{each.person.name}, from Evidence")
    session.replace_state(state.select(each.film_id))


def _says(part: str) -> str:
    """Name a part of the score as somebody who says something: "Categories say"."""
    return f"{capital(label(part))} {'say' if label(part).endswith('s') else 'says'}"


def _card(each: Disagreement, service: Service, posters: Posters) -> Markup:
    film = service.film(each.film_id)
    yes, no = (
        reason(part, f"{_says(part)} {word}, {with_sign(value)}")
        for word, (part, value) in (("yes", each.says_yes), ("no", each.says_no))
    )
    viewers = count_words(each.n, "viewer")
    words = element(
        "div",
        element("h4", isolated(film.title)),
        element("p", yes, LINE_BREAK, no),
        fine(f"Rank {each.rank} for ", isolated(each.person.name), f"; its parts disagree for {viewers}"),
    )
    return element("div", framed_poster(film.title, pictures.small(posters, film)), words, class_="split")
