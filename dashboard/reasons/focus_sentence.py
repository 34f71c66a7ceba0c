"""The sentence while something is in focus: what it adds and what it meets most, from the charts' own numbers."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.look.palette import label
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.reasons.linked_views import LinkedViews, atom_in_focus, films_meeting, name_of
from dashboard.reasons.sentence import NOT_MEASURED, Piece, adds, counts, listed, sentence
from dashboard.reasons.sureness import Evidence, caveat
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, signed
from emde_core.explain.explanation import Explanation
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.schema import COMPANY

MOST = 2  # atoms or films that are named


def focus_sentence(
    why: Explanation, shown: LinkedViews, threads: Sequence[FilmThreads] = (), evidence: Evidence = NOT_MEASURED
) -> tuple[Piece, ...]:
    """What is in focus, in one or two sentences; the whole film's sentence where nothing is."""
    return _focused(why, shown, threads, evidence) or sentence(why, evidence)


def _focused(
    why: Explanation, shown: LinkedViews, threads: Sequence[FilmThreads], evidence: Evidence
) -> tuple[Piece, ...]:
    focus = shown.focus
    if focus is None:
        return ()
    if focus.is_entry:
        entry = next((each for each in entries(why) if each.key == focus.key), None)
        return _entry(why, entry, shown, threads, evidence) if entry else ()
    if focus.kind == "part":
        return _part(why, focus.key, evidence) if focus.key in parts_of(why) else ()
    atom = atom_in_focus(focus, why)
    return _atom(atom, threads, evidence) if atom and threads else ()


def _entry(
    why: Explanation, entry: Entry, shown: LinkedViews, threads: Sequence[FilmThreads], evidence: Evidence
) -> tuple[Piece, ...]:
    towards = 1 if entry.total >= 0 else -1
    best = max(entry.values, key=lambda part: entry.values[part] * towards)
    said = [
        Piece(capital(entry.name), "entry"),
        Piece(f" {adds(entry.total)}, most of it through "),
        Piece(label(best), best),
        Piece(f" ({signed(entry.values[best])}{_doubt(best, evidence)})."),
    ]
    told = next((each for each in why.company if each.film.id == entry.key), None)
    if told and best == COMPANY and told.both and told.more_often == (towards > 0):
        said.append(Piece(f" {counts(told)}."))
    return (*said, *_met(shown, [each for each in threads if each.film.id == entry.key], towards, evidence))


def _met(shown: LinkedViews, threads: Sequence[FilmThreads], towards: int, evidence: Evidence) -> tuple[Piece, ...]:
    """The phrases and categories that the history film meets most, of modalities with any evidence."""
    atoms: tuple[WordValue | CategoryValue, ...] = (*shown.phrases, *shown.categories)
    same = [a for a in atoms if a.value * towards > 0 and evidence.get(a.modality) != "none"] if threads else []
    best = sorted(same, key=lambda atom: -abs(atom.value))[:MOST]
    if not best:
        return ()
    named = [Piece(isolate(name_of(atom)), atom.modality) for atom in best]
    verb = "meets" if len(named) == 1 else "meet"
    return (Piece(" Of this film’s words and categories, "), *listed(named), Piece(f" {verb} it most."))


def _part(why: Explanation, part: str, evidence: Evidence) -> tuple[Piece, ...]:
    total = parts_of(why)[part]
    towards = 1 if total >= 0 else -1
    best = max(entries(why), key=lambda entry: entry.values.get(part, 0.0) * towards)
    doubt = caveat(part, evidence)
    return (
        Piece(capital(label(part)), part),
        Piece(f" {adds(total)}; most comes from "),
        Piece(best.name, "entry"),
        Piece(f" ({signed(best.values.get(part, 0.0))})."),
        *([Piece(f" {capital(doubt)}.")] if doubt else []),
        *_counts_of(why, part, best),
    )


def _counts_of(why: Explanation, part: str, best: Entry) -> list[Piece]:
    told = next((each for each in why.company if each.film.id == best.key), None)
    return [Piece(f" {counts(told)}.")] if part == COMPANY and told and told.both else []


def _doubt(part: str, evidence: Evidence) -> str:
    found = caveat(part, evidence)
    return f"; {found}" if found else ""


def _atom(atom: AtomValue, threads: Sequence[FilmThreads], evidence: Evidence) -> tuple[Piece, ...]:
    weights = films_meeting(atom, threads)
    titles = {each.film.id: isolate(each.film.title) for each in threads}
    met = [film for film in sorted(weights, key=lambda film: -abs(weights[film])) if weights[film]][:MOST]
    if not met:
        return ()
    name = isolate(name_of(atom))
    films = listed([Piece(f"{titles[film]} ({signed(weights[film], 3)})", "entry") for film in met])
    said = Piece(f" {adds(atom.value)}; it has most in common with ")
    doubt = caveat(atom.modality, evidence)
    return (Piece(capital(name), atom.modality), said, *films, Piece(f". {capital(doubt)}." if doubt else "."))
