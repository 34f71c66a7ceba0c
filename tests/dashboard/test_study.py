"""A study: its file and what is wrong in one, the order of tasks, answers as the browser holds them, the table."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest

import emde_core
from dashboard.study.definition import StudyError, parse_study, read_study
from dashboard.study.participation import (
    Participation,
    answer_table,
    as_csv,
    assign,
    read_participation,
    task_order,
)
from dashboard.study.rehearsal import rehearse
from dashboard.study.trials import read_trials, screen_record
from emde_core import Catalogue, Recommender
from emde_core.assets_dir import ASSETS, DEMO
from emde_core.data.readers.native import read_native
from emde_core.explain.methods.simple import RANDOM
from tests.notebooks import read_notebook, run

EXAMPLE = ASSETS / "studies" / "reasons.json"

SAME = {"name": "", "method": "additive"}  # of tasks that differ in nothing else
QUESTIONS = [{"name": "good", "ask": "=Good?"}, {"name": "why", "ask": "Why?", "kind": "text", "optional": True}]


def document(**changes) -> dict:
    task = {"film": "9", "history": {"liked": ["1", "2"], "disliked": ["16"]}}
    tasks = [
        task | {"name": "one"},
        task | {"name": "two", "film": "3", "method": "leave-one-out", "method_visible": True, "shows": ["bars"]},
        task | {"name": "three", "shows": ["poster"]},
    ]
    base = {"format": "EMDE study", "version": 1, "title": "T", "consent": "Yes?", "tasks": tasks, "seed": 3}
    return base | {"questions": QUESTIONS} | changes


def study_of(**changes):
    return parse_study(json.dumps(document(**changes)), "my.json")


ONLY_B = [document()["tasks"][0] | {"conditions": ["b"]}]


def divided(**changes):
    """A study whose second task is for the one condition, and its third for the other."""
    tasks = document()["tasks"]
    tasks[1] |= {"conditions": ["plain"]}
    tasks[2] |= {"conditions": ["reasons"]}
    return study_of(**{"tasks": tasks, "conditions": ["plain", "reasons"]} | changes)


@pytest.fixture
def records(service):
    """What is on the screen of each trial."""

    def record(trial):
        why = service.explain(trial.history, trial.film.id, method=trial.task.method)
        words = "".join(piece.text for piece in trial.sentence(why, {}, {}))
        return screen_record(trial, why, service.model.catalogue, words)

    return record


def changed(place, **changes):
    tasks = document()["tasks"]
    tasks[place] = tasks[place] | changes
    return {"tasks": tasks}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"consent": ""}, r"my\.json, field consent: .*; write what people are asked to agree to"),
        (changed(1, shows=["smell"]), r"my\.json, task “two”, field shows number 1: .*; list some of: history"),
        (changed(1, flm="9"), r"task “two”, field flm: .*; leave it out, or look for a slip in its name"),
        (changed(2, name="one"), r"my\.json: tasks: “one” is the name of two; give at least one task"),
        ({"questions": []}, r"the task “one” has none; give at least one question"),
        (
            changed(0, questions=[QUESTIONS[0] | {"kind": "sniff"}]),
            r"task “one”, field questions number 1 kind: .*scale",
        ),
        ({"tasks": [7]}, r"task number 1: "),
        (
            changed(0, conditions=["a"]),
            r"conditions: the task “one” names “a”, which the study does not; name the study",
        ),
        ({"conditions": ["a", "a"]}, r"conditions: “a” is the name of two; name"),
        (changed(2, conditions=["b"]) | {"conditions": ["a", "b"]} | {"tasks": ONLY_B}, r"conditions: “a” has no task"),
        (
            changed(0, method=RANDOM.name, shows=["bars"]),
            r"debriefing: there is none, yet .*“one”.*; write what people are",
        ),
        ({"version": 2}, r"field version: .*; write \"version\": 1"),
    ],
)
def test_a_mistake_is_named_with_file_task_field_and_remedy(changes, said):
    with pytest.raises(StudyError, match=said):
        study_of(**changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (changed(1, film="Nowhere to be found"), r"task “two”, field film: "),
        (changed(1, film="1"), r"task “two”, field film: The Salt Lantern.* is in the history"),
        (changed(0, history={}), r"task “one”, field history: "),
        (changed(0, history={"liked": ["1", "1"]}), r"field history: '1' stands in the history more than once"),
        (changed(0, history={"liked": ["1"], "wishes": [{"kind": "word"}]}), r"field history: a wish for a word"),
        (changed(0, method="magic"), r"task “one”, field method: .*additive"),
        (changed(0, method="leave-one-out"), r"task “one”, field shows: only the method 'additive' has a sentence"),
    ],
)
def test_what_this_model_can_t_do_is_named_too(service, changes, said):
    with pytest.raises(StudyError, match=said):
        read_trials(study_of(**changes), service.model, "my.json")


def test_what_is_no_json_and_no_file(tmp_path):
    with pytest.raises(StudyError, match=r"my\.json: this is no JSON"):
        parse_study("{", "my.json")
    with pytest.raises(StudyError, match="can't be read"):
        read_study(tmp_path / "none.json")


def test_bars_that_nobody_sees_need_no_debriefing():
    assert study_of(**changed(0, method=RANDOM.name, shows=["poster"]))
    assert study_of(**changed(0, method=RANDOM.name, shows=["bars"]), debriefing="Made up.")


def test_a_lot_assigns_about_as_many_to_each_condition_and_falls_alike_again():
    study = divided()
    lots = Counter(assign(study, f"p{n}") for n in range(300))
    assert set(lots) == {("plain", "lot"), ("reasons", "lot")}
    assert min(lots.values()) > 120
    assert [assign(study, f"p{n}") for n in range(50)] == [assign(divided(), f"p{n}") for n in range(50)]
    assert [assign(study, f"p{n}") for n in range(50)] != [assign(divided(seed=4), f"p{n}") for n in range(50)]
    assert assign(study, "p1", "plain") == ("plain", "link")
    assert assign(study_of(), "p1") == ("", "")


def test_a_participant_has_the_tasks_of_one_condition():
    study = divided()
    assert {task.name for task in task_order(study, "p1", "plain")} == {"one", "two"}
    assert {task.name for task in task_order(study, "p1", "reasons")} == {"one", "three"}


def test_the_table_has_the_condition_and_a_browser_can_t_change_it(service):
    study = divided()
    for part in rehearse(study, service.model, 4):
        assert read_participation(part.model_dump_json(), study) == part
        rows = answer_table(study, [part])
        assert (set(rows["condition"]), set(rows["assigned_by"])) == ({part.condition}, {"lot"})
        assert set(rows["task"]) == {task.name for task in study.tasks_of(part.condition)}
        other = next(name for name in study.conditions if name != part.condition)
        changed_part = part.model_copy(update={"condition": other, "tasks": ()})
        assert read_participation(changed_part.model_dump_json(), study) is None
        by_link = changed_part.model_copy(update={"assigned_by": "link"})
        assert read_participation(by_link.model_dump_json(), study) == by_link
        unknown = by_link.model_copy(update={"condition": "no such"})
        assert read_participation(unknown.model_dump_json(), study) is None


def test_the_order_is_random_by_participant_and_the_same_again():
    study = study_of()
    orders = Counter(tuple(task.name for task in task_order(study, f"p{n}")) for n in range(300))
    assert len(orders) == 6
    assert min(orders.values()) > 25
    assert task_order(study, "p1") == task_order(study_of(), "p1")
    assert any(task_order(study, f"p{n}") != task_order(study_of(seed=4), f"p{n}") for n in range(5))
    assert task_order(study_of(order="fixed"), "p1") == study.tasks


def test_answers_come_back_and_make_a_row_each(service, records):
    study = study_of()
    trials = {trial.task.name: trial for trial in read_trials(study, service.model, "my.json")}
    part = Participation(study=study.hash, participant="p1", consent_time="2026-01-01T10:00")
    while (task := part.next_task(study)) is not None:
        answers = {"good": 4, "why": "@b" if task.name == "two" else ""}
        part = part.answer(task, answers, records(trials[task.name]), f"2026-01-01T10:0{len(part.tasks) + 1}")
    assert read_participation(part.model_dump_json(), study) == part
    table = pd.read_csv(io.StringIO(as_csv(study, [part])), dtype={"film": str}, keep_default_na=False)
    assert len(table) == 6
    rows = table[table["question"] == "good"].set_index("task")
    assert list(rows.sort_values("place").index) == [task.name for task in task_order(study, "p1")]
    assert set(rows["value"].astype(float)) == {4.0}
    assert set(table["ask"]) == {"'=Good?", "Why?"}
    assert table[(table["task"] == "two") & (table["question"] == "why")]["text"].item() == "'@b"
    why = service.explain(trials["one"].history, "9")
    one, two = rows.loc["one"], rows.loc["two"]
    assert (one["film"], one["rank"], float(one["score"])) == ("9", why.rank, pytest.approx(why.score))
    assert float(one["from_text"]) == pytest.approx(why.by_part["text"])
    assert (two["method"], two["method_visible"], two["sentence"]) == ("leave-one-out", True, "")
    assert one["sentence"] != ""
    assert (one["model_hash"], one["data_hash"]) == (service.model.model_hash, service.model.data_hash)
    assert set(table["seed"]) == {3}
    times = rows.sort_values("place")
    assert list(times["start"])[1:] == list(times["end"])[:-1]


def test_what_somebody_else_wrote_into_the_browser_is_no_participation(service):
    study = study_of()
    (part,) = rehearse(study, service.model, 1)
    assert read_participation(part.model_dump_json(), study) == part
    good = json.loads(part.model_dump_json())
    tasks = good["tasks"]
    for change in (
        {"study": "other"},
        {"participant": "<b>"},
        {"tasks": tasks[::-1]},
        {"tasks": [tasks[0] | {"answers": {"good": 9, "why": ""}}]},
        {"tasks": [tasks[0] | {"answers": {"good": 1}}]},
        {"tasks": [*tasks, tasks[0]]},
    ):
        assert read_participation(json.dumps(good | change), study) is None
    assert read_participation("{", study) is None


def test_a_draft_that_is_none_of_the_next_tasks_is_left_out(service):
    study = study_of()
    (part,) = rehearse(study, service.model, 1)
    begun = part.model_copy(update={"tasks": part.tasks[:1]})
    for draft, expected in (
        ({"good": 4, "why": ""}, {"good": 4, "why": ""}),
        ({"good": None}, {"good": None}),
        ({"good": 9}, {}),
        ({"other": 1}, {}),
    ):
        assert read_participation(begun.with_draft(draft).model_dump_json(), study) == begun.with_draft(expected)
    assert read_participation(part.with_draft({"good": 4}).model_dump_json(), study) == part


def test_a_rehearsal_is_invented_and_says_so(service):
    study = study_of()
    table = answer_table(study, rehearse(study, service.model, 5, seed=1))
    assert table["invented"].all()
    assert len(table) == 5 * 3 * 2
    assert table.equals(answer_table(study, rehearse(study, service.model, 5, seed=1)))


def test_the_example_is_a_study_of_films_in_the_demo():
    study = read_study(EXAMPLE)
    catalogue = read_native(DEMO).catalogue
    for task in study.tasks:
        films = [catalogue.find(name).id for name in (task.film, *task.history.liked, *task.history.disliked)]
        assert len(set(films)) == len(films)
    true, at_random = (task for task in study.tasks if task.name in ("space-true-bars", "space-random-bars"))
    assert (true.method, at_random.method) == ("leave-one-out", "random")
    assert true.model_copy(update=SAME) == at_random.model_copy(update=SAME), "in nothing else do they differ"


@pytest.mark.slow
def test_the_analysis_of_the_example_runs_from_top_to_bottom(small_model, monkeypatch):
    """On invented answers, and a small model whose films bear the names that the example asks for."""
    study = read_study(EXAMPLE)
    names = (name for task in study.tasks for name in (task.film, *task.history.liked, *task.history.disliked))
    titles = dict(zip(small_model.catalogue.index, dict.fromkeys(names), strict=False))
    films = (film.model_copy(update={"title": titles.get(film.id, film.title)}) for film in small_model.catalogue)
    encoded = replace(small_model.trained.encoded, catalogue=Catalogue(tuple(films), small_model.catalogue.posters))
    model = Recommender(replace(small_model.trained, encoded=encoded))
    monkeypatch.setattr(emde_core, "demo_model", lambda: model)
    monkeypatch.chdir(EXAMPLE.parent)
    names = {}
    run(read_notebook(EXAMPLE.with_suffix(".ipynb")), names)
    assert names["answers"]["invented"].all()
    means = names["means"]
    assert set(means.index) == {task.name for task in study.tasks}
    assert means["mean"].between(1, 5).all()
    assert (means["low"] <= means["mean"]).all()
    assert (means["mean"] <= means["high"]).all()
