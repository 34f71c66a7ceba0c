"""Versions of a film that somebody is writing, each placed in the ranking for a history. No Streamlit here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher

from dashboard.service.cache import Bounded
from dashboard.service.service import Service
from dashboard.state.draft import Draft, as_webp
from dashboard.text.direction import isolate
from dashboard.text.grammar import shorten
from emde_core.audition import Audition
from emde_core.data.catalogue import Catalogue, Film
from emde_core.errors import HistoryError
from emde_core.explain.explanation import Explanation
from emde_core.history import History
from emde_core.text.words import words_of

TOLD = 2  # changes of a plot that are told word by word
KEPT = 16  # versions that a session keeps placed


@dataclass(frozen=True)
class Placed:
    """One version of the film in its place.

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
    def ranked(self) -> int:
        """How many films are ranked, itself among them."""
        return len(self.audition.ranking.order) + 1

    def neighbours(self, count: int) -> tuple[tuple[Film, ...], tuple[Film, ...]]:
        """At most ``count`` films that stand right above it, and right below, in the ranking's order."""
        place = (self.audition.why.rank or 1) - 1
        order = self.audition.ranking.order
        above, below = order[max(0, place - count) : place], order[place : place + count]
        films = self.catalogue.films
        return tuple(films[i] for i in above), tuple(films[i] for i in below)


class Auditions:
    """A session's own memory of placed versions: what people write is shared with nobody."""

    def __init__(self) -> None:
        self._placed: Bounded[Placed] = Bounded(KEPT)
        self._deletions: Bounded[Future[Audition]] = Bounded(KEPT)

    def place(self, service: Service, history: History, draft: Draft) -> Placed:
        """A version in its place.

        Raises:
            HistoryError: there is nothing to rank the film by, or the history says nothing.
            ConfigError: the model is of the published recipe, which places no film that nobody has rated.
        EncoderError: the text model is missing.
        """
        key = (service.model.model_hash, history, draft)
        return self._placed.get(key, lambda: _placed(service, history, draft))

    def placeable(self, service: Service, history: History, drafts: Iterable[Draft]) -> Iterator[Placed]:
        """Those of some versions that have a place."""
        for draft in drafts:
            with suppress(HistoryError):
                yield self.place(service, history, draft)

    def deletions(self, service: Service, history: History, draft: Draft) -> Future[Audition]:
        """A version, read again without each of its strongest words, being computed in the background."""
        key = (service.model.model_hash, history, draft)
        return self._deletions.get(key, lambda: service.audition_words(history, draft.film, draft.poster()))


def _placed(service: Service, history: History, draft: Draft) -> Placed:
    poster = draft.poster()
    found = service.audition(history, draft.film, poster)
    return Placed(draft, found, as_webp(poster) if poster else None, service.model.catalogue)


def differences(before: Explanation, now: Explanation) -> Iterator[tuple[str, float, float]]:
    """(name, before, now) of the score, and of what each part adds to it."""
    yield "score", before.score, now.score
    for part, value in now.by_part.items():
        yield part, before.by_part.get(part, 0.0), value


def changed(before: Draft, now: Draft) -> str:
    """What was changed between two versions, in a few words."""
    parts = [
        _reworded(before.plot, now.plot),
        _swapped([n for _, n in before.categories], [n for _, n in now.categories]),
        "another poster" if _poster_of(before) != _poster_of(now) else "",
        "another title" if before.title != now.title else "",
    ]
    told = [part for part in parts if part]
    return "another film" if len(told) == len(parts) else "; ".join(told)


def _poster_of(draft: Draft) -> object:
    return {"drawn": draft.recipe, "sent": draft.picture, "none": None}[draft.kind]


def _reworded(before: str, now: str) -> str:
    """The words of a plot that differ; "" for none."""
    old, new = ([plot[word.start : word.end] for word in words_of(plot)] for plot in (before, now))
    edits = [e for e in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if e[0] != "equal"]
    if not edits:
        return "" if before == now else "other punctuation"
    if len(edits) > TOLD:
        return f"{len(edits)} places of the plot"
    return ", ".join(_swapped([" ".join(old[a:b])], [" ".join(new[c:d])]) for _, a, b, c, d in edits)


def _swapped(old: list[str], new: list[str]) -> str:
    """What went and what came: "drowned became burned", "without Comedy", "with Horror"."""
    gone = isolate(shorten(", ".join(name for name in old if name and name not in new), 60))
    come = isolate(shorten(", ".join(name for name in new if name and name not in old), 60))
    if gone and come:
        return f"“{gone}” became “{come}”"
    return f"without “{gone}”" if gone else f"with “{come}”" if come else ""
