"""Headlines of a presentation: the point of each slide with its number, and the measure that the number is in."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.analysis.measurements import SwapResult, number
from dashboard.look.palette import label, plural
from dashboard.reasons.entries import Entry, entries, parts_of
from dashboard.reasons.linked_views import atom_name
from dashboard.reasons.sentence import is_calibrated, likelihood_words, standing
from dashboard.reasons.word_meetings import SMALL
from dashboard.service.story import Chapter, Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, name_list, shorten, with_sign

LONGEST, LONG = 80, 34  # letters of what a headline names: alone, and beside another
HASH = 8  # hex digits: enough to tell models apart
NATS = "Numbers: parts of the score in nats, against an average film; +0.7 is twice as likely"


def viewer_by_counts(story: Story) -> str:
    """Return the viewer as a number of films that were liked and not, and wishes."""
    return f"Somebody who {_counts(story)}"


def _counts(story: Story) -> str:
    history = story.history
    count = len(history.liked)
    phrases = [f"liked {count} film{'s' if count != 1 else ''}"] if count else []
    phrases += [f"did not like {len(history.disliked)}"] if history.disliked else []
    if history.wishes:
        phrases.append(f"wishes for {shorten(name_list([isolate(wish.label) for wish in history.wishes]), LONGEST)}")
    return name_list(phrases)


def viewer(story: Story) -> str:
    """Return who is watching, by name where there is one, and what they liked."""
    return f"{story.source} {_counts(story)}" if story.source else viewer_by_counts(story)


def _title(story: Story, longest: int = LONG) -> str:
    return isolate(shorten(story.why.film.title, longest))


def first_pick(story: Story) -> str:
    """Return which film comes first, of how many, and how far above an average one."""
    first = story.picks[0]
    amount = likelihood_words(first.score) if is_calibrated(story.why) else f"score {with_sign(first.score)}"
    return f"Of {story.ranked_films:,} films, {isolate(shorten(first.film.title, LONG))} comes first: {amount}"


def strongest_reason(story: Story) -> str:
    """Return how likely the film is, and which entry of the history speaks most for that."""
    why = story.why
    line = f"{_title(story)}: {standing(why)}"
    best = _strongest(story)
    return f"{line}, most of all through {shorten(best.name, LONG)} ({with_sign(best.total)})" if best else line


def _strongest(story: Story) -> Entry | None:
    """Return the entry that does most in the score's own direction."""
    way = 1 if story.why.score >= 0 else -1
    agreeing = [each for each in entries(story.why) if each.total * way > 0]
    return max(agreeing, key=lambda each: abs(each.total), default=None)


def strongest_thread(story: Story) -> str:
    """Return what joins the two films most, or that it is company alone."""
    layout = story.thread_layout
    titles = name_list([_title(story), isolate(shorten(story.threads.film.title, LONG))])
    if not layout.lines:
        return f"{titles} have company in common, {with_sign(layout.company)}, and no thread"
    best = layout.lines[0]
    names = dict.fromkeys((layout.left[best.left].name, layout.right[best.right].name))
    ends = name_list([isolate(shorten(name, LONG)) for name in names])
    verb = "share" if len(names) == 1 else "meet in"
    return f"{titles} {verb} {ends} above all ({with_sign(best.weight)})"


def own_parts(story: Story) -> str:
    """Return what the parts bring that have evidence and matter, and the whole score."""
    why, evidence = story.why, story.service.evidence
    modalities = {each.modality for side in why.atoms[:1] for each in side.all}
    values = {part: value for part, value in parts_of(why).items() if part in modalities}
    telling = [part for part in sorted(values, key=lambda part: -abs(values[part])) if evidence.get(part) != "none"]
    names = [
        f"its {label(part)} {with_sign(values[part])}"
        for part in telling
        if abs(values[part]) >= SMALL * abs(why.score)
    ]
    if not names:
        return f"Little of the score, {with_sign(why.score)}, is in the film: company says more"
    return f"{capital(name_list(names))}, of {with_sign(why.score)} in all"


def atom_worth(story: Story) -> str:
    """Return what all rounds of buckets make the atom worth."""
    detail = story.atom
    value = with_sign(detail.atom.value, 4)
    return f"{detail.depth:,} rounds of sorting and counting make {atom_name(detail.atom)} worth {value}"


def strongest_removal(story: Story) -> str:
    """Return the film without which the rank changes most, with both ranks; or that there is none."""
    if not story.removals:
        return f"No single film of the history decides it: it stays number {story.why.rank}"
    strongest = story.removals[0]
    verb = "falls" if strongest.fall > 0 else "climbs"
    title = isolate(shorten(strongest.film.title, LONGEST))
    return f"Without {title} it {verb} from {strongest.rank} to {strongest.after}"


def swap_cost(story: Story) -> str:
    """Return the accuracy that the exchange costs most, of a modality that counts, and what does not count."""
    if not story.swaps:
        return "It has not been measured for this model"
    gaps = [GAPS[each.verdict].format(plural(each.modality)) for each in story.swaps if each.verdict != "counts"]
    counting = [each for each in story.swaps if each.verdict == "counts"]
    words = [_cost(max(counting, key=_loss))] if counting else []
    return capital("; ".join([*words, *gaps]))


def _loss(swap: SwapResult) -> float:
    return number(swap.rows["cold"].mean) - number(swap.rows["cold_swapped"].mean)


def _cost(swap: SwapResult) -> str:
    own, other = (number(swap.rows[name].mean) for name in ("cold", "cold_swapped"))
    verb = "cost" if _loss(swap) > 0 else "change"
    return f"other films’ {plural(swap.modality)} {verb} accuracy, {own:.3f} to {other:.3f}"


GAPS = {"shows": "no gain from {} was measured", "none": "no evidence that {} count"}


def measure(chapter: Chapter, story: Story) -> str:
    """Return what a slide's numbers are measured in, and by which model and data."""
    words = _measure(chapter, story)
    hashes = f"model {story.why.model_hash[:HASH]}, data {story.why.data_hash[:HASH]}"
    return f"{words} · {hashes}" if words else capital(hashes)


def _measure(chapter: Chapter, story: Story) -> str:
    if chapter == "history":
        return f"{len(story.history)} of {len(story.service.model.catalogue):,} films"
    if chapter == "recommendations":
        times = "×: how many times as likely as an average film" if is_calibrated(story.why) else NATS
        return f"{times}; {story.ranked_films:,} films ranked"
    if chapter == "changes":
        return f"Ranks among the {story.ranked_films:,} films outside this history"
    return MEASURES.get(chapter, NATS)


MEASURES: Mapping[Chapter, str] = {"swap": "NDCG of hidden likes, 0 to 1, on held-out viewers", "link": ""}
