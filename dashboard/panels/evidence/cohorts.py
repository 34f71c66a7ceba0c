"""What recommendations are made of over many viewers, worked out in the background."""

from __future__ import annotations

import streamlit as st

from dashboard.browser import pictures, screens, session
from dashboard.charts.measurements import share_bars, share_takeaway
from dashboard.look.palette import Theme, label
from dashboard.panels.common.figures import CHART
from dashboard.panels.common.messages import error_message
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.cohorts import FEWEST, TOP, Cohort, CohortStudy, Disagreement, Group, sample_people
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.text.grammar import capital, with_sign
from dashboard.text.markup import attribute, isolated, legend, plain_in_markdown, table, text
from emde_core.errors import EmdeError

BEAT = 0.4  # seconds between looks at how far it has come


@st.cache_resource(max_entries=3, show_spinner=False)
def study_of(model_hash: str, _service: Service) -> CohortStudy:  # noqa: ARG001 - the hash is what it is kept by
    """A model's cohort study, begun by the first who asks, shared by all sessions."""
    return CohortStudy(_service.model, sample_people(_service))


def draw_cohorts(service: Service, posters: Posters, theme: Theme) -> None:
    """Shares by genre and decade, and disagreements; a progress bar until they are there."""
    study = study_of(service.model.model_hash, service)
    if not study.ready:
        _waiting(study)
        return
    if study.future.exception() is not None:  # the cause may have gone: whoever looks next begins it anew
        study_of.clear(service.model.model_hash, service)
    try:
        found = study.result()
    except EmdeError as error:
        error_message("The recommendations of many viewers could not be explained", str(error))
        return
    if not found.recommendations:
        st.html('<p class="note">There are neither viewers nor presets whose recommendations could be explained.</p>')
        return
    _shares(found, service, theme)
    _disagreements(found, service, posters)


@st.fragment(run_every=BEAT)
def _waiting(study: CohortStudy) -> None:
    if study.ready:
        st.rerun()
    done = study.progress / max(study.total, 1)
    st.progress(done, text=f"Explaining what {study.total} viewers are recommended: {study.progress} done")


def _shares(found: Cohort, service: Service, theme: Theme) -> None:
    kind = (
        "presets" if service.viewers is None else "simulated viewers" if service.facts().simulated else "real viewers"
    )
    st.html(
        f'<p class="note" data-cohort="{found.recommendations}">The {TOP} best recommendations of {found.people} '
        f"{kind}, {found.recommendations:,} in all. A share is the size of a part of the score, for or against, among "
        f"the sizes of all parts. Groups with fewer than {FEWEST} recommendations are left out; a film counts in each "
        f"of its genres.{_doubts(service)}</p>"
    )
    st.html(legend(service.model.parts))
    for column, name, groups in zip(
        st.columns(2, gap="large"), ("genre", "decade"), (found.genres, found.decades), strict=True
    ):
        with column:
            st.html(f'<h3 class="heading">Mean share by {name}</h3>')
            chart, alt = share_bars(groups, service.model.parts, theme=theme), _takeaway(groups, service)
            st.plotly_chart(chart, key=f"shares-{name}", theme=None, config=CHART, alt=alt)
            twin = _share_table(groups, service)
            st.html(f'<details class="twin"><summary>The same as a table</summary>{twin}</details>')


def _takeaway(groups: tuple[Group, ...], service: Service) -> str:
    return share_takeaway(groups, service.model.parts[-1])


def _share_table(groups: tuple[Group, ...], service: Service) -> str:
    parts = service.model.parts
    rows = ((g.name, *(f"{g.shares[part]:.1%}" for part in parts), str(g.n)) for g in groups)
    return table("Mean shares of the sizes of all parts", ["", *map(label, parts), "n"], rows)


def _doubts(service: Service) -> str:
    """What has to be said of modalities that were not measured to count; "" for none."""
    said = filter(None, (caveat_sentence(modality, service.evidence) for modality in service.model.modalities))
    return "".join(f" {text(capital(each))}." for each in said)


def _disagreements(found: Cohort, service: Service, posters: Posters) -> None:
    st.html('<h3 class="heading spaced">Recommended although its parts disagree</h3>')
    if not found.disagreements:
        st.html('<p class="note">In every recommendation all parts speak for the film.</p>')
        return
    with st.container(key="disagreements"):
        for place, each in enumerate(found.disagreements):
            with st.container(key=f"disagreement-{place}"):
                st.html(_card(each, service, posters))
                said = f"See why {plain_in_markdown(service.film(each.film_id).title)}"
                if st.button("See why on Explore", key=f"see-{place}", help=said, on_click=_take, args=(each,)):
                    screens.go(screens.EXPLORE)


def _take(each: Disagreement) -> None:
    session.replace_state(
        session.state().load(each.person.history, f"{each.person.name}, from Evidence").select(each.film_id)
    )


def _says(part: str) -> str:
    """A part of the score as somebody who says something: "Categories say"."""
    return f"{capital(label(part))} {'say' if label(part).endswith('s') else 'says'}"


def _card(each: Disagreement, service: Service, posters: Posters) -> str:
    film = service.film(each.film_id)
    picture = pictures.small(posters, film)
    image = f'<img src="{picture}" alt="{attribute(f"Poster of {film.title}")}">' if picture else "<i></i>"
    yes, no = (
        f'<span class="reason {text(part)}">{text(_says(part))} {word}, {with_sign(value)}</span>'
        for word, (part, value) in (("yes", each.says_yes), ("no", each.says_no))
    )
    often = "once" if each.n == 1 else f"{each.n} times"
    return (
        f'<div class="split">{image}<div><h4>{isolated(film.title)}</h4><p>{yes}<br>{no}</p>'
        f'<p class="fine">Rank {each.rank} for {isolated(each.person.name)}; such a split {often}</p></div></div>'
    )
