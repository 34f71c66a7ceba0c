"""The plot with the words that matter marked, and the categories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.film_reader import (
    EncounterChip,
    Encounters,
    Reading,
    chips,
    film_reader,
    plot_stretches,
)
from dashboard.panels.common.panel import panel
from dashboard.panels.explore import focus_events
from dashboard.reasons.accidents import wished_categories
from dashboard.reasons.credits import people_once
from dashboard.reasons.entries import titles
from dashboard.reasons.linked_views import LinkedViews
from dashboard.reasons.same_story import same_story
from dashboard.reasons.sentence import NOT_MEASURED
from dashboard.reasons.shared_categories import liked_films, shared_categories, unwanted_categories
from dashboard.reasons.word_meetings import Encounter, hardly_counts, meeting_words, shared_plot, tells
from dashboard.state.focus import atom_focus
from dashboard.text.direction import isolate
from dashboard.text.grammar import amount, effect, with_sign
from emde_core.explain.explanation import Explanation
from emde_core.explain.sureness import ContentEvidence
from emde_core.explain.values import WordValue
from emde_core.modalities.categorical import Category
from emde_core.schema import CATEGORICAL, TEXT

READER = "film_reader"


@panel("The plot")
def draw_plot(why: Explanation, linked: LinkedViews, evidence: ContentEvidence) -> None:
    """Draw plot and categories, with what counts of them now."""
    film_reader(film_reading(why, linked, evidence), key=READER, on_focus=lambda: focus_events.take(READER))


def film_reading(why: Explanation, linked: LinkedViews, evidence: ContentEvidence = NOT_MEASURED) -> Reading:
    """Return plot and categories, with what counts of them now."""
    focus, plot = linked.focus, why.film.plot
    words = {each.start: each for each in (*meeting_words(why), *(atom for _, atom in _names(why)))}
    token = str(focus or "")
    with_film = focus is not None and focus.is_entry
    in_words = plot_stretches(plot, linked.words, token) if with_film or not hardly_counts(why) else ()
    return Reading(
        telling=plot_stretches(plot, linked.phrases, token)
        if with_film
        else plot_stretches(plot, tuple(words.values()), token, linked.words, faintest=1),
        words=in_words if any(each.strength for each in in_words) else (),
        grains=("Mark phrases", "Mark single words") if with_film else ("Mark fewer", "Mark the words that add most"),
        encounters=encounters(why),
        chips=chips(
            linked.categories,
            in_history(why),
            token,
            len(liked_films(why)),
            unwanted=unwanted_categories(why),
            wishes=wished_categories(why),
            evidence=evidence,
            film=why.film,
            through=_entry_name(why, focus.key) if focus is not None and with_film else "",
        ),
        focus=token if focus and focus.is_atom else "",
        plain_note=plain_note(why),
        text_recedes=linked.recedes(TEXT),
        chips_recede=linked.recedes(CATEGORICAL),
    )


def _entry_name(why: Explanation, key: str) -> str:
    return next((each.label for each in why.contributions if each.entry == key), "")


def encounters(why: Explanation) -> Encounters | None:
    """Return the words that the plot shares with a liked film's, names of one story first; None for too few."""
    story, shared = same_story(why), shared_plot(why)
    names = [_name_chip(name, atom) for name, atom in _names(why)]
    film = story.film if names and story else shared.film if shared else None
    if film is None:
        return None
    others = [_chip(each) for each in shared.encounters] if shared and shared.film == film else []
    words = (*names, *(each for each in others if not any(each.word in name.word for name in names)))
    return Encounters(isolate(titles(why)[film.id]), words)


def _names(why: Explanation) -> list[tuple[str, WordValue]]:
    """Return the names of a story that a liked film tells too, with their phrase, or longest word, in the plot."""
    story = same_story(why)
    atoms = sorted((*why.phrases, *why.words), key=lambda each: each.start - each.end)
    spans = [(name, why.film.plot.index(name)) for name in story.names] if story else []
    inside_names = (
        (name, [each for each in atoms if at <= each.start and each.end <= at + len(name)]) for name, at in spans
    )
    return [(name, inside[0]) for name, inside in inside_names if inside]


def _name_chip(name: str, atom: WordValue) -> EncounterChip:
    return EncounterChip(str(atom_focus(atom)), name, "", atom.value, amount(atom.value))


def _chip(encounter: Encounter) -> EncounterChip:
    """Return the chip; it names the liked film's words where they are others."""
    other = "" if encounter.other.casefold() == encounter.text.casefold() else encounter.other
    return EncounterChip(
        str(atom_focus(encounter.word)), encounter.text, other, encounter.value, amount(encounter.value)
    )


def plain_note(why: Explanation) -> str:
    """Say why no word of the plot is marked, or how much of the plot the marked ones are; "" where it has none."""
    value = why.by_part.get(TEXT)
    if value is None or not why.film.plot:
        return ""
    if hardly_counts(why):
        return f"The plot plays almost no part here ({with_sign(value)})."
    pieces = f"The plot {effect(value)} in small pieces"
    shared = shared_plot(why)
    if shared is None and _names(why):
        return f"{pieces}."
    if shared is None:
        return f"{pieces}: it shares few words with any one film that you liked."
    words = sum(each.value for each in shared.encounters)
    return f"{pieces}; the words below add {words:.2f} of it." if tells(why, shared) else f"{pieces}."


def in_history(why: Explanation) -> Mapping[Category, Sequence[str]]:
    """Return the categories that liked films have too, each with the titles of these films; people as one as well."""
    names = titles(why)
    shared = (*shared_categories(why), *shared_categories(why, people_once(why.categories)))
    return {each.key: [names[film.id] for film in each.films] for each in shared}
