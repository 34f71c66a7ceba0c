"""Linked views: what of an explanation is lit, and with which values, while something is in focus.

Values come from evidence threads. What an atom of the explained film and a history film have in common is the sum of
the threads from that atom to all atoms of the history film; a phrase is the sum of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.reasons.credits import Person, parts_of_category, people_once
from dashboard.reasons.marks import FAINTEST
from dashboard.state.focus import Focus, atom_focus
from emde_core.explain.explanation import Explanation
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, RegionValue, WordValue


@dataclass(frozen=True)
class LinkedViews:
    """An explanation's atoms and entries as they are on the screen.

    Attributes:
        focus: what is in focus; None shows everything as it is.
        words, phrases, categories, regions: with the value that counts now: what each adds to the score, or, with a
            history film in focus, what it has in common with that film.
        entries: keys of the history's entries that stay lit; None for all.
        part: the part of the score that stays lit; None for all.
    """

    focus: Focus | None
    words: tuple[WordValue, ...]
    phrases: tuple[WordValue, ...]
    categories: tuple[CategoryValue, ...]
    regions: tuple[RegionValue, ...]
    entries: frozenset[str] | None = None
    part: str | None = None

    def recedes(self, modality: str) -> bool:
        """Return True where the explained film's atoms in a modality step back."""
        return self.part is not None and self.part != modality


def linked_views(why: Explanation, focus: Focus | None, threads: Sequence[FilmThreads] = ()) -> LinkedViews:
    """Return what is lit while something is in focus.

    Args:
        why: the explanation.
        focus: what is in focus; an atom that the film lacks lights everything.
        threads: between the film and the history film in focus, or all history films where an atom is in focus.
    """
    plain = LinkedViews(focus, why.words, why.phrases, people_once(why.categories), why.regions)
    if focus is None:
        return plain
    if focus.kind == "part":
        return replace(plain, part=focus.key)
    if focus.is_entry:
        lit = replace(plain, entries=frozenset([focus.key]))
        film_threads = next((each for each in threads if each.film.id == focus.key), None)
        return _between(lit, film_threads) if film_threads else lit
    atom = atom_in_focus(focus, why)
    if atom is None:
        return replace(plain, focus=None)
    entries = _films_in_common(atom, threads) if threads else None
    return replace(plain, focus=atom_focus(atom), part=atom.modality, entries=entries)


def atom_in_focus(focus: Focus, why: Explanation) -> AtomValue | None:
    """Return the atom of the explained film that is in focus; None where the film has none such.

    A person is one atom, whichever of the things that they did is in focus.
    """
    atoms: Iterable[AtomValue] = (*why.phrases, *why.words, *people_once(why.categories), *why.regions)
    return next((atom for atom in atoms if focus in _foci(atom)), None)


def _foci(atom: AtomValue) -> list[Focus]:
    parts = parts_of_category(atom) if isinstance(atom, CategoryValue) else ()
    return [atom_focus(each) for each in (atom, *parts)]


@dataclass(frozen=True)
class CommonValues:
    """Values that the explained film's atoms have in common with one history film, in nats."""

    threads: FilmThreads

    @cached_property
    def _sums(self) -> list[tuple[AtomValue, float]]:
        return list(zip(self.threads.parts, self.threads.weights.sum(axis=1).tolist(), strict=True))

    @cached_property
    def _by_focus(self) -> dict[Focus, float]:
        return {atom_focus(part): value for part, value in self._sums}

    def of(self, atom: AtomValue) -> float:
        """Return one atom's value; 0 for an atom that the film lacks."""
        if isinstance(atom, Person):
            return sum(self.of(each) for each in atom.parts)
        if not isinstance(atom, WordValue):
            return self._by_focus.get(atom_focus(atom), 0.0)
        return sum(value for word, value in self._sums if isinstance(word, WordValue) and _inside(word, atom))


def _inside(word: WordValue, phrase: WordValue) -> bool:
    return phrase.start <= word.start and word.end <= phrase.end and word.modality == phrase.modality


def _between(plain: LinkedViews, threads: FilmThreads) -> LinkedViews:
    common = CommonValues(threads)
    return replace(
        plain,
        words=tuple(replace(word, value=common.of(word)) for word in plain.words),
        phrases=tuple(replace(phrase, value=common.of(phrase)) for phrase in plain.phrases),
        categories=tuple(replace(category, value=common.of(category)) for category in plain.categories),
        regions=tuple(replace(region, value=common.of(region)) for region in plain.regions),
    )


def common_by_film(atom: AtomValue, threads: Sequence[FilmThreads]) -> dict[str, float]:
    """Return what each history film has in common with an atom of the explained film, in nats, by the film's id."""
    return {each.film.id: CommonValues(each).of(atom) for each in threads}


def _films_in_common(atom: AtomValue, threads: Sequence[FilmThreads]) -> frozenset[str]:
    weights = common_by_film(atom, threads)
    largest = max((abs(w) for w in weights.values()), default=0.0)
    return frozenset(film_id for film_id, w in weights.items() if largest and abs(w) >= FAINTEST * largest)


def atom_name(atom: AtomValue) -> str:
    """Return an atom as a sentence names it."""
    if isinstance(atom, WordValue):
        return f"“{atom.text}”"
    return atom.name if isinstance(atom, CategoryValue) else "this part of the poster"
