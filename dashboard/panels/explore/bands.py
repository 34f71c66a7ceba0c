"""Bands from the history to the explained film: from several entries, or from the film in focus alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.analysis.bands import Band, EntryBands, entry_bands, largest
from dashboard.analysis.spots import ALL_ELSE
from dashboard.analysis.two_films import FilmBands, film_bands
from dashboard.browser import pictures
from dashboard.charts.explanation import entry_bars, history_takeaway
from dashboard.components.band_view import Drawing, Source, Strip, band_view
from dashboard.look.palette import label
from dashboard.panels.common.figures import draw_twin
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import focus_events
from dashboard.panels.explore.focus_events import View
from dashboard.reasons.category_phrases import words_alone
from dashboard.reasons.credits import people_once
from dashboard.reasons.entries import OTHERS, Entry, content_of, entries
from dashboard.reasons.linked_views import CommonValues, LinkedViews
from dashboard.reasons.sureness import caveat_sentence
from dashboard.service.posters import Posters
from dashboard.service.service import Service
from dashboard.state.focus import entry_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import VISIBLE, effect, name_list, rounding_note, with_sign
from dashboard.text.markup import table
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.threads import FilmThreads
from emde_core.history import History
from emde_core.schema import CATEGORICAL, IMAGE, WISH

VIEW = "band-view"
MOST = 5  # rows of entries, all others being one
HEADING, TWO_FILMS = "What joins this film to your history", "What joins the two films"
THICKNESS = "Each band is as thick as what {}; choose one to see both films side by side."
ADDS, STAYS = "it adds", "stays of it where another part takes back (“of” what it adds by itself)"
HATCHED = "A hatched band takes away."
BACK = "All films"
Picture = Callable[[Film], str | None]


@panel("What the films share")
def draw_bands(why: Explanation, view: View, service: Service, history: History, posters: Posters) -> None:
    """Draw the bands, and their numbers as a table; nothing of a film without content or history."""
    drawing = band_drawing(why, view, service, history, lambda film: pictures.small(posters, film))
    if drawing is None:
        return
    with st.container(key="bands"):
        band_view(drawing, key=VIEW, on_focus=lambda: focus_events.take(VIEW))
        header = ["Film or wish", "Joined by", "Adds, in nats"]
        draw_twin(table("Bands, in nats of the log score", header, list(_table_rows(drawing))))


def band_drawing(why: Explanation, view: View, service: Service, history: History, picture: Picture) -> Drawing | None:
    """Return the bands as a focus shows them: of the history film in focus, or of the strongest entries.

    Args:
        why: the explanation.
        view: what is in focus, and the threads behind it.
        service: that explained it.
        history: that it was made for.
        picture: gives a film's poster as an address.
    """
    if not content_of(why):
        return None
    partner = _partner(why, view, service, history)
    if partner is not None:
        return _two_films(why, partner, service.evidence, picture)
    if not any(entry.values for entry in entries(why)):
        return None
    return _entries(why, view.linked, service.evidence, picture)


def _partner(why: Explanation, view: View, service: Service, history: History) -> FilmThreads | None:
    """Return the threads to the history film in focus, or to the only entry of the history."""
    focus, every = view.linked.focus, entries(why)
    if len(every) == 1 and every[0].reaction != WISH:
        return service.threads(history, why.film.id, every[0].key)[0]
    return next((each for each in view.threads if focus and focus.is_entry and each.film.id == focus.key), None)


def _two_films(why: Explanation, threads: FilmThreads, evidence: ContentEvidence, picture: Picture) -> Drawing:
    two, on_chips = film_bands(why, threads), chip_values(why, threads)
    entry = next(each for each in entries(why) if each.key == two.film.id)
    groups = tuple((_strip(_with_example(band, why.film)),) for band in two.bands)
    sentences = _words(_opening(entry, two.film), two.bands, evidence)
    return Drawing(
        heading=TWO_FILMS,
        words=" ".join([*sentences, *names_note(two, on_chips)]),
        label=f"{TWO_FILMS}, {isolate(why.film.title)} and {isolate(two.film.title)}: {band_words(two)}",
        title=why.film.title,
        picture=picture(why.film),
        sources=(_source(entry, two.film, picture, groups),),
        largest=largest(band.weight for band in two.bands),
        rest="",
        total=entry.total,
        back=BACK if len(entries(why)) > 1 else "",
        is_of_two=True,
    )


def _with_example(band: Band, film: Film) -> Band:
    """Add to the name of a band of all else in the categories a strong one that both films have.

    Of some that add about as much it is who stands first in the cast.
    """
    same_way = [pair for pair in band.pairs if pair.own.text != ALL_ELSE and pair.weight * band.weight > 0]
    if band.part != CATEGORICAL or not band.name.startswith(ALL_ELSE) or not same_way:
        return band
    strong = [pair.own.text for pair in same_way if abs(pair.weight) >= abs(same_way[0].weight) / 2]
    name = next((each for each in film.cast if each in strong), strong[0])
    return replace(band, name=f"{band.name}, such as {isolate(name)}")


def _opening(entry: Entry, film: Film) -> str:
    words = f"{isolate(film.title)} {effect(entry.total)}"
    takes_away = entry.disliked and entry.total <= -VISIBLE
    return f"{words}: it was marked “not for me”, so what is alike takes away." if takes_away else f"{words}."


def chip_values(why: Explanation, threads: FilmThreads) -> dict[str, float]:
    """Return what the chips say beside one film of the history, by the names that its bands bear."""
    common = CommonValues(threads)
    return {words_alone(each, why.film): common.of(each) for each in people_once(why.categories)}


def names_note(two: FilmBands, on_chips: Mapping[str, float]) -> Iterator[str]:
    """Say why a name has one number here and another on its chip; nothing where none has."""
    names = [(band, on_chips[band.name]) for band in two.shared if band.name in on_chips]
    differing = [(band, chip) for band, chip in names if with_sign(band.weight) != with_sign(chip)]
    if differing:
        band, chip = max(differing, key=lambda pair: abs(pair[0].weight - pair[1]))
        yield (
            f"{isolate(band.name)}: {with_sign(band.weight)} for being in both films (its band), {with_sign(chip)} "
            f"with all else in {isolate(two.film.title)} that it is near (its chip below)."
        )


def band_words(two: FilmBands) -> str:
    """Say what a history film adds, band by band."""
    names = [f"{isolate(band.name)} ({with_sign(band.weight)})" for band in two.bands if band.name]
    rounded = rounding_note([band.weight for band in two.bands], two.contribution)
    return f"{isolate(two.film.title)} {effect(two.contribution)}{rounded}{f': {name_list(names)}' if names else ''}."


def _entries(why: Explanation, linked: LinkedViews, evidence: ContentEvidence, picture: Picture) -> Drawing:
    keep = {linked.focus.key} if linked.focus and linked.focus.is_entry else set()
    every = entry_bars(why, MOST, keep=keep)
    bars = [bar for bar in every if bar.key != OTHERS and bar.values and not _asks_for_nothing(bar)]
    rows = entry_bands(why, bars)
    bands = [band for row in rows for band in row.bands]
    extent = STAYS if any(band.name and band.before is not None for band in bands) else ADDS
    films = {each.entry: each.film for each in why.contributions}
    rest = "".join(f"Not drawn: {row.label}, together {with_sign(row.total)}." for row in every if row.key == OTHERS)
    return Drawing(
        heading=HEADING,
        words=" ".join(_words(THICKNESS.format(extent), bands, evidence)),
        label=f"{HEADING}. {history_takeaway(why)}",
        title=why.film.title,
        picture=picture(why.film),
        sources=tuple(
            _source(each.entry, films.get(each.entry.key), picture, (_strips(each, linked),)) for each in rows
        ),
        largest=largest(sum(abs(band.weight) for band in each.bands) for each in rows),
        rest=rest,
        total=sum(bar.total for bar in every),
        back="",
        is_of_two=False,
    )


def _asks_for_nothing(bar: Entry) -> bool:
    """Return True for a wish that hardly concerns the film: its bar says so, and no band is needed to."""
    return bar.reaction == WISH and all(abs(value) < VISIBLE for value in bar.values.values())


def _words(first: str, bands: Sequence[Band], evidence: ContentEvidence) -> Iterator[str]:
    """Yield what has to be said of the drawing and its evidence, a sentence each."""
    yield first
    if any(band.weight < 0 for band in bands):
        yield HATCHED
    for part in dict.fromkeys(band.part for band in bands if band.part != IMAGE):  # the poster says it of itself
        if words := caveat_sentence(part, evidence):
            yield words


def _source(entry: Entry, film: Film | None, picture: Picture, groups: tuple[tuple[Strip, ...], ...]) -> Source:
    return Source(
        token=str(entry_focus(entry.key, entry.reaction)),
        title=film.title if film else entry.label,
        remark="not for me" if entry.disliked else "",
        picture=picture(film) if film else None,
        total=entry.total,
        groups=groups,
    )


def _strips(two: EntryBands, linked: LinkedViews) -> tuple[Strip, ...]:
    away = linked.entries is not None and two.entry.key not in linked.entries
    return tuple(_strip(band, recedes=away or linked.part not in (None, band.part)) for band in two.bands)


def _strip(band: Band, *, recedes: bool = False) -> Strip:
    return Strip(band.name, band.part, band.weight, band.words, band.pairs, recedes, band.before)


def _table_rows(drawing: Drawing) -> Iterator[tuple[str, str, str]]:
    for source in drawing.sources:
        for strip in (strip for group in source.groups for strip in group):
            yield (
                source.title,
                strip.name or (label(strip.part) if strip.part else ALL_ELSE),
                with_sign(strip.weight, 3) + ("" if strip.before is None else f" of {with_sign(strip.before, 3)}"),
            )
