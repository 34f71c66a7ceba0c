"""Visits to every screen of the hostile world, each with what must be read there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from dashboard.state.link import PARAMETER, encode
from dashboard.state.state import State
from emde_core import History, Recommender
from tests.trust.watch import STILL, Watch, faults, plain, settle, text_of

SLIDES = 8
PHONE, WIDE = 390, 1440
BEGINNING = 20  # letters of a title that a list has room for


@dataclass(frozen=True)
class Visit:
    """A screen in a state.

    Attributes:
        name: of the visit.
        path: of the screen.
        state: of the session.
        titles: what can be read there.
    """

    name: str
    path: str
    state: State
    titles: tuple[str, ...]

    def to(self, page: Page, address: str, model: Recommender) -> None:
        """Open the page and wait for it."""
        page.goto(f"{address}/{self.path}?{PARAMETER}={encode(self.state, model)}")
        settle(page)
        if not self.path:
            page.locator(".history .row").first.wait_for()
            page.wait_for_timeout(STILL)


def visits(model: Recommender, turn: int = 0) -> Iterator[Visit]:
    """Yield every screen once, with the film and the history that are a turn's.

    Args:
        model: of the hostile world.
        turn: which films are in the history, and which is explained.
    """
    films = list(model.catalogue)
    long = [film for film in films if len(film.title) > 200]
    chosen = [films[(11 * turn + 13 * k) % len(films)] for k in range(4)]
    liked = {film.id: film for film in (long[turn % len(long)], *chosen[:3])}
    disliked = {film.id: film for film in chosen[3:] if film.id not in liked}
    history = History(tuple(liked), tuple(disliked))
    film = next(each for each in (long[(turn + 1) % len(long)], *films) if each.id not in history)
    state = State(history=history, selected=film.id)
    here, rows = film.title, tuple(each.title for each in (*liked.values(), *disliked.values()))
    yield Visit("explore", "", state, (here, *rows))
    yield Visit("films", "films", state, (here,))
    yield Visit("film page", "films", State(history=history, film_page=film.id), (here, film.plot))
    yield Visit("compare", "compare", state, (here,))
    yield Visit("screen test", "screen-test", state, ())
    yield Visit("microscope", "sketch-microscope", state, (here,))
    yield Visit("evidence", "evidence", state, ())
    yield Visit("study", "study", state, ())
    yield Visit("data", "data", state, ())
    slides = range(1, SLIDES) if turn else (2, 4)
    for slide in slides:
        yield Visit(f"slide {slide}", "present", State(history=history, selected=film.id, slide=slide), ())


def is_read(title: str, text: str) -> bool:
    """Whether a title can be read on a page, as it is: its beginning, since a list may shorten it."""
    return plain(title)[:BEGINNING].rstrip() in text


def problems_of(visit: Visit, page: Page, watch: Watch, address: str, model: Recommender) -> list[str]:
    """Visit a screen, wide and on a phone; the sentences on what is wrong there."""
    page.set_viewport_size({"width": WIDE, "height": 1000})
    visit.to(page, address, model)
    text = text_of(page)
    sentences = [f"can't be read: {title[:60]!r}" for title in visit.titles if not is_read(title, text)]
    sentences += [f"crash card: {each}" for each in page.locator("[data-testid=stException]").all_inner_texts()]
    sentences += faults(page)
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.wait_for_timeout(STILL)
    sentences += [f"on a phone: {each}" for each in faults(page)]
    sentences += watch.problems
    watch.problems.clear()
    return [f"{visit.name}: {each}" for each in sentences]
