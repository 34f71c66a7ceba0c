"""A sentence about what is in focus: what it adds, and what it has most in common with."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.look.palette import in_prose, label
from dashboard.reasons.accidents import accident_sentence
from dashboard.reasons.company_counts import company_counts, counts_beside
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.reasons.linked_views import LinkedViews, atom_in_focus, atom_name, common_by_film
from dashboard.reasons.pieces import Piece, piece_list
from dashboard.reasons.sentence import (
    NOT_MEASURED,
    RATES_NOT_MEASURED,
    sentence,
)
from dashboard.reasons.sureness import HoldRates, caveat
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, effect, with_sign
from emde_core.explain.explanation import CompanyEvidence, Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import AtomValue, CategoryValue, WordValue
from emde_core.schema import COMPANY

MOST = 2  # atoms or films that are named


def focus_sentence(
    why: Explanation,
    views: LinkedViews,
    threads: Sequence[FilmThreads] = (),
    evidence: ContentEvidence = NOT_MEASURED,
    holds: HoldRates = RATES_NOT_MEASURED,
) -> tuple[Piece, ...]:
    """Return one or two sentences about what is in focus, or the film's own sentence where nothing is.

    Args:
        why: the explanation.
        views: the explanation as it is on the screen; its numbers are those of the charts.
        threads: between the film and the history films; () where the model has none.
        evidence: by modality, whether it was measured to count.
        holds: by grade of the evidence, how often such explanations hold.
    """
    return _about_focus(why, views, threads, evidence) or sentence(why, evidence, holds)


def _about_focus(
    why: Explanation, views: LinkedViews, threads: Sequence[FilmThreads], evidence: ContentEvidence
) -> tuple[Piece, ...]:
    focus = views.focus
    if focus is None:
        return ()
    if focus.is_entry:
        entry = next((each for each in entries(why) if each.key == focus.key), None)
        return _entry(why, entry, views, threads, evidence) if entry else ()
    if focus.kind == "part":
        return _part(why, focus.key, evidence) if focus.key in parts_of(why) else ()
    atom = atom_in_focus(focus, why)
    return _atom(atom, threads, evidence) if atom and threads else ()


def _entry(
    why: Explanation, entry: Entry, views: LinkedViews, threads: Sequence[FilmThreads], evidence: ContentEvidence
) -> tuple[Piece, ...]:
    towards = 1 if entry.total >= 0 else -1
    best = max(entry.values, key=lambda part: entry.values[part] * towards)
    pieces = [
        Piece(capital(entry.name), "entry"),
        Piece(f" {effect(entry.total)}, most of it through "),
        Piece(in_prose(best), best),
        Piece(f" ({with_sign(entry.values[best])}{_doubt(best, evidence)})."),
    ]
    if entry.accident:
        return (*pieces, Piece(f" {accident_sentence(entry.accident)}"))
    counts = _counts_of(why, entry)
    if counts and best == COMPANY and counts.both and counts.more_often == (towards > 0):
        pieces.append(Piece(f" {company_counts(counts, entry.name)}."))
    return (*pieces, *_common_atoms(views, [each for each in threads if each.film.id == entry.key], towards, evidence))


def _common_atoms(
    views: LinkedViews, threads: Sequence[FilmThreads], towards: int, evidence: ContentEvidence
) -> tuple[Piece, ...]:
    """Return the phrases and categories that a history film meets most, of modalities with any evidence."""
    atoms: tuple[WordValue | CategoryValue, ...] = (*views.phrases, *views.categories)
    candidates = [a for a in atoms if a.value * towards > 0 and evidence.get(a.modality) != "none"] if threads else []
    best = sorted(candidates, key=lambda atom: -abs(atom.value))[:MOST]
    if not best:
        return ()
    names = [Piece(isolate(atom_name(atom)), atom.modality) for atom in best]
    verb = "meets" if len(names) == 1 else "meet"
    return (Piece(" Of this film’s words and categories, "), *piece_list(names), Piece(f" {verb} it most."))


def _part(why: Explanation, part: str, evidence: ContentEvidence) -> tuple[Piece, ...]:
    total = parts_of(why)[part]
    towards = 1 if total >= 0 else -1
    best = max(entries(why), key=lambda entry: entry.values.get(part, 0.0) * towards)
    doubt, counts = caveat(part, evidence), _counts_of(why, best)
    return (
        Piece(capital(label(part)), part),
        Piece(f" {effect(total)}; most comes from "),
        Piece(best.name, "entry"),
        Piece(f" ({with_sign(best.values.get(part, 0.0))})."),
        *([Piece(f" {capital(doubt)}.")] if doubt else []),
        *(_counts_beside(counts, best) if part == COMPANY and counts and counts.both else []),
    )


def _counts_beside(counts: CompanyEvidence, entry: Entry) -> list[Piece]:
    company = entry.values[COMPANY]
    return [Piece(f" {counts_beside(counts, entry.name, company, entry.total - company)}")]


def _counts_of(why: Explanation, entry: Entry) -> CompanyEvidence | None:
    return next((each for each in why.company if each.film.id == entry.key), None)


def _doubt(part: str, evidence: ContentEvidence) -> str:
    doubt = caveat(part, evidence)
    return f"; {doubt}" if doubt else ""


def _atom(atom: AtomValue, threads: Sequence[FilmThreads], evidence: ContentEvidence) -> tuple[Piece, ...]:
    common = common_by_film(atom, threads)
    titles: dict[str, str] = {each.film.id: isolate(each.film.title) for each in threads}
    strongest = sorted(common, key=lambda film_id: -abs(common[film_id]))[:MOST]
    film_ids = [film_id for film_id in strongest if common[film_id]]
    if not film_ids:
        return ()
    name = isolate(atom_name(atom))
    films = piece_list([Piece(f"{titles[film_id]} ({with_sign(common[film_id], 3)})", "entry") for film_id in film_ids])
    opening = Piece(f" {effect(atom.value)}; it has most in common with ")
    doubt = caveat(atom.modality, evidence)
    return (Piece(capital(name), atom.modality), opening, *films, Piece(f". {capital(doubt)}." if doubt else "."))
