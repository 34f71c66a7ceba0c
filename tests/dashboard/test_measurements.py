"""Which results are shown, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.analysis.basis import accuracy_basis, content_basis, sureness_basis, truth_basis
from dashboard.analysis.guidance import (
    MARGIN,
    RANK_METRICS,
    SCORE,
    bar_checks,
    best_rivals,
    guidance,
    rival_comparison,
    sanity_sentence,
)
from dashboard.analysis.measurements import (
    SURENESS,
    WHOLE,
    StoredResults,
    hold_rates,
    measurements,
    planted_tastes,
    read_measurements,
    swap_results,
)
from dashboard.analysis.verdicts import (
    COLD,
    MEASURE_AGAIN,
    WARM,
    accuracy_verdict,
    content_verdict,
    likelihood_check,
    shortfalls,
    standing,
    sureness_verdict,
    truth_verdict,
)
from dashboard.reasons.sureness import HoldRate
from emde_core.artifacts.model import read_model_manifest
from emde_core.artifacts.results import ResultRow, read_results, results_of, results_path, save_results
from emde_core.assets_dir import DEMO
from emde_core.explain.sureness import GRADES

from .toy_explanations import in_order

README = Path(__file__).parents[2] / "emde_core" / "explain" / "README.md"


def row(part, subject, metric, mean, spread=0.01, word=None):
    low, high = (None, None) if mean is None else (mean - spread, mean + spread)
    return {"part": part, "subject": subject, "metric": metric, "mean": mean, "low": low, "high": high, "word": word}


def swap(modality, share, share_swapped, warm_lost, cold_lost, found):
    """As ``emde evaluate --content`` keeps it: accuracy has no interval of its own, the difference has one."""
    means = {"share": share, "share_swapped": share_swapped, "warm_lost": warm_lost, "cold_lost": cold_lost}
    plain = {"strength": 1.5, "warm": 0.46, "warm_swapped": 0.46 + warm_lost}
    plain |= {"cold": 0.31, "cold_swapped": 0.31 + cold_lost}
    return [
        *(row("content", modality, metric, mean) for metric, mean in means.items()),
        *(row("content", modality, metric, mean) | {"low": None, "high": None} for metric, mean in plain.items()),
        row("content", modality, "evidence", None, word=found),
    ]


CONTENT = [
    *swap("text", 0.02, 0.001, -0.002, -0.011, "shows"),
    *swap("categorical", 0.15, 0.0, -0.02, -0.2, "counts"),
    *swap("image", 0.0004, 0.0003, 0.001, 0.002, "none"),
    *swap("all", 0.17, 0.002, -0.03, -0.21, "counts"),
    row("content", "all", "without_prior", 0.05),
]
ACCURACY = [
    row("warm", "ours", "NDCG@20", 0.45),
    row("warm", "ours without content", "NDCG@20", 0.47),
    row("warm", "EASE", "NDCG@20", 0.455),
    row("cold", "ours", "NDCG@10", 0.31),
    row("warm", "EASE", "NDCG@20, less ours", 0.005),
    row("cold", "cosine of categories", "NDCG@10", 0.28),
    row("cold", "chance", "NDCG@10", 0.1),
    row("cold", "cosine of categories", "NDCG@10, less ours", -0.03),
    *(row("few", "ours", f"rank percentile, {count} ratings", 0.2 + count / 50) for count in (0, 1, 10, 3)),
    *(row("reliability", f"bin {k}", metric, 0.5 * (k + 1)) for k in range(3) for metric in ("said", "found")),
]
FAITHFULNESS = [
    row("history", MARGIN, "CDCG@3", 0.56),
    row("history", "leave-one-out", "CDCG@3", 0.61),
    row("history", "random", "CDCG@3", 0.93),
    row("features", "words", "films where ours costs more", 0.94),
    row("features", "categories", "films where ours costs more", 0.93, 0.05),
    row("planted", "person", "leads", 0.97),
    row("planted", "person", "leads_swapped", 0.11),
    row("planted", "film", "found", 0.5, 0.1),
    row("axioms", "completeness residual", "largest", 7e-15),
    row("axioms", "agreement with another hash seed", "mean", 0.97),
]


@pytest.fixture
def kept(small_model_path):
    manifest = read_model_manifest(small_model_path)
    return lambda kind, rows, **changes: results_of(manifest, kind, {"viewers": 9}, rows).model_copy(update=changes)


def test_a_models_own_results_come_before_the_bundle(small_model, kept, tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "bundle").mkdir()
    places = {"folder": tmp_path / "model", "kind": "accuracy", "bundle": tmp_path / "bundle"}
    assert read_measurements(small_model, **places) is None
    save_results(kept("accuracy", ACCURACY, model_hash="elsewhere"), tmp_path / "bundle")
    assert read_measurements(small_model, **places).bundled
    save_results(kept("accuracy", ACCURACY), tmp_path / "model")
    assert not read_measurements(small_model, **places).bundled


def test_a_bundle_of_other_ratings_or_settings_is_not_this_models(small_model, kept, tmp_path):
    for change in ({"data_hash": "other"}, {"modalities": ()}):
        save_results(kept("accuracy", ACCURACY, **change), tmp_path)
        assert read_measurements(small_model, tmp_path / "model", "accuracy", bundle=tmp_path) is None
    (tmp_path / "accuracy.json").write_text('{"config": {"a setting of another version": 1}}')
    assert read_measurements(small_model, tmp_path / "model", "accuracy", bundle=tmp_path) is None


def test_results_of_the_model_that_was_here_before_leave_room_for_the_bundle(small_model, kept, tmp_path):
    places = {"folder": tmp_path / "model", "kind": "accuracy", "bundle": tmp_path / "bundle"}
    for each in ("model", "bundle"):
        (tmp_path / each).mkdir()
    save_results(kept("accuracy", ACCURACY, model_hash="other"), tmp_path / "model")
    assert read_measurements(small_model, **places) is None
    save_results(kept("accuracy", ACCURACY, model_hash="elsewhere"), tmp_path / "bundle")
    assert read_measurements(small_model, **places).bundled


def test_bars_that_are_missed_are_said_to_be(kept):
    found = {
        check.row.subject: check
        for check in bar_checks(StoredResults(kept("faithfulness", FAITHFULNESS), bundled=False))
    }
    assert found["words"].verdict == found["person"].verdict == "met"
    assert found["categories"].verdict == "missed by 0.02, within the interval"
    assert found["film"].verdict == "missed by 0.35"


def test_trust_is_sentences_from_the_numbers(kept):
    accuracy = StoredResults(kept("accuracy", ACCURACY), bundled=False)
    faithfulness = StoredResults(kept("faithfulness", FAITHFULNESS), bundled=False)
    content = StoredResults(kept("content", CONTENT), bundled=False)
    bars, reasons, rank, features, standing, limits = guidance(accuracy, faithfulness, content)
    assert "7e-15" in bars
    assert f"take {MARGIN}, on Compare: it is ahead of the best rival on CDCG@3 (0.560, " in rank
    assert "94% for words, 93% for categories" in features
    assert (
        "Short of what was asked: the three strongest categories cost more than three random ones (missed" in features
    )
    order = ("level with", "0.450; EASE 0.455; difference −0.015 to +0.005", "ahead of", "cosine of categories 0.280")
    assert in_order(order, standing)
    assert "17% of the difference between films’ scores comes from what films are" in limits
    assert "the bars agree to 0.97 (1: entirely)" in limits
    advice = [
        "Take as reasons: categories (for films with and without ratings).",
        "Take plots as a hint: they are read, but carry too little to count.",
        "Do not take posters",
    ]
    assert in_order(advice, reasons)


def test_what_helps_alone_is_no_hint_and_no_reason_beside_the_others(kept):
    rows = [*swap("text", 0.02, 0.001, -0.002, -0.001, "alone"), *swap("categorical", 0.15, 0.0, -0.02, -0.2, "counts")]
    results = StoredResults(kept("content", rows), bundled=False)
    said = "Categories: yes. Plots: yes, read alone; beside the others they add nothing."
    assert content_verdict(swap_results(results)) == said
    assert "Take plots as reasons with care: read alone they help" in " ".join(guidance(None, None, results))


def test_what_was_not_measured_has_no_sentence(kept):
    assert guidance(None, None, None) == ()
    assert len(guidance(StoredResults(kept("accuracy", ACCURACY), bundled=False), None, None)) == 1


def test_modalities_have_a_verdict_each_and_all_of_them_together_none(kept):
    assert kept("content", CONTENT).content_evidence == {"text": "shows", "categorical": "counts", "image": "none"}
    assert kept("accuracy", ACCURACY).content_evidence == {}


def test_rates_are_read_by_grade_and_a_grade_without_any_is_left_out(kept):
    row = {"part": "sureness", "metric": "holds", "low": 0.5, "high": 0.9, "n": 36}
    results = kept("sureness", [row | {"subject": "fair", "mean": 0.75}, row | {"subject": "poor", "mean": 0.5}])
    assert hold_rates(results) == {"fair": HoldRate(0.75, 0.5, 0.9, 36), "poor": HoldRate(0.5, 0.5, 0.9, 36)}


def test_rates_of_whole_histories_stand_beside_those_of_ten_films(kept):
    row = {"subject": "poor", "metric": "holds", "low": 0.5, "high": 0.9, "n": 36}
    rows = [row | {"part": "sureness", "mean": 0.8}, row | {"part": "sureness of whole histories", "mean": 0.6}]
    assert hold_rates(kept("sureness", rows)) == {
        "poor": HoldRate(0.8, 0.5, 0.9, 36, whole=HoldRate(0.6, 0.5, 0.9, 36))
    }


def test_what_chance_gives_stands_beside_the_rates_and_is_told_of_each_grade(kept):
    row = {"part": "sureness", "low": 0.0, "high": 0.9}
    holds = [row | {"subject": grade, "metric": "holds", "mean": 0.75, "n": 30} for grade in ("good", "poor")]
    chance = [
        row | {"subject": grade, "metric": "chance", "mean": mean, "n": n}
        for grade, mean, n in (("good", 0.2, 30), ("poor", 0.1, 70))
    ]
    results = kept("sureness", holds + chance)
    assert hold_rates(results)["poor"].chance == 0.1
    assert sureness_verdict(StoredResults(results, bundled=False)).endswith("poor 75. By chance, 20 and 10 would.")
    alike = kept("sureness", [*holds, *(each | {"mean": 0.3} for each in chance)])
    assert sureness_verdict(StoredResults(alike, bundled=False)).endswith("poor 75. By chance, 30 would.")
    assert "chance" not in sureness_verdict(StoredResults(kept("sureness", holds), bundled=False))


def test_accuracy_says_on_how_many_viewers_it_rests_where_that_was_kept(kept):
    rows = [row("warm", "ours", "NDCG@20", 0.45) | {"n": 839}]
    assert "Tested on 839 viewers whom" in accuracy_basis(StoredResults(kept("accuracy", rows), bundled=False))
    assert "Tested on viewers whom" in accuracy_basis(StoredResults(kept("accuracy", ACCURACY), bundled=False))


def test_exchanged_content_stands_beside_real_content_by_the_paired_difference(kept):
    found = swap_results(StoredResults(kept("content", CONTENT), bundled=False))
    assert [each.modality for each in found] == ["text", "categorical", "image", "all"]
    assert found[1].interval("cold") == pytest.approx((0.31 - 0.21, 0.31 - 0.19))
    assert found[1].interval("share") == pytest.approx((-0.01, 0.01))


def test_a_loss_that_was_measured_says_why_it_is_no_yes(kept):
    rows = [*swap("image", 0.002, 0.0, 0.0, -0.0155, "shows"), *swap("text", 0.02, 0.0, 0.0, 0.0, "shows")]
    (words,) = shortfalls(swap_results(StoredResults(kept("content", rows), bundled=False)))
    owed = "only 0.2% of what tells films’ scores apart comes from them"
    assert words == f"Posters: 5% worse, but {owed}, and 1% is asked for."


def test_tastes_that_were_planted_are_told_with_the_modality_that_carries_them(kept):
    (people,) = planted_tastes(StoredResults(kept("faithfulness", FAITHFULNESS), bundled=False))
    assert (people.name, people.modality) == ("people", "categorical")
    assert (people.leads.mean, people.exchanged.mean) == (0.97, 0.11)


def test_each_map_of_ours_is_judged_by_itself_on_every_question_of_rank(kept):
    means = {
        "CDCG@3": {SCORE: 0.607, MARGIN: 0.559, "leave-one-out": 0.6071, "LIME": 0.609},
        "POS@5,3": {
            SCORE: 0.783,
            MARGIN: 0.75,
            "leave-one-out": 0.783,
            "greedy on margin": 0.75,
        },
        "POS@5,5": {SCORE: 0.533, MARGIN: 0.5, "cosine": 0.97, "greedy on margin": 0.49},
    }
    rows = [row("history", name, metric, mean) for metric, by in means.items() for name, mean in by.items()]
    rows = [each | {"low": each["mean"] - 0.01, "high": each["mean"] + 0.01} for each in rows]
    measured = StoredResults(kept("faithfulness", rows), bundled=False)
    order = (
        "no different from",
        "CDCG@3 (0.607, 0.597 to 0.617; leave-one-out 0.607",
        "behind",
        "POS@5,3 (0.783, 0.773 to 0.793; greedy on margin 0.750",
        "POS@5,5 (0.533",
    )
    assert in_order(order, rival_comparison(measured, SCORE))
    order = ("ahead of", "CDCG@3 (0.559", "no different from", "POS@5,3 (0.750", "POS@5,5 (0.500")
    assert in_order(order, rival_comparison(measured, MARGIN))


def test_sanity_says_what_was_measured_and_no_more(kept):
    shuffled = row("axioms", "agreement with random weights", "mean", 0.004)
    assert "agree with the true ones to 0.00" in sanity_sentence(
        StoredResults(kept("faithfulness", [shuffled]), bundled=False)
    )
    assert sanity_sentence(StoredResults(kept("faithfulness", FAITHFULNESS), bundled=False)) == ""


def test_the_demos_bundle_and_the_table_in_the_readme_are_one_measurement():
    bundle = StoredResults(read_results(results_path(DEMO, "faithfulness")), bundled=True)
    said = README.read_text(encoding="utf-8")
    for metric in RANK_METRICS:
        cells = next(line for line in said.splitlines() if line.startswith(f"| {metric} |")).replace("*", "").split("|")
        margin = bundle.find("history", MARGIN, metric)
        assert cells[2].strip() == f"{dot(margin.mean)} [{dot(margin.low)}, {dot(margin.high)}]"
        for cell, name in (
            (3, SCORE),
            (5, "sampled Shapley"),
            (6, "LIME"),
            (7, "cosine"),
            (8, "random"),
        ):
            assert cells[cell].strip() == dot(bundle.find("history", name, metric).mean)
        best = best_rivals(bundle.rows("history", metric))[0]
        assert cells[4].strip() == f"{dot(best.mean)} {best.subject}"


def test_the_demos_rates_and_the_table_in_the_readme_are_one_measurement():
    results = StoredResults(read_results(results_path(DEMO, "sureness")), bundled=True)
    said = README.read_text(encoding="utf-8")
    for grade in GRADES:
        cells = []
        for part in (SURENESS, WHOLE):
            holds, chance = (results.find(part, grade, metric) for metric in ("holds", "chance"))
            cells += [interval(holds), interval(chance), f"{holds.n:,}"]
        assert f"  | {grade} | {' | '.join(cells)} |" in said


def interval(row: ResultRow) -> str:
    """As the table writes it: .93 [.91, .94]."""
    mean, low, high = (f"{value:.2f}".removeprefix("0") for value in (row.mean, row.low, row.high))
    return f"{mean} [{low}, {high}]"


def dot(mean: float) -> str:
    """As the table writes it: .559."""
    return f"{mean:.3f}".removeprefix("0")


def test_rivals_that_measured_the_same_are_listed_once_and_ours_always():
    means = {MARGIN: 0.5, SCORE: 0.6, "LIME": 0.5, "cosine": 0.6, "Shapley": 0.6}
    rows = [ResultRow(**row("history", name, "CDCG@3", mean)) for name, mean in means.items()]
    assert [(m.row.subject, m.alike) for m in measurements(rows)] == [
        (MARGIN, ("LIME",)),
        (SCORE, ("cosine", "Shapley")),
    ]


def accuracy_of(kept, *rows):
    return StoredResults(kept("accuracy", rows), bundled=False)


@pytest.mark.parametrize(
    ("gaps", "words"),
    [
        ((-0.05, -0.02), "ahead of all 2 others"),
        ((-0.05, -0.005), "level with the best of 2 others"),
        ((-0.05, 0.02), "behind the best of 2 others"),
        ((-0.005, -0.02), "ahead of the best of 2 others"),
    ],
)
def test_standings_go_by_differences_viewer_by_viewer(kept, gaps, words):
    means = {"ours": 0.5, "item-kNN": 0.44, "EASE": 0.45, "ours without content": 0.6, "chance": 0.1}
    rows = [row("warm", name, "NDCG@20", mean, spread=0.2) for name, mean in means.items()]
    rows += [row("warm", name, "NDCG@20, less ours", gap) for name, gap in zip(("item-kNN", "EASE"), gaps, strict=True)]
    place = standing(accuracy_of(kept, *rows), WARM)
    assert (place.words, place.best.subject) == (words, "EASE")


def test_without_differences_there_is_no_standing(kept):
    rows = [row("warm", name, "NDCG@20", mean) for name, mean in (("ours", 0.5), ("EASE", 0.4))]
    assert standing(accuracy_of(kept, *rows), WARM) is None
    assert accuracy_verdict(accuracy_of(kept, *rows)) == MEASURE_AGAIN


def test_the_demos_verdicts_are_those_of_its_measurements():
    def bundled(kind):
        return StoredResults(read_results(results_path(DEMO, kind)), bundled=True)

    places = [standing(bundled("accuracy"), measure) for measure in (WARM, COLD)]
    assert [(place.place, place.best.subject) for place in places] == [
        ("ahead of", "EASE, both reactions"),
        ("ahead of", "MARec"),
    ]
    assert content_verdict(swap_results(bundled("content"))).startswith(
        "Categories: yes. Plots: yes, read alone; beside the others they add nothing. Posters: it reads them, but"
    )
    words = (
        "In 93 of 100 films, losing the words that they call strongest costs more than losing random ones; for "
        "categories 100 and for poster regions 100."
    )
    assert truth_verdict(bundled("faithfulness")).endswith(words)
    grades = "Of 100 reasons whose evidence is called good, 90 hold with other viewers’ ratings; fair 54, poor 40."
    assert sureness_verdict(bundled("sureness")).startswith(grades)


def test_a_verdict_says_how_many_it_rests_on(kept):
    grades = [row("sureness", grade, "holds", 0.5) | {"n": n} for grade, n in (("good", 36), ("poor", 2300))]
    words = sureness_basis(StoredResults(kept("sureness", grades), bundled=False))
    assert "Tested on 2,336 reasons" in words
    assert words.endswith(": 36 were called good and 2,300 were called poor.")
    assert sureness_basis(StoredResults(kept("sureness", [row("sureness", "good", "holds", 0.5)]), bundled=False)) == ""


def test_the_demos_verdicts_rest_on_what_its_measurements_asked():
    def bundled(kind):
        return StoredResults(read_results(results_path(DEMO, kind)), bundled=True)

    splits = bundled("content").results.asked["splits"]
    assert f"in {splits} random splits (seeds 0 to {splits - 1})" in content_basis(bundled("content"))
    assert "150 films" in truth_basis(bundled("faithfulness"))


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.5, "said to be 1.6 times as likely were found to be 3.0 times as likely"),
        (-0.9, "said to be 0.39 times as likely were found to be 0.12 times as likely"),
        (0.0, ""),
    ],
)
def test_a_likelihood_is_held_against_what_was_found_of_films_with_about_its_score(score, words):
    pairs = [
        (ratio("said", 0.385), ratio("found", 0.121, 0.015)),
        (ratio("said", 0.97), ratio("found", 0.97)),
        (ratio("said", 1.61), ratio("found", 3.03, 0.2)),
    ]
    told = likelihood_check(pairs, score)
    assert words in told
    assert bool(told) == bool(words)
    assert likelihood_check([], score) == ""


def ratio(metric, mean, half=0.0):
    """How many times as likely films of a group are."""
    return ResultRow(part="reliability", subject="bin", metric=metric, mean=mean, low=mean - half, high=mean + half)
