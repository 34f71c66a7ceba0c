"""What a paper says of a model: every number in it is the model's own."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

import emde_core
from dashboard.analysis.measurements import DEMO, StoredResults
from dashboard.browser.screens import EVIDENCE
from dashboard.export.methods import BIBTEX, CITED, methods_paragraph
from emde_core import History
from emde_core.artifacts.results import read_results, results_path

from .screens import opened
from .test_app import open_with


def test_it_names_model_data_sizes_and_versions(service):
    model = service.model
    text = methods_paragraph(model)
    source, config = model.trained.provenance, model.trained.config
    for each in (model.model_hash, model.data_hash, emde_core.__version__, config.recipe, f"numpy {np.__version__}"):
        assert each in text
    assert f"{len(model.catalogue)} films; the model learned from {source.ratings} ratings by {source.viewers}" in text
    for modality in model.modalities:
        atoms = model.trained.encoded.atoms[modality]
        assert f"in {atoms.depth} partitions of {atoms.width} buckets" in text
    assert ("simulated" in text) == source.simulated


def test_it_says_how_an_explanation_was_made(service, history):
    variant = service.variant((("text", 2.0),)).model
    why = variant.explain(history, "9")
    text = methods_paragraph(variant, why=why, history=history)
    assert f"score {why.score:+.3f}, rank {why.rank}" in text
    assert "3 liked and 2 disliked films and 0 wishes by the method “additive”, in a what-if with plot × 2" in text
    own = History(("9",))
    assert "no rank" in methods_paragraph(service.model, why=service.model.explain(own, "9"), history=own)


def test_it_says_how_accuracy_was_measured_and_what_peers_reach(service):
    stored = StoredResults(read_results(results_path(DEMO, "accuracy")), bundled=True)
    text = methods_paragraph(service.model, stored)
    ours, best = stored.find("warm", "ours", "NDCG@20"), stored.find("warm", "DEQL", "NDCG@20")
    assert f"NDCG@20 is {ours.mean:.3f} (95 % interval {ours.low:.3f} to {ours.high:.3f}, {ours.n} viewers)" in text
    assert f"{best.mean:.3f} for DEQL (Guo et al., 2026)" in text
    assert f"over {stored.results.asked['splits']} random splits" in text
    assert "NDCG@10 is" in text
    only_warm = stored.results.model_copy(update={"rows": stored.rows("warm")})
    assert "NDCG@10" not in methods_paragraph(service.model, replace(stored, results=only_warm))


def test_sources_hold_every_paper_that_the_paragraph_cites():
    assert BIBTEX.count("{") == BIBTEX.count("}")
    assert {"2006.01894", "2006.09979"} <= set(re.findall(r"eprint = \{(.+)\}", BIBTEX))
    entries = [re.sub(r"[{}\\]", "", entry) for entry in re.split(r"^@", BIBTEX, flags=re.MULTILINE)]
    for cited in CITED.values():
        author, year = cited.split(" ")[0].rstrip(","), cited[-4:]
        assert any(re.search(rf"author = {author}", e) and f"year = {year}" in e for e in entries), cited


def test_explore_and_evidence_offer_it(app, history, service):
    app.session_state["keep-open"] = app.session_state["methods"] = True
    open_with(app, history)
    assert not app.exception
    assert any("is explained for a history of 3 liked" in each.value for each in app.code)
    app.session_state["methods"] = True
    opened(app, EVIDENCE)
    assert not app.exception
    assert any(service.model.model_hash in each.value for each in app.code)
