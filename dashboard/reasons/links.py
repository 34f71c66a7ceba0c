"""Links: the strongest reason that each liked film is one, told beside its title. A person comes before a genre.

What a category adds through one film is exact (``Explanation.categories_through``); what nearly all liked films have is
no link of any one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.reasons.company_counts import is_clear
from dashboard.reasons.entries import Entry
from dashboard.reasons.pieces import Piece, list_groups, piece_list
from dashboard.reasons.shared_categories import PEOPLE, SharedCategory, is_telling, shared_categories
from dashboard.text.direction import isolate
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import Category
from emde_core.schema import COMPANY, LIKE

MATTERS = 0.15  # of what a film adds: a category that adds less through it is no link
PERSON = 0.05  # nats: a person who adds so much is one, however much the film adds
FAINT = 0.08  # of what a film adds, for what is no person: the least that is a link
MUCH = 0.5  # of what a film adds: company that is less is not its link
BESIDE = 0.5  # of the strongest: one beside it that adds less is left out
MOST, MOST_GENRES = 3, 2  # people of one link, and what is no person
GENERAL = ("country", "language", "decade")  # fields that say little of a film
FIELDS: Mapping[str, str] = {
    "director": "by {}",
    "cast": "with {}",
    "genre": "{}",
    "decade": "of the {}",
    "country": "from {}",
    "language": "with {} spoken",
}
ELSE = "with the {field} {}"  # of fields without a phrase of their own


@dataclass(frozen=True)
class Link:
    """A reason that one liked film is a reason, or several films in the same words.

    Attributes:
        pieces: the words as they stand beside a title: "also with Diane Keaton".
        categories: the ones that they name; () for company.
    """

    pieces: tuple[Piece, ...]
    categories: tuple[Category, ...] = ()


def links(why: Explanation, reasons: Sequence[Entry], evidence: ContentEvidence) -> dict[str, Link]:
    """Return the link of each liked film among the reasons that has a clear one, by its id.

    Args:
        why: an explanation that speaks for the film.
        reasons: the entries that a sentence names.
        evidence: by modality, whether it was measured to count; one without evidence gives no link.
    """
    shared = [each for each in shared_categories(why) if evidence.get(each.category.modality) != "none"]
    film_links = {entry.key: _link(why, entry, shared, reasons) for entry in reasons if entry.reaction == LIKE}
    return {key: link for key, link in film_links.items() if link}


def through(why: Explanation, film_id: str) -> dict[Category, CategoryValue]:
    """Return what each category adds through one film of the history."""
    return {(each.field, each.name): each for each in why.categories_through(film_id)}


def _link(why: Explanation, entry: Entry, shared: Sequence[SharedCategory], reasons: Sequence[Entry]) -> Link | None:
    values = through(why, entry.key)
    own = [each for each in shared if each.key in values and any(film.id == entry.key for film in each.films)]
    people = [values[each.key] for each in own if each.category.field in PEOPLE]
    if clear := _strongest(people, min(MATTERS * entry.total, PERSON)):
        return _of_categories(clear)
    others = [each for each in own if each.category.field not in PEOPLE and is_telling(each.category, why.film)]
    telling = [replace(values[each.key], value=_weight(each, reasons) * values[each.key].value) for each in others]
    strongest = _few(_strongest(telling, FAINT * entry.total))
    if _is_company(why, entry, sum(each.value for each in strongest)):
        return Link((Piece("liked by the "), Piece("same people", COMPANY)))
    return _of_categories(strongest) if strongest else None


def _weight(each: SharedCategory, reasons: Sequence[Entry]) -> float:
    """Return how far a category tells one film from others: less where several that are named, or most, have it."""
    several = sum(film.id == reason.key for film in each.films for reason in reasons) > 1
    return 0.3 if each.category.field in GENERAL else 0.5 if each.common else 0.75 if several else 1.0


def _is_company(why: Explanation, entry: Entry, other: float) -> bool:
    """Return True where a film is a reason by company, as its counts bear out, rather than by something else."""
    counts = next((each for each in why.company if each.film.id == entry.key), None)
    company = entry.values.get(COMPANY, 0.0)
    return counts is not None and is_clear(counts, 1) and company > max(MUCH * entry.total, other)


def _few(categories: Sequence[CategoryValue]) -> list[CategoryValue]:
    """Return the strongest of categories that are no people; a second one only where both are genres or their like."""
    telling = [each for each in categories if each.field not in GENERAL][:MOST_GENRES]
    return telling if categories and categories[0] in telling else list(categories[:1])


def _strongest(categories: Sequence[CategoryValue], least: float) -> list[CategoryValue]:
    """Return the strongest that adds so much, and those not weak beside it: each name once, directors first."""
    by_name: dict[str, CategoryValue] = {}
    for each in sorted(categories, key=lambda c: (-c.value, c.field != "director")):
        if each.value >= least:
            by_name.setdefault(each.name, each)
    few = list(by_name.values())[:MOST]
    clear = [each for each in few if each.value >= BESIDE * few[0].value]
    return sorted(clear, key=lambda c: c.field != "director")


def _of_categories(categories: Sequence[CategoryValue]) -> Link:
    """Return categories as a link: "also by Ridley Scott, with Harrison Ford"."""
    pieces: list[Piece] = []
    fields = list(dict.fromkeys(each.field for each in categories))
    for place, field in enumerate(fields):
        before, after = FIELDS.get(field, ELSE).replace("{field}", field).split("{}")
        names = [[Piece(isolate(each.name), each.modality)] for each in categories if each.field == field]
        pieces += [Piece(f"{', ' if place else 'also '}{before}"), *list_groups(names)]
        pieces += [Piece(after)] if after else []
    return Link(tuple(pieces), tuple((each.field, each.name) for each in categories))


def with_links(reasons: Sequence[Entry], film_links: Mapping[str, Link]) -> list[Piece]:
    """Return reasons as a list, each with its link; neighbours with the same link share it."""
    groups: list[tuple[list[Piece], Link | None]] = []
    for reason in reasons:
        name, link = Piece(reason.name, "entry"), film_links.get(reason.key)
        if groups and groups[-1][1] == link:
            groups[-1][0].append(name)
        else:
            groups.append(([name], link))
    pieces = [_group(names, link) for names, link in groups]
    return list_groups(pieces, last=", and " if any(len(names) > 1 for names, _ in groups) else " and ")


def _group(names: Sequence[Piece], link: Link | None) -> list[Piece]:
    titles = piece_list(names)
    if link is None:
        return titles
    first, *others = link.pieces
    share = {1: "", 2: "both "}.get(len(names), "all ")
    return [*titles, Piece(f" ({share}{first.text}", first.part), *others, Piece(")")]
