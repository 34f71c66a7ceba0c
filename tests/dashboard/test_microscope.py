"""What the sketch microscope shows of an atom is what the model works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from dashboard.analysis.atom_detail import EntryOverlap, atom_label, atom_labels
from dashboard.analysis.atom_neighbours import dial
from dashboard.analysis.microscope import Microscope
from dashboard.charts.buckets import bucket_lines, cut_squares, overlap_rows
from dashboard.charts.dial import dial_figure
from dashboard.charts.frame import CLEAR
from dashboard.charts.rounds import shared_rounds
from dashboard.charts.sketches import (
    digits_of,
    precise_number,
    product_bars,
    round_numbers,
    running_sum,
    sum_bars,
    tally_bars,
    visible_buckets,
)
from dashboard.reasons.entries import wish_words
from dashboard.text.grammar import VISIBLE, with_sign
from emde_core import History, Recommender, less, more
from emde_core.errors import ConfigError
from emde_core.explain.values import CategoryValue, RegionValue, WordValue
from emde_core.modalities.base import Appearance, FilmAtoms, Ints, Name, Subject, VectorModality, places_of
from emde_core.progress import Progress, silent
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.encoded_catalogue import encode_catalogue
from emde_core.text.words import is_function_word
from tests import toy

from .toy_explanations import ALIEN, XANADU

HISTORY = History(("f0", "f4", "f8", "f3"), ("f1",), (more("director", "Director 00"), less("popularity")))
FILM = "f10"
MODALITIES = (TEXT, CATEGORICAL, IMAGE)


@pytest.fixture(scope="module")
def model() -> Recommender:
    return toy.recommender()


@pytest.fixture(scope="module")
def scope(model) -> Microscope:
    return Microscope(model, HISTORY, FILM)


def specimens(scope, modality):
    return [scope.atom_detail(modality, number) for number in scope.strongest(modality)]


@pytest.mark.parametrize("modality", MODALITIES)
def test_atoms_are_those_of_the_explanation_strongest_first(scope, model, modality):
    told = [atom for atom in model.explain(HISTORY, FILM).atoms[0].all if atom.modality == modality]
    assert list(scope.atoms(modality)) == told
    sizes = [abs(told[number].value) for number in scope.strongest(modality)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == len(told)


@pytest.mark.parametrize("modality", MODALITIES)
def test_the_products_of_the_two_sketches_are_the_value_exactly(scope, modality):
    for each in specimens(scope, modality):
        by_hand = sum(
            each.gain * each.history[d, w] * each.sketch[d, w] for d in range(each.depth) for w in range(each.width)
        )
        assert by_hand == pytest.approx(each.atom.value, abs=1e-12)
        assert each.products.sum() == pytest.approx(each.atom.value, abs=1e-12)
        assert each.by_partition.sum() == pytest.approx(each.atom.value, abs=1e-12)


@pytest.mark.parametrize("modality", MODALITIES)
def test_what_an_atom_adds_through_the_entries_is_its_value(scope, modality):
    for each in specimens(scope, modality):
        assert sum(meeting.value for meeting in each.overlaps) == pytest.approx(each.atom.value, abs=1e-12)
        sizes = [abs(meeting.value) for meeting in each.overlaps]
        assert sizes == sorted(sizes, reverse=True)


def test_a_wish_is_met_where_it_is_an_entry_of_the_modality(scope):
    labels = {m: [meeting.label for meeting in specimens(scope, m)[0].overlaps] for m in MODALITIES}
    wished = wish_words(more("director", "Director 00"))
    assert wished in labels[CATEGORICAL]
    assert wished not in labels[TEXT]
    assert wish_words(less("popularity")) not in labels[CATEGORICAL]


@pytest.mark.parametrize("modality", MODALITIES)
def test_shared_buckets_are_counted_partition_by_partition(scope, model, modality):
    own, encoded = specimens(scope, modality)[0], model.trained.encoded
    for meeting in own.overlaps:
        film = next((f for f in encoded.catalogue if f.label == meeting.label), None)
        if film is None or not meeting.atoms:
            continue
        codes = encoded.atoms[modality].of(encoded.catalogue.index[film.id]).codes
        pairs = [[sum(int(a == b) for a, b in zip(one, two, strict=True)) for two in own.codes] for one in codes]
        assert meeting.shared.sum() > 0 or not np.array(pairs).any()
        if len(pairs) == len(meeting.atoms):  # of words in several pieces, the mean over these
            assert meeting.shared == pytest.approx(np.mean(pairs, axis=1))
        assert meeting.shared[meeting.nearest] == meeting.shared.max()


def test_a_film_without_the_modality_is_an_entry_that_shares_nothing(scope, model):
    lacking = model.catalogue[toy.LACKS_TEXT].label
    meeting = next(each for each in specimens(scope, TEXT)[0].overlaps if each.label == lacking)
    assert (meeting.atoms, meeting.nearest, meeting.value) == ((), None, 0)


def test_a_film_without_the_modality_has_no_atoms(model):
    scope = Microscope(model, HISTORY, toy.ONLY_IMAGE)
    assert scope.atoms(TEXT) == ()
    assert scope.strongest(TEXT) == []


def test_a_film_of_the_history_does_not_meet_itself(model):
    scope = Microscope(model, HISTORY, "f0")
    own = specimens(scope, CATEGORICAL)[0]
    assert model.catalogue["f0"].label not in [meeting.label for meeting in own.overlaps]
    assert own.products.sum() == pytest.approx(own.atom.value, abs=1e-12)


def test_the_same_name_shares_every_partition_and_says_nothing_of_chance(scope):
    for each in specimens(scope, CATEGORICAL):
        same = [
            meeting.shared[k]
            for meeting in each.overlaps
            for k, atom in enumerate(meeting.atoms)
            if (atom.field, atom.name) == (each.atom.field, each.atom.name)
        ]
        assert all(shared == each.depth for shared in same)
        assert max(each.usual_overlap) < each.depth


def test_a_long_word_is_several_pieces(scope):
    words = {each.atom.text: each.pieces for each in specimens(scope, TEXT)}
    assert words["detective"] == ("detec", "tive")
    assert words["finds"] == ("finds",)


def test_how_full_buckets_are_is_counted(scope, model):
    shares = scope.shares(IMAGE, 3)
    codes = model.trained.encoded.atoms[IMAGE].codes
    assert shares.shape == (3, 8)
    assert shares[1, 5] == pytest.approx((codes[:, 1] == 5).mean())
    assert shares.sum(axis=1) == pytest.approx(1)


def test_the_published_recipe_has_nothing_to_look_at():
    with pytest.raises(ConfigError, match="no atoms to look at; train a model with recipe 'affinity'"):
        Microscope(toy.recommender(recipe="published"), History(liked=("f0",)), FILM)


@dataclass(frozen=True)
class RunTime(VectorModality):
    """A fourth modality: one vector a film, which is shown as a name."""

    name: ClassVar[str] = "run time"
    label: ClassVar[str] = "run time"
    depth: int = 9
    width: int = 2

    def read(self, subjects: Sequence[Subject], progress: Progress = silent) -> list[FilmAtoms]:  # noqa: ARG002
        return [FilmAtoms(places_of([(k,)], 1), np.array([[k % 4, 1.0 + k]])) for k, _ in enumerate(subjects)]

    def show(self, film, places: Ints) -> tuple[Appearance, ...]:  # noqa: ARG002
        return tuple(Name("minutes", str(90 + k)) for k in places[:, 0].tolist())


def test_a_fourth_modality_is_seen_like_the_others():
    world = encode_catalogue(toy.catalogue(), (*toy.modalities(), RunTime()), seed=5)
    config = toy.config(modalities=(*MODALITIES, "run time"))
    model = Recommender.fit(world.catalogue, toy.interactions(), config, encoded=world)
    scope = Microscope(model, HISTORY, FILM)
    (own,) = specimens(scope, "run time")
    assert not scope.hashes_names("run time")
    assert (atom_label(own.atom), own.pieces, own.codes.shape) == ("100", ("100",), (1, 9))
    assert own.products.sum() == pytest.approx(own.atom.value, abs=1e-12)
    assert scope.dimensions("run time") == 2
    assert len(cut_squares(own, scope.shares("run time", 2)).layout.shapes) == 4


def test_atoms_have_names():
    assert atom_label(WordValue(0, 4, "fire")) == "fire"
    assert atom_label(CategoryValue("genre", "Crime")) == "Crime"
    assert atom_label(RegionValue(0.5, 2 / 9, 1 / 6, 1 / 9)) == "row 3, column 4"


def test_a_name_that_stands_twice_has_its_field_with_it():
    coen = [
        CategoryValue("director", "Joel Coen"),
        CategoryValue("genre", "Crime"),
        CategoryValue("writer", "Joel Coen"),
    ]
    assert atom_labels(coen) == ["Joel Coen, director", "Crime", "Joel Coen, writer"]
    assert atom_labels([WordValue(0, 4, "fire"), WordValue(9, 13, "fire")]) == ["fire", "fire"]


def test_values_have_as_many_digits_as_tell():
    told = [precise_number(value) for value in (0.18339, -0.0020891, 0.00042993, 1.4581, 0.0, -1e-9)]
    assert told == ["+0.18", "−0.0021", "+0.00043", "+1.46", "0.00", "0.000000"]
    assert precise_number(0.2048) == with_sign(0.2048), "the same number as on its chip"


def test_a_cut_divides_a_square_where_it_divides_the_atoms(scope):
    own, shares = specimens(scope, TEXT)[0], scope.shares(TEXT, 2)
    figure = cut_squares(own, shares)
    assert len(figure.layout.shapes) == len(figure.data) == 8
    for p in range(2):
        cells = figure.layout.shapes[4 * p : 4 * p + 4]
        assert cells[0].x1 == pytest.approx(shares[p, 0] + shares[p, 2])  # the first bit is 0
        assert cells[0].y1 == pytest.approx(shares[p, 0] + shares[p, 1])  # the second is
        lit = {bucket for bucket, cell in enumerate(cells) if cell.fillcolor != "rgba(0,0,0,0)"}
        assert lit == set(own.codes[:, p].tolist())


def test_a_name_stands_on_its_lines_among_the_historys(scope):
    own = specimens(scope, CATEGORICAL)[0]
    names, codes = scope.history_atoms(CATEGORICAL, 4)
    ticks, mark = bucket_lines(own, codes, names).data
    assert mark.x == tuple(own.codes[0, :4].tolist())
    assert len(ticks.x) == 4 * len(names) == codes.size


def test_dots_are_the_shared_buckets_and_bold_what_they_add(scope):
    own = specimens(scope, CATEGORICAL)[0]
    listed = [*own.overlaps[:2], EntryOverlap("<b>3 others</b>", "", -0.02, (), np.zeros(0))]
    figure = overlap_rows(own, listed)
    assert list(figure.data[0].x) == [shared for each in listed for shared in each.shared.tolist()]
    assert [note.text for note in figure.layout.annotations] == [
        f"<b>{with_sign(each.value, digits_of(own.atom.value))}</b>" for each in listed
    ]
    assert "&lt;b&gt;3 others" in figure.layout.yaxis.ticktext[2]


def test_bars_are_drawn_whole_or_around_the_names_own(scope):
    word, name = specimens(scope, TEXT)[0], specimens(scope, CATEGORICAL)[0]
    assert visible_buckets(word, 1).tolist() == [0, 1, 2, 3]
    assert len(visible_buckets(name, 1)) == 5
    assert name.codes[0, 1] in visible_buckets(name, 1)
    history, atom, products = product_bars(word, 3).data
    for k, (partition, bucket) in enumerate(np.ndindex(3, 4)):
        assert history.y[k] * atom.y[k] * word.gain == pytest.approx(products.y[k])
        assert atom.y[k] == word.sketch[partition, bucket]


def test_the_running_sum_ends_at_the_value(scope):
    own = specimens(scope, IMAGE)[0]
    line, end = running_sum(own).data
    assert len(line.x) == own.depth + 1
    assert line.y[0] == 0
    assert line.y[-1] == pytest.approx(own.atom.value, rel=1e-3)
    assert end.y[0] == pytest.approx(own.atom.value)


def test_the_part_that_is_looked_at_is_lit():
    figure = sum_bars([("plot", 0.1), ("<i>", -0.3)], 1, TEXT)
    assert figure.data[0].marker.color[0] != figure.data[0].marker.color[1]
    assert figure.layout.yaxis.ticktext[1].startswith("<b>\u2068&lt;i&gt;")
    assert figure.data[0].text == ("+0.10", "<b>−0.30</b>")


@pytest.mark.parametrize("modality", ["text", "image"])
def test_the_dial_shows_the_nearest_atoms_and_a_bucket_that_is_true(scope, modality):
    """Nearer arrows share more buckets, and in the cutting that is drawn the lit slice holds who is in the bucket."""
    for number in scope.strongest(modality)[:5]:
        detail = scope.atom_detail(modality, number)
        own = scope.dial(detail)
        *nearest, _ = own.neighbours
        assert [each.shared for each in nearest] == sorted((each.shared for each in nearest), reverse=True)
        assert all(each.film.id in HISTORY.liked for each in own.neighbours)
        right, left = own.cuts[:2]
        for each in own.neighbours:
            assert each.together == (left < each.angle < right)
        assert len(own.cuts) == detail.width


def test_the_dial_is_empty_without_atoms_to_draw():
    assert dial([], np.zeros((0, 3), dtype=bool), 4, 1.0).nearest is None


def test_no_bucket_is_drawn_where_a_flat_picture_would_be_wrong():
    """In every partition the far one of a side is in the bucket and the near one is not."""
    first, second = [True] * 4 + [False] * 4, [False] * 4 + [True] * 4
    together = np.array([second, first, first, second])
    own = dial([(WordValue(k, k + 1, word), ALIEN) for k, word in enumerate("abcd")], together, 4, 1.0)
    assert own.cuts == ()
    assert not dial_figure(own, "word", "text", [""] * 4, cut=True).layout.shapes


def test_the_drawn_partition_parts_the_near_from_the_far():
    """Two words share 9 and 3 of 10 buckets: the second partition is the first in which only the near one does."""
    together = np.array([[True] * 9 + [False], [True] + [False] * 7 + [True] * 2])
    own = dial([(WordValue(0, 4, "near"), ALIEN), (WordValue(0, 3, "far"), XANADU)], together, 4, 3.0)
    assert own.partition == 1
    assert [(each.name, each.together) for each in own.neighbours] == [("near", True), ("far", False)]
    assert own.neighbours[1].angle == -90.0  # as near as chance


def test_a_dial_as_a_figure_has_an_arrow_for_each_and_a_slice_where_it_is_cut(scope):
    detail = scope.atom_detail("text", scope.strongest("text")[0])
    own = scope.dial(detail)
    labels = [each.film.label for each in own.neighbours]
    plain, cut = (dial_figure(own, "<b>word", "text", labels, cut=cut) for cut in (False, True))
    assert len(plain.layout.annotations) == 2 * (1 + len(labels))
    assert (len(plain.layout.shapes), len(cut.layout.shapes)) == (0, 2 + detail.width)
    assert "<b>word" not in plain.to_json()


def test_neighbours_are_of_different_films_as_long_as_there_are_any():
    words = [(WordValue(k, k + 1, word), film) for k, (word, film) in enumerate(zip("abcde", FILMS, strict=True))]
    together = np.array([[k < count for k in range(10)] for count in (9, 8, 7, 6, 3)])
    own = dial(words, together, 4, 3.0)
    assert [(each.name, each.shared) for each in own.neighbours] == [("a", 9), ("b", 8), ("d", 6), ("e", 3)]


FILMS = (ALIEN, ALIEN, ALIEN, XANADU, XANADU)


def test_each_film_that_has_the_very_name_is_a_neighbour_with_it():
    names = zip(("War", "War", "Sea", "Sea", "Sun"), (ALIEN, XANADU, XANADU, ALIEN, ALIEN), strict=True)
    atoms = [(CategoryValue("genre", name), film) for name, film in names]
    together = np.array([[k < count for k in range(4)] for count in (4, 4, 1, 0, 0)])
    own = dial(atoms, together, 512, 0.0)
    assert [(each.name, each.film.id, each.shared) for each in own.neighbours][:2] == [
        ("War", ALIEN.id, 4),
        ("War", XANADU.id, 4),
    ]


def test_the_example_is_a_word_of_one_piece_that_adds_something_where_there_is_one(model):
    examples = 0
    for film in model.catalogue:
        scope = Microscope(model, HISTORY, film.id)
        atoms = scope.atoms(TEXT)
        details = [scope.atom_detail(TEXT, n) for n in scope.strongest(TEXT)]
        if any(
            len(each.pieces) == 1 and each.atom.value > 0 and not is_function_word(each.atom.text) for each in details
        ):
            detail = scope.atom_detail(TEXT, scope.example(TEXT))
            assert len(detail.pieces) == 1
            assert detail.atom.value > 0
            examples += 1
        elif atoms:
            assert scope.example(TEXT) in scope.strongest(TEXT)
    assert examples


def test_a_word_that_tells_nothing_of_the_plot_is_no_example_while_another_does(model, monkeypatch):
    scopes = [Microscope(model, HISTORY, film.id) for film in model.catalogue]
    examples = [scope.atoms(TEXT)[scope.example(TEXT)].text for scope in scopes if scope.atoms(TEXT)]
    telling = set(examples[::2])
    monkeypatch.setattr("dashboard.analysis.microscope.is_telling", lambda word, _: word in telling)
    for scope in scopes:
        words = scope.atoms(TEXT)
        whole = [each.atom for each in specimens(scope, TEXT) if len(each.pieces) == 1 and each.atom.value > 0]
        if any(word.text in telling for word in whole):
            assert words[scope.example(TEXT)].text in telling


def test_of_names_the_one_that_adds_most_is_the_example(scope):
    names = scope.atoms(CATEGORICAL)
    assert names[scope.example(CATEGORICAL)].value == max(each.value for each in names)


def test_few_rounds_are_squares_in_their_order():
    own = dial([(CategoryValue("genre", "War"), ALIEN)], np.array([[False, True, True, False]]), 512, 0.0)
    figure = shared_rounds(own, CATEGORICAL)
    (row,) = figure.data
    assert row.x == (0.5, 1.5, 2.5, 3.5)
    assert [colour != CLEAR for colour in row.marker.color] == [False, True, True, False]
    assert figure.layout.xaxis.ticktext[0] == 1
    assert not figure.layout.shapes


def test_many_rounds_are_a_bar_of_those_that_are_shared_and_a_line_at_what_any_two_share():
    """Of the first 24 rounds the near word shares none and the far one all; over 1,024 rounds it is otherwise."""
    near, far = np.arange(1024) >= 500, np.arange(1024) < 300
    own = dial([(WordValue(0, 4, "near"), ALIEN), (WordValue(0, 3, "far"), XANADU)], np.array([near, far]), 4, 451.0)
    figure = shared_rounds(own, TEXT)
    shared, rest = figure.data
    assert (shared.x, rest.x) == ((524, 300), (500, 724))
    assert [(line.x0, line.x1) for line in figure.layout.shapes] == [(451, 451)] * 2
    totals = [note.text for note in figure.layout.annotations if note.xanchor == "right"]
    assert totals == ["<b>524</b> of 1,024", "<b>300</b> of 1,024"]
    assert [note.text for note in figure.layout.annotations if note.xanchor == "center"] == ["by chance 451"]


def test_the_tally_shows_the_historys_sketch_and_lights_the_atoms_buckets(scope):
    detail = scope.atom_detail(TEXT, scope.example(TEXT))
    (bars,) = tally_bars(detail, (2, 0)).data
    assert list(bars.y) == pytest.approx(detail.history[[2, 0]].ravel().tolist())
    lit = [k for k, colour in enumerate(bars.marker.color) if not colour.startswith("rgba")]
    assert lit == [
        k * detail.width + bucket for k, p in enumerate((2, 0)) for bucket in sorted(set(detail.codes[:, p].tolist()))
    ]


def test_the_rounds_of_the_tally_are_named_with_what_they_add(scope):
    detail = scope.atom_detail(TEXT, scope.example(TEXT))
    names = tally_bars(detail, (2, 0)).layout.xaxis.ticktext
    numbers = round_numbers(detail, (2, 0))
    assert names == tuple(f"round {p + 1}<br><b>{words}</b>" for p, words in numbers.items())


@pytest.mark.parametrize("modality", MODALITIES)
def test_what_rounds_add_is_told_with_digits_that_tell(scope, modality):
    """A round of many adds far less than all of them, which a label of two digits would call nothing."""
    for each in specimens(scope, modality):
        rounds = each.unlike_rounds
        told = [float(words.replace("−", "-")) for words in round_numbers(each, rounds).values()]
        added = each.by_partition[list(rounds)]
        half = 0.0051 if max(abs(added)) >= VISIBLE else 0.051 * max(abs(added))  # of the last digit
        assert told == pytest.approx(added.tolist(), abs=half)


@pytest.mark.parametrize("modality", MODALITIES)
def test_unlike_rounds_are_the_best_a_middle_and_the_worst(scope, modality):
    for each in specimens(scope, modality):
        adds = [each.by_partition[p] for p in each.unlike_rounds]
        assert (adds[0], adds[-1]) == (each.by_partition.max(), each.by_partition.min())
        assert len(adds) == len(set(each.unlike_rounds)) == min(3, each.depth)
        assert adds == sorted(adds, reverse=True)
