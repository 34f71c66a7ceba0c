"""The address: what comes back is what went in, and nothing that a person can type breaks the page."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.state import link, link_message
from dashboard.state.film_filter import ORDERS, SLICES, FilmFilter
from dashboard.state.focus import Focus
from dashboard.state.link_message import LinkError, film_check
from dashboard.state.state import State
from emde_core import Catalogue, Film, History
from emde_core.history import less, more
from emde_core.limits import LIMITS
from emde_core.recommender import Recommender
from tests import toy

WISHES = (
    more("director", "Director 00"),
    less("word", "storm", weight=2),
    less("popularity"),
    more("region", "f2:1-0"),
)
IDS = [f"f{k}" for k in range(toy.FILMS)]


@st.composite
def states(draw) -> State:
    films = draw(st.lists(st.sampled_from(IDS), unique=True))
    cut = draw(st.integers(0, len(films)))
    wishes = draw(st.lists(st.sampled_from(WISHES), unique_by=lambda wish: wish.key))
    state = State(history=History(films[:cut], films[cut:], wishes))
    for modality in draw(st.sets(st.sampled_from(list(toy.WITHOUT)))):
        state = state.weigh(modality, draw(st.floats(0.1, 16)))
    state = state.read(content_alone=draw(st.booleans()))
    state = state.select(draw(st.none() | st.sampled_from(IDS)))
    names = st.text(max_size=20)
    orders, slices = st.sampled_from(ORDERS), st.sampled_from(SLICES)
    state = state.filter_films(draw(st.builds(FilmFilter, *[names] * 6, slices, orders)))
    if page := draw(st.none() | st.sampled_from(IDS)):
        state = state.open_page(page)
    focus = st.builds(Focus, st.just("phrase"), st.text(max_size=20)) | st.just(Focus("part", "image"))
    return state.focus_on(draw(st.none() | focus))


@pytest.fixture(scope="module")
def model() -> Recommender:
    return toy.recommender()


def packed(message: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(message).encode()).decode().rstrip("=")


def unpacked(value: str) -> dict:
    return json.loads(base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)))


@given(states())
def test_a_round_trip(model, state):
    opened = link.decode(link.encode(state, model), model)
    assert opened.notices == ()
    after = opened.over(State())
    for name in ("history", *link.LINK_FIELDS):
        assert getattr(after, name) == getattr(state, name)


def test_an_empty_state_needs_no_address(model):
    assert link.encode(State(), model) == ""
    assert link.decode("", model).over(State()) == State()


def test_following_an_address_can_be_undone(model):
    here = State(history=History(("f1",)), selected="f2")
    there = link.decode(link.encode(State(history=History(("f4",))), model), model).over(here)
    assert (there.history, there.selected) == (History(("f4",)), None)
    assert there.undo().history == here.history


def test_fifty_films_fit_an_address():
    films = tuple(Film(id=str(100_000 + k), title=f"Film {k}") for k in range(50))
    world = toy.recommender()
    encoded = world.trained.encoded
    object.__setattr__(encoded, "catalogue", Catalogue(films))  # only ids and titles count here
    assert len(link.encode(State(history=History([f.id for f in films])), world)) < 1_000


@given(st.text(max_size=400) | st.binary(max_size=300).map(lambda b: base64.urlsafe_b64encode(b).decode().rstrip("=")))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_nonsense_is_refused_in_words(model, value):
    if not value:
        return
    with pytest.raises(LinkError, match="copy it again"):
        link.decode(value, model)


@pytest.mark.parametrize(
    "message",
    [
        [],
        {"data": "x"},
        {"data": "", "model": "", "liked": "f1"},
        {"data": "", "model": "", "extra": 1},
        {"data": "<script>", "model": ""},
        {"data": "", "model": "", "liked": [{"id": 1}]},
    ],
)
def test_a_message_of_another_shape_is_refused(model, message):
    with pytest.raises(LinkError, match="damaged"):
        link.decode(packed(message), model)


def test_an_address_that_is_too_long_is_refused(model):
    with pytest.raises(LinkError, match="characters"):
        link.decode("A" * (link_message.LONGEST + 1), model)


def test_a_state_that_is_too_long_for_an_address_is_refused_in_words(model, monkeypatch):
    monkeypatch.setattr(link_message, "LONGEST", 20)
    with pytest.raises(LinkError, match=r"too long for a link.*save the page"):
        link.encode(State(history=History(("f1",))), model)


def changed(known: Recommender, state: State, **changes) -> str:
    return packed(unpacked(link.encode(state, known)) | changes)


def test_films_that_are_not_here_are_left_out_and_named(model):
    message = unpacked(link.encode(State(history=History(("f1", "f2"), ("f4",))), model))
    message["liked"][0] = "zz"
    opened = link.decode(packed(message), model)
    assert opened.history == History(("f2",), ("f4",))
    assert "1 of its films" in opened.notices[0]
    assert "zz" in opened.notices[0]


def test_the_same_id_for_another_film_is_another_film(model):
    value = changed(model, State(history=History(("f1", "f2"))), checks="!!!" + film_check(model.catalogue["f2"]))
    assert link.decode(value, model).history == History(("f2",))


def test_a_selected_film_that_is_not_here_is_not_selected(model):
    value = changed(model, State(history=History(("f1",)), selected="f2"), more={"selected": "nowhere"})
    opened = link.decode(value, model)
    assert opened.fields["selected"] is None
    assert "nowhere" in opened.notices[0]


@pytest.mark.parametrize(
    ("changes", "said"), [({"data": "0" * 8}, "other films or ratings"), ({"model": "0" * 8}, "another model")]
)
def test_a_link_of_another_model_says_so(model, changes, said):
    state = State(history=History(("f1", "f2")))
    opened = link.decode(changed(model, state, **changes), model)
    assert opened.history == state.history
    assert said in opened.notices[0]


def test_a_film_on_both_sides_stays_on_one(model):
    both = film_check(model.catalogue["f1"])
    value = changed(model, State(history=History(("f1",), ("f2",))), disliked=["f1"], checks=both + both)
    assert link.decode(value, model).history == History(("f1",))


def test_a_films_other_id_is_the_film():
    world = toy.recommender()
    films = {k: Film(id=f"f{k}", title=f"Film {k}", also_ids=(f"old{k}",)) for k in (1, 2)}
    object.__setattr__(world.trained.encoded, "catalogue", Catalogue(tuple(films.values())))
    first, second = map(film_check, films.values())
    message = {
        "data": "",
        "model": "",
        "liked": ["old1", "f1"],
        "disliked": ["f1", "old2"],
        "checks": first + first + first + second + second + first,
        "more": {"selected": "old2", "pinned": "old1", "focus": {"kind": "film", "key": "old1"}},
    }
    opened = link.decode(packed(message), world)
    assert opened.history == History(("f1",), ("f2",))
    assert (opened.fields["selected"], opened.fields["pinned"]) == ("f2", "f1")
    assert opened.fields["focus"] == Focus("film", "f1")


@pytest.mark.parametrize("selected", [[], {}, 3, True, ["f1"]])
def test_a_selected_film_that_is_no_film_is_none(model, selected):
    value = changed(model, State(history=History(("f1",)), selected="f2"), more={"selected": selected})
    assert link.decode(value, model).fields["selected"] is None


@pytest.mark.parametrize(
    "weights",
    [
        [["smell", 1.5]],
        [["text", 17]],
        [["company", 2]],
        [["text", "x"]],
        "text",
        [["text", 0], ["categorical", 0], ["image", 0], ["company", 0]],
    ],
)
def test_weights_that_make_no_sense_are_as_learned(model, weights):
    value = changed(model, State(history=History(("f1",))), more={"weights": weights})
    assert link.decode(value, model).fields["weights"] == ()


@pytest.mark.parametrize(
    ("focus", "kept"),
    [
        ({"kind": "film", "key": "f1"}, Focus("film", "f1")),
        ({"kind": "film", "key": "f2"}, None),
        ({"kind": "part", "key": "smell"}, None),
        ({"kind": "part", "key": "company"}, Focus("part", "company")),
        ({"kind": "modality", "key": "image"}, None),
        ({"kind": "wish", "key": "genre:Drama"}, None),
        ({"kind": "song", "key": "f1"}, None),
        ("film:f1", None),
    ],
)
def test_a_focus_on_what_is_not_there_is_none(model, focus, kept):
    value = changed(model, State(history=History(("f1",))), more={"focus": focus})
    assert link.decode(value, model).fields["focus"] == kept


def test_a_link_of_the_former_version_is_read_without_its_what_if(model):
    value = changed(
        model, State(history=History(("f1",)), selected="f2"), more={"selected": "f2", "weights": [["text", 2]]}
    )
    opened = link.decode(value, model, link.FORMER)
    assert (opened.history, opened.fields["selected"]) == (History(("f1",)), "f2")
    assert opened.fields["weights"] == ()
    assert "what-if meant something else" in opened.notices[0]


def test_wishes_that_mean_nothing_here_are_left_out_and_named(model):
    wishes = [["director", "Nobody", 1.0], ["word", "storm", -2.0], ["word", "storm", 1.0], ["region", "zz:0-0", 1.0]]
    opened = link.decode(changed(model, State(history=History(("f1",))), wishes=wishes), model)
    assert opened.history.wishes == (less("word", "storm", weight=2),)
    assert "more director Nobody, more region zz:0-0" in opened.notices[-1]


@pytest.mark.parametrize("wish", [["genre", "Drama", 99.0], ["genre", "", 1.0], ["genre"], "genre"])
def test_a_wish_that_is_none_damages_the_link(model, wish):
    with pytest.raises(LinkError, match="damaged"):
        link.decode(changed(model, State(history=History(("f1",))), wishes=[wish]), model)


def test_a_wish_for_a_part_of_a_poster_is_for_this_very_film(model):
    state = State(history=History(wishes=(more("region", "f2:1-0"),)))
    assert link.decode(link.encode(state, model), model).history == state.history
    assert link.decode(changed(model, state, checks="!!!"), model).history.is_empty


@pytest.mark.parametrize("said", ["perhaps", 3, [True]])
def test_a_switch_that_is_none_is_off(model, said):
    value = changed(model, State(history=History(("f1",))), more={"content_alone": said})
    assert link.decode(value, model).fields["content_alone"] is False


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (
            {"liked": [str(k) for k in range(LIMITS.session_history.most + 1)]},
            "301 films, and a page takes at most 300",
        ),
        ({"wishes": [["word", str(k), 1] for k in range(LIMITS.wishes.most + 1)]}, "51 wishes, and a page takes at"),
    ],
)
def test_a_link_holds_no_more_than_a_page_takes(model, message, words):
    with pytest.raises(LinkError, match=f"This link holds {words}"):
        link.decode(packed({"data": "", "model": "", **message}), model)
