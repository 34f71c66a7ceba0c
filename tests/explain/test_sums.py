"""Every level of an explanation adds up to the one above, for any history; a part is what its removal takes away."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from emde_core import History
from emde_core.errors import HistoryError
from emde_core.history import more
from emde_core.schema import CATEGORICAL, COMPANY, ITSELF, RELAYED, TEXT
from emde_core.text.words import Span, words_of
from tests import toy
from tests.explain.histories import IDS, films, histories

EXACT = 1e-9
LEAST_SIZE = 1e-3  # of what is summed; below it, rounding errors of the summands are all that there is
WEIGHTS = st.fixed_dictionaries(
    {COMPANY: st.sampled_from([0.25, 1.0])}, optional={m: st.sampled_from([0.0, 0.5, 7.0]) for m in toy.WITHOUT}
)


@pytest.fixture(scope="module")
def model():
    return toy.recommender()


def looks(data, model):
    """The model as it was learned, weighed otherwise, or by content alone."""
    weights = data.draw(st.one_of(st.none(), st.just("content"), WEIGHTS))
    if weights == "content":
        return model.by_content_alone()
    return model if weights is None else model.weighing(weights)


def close(one, other, size):
    assert one == pytest.approx(other, abs=EXACT * size, rel=0)


def size_of(why):
    """The size of what is summed."""
    return sum(abs(part.value) for part in why.contributions) + abs(why.baseline) + abs(why.absent) + LEAST_SIZE


@given(st.data(), histories(), films)
def test_every_level_adds_up(model, data, history, film):
    model = looks(data, model)
    rival = data.draw(st.one_of(st.none(), films.filter(lambda other: other != film)))
    why = model.explain(history, film, rival=rival, baseline=data.draw(st.sampled_from(["empty", "average"])))
    size, scores, index = size_of(why), model.rank(history).scores, model.catalogue.index
    close(why.score, scores[index[film]] - (scores[index[rival]] if rival else 0), size)
    close(why.baseline + why.absent + sum(part.value for part in why.contributions), why.score, size)
    assert why.completeness_residual <= EXACT
    for sums in (why.by_part, why.by_entry):
        close(sum(sums.values()), why.score - why.baseline - why.absent, size)
    own = [side.by_modality() for side in why.atoms]
    for modality in model.modalities:
        close(sum(side.get(modality, 0) for side in own), why.by_part.get(modality, 0), size)
    parts = {(each.entry, each.part): each.value for each in why.contributions}
    for side in why.history_atoms:
        for modality in model.modalities:
            close(side.by_modality().get(modality, 0), parts.get((side.film.id, modality), 0), size)


@given(histories(wishes=False), films)
def test_threads_add_up_to_content_and_to_the_atoms_of_both_films(model, history, film):
    why, size = model.explain(history, film), 0.0
    of_film = np.zeros(len(why.atoms[0].all))
    for found, side in zip(model.threads(history, film, count=3), why.history_atoms, strict=True):
        size += np.abs(found.weights).sum() + abs(found.contribution) + 1e-12
        parts = {part.part: part.value for part in why.contributions if part.entry == found.film.id}
        close(found.company, parts.get(COMPANY, parts.get(RELAYED, parts.get(ITSELF, 0))), size)
        close(sum(thread.weight for thread in found.threads) + found.unlisted + found.company, found.contribution, size)
        close(found.contribution, sum(parts.values()), size)
        close(found.weights.sum(axis=0).tolist(), [atom.value for atom in side.all], size)
        of_film += found.weights.sum(axis=1)
    close(of_film.tolist(), [atom.value for atom in why.atoms[0].all], size + 1e-12)


@given(st.data(), histories(wishes=False), films)
def test_categories_through_single_films_add_up_to_the_films_and_to_the_categories(model, data, history, film):
    why = looks(data, model).explain(history, film)
    parts = {(each.entry, each.part): each.value for each in why.contributions}
    columns = {film_id: why.categories_through(film_id) for film_id, _ in history}
    for film_id, through in columns.items():
        close(sum(each.value for each in through), parts.get((film_id, CATEGORICAL), 0), size_of(why))
    sums = np.sum([[each.value for each in through] for through in columns.values()], axis=0)
    close(sums.tolist(), [each.value for each in why.categories], size_of(why))


def test_a_film_outside_the_history_has_no_part_in_the_categories(model):
    why = model.explain(History(["f1", "f2"]), "f3")
    with pytest.raises(HistoryError, match="'f4' is no film of this history; its films are f1, f2"):
        why.categories_through("f4")


@given(histories(), films)
def test_phrases_are_sums_of_words(model, history, film):
    why = model.explain(history, film)
    for phrase in why.phrases:
        inside = [w.value for w in why.words if phrase.start <= w.start and w.end <= phrase.end]
        close(phrase.value, sum(inside), size_of(why))
        assert inside


@given(st.data(), histories(), films)
def test_a_history_films_contribution_is_what_its_removal_takes_away(model, data, history, film):
    assume(len(history))
    model, gone = looks(data, model), data.draw(st.sampled_from([each for each, _ in history]))
    why, place, rest = model.explain(history, film), model.catalogue.index[film], history.without(gone)
    left = 0 if rest.is_empty else model.rank(rest).scores[place]
    close(why.by_entry[gone], why.score - left, size_of(why))


@given(st.data(), histories(), films)
def test_a_wishs_contribution_is_what_its_removal_takes_away(model, data, history, film):
    assume(history.wishes)
    gone = data.draw(st.sampled_from(history.wishes))
    why, place, rest = model.explain(history, film), model.catalogue.index[film], history.without_wish(gone.key)
    left = 0 if rest.is_empty else model.rank(rest).scores[place]
    close(why.by_entry[gone.key], why.score - left, size_of(why))


# Without an atom. The score is put together anew, from sketches that were counted anew; the film's length, the mean
# sketch, the gains and what company adds are held, as they are while an atom is said to be taken out.


def sketch_without(model, modality, film, gone):
    """A film's centred sketch, counted from its atoms less some of them, by position."""
    atoms, mean = model.trained.encoded.atoms[modality].of(film), model.trained.model.means[modality]
    rows = np.zeros((2, len(mean)))
    left = [a for a in range(len(atoms.weights)) if a not in gone]
    for row, kept in zip(rows, (range(len(atoms.weights)), left), strict=True):
        for a in kept:
            row[np.arange(atoms.depth) * atoms.width + atoms.codes[a]] += atoms.weights[a]
    share = atoms.weights[left].sum() / atoms.weights.sum()
    return rows[1] / np.linalg.norm(rows[0]) - share * mean


def score_with(model, history, j, sketches):
    """A film's score with some films' sketches replaced, by (modality, position)."""
    query, ours = model.query(history), model.trained.model

    def s(modality, film):
        return sketches.get((modality, film), ours.sketches[modality][film])

    rows = query.rows
    score = (ours.rows(rows) - toy.content_of(ours)[rows])[:, j].sum()
    for m, modality in enumerate(ours.modalities):
        met = [r * s(modality, i) for r, i in zip(ours.weights(rows), query.positions, strict=True)]
        met += [wish.sketch for wish in query.wishes if wish.modality == modality]
        score += ours.gains[m, j] * sum(each @ s(modality, j) for each in met)
    return score + ours.wish_scores(wish for wish in query.wishes if wish.modality is None)[j]


def atoms_of(model, film, told):
    """The positions of the atoms that a word, category or region stands for."""
    modality = model.trained.encoded.readers[told.modality].modality
    shown = modality.show(model.catalogue.films[film], model.trained.encoded.atoms[told.modality].of(film).places)
    if told.modality == TEXT:
        return [a for a, token in enumerate(shown) if told.start <= token.start < told.end]
    fields = ("field", "name") if told.modality == "categorical" else ("x", "y")
    return [a for a, each in enumerate(shown) if all(getattr(each, f) == getattr(told, f) for f in fields)]


@given(st.data(), histories(), films)
def test_an_atoms_value_is_what_its_removal_takes_from_the_score(model, data, history, film):
    """Of the recommended film, or of any film of its history."""
    assume(film not in history)
    why, j = model.explain(history, film), model.catalogue.index[film]
    side = data.draw(st.sampled_from([*why.atoms, *why.history_atoms]))
    assume(side.all)
    told = data.draw(st.sampled_from(side.all))
    position = model.catalogue.index[side.film.id]
    gone = atoms_of(model, position, told)
    assert gone
    without = {(told.modality, position): sketch_without(model, told.modality, position, gone)}
    close(score_with(model, history, j, {}), why.score, size_of(why))
    close(told.value, why.score - score_with(model, history, j, without), size_of(why))


def test_all_words_are_told_and_none_twice(model):
    """Function words too: without them a plot's words would not add up to what the plot adds."""
    why = model.explain(History(("f0", "f1")), "f2")
    assert [Span(word.start, word.end) for word in why.words] == list(words_of(why.film.plot))
    assert [word.text for word in why.words][:3] == ["Rosa", "O'Neil", "leaves"]


@given(histories(), st.data())
def test_contents_mean_over_the_head_is_nothing_for_every_history(model, history, data):
    """So that content and wishes need no mean taken off, and every one of their values can be told as it is."""
    model = looks(data, model)
    query, ours = model.query(history), model.trained.model
    rows = query.rows
    wished = ours.wish_scores(wish for wish in query.wishes)
    for m, modality in enumerate(ours.modalities):
        met = ours.weights(rows) @ ours.sketches[modality][query.positions]
        content = (ours.gains[m] * (ours.sketches[modality] @ met))[ours.head]
        close(content.sum(), 0, np.abs(content).sum() + LEAST_SIZE)
    for each in (wished, toy.content_of(ours)[rows], model.rank(history).scores):
        close(each[..., ours.head].sum(), 0, np.abs(each).sum() + LEAST_SIZE)


@given(st.data(), histories(), films)
def test_the_order_of_a_history_changes_nothing(model, data, history, film):
    sides = (history.liked, history.disliked, history.wishes)
    shuffled = History(*(data.draw(st.permutations(side)) for side in sides))
    one, other = model.explain(history, film), model.explain(shuffled, film)
    assert other.rank == one.rank
    close(other.score, one.score, size_of(one))
    assert other.by_entry == pytest.approx(one.by_entry, abs=EXACT * size_of(one))
    close([atom.value for atom in other.atoms[0].all], [atom.value for atom in one.atoms[0].all], size_of(one))


@given(histories(), films, WEIGHTS)
def test_weighing_multiplies_each_part(model, history, film, weights):
    plain, weighed = (m.explain(history, film) for m in (model, model.weighing(weights)))
    for one, other in zip(plain.contributions, weighed.contributions, strict=True):
        if one.part == RELAYED:  # by likeness in each modality, and company: test_reference.py checks its numbers
            assert other.part == RELAYED
        elif one.part != ITSELF:
            close(other.value, weights.get(one.part, 1) * one.value, size_of(plain))
    for one, other in zip(plain.atoms[0].all, weighed.atoms[0].all, strict=True):
        close(other.value, weights.get(one.modality, 1) * one.value, size_of(plain))
    assert weighed.weights == weights


@given(histories(wishes=False), films)
def test_by_content_alone_there_is_no_company(model, history, film):
    why = model.by_content_alone().explain(history, film)
    assert why.content_alone
    close(why.by_part.get(COMPANY, 0), 0, 1)


def test_beside_a_film_that_is_its_like_nothing_is_left_but_rounding(model):
    """Films 2 and 14 have one plot and the same categories."""
    wishes = [more("director", "Director 21", 4), more("word", "harbour", 4)]
    why = model.explain(History((), (), wishes), "f14", rival="f2")
    assert abs(why.score) < 1e-12
    assert why.completeness_residual <= EXACT


def test_a_film_of_its_own_history_is_one_entry(model):
    why = model.explain(History(("f0", "f2"), ("f4",)), "f2")
    assert [(each.entry, each.part) for each in why.contributions if each.entry == "f2"] == [("f2", ITSELF)]
    assert why.rank is None
    assert all(atom.value == 0 for atom in why.history_atoms[1].all)


def test_a_film_adds_nothing_through_a_modality_that_it_lacks(model):
    history = History((toy.LACKS_TEXT, toy.ONLY_CATEGORIES, toy.NOTHING, "f0"))
    nothing = {(each.entry, each.part) for each in model.explain(history, "f1").contributions if each.value == 0}
    assert nothing == {
        (toy.LACKS_TEXT, TEXT),
        (toy.ONLY_CATEGORIES, TEXT),
        (toy.ONLY_CATEGORIES, "image"),
        *((toy.NOTHING, modality) for modality in model.modalities),
    }


def test_a_film_of_which_nothing_is_known_counts_as_an_average_one(model):
    why = model.explain(History(("f0", "f1")), toy.NOTHING)
    assert why.missing == model.modalities
    assert why.atoms[0].all == ()
    assert {part for part, value in why.by_part.items() if value} == {COMPANY}


def test_what_nobody_rated_has_the_company_of_what_it_is_like(model):
    why = model.explain(History(("f0", "f1")), toy.UNRATED)
    assert list(why.by_part) == [*model.modalities, RELAYED]
    assert why.by_part[RELAYED] != 0


def test_the_cases_above_are_there(model):
    """Films with every set of modalities, with and without ratings, and gains above 0 in all modalities."""
    sets = {tuple(m for m, lacking in toy.WITHOUT.items() if film not in lacking) for film in IDS}
    assert len(sets) == 8
    assert (model.trained.model.gains > 0).all()
    assert {film for film in IDS if not model.explain(History(("f0",)), film).ratings} == toy.NOBODY_RATED
