"""Synthetic tables: one bucket is wanted, so what puts the film there must be found, with the right sign."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from emde_core.data.catalogue import Film
from emde_core.encoders.categorical import CategoricalEncoder
from emde_core.encoders.image import COLUMNS, ROWS, PosterDescriptor
from emde_core.encoders.text import TextEncoder
from emde_core.explain.features import SOFTNESS, SoftReader, category_features, region_features, word_features
from emde_core.explain.film_features import FilmFeatures
from emde_core.explain.occlusions import occlusions
from emde_core.explain.words import content_words
from emde_core.schema import CATEGORICAL, IMAGE, TEXT
from emde_core.sketch.dlsh import DLSH

DEPTH, WIDTH = 24, 8


def wanting(dlsh, wanted):
    """A table that wants the buckets of one embedding, and in each partition no other."""
    return np.eye(WIDTH)[dlsh.codes(wanted[None])[0]]


@pytest.fixture(scope="module")
def plots():
    subjects = ("A cook", "A spy", "Two sisters", "A judge", "An old horse", "The mayor")
    ends = ("sails to an island.", "robs a bank.", "sings at night.", "loses a letter.", "marries.", "paints a wall.")
    return [f"{subject} {end}" for subject in subjects for end in ends]


@pytest.fixture(scope="module")
def of_text(plots):
    return DLSH.fit(TextEncoder().encode_texts(plots), DEPTH, WIDTH, seed=0)


PLOT = "In a quiet town a baker finds a submarine beneath his shop."


def words(of_text, table, plot=PLOT):
    whole = TextEncoder().encode_texts([plot])[0]
    spans = content_words(plot)
    return word_features(plot, spans, occlusions(None, plot).of(spans), whole).values(
        SoftReader(of_text, table, SOFTNESS[TEXT])
    )


def test_words_point_at_themselves_in_the_plot(of_text):
    table = np.random.default_rng(0).normal(size=(DEPTH, WIDTH))
    found = words(of_text, table)
    assert [word.text for word in found] == ["quiet", "town", "baker", "finds", "submarine", "beneath", "shop"] or [
        word.text for word in found
    ] == ["quiet", "town", "baker", "finds", "submarine", "shop"]
    assert all(PLOT[word.start : word.end] == word.text for word in found)


def test_values_change_sign_with_the_table_and_add_up_linearly(of_text):
    one, other = np.random.default_rng(1).normal(size=(2, DEPTH, WIDTH))
    values = [np.array([word.value for word in words(of_text, t)]) for t in (one, -one, other, one + 2 * other)]
    np.testing.assert_allclose(values[1], -values[0], atol=1e-12)
    np.testing.assert_allclose(values[3], values[0] + 2 * values[2], atol=1e-12)


def test_a_planted_word_is_found(of_text):
    """The buckets that the film is in with its submarine and not without: taking out that word must cost the most."""
    whole, bare = TextEncoder().encode_texts([PLOT, PLOT.replace("submarine ", "")])
    table = wanting(of_text, whole) - wanting(of_text, bare)
    best = max(words(of_text, table), key=lambda word: word.value)
    assert best.text == "submarine"
    worst = min(words(of_text, -table), key=lambda word: word.value)
    assert worst.text == "submarine"


def test_a_words_value_is_the_soft_readings_difference(of_text):
    table = np.random.default_rng(2).normal(size=(DEPTH, WIDTH))
    whole, bare = TextEncoder().encode_texts([PLOT, "In a town a baker finds a submarine beneath his shop."])
    by_hand = 0.0
    for d in range(DEPTH):
        for w in range(WIDTH):
            with_it, without_it = (of_text.soft_codes(each[None], SOFTNESS[TEXT])[0, d, w] for each in (whole, bare))
            by_hand += (with_it - without_it) * table[d, w]
    first = words(of_text, table)[0]
    assert first.text == "quiet"
    assert first.value == pytest.approx(by_hand, abs=1e-2)


def test_a_plot_without_content_words_has_no_values(of_text):
    assert words(of_text, np.ones((DEPTH, WIDTH)), "and the of") == ()


GENRES = ("Drama", "Comedy", "Horror", "Western", "Musical", "War")
FILMS = tuple(
    Film(
        id=str(k),
        title="T",
        year=1940 + 10 * (k % 4),
        genres=(GENRES[k % 6], GENRES[(k // 6) % 6]),
        cast=(f"A{k % 7}",),
    )
    for k in range(36)
)


def categories(film, with_category, sign=1):
    """Values under a table that wants the buckets of the film with a category over those without it."""
    encoder = CategoricalEncoder.fit(FILMS)
    dlsh = DLSH.fit(encoder.encode(FILMS).vectors, DEPTH, WIDTH, 1, each_dimension=False)
    bare = film.model_copy(update={"genres": tuple(g for g in film.genres if g != with_category)})
    whole, without_it = encoder.encode([film, bare]).vectors
    table = wanting(dlsh, whole) - wanting(dlsh, without_it)
    return category_features(encoder, film).values(SoftReader(dlsh, sign * table, SOFTNESS[CATEGORICAL]))


def test_a_planted_category_is_found():
    film = FILMS[9]  # Western, Comedy; cast A2; 1950s
    assert [(c.field, c.name) for c in categories(film, "Western")] == [
        ("genre", "Western"),
        ("genre", "Comedy"),
        ("cast", "A2"),
        ("decade", "1950s"),
    ]
    for genre in film.genres:
        assert max(categories(film, genre), key=lambda c: c.value).name == genre
        assert min(categories(film, genre, sign=-1), key=lambda c: c.value).name == genre


def test_each_modality_is_read_with_the_softness_chosen_for_it(small_model):
    trained = small_model.trained
    film = FilmFeatures.of(trained, small_model.words, trained.encoded.catalogue.index["2"])
    logits = np.zeros(trained.readout.layout.size)
    assert {m: film.reader(m, logits).softness for m in (TEXT, CATEGORICAL, IMAGE)} == SOFTNESS
    assert len(set(SOFTNESS.values())) == 3


def test_an_only_category_can_not_be_taken_out():
    (value,) = categories(Film(id="x", title="T", genres=("Drama",)), "Comedy")
    assert (value.name, value.value) == ("Drama", 0)


def posters():
    """Fields of one colour with a band or a disc of another."""
    made = []
    for k in range(40):
        picture = Image.new("RGB", (60, 90), f"hsl({k * 37 % 360}, 40%, {30 + k % 4 * 12}%)")
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, k % 9 * 10, 60, k % 9 * 10 + 10 + k % 5 * 8), fill=f"hsl({k * 101 % 360}, 70%, 50%)")
        made.append(picture)
    return made


def test_a_planted_region_is_found():
    """A yellow square on a dark poster: the buckets that it brings are wanted, and only its patch holds it."""
    dlsh = DLSH.fit(PosterDescriptor().encode_images(posters()), DEPTH, WIDTH, seed=2)
    bare = Image.new("RGB", (60, 90), "#203040")
    film = bare.copy()
    film.paste("#f0d000", (40, 20, 50, 30))  # fifth column, third row
    whole, without_it = PosterDescriptor().encode_images([film, bare])
    table = np.subtract(*dlsh.soft_codes(np.array([whole, without_it]), 0.35))  # one patch rarely flips a hard bit
    found = region_features(PosterDescriptor().without_patches(film), whole).values(
        SoftReader(dlsh, table, SOFTNESS[IMAGE])
    )
    best = max(found, key=lambda region: region.value)
    assert len(found) == ROWS * COLUMNS
    assert (best.x, best.y, best.width, best.height) == pytest.approx((4 / 6, 2 / 9, 1 / 6, 1 / 9))
    least = min(
        region_features(PosterDescriptor().without_patches(film), whole).values(
            SoftReader(dlsh, -table, SOFTNESS[IMAGE])
        ),
        key=lambda region: region.value,
    )
    assert (least.x, least.y) == (best.x, best.y)


def test_regions_tile_the_poster():
    dlsh = DLSH.fit(PosterDescriptor().encode_images(posters()), DEPTH, WIDTH, seed=2)
    whole = PosterDescriptor().encode_images(posters()[:1])[0]
    reader = SoftReader(dlsh, np.ones((DEPTH, WIDTH)), SOFTNESS[IMAGE])
    regions = region_features(PosterDescriptor().without_patches(posters()[0]), whole).values(reader)
    assert sum(region.width * region.height for region in regions) == pytest.approx(1)
    assert len({(region.x, region.y) for region in regions}) == ROWS * COLUMNS
    assert [region.x for region in regions[:3]] == pytest.approx([0, 1 / 6, 2 / 6])
    assert max(abs(region.value) for region in regions) < 1e-9  # a table that wants every bucket alike
