"""Flows through Data without a browser: what is loaded, imports, another catalogue, notes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.proto.Common_pb2 import FileURLs as FileURLsProto
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from dashboard.browser import uploads
from dashboard.browser.screens import COMPARE, DATA, EVIDENCE, EXPLORE, MICROSCOPE, PRESENT, SCREEN_TEST
from dashboard.browser.session import MODEL, STATE
from dashboard.export.notes import note_id, read_notes
from dashboard.panels.common.notes import SHELF
from dashboard.panels.data import history_import as import_panel
from dashboard.panels.data.model_facts import coverage, evidence_sentence, raters
from dashboard.state import link
from dashboard.state.state import State
from emde_core import History, Recommender
from emde_core.limits import LIMITS, Bound
from tests import toy
from tests.artifact_files import file_of

from .screens import everything, opened, turn_to
from .test_app import button
from .toy_explanations import in_order

RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2021-01-01,Salt Lantern,1984,u,4.5
2021-01-02,heat,2003,u,2
2021-01-03,Heat,,u,5
2021-01-04,<i>Nowhere</i>,1999,u,5
2021-01-05,Zlutoucky kun,1969,u,3
2021-01-06,M*A*S*H,1972,u,4
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("EMDE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def simulated(home, small_folder, small_model):
    """The small catalogue, its ratings said to be simulated."""
    shutil.copytree(small_folder, home / "simulated")
    trained = small_model.trained
    provenance = replace(trained.provenance, simulated=True)
    Recommender(replace(trained, provenance=provenance)).save(home / "simulated" / "model")
    return home / "simulated" / "model"


def upload(app, *files: tuple[str, str]):
    turn_to(app, DATA)
    app.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files])
    return app.run()


def test_what_is_loaded(app, service):
    turn_to(app, DATA)
    assert not app.exception
    page = everything(app)
    for said in (service.model.model_hash, service.model.data_hash, "16 films and ", "15 of 16", "12 of 16"):
        assert said in page
    for said in ("cut 48 times into 4 buckets", "cut 7 times into 64 buckets", "How it decides what to recommend"):
        assert said in page
    for part in ("plot", "categories", "poster", "audience"):
        assert f'<span class="name">{part}' in page
    assert page.count("Whether it counts was not measured") == 3
    assert page.count("In the ratings") == 1
    assert not app.selectbox


def test_evidence_stands_beside_what_a_score_is_made_of(service):
    sentences = {"text": evidence_sentence("text", "shows"), "image": evidence_sentence("image", "none")}
    found = coverage({"text": 3, "image": 2, "company": 4}, service.facts(), sentences)
    assert "Plots are read, but count too little to be named as a reason." in found
    assert "There is no evidence that posters count here." in found
    assert found.count('class="fine"') == 2, "company is counted, not read"
    some = evidence_sentence("text", "counts", "films without ratings")
    own = "with another film’s plot instead of their own, films without ratings are recommended less well"
    assert some == f"It counts: {own}."
    alone = evidence_sentence("text", "alone")
    assert alone == f"It counts where nothing else is read: {own}. Beside the others nothing is lost without it."


def test_simulated_viewers_are_told_as_simulated(service):
    about = replace(service.facts(), simulated=True)
    assert "no person gave these ratings" in raters(about)
    assert "none is simulated" in raters(replace(about, simulated=False))
    assert "MovieLens 100K" in raters(replace(about, simulated=False), is_demo=True)


@pytest.mark.parametrize("title", [EXPLORE, COMPARE, SCREEN_TEST, MICROSCOPE, EVIDENCE, DATA, PRESENT])
def test_every_screen_tells_simulated_viewers_as_simulated(app, simulated, history, title):
    app.session_state[MODEL] = simulated
    opened(app, title, history=history)
    assert not app.exception
    assert "simulated" in everything(app).lower()


def test_a_simulated_viewers_history_is_told_as_one(app, simulated):
    app.session_state[MODEL] = simulated
    app.run()
    button(app, "real").click().run()
    assert app.session_state[STATE].source.startswith("simulated viewer ")


def test_the_published_network_is_chosen_like_another_catalogue(app, home, small_prepared, small_config, history):
    pytest.importorskip("torch")
    encoded, config = small_prepared.encoded, small_config.model_copy(update={"recipe": "published"})
    model = Recommender.fit(encoded.catalogue, small_prepared.interactions, config, encoded=encoded)
    model.save(home / "small-published" / "model")
    app.session_state[STATE] = State(history=history)
    turn_to(app, DATA)
    app.selectbox(key="model-choice").set_value(home / "small-published" / "model").run()
    assert not app.exception
    page = everything(app)
    assert "This is the published network." in page
    assert "cut 5 times into 8 buckets in each modality" in page
    assert 'class="company"' not in page
    assert app.session_state[STATE].history == history


def question(app):
    return next(box for box in app.selectbox if box.key.startswith("which-"))


def test_an_import_says_what_stars_mean_and_the_way_to_an_export(app):
    page = everything(turn_to(app, DATA))
    meanings = (
        "4 stars of 5 and more, or marked as liked: liked",
        "3 and 3.5 stars: left out",
        "2.5 stars and less: not",
    )
    assert in_order(("From Letterboxd: Settings, Data, Export", *meanings), page)


def test_an_export_becomes_the_history(app):
    upload(app, ("ratings.csv", RATINGS))
    assert not app.exception
    page = everything(app)
    assert "<b>3</b> found, with an opinion" in page
    assert "<b>1</b> to be asked about" in page
    assert "&lt;i&gt;Nowhere&lt;/i&gt; (1999)" in page
    assert "<i>Nowhere" not in page
    question(app).set_value("3").run()
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "3", "5"), ("4",))
    assert "ratings.csv" in app.session_state[STATE].source


def test_an_ambiguous_film_without_an_answer_is_left_out(app):
    upload(app, ("ratings.csv", RATINGS))
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "5"), ("4",))


def test_likes_and_ratings_come_together(app):
    likes = "Date,Name,Year,Letterboxd URI\n2021-02-01,Žluťoučký kůň,1969,u\n"
    upload(app, ("ratings.csv", RATINGS), ("films.csv", likes))
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "5", "13"), ("4",))


def test_a_row_that_is_broken_is_named_and_the_others_are_used(app):
    upload(app, ("ratings.csv", RATINGS.replace("4.5", "many")))
    assert not app.exception
    page = everything(app)
    assert "Passed over: 1 row that can&#39;t be read." in page
    assert "ratings.csv, line 2: column &#39;Rating&#39;" in page
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("5",), ("4",))


def test_a_file_of_no_known_site_is_named_and_the_others_are_used(app):
    upload(app, ("notes.csv", "a,b\n1,2\n"), ("ratings.csv", RATINGS))
    assert not app.exception
    assert "This export can&#39;t be read" in everything(app)
    assert "notes.csv: expected the columns" in everything(app)
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "5"), ("4",))


def test_a_file_without_films_is_told_in_one_sentence_and_the_screen_stays(app):
    series = "Const,Your Rating,Title,Title Type,Year\ntt1,9,Oz,TV Series,1997\ntt2,9,Pong,Video Game,1972\n"
    upload(app, ("ratings.csv", series))
    assert not app.exception
    assert "no film that was watched in ratings.csv. Passed over: 1 series, 1 game." in everything(app)
    assert "16 films and " in everything(app)


def test_films_that_were_watched_count_as_liked_where_somebody_wants_so(app):
    watched = "Date,Name,Year,Letterboxd URI\n2021-01-01,Salt Lantern,1984,u\n2021-01-02,Heat,2003,u\n"
    upload(app, ("watched.csv", watched))
    assert "2 found, none has a rating or a like" in everything(app)
    app.checkbox(key="import-unrated").check().run()
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "4"))


def test_files_that_are_too_many_or_too_large_together_are_refused_and_given_back(app, monkeypatch):
    upload(app, *((f"{n}.csv", RATINGS) for n in range(LIMITS.upload_files.most + 1)))
    assert "These are 21 files, and at most 20 files are read at once; choose fewer." in everything(app)
    assert app.file_uploader[0].value == []
    assert import_panel.CONTENTS not in app.session_state
    upload(app, ("ratings.csv", RATINGS))
    assert "choose fewer" not in everything(app)
    assert app.button(key="import-use")
    app.file_uploader[0].set_value([]).run()
    assert import_panel.CONTENTS not in app.session_state  # nothing is held of what was taken back
    monkeypatch.setattr(import_panel, "LIMITS", LIMITS._replace(session_uploads=Bound(100, "bytes", "")))
    upload(app, ("ratings.csv", RATINGS))
    assert (
        f"Together they have {len(RATINGS)} bytes, and at most 100 bytes are read at once; choose fewer."
        in everything(app)
    )


def test_what_is_not_used_is_given_back():
    manager = MemoryUploadedFileManager("/upload")
    records = [UploadedFileRec(name, name, "text/csv", b"x" * 1_000) for name in ("one", "two")]
    for record in records:
        manager.add_file("session", record)
    files = [UploadedFile(record, FileURLsProto()) for record in records]
    context = SimpleNamespace(uploaded_file_mgr=manager, session_id="session")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "get_script_run_ctx", lambda: context)
        uploads.drop(files[:1])
    assert [record.name for record in manager.get_files("session", ["one", "two"])] == ["two"]


def test_a_film_is_put_right_by_hand_and_the_answers_outlive_the_file(app):
    upload(app, ("ratings.csv", RATINGS))
    question(app).set_value("3").run()
    film = app.selectbox(key="by-hand-film")
    film.set_value("<i>Nowhere</i> (1999)|||u").run()
    app.text_input[0].set_value("Supper for Eleven").run()
    next(each for each in app.radio if each.label == "Which of these is it?").set_value("16").run()
    button(app, "by-hand-take").click().run()
    assert not app.exception
    page = everything(app)
    assert "Put right by you (2)" in page
    app.file_uploader[0].set_value([]).run()
    upload(app, ("ratings.csv", RATINGS))
    button(app, "import-use").click().run()
    assert app.session_state[STATE].history == History(("1", "3", "16", "5"), ("4",))


def test_films_that_are_all_elsewhere(app):
    upload(app, ("ratings.csv", "Name,Year,Letterboxd URI,Rating\nNowhere,1999,u,5\n"))
    assert "none of these films is in this catalogue" in everything(app)


def test_another_catalogue(app, home, small_folder, history):
    shutil.copytree(small_folder, home / "second")
    toy.recommender().save(home / "third" / "model")
    app.session_state[STATE] = State(history=history, selected="9")
    turn_to(app, DATA)
    second, third = home / "second" / "model", home / "third" / "model"
    app.selectbox(key="model-choice").set_value(second).run()
    assert (app.session_state[MODEL], app.session_state[STATE].history) == (second, history)
    assert "Your history came along: 5 films" in everything(app)
    app.selectbox(key="model-choice").set_value(third).run()
    assert not app.exception
    assert not len(app.session_state[STATE].history)
    assert "None of your films are known here; left out: The Salt Lantern (1984)" in everything(app)
    assert f"{toy.FILMS} films and " in everything(app)


def test_a_link_opens_the_catalogue_that_it_was_made_with(app, home):
    other = toy.recommender()
    other.save(home / "third" / "model")
    state = State(history=History(("f1", "f2")), selected="f4")
    app.query_params[link.PARAMETER] = link.encode(state, other)
    app.run()
    assert not app.exception
    assert app.session_state[MODEL] == home / "third" / "model"
    assert (app.session_state[STATE].history, app.session_state[STATE].selected) == (state.history, "f4")
    assert app.query_params[link.PARAMETER] == link.encode(state, other)


def test_a_catalogue_that_is_damaged_is_not_switched_to(app, home, small_folder, history):
    given = small_folder / "model"
    shutil.copytree(small_folder, home / "second")
    file_of(home / "second" / "model", "arrays.safetensors").write_bytes(b"")
    app.session_state[STATE] = State(history=history)
    turn_to(app, DATA)
    app.selectbox(key="model-choice").set_value(home / "second" / "model").run()
    assert not app.exception
    assert "second can&#39;t be opened" in everything(app)
    assert app.selectbox(key="model-choice").value == given
    assert app.session_state[STATE].history == history


@pytest.mark.parametrize(("film", "told"), [("9", "The Very Long"), ("5", r"M\*A\*S\*H")])
def test_a_note_is_kept_and_listed(app, service, history, film, told):
    app.session_state[STATE] = State(history=history, selected=film)
    app.session_state["note-open"] = True
    app.run()
    assert not app.exception
    next(each for each in app.segmented_control if "convincing" in each.label).set_value(4)
    app.text_area[0].set_value("<b>Why</b> the poster?")
    next(each for each in app.button if each.label == "Keep").click().run()
    why = service.explain(history, film)
    name = note_id(history, why)
    note = read_notes(app.session_state[f"{SHELF.key}-contents"].texts)[name]
    assert (note.rating, note.text) == (4, "<b>Why</b> the poster?")
    turn_to(app, DATA)
    assert "&lt;b&gt;Why&lt;/b&gt; the poster?" in everything(app)
    assert '<a href="./?v2=' in everything(app)
    delete = app.button(key=f"note-delete-{name}")
    assert told in delete.help, "Markdown is read there"
    delete.click().run()
    assert not app.exception
    assert "None yet." in everything(app)
