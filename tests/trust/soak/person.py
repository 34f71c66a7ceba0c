"""Somebody who clicks through the dashboard by a script of their own, and checks at every step that it is theirs."""

from __future__ import annotations

import csv
import io
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from emde_core.data.exports.matching import match
from emde_core.data.exports.registry import read_export
from emde_core.history import History
from emde_core.recommender import Recommender
from tests.trust.soak.client import DATA, EXPLORE, Client, ConnectionLostError, film_in
from tests.trust.soak.ledger import Ledger

Place = tuple[str, History, str | None]  # screen, history, and the film that was chosen to be explained
FIRST = 24  # recommendations on the page
ROUNDING = 1e-12
LEAST, MOST = 3, 12  # films of a history: below, one is liked; above, one is taken out
DEEDS = {  # how often each thing is done
    "like": 26,
    "dislike": 10,
    "turn round": 10,
    "remove": 14,
    "undo": 12,
    "wish": 8,
    "look": 8,
    "tour": 6,
    "import": 3,
    "export": 3,
}


@dataclass
class Person:
    """A session's script, and all that it must see, worked out from the model by ``emde_core`` alone.

    Attributes:
        name: of the session, which seeds the script.
        history: what the session has made its history.
        past: what undo leads to, the latest last.
        selected: the film that was chosen to be explained; None for the best recommendation.
        screen: path of the screen.
        kind: what the ledger writes before each kind of wait.
    """

    name: str
    client: Client
    model: Recommender
    ledger: Ledger
    history: History = field(default_factory=History)
    past: list[History] = field(default_factory=list)
    selected: str | None = None
    screen: str = EXPLORE
    kind: str = ""
    _way: list[tuple[Place, list[History]]] = field(
        default_factory=list
    )  # places that this step passes, with their pasts

    def __post_init__(self) -> None:
        self.chance = random.Random(self.name)  # noqa: S311 - no secret

    def step(self) -> None:
        """Do the next thing, and check what the page is then; a lost connection is waited for, and checked too."""
        deed = self._next_deed()
        self._way.clear()
        self._pass()
        try:
            self._do(deed)
        except ConnectionLostError:
            self.come_back()
        self.check(deed)

    def come_back(self) -> None:
        """Wait for the connection, and go on at the latest place of this step at which the address can stand."""
        seconds, is_new = self.client.come_back()
        self.ledger.returned(seconds, is_new=is_new)
        view = self.client.view()
        here = (view.screen, *view.state)
        (self.screen, self.history, self.selected), self.past = next(
            (each for each in reversed(self._way) if each[0] == here), self._way[-1]
        )
        if is_new:
            self.past = [History()] if not self.history.is_empty else []

    def _pass(self) -> None:
        """Remember where this session stands."""
        self._way.append(((self.screen, self.history, self.selected), list(self.past)))

    def _next_deed(self) -> str:
        films = len(self.history)
        if self.screen != EXPLORE:
            return "return"
        if self.history.is_empty:
            return "begin"
        if not LEAST <= films <= MOST:
            return "like" if films < LEAST else "remove"
        deed = self.chance.choices(list(DEEDS), list(DEEDS.values()))[0]
        return "look" if deed == "undo" and len(self.past) < 2 else deed

    def _do(self, deed: str) -> None:
        deeds: dict[str, Callable[[], None]] = {
            "begin": self._begin,
            "return": lambda: self._turn_to(EXPLORE),
            "like": lambda: self._react("like"),
            "dislike": lambda: self._react("dislike"),
            "turn round": self._turn_round,
            "remove": self._remove,
            "undo": self._undo,
            "wish": self._wish,
            "look": self._look,
            "tour": lambda: self._turn_to(self.chance.choice(self.client.screens)),
            "import": self._import,
            "export": self._export,
        }
        deeds[deed]()

    def _time(self, kind: str, seconds: float) -> None:
        self.ledger.waited(self.kind + kind, seconds)

    def _edit(self, history: History) -> None:
        """Expect an edit: a film that has just joined the history is no longer explained as a recommendation."""
        if history != self.history:
            self.past.append(self.history)
            self._move_to(history)

    def _move_to(self, history: History) -> None:
        self.selected = None if self.selected is not None and self.selected in history else self.selected
        self.history = history
        self._pass()

    def _begin(self) -> None:
        film = self.client.first_film(place := self.chance.randrange(12))
        self._edit(self.history.with_film(film, "like"))
        self._time("edit", self.client.choose(place))

    def _look(self) -> None:
        films = [each.film.id for each in self.model.recommend(self.history, FIRST)]
        place = self.chance.randrange(min(8, len(films)))
        self.selected = films[place]
        self._pass()
        self._time("choose", self.client.choose(place))

    def _react(self, reaction: str) -> None:
        self._look()
        if self.selected is not None and self.selected not in self.history:
            self._edit(self.history.with_film(self.selected, reaction))
            self._time("edit", self.client.react(reaction))

    def _turn_round(self) -> None:
        film, reaction = self.chance.choice(list(self.history))
        other = "dislike" if reaction == "like" and len(self.history.liked) > 1 else "like"
        self._edit(self.history.with_film(film, other))
        self._time("edit", self.client.change(film, other))

    def _remove(self) -> None:
        spare = self.history.disliked or (self.history.liked if len(self.history.liked) > 1 else ())
        if not spare:
            return
        film = self.chance.choice(spare)
        self._edit(self.history.without(film))
        self._time("edit", self.client.change(film, "remove"))

    def _undo(self) -> None:
        self._move_to(self.past.pop())
        self._time("undo", self.client.undo())

    def _wish(self) -> None:
        offer = self.client.single_out()
        if offer is None:
            return
        seconds, wish = offer
        self._time("focus", seconds)
        if self.history.with_wish(wish) == self.history:  # it is wished for already: the focus is ended
            self.client.single_out()
            return
        self._edit(self.history.with_wish(wish))
        self._time("wish", self.client.wish())

    def _turn_to(self, path: str) -> None:
        self.screen = path
        self._pass()
        self._time("screen", self.client.turn_to(path))

    def _import(self) -> None:
        films = self.chance.sample(self.model.catalogue.films, 6)
        name, content = (
            "ratings.csv",
            letterboxd_export((film.title, film.year, self.chance.choice((1, 5))) for film in films),
        )
        history = match(read_export(name, content).films, self.model.catalogue).history({})
        if not history.liked:
            return
        self._turn_to(DATA)
        self._edit(history)
        self.selected, self.screen = None, EXPLORE
        self._pass()
        upload, use = self.client.bring(name, content)
        self._time("upload", upload)
        self._time("take over", use)

    def _export(self) -> None:
        seconds, document = self.client.save()
        self._time("export", seconds)
        film = self._explained()
        if differs(film_in(document), (film, self.model.explain(self.history, film).score)):
            self.ledger.fail(self.name, f"the file is about {film_in(document)}, the page about {film}")

    def _explained(self) -> str:
        return self.selected or self.model.recommend(self.history, 1)[0].film.id

    def check(self, deed: str) -> None:
        """Compare the page with what the model says of this history; what differs is an error."""
        wanted, until = self._wanted(), time.monotonic() + self.client.settles_in
        while any(differs(getattr((view := self.client.view()), what), value) for what, value in wanted.items()):
            if time.monotonic() >= until:
                break
            time.sleep(0.1)
        self.ledger.checked()
        for what, value in wanted.items():
            if differs(there := getattr(view, what), value):
                self.ledger.fail(self.name, f"after “{deed}” with {self.history}: {what} {difference(there, value)}")

    def _wanted(self) -> dict[str, object]:
        """Return what is to be on the page, by attributes of ``View``."""
        wanted: dict[str, object] = {"screen": self.screen, "state": (self.history, self.selected), "complaints": ()}
        if self.screen != EXPLORE or self.history.is_empty:
            return wanted
        best = self.model.recommend(self.history, FIRST)
        why = self.model.explain(self.history, self._explained())
        if self.client.shows_parts:
            wanted["parts"] = tuple(
                tuple((part, value) for part, value in each.by_part.items() if value or part == "company")
                for each in best
            )
        films = tuple(each.film.id for each in best)
        return wanted | {"entries": rows(self.history), "films": films, "film": why.film.id, "score": why.score}


def differs(there: object, wanted: object) -> bool:
    """Return whether two values are not the same; numbers are, but for the last bits of a sum in another process."""
    if isinstance(there, float) and isinstance(wanted, float):
        return not math.isclose(there, wanted, rel_tol=0, abs_tol=ROUNDING)
    if isinstance(there, tuple) and isinstance(wanted, tuple):
        return len(there) != len(wanted) or any(map(differs, there, wanted))
    return there != wanted


def difference(there: object, wanted: object) -> str:
    """Say where two values differ; of lists of the same length, at the first place."""
    if isinstance(there, tuple) and isinstance(wanted, tuple) and len(there) == len(wanted):
        place, pair = next((k, pair) for k, pair in enumerate(zip(there, wanted, strict=True)) if pair[0] != pair[1])
        return f"[{place}] is {pair[0]!r}, and not {pair[1]!r}"
    return f"is {there!r}, and not {wanted!r}"


def rows(history: History) -> frozenset[tuple[str, str]]:
    """Return the rows of a history's list, in any order: key and standing."""
    wishes = ((wish.key, "more" if wish.weight > 0 else "less") for wish in history.wishes)
    return frozenset((*history, *wishes))


def letterboxd_export(films) -> bytes:
    """Write ratings as Letterboxd's export has them."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("Date", "Name", "Year", "Letterboxd URI", "Rating"))
    table.writerows(("2024-01-01", title, year, "https://boxd.it/1", stars) for title, year, stars in films)
    return text.getvalue().encode()
