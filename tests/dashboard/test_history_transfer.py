"""From one model to another: what of a history comes along, and which models can be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dashboard.service.model_folders import model_names, models_of_same_data
from dashboard.state.history_transfer import transfer_history, transfer_message
from emde_core import Catalogue, Film, History
from emde_core.errors import HistoryError
from emde_core.history import less, more

HERE = Catalogue(
    (
        Film(id="1", title="Matrix, The", year=1999),
        Film(id="2", title="Heat", year=1995),
        Film(id="3", title="Brazil", year=1985),
        Film(id="4", title="Elsewhere", year=1990, imdb_id="tt0007"),
    )
)
THERE = Catalogue(
    (
        Film(id="2", title="Brazil", year=1985),
        Film(id="b", title="The Matrix", year=1999),
        Film(id="c", title="Heat", year=1972),
        Film(id="d", title="Another title", year=1991, imdb_id="7"),
    )
)


@dataclass
class There:
    """A model of other films, that reads wishes for one director and for regions."""

    catalogue: Catalogue

    def query(self, history):
        (wish,) = history.wishes
        if wish.kind != "region" and wish.name != "Ridley Scott":
            raise HistoryError("nothing of that name")


def test_films_go_by_what_they_are_not_by_their_id():
    history, dropped = transfer_history(History(("1", "2", "4"), ("3",)), HERE, There(THERE))
    assert history == History(("b", "d"), ("2",))
    assert dropped == ("Heat (1995)",)


def test_wishes_come_along_where_the_other_model_reads_them():
    kept, gone = more("director", "Ridley Scott"), less("word", "war")
    mine, strange = more("region", "3:0-1"), more("region", "2:0-1")
    history, dropped = transfer_history(History(wishes=(kept, gone, mine, strange)), HERE, There(THERE))
    assert history.wishes == (kept, more("region", "2:0-1")), "Brazil has another id there; Heat of 1995 has none"
    assert dropped == (gone.label, strange.label)


def test_what_became_of_it_is_said():
    assert transfer_message((), 3) == "Your history came along: 3 films."
    assert transfer_message(["Heat (1995)"], 1) == "1 of your films is known here; left out: Heat (1995)."
    assert transfer_message(["Heat (1995)"], 0).startswith("None of your films are known here")
    assert transfer_message(["Heat (1995)"] * 9, 2).endswith("and others.")


def test_models_of_the_same_data_are_others_each_once(tmp_path):
    def model(name: str, data: str, learned: str) -> Path:
        folder = tmp_path / name / "model"
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps({"data_hash": data, "model_hash": learned}))
        return folder

    here, other = model("here", "films", "ours"), model("other", "films", "theirs")
    models = [here, other, model("copy", "films", "theirs"), model("elsewhere", "others", "far"), tmp_path / "none"]
    assert models_of_same_data([*models, model("again", "films", "ours")], "films", "ours") == (other,)


def test_no_two_models_have_one_name():
    models = [Path("a/demo/model"), Path("b/demo/model"), Path("c/loose"), Path("d/demo/model")]
    assert list(model_names(models).values()) == ["demo", "demo (2)", "loose", "demo (3)"]
