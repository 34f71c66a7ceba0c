"""A way to use the dashboard: a person clicks through it, a socket or a page of a browser carries the clicks."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import Protocol

import requests
from websockets.exceptions import WebSocketException

from emde_core.history import History, Wish
from tests.visitor import Visitor

EXPLORE, DATA = "", "data"
IN_NAVIGATION = ("films", "compare", "sketch-microscope", "evidence", "study", "data")  # with quick pages
MORE, SHARE, AS_DATA = "More of this", "Share or save …", "Everything as data (JSON)"
REACTIONS = {"like": "I liked it", "dislike": "Not for me"}
RETURNS_IN = 120.0  # seconds until a server that was started again has to answer


class ConnectionLostError(Exception):
    """There is no connection, or none any more."""


@dataclass(frozen=True)
class View:
    """What a session sees.

    Attributes:
        state: the history and the chosen film in the address.
        screen: path of the screen.
        entries: key and standing of each row of the history; empty away from Explore.
        films: ids of the recommendations, best first; empty away from Explore.
        parts: of each one's score; None where the page does not show them in full.
        film, score: the film that is explained, and its score; "" and None for none.
        complaints: what the page complained of.
    """

    state: tuple[History, str | None]
    screen: str
    entries: frozenset[tuple[str, str]] = frozenset()
    films: tuple[str, ...] = ()
    parts: tuple[tuple[tuple[str, float], ...], ...] | None = None
    film: str = ""
    score: float | None = None
    complaints: tuple[str, ...] = ()


class Client(Protocol):
    """What carries a person's clicks. Methods return the seconds until the page answers.

    Attributes:
        screens: paths of those to look at.
        settles_in: seconds that the page may take, once it was sent, until all of it is drawn.
        shows_parts: whether it shows the parts of each recommendation's score in full.

    Raises:
        ConnectionLostError: from any method; see ``come_back``.
    """

    screens: tuple[str, ...]
    settles_in: float
    shows_parts: bool

    def first_film(self, place: int) -> str:
        """Return the film at a place of the grid."""

    def choose(self, place: int) -> float:
        """Click a poster by its place: before there is a history it is liked, then it is explained."""

    def react(self, reaction: str) -> float:
        """Say "like" or "dislike" of the film that is explained."""

    def change(self, entry: str, deed: str) -> float:
        """Turn a row of the history to "like" or "dislike", or "remove" it."""

    def undo(self) -> float:
        """Take the last edit back."""

    def single_out(self) -> tuple[float, Wish] | None:
        """Choose a category of the film; the wish that it offers, or None for a film without categories."""

    def wish(self) -> float:
        """Wish for more of it."""

    def turn_to(self, path: str) -> float:
        """Go to another screen."""

    def bring(self, name: str, content: bytes) -> tuple[float, float]:
        """On Data, upload an export, and take its history over: seconds for each of both."""

    def save(self) -> tuple[float, str]:
        """Download the explanation as JSON: the file's text."""

    def come_back(self) -> tuple[float, bool]:
        """Wait until there is a connection again: whether the server knew nothing of this session any more."""

    def view(self) -> View:
        """Look at the page."""


@dataclass
class SocketClient:
    """A session over Streamlit's socket, without a browser."""

    visitor: Visitor
    screens: tuple[str, ...] = (*IN_NAVIGATION, "present")
    settles_in: float = 0.0
    shows_parts: bool = True
    _errors: int = 0  # that were told

    def first_film(self, place: int) -> str:
        """Read the grid."""
        film: str = self.visitor.data("poster_grid")["tiles"][place]["id"]
        return film

    def choose(self, place: int) -> float:
        """Click a poster."""
        return self._ask(lambda: self.visitor.pick(place))

    def react(self, reaction: str) -> float:
        """Like the film, or not."""
        return self._ask(lambda: self.visitor.press(REACTIONS[reaction]))

    def change(self, entry: str, deed: str) -> float:
        """Change a row."""
        return self._ask(lambda: self.visitor.send("history_list", "change", {"entry": entry, "deed": deed}))

    def undo(self) -> float:
        """Take the last edit back."""
        return self._ask(lambda: self.visitor.press("Undo"))

    def single_out(self) -> tuple[float, Wish] | None:
        """Choose the first category."""
        chips = self.visitor.data("film_reader")["chips"]
        tokens = [chip["token"] for chip in (*chips["own"], *chips["shared"])]
        if not tokens:
            return None
        seconds = self._ask(lambda: self.visitor.send("film_reader", "focus", tokens[0]))
        return seconds, wish_for(tokens[0])

    def wish(self) -> float:
        """Wish for more of it."""
        return self._ask(lambda: self.visitor.press(MORE))

    def turn_to(self, path: str) -> float:
        """Go to a screen."""
        return self._ask(lambda: self.visitor.turn_to(path))

    def bring(self, name: str, content: bytes) -> tuple[float, float]:
        """Upload an export, and use it."""
        (label,) = self.visitor.uploaders
        uploading = self._ask(lambda: self.visitor.upload(label, name, content))
        use = next(label for label in self.visitor.buttons if label.startswith("Use ") and label.endswith("history"))
        return uploading, self._ask(lambda: self.visitor.press(use))

    def save(self) -> tuple[float, str]:
        """Download the explanation."""
        start = time.perf_counter()
        self._ask(lambda: self.visitor.open(SHARE))
        text = self._ask(lambda: self.visitor.download(AS_DATA).decode())
        return time.perf_counter() - start, text

    def drop(self) -> None:
        """Lose the connection."""
        self.visitor.drop()

    def come_back(self) -> tuple[float, bool]:
        """Connect again with the session's name, and have the page drawn, as ``connection.js`` does."""
        start, session = time.perf_counter(), self.visitor.session
        while True:
            try:
                self.visitor.connect()
                self.visitor.run()
            except (OSError, WebSocketException):
                if time.perf_counter() - start > RETURNS_IN:
                    raise
                time.sleep(0.5)
            else:
                return time.perf_counter() - start, self.visitor.session != session

    def view(self) -> View:
        """Look at the page."""
        visitor = self.visitor
        errors, self._errors = visitor.errors[self._errors :], len(visitor.errors)
        path = next(path for path, name in visitor.screens.items() if name == visitor.screen)
        state = state_in(visitor.parameters.get("v2", ""))
        if path != EXPLORE or "emde.history_list" not in visitor.components:
            return View(state, path, complaints=tuple(errors))
        tiles = visitor.data("poster_grid")["tiles"]
        page = "\n".join(visitor.html)
        return View(
            state=state,
            screen=path,
            entries=frozenset((row["key"], row["standing"]) for row in visitor.data("history_list")["rows"]),
            films=tuple(tile["id"] for tile in tiles),
            parts=tuple(tuple((part, value) for part, value in tile["segments"]) for tile in tiles),
            film=attribute(page, "data-film"),
            score=number(attribute(page, "data-score")),
            complaints=tuple(errors),
        )

    def _ask(self, deed):
        try:
            return deed()
        except requests.HTTPError:
            raise  # an answer, if not a good one
        except (OSError, WebSocketException) as error:
            raise ConnectionLostError from error


def state_in(link: str) -> tuple[History, str | None]:
    """Return the history and the chosen film in an address, read without the dashboard's help."""
    if not link:
        return History(), None
    content = json.loads(base64.urlsafe_b64decode(link + "=" * (-len(link) % 4)))
    wishes = tuple(Wish(*each) for each in content.get("wishes", ()))
    history = History(content.get("liked", ()), content.get("disliked", ()), wishes)
    return history, content.get("more", {}).get("selected")


def wish_for(token: str) -> Wish:
    """Return the wish for more of a category, which a chip's token names."""
    kind, name = token.removeprefix("category:").split(":", 1)
    return Wish(kind, name)


def attribute(page: str, name: str) -> str:
    """Return the first value of an attribute in HTML; "" for none."""
    return page.partition(f'{name}="')[2].partition('"')[0]


def number(text: str) -> float | None:
    """Return the number that is written; None for an empty text."""
    return float(text) if text else None


def film_in(document: str) -> tuple[str, float]:
    """Return the film and the score that a downloaded explanation is about."""
    content = json.loads(document)
    return content["film"]["id"], content["score"]
