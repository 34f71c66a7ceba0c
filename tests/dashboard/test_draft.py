"""Films that somebody writes: what the model is shown, posters that are sent or drawn, versions."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from dashboard.service.auditions import Auditions, draft_changes, score_changes
from dashboard.state.draft import SIZE, UNTITLED, Draft, pitches, random_recipe
from dashboard.state.state import MOST_DRAFTS, State
from emde_core.data.pictures import MAX_PIXELS
from emde_core.data.posters import MAX_BYTES
from emde_core.errors import DataError, HistoryError
from emde_core.modalities.categorical import FIELDS, categories_of

HOSTILE = "<script>alert('x')</script> *bold* :smile: 🎬 רוח"


def file_of(image, kind="PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def test_the_film_is_what_was_written():
    draft = Draft("  Two\nlines ", "A plot.", (("genre", "Drama"), ("cast", "Ann"), ("decade", "1980s")))
    film = draft.film
    assert (film.title, film.plot, film.genres, film.cast, film.year) == (
        "Two lines",
        "A plot.",
        ("Drama",),
        ("Ann",),
        1980,
    )
    assert film.decade == "1980s"
    assert Draft().film.title == UNTITLED


def test_every_field_that_is_chosen_is_in_the_film():
    draft = Draft(categories=tuple((field, f"a {field}") for field in FIELDS if field != "decade"))
    assert set(categories_of(draft.film)) == set(draft.categories)


def test_categories_of_a_field_are_replaced_and_the_others_stay():
    draft = Draft(categories=(("genre", "Drama"), ("director", "Ann")))
    changed_ = draft.with_categories([("genre", "War"), ("genre", "Comedy")], "genre")
    assert changed_.categories == (("genre", "Comedy"), ("genre", "War"), ("director", "Ann"))
    assert draft.restricted_to([("director", "Ann")]).categories == (("director", "Ann"),)


@pytest.mark.parametrize("title", ["", HOSTILE, "רוח", "word " * 24])
def test_every_title_can_be_lettered(title):
    assert Draft(title).poster().size == SIZE


def test_a_surprise_can_always_be_drawn():
    generator = np.random.default_rng(5)
    recipes = {random_recipe(generator) for _ in range(4)}
    assert len(recipes) == 4
    assert all(Draft("New", recipe=recipe).poster().size == SIZE for recipe in recipes)


def test_the_pitches_are_complete():
    assert len(pitches()) >= 3
    assert all(p.title and p.plot and p.names("genre") and p.poster() for p in pitches())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_poster_that_is_sent_is_cut_to_size(kind):
    draft = Draft("New").with_picture(file_of(Image.new("RGB", (500, 500), "red"), kind))
    assert draft.kind == "sent"
    assert draft.poster().size == SIZE
    red, green, blue = draft.poster().getpixel((10, 10))
    assert red > 200 > 60 > max(green, blue)


def test_no_poster_is_no_poster():
    assert Draft("New", kind="none").poster() is None
    assert Draft("New", kind="sent").poster() is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a picture", "not a picture"),
        (b"", "not a picture"),
        (file_of(Image.new("RGB", (200, 300)))[:90], "not a picture"),
        (file_of(Image.new("RGB", (200, 300)), "PPM"), "send a PNG, JPEG, WebP, GIF"),
        (file_of(Image.new("RGB", (20, 300))), "at least 64"),
        (file_of(Image.new("1", (8_000, MAX_PIXELS // 8_000 + 1))), "at most 40 million"),
        (b"\x89PNG" + bytes(MAX_BYTES), "at most 8 MB"),
    ],
)
def test_a_file_that_is_no_poster_is_refused(data, said):
    with pytest.raises(DataError, match=said):
        Draft().with_picture(data)


def test_versions_are_kept_and_each_once():
    first, second = Draft("One"), Draft("Two")
    state = State().rewrite(first, second)
    assert state.drafts == (first, second)
    assert state.rewrite(second, second) is state
    assert state.rewrite(second, first).drafts == (second, first)
    for k in range(9):
        state = state.rewrite(state.drafts[-1], Draft(f"{k}"))
    assert len(state.drafts) == MOST_DRAFTS


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        ({"plot": "A man burned at sea."}, "“drowned” became “burned”"),
        ({"plot": "A man at sea."}, "without “drowned”"),
        ({"plot": "A man drowned at ."}, "without “sea”"),
        ({"plot": "A man drowned, at sea."}, "other punctuation"),
        ({"plot": "A man drowned at the sea."}, "with “the”"),
        ({"categories": (("genre", "War"),)}, "“Drama” became “War”"),
        ({"kind": "none"}, "another poster"),
        ({"title": "Other"}, "another title"),
    ],
)
def test_a_change_is_told(edit, said):
    draft = Draft("New", "A man drowned at sea.", (("genre", "Drama"),))
    assert draft_changes(draft, replace(draft, **edit)) == said


def test_a_version_stands_between_its_neighbours(service, history):
    draft = Draft("New", "A lighthouse keeper finds a letter.", (("genre", "Drama"),))
    placed = Auditions().place(service, history, draft)
    above, below = placed.neighbours(1)
    order = [service.model.catalogue.films[i] for i in service.ranking(history).order]
    rank = placed.audition.why.rank
    assert [*above, *below] == order[max(0, rank - 2) : rank]
    assert placed.ranking_size == len(order) + 1


def test_an_edit_of_the_categories_moves_no_other_likeness(service, history):
    auditions = Auditions()
    one = Draft("New", "A lighthouse keeper finds a letter.", (("genre", "Drama"),), kind="none")
    other = one.with_categories([("genre", "Comedy")], "genre")
    before, now = (auditions.place(service, history, draft).audition.why for draft in (one, other))
    told = {name: now_ - was for name, was, now_ in score_changes(before, now)}
    assert told["text"] == told["image"] == 0
    assert "company" not in told
    assert told["relayed"] != 0, "it is like other films now"
    assert told["categorical"] != 0
    assert told["score"] == pytest.approx(told["categorical"] + told["relayed"], abs=1e-12)


def test_a_versions_words_are_there_at_once_and_deletions_come_later(service, history):
    auditions, draft = Auditions(), Draft("New", "A lighthouse keeper drowned at sea.", kind="none")
    placed = auditions.place(service, history, draft)
    assert [word.text for word in placed.audition.why.words] == ["A", "lighthouse", "keeper", "drowned", "at", "sea"]
    assert placed.audition.without == ()
    deleted = auditions.deletions(service, history, draft).result()
    assert deleted.why.rank == placed.audition.why.rank
    assert {each.word.text for each in deleted.without} == {"lighthouse", "keeper", "drowned", "sea"}


def test_a_version_without_anything_has_no_place(service, history):
    auditions, blank = Auditions(), Draft("New", kind="none")
    with pytest.raises(HistoryError):
        auditions.place(service, history, blank)
    assert list(auditions.placeable(service, history, [blank])) == []
