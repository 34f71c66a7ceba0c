"""Files made from an explanation hold its numbers, where they are from, and no markup that data brought."""

import base64
import hashlib
import io
import json
from dataclasses import asdict, replace
from html.parser import HTMLParser

import pandas as pd
import pytest

from dashboard.export.figure_lines import unit_line
from dashboard.export.records import (
    FORMAT,
    VERSION,
    Provenance,
    as_json,
    explanation_document,
    explanation_table,
    file_name,
    sureness_record,
)
from dashboard.export.report import difference, report
from dashboard.panels.common.saved_page import interactive
from dashboard.panels.explore.focus_events import focus_view
from dashboard.panels.explore.plot import film_reading
from dashboard.reasons.sureness import HoldRate
from dashboard.state.focus import atom_focus, parse_focus
from emde_core import History
from emde_core.data.csv_text import csv_text
from emde_core.explain.sureness import GRADES, sureness
from emde_core.history import less, more

MADE = "2026-03-01T12:00:00+00:00"
HOSTILE = History(("5", "6", "11", "8"), ("7",), [more("director", "Viktor Hale"), less("popularity")])
EVIDENCE = {"text": "shows", "categorical": "counts", "image": "none"}


@pytest.fixture(scope="module")
def why(service):
    return service.model.explain(HOSTILE, "10")


def test_json_is_the_explanation_and_its_source(why, service):
    document = json.loads(as_json(explanation_document(why, HOSTILE, service.model, MADE, EVIDENCE)))
    source, history = document.pop("provenance"), document.pop("history")
    assert [film["id"] for film in history["disliked"]] == ["7"]
    assert [wish["name"] for wish in history["wishes"]] == ["Viktor Hale", ""]
    assert (document.pop("format"), document.pop("version")) == (FORMAT, VERSION)
    assert {tuple(each["entry"]) for each in document["contributions"]} == {("film",), ("wish",)}
    assert source["evidence"] == EVIDENCE
    assert document.pop("sureness")["grade"] == sureness(why, EVIDENCE).grade
    assert document.pop("units")["adds_up_to"] == "score"
    assert document == json.loads(json.dumps(why.to_dict()))
    assert source["model_hash"] == service.model.model_hash
    assert source["data_hash"] == service.model.data_hash
    atoms = service.model.trained.encoded.atoms
    assert source["settings"]["sketches"] == {m: {"depth": atoms[m].depth, "width": atoms[m].width} for m in atoms}
    assert not {"sketch", "network"} & set(source["settings"]), "those are the published recipe's"
    assert (source["made"], source["method"], source["baseline"]) == (MADE, why.method, "an empty history")


def test_csv_has_a_row_for_each_contribution(why, service):
    made = csv_text(explanation_table(why, service.model, MADE, EVIDENCE))
    table = pd.read_csv(io.StringIO(made), dtype={"entry": str}, keep_default_na=False)
    assert [(row.entry, row.part) for row in table.itertuples()] == [(p.entry, p.part) for p in why.contributions]
    assert set(zip(table["part"], table["evidence"], strict=True)) >= {("image", "none"), ("company", "")}
    assert list(table["value"]) == pytest.approx([p.value for p in why.contributions], rel=1e-15)
    assert set(table["model_hash"]) == {service.model.model_hash}
    depth = service.model.trained.encoded.atoms["text"].depth
    assert json.loads(table["settings"][0])["sketches"]["text"]["depth"] == depth


def test_files_say_how_good_the_evidence_is_and_how_often_such_reasons_hold(service):
    why, holds = (
        service.model.explain(History(("1", "2", "4")), "3"),
        dict.fromkeys(GRADES, HoldRate(0.86, 0.73, 0.99, 36, 0.13)),
    )
    sure = sureness(why, EVIDENCE)
    document = json.loads(as_json(explanation_document(why, HOSTILE, service.model, MADE, EVIDENCE, holds)))
    verdict = {"grade": sure.grade, "cause": sure.cause, "part": sure.part, "lead": sure.lead, "doubt": sure.doubt}
    assert document["sureness"] == verdict | {"holds": 0.86, "low": 0.73, "high": 0.99, "tested": 36, "chance": 0.13}
    table = pd.read_csv(io.StringIO(csv_text(explanation_table(why, service.model, MADE, EVIDENCE, holds))))
    assert set(table["sureness_grade"]) == {sure.grade}
    assert (set(table["sureness_holds"]), set(table["sureness_tested"])) == ({0.86}, {36})
    assert "sureness_holds" not in csv_text(explanation_table(why, service.model, MADE, EVIDENCE))


@pytest.mark.parametrize("baseline", ["empty", "average"])
def test_the_score_can_be_added_up_from_a_file_alone(service, baseline):
    why = service.model.explain(History(("1", "2", "4")), "3", baseline=baseline)
    document = json.loads(as_json(explanation_document(why, HOSTILE, service.model, MADE)))
    assert document["units"] == {"score": "nats", "value": "nats", "adds_up_to": "score"}
    values = [each["value"] for each in document["contributions"]]
    assert document["baseline"] + document["absent"] + sum(values) == pytest.approx(document["score"])
    table = pd.read_csv(io.StringIO(csv_text(explanation_table(why, service.model, MADE))))
    whole = table["baseline_value"][0] + table["absent"][0] + table["value"].sum()
    assert (whole, set(table["unit"])) == (pytest.approx(table["score"][0]), {"nats"})


def test_a_file_says_what_a_methods_values_are_and_that_they_add_up_to_nothing(service):
    why = service.model.explain(History(("1", "2", "4")), "3", method="cosine")
    document = json.loads(as_json(explanation_document(why, HOSTILE, service.model, MADE)))
    assert document["units"] == {"score": "nats", "value": "cosine", "adds_up_to": None}


def test_a_what_if_is_another_model_whose_files_have_no_measured_number(service):
    why = service.model.weighing({"text": 2.0}).explain(History(("1", "2", "4")), "3")
    assert "holds" not in sureness_record(why, EVIDENCE, dict.fromkeys(GRADES, HoldRate(0.86)))


def test_another_method_has_no_verdict_of_its_own(service):
    why = service.model.explain(History(("1", "2", "4")), "3", method="rank-margin")
    assert sureness_record(why, EVIDENCE, {}) == {}


def test_files_of_a_margin_name_its_method_its_value_and_its_rivals(service):
    why = service.model.explain(History(("1", "2", "4")), "3", method="rank-margin")
    document = json.loads(as_json(explanation_document(why, HOSTILE, service.model, MADE)))
    table = pd.read_csv(io.StringIO(csv_text(explanation_table(why, service.model, MADE))))
    names = [film.label for film in why.margin.rivals]
    assert document["provenance"]["method"] == document["method"] == "rank-margin"
    assert document["margin"]["value"] == pytest.approx(sum(each.value for each in why.contributions))
    assert [film["title"] for film in document["margin"]["rivals"]] == [film.title for film in why.margin.rivals]
    assert set(table["method"]) == {"rank-margin"}
    assert table["value"].sum() == pytest.approx(table["margin"][0])
    assert set(table["margin_rivals"]) == {"; ".join(names)}
    assert unit_line(why).startswith("Method: ours for the rank.")
    assert all(name in unit_line(why) for name in names)


def test_a_file_is_named_after_its_film(service):
    named = {film: file_name(service.model.explain(HOSTILE, film), "csv") for film in ("1", "6", "8")}
    assert named == {
        "1": "why-salt-lantern-1984.csv",
        "6": "why-script-alert-1-script-1999.csv",
        "8": "why-rvh-hmdvr-1995.csv",
    }


class Tags(HTMLParser):
    """Every tag and its attributes, and the text of the headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_a_report_holds_everything_and_titles_stay_text(why, service):
    source = Provenance.of(why, service.model, MADE, EVIDENCE)
    living = interactive(why, source, service, HOSTILE)
    page = report(why, source, "data:image/webp;base64,AAAA", lambda _: "data:image/webp;base64,BBBB", living)
    tags = Tags(page).tags
    assert [attrs.get("type") for tag, attrs in tags if tag == "script"] == ["application/json", "module"]
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert all(attrs["src"].startswith("data:") for tag, attrs in tags if tag == "img" and "src" in attrs)
    assert not [tag for tag, _ in tags if tag in ("link", "iframe", "object", "base")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; (1999)" in page
    assert "<script>alert(1)" not in page
    assert "There is no evidence that posters count here." not in page, "the film has none"
    assert "Plots are read, but count too little to be named as a reason." in page
    assert "more director Viktor Hale" in page
    assert "What the audience rests on" in page
    assert "plot: it was measured to change recommendations, and not to help; categories: exchanging it" in page
    assert "ours for the score (additive)" in page
    for said in (service.model.model_hash, service.model.data_hash, MADE, why.method, "ridge_likes"):
        assert said in page


def test_a_report_by_content_alone_claims_no_likelihood_and_no_company(service):
    why = service.variant(content_alone=True).model.explain(HOSTILE.without_wish("popularity"), "10")
    source, variant = Provenance.of(why, service.model, MADE), service.variant(content_alone=True)
    living = interactive(why, source, variant, HOSTILE.without_wish("popularity"))
    page = report(why, source, None, lambda _: None, living)
    assert "by content alone" in page
    assert "an average film (" not in page
    assert "What the audience rests on" not in page


def test_a_page_holds_what_each_choice_shows(why, service):
    """Applied to what is shown before, a choice's changes are the data of Explore's own components."""
    source = Provenance.of(why, service.model, MADE, EVIDENCE)
    living = interactive(why, source, service, HOSTILE)
    shelf = [entry["token"] for entry in living.base["shelf"]]
    assert shelf == ["film:5", "film:6", "film:11", "film:8", "film:7", "wish:director:Viktor Hale", "wish:popularity"]
    atoms = {str(atom_focus(atom)) for atom in (*why.categories, *why.regions)}
    assert set(living.changes) >= {*shelf, *atoms, "part:text", "part:company"}
    for token in ("film:6", str(atom_focus(why.categories[0])), "part:text", "wish:popularity"):
        linked = focus_view(why, service, HOSTILE, parse_focus(token)).linked
        shown = applied(living.base, living.changes[token])
        assert shown["film_reader"] == json.loads(json.dumps(asdict(film_reading(why, linked, service.evidence))))
        assert [row["token"] for row in shown["shelf"] if row["recedes"]] == [
            each for each in shelf if linked.entries is not None and each.partition(":")[2] not in linked.entries
        ]


def applied(value, change):
    """A value after a change, as the page's program makes it."""
    if isinstance(change, list):
        return change[0]
    if isinstance(value, list):
        return [applied(each, change[str(k)]) if str(k) in change else each for k, each in enumerate(value)]
    return {key: applied(each, change[key]) if key in change else each for key, each in value.items()}


@pytest.mark.parametrize(
    ("before", "after"),
    [({}, {}), ({"a": 1}, {"a": 2}), ({"a": 1}, {"b": 1}), ([1, [2]], [1, [3]]), ([], [None]), (None, []), (1, 1.5)],
)
def test_changes_lead_from_one_value_to_the_other(before, after):
    assert applied(before, difference(before, after)) == after


def test_a_page_lets_only_its_own_program_run_and_nothing_end_its_data(why, service):
    source = Provenance.of(why, service.model, MADE, EVIDENCE)
    living = interactive(why, source, service, HOSTILE)
    hostile = {**living.base, "sentence": [{"part": None, "text": "</script><script>alert(1)</script><!--"}]}
    page = str(report(why, source, None, lambda _: None, replace(living, base=hostile)))
    program = page.split('<script type="module">')[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(program.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page
    assert "<script>alert(1)" not in page
    assert page.count("</script>") == 2
    data = page.split('id="views">')[1].split("</script>")[0]
    assert json.loads(data)["base"] == json.loads(json.dumps(hostile))


def test_a_page_with_a_long_history_shows_its_strongest_entries(why, service, monkeypatch):
    monkeypatch.setattr("dashboard.export.report.MOST", 3)
    living = interactive(why, Provenance.of(why, service.model, MADE), service, HOSTILE)
    strongest = sorted(why.by_entry, key=lambda entry: -abs(why.by_entry[entry]))[:3]
    assert {entry["token"].partition(":")[2] for entry in living.base["shelf"]} == set(strongest)
