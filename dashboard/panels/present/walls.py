"""Slides of posters: the history, and what is recommended for it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboard.browser import pictures
from dashboard.panels.present.letters import LONGEST_PLOT, letter_scale
from dashboard.reasons.entries import wish_words
from dashboard.reasons.sentence import factor
from dashboard.service.answers import Pick
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.grammar import shorten, with_sign
from dashboard.text.markup import Markup, element, isolated, thumbnail
from emde_core.data.catalogue import Film
from emde_core.history import Wish
from emde_core.schema import DISLIKE, LIKE, Reaction

FEW = 12  # posters that are large enough for a large picture
MOST, MOST_DISLIKES = 60, 12  # tiles on a wall, and films among them that were not for the viewer
ASPECT = 1.5  # a poster's height, in widths
STAGES = {"wide": 2.4, "narrow": 1.65}  # the wall's width, in heights, on projectors of 16:9 and of 4:3
CAPTION = 0.25  # of a tile's height
DENSE = 24  # tiles; more of them have no captions, which nobody could read


def history_wall(story: Story, posters: Posters) -> Markup:
    """Show the history as posters and wishes; what was not for the viewer is dimmed, crossed and named so."""
    history = story.history
    if len(history) == 1 and not history.wishes:
        ((film_id, reaction),) = history
        return _single_film(story.film(film_id), reaction, posters)
    disliked = history.disliked[-MOST_DISLIKES:]
    room = max(1, MOST - len(disliked) - len(history.wishes))
    liked = history.liked[-room:]
    films = [(story.film(each), LIKE) for each in liked] + [(story.film(each), DISLIKE) for each in disliked]
    picture = pictures.large if len(films) <= FEW else pictures.small
    dense = len(films) + len(history.wishes) > DENSE
    tiles = [_film_tile(film, picture(posters, film), reaction, dense=dense) for film, reaction in films]
    tiles += [_wish_tile(wish) for wish in history.wishes]
    if more := len(history) - len(liked) - len(disliked):
        tiles.append(element("li", element("span", f"and {more:,} more", class_="thumb stand")))
    return _wall(tiles, dense=dense)


def recommendation_wall(story: Story, posters: Posters) -> Markup:
    """Show the best recommendations by rank, the one that is explained framed."""
    calibrated = not (story.history.wishes or story.why.weights or story.why.content_alone)
    return _wall([_pick_tile(pick, posters, story.film_id, calibrated=calibrated) for pick in story.picks], " picks")


def _wall(tiles: Sequence[Markup], kind: str = "", *, dense: bool = False) -> Markup:
    """Set tiles in as many rows as make them largest, on a wide projector and on a narrow one."""
    caption, places = 0.0 if dense else CAPTION, []
    for stage, width in STAGES.items():
        rows = max(range(1, len(tiles) + 1), key=lambda rows: _tile_height(len(tiles), rows, width, caption))
        places.append(f"--{stage}-rows: {rows}; --{stage}-columns: {math.ceil(len(tiles) / rows)}")
    return element("ul", *tiles, class_=f"wall{' dense' if dense else kind}", style="; ".join(places))


def _tile_height(count: int, rows: int, width: float, caption: float) -> float:
    """Return a poster's height in so many rows, as a share of the height of a wall that is so wide."""
    return min((1 - caption) / rows, ASPECT * width / math.ceil(count / rows))


def _film_tile(film: Film, picture: str | None, reaction: Reaction, *, dense: bool) -> Markup:
    """Show a film of the history; in a dense wall its title is read out, and a cross stands for the words."""
    if dense:
        cross = "" if reaction == LIKE else element("span", "✕", class_="not", aria_label="not for me", role="img")
        return element("li", thumbnail(film.title, picture, film.title), cross, class_=reaction)
    name = element("span", isolated(film.title), class_="name")
    return element("li", thumbnail(film.title, picture), name, _reaction_words(reaction), class_=reaction)


def _reaction_words(reaction: Reaction) -> Markup | str:
    return "" if reaction == LIKE else element("span", "✕ not for me", class_="not")


def _wish_tile(wish: Wish) -> Markup:
    words = element("span", isolated(wish_words(wish)), class_="thumb stand wish")
    return element("li", words, element("span", "your wish", class_="name"))


def _pick_tile(pick: Pick, posters: Posters, film_id: str, *, calibrated: bool) -> Markup:
    score = factor(pick.score) if calibrated else with_sign(pick.score)
    rank = element("b", f"{pick.rank}", class_="rank")
    number = element("span", score, class_="amount", data_score=repr(pick.score))
    poster = thumbnail(pick.film.title, pictures.large(posters, pick.film))
    name = element("span", rank, " ", isolated(pick.film.title), class_="name")
    kind = "explained" if pick.film.id == film_id else None
    return element("li", poster, name, " ", number, class_=kind, data_film=pick.film.id)


def _single_film(film: Film, reaction: Reaction, posters: Posters) -> Markup:
    """Show a history of one film: its poster, large, and what it is beside it."""
    poster = thumbnail(film.title, pictures.large(posters, film), f"Poster of {film.label}")
    plot, facts = shorten(film.plot, LONGEST_PLOT), [film.directors[:2], film.cast[:4], film.genres]
    words = element(
        "div",
        element("p", isolated(film.label), class_="spoken"),
        *(element("p", isolated(", ".join(names)), class_="quiet") for names in facts if names),
        element("p", plot, class_="plot sized", style=letter_scale(plot), dir="auto") if plot else "",
        _reaction_words(reaction),
        class_="words",
    )
    return element("div", poster, words, class_=f"beside {reaction}")
