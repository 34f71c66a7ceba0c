"""Scenes of a presentation: one idea each, and the speaker's notes, from a story's numbers. No Streamlit here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.atom_detail import atom_label
from dashboard.analysis.measurements import SwapResult, number
from dashboard.analysis.spots import ALL_ELSE
from dashboard.analysis.verdicts import content_verdict
from dashboard.look.palette import in_prose, label
from dashboard.reasons.credits import people_once
from dashboard.reasons.edit_sentences import RANKING_NOTE, edit_condition, search_assurance, search_limit
from dashboard.reasons.entries import entries, parts_of
from dashboard.reasons.linked_views import atom_name
from dashboard.reasons.score_words import Score, plain_score_words
from dashboard.reasons.sureness import caveat_sentence
from dashboard.reasons.word_meetings import SMALL
from dashboard.service import headlines
from dashboard.service.story import EXACT, Chapter, Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, effect, full_stop, name_list, with_sign
from emde_core.explain.sureness import direction_of
from emde_core.explain.values import AtomValue
from emde_core.schema import CATEGORICAL, COMPANY, IMAGE, TEXT

MOST_NAMED = 5  # films, or atoms, in a note
NATS = "Such numbers are nats, natural logarithms: +0.7 is twice as likely, and +1.4 four times."


@dataclass(frozen=True)
class Scene:
    """The words of a slide.

    Attributes:
        chapter: of the story.
        kicker: its subject, in a few words.
        line: its one point with its number, in large type.
        measure: what its numbers are measured in, in small type.
        notes: what a speaker may say, a sentence or a few each; at the end the model and data behind the numbers.
    """

    chapter: Chapter
    kicker: str
    line: str
    measure: str
    notes: tuple[str, ...]


def build_scene(chapter: Chapter, story: Story) -> Scene:
    """Return the words of one chapter's slide."""
    kicker, line, notes = WORDS[chapter]
    source = f"Model {story.why.model_hash}, data {story.why.data_hash}."
    return Scene(chapter, kicker(story), line(story), headlines.measure(chapter, story), (*notes(story), source))


def _history_notes(story: Story) -> Iterator[str]:
    yield (
        f"{headlines.viewer(story)}. What is recommended on the next slides, and why, follows from this history, "
        "with a model that was trained on other people’s ratings."
    )
    for words, film_ids in (("Liked", story.history.liked), ("Not for you", story.history.disliked)):
        if film_ids:
            titles = [isolate(story.film(each).title) for each in film_ids[:MOST_NAMED]]
            more = len(film_ids) - len(titles)
            yield full_stop(f"{words}: {name_list([*titles, f'{more} more'] if more else titles)}")


def _picks_notes(story: Story) -> Iterator[str]:
    first, last = story.picks[0], story.picks[-1]
    yield (
        f"The model has scored {story.ranked_films:,} films outside this history. {isolate(first.film.label)} comes "
        f"first with {with_sign(first.score)}."
    )
    if last != first:
        yield f"{isolate(last.film.label)}, number {last.rank}, has {with_sign(last.score)}."
    yield f"The next slides explain one: {isolate(story.why.film.label)}, {_place(story).lower()}."


def _place(story: Story) -> str:
    return f"Number {story.why.rank} for this history" if story.why.rank else "A film of this history"


def _reasons_notes(story: Story) -> Iterator[str]:
    why, parts = story.why, parts_of(story.why)
    sums = ", ".join(f"{label(part)} {with_sign(value)}" for part, value in parts.items())
    words = plain_score_words(Score.of(why))
    yield f"The score is {with_sign(why.score)}: {words}. Its parts: {sums}. {_exactness(story)} {NATS}"
    strongest = sorted(entries(why), key=lambda each: -abs(each.total))[:MOST_NAMED]
    yield f"What counts most: {name_list([f'{each.name} ({with_sign(each.total)})' for each in strongest])}."
    doubts = [words for part in parts if (words := caveat_sentence(part, story.service.evidence))]
    if doubts:
        yield " ".join(doubts)


def _exactness(story: Story) -> str:
    if story.why.completeness_residual < EXACT:
        return "They add up to the score, exactly."
    rest = f"{story.why.completeness_residual:.2%}"
    return f"They add up to the score but for {rest if rest != '0.00%' else 'rounding'}."


def _threads_notes(story: Story) -> Iterator[str]:
    rows, other, rated = story.bands, isolate(story.threads.film.title), COMPANY in parts_of(story.why)
    yield (
        f"{other} adds {with_sign(rows.contribution)}: {with_sign(rows.likeness)} is likeness of the two films, "
        f"{with_sign(rows.company)} is no likeness: "
        f"{f'{in_prose(COMPANY)}, who liked both' if rated else 'what any film adds'}."
    )
    bands = [f"{isolate(band.name or ALL_ELSE)} ({with_sign(band.weight)})" for band in rows.bands]
    yield f"Band by band: {name_list(bands)}."
    yield "Over the whole history the same name counts for more, or for less: other films have it too, or lack it."


def _marks_notes(story: Story) -> Iterator[str]:
    why = story.why
    sides: tuple[tuple[str, Sequence[AtomValue]], ...] = (
        (TEXT, why.phrases),
        (CATEGORICAL, people_once(why.categories)),
    )
    for modality, atoms in sides:
        if atoms:
            strongest = sorted(atoms, key=lambda atom: -abs(atom.value))[:MOST_NAMED]
            names = [f"{isolate(atom_label(atom))} {headlines.atom_number(atom.value)}" for atom in strongest]
            total = with_sign(parts_of(why).get(modality, 0.0))
            yield f"{capital(label(modality))}, {total} in all; the strongest: {name_list(names)}."
    if why.regions:
        best = max(why.regions, key=lambda region: abs(region.value))
        total = with_sign(parts_of(why).get(IMAGE, 0.0))
        words = f"Poster, {total} in all; the strongest of {len(why.regions)} regions {with_sign(best.value, 3)}."
        yield f"{words} {caveat_sentence(IMAGE, story.service.evidence)}".strip()


def _reading_notes(story: Story) -> Iterator[str]:
    detail, scope = story.atom, story.microscope
    name = capital(atom_name(detail.atom))
    dimensions = scope.dimensions(detail.modality)
    point = (
        f"is {dimensions} numbers, a point in a space. Random cuts divide that" if dimensions else "is mixed by a hash"
    )
    space = f"space into {detail.width} buckets" if dimensions else f"into one of {detail.width} buckets"
    yield f"Sort: {name} {point} {space}, and that is done {detail.depth:,} times, each time otherwise."
    yield (
        "Count: all in the history is put into the same buckets. What counts is how much more lies in a bucket "
        "than of an average film."
    )
    where = f"All {detail.depth * detail.width:,} buckets together"
    yield (
        f"Read: in every bucket, what the history has there times what {atom_name(detail.atom)} has there. {where} "
        f"give {headlines.atom_number(detail.atom.value)}; all that is alike in content is counted so."
    )


def edit_words(story: Story) -> str:
    """Return the smallest edit in words, and what it is for; "" for none."""
    edit = story.edit
    if edit is None:
        return ""
    if edit.rank_after is None:
        wishes = f", {_wishes_kept(story)}" if story.history.wishes else ""
        return f"Nothing was found that gets it {edit.goal} the top {edit.k} {search_limit(edit)}{wishes}."
    verb = "leave" if edit.goal == "out of" else "enter"
    ranks = f"from {edit.rank_before} to {edit.rank_after}"
    return f"It would {verb} the top {edit.k} if {edit_condition(edit.edits)}: {ranks}."


def _wishes_kept(story: Story) -> str:
    return "your wish left as it is" if len(story.history.wishes) == 1 else "your wishes left as they are"


def still_words(story: Story) -> str:
    """Say why the rank climbs without an entry that speaks for the film, or stays without the strongest; or "".

    Of entries that count for little nothing is said.
    """
    values, way = story.why.by_entry, direction_of(story.why)
    least = SMALL * abs(story.why.score)
    climbing = next((each for each in story.removals if each.fall < 0 and values[each.key] >= least), None)
    if climbing is not None:
        effect_words = effect(values[climbing.key])
        return f"{capital(isolate(climbing.name))} {effect_words}, but films above it lose more without it."
    still = [each for each in story.removals if not each.fall]
    most = max(still, key=lambda each: values[each.key] * way, default=None)
    if most is None or values[most.key] * way < least:
        return ""
    return (
        f"{capital(isolate(most.name))} {effect(values[most.key])}, and yet the rank stays without it: the other films "
        "change too, or are too far off."
    )


def _changes_notes(story: Story) -> Iterator[str]:
    ranks = [f"without {isolate(each.name)} {each.after}" for each in story.removals]
    if ranks:
        yield f"Its rank is {story.why.rank}; {name_list(ranks)}."
    if words := still_words(story):
        yield words
    if story.edit is not None:
        yield f"{edit_words(story)} {search_assurance(story.edit)}"
    yield RANKING_NOTE


def _swap_notes(story: Story) -> Iterator[str]:
    if not story.swaps:
        yield (
            "The swap test trains the model again with the content of other films. It is measured by "
            "“emde evaluate --content”; until then nobody knows whether content counts here."
        )
        return
    yield (
        "The model was trained again with each film’s content given to another film. Where that makes it no worse, its "
        "recommendations owe nothing to that content, whatever the explanations say."
    )
    yield f"Does content count? {content_verdict(story.swaps)}"
    for each in story.swaps:
        yield _swap_note(each)


def _swap_note(swap: SwapResult) -> str:
    changes = [
        f"{words} {number(swap.rows[metric].mean):.3f}, exchanged {number(swap.rows[f'{metric}_swapped'].mean):.3f}"
        for metric, words in SWAP_MEASURES.items()
        if metric in swap.rows
    ]
    return f"{capital(label(swap.modality))}: {'; '.join(changes)}."


SWAP_MEASURES: Mapping[str, str] = {
    "warm": "accuracy for films with ratings (NDCG@20)",
    "cold": "for films without ratings (NDCG@10)",
}


def _link_notes(story: Story) -> Iterator[str]:
    count, wishes = len(story.history), len(story.history.wishes)
    wish_words = f", {wishes} wish{'es' if wishes != 1 else ''}" if wishes else ""
    yield (
        f"The address holds the history ({count} film{'s' if count != 1 else ''}{wish_words}) and the film. Whoever "
        "opens it where this program runs with the same model sees the same numbers."
    )
    if not story.is_open_to_others:
        yield NO_CODE


NO_CODE = "This page is open on this computer alone, so that the slide shows the poster in place of a code to scan."


def _caption(words: str) -> Callable[[Story], str]:
    return lambda _: words


Words = tuple[Callable[[Story], str], Callable[[Story], str], Callable[[Story], Iterator[str]]]
WORDS: Mapping[Chapter, Words] = {  # kicker, line, notes
    "history": (headlines.origin, headlines.viewer, _history_notes),
    "recommendations": (_caption("Recommended for this history"), headlines.first_pick, _picks_notes),
    "reasons": (_place, headlines.strongest_reason, _reasons_notes),
    "threads": (_caption("What joins two films"), headlines.strongest_band, _threads_notes),
    "marks": (_caption("What in the film meets this history"), headlines.own_points, _marks_notes),
    "reading": (_caption("How it works, for one piece of the film"), headlines.atom_worth, _reading_notes),
    "changes": (
        _caption("What would change it, among the films outside this history"),
        headlines.strongest_change,
        _changes_notes,
    ),
    "swap": (_caption("The swap test: does content count?"), headlines.swap_cost, _swap_notes),
    "link": (_caption("To take home"), _caption("It says why, and you can check it"), _link_notes),
}
