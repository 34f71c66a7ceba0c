"""Adding a modality is one file and one line: here is the file, and the registry with the line in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from emde_core import Catalogue, History, Recommender
from emde_core.audition import audition
from emde_core.data.catalogue import Film
from emde_core.errors import ConfigError
from emde_core.history import more
from emde_core.modalities import registry
from emde_core.modalities.base import FilmAtoms, Name, NameModality, places_of
from emde_core.sketch.encoded_catalogue import encode_catalogue
from tests import toy


@dataclass(frozen=True)
class Instruments(NameModality):
    """What the soundtrack is played on."""

    name: ClassVar[str] = "instruments"
    label: ClassVar[str] = "soundtrack"
    depth: int = 6
    width: int = 32

    def read(self, subjects, progress=None):  # noqa: ARG002
        played = [subject.film.aliases for subject in subjects]  # which no other modality reads
        return [FilmAtoms(places_of([(k,) for k in range(len(names))], 1), names) for names in played]

    def show(self, film, places):
        return tuple(Name("instrument", film.aliases[k]) for k in places[:, 0].tolist())


PLAYED = (("fiddle", "drum"), ("piano",), ("oboe", "harp", "drum"))
HISTORY = History(("f0", "f3"), ("f1",), (more("instrument", "Oboe"),))
FILM = "f6"


def sounds(k):
    """What the k-th film is played on: it goes with its theme, which some viewers follow. Films 4 and 13 are silent."""
    return () if k in (4, 13) else PLAYED[toy.theme(k, "text")]


@pytest.fixture(scope="module")
def catalogue():
    listed = (film.model_copy(update={"aliases": sounds(k)}) for k, film in enumerate(toy.catalogue()))
    return Catalogue(tuple(listed))


@pytest.fixture
def model(catalogue, monkeypatch):
    monkeypatch.setattr(registry, "MODALITIES", (*registry.MODALITIES, Instruments))
    kinds = {kind.name for kind in registry.MODALITIES}
    chosen = [*toy.modalities(), *(m for m in registry.default_modalities() if m.name not in toy.WITHOUT)]
    assert {each.name for each in chosen} == kinds
    encoded = encode_catalogue(catalogue, chosen, seed=5)
    return Recommender.fit(catalogue, toy.interactions(), toy.config(), encoded=encoded)


def test_it_is_learned(model):
    assert model.parts == ("text", "categorical", "image", "instruments", "company")
    assert (model.trained.model.gains[3] > 0).all()
    alike = model.trained.model.sketches["instruments"]
    assert alike[0] @ alike[3] > alike[0] @ alike[1]  # a fiddle and a drum in both, a piano in the other


def test_it_is_explained_and_its_atoms_add_up(model):
    why = model.explain(HISTORY, FILM, rival="f10", baseline="average")
    assert why.completeness_residual < 1e-9
    assert [c.name for c in why.categories if c.modality == "instruments"] == ["fiddle", "drum"]
    own = sum(side.by_modality()["instruments"] for side in why.atoms)
    assert own == pytest.approx(why.by_part["instruments"], abs=1e-9) != 0
    parts = {each.entry: each.value for each in why.contributions if each.part == "instruments"}
    assert set(parts) == {"f0", "f3", "f1", "instrument:Oboe"}
    for side in why.history_atoms:
        assert side.by_modality()["instruments"] == pytest.approx(parts[side.film.id], abs=1e-9)
    assert "f4" not in model.explain(HISTORY, "f4").missing
    assert model.explain(HISTORY, "f4").missing == ("instruments",)
    told = json.loads(json.dumps(why.to_dict()))
    assert {atom["kind"] for atom in told["atoms"] if atom["modality"] == "instruments"} == {"instrument"}


def test_its_atoms_join_in_threads_wishes_and_what_ifs(model):
    found = model.threads(HISTORY, FILM, ["f3"], count=1000)[0]
    pairs = [thread for thread in found.threads if thread.recommended.modality == "instruments"]
    assert max(pairs, key=lambda thread: thread.weight).recommended.name in ("fiddle", "drum")
    assert found.weights.sum() + found.company == pytest.approx(found.contribution, abs=1e-9)
    wished = model.rank(HISTORY).scores - model.rank(History(HISTORY.liked, HISTORY.disliked)).scores
    oboes = [k for k in range(toy.FILMS) if "oboe" in sounds(k)]
    assert wished[oboes].min() > np.delete(wished, oboes).max()
    louder = model.weighing({"instruments": 4}).explain(HISTORY, FILM).by_part["instruments"]
    assert louder == pytest.approx(4 * model.explain(HISTORY, FILM).by_part["instruments"])


def test_it_is_saved_and_loaded(model, tmp_path):
    model.save(tmp_path / "model")
    again = Recommender.load(tmp_path / "model")
    assert again.model_hash == model.model_hash
    assert again.explain(HISTORY, FILM) == model.explain(HISTORY, FILM)
    assert isinstance(again.trained.encoded.readers["instruments"].modality, Instruments)


def test_an_appearance_is_part_of_the_plot_a_name_or_part_of_the_poster(model, monkeypatch):
    monkeypatch.setattr(Instruments, "show", lambda _, __, places: tuple((0.0, 1.5) for _ in places))
    with pytest.raises(ConfigError, match="'instruments' shows an atom as a tuple"):
        model.explain(History(("f0",)), FILM)


def test_a_film_that_does_not_exist_is_read_by_it(model):
    why = audition(model, HISTORY, Film(id="new", title="New", aliases=("oboe", "triangle", "drum"))).why
    assert [each.name for each in why.categories] == ["oboe", "drum"]  # the catalogue knows no triangle
    assert sum(each.value for each in why.categories) == pytest.approx(why.by_part["instruments"], abs=1e-9)
