"""Versions of a film that somebody is writing, each placed in the ranking for a history. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher

from dashboard.service.cache import BoundedCache
from dashboard.service.service import Service
from dashboard.state.draft import Draft, encode_webp
from dashboard.text.direction import isolate
from dashboard.text.grammar import shorten
from emde_core.audition import Audition
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.text.words import words_of

MOST_EDITS = 2  # changes of a plot that are told word by word
AROUND = 2  # neighbours on each side that are shown
CAPACITY = 16  # versions that a session keeps placed


@dataclass(frozen=True)
class PlacedDraft:
    """A version of the film, and its place in the ranking.

    Attributes:
        draft: the version.
        audition: its place, and why.
        picture: its poster as WebP; None where it has none.
        catalogue: the films that it is ranked among.
    """

    draft: Draft
    audition: Audition
    picture: bytes | None
    catalogue: Catalogue

    @property
    def ranking_size(self) -> int:
        """The number of films in the ranking, this one included."""
        return len(self.audition.ranking.order) + 1

    def neighbours(self, count: int) -> tuple[tuple[Film, ...], tuple[Film, ...]]:
        """Return at most ``count`` films right above it and right below it, in the ranking's order."""
        place = (self.audition.why.rank or 1) - 1
        order = self.audition.ranking.order
        above, below = order[max(0, place - count) : place], order[place : place + count]
        films = self.catalogue.films
        return tuple(films[i] for i in above), tuple(films[i] for i in below)


class Auditions:
    """A session's own memory of placed versions: what people write is shared with nobody."""

    def __init__(self) -> None:
        self._placed: BoundedCache[PlacedDraft] = BoundedCache(CAPACITY)
        self._deletions: BoundedCache[Future[Audition]] = BoundedCache(CAPACITY)

    def place(self, service: Service, history: History, draft: Draft) -> PlacedDraft:
        """Return a version with its place.

        Raises:
            HistoryError: there is nothing to rank the film by, or the history says nothing.
            ConfigError: the model is of the published recipe, which places no film that nobody has rated.
            EncoderError: the text model is missing.
        """
        key = (service.model.model_hash, history, draft)
        return self._placed.get(key, lambda: _place(service, history, draft))

    def placeable(self, service: Service, history: History, drafts: Iterable[Draft]) -> Iterator[PlacedDraft]:
        """Yield those versions that have a place; an empty one has none."""
        for draft in drafts:
            if draft.is_empty:
                continue
            with suppress(HistoryError):
                yield self.place(service, history, draft)

    def deletions(self, service: Service, history: History, draft: Draft) -> Future[Audition]:
        """Start reading a version again without each of its strongest words, in the background."""
        key = (service.model.model_hash, history, draft)
        return self._deletions.get(key, lambda: service.audition_deletions(history, draft.film, draft.poster()))


def _place(service: Service, history: History, draft: Draft) -> PlacedDraft:
    poster = draft.poster()
    result = service.audition(history, draft.film, poster)
    return PlacedDraft(draft, result, encode_webp(poster) if poster else None, service.model.catalogue)


def score_changes(before: Explanation, now: Explanation) -> Iterator[tuple[str, float, float]]:
    """Yield (name, before, now) of the score, and of what each part adds to it."""
    yield "score", before.score, now.score
    for part, value in now.by_part.items():
        yield part, before.by_part.get(part, 0.0), value


def draft_changes(before: Draft, now: Draft) -> str:
    """Return the changes between two versions in a few words."""
    parts = [
        _plot_changes(before.plot, now.plot),
        _exchange([n for _, n in before.categories], [n for _, n in now.categories]),
        "another poster" if _poster_source(before) != _poster_source(now) else "",
        "another title" if before.title != now.title else "",
    ]
    changes = [part for part in parts if part]
    return "another film" if len(changes) == len(parts) else "; ".join(changes)


def _poster_source(draft: Draft) -> object:
    return {"drawn": draft.recipe, "sent": draft.picture, "none": None}[draft.kind]


def _plot_changes(before: str, now: str) -> str:
    """Return the words of a plot that differ; "" for none."""
    old, new = ([plot[word.start : word.end] for word in words_of(plot)] for plot in (before, now))
    edits = [e for e in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if e[0] != "equal"]
    if not edits:
        return "" if before == now else "other punctuation"
    if len(edits) > MOST_EDITS:
        return f"{len(edits)} places of the plot"
    return ", ".join(_exchange([" ".join(old[a:b])], [" ".join(new[c:d])]) for _, a, b, c, d in edits)


def _exchange(old: list[str], new: list[str]) -> str:
    """Return names that went and came: "drowned became burned", "without Comedy", "with Horror"."""
    before = isolate(shorten(", ".join(name for name in old if name and name not in new), 60))
    after = isolate(shorten(", ".join(name for name in new if name and name not in old), 60))
    if before and after:
        return f"“{before}” became “{after}”"
    return f"without “{before}”" if before else f"with “{after}”" if after else ""
