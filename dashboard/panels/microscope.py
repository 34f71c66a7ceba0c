"""The sketch microscope's steps: cut, count, ask, and how sure the answer is. Words teach, numbers are live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dashboard import pictures, session
from dashboard.charts.sketches import heatmap, plane_map
from dashboard.components.poster_grid import Tile, picked, poster_grid
from dashboard.direction import isolate
from dashboard.markup import in_plotly, isolated, signed, table
from dashboard.microscope import Slide, names_in, reactions_of
from dashboard.palette import LACKING, Theme, label
from dashboard.panels import lens, noise
from dashboard.panels.lens import Look, turn
from dashboard.panels.lesson import chart, step
from dashboard.posters import Posters
from dashboard.sentence import factor
from dashboard.service import Service
from dashboard.state import Facing, Lens
from emde_core.data.catalogue import Film
from emde_core.history import History

SHOWN = 16  # posters of a bucket
GRID = "bucket_grid"
DRAWN = {1: "the one cut", 2: "both cuts"}
FACING: dict[Facing, str] = {"cuts": "above two cuts", "films": "where films differ most"}
FACING_SAID: dict[Facing, str] = {
    "cuts": "The space has more dimensions than a screen: this is the plane that the first two cuts stand upright on, "
    "so that these are true; others are drawn where they cross it, and points may lie on the wrong side of those.",
    "films": "The space has more dimensions than a screen: this is the plane in which the films differ most, and a cut "
    "is drawn where it crosses that plane, often beyond its edge, so that points may lie on the wrong side of it.",
}


def draw(history: History, service: Service, posters: Posters, theme: Theme) -> None:
    """The choosers and the four steps."""
    st.html(
        '<div class="lesson"><h2>How a film becomes a pattern, and a pattern becomes a score</h2><p>Three steps, '
        "with the very numbers that made the recommendation: <b>cut</b>, <b>count</b>, <b>ask</b>. Then: how much of "
        "it is chance.</p></div>"
    )
    look = lens.draw(history, service, theme)
    if look.slide.own is None:
        lacking = LACKING.get(look.slide.modality, look.slide.modality)
        st.html(f'<p class="note warn">{isolated(look.film.title)} has no {lacking}: it is in no bucket here.</p>')
    _cut(look)
    _bucket(look, posters)
    _count(look)
    _ask(look)
    noise.draw(look)


def _cut(look: Look) -> None:
    at, slide, scope = look.lens, look.slide, look.service.microscope
    facing = scope.facing_films(at.modality) if at.facing == "films" else scope.facing_cuts(at.modality, at.partition)
    cuts = scope.cuts(at.modality, at.partition, facing)
    total = len(cuts.levels)
    shown = min(at.cuts, total)
    step(1, "Cut", _cut_said(look, total))
    _map_choosers(at, shown, total)
    films, index = look.service.model.catalogue.films, look.service.model.catalogue.index
    same = (cuts.sides[:, :shown] == cuts.sides[index[look.film.id], :shown]).all(axis=1) & (slide.own is not None)
    roles = reactions_of(look.history) | {look.film.id: "film"}
    mapped = scope.on_map(slide, look.film.id, look.history)
    on_map = [(int(p), films[p].label, roles.get(films[p].id, "")) for p in mapped]
    others = max(int(same[slide.members[:, 0] >= 0].sum()) - 1, 0)
    alt = (
        f"Map of the films by their {look.noun}, with {shown} of {total} cuts of partition {at.partition + 1}; "
        f"{others} films are on the same side of all of them as {look.film.label}."
    )
    chart(plane_map(facing, cuts, shown, on_map, same, at.modality, theme=look.theme), "map", alt)
    st.html(
        f'<p class="fine">Star: {isolated(look.film.label)}. Diamonds: liked; crosses: not for you. Coloured: the '
        f"{others} other films on its side of {DRAWN.get(shown, f'all {shown} cuts')} drawn. "
        f"{FACING_SAID[at.facing]} It keeps {facing.kept:.0%} of what tells the films apart, and shows "
        f"{cuts.agreement:.0%} of the sides of all {total} cuts as they are.</p>"
    )


def _map_choosers(at: Lens, shown: int, total: int) -> None:
    st.session_state["lens-cuts"], st.session_state["lens-facing"] = shown, at.facing

    def take() -> None:
        facing = st.session_state["lens-facing"] or at.facing
        turn(replace(at, cuts=st.session_state["lens-cuts"], facing=facing))

    with st.container(key="map-choosers", horizontal=True, vertical_alignment="bottom", gap="medium"):
        if total > 1:
            st.slider("Cuts drawn", 1, total, key="lens-cuts", on_change=take)
        st.segmented_control(
            "Seen from", list(FACING), format_func=FACING.__getitem__, key="lens-facing", on_change=take
        )


def _cut_said(look: Look, total: int) -> str:
    slide, partition = look.slide, look.lens.partition
    start = (
        f"By its {look.noun} every film is a point; alike ones lie close together. A partition cuts this space "
        f"{total} times. On which side of each cut a film lies is a yes or a no, and {total} of them name one of "
        f"{slide.width} buckets."
    )
    if slide.own is None:
        return start
    own = int(slide.own[partition])
    others = len(slide.inside(partition, own)) - 1
    return (
        f"{start} In partition {partition + 1} <b>{isolated(look.film.title)}</b> answers "
        f"<b>{own:0{total}b}</b>: bucket "
        f"<b>{own}</b>, together with <b>{others}</b> other {'film' if others == 1 else 'films'}."
    )


def _bucket(look: Look, posters: Posters) -> None:
    at, slide = look.lens, look.slide
    sizes, key = slide.sizes(at.partition), "lens-bucket"
    buckets = [int(b) for b in np.argsort(-sizes, kind="stable") if sizes[b]]
    st.session_state[key] = look.bucket if look.bucket in buckets else buckets[0]

    def take() -> None:
        turn(replace(at, bucket=st.session_state[key]))

    def name(bucket: int) -> str:
        own = slide.own is not None and bucket == slide.own[at.partition]
        films = f"{sizes[bucket]} {'film' if sizes[bucket] == 1 else 'films'}"
        return f"{bucket} · {films}{', the film’s own' if own else ''}"

    st.selectbox(f"Bucket of partition {at.partition + 1}", buckets, format_func=name, key=key, on_change=take)
    inside = [look.service.model.catalogue.films[p] for p in slide.inside(at.partition, st.session_state[key])]
    shown = sorted(inside, key=lambda film: film.id != look.film.id)[:SHOWN]
    tiles = [
        Tile(f.id, f.title, f"Look at {f.label}", pictures.small(posters, f), selected=f.id == look.film.id)
        for f in shown
    ]
    with st.container(key="bucket-films"):
        said = "Films in this bucket: choose one to look at"
        poster_grid(tiles, key=GRID, label=said, scale=1.0, on_pick=_take_film)
    if len(inside) > SHOWN:
        st.html(f'<p class="fine">and {len(inside) - SHOWN} more.</p>')


def _take_film() -> None:
    film = picked(GRID)
    if film is not None:
        state = session.state()
        session.become(replace(state.select(film), lens=replace(state.lens, bucket=None)))


def _count(look: Look) -> None:
    slide, history = look.slide, look.history
    cells = slide.depth * slide.width
    said = (
        f"One partition says little, so there are {slide.depth}, each cut at random. The history is only counted: "
        f"each of its {len(history)} films adds 1 to its bucket in every partition, those that were not for you in a "
        f"count of their own. <b>{slide.filled}</b> of {cells:,} buckets are taken. This picture, the input sketch, is "
        "all that the model is shown."
    )
    step(2, "Count", said)
    catalogue = look.service.model.catalogue
    mine = np.array([catalogue.index[film] for film, _ in history])
    hover = _hover(slide, catalogue.films, mine)
    scale = (0.0, min(2.0, max(1.0, float(slide.liked.max()))))
    at = look.lens.partition
    figure = heatmap(slide.liked, slide, at, look.bucket, hover, scale=scale, crossed=True, theme=look.theme)
    shared = 0 if slide.own is None else int((slide.liked[np.arange(slide.depth), slide.own] > 0).sum())
    alt = (
        f"Input sketch by {label(slide.modality)}: {slide.filled} of {cells} buckets hold a film of the history; "
        f"{look.film.label} shares a bucket with a liked film in {shared} of {slide.depth} partitions."
    )
    chart(figure, "input-sketch", alt)
    st.html(
        f'<p class="fine">Filled: liked films; ×: not for you; rings: the buckets of '
        f"{isolated(look.film.title)}, which meets a liked film in <b>{shared}</b> of {slide.depth} partitions.</p>"
    )


def _hover(slide: Slide, films: tuple[Film, ...], among: NDArray[np.int64]) -> list[list[str]]:
    """[D][W], which of some films are in each bucket."""
    said = [["" for _ in range(slide.width)] for _ in range(slide.depth)]
    for d in range(slide.depth):
        codes = slide.members[among, d]
        for bucket in np.unique(codes[codes >= 0]):
            said[d][int(bucket)] = in_plotly(names_in(films, among[codes == bucket]))
    return said


def _ask(look: Look) -> None:
    slide, why = look.slide, look.why
    said = (
        "The model, one linear map learned from many viewers’ sketches, answers with a picture of the same size: how "
        "likely the next loved film is to be in each bucket. Every film is then read at its own buckets, the rings."
    )
    if slide.own is not None:
        said += (
            f" At the {slide.depth} rings of <b>{isolated(look.film.title)}</b> the answer is <b>×{slide.own_lift:.2f}"
            f"</b> an even spread. Over all modalities, and against an average film, that makes its score: "
            f"<b>{signed(why.score)}</b>, or {factor(why.score)}{f', rank {why.rank}' if why.rank else ''}."
        )
    step(3, "Ask", said)
    catalogue = look.service.model.catalogue
    hover = _hover(slide, catalogue.films, np.arange(len(catalogue)))
    scale = (1.0, float(np.quantile(slide.lift, 0.998)))
    figure = heatmap(slide.lift, slide, look.lens.partition, look.bucket, hover, scale=scale, theme=look.theme)
    above = 0 if slide.own is None else int((slide.lift[np.arange(slide.depth), slide.own] > 1).sum())
    alt = (
        f"Output sketch by {label(slide.modality)}: {look.film.label} lies in buckets that are more likely "
        f"than an even spread in {above} of {slide.depth} partitions."
    )
    chart(figure, "output-sketch", alt)
    st.html(
        '<p class="fine">The stronger the colour, the likelier; blank: less likely than an even spread. '
        f"{above} of the {slide.depth} rings are on colour. Films that share a bucket share its value: "
        "that is why many partitions are asked.</p>"
    )
    if slide.own is not None:
        st.html(f'<details class="twin"><summary>The rings as a table</summary>{rings(slide, look.film)}</details>')


def rings(slide: Slide, film: Film) -> str:
    """What map and sketches show of a film's buckets: who is in them, what the history puts there, the answer."""
    header = ("Partition", "Bucket", "Films in it", "Liked", "Not for you", "Answer, to an even spread")
    return table(f"The buckets of {isolate(film.label)}", header, _rings(slide))


def _rings(slide: Slide) -> Iterator[tuple[str, ...]]:
    for d, bucket in enumerate(slide.own if slide.own is not None else ()):
        counts = slide.sizes(d)[bucket], slide.liked[d, bucket], slide.disliked[d, bucket]
        yield (str(d + 1), str(bucket), *(f"{count:.0f}" for count in counts), f"×{slide.lift[d, bucket]:.2f}")
