"""Entries of a history, films and wishes, with what each part of them adds to one film's score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from dashboard.look.palette import LABELS
from dashboard.reasons.accidents import BY_ACCIDENT, is_accident_in
from dashboard.reasons.category_phrases import names_by_field
from dashboard.text.direction import isolate
from emde_core.explain.explanation import Contribution, Explanation
from emde_core.explain.values import CategoryValue
from emde_core.history import REGION, WORD, Wish
from emde_core.schema import COMPANY, DISLIKE, ITSELF, POPULARITY, RELAYED, WHOLE

EVERYBODY = "what everybody has seen"  # popularity, as people say it
A_REGION = "a part of a poster"
NO_CONTENT = (COMPANY, RELAYED, POPULARITY, ITSELF, WHOLE)  # parts that no film lacks
OTHERS = "others"  # key of the entries that share one row


@dataclass(frozen=True)
class Entry:
    """One entry of a history.

    Attributes:
        key: a film's id, or a wish's key; OTHERS for what several add together.
        label: the film with its year, or the wish in words.
        name: the film or wish as a sentence names it; of a wish it says where it moves the film by accident.
        reaction: "like", "dislike", "wish"; "" for others.
        values: what each part of the score adds, in nats; modalities that the film lacks are left out.
        accident: the wish, where it moves the film by accident of buckets; else None.
    """

    key: str
    label: str
    name: str
    reaction: str
    values: Mapping[str, float]
    accident: Wish | None = None

    @property
    def total(self) -> float:
        """The sum over the parts, in nats."""
        return sum(self.values.values())

    @property
    def net(self) -> dict[str, float]:
        """The parts that point where the sum does, as far as they stay, in nats; together the sum.

        What the other parts take back is shared among these as they are large.
        """
        same = {part: value for part, value in self.values.items() if value * self.total > 0}
        share = self.total / sum(same.values()) if same else 0.0
        return {part: share * value for part, value in same.items()}

    @property
    def disliked(self) -> bool:
        """True for a film that was not for this viewer."""
        return self.reaction == DISLIKE


def entries(why: Explanation) -> tuple[Entry, ...]:
    """Return every entry of an explanation's history, in the history's order."""
    by_entry: dict[str, list[Contribution]] = {}
    for each in why.contributions:
        by_entry.setdefault(each.entry, []).append(each)
    names, parts = titles(why), set(parts_of(why))
    return tuple(_entry(group, parts, names, why) for group in by_entry.values())


def titles(why: Explanation) -> dict[str, str]:
    """Return the title of each film of the history by its id, with its year where two films here share the title."""
    films = {each.film.id: each.film for each in why.contributions if each.film}
    counts = Counter([why.film.title, *(film.title for film in films.values())])
    return {film.id: film.label if counts[film.title] > 1 else film.title for film in films.values()}


def _entry(group: Sequence[Contribution], parts: Set[str], names: Mapping[str, str], why: Explanation) -> Entry:
    first = group[0]
    values = {each.part: each.value for each in group if each.part in parts and (each.value or each.part in NO_CONTENT)}
    if first.wish:
        label, total = wish_words(first.wish), sum(each.value for each in group)
        accident = first.wish if is_accident_in(why, first.wish, total) else None
        name = f"your wish for {label}{f' ({BY_ACCIDENT})' if accident else ''}"
        return Entry(first.entry, label, name, first.reaction, values, accident)
    return Entry(first.entry, first.label, _name(first, names), first.reaction, values)


def _name(contribution: Contribution, names: Mapping[str, str]) -> str:
    """Return a film as a sentence names it; "" for an entry that is none."""
    if contribution.film is None:
        return ""
    title = isolate(names[contribution.film.id])
    return f"{title} (not for me)" if contribution.reaction == DISLIKE else title


def wish_words(wish: Wish) -> str:
    """Return a wish as a sentence names it: "more of Ridley Scott", "less of “violence”".

    Popularity is what everybody has seen; a region, whose name is a film's id and a place, is a part of a poster.
    """
    return f"{'more' if wish.weight > 0 else 'less'} of {_what(wish)}"


def _what(wish: Wish) -> str:
    if wish.kind in (POPULARITY, REGION):
        return EVERYBODY if wish.kind == POPULARITY else A_REGION
    (name,) = names_by_field([CategoryValue(wish.kind, wish.name)])
    return f"“{isolate(wish.name)}”" if wish.kind == WORD else name


def parts_of(why: Explanation) -> dict[str, float]:
    """Return what each part adds over the whole history, in nats, in the order of every legend.

    By content alone there is no company; a modality that the film lacks is no part of its score.
    """
    parts = why.own_parts
    if why.content_alone:
        parts = {part: value for part, value in parts.items() if part not in (COMPANY, RELAYED)}
    order = list(LABELS)
    return {part: parts[part] for part in sorted(parts, key=lambda p: order.index(p) if p in order else len(order))}


def content_of(why: Explanation) -> dict[str, float]:
    """Return what each content modality adds, in the same order."""
    return {part: value for part, value in parts_of(why).items() if part not in NO_CONTENT}
