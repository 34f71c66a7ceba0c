"""Links: the strongest reason that each liked film is one, told beside its title. A person comes before a genre.

What a category adds through one film is exact (``Explanation.categories_through``). Films with the same link stand
together, so that no kind of film is said twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.reasons.category_phrases import phrase
from dashboard.reasons.company_counts import is_clear
from dashboard.reasons.credits import PEOPLE, is_walk_on, keys_of, parts_of_category, people_once
from dashboard.reasons.entries import Entry
from dashboard.reasons.kinds import WHOSE, films_in_words, kinds, telling_kinds, weight
from dashboard.reasons.pieces import Piece, list_groups, piece_list
from dashboard.reasons.same_story import SameStory
from dashboard.reasons.shared_categories import WIDE, SharedCategory, liked_films, shared_categories
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import CategoryValue
from emde_core.modalities.categorical import Category
from emde_core.schema import COMPANY, LIKE

MATTERS = 0.08  # of what a film adds: a category that adds less through it is no link
PERSON = 0.05  # nats: a person who adds so much is one, however much the film adds
IN_SIGHT = 0.1  # of the film's strongest category: the least of a kind that is a link, as of one whose chip is in sight
MUCH, SOME = 0.5, 0.25  # of what a film adds: company that is its link before any kind, and where it has none
BESIDE = 0.3  # of the strongest: one beside it that adds less is left out
MOST = 3  # people, or keywords, of one link
FEWEST = 3  # liked films of a kind that are counted


@dataclass(frozen=True)
class Link:
    """A reason that one liked film is a reason, or several films in the same words.

    Attributes:
        pieces: the words as they stand beside a title: "also with Diane Keaton".
        categories: the ones that they name; () for company.
        count: how many liked films have the kind, in words, where it is more than are named here; else "".
    """

    pieces: tuple[Piece, ...]
    categories: tuple[Category, ...] = ()
    count: str = ""


SAME_PEOPLE = Link((Piece("liked by the "), Piece("same people", COMPANY)))
SAME_PEOPLE_TOO = Link((Piece("also liked by the "), Piece("same people", COMPANY)))  # beside a kind that it has


def links(
    why: Explanation, reasons: Sequence[Entry], evidence: ContentEvidence, opening: SharedCategory | None = None
) -> dict[str, Link]:
    """Return the link of each liked film among the reasons that has a clear one, by its id.

    Args:
        why: an explanation that speaks for the film.
        reasons: the entries that a sentence names.
        evidence: by modality, whether it was measured to count; one without evidence gives no link.
        opening: a kind that the sentence has named, which is no link any more.
    """
    keys_before = keys_of(opening.category) if opening else ()
    people = [
        each
        for each in shared_categories(why)
        if each.category.field in PEOPLE
        and evidence.get(each.category.modality) != "none"
        and each.key not in keys_before
    ]
    least = IN_SIGHT * max((each.value for each in why.categories), default=0.0)
    liked = len(liked_films(why))
    telling = [
        each
        for each in telling_kinds(why, evidence)
        if each.category.value >= least
        and each != opening
        and each.category.field not in WIDE
        and (len(each.films) < liked or liked == 1)  # what all have is no film's own link
    ]
    leading = [each.key for each in kinds(why, evidence)]
    film_links = {entry.key: _link(why, entry, people, telling, leading) for entry in reasons if entry.reaction == LIKE}
    of_opening = {film.id for film in opening.films} if opening else set[str]()
    clear = {
        key: SAME_PEOPLE_TOO if link == SAME_PEOPLE and key in of_opening else link
        for key, link in film_links.items()
        if link
    }
    return {key: _without_count_of_the_named(link, clear, telling) for key, link in clear.items()}


def through(why: Explanation, film_id: str) -> dict[Category, CategoryValue]:
    """Return what each category adds through one film of the history."""
    return {(each.field, each.name): each for each in why.categories_through(film_id)}


def _link(
    why: Explanation,
    entry: Entry,
    people: Sequence[SharedCategory],
    telling: Sequence[SharedCategory],
    leading: Sequence[Category],
) -> Link | None:
    values = through(why, entry.key)
    own_keys = {
        each.key
        for each in _of_film(people, entry.key)
        if not is_walk_on(each.category.name, (why.film, *(film for film in each.films if film.id == entry.key)))
    }
    own_people = people_once(each for key, each in values.items() if key in own_keys)
    if clear := _strongest(own_people, min(MATTERS * entry.total, PERSON)):
        return _of_categories(clear)
    own = [
        each
        for each in _of_film(telling, entry.key)
        if each.key in values and entry.values.get(each.category.modality, 0.0) > 0
    ]
    weights = {each.key: weight(each) * values[each.key].value for each in own}
    clear_kinds = [each for each in own if weights[each.key] >= MATTERS * entry.total]
    kind = max(clear_kinds, key=lambda each: (each.key in leading, weights[each.key]), default=None)
    company = entry.values.get(COMPANY, 0.0)
    if _is_counted(why, entry) and company > max(MUCH * entry.total, weights[kind.key] if kind else 0.0):
        return SAME_PEOPLE
    if kind and kind.category.field == "keyword":  # one by itself is an odd reason; several tell what a film is about
        keywords = [values[each.key] for each in clear_kinds if each.category.field == "keyword"]
        return _of_categories(sorted(keywords, key=lambda each: -each.value)[:MOST])
    if kind:
        words = films_in_words(kind, why)
        return Link(_of_categories([kind.category]).pieces, (kind.key,), words if words.endswith(WHOSE) else "")
    return SAME_PEOPLE if _is_counted(why, entry) and company > SOME * entry.total else None


def _of_film(shared: Sequence[SharedCategory], film_id: str) -> list[SharedCategory]:
    return [each for each in shared if any(film.id == film_id for film in each.films)]


def _is_counted(why: Explanation, entry: Entry) -> bool:
    """Return True where the counts of a film bear out that the same people liked both."""
    return any(each.film.id == entry.key and is_clear(each, 1) for each in why.company)


def _without_count_of_the_named(link: Link, film_links: Mapping[str, Link], telling: Sequence[SharedCategory]) -> Link:
    """Return a link without its count where that says hardly more than the films that stand before it."""
    together = sum(each.categories == link.categories for each in film_links.values())
    having = next((len(each.films) for each in telling if (each.key,) == link.categories), 0)
    return link if having >= max(FEWEST, together + 1) else Link(link.pieces, link.categories)


def _strongest(categories: Sequence[CategoryValue], least: float) -> list[CategoryValue]:
    """Return those that add so much and are not weak beside the strongest, as a film names them: directors first."""
    least = max(least, BESIDE * max((each.value for each in categories), default=0.0))
    clear = [each for each in categories if each.value >= least]
    return sorted(clear, key=lambda each: PEOPLE.index(parts_of_category(each)[0].field))[:MOST]


def _of_categories(categories: Sequence[CategoryValue]) -> Link:
    """Return categories as a link: "also by Ridley Scott, with Harrison Ford"."""
    return Link((Piece("also "), *phrase(categories)), tuple(key for each in categories for key in keys_of(each)))


def with_links(
    reasons: Sequence[Entry],
    film_links: Mapping[str, Link],
    *,
    story: SameStory | None = None,
    is_counted: bool = False,
) -> list[Piece]:
    """Return reasons as a list, each with its link; those with the same link stand together and share it.

    Args:
        reasons: the entries that a sentence names.
        film_links: by id, the links of some of them.
        story: the liked film whose story this one tells, which stands by itself.
        is_counted: whether it is said before of how many films a count is.
    """
    own_story: dict[str, SameStory] = {story.film.id: story} if story else {}
    groups: dict[Link | str | None, list[Entry]] = {}
    for reason in reasons:
        link = None if reason.key in own_story else film_links.get(reason.key)
        groups.setdefault(link or reason.key, []).append(reason)
    pieces, has_commas = [], False
    for group in groups.values():
        names, key = [Piece(each.name, "entry") for each in group], group[0].key
        link, its_story = film_links.get(key), own_story.get(key)
        pieces.append(_group(names, link, its_story, is_counted=is_counted))
        is_counted = is_counted or bool(link and link.count)
        has_commas = has_commas or len(group) > 1 or its_story is not None
    return list_groups(pieces, last=", and " if has_commas else " and ")


def _group(names: Sequence[Piece], link: Link | None, story: SameStory | None, *, is_counted: bool) -> list[Piece]:
    titles = [*piece_list(names), *([Piece(f", {story.clause}")] if story else [])]
    remarks = [[Piece(story.both_have)]] if story and story.both_have else []
    if link:
        first, *others = link.pieces
        share = {1: "", 2: "both "}.get(len(names), "all ")
        count = link.count.removesuffix(WHOSE) if is_counted else link.count
        end = [Piece(f", like {count}")] if count else []
        remarks.append([Piece(f"{share}{first.text}", first.part), *others, *end])
    if not remarks:
        return titles
    inside = [piece for place, each in enumerate(remarks) for piece in ([Piece("; ")] if place else []) + each]
    return [*titles, Piece(" ("), *inside, Piece(")")]
