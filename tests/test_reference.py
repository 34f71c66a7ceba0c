"""The fast chain against the slow literal one: from vectors to codes, from atoms and ratings to every value told."""

from __future__ import annotations

import numpy as np
import pytest

from emde_core import Film, History, Recommender
from emde_core.hashing.dlsh import DLSH
from emde_core.history import less, more
from emde_core.model.fitting import fit_uncalibrated
from emde_core.model.prior import Products
from emde_core.model.strengths import PriorScale
from emde_core.model.trained import Provenance, TrainedModel
from emde_core.schema import COMPANY, DISLIKE, IMAGE, ITSELF, POPULARITY, RELAYED, TEXT
from emde_core.sketch.portrait import Portrait
from emde_core.text.words import words_of
from tests import toy
from tests.reference import codes_of_vectors, of_catalogue, times

TOLERANCE = 1e-9
CHOSEN = PriorScale(2.5, {"text": 1.0, "categorical": 2.0, "image": 3.0}, 1.5)
WISHES = (
    more("director", "Director 21"),
    less("word", "sheriff", 2),
    more("region", "f4:2-1", 0.5),
    less("popularity"),
)
HISTORY = History(("f0", toy.LACKS_TEXT, toy.UNRATED), (toy.ONLY_CATEGORIES, "f2"), WISHES)
FILMS = ("f1", toy.LACKS_CATEGORIES, toy.UNRATED_LACKS_IMAGE, toy.NOTHING, "f0", "f2")


@pytest.fixture(scope="module", params=[toy.FILMS, 9], ids=["an unrated tail", "a tail with ratings"])
def head(request):
    """How many films have company."""
    return request.param


@pytest.fixture(scope="module")
def fast(head):
    """At temperature 1, and with G as it was solved: a saved model's is in single precision."""
    encoded, config = toy.encoded(), toy.config(company_films=head)
    products = Products.multiply(encoded.sketches, np.arange(toy.FILMS))
    model = fit_uncalibrated(encoded.sketches, products, toy.reactions(), config, CHOSEN)
    return Recommender(TrainedModel(config, encoded, model, Provenance("", toy.VIEWERS, 0, True)))


@pytest.fixture(scope="module")
def slow(head):
    reference = of_catalogue(toy.encoded(), toy.interactions(), 4, 3)
    return reference.fit(toy.config().ridge, CHOSEN.scale, CHOSEN.multipliers, CHOSEN.average_film, head)


@pytest.fixture(scope="module")
def wishes(slow):
    """The same wishes, found by hand: a director's atom, a word's tokens in every plot, the last of six patches."""
    plots = [film.plot.casefold() for film in toy.catalogue()]
    sheriff = [
        atom
        for k, plot in enumerate(plots)
        for atom, (start, _) in zip(slow.modalities[TEXT].films[k], atoms_of(TEXT, k).places.tolist(), strict=True)
        if any(word.start <= start < word.end and plot[word.start : word.end] == "sheriff" for word in words_of(plot))
    ]
    assert len(sheriff) == 2 * sum(plot.count("sheriff") for plot in plots)  # it is two tokens
    assert toy.catalogue()["f5"].directors == ("Director 21",)
    director = slow.modalities["categorical"].films[5][2]  # after two genres
    return [
        ("categorical", slow.modalities["categorical"].wish([director], 1)),
        (TEXT, slow.modalities[TEXT].wish(sheriff, -2)),
        (IMAGE, slow.modalities[IMAGE].wish([slow.modalities[IMAGE].films[4][5]], 0.5)),
        (None, -0.15),  # popularity is quieter than its weight
    ]


def atoms_of(modality, film):
    return toy.encoded().atoms[modality].of(film)


def entries():
    return [(int(film[1:]), int(reaction == DISLIKE)) for film, reaction in HISTORY]


def close(fast, slow, size=None):
    """Equal to 1e-9 of the largest of them; of sums, to 1e-9 of the size of what is summed."""
    slow = np.asarray(slow, dtype=float)
    np.testing.assert_allclose(fast, slow, rtol=0, atol=TOLERANCE * (size or max(np.abs(slow).max(initial=0), 1e-3)))


def by_word(film, atoms, values):
    """Token values as sums of words: each token counts for the word that it starts in."""
    return [
        sum(v for (start, _), v in zip(atoms.places.tolist(), values, strict=True) if word.start <= start < word.end)
        for word in words_of(film.plot)
    ]


@pytest.mark.parametrize("unit", [True, False])
def test_codes_of_vectors(unit):
    vectors = np.random.default_rng(3).normal(2, np.arange(1, 6), (30, 5))
    assert DLSH.fit(vectors, 4, 8, 9, unit=unit).codes(vectors).tolist() == codes_of_vectors(
        vectors.tolist(), 4, 8, 9, unit=unit
    )


@pytest.mark.parametrize("chosen", [CHOSEN, PriorScale(6, dict.fromkeys(toy.WITHOUT, 1.0), 1)])
def test_the_affinity_and_the_gains(chosen, head):
    units, config = toy.encoded().sketches, toy.config(company_films=head)
    products = Products.multiply(units, np.arange(toy.FILMS))
    fitted = fit_uncalibrated(units, products, toy.reactions(), config, chosen)
    slow = of_catalogue(toy.encoded(), toy.interactions(), 4, 3)
    slow.fit(config.ridge, chosen.scale, chosen.multipliers, chosen.average_film, head)
    assert fitted.head.tolist() == slow.head
    assert len(slow.head) == min(head, toy.FILMS - len(toy.NOBODY_RATED))
    close(fitted.matrix, slow.g)
    close(fitted.gains, [m.gains for m in slow.modalities.values()])
    close([fitted.cold.alpha, *fitted.cold.of.values()], [slow.alpha, *slow.cold])
    close(fitted.popularity, slow.popularity)
    assert min(slow.cold) > 0  # each modality counts here, so that each is tested


def test_every_score_and_their_order(fast, slow, wishes):
    scores = [slow.score(entries(), wishes, j) for j in range(toy.FILMS)]
    ranking = fast.rank(HISTORY)
    close(ranking.scores, scores)
    outside = [j for j in range(toy.FILMS) if f"f{j}" not in HISTORY]
    assert ranking.order.tolist() == sorted(outside, key=lambda j: -scores[j])
    for each in fast.recommend(HISTORY, toy.FILMS):
        j = int(each.film.id[1:])
        close(each.by_part[TEXT], sum(slow.content(TEXT, e, j) for e in entries()) + slow.wish(wishes[1], j), 1)
        close(each.by_part[COMPANY if j in slow.head else RELAYED], sum(slow.company(e, j) for e in entries()), 1)


def expected(slow, wishes, j, inside=()):
    """(entry, part) -> value, in an explanation's order."""
    parts, remainder = {}, COMPANY if {j, *inside} & set(slow.head) else RELAYED
    for entry in entries():
        if entry[0] in (j, *inside):
            parts[f"f{entry[0]}", ITSELF] = slow.total(entry, j)
            continue
        for name in slow.modalities:
            parts[f"f{entry[0]}", name] = slow.content(name, entry, j)
        parts[f"f{entry[0]}", remainder] = slow.company(entry, j)
    for wish, (name, _), told in zip(wishes, wishes, WISHES, strict=True):
        parts[told.key, name or POPULARITY] = slow.wish(wish, j)
    return parts


@pytest.mark.parametrize("film", FILMS)
def test_contributions(fast, slow, wishes, film):
    why, parts = fast.explain(HISTORY, film), expected(slow, wishes, int(film[1:]))
    assert [(each.entry, each.part) for each in why.contributions] == list(parts)
    close([each.value for each in why.contributions], list(parts.values()))
    close(why.score, sum(parts.values()), sum(map(abs, parts.values())))


@pytest.mark.parametrize("film", FILMS)
def test_atoms_of_the_film(fast, slow, wishes, film):
    why, j = fast.explain(HISTORY, film), int(film[1:])
    apart = [entry for entry in entries() if entry[0] != j]
    sides = {name: slow.film_side(name, apart, wishes, j) if m.films[j] else [] for name, m in slow.modalities.items()}
    words = by_word(why.film, atoms_of(TEXT, j), sides[TEXT])
    close([each.value for each in why.words], words)
    close([each.value for each in why.categories], sides["categorical"])
    close([each.value for each in why.regions], sides[IMAGE])
    assert len(why.words) == len(words_of(why.film.plot))


@pytest.mark.parametrize("film", FILMS)
def test_atoms_of_the_history(fast, slow, film):
    j = int(film[1:])
    for entry, told in zip(entries(), fast.explain(HISTORY, film).history_atoms, strict=True):
        sides = {
            name: slow.history_side(name, entry, j) if m.films[entry[0]] else [] for name, m in slow.modalities.items()
        }
        sides = {name: [value * (entry[0] != j) for value in side] for name, side in sides.items()}
        close([w.value for w in told.words], by_word(told.film, atoms_of(TEXT, entry[0]), sides[TEXT]))
        close([c.value for c in told.categories], sides["categorical"])
        close([r.value for r in told.regions], sides[IMAGE])


@pytest.mark.parametrize("film", FILMS[:4])
def test_pairs(fast, slow, film):
    """Between categories and patches every pair; between words the sum over the tokens of both."""
    j = int(film[1:])
    for entry, found in zip(entries(), fast.threads(HISTORY, film, count=5), strict=True):
        for name in ("categorical", IMAGE):
            rows = [k for k, part in enumerate(found.parts) if part.modality == name]
            columns = [k for k, part in enumerate(found.watched) if part.modality == name]
            both = rows and columns
            close(
                found.weights[np.ix_(rows, columns)],
                slow.pairs(name, entry, j) if both else np.zeros((len(rows), len(columns))),
            )
        if slow.modalities[TEXT].films[j] and slow.modalities[TEXT].films[entry[0]]:
            pairs = np.array(slow.pairs(TEXT, entry, j))
            half = np.array([by_word(found.film, atoms_of(TEXT, entry[0]), row) for row in pairs])
            whole = np.array([by_word(fast.catalogue[film], atoms_of(TEXT, j), column) for column in half.T]).T
            close(found.weights[: whole.shape[0], : whole.shape[1]], whole)
        close(found.company, slow.company(entry, j))
        close(found.contribution, slow.total(entry, j))


def test_from_the_average_viewer(fast, slow, wishes):
    """An entry counts for as much as it is more than the average viewer's."""
    why, j = fast.explain(HISTORY, "f1", baseline="average"), 1
    shares = {(k, 0): sum(k in liked for liked in slow.likes) / toy.VIEWERS for k in range(toy.FILMS)}
    shares |= {(k, 1): sum(k in shunned for shunned in slow.dislikes) / toy.VIEWERS for k in range(toy.FILMS)}
    parts = expected(slow, wishes, j)
    beyond = {f"f{entry[0]}": 1 - shares[entry] for entry in entries()}
    close([each.value for each in why.contributions], [beyond.get(e, 1) * value for (e, _), value in parts.items()])
    close(why.baseline, sum(share * slow.total(entry, j) for entry, share in shares.items()), 1)
    close(why.absent, -sum(share * slow.total(e, j) for e, share in shares.items() if e not in entries()), 1)
    close(why.score, slow.score(entries(), wishes, j), 1)


@pytest.mark.parametrize(("film", "rival"), [("f1", "f10"), ("f7", "f2"), ("f0", "f4")])
def test_against_a_rival(fast, slow, wishes, film, rival):
    why, (j, k) = fast.explain(HISTORY, film, rival=rival), (int(film[1:]), int(rival[1:]))
    own, other = expected(slow, wishes, j, (k,)), expected(slow, wishes, k, (j,))
    assert [(each.entry, each.part) for each in why.contributions] == list(own)
    close([each.value for each in why.contributions], [own[key] - other[key] for key in own])
    close(why.score, slow.score(entries(), wishes, j) - slow.score(entries(), wishes, k), 1)
    apart = [entry for entry in entries() if entry[0] not in (j, k)]
    close(
        [each.value for each in why.atoms[1].categories], [-v for v in slow.film_side("categorical", apart, wishes, k)]
    )


def test_a_film_that_does_not_exist(fast, slow, wishes):
    film = Film(id="new", title="New", plot="The sheriff of the harbour.", genres=("Drama", "War"), poster="red-99.png")
    portrait = Portrait.of_new(fast.trained.encoded, film)
    atoms = {
        name: list(zip(part.atoms.codes.tolist(), part.atoms.weights.tolist(), strict=True))
        for name, part in portrait.by_modality.items()
    }
    assert len(atoms["categorical"]) == 1  # the catalogue knows no "War"
    close(fast.score_of(portrait, HISTORY), slow.unrated(atoms, entries(), wishes), 1)


def test_content_alone(fast, slow):
    history = History(HISTORY.liked, HISTORY.disliked)
    scores = fast.by_content_alone().rank(history).scores
    close(scores, [slow.content_alone(entries(), j) for j in range(toy.FILMS)])


def test_weighing(fast, slow):
    history = History(HISTORY.liked, HISTORY.disliked)
    scores = fast.weighing({"text": 0.5, "image": 8, "company": 0.25}).rank(history).scores
    factors = {"text": 0.5, "categorical": 1, "image": 8}

    def beside_content(entry, j):
        if j in slow.head:
            return slow.company(entry, j)
        weighed = {name: times(factors[name], m.s[j]) for name, m in slow.modalities.items()}
        return slow.relayed(entry, slow.popularity[j], weighed)

    wanted = [
        sum(0.25 * beside_content(e, j) + sum(f * slow.content(m, e, j) for m, f in factors.items()) for e in entries())
        for j in range(toy.FILMS)
    ]
    close(scores, wanted)
