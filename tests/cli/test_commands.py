"""The command line as people and programs use it: one document on stdout, messages on stderr, exit statuses 1 and 2."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from emde_core import History, Recommender, less, more
from emde_core.artifacts import files
from emde_core.artifacts import prepared_catalogue as store
from emde_core.cli import console
from emde_core.config import config_from
from emde_core.errors import DataError
from tests.artifact_files import file_of

SMALL = Path(__file__).parents[1] / "fixtures" / "small"
PUBLISHED = ("--method", "published")
SETTINGS = {
    "sketch": {"depth": 3, "width": 16},
    "network": {"hidden": 8, "layers": 2, "epochs": 2, "batch": 8},
    "prior": {"scales": [3], "average_film": [1], "multipliers": [1], "splits": 1},
}


@pytest.fixture
def ask(emde, small_folder):
    """Runs a command on the small model; the document that it prints."""

    def run(command, *words):
        status, out, _ = emde(command, *words, "--model", small_folder, "--json")
        assert status == 0
        return json.loads(out)

    return run


def test_recommendations_as_the_contract_says(ask, small_model):
    found = ask("recommend", "--like", "The Salt Lantern", "--like", 12, "--dislike", "Heat (2003)", "-k", 3)
    assert set(found) == {"model_hash", "data_hash", "content_alone", "history", "recommendations"}
    assert (found["model_hash"], found["data_hash"]) == (small_model.model_hash, small_model.data_hash)
    assert found["content_alone"] is False
    assert found["history"] == {
        "liked": [
            {"id": "1", "title": "The Salt Lantern", "year": 1984},
            {"id": "12", "title": "Matrix of Rain, The", "year": 1978},
        ],
        "disliked": [{"id": "4", "title": "Heat", "year": 2003}],
        "wishes": [],
    }
    assert [each["rank"] for each in found["recommendations"]] == [1, 2, 3]
    for each in found["recommendations"]:
        assert set(each) == {"rank", "film", "score", "by_part"}
        assert set(each["film"]) == {"id", "title", "year"}
        assert set(each["by_part"]) == {"text", "categorical", "image", "company"}
        assert sum(each["by_part"].values()) == pytest.approx(each["score"])
        assert each["film"]["id"] not in {"1", "12", "4"}


WISHES = ("--more", "director:June Abara=2", "--less", "word:smugglers", "--less", "popularity")


def test_wishes_are_part_of_the_history(ask, small_model):
    history = History(("1",), (), (more("director", "June Abara", 2), less("word", "smugglers"), less("popularity")))
    found = ask("recommend", "--like", 1, *WISHES)
    assert found["history"]["wishes"] == [
        {"kind": "director", "name": "June Abara", "weight": 2},
        {"kind": "word", "name": "smugglers", "weight": -1},
        {"kind": "popularity", "name": "", "weight": -1},
    ]
    ours = small_model.recommend(history)
    assert [each["score"] for each in found["recommendations"]] == pytest.approx([each.score for each in ours])
    without = {each["film"]["id"]: each["rank"] for each in ask("recommend", "--like", 1)["recommendations"]}
    wished = {each["film"]["id"]: each["rank"] for each in found["recommendations"]}
    hers = [film.id for film in small_model.catalogue if "June Abara" in film.directors]
    assert sum(wished.get(film, 11) for film in hers) < sum(without.get(film, 11) for film in hers)
    assert ask("recommend", "--more", "genre:Crime")["recommendations"]


@pytest.mark.parametrize("name", ["Matrix of Rain, The (1978)", "The Matrix of Rain", "matrix of rain", "12"])
def test_an_explanation_as_the_contract_says(ask, name):
    found = ask("explain", "--like", "1", "--dislike", "4", *WISHES, "--film", name)
    assert set(found) == {
        *("film", "rank", "score", "baseline", "absent", "completeness_residual", "method", "model_hash", "data_hash"),
        *("rival", "baseline_history", "weights", "content_alone", "ratings", "missing"),
        *("contributions", "atoms", "company", "margin"),
    }
    assert found["film"] == {"id": "12", "title": "Matrix of Rain, The", "year": 1978}
    assert found["completeness_residual"] <= 1e-6
    assert found["method"] == "additive"
    total = found["baseline"] + sum(part["value"] for part in found["contributions"])
    assert total == pytest.approx(found["score"], abs=1e-6)
    (counted,) = found["company"]
    assert set(counted) == {"film", "both", "liked_film", "liked_this", "viewers"}
    assert counted["both"] <= min(counted["liked_film"], counted["liked_this"]) <= counted["viewers"] == 24


def test_each_contribution_is_of_a_film_or_a_wish_and_has_a_spread_where_it_is_an_estimate(ask):
    found = ask("explain", "--like", "1", "--dislike", "4", *WISHES, "--film", 12)["contributions"]
    assert all(set(each) == {"entry", "reaction", "part", "value", "spread"} for each in found)
    content = {"text", "categorical", "image"}
    assert {each["part"] for each in found} == content | {"company", "popularity"}
    assert {each["part"] for each in found if each["spread"] is None} == {"company", "popularity"}
    films = [each for each in found if "film" in each["entry"]]
    assert [(each["entry"]["film"]["id"], each["reaction"], each["part"]) for each in films] == [
        (film, reaction, part)
        for film, reaction in (("1", "like"), ("4", "dislike"))
        for part in ("text", "categorical", "image", "company")
    ]
    wishes = found[len(films) :]
    assert {each["reaction"] for each in wishes} == {"wish"}
    assert [(each["entry"]["wish"]["name"], each["part"]) for each in wishes] == [
        ("June Abara", "categorical"),
        ("smugglers", "text"),
        ("", "popularity"),
    ]


def test_the_atoms_of_the_film_add_up_to_each_modality(ask):
    found = ask("explain", "--like", "1", "--dislike", "4", "--film", 12)
    assert {each["side"] for each in found["atoms"]} == {"film", "history"}
    for modality in ("text", "categorical", "image"):
        parts = [each["value"] for each in found["contributions"] if each["part"] == modality]
        for side in ("film", "history"):
            own = [each for each in found["atoms"] if (each["side"], each["modality"]) == (side, modality)]
            assert sum(each["value"] for each in own) == pytest.approx(sum(parts), abs=1e-9), (modality, side)
    kinds = {each["modality"]: set(each) for each in found["atoms"]}
    base = {"side", "film", "modality", "kind", "value"}
    assert kinds == {
        "text": base | {"text", "start", "end"},
        "categorical": base | {"name"},
        "image": base | {"x", "y", "width", "height"},
    }


def test_content_alone_leaves_company_out(ask):
    found = ask("explain", "--like", 1, "--dislike", 4, "--film", 12, "--content-alone")
    assert found["content_alone"] is True
    assert [each["value"] for each in found["contributions"] if each["part"] == "company"] == pytest.approx([0, 0])
    assert any(each["value"] for each in found["contributions"])
    assert ask("recommend", "--like", 1, "--content-alone")["content_alone"] is True


def test_an_explanation_from_the_average_viewer_adds_up_too(ask):
    found = ask("explain", "--like", 1, "--film", 12, "--baseline", "average")
    assert found["baseline_history"] == "average"
    assert found["baseline"] != 0
    total = found["baseline"] + found["absent"] + sum(part["value"] for part in found["contributions"])
    assert total == pytest.approx(found["score"], abs=1e-6)


def test_the_published_recipe_has_a_reading_of_its_own(emde, small_folder, tmp_path):
    settings, theirs = tmp_path / "settings.json", tmp_path / "published"
    settings.write_text(json.dumps(SETTINGS))
    status, _, _ = emde("train", small_folder, "--recipe", "published", "--config", settings, "--out", theirs)
    assert status == 0
    asked = ("explain", "--like", 1, "--like", 2, "--film", 12, "--model", theirs)
    additive, published = (json.loads(emde(*asked, *more, "--json")[1]) for more in ((), PUBLISHED))
    assert (additive["method"], published["method"]) == ("additive", "published")
    assert published["completeness_residual"] > 1e-3 > additive["completeness_residual"]
    assert published["score"] == additive["score"]
    assert (additive["atoms"], additive["company"]) == ([], [])
    _, out, _ = emde(*asked, *PUBLISHED)
    assert "published: adds up to within" in out
    status, out, err = emde("recommend", "--like", 1, "--more", "genre:Crime", "--model", theirs)
    assert (status, out) == (2, "")
    assert "trained by the published recipe, which has no atoms to wish for" in err


def test_the_published_reading_is_refused_by_ours(emde, small_folder):
    status, out, err = emde("explain", "--like", 1, "--film", 12, *PUBLISHED, "--model", small_folder)
    assert (status, out) == (2, "")
    assert "method for recipe 'affinity' must be 'additive'" in err


def test_a_film_without_a_year_has_null_for_it(ask):
    assert ask("explain", "--like", 1, "--film", "Nobody Knows When")["film"] == {
        "id": "15",
        "title": "Nobody Knows When",
        "year": None,
    }


def test_titles_in_every_script_arrive_as_they_are(ask):
    found = ask(
        "recommend", "--like", "רוח המדבר", "--like", "zlutoucky kun", "--like", ":smile:", "--dislike", "M*A*S*H"
    )
    assert [film["title"] for film in found["history"]["liked"]] == ["רוח המדבר", "Žluťoučký kůň", ":smile:"]


def test_without_json_people_read_a_table(emde, small_folder):
    status, out, err = emde("recommend", "--like", 1, "-k", 2, "--model", small_folder)
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == ["1", "2"]
    assert all(part in out for part in ("plot ", "categories ", "poster ", "company "))


def test_an_explanation_for_people_names_entries_parts_counts_and_atoms(emde, small_folder):
    status, out, _ = emde("explain", "--like", 1, "--dislike", 4, *WISHES, "--film", 2, "--model", small_folder)
    assert status == 0
    assert out.startswith("Harbour of Crows (1987): rank ")
    lines = [line.strip() for line in out.splitlines()]
    assert any("The Salt Lantern (1984), liked: plot " in line for line in lines)
    assert any("Heat (2003), not for them: plot " in line for line in lines)
    assert any(line.endswith("more director June Abara") for line in lines)
    assert any(
        re.fullmatch(r"[\d]+ of the \d+ viewers who liked it liked Harbour of Crows as well; .*", line)
        for line in lines
    )
    assert any(line.startswith("plot: '") for line in lines)
    assert any(line.startswith("categories: ") and "director Ingrid Solheim" in line for line in lines)
    assert lines[-1].startswith("method additive: adds up")


def test_a_film_of_the_history_is_one_entry(emde, small_folder):
    _, out, _ = emde("explain", "--like", 1, "--film", 1, "--model", small_folder)
    assert out.startswith("The Salt Lantern (1984): in the history")
    assert "itself" in out
    assert "What counts most" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("recommend", "--like", "Heat"), ["more than one film", "Heat (1991)  [id 3]", "Heat (2003)  [id 4]"]),
        (("recommend", "--like", "Harbor of Crow"), ["no film is called 'Harbor of Crow'", "Harbour of Crows (1987)"]),
        (("recommend", "--like", "Harbour of Crows (1950)"), ["another year", "Harbour of Crows (1987)  [id 2]"]),
        (("recommend",), ["the history is empty"]),
        (("recommend", "--like", 1, "--dislike", 1), ["'1' stands in the history more than once"]),
        (("explain", "--like", 1, "--film", "Nonesuch"), ["no film is called 'Nonesuch'"]),
        (("recommend", "--more", "June Abara"), ["'June Abara' is no wish; write KIND:NAME"]),
        (("recommend", "--more", "director:June Abare"), ["no film of the catalogue has the director", "june abara"]),
        (("recommend", "--more", "director:"), ["a wish for a director needs a name"]),
        (("recommend", "--less", "studio:Pathé"), ["a wish can't be for a 'studio'; choose one of cast, country"]),
        (("recommend", "--less", "word:fog=9"), ["the weight of 'word:fog' must be from 0.25 to 4, not 9"]),
        (("recommend", "--less", "word:fog=-1"), ["the weight of 'word:fog' must be from 0.25 to 4, not -1"]),
        (("recommend", "--more", "popularity:great"), ["a wish for popularity takes no name"]),
        (("recommend", "--more", "word:fog", "--less", "word:fog"), ["'word:fog' is wished more than once"]),
    ],
)
def test_bad_use_is_status_2_with_one_message_on_stderr(emde, small_folder, words, said):
    status, out, err = emde(*words, "--model", small_folder, "--json")
    assert (status, out) == (2, "")
    assert all(each in err for each in said), err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "--like", 1),
        ("explain", "--like", 1, "--film", 2, "--method", "guessing"),
        ("explain", "--histories", "h.csv", "--out", "o.parquet", "--baseline", "average"),
        ("explain", "--histories", "h.csv", "--out", "o.parquet", "--like", 1),
        ("explain", "--histories", "h.csv"),
        ("train", "prepared", "--recipe", "closed_form"),
        ("prepare", "out", "--seed", -1),
        ("prepare-words",),
        ("recommend", "-k", 0),
        ("recommend", "--what"),
        ("nothing",),
    ],
)
def test_bad_options_are_status_2(emde, words):
    status, out, err = emde(*words)
    assert (status, out) == (2, "")
    assert err


def test_a_demo_that_was_never_prepared(emde):
    for command in ("recommend", "dashboard"):
        status, out, err = emde(command)
        assert (status, out) == (1, "")
        assert "there is no prepared demo" in err
        assert "emde demo --prepare-only" in err


def test_a_dashboard_on_a_path_without_a_model(emde, tmp_path):
    status, out, err = emde("dashboard", "--model", tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert f"{tmp_path / 'nowhere'} holds no EMDE model" in err


def test_settings_out_of_range_name_the_file(emde, small_folder, tmp_path):
    (tmp_path / "settings.json").write_text('{"sketch": {"width": 100}}')
    status, _, err = emde("train", small_folder, "--config", tmp_path / "settings.json")
    assert status == 2
    assert "settings.json: setting sketch.width" in err


def test_a_damaged_model_is_status_1(emde, small_folder, tmp_path):
    shutil.copytree(small_folder / "model", tmp_path / "model")
    file_of(tmp_path / "model", files.ARRAYS).write_bytes(b"")
    status, out, err = emde("recommend", "--like", 1, "--model", tmp_path / "model", "--json")
    assert (status, out) == (1, "")
    assert "arrays.safetensors is damaged" in err


def test_a_path_that_belongs_to_somebody_else_is_named(emde, tmp_path, monkeypatch):
    def forbidden(self):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "is_file", forbidden)
    status, out, err = emde("recommend", "--like", 1, "--model", tmp_path / "theirs")
    assert (status, out) == (1, "")
    assert (
        f"{tmp_path / 'theirs'}/model/manifest.json can't be used (Permission denied); see that you may use it" in err
    )


def test_a_model_trained_on_another_catalogue_than_the_one_around_it(emde, small_folder, tmp_path):
    shutil.copytree(small_folder, tmp_path / "prepared")
    path = tmp_path / "prepared" / files.MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"data_hash": "0123456789abcdef"}))
    status, out, err = emde("recommend", "--like", 1, "--model", tmp_path / "prepared", "--json")
    assert (status, out) == (1, "")
    assert "trained on other films or ratings" in err
    assert f"emde train {tmp_path / 'prepared'}" in err


def test_training_on_a_file_of_ratings_that_is_read_in_parts(emde, small_folder, small_prepared, tmp_path):
    ratings, settings = tmp_path / "ratings.parquet", tmp_path / "settings.json"
    small_prepared.interactions.table.sort_values("viewer").to_parquet(ratings)
    settings.write_text(json.dumps(SETTINGS))
    words = ("train", small_folder, "--config", settings, "--ratings", ratings)
    assert "name another folder by --out" in emde(*words)[2]
    status, _, err = emde(*words, "--out", tmp_path / "model")
    assert status == 0, err
    assert Recommender.load(tmp_path / "model").trained.provenance.ratings == len(small_prepared.interactions)


@pytest.mark.slow
def test_prepare_train_recommend_explain_evaluate(emde, tmp_path):
    settings, folder = tmp_path / "settings.json", tmp_path / "prepared"
    settings.write_text(json.dumps(SETTINGS))
    status, out, err = emde("prepare", folder, "--data", SMALL)
    assert (status, out) == (0, "")
    assert "16 films: 1 without plot" in err
    assert f"next: emde train {folder}" in err
    status, out, err = emde("train", folder, "--config", settings)
    assert (status, out) == (0, "")
    model = Recommender.load(folder / "model")
    assert f"model {model.model_hash}, trained on 184 ratings" in err
    told = err.index("learning from 24 viewers of 16 films: about 1 second and 300 MB of memory")
    assert err.index("184 ratings by 24 viewers") < told < err.index("trained on 184 ratings")
    assert model.trained.config == config_from(SETTINGS)
    status, out, err = emde("recommend", "--like", 1, "--model", folder, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["model_hash"] == model.model_hash
    best = json.loads(out)["recommendations"][0]
    status, out, _ = emde("explain", "--like", 1, "--film", best["film"]["id"], "--model", folder, "--json")
    assert (json.loads(out)["rank"], json.loads(out)["score"]) == (1, pytest.approx(best["score"]))
    status, out, err = emde("evaluate", "--data", SMALL, "--config", settings, "--splits", 2, "--json")
    assert status == 0
    found = json.loads(out)
    assert set(found) == {"data_hash", "protocols"}
    assert found["data_hash"] == model.data_hash
    keys = {"name", "model", "metric", "mean", "ci95", "seeds", "viewers"}
    assert all(set(each) == keys for each in found["protocols"])
    assert {each["seeds"] for each in found["protocols"]} == {2}
    assert "16 films" in err


def test_models_and_seed_reach_the_reading(emde, tmp_path, monkeypatch):
    asked = {}

    def prepare(_, **arguments):
        asked.update(arguments)
        raise DataError("that is enough")

    monkeypatch.setattr(store, "prepare", prepare)
    words = ("--data", SMALL, "--text-model", "mine", "--image-model", "theirs", "--seed", 7)
    assert emde("prepare", tmp_path / "out", *words)[0] == 1
    models = {modality.name: modality.model for modality in asked["modalities"]}
    assert models == {"text": "mine", "categorical": None, "image": "theirs"}
    assert asked["seed"] == 7


def test_many_histories_at_once(emde, small_folder, tmp_path):
    histories, out = tmp_path / "histories.jsonl", tmp_path / "out.parquet"
    histories.write_text('{"viewer": "ann", "liked": ["1"]}\n{"viewer": "bob", "liked": ["12"], "disliked": ["4"]}\n')
    words = ("explain", "--histories", histories, "--out", out, "--top", 3, "--model", small_folder)
    status, _, err = emde(*words)
    assert status == 0
    assert f"6 recommendations explained in {out}" in err
    rows = pd.read_parquet(out)
    assert rows["value"][rows["part"] == "company"].any()
    assert emde(*words, "--content-alone")[0] == 0
    rows = pd.read_parquet(out)
    assert rows["value"][rows["part"] == "company"].abs().max() < 1e-12


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is not a JSON file of settings"), ('{"sketch": {"width": 100}}', "power of two"), ("[]", "setting config")],
)
def test_settings_that_are_none(emde, small_folder, tmp_path, text, said):
    (tmp_path / "settings.json").write_text(text)
    status, _, err = emde("train", small_folder, "--config", tmp_path / "settings.json", "--out", tmp_path / "model")
    assert status == 2
    assert said in err
    assert emde("train", small_folder, "--config", tmp_path / "nowhere.json")[0] == 2


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ("viewer,film\na,1\n", "column 'rating' is missing"),
        ("viewer,film,rating\na,1,good\n", "'good' is not a number"),
        (None, "there are no ratings"),
    ],
)
def test_bad_ratings_are_status_1(emde, tmp_path, ratings, said):
    (tmp_path / "data").mkdir()
    shutil.copy(SMALL / "films.jsonl", tmp_path / "data")
    if ratings is not None:
        (tmp_path / "data" / "ratings.csv").write_text(ratings)
    for command in (("prepare", tmp_path / "out"), ("evaluate",)):
        status, out, err = emde(*command, "--data", tmp_path / "data")
        assert (status, out) == (1, "")
        assert said in err
        assert "Traceback" not in err


def test_data_that_are_not_there(emde, tmp_path):
    status, _, err = emde("prepare", tmp_path / "out", "--data", tmp_path / "nowhere")
    assert status == 1
    assert "nowhere" in err


@pytest.fixture
def with_bad_rows(tmp_path):
    shutil.copytree(SMALL, tmp_path / "data")
    with (tmp_path / "data" / "films.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "99", "title": "a\\ud800b"}\n')
    with (tmp_path / "data" / "ratings.csv").open("a", encoding="utf-8") as file:
        file.write("v,1,good,1\n" * 11)
    return tmp_path / "data"


@pytest.mark.slow
def test_rows_that_can_not_be_used_are_left_out_and_named_before_the_long_work(emde, tmp_path, with_bad_rows):
    (tmp_path / "more.csv").write_text("film_id,overview,runtime\n1,A lamp at sea.,90\n77,Nothing.,80\n")
    words = ("prepare", tmp_path / "out", "--data", with_bad_rows, "--metadata", tmp_path / "more.csv")
    status, _, err = emde(*words)
    assert status == 0
    before = [
        "used, with how many films got each: overview as plot 1",
        "reading 16 films, ",
        "Reading plots: ",
    ]
    assert sorted(before, key=err.index) == before
    assert re.search(r"reading 16 films, \d+ words of plots, 12 posters: about \d+ seconds? and \d+ MB of memory", err)
    assert "not used: runtime" in err
    assert "12 rows left out, of which the first 10:" in err
    assert "films.jsonl, line 17: field 'title': half a letter" in err
    assert "report.txt names all 12 rows that were left out" in err
    text = file_of(tmp_path / "out", store.REPORT).read_text(encoding="utf-8")
    assert text.count("left out: ") == 12
    assert "more.csv: 1 joined, 1 belong to no film" in text


def test_strict_makes_such_a_row_an_error_and_leaves_the_folder_whole(emde, tmp_path, small_folder, with_bad_rows):
    shutil.copytree(small_folder, tmp_path / "out")
    status, _, err = emde("prepare", tmp_path / "out", "--data", with_bad_rows, "--strict")
    assert status == 1
    assert "emde: 12 rows left out, of which the first 10:" in err
    assert store.load_prepared(tmp_path / "out").data_hash == store.load_prepared(small_folder).data_hash


@pytest.mark.slow
def test_a_poster_that_is_no_image_is_reported_and_left_out(emde, tmp_path):
    shutil.copytree(SMALL, tmp_path / "data")
    (tmp_path / "data" / "posters" / "1.webp").write_text("<html>404</html>")
    status, _, err = emde("prepare", tmp_path / "out", "--data", tmp_path / "data")
    assert status == 0
    assert "1 posters can't be read: not used (The Salt Lantern (1984): " in err


@pytest.mark.slow
def test_where_the_output_can_only_be_ascii_json_is_utf8(small_folder):
    """As on a terminal or a pipe whose own encoding knows no Hebrew."""
    words = ["recommend", "--like", "8", "-k", "1", "--model", str(small_folder), "--json"]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.argv = ['emde', *{words!r}]; from emde_core.cli.app import main; main()",
        ],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["history"]["liked"][0]["title"] == "רוח המדבר"


def test_work_that_goes_on_says_so_every_few_seconds_where_there_is_no_terminal(monkeypatch, capsys):
    monkeypatch.setattr(console, "LINE_SECONDS", 0.05)

    def slow():
        for number in console.bar(range(2), "Counting"):
            time.sleep(0.2 * (number == 1))

    slow()
    lines = capsys.readouterr().err.splitlines()
    assert "Counting: 1 of 2, 0 s" in lines[:-1]
    assert lines[-1] == "Counting: 2 of 2, 0 s"
