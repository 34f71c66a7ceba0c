"""Files made from an explanation hold its numbers, where they are from, and no markup that data brought."""

import io
import json
from html.parser import HTMLParser

import pandas as pd
import pytest
from plotly.offline import get_plotlyjs

from dashboard.export.records import FORMAT, VERSION, Provenance, as_csv, as_json, file_name, no_formula
from dashboard.export.report import report
from emde_core import History
from emde_core.history import less, more

MADE = "2026-03-01T12:00:00+00:00"
HOSTILE = History(("5", "6", "11", "8"), ("7",), [more("director", "Viktor Hale"), less("popularity")])
EVIDENCE = {"text": "shows", "categorical": "counts", "image": "none"}


@pytest.fixture(scope="module")
def why(service):
    return service.model.explain(HOSTILE, "10")


def test_json_is_the_explanation_and_its_source(why, service):
    document = json.loads(as_json(why, HOSTILE, service.model, MADE, EVIDENCE))
    source, history = document.pop("provenance"), document.pop("history")
    assert [film["id"] for film in history["disliked"]] == ["7"]
    assert [wish["name"] for wish in history["wishes"]] == ["Viktor Hale", ""]
    assert (document.pop("format"), document.pop("version")) == (FORMAT, VERSION)
    assert {tuple(each["entry"]) for each in document["contributions"]} == {("film",), ("wish",)}
    assert source["evidence"] == EVIDENCE
    assert document == json.loads(json.dumps(why.to_dict()))
    assert source["model_hash"] == service.model.model_hash
    assert source["data_hash"] == service.model.data_hash
    assert source["settings"]["sketch"] == {"depth": 5, "width": 8, "seed": 0}
    assert (source["made"], source["method"], source["baseline"]) == (MADE, why.method, "an empty history")


def test_csv_has_a_row_for_each_contribution(why, service):
    made = as_csv(why, service.model, MADE, EVIDENCE)
    table = pd.read_csv(io.StringIO(made), dtype={"entry": str}, keep_default_na=False)
    assert [(row.entry, row.part) for row in table.itertuples()] == [(p.entry, p.part) for p in why.contributions]
    assert set(zip(table["part"], table["evidence"], strict=True)) >= {("image", "none"), ("company", "")}
    assert list(table["value"]) == pytest.approx([p.value for p in why.contributions], rel=1e-15)
    assert set(table["model_hash"]) == {service.model.model_hash}
    assert json.loads(table["settings"][0])["sketch"]["depth"] == 5


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_is_a_formula(cell):
    assert no_formula(cell) == f"'{cell}"
    assert no_formula("M*A*S*H") == "M*A*S*H"


def test_a_file_is_named_after_its_film(service):
    named = {film: file_name(service.model.explain(HOSTILE, film), "csv") for film in ("1", "6", "8")}
    assert named == {"1": "why-salt-lantern-1984.csv", "6": "why-scriptalert1script-1999.csv", "8": "why-1995.csv"}


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
    page = report(why, source, "data:image/webp;base64,AAAA", lambda _: "data:image/webp;base64,BBBB")
    tags = Tags(page.replace(get_plotlyjs(), "")).tags
    assert [tag for tag, _ in tags].count("script") == 4  # plotly.js, a figure each, and our own
    assert not [attrs for _, attrs in tags if any(name.startswith("on") for name in attrs)]
    assert all(attrs["src"].startswith("data:") for tag, attrs in tags if tag == "img")
    assert not [tag for tag, _ in tags if tag in ("link", "iframe", "object", "base")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; (1999)" in page
    assert "<script>alert(1)" not in page
    assert "There is no evidence that posters count here." in page
    assert "more director Viktor Hale" in page
    assert "What company rests on" in page
    for said in (service.model.model_hash, service.model.data_hash, MADE, why.method, "ridge_likes"):
        assert said in page


def test_a_report_by_content_alone_claims_no_likelihood_and_no_company(service):
    why = service.variant(content_alone=True).model.explain(HOSTILE.without_wish("popularity"), "10")
    page = report(why, Provenance.of(why, service.model, MADE), None, lambda _: None)
    assert "by content alone" in page
    assert "an average film (" not in page
    assert "What company rests on" not in page
