"""Answers of a saved page: what Explore would show for each thing that can be chosen, worked out beforehand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from dashboard.components.figure_saver import saver_data
from dashboard.components.focus_bar import legend_data
from dashboard.components.reason_bars import reasons_data
from dashboard.components.saved_page import component_files, program
from dashboard.export.figure_lines import figure_lines
from dashboard.export.records import Provenance
from dashboard.export.report import POSTER, Interactive, Json, difference, picture_name, shelf_entries
from dashboard.panels.explore.bands import band_drawing
from dashboard.panels.explore.explanation import film_lens
from dashboard.panels.explore.focus_events import View, focus_view
from dashboard.panels.explore.history import previews
from dashboard.panels.explore.method_bars import sum_verdict
from dashboard.panels.explore.plot import film_reading
from dashboard.reasons.entries import parts_of
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.pieces import Piece
from dashboard.service.service import Service
from dashboard.state.focus import Focus, entry_focus, parse_focus
from emde_core.data.catalogue import Film
from emde_core.explain.explanation import Explanation
from emde_core.history import History


def interactive(why: Explanation, source: Provenance, service: Service, history: History) -> Interactive:
    """Return all that a saved page shows, whatever is chosen in it.

    Args:
        why: the explanation.
        source: of its numbers; saved figures bear it.
        service: with the model, weighed as it is on the screen.
        history: that the explanation was made for.
    """
    page = _Page(why, source, service, history)
    base = page.data(None)
    changes: dict[str, Json] = {}
    tokens = list(_tokens(base))
    for token in tokens:
        focus = parse_focus(token)
        if token in changes or focus is None:
            continue
        data = page.data(focus)
        changes[token] = difference(base, data)
        tokens += _tokens(data)  # the loop goes on to what can be chosen only now
    files = {name: (own.html, own.style) for name, own in component_files().items()}
    return Interactive(page.sentence(page.view(None)), program(), files, base, changes)


def _tokens(data: Json) -> Iterator[str]:
    """Return the token of everything in the data that can be chosen."""
    if isinstance(data, dict):
        yield from ([data["token"]] if data.get("token") else [])
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _tokens(each)


class _Page:
    """One explanation, as each focus shows it."""

    def __init__(self, why: Explanation, source: Provenance, service: Service, history: History) -> None:
        self._why, self._service, self._history = why, service, history
        lines = figure_lines(history, service.model.catalogue, why.film)
        self._source = saver_data(source.line, json.dumps(source.settings), lines)
        self._shelf = shelf_entries(why)
        self._pictures = {part.entry: picture_name(place) for place, part in enumerate(self._shelf)}
        self._previews = previews(service, history, why)

    def view(self, focus: Focus | None) -> View:
        """Return what is lit."""
        return focus_view(self._why, self._service, self._history, focus)

    def sentence(self, view: View) -> tuple[Piece, ...]:
        """Return what is said."""
        service = self._service
        return focus_sentence(self._why, view.linked, view.threads, service.evidence, service.hold_rates)

    def data(self, focus: Focus | None) -> Json:
        """Return what each component of the page is drawn with, as JSON holds it."""
        why, evidence, view = self._why, self._service.evidence, self.view(focus)
        lens = film_lens(why, view.linked, evidence, POSTER)
        bars = reasons_data(why, view.linked, self._previews, sum_verdict(why), evidence, choosable=True)
        lit = view.linked.entries
        bands = band_drawing(why, view, self._service, self._history, self._picture)
        shelf = [
            {"token": str(entry_focus(part.entry, part.reaction)), "recedes": lit is not None and part.entry not in lit}
            for part in self._shelf
        ]
        data = {
            "sentence": [asdict(piece) for piece in self.sentence(view)],
            "shelf": shelf,
            "focus_bar": legend_data(parts_of(why), view.linked.focus, evidence),
            "poster_lens": lens.for_browser(choosable=True),
            "film_reader": asdict(film_reading(why, view.linked, evidence)),
            "reason_bars": bars,
            "band_view": bands and bands.for_browser(),
            "figure_saver": self._source,
        }
        return json.loads(json.dumps(data))

    def _picture(self, film: Film) -> str | None:
        return POSTER if film.id == self._why.film.id else self._pictures.get(film.id)
