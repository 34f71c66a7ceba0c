"""The address in AppTest: opened, written, refused."""

from dashboard.browser.session import STATE
from dashboard.state import link, link_message
from dashboard.state.link_message import read_message, write_message
from dashboard.state.state import State
from emde_core import History

from .screens import everything
from .test_app import button, open_with


def test_a_link_opens_its_page(app, service, history):
    state = State(history=history, selected="14")
    app.query_params[link.PARAMETER] = link.encode(state, service.model)
    app.run()
    assert not app.exception
    assert app.session_state[STATE].history == history
    assert 'data-film="14"' in everything(app)
    assert 'role="status"' not in everything(app)


def test_each_change_is_written(app, service, history):
    open_with(app, history)
    assert app.query_params[link.PARAMETER] == link.encode(State(history=history), service.model)
    button(app, "clear").click().run()
    assert link.PARAMETER not in app.query_params


def test_a_history_that_fits_no_address_says_what_to_do(app, history, monkeypatch):
    monkeypatch.setattr(link_message, "LONGEST", 20)
    open_with(app, history)
    assert not app.exception
    assert link.PARAMETER not in app.query_params
    assert everything(app).count("too long for a link") == 1
    app.run()
    assert everything(app).count("too long for a link") == 1
    button(app, "clear").click().run()
    assert "too long for a link" not in everything(app)


def test_a_broken_link_says_so_and_starts_empty(app):
    app.query_params[link.PARAMETER] = "broken"
    app.run()
    assert not app.exception
    assert "This link is damaged" in everything(app)
    assert "Which films did you love?" in everything(app)


def test_a_link_of_another_version_says_so(app):
    app.query_params["v3"] = "abc"
    app.run()
    assert "another version of this program" in everything(app)
    assert "v3" not in app.query_params


def test_a_link_of_the_former_version_opens_and_becomes_one_of_this(app, service, history):
    state = State(history=history)
    app.query_params[link.FORMER] = link.encode(state, service.model)
    app.run()
    assert app.session_state[STATE].history == history
    assert link.FORMER not in app.query_params
    assert app.query_params[link.PARAMETER] == link.encode(state, service.model)


def test_unknown_films_are_named_until_the_history_changes(app, service):
    state = State(history=History(("1", "2")))
    value = link.encode(state, service.model)
    message = read_message(value)
    renamed = message.model_copy(update={"liked": ("1", "<b>gone</b>")})
    app.query_params[link.PARAMETER] = write_message(renamed)
    app.run()
    assert app.session_state[STATE].history == History(("1",))
    assert "&lt;b&gt;gone&lt;/b&gt;" in everything(app)
    button(app, "react-like").click().run()
    assert "&lt;b&gt;gone" not in everything(app)
