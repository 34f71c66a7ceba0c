"""The shape in which people and files get an explanation: a contract with whoever reads its JSON and tables."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest

from emde_core import History
from emde_core.explain.explanation import joint_spread
from emde_core.history import less, more
from tests import toy

WISHES = (more("director", "Director 21"), less("popularity", weight=2))
HISTORY = History(("f0", "f3"), ("f4",), WISHES)
FILM = "f1"


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


@pytest.fixture(scope="module")
def why(model):
    return model.explain(HISTORY, FILM)


def kinds(value):
    """The shape of a JSON document: each list by the shapes in it."""
    if isinstance(value, dict):
        return {key: kinds(each) for key, each in value.items()}
    if isinstance(value, list):
        shapes = [kinds(each) for each in value]
        return [shape for k, shape in enumerate(shapes) if shape not in shapes[:k]]
    return type(value).__name__


TOLD = {"id": "str", "title": "str", "year": "int"}
OF_A_FILM, OF_A_WISH = {"film": TOLD}, {"wish": {"kind": "str", "name": "str", "weight": "float"}}
CONTRACT = {
    "film": TOLD,
    "rank": "int",
    "score": "float",
    "baseline": "float",
    "absent": "float",
    "completeness_residual": "float",
    "method": "str",
    "model_hash": "str",
    "data_hash": "str",
    "ratings": "int",
    "contributions": [
        {"entry": OF_A_FILM, "reaction": "str", "part": "str", "value": "float", "spread": "float"},
        {"entry": OF_A_FILM, "reaction": "str", "part": "str", "value": "float", "spread": "NoneType"},
        {"entry": OF_A_WISH, "reaction": "str", "part": "str", "value": "float", "spread": "float"},
    ],
    "company": [{"film": TOLD, "both": "int", "liked_film": "int", "liked_this": "int", "viewers": "int"}],
    "missing": [],
}
ATOM = {"side": "str", "film": TOLD, "modality": "str", "kind": "str", "value": "float"}
ATOMS = [
    ATOM | {"text": "str", "start": "int", "end": "int"},
    ATOM | {"name": "str"},
    ATOM | {"x": "float", "y": "float", "width": "float", "height": "float"},
]


def test_the_json_document_has_the_contracts_shape(model):
    told = model.explain(History(("f0", "f2"), ("f4",), WISHES[:1]), FILM).to_dict()
    document = json.loads(json.dumps(told, allow_nan=False))
    assert {key: kinds(document[key]) for key in CONTRACT} == CONTRACT
    assert {part["reaction"] for part in document["contributions"]} == {"like", "dislike", "wish"}
    assert [kind for kind in kinds(document["atoms"]) if kind not in ATOMS] == []
    assert {(atom["side"], atom["modality"]) for atom in document["atoms"]} == {
        (side, modality) for side in ("film", "history") for modality in model.modalities
    }
    assert {atom["kind"] for atom in document["atoms"]} == {"word", "genre", "director", "cast", "decade", "region"}


def test_atoms_of_the_film_sum_to_its_modalities_contributions(why):
    document, sums, parts = why.to_dict(), Counter(), Counter()
    for atom in document["atoms"]:
        if atom["side"] == "film":
            sums[atom["modality"]] += atom["value"]
    for part in document["contributions"]:
        parts[part["part"]] += part["value"]
    assert dict(sums) == pytest.approx({m: parts[m] for m in toy.WITHOUT})
    total = document["baseline"] + sum(parts.values())
    assert total == pytest.approx(document["score"], abs=1e-9 * sum(abs(p["value"]) for p in document["contributions"]))


def test_a_rivals_atoms_stand_beside_the_films_with_the_other_sign(model):
    margin = model.explain(HISTORY, FILM, rival="f10")
    assert [side.film.id for side in margin.atoms] == [FILM, "f10"]
    assert [w.value for w in margin.atoms[1].words] == [-w.value for w in model.explain(HISTORY, "f10").words]
    assert margin.to_dict()["rival"]["id"] == "f10"
    assert {a["film"]["id"] for a in margin.to_dict()["atoms"] if a["side"] == "film"} == {FILM, "f10"}


def test_every_entry_has_its_parts_in_order(why):
    parts = [(each.entry, each.reaction, each.part) for each in why.contributions]
    films = [("f0", "like"), ("f3", "like"), ("f4", "dislike")]
    every = ("text", "categorical", "image", "company")
    wishes = [("director:Director 21", "wish", "categorical"), ("popularity", "wish", "popularity")]
    assert parts == [*((film, said, part) for film, said in films for part in every), *wishes]


def test_a_tidy_table(why):
    table = why.to_frame()
    columns = ["film", "rank", "score", "entry", "entry_label", "reaction", "part", "value", "spread"]
    assert list(table.columns) == columns
    assert len(table) == 3 * 4 + 2
    assert set(table["film"]) == {FILM}
    assert table["value"].sum() == pytest.approx(why.score, abs=1e-9 * table["value"].abs().sum())
    assert table.groupby("entry")["value"].sum().to_dict() == pytest.approx(why.by_entry)
    assert table.groupby("part")["value"].sum().to_dict() == pytest.approx(why.by_part)
    assert list(table["entry_label"].unique()) == [
        "Film 0 (1950)",
        "Film 3 (1950)",
        "Film 4 (1960)",
        "more director Director 21",
        "less popularity",
    ]


def test_words_stand_where_they_say(why):
    assert len(why.words) > 20
    assert all(why.film.plot[word.start : word.end] == word.text for word in why.words)
    assert any(word.value for word in why.words)


def test_phrases_are_told_beside_words(why):
    assert {"Leo Marsh", "betrayal meets"} <= {phrase.text for phrase in why.phrases}


def test_categories_are_the_films_own_and_regions_tile_its_poster(why):
    categories = [(each.field, each.name) for each in why.categories]
    names = [("genre", "Drama"), ("genre", "Musical"), ("director", "Director 01"), ("cast", "Actor 1")]
    assert categories == [*names, ("decade", "1960s")]
    assert sum(region.width * region.height for region in why.regions) == pytest.approx(1)
    assert len({(region.x, region.y) for region in why.regions}) == 6


@pytest.mark.parametrize("film", [f"f{k}" for k in range(toy.FILMS)])
def test_a_film_that_lacks_modalities_says_so(model, film):
    why = model.explain(HISTORY, film)
    assert why.missing == tuple(m for m, lacking in toy.WITHOUT.items() if film in lacking)
    told = (why.words, why.categories, why.regions)
    assert [not each for each in told] == [film in lacking for lacking in toy.WITHOUT.values()]


def test_company_rests_on_counts(model, why):
    """Counted one by one, among the viewers who liked each film."""
    liked = toy.interactions().table.query("rating >= 4").groupby("film")["viewer"].apply(set)
    for each in why.company:
        fans = liked.get(each.film.id, set())
        assert (each.both, each.liked_film) == (len(fans & liked[FILM]), len(fans))
        assert (each.liked_this, each.viewers) == (len(liked[FILM]), toy.VIEWERS)
        assert each.more_often == (each.both / max(1, len(fans)) > len(liked[FILM]) / toy.VIEWERS)
    assert [each.film.id for each in why.company] == ["f0", "f3"]  # of the films that were liked
    assert model.explain(History(("f0", "f1")), "f1").company[0].film.id == "f0"  # not of the film itself


def test_how_many_viewers_rated_it(model, why):
    assert why.ratings == (toy.interactions().table["film"] == FILM).sum()
    unrated = model.explain(HISTORY, toy.UNRATED)
    assert unrated.ratings == unrated.to_dict()["ratings"] == 0
    assert all(each.both == each.liked_this == 0 for each in unrated.company)


def test_a_film_of_the_history_has_rank_null(model):
    assert json.loads(json.dumps(model.explain(HISTORY, "f0").to_dict()))["rank"] is None


def test_spread_is_the_standard_error_over_the_partitions(why):
    part = why.contributions[0]
    assert part.by_partition.shape == (6,)
    mean = sum(part.by_partition) / 6
    by_hand = np.sqrt(sum((value - mean) ** 2 for value in part.by_partition) / 5 * 6)
    assert part.spread == pytest.approx(by_hand)
    assert part.value == pytest.approx(part.by_partition.sum(), abs=1e-12)


def test_a_totals_spread_is_that_of_its_sums_within_each_partition(why):
    """Errors of one modality go together or cancel out; those of different ones are independent. Company has none."""
    of_text = [part for part in why.contributions if part.part == "text"]
    summed = np.sum([part.by_partition for part in of_text], axis=0)
    assert why.part_spread["text"] == pytest.approx(summed.std(ddof=1) * np.sqrt(6))
    assert why.part_spread["text"] != pytest.approx(np.sqrt(sum(part.spread**2 for part in of_text)), rel=0.01)
    own = [part for part in why.contributions if part.entry == "f0"]
    independent = np.sqrt(sum(part.spread**2 for part in own if part.part != "company"))
    assert joint_spread(own) == pytest.approx(independent)
    assert np.isnan(why.part_spread["company"])


def test_the_what_if_stands_in_the_record(model, why):
    assert (why.to_dict()["weights"], why.to_dict()["content_alone"]) == ({}, False)
    assert model.weighing({"image": 2}).explain(HISTORY, FILM).to_dict()["weights"] == {"image": 2}
    assert model.by_content_alone().explain(HISTORY, FILM).to_dict()["content_alone"] is True


def test_real_plots_and_posters_add_up_as_well(small_model):
    """Read by the language model and the poster descriptor, with words of several tokens."""
    why = small_model.explain(History(("1", "12"), ("4",)), "2")
    assert "Smugglers" in [word.text for word in why.words]
    assert len(why.regions) == 54
    sums = why.atoms[0].by_modality()
    assert sums == pytest.approx({m: why.by_part[m] for m in small_model.modalities})
    assert all(sums.values())


@pytest.mark.parametrize("film", [toy.LACKS_IMAGE, toy.UNRATED_LACKS_IMAGE])
def test_what_a_film_lacks_is_no_part_of_its_score(model, film):
    for reading in (model, model.weighing({"image": 16}), model.by_content_alone()):
        why = reading.explain(HISTORY, film)
        assert why.missing == ("image",)
        assert why.by_part["image"] == 0, "exactly, however much posters weigh"
        assert why.own_parts == {part: value for part, value in why.by_part.items() if part != "image"}
        assert why.regions == ()
        threads = [thread for each in reading.threads(HISTORY, film) for thread in each.threads]
        assert "image" not in {thread.recommended.modality for thread in threads}


def test_beside_a_rival_what_speaks_for_the_rival_stays(model):
    against = model.explain(HISTORY, toy.LACKS_IMAGE, rival="f1")
    assert against.own_parts["image"] == pytest.approx(-model.explain(HISTORY, "f1").by_part["image"])
