"""A participant's way: consent, one task after another, thanks. A reload goes on there: the browser keeps answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import token_hex

import streamlit as st

from dashboard.browser.boundary import guard
from dashboard.browser.page import draw_html
from dashboard.components.page_turn import page_turn
from dashboard.panels.common.panel import panel
from dashboard.panels.study import task
from dashboard.panels.study.open_task import OpenTask
from dashboard.panels.study.study_run import StudyRun
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.study.definition import Study
from dashboard.study.participation import Participation, as_csv, assign
from dashboard.text.direction import isolate
from dashboard.text.grammar import name_list
from dashboard.text.markup import (
    Markup,
    element,
    fine,
    heading,
    isolated,
    items,
    join,
    note,
    section_title,
    titled_box,
    warning,
)

CURRENT = "study-participant"  # this session's participant; "" for one who has not agreed yet
PARAMETER = "participant"  # of the link, for researchers who give out names
CONDITION = "condition"  # of the link, for researchers who assign people themselves
WAIT = "Opening the study …"
NOT_TOLD = "What you were not told beforehand"
HERE = "Answers stay in this browser until you download them; nothing is sent to anybody."


@panel("The study")
def draw_participant(run: StudyRun, service: Service, posters: Posters) -> None:
    """Draw the page that this participant has come to."""
    if not (run.rehearsal or run.shelf.contents().is_known):
        draw_html(note(WAIT, role="status"))
    else:
        part = _current(run)
        next_task = part.next_task(run.study) if part else None
        with st.container(key="study"):
            if failure := run.shelf.failure_words():
                draw_html(warning(failure))
            if part is None:
                _draw_consent(run)
            elif next_task is not None:
                task.draw_task(OpenTask(run, run.trials[next_task.name], part, service), posters)
            else:
                _draw_thanks(run, part)
        page_turn(f"{part.participant} {len(part.tasks)}" if part else "consent", key="study-page")
    if not run.rehearsal:  # which ends with the session
        run.shelf.draw()


def _current(run: StudyRun) -> Participation | None:
    """Return this participant's answers: named by the link or by this session, else the latest in this browser."""
    parts = run.participations()
    name = st.session_state.get(CURRENT, st.query_params.get(PARAMETER))
    if name is None:
        return parts[-1] if parts else None
    return next((part for part in parts if part.participant == name), None)


def paragraphs(text: str) -> Markup:
    """Write text whose blank lines part paragraphs."""
    return join(*(element("p", each.strip(), class_="prose") for each in text.split("\n\n") if each.strip()))


def _draw_consent(run: StudyRun) -> None:
    condition = st.query_params.get(CONDITION, "")
    if condition and condition not in run.study.conditions:
        names = ", ".join(run.study.conditions) or "none"
        draw_trouble(f"The link names the condition “{isolate(condition[:40])}”; the study’s conditions are: {names}.")
        return
    draw_html(section_title("Before you begin"), paragraphs(run.study.consent), fine(HERE))
    st.button("I agree – begin", key="study-begin", type="primary", on_click=guard(_begin), args=(run,))


def _begin(run: StudyRun) -> None:
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    names = {part.participant for part in run.participations()}
    wish = st.session_state.get(CURRENT, st.query_params.get(PARAMETER)) or ""
    content = {"study": run.study.hash, "consent_time": time, "invented": run.rehearsal}
    try:
        part = Participation.model_validate(content | {"participant": wish})
    except ValueError:  # no name, or none that a table takes
        part = Participation.model_validate(content | {"participant": token_hex(4)})
    if part.participant not in names:
        condition, assigned_by = assign(run.study, part.participant, st.query_params.get(CONDITION, ""))
        run.keep(part.model_copy(update={"condition": condition, "assigned_by": assigned_by}))
    st.session_state[CURRENT] = part.participant


def _draw_thanks(run: StudyRun, part: Participation) -> None:
    study = run.study
    draw_html(section_title("Done"), paragraphs(study.thanks), _debriefing(run, part))
    name = f"answers-{part.participant}.csv"
    # Written at once: a file that is only promised is lost where the click meets a run of the page.
    st.download_button(
        "Download your answers (CSV)",
        as_csv(study, [part]),
        name,
        "text/csv",
        type="primary",
        on_click="ignore",
        key="study-download",
    )
    draw_html(fine(f"{HERE} You are “{part.participant}” in the file, which holds no name of yours."))
    parts = [each for each in run.participations() if each.tasks]
    with st.container(horizontal=True, key="study-after"):
        st.button("Next participant", key="study-next", on_click=guard(_next_participant))
        if len(parts) > 1:
            everybody = f"Answers of all {len(parts)} in this browser (CSV)"
            csv = as_csv(study, parts)
            st.download_button(everybody, csv, "answers.csv", "text/csv", on_click="ignore", key="study-download-all")
        with st.popover("Delete answers …", key="study-delete"):
            draw_html(fine("Deletes them from this browser for good: download them first."))
            st.button(
                "Delete these answers", key="study-delete-one", on_click=guard(_delete), args=(run, part.participant)
            )
            if len(parts) > 1:
                st.button("Delete everybody’s", key="study-delete-all", on_click=guard(_delete), args=(run, None))


def _debriefing(run: StudyRun, part: Participation) -> Markup:
    """Write what was not told beforehand, and which of this participant's tasks had bars that were made up."""
    if not run.study.debriefing:
        return join()
    made_up = (
        join(f"Task {place}, ", isolated(trial.film.title), ": its bars were drawn at random and explain nothing.")
        for place, trial in enumerate((run.trials[each.task] for each in part.tasks), start=1)
        if trial.task.is_made_up
    )
    return join(heading(NOT_TOLD), paragraphs(run.study.debriefing), items(made_up))


def _next_participant() -> None:
    st.session_state[CURRENT] = ""
    st.query_params.pop(PARAMETER, None)


def _delete(run: StudyRun, participant: str | None) -> None:
    if participant is None:
        run.shelf.clear()
    else:
        run.shelf.remove(participant)
    st.session_state[CURRENT] = ""


def draw_trouble(message: str) -> None:
    """Say why the study can't be run."""
    draw_html(titled_box("trouble", "This study can’t be run", message, role="alert"))


def summary(study: Study) -> Markup:
    """Write what a study asks, in a few lines."""
    lines = (
        f"{each.name}: {each.film}, shows {', '.join(each.shows)}, explained by {each.method}, "
        f"{len(study.questions_of(each))} questions{_groups(each.conditions)}"
        for each in study.tasks
    )
    words = f"“{study.title}”, study {study.hash}, tasks in {study.order} order{_groups(study.conditions)}"
    return join(element("p", words), items(lines))


def _groups(conditions: Sequence[str]) -> str:
    return f", conditions {name_list(conditions)}" if conditions else ""
