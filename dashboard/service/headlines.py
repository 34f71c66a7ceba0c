"""Headlines of a presentation: the point of each slide with its number, and the measure that the number is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.analysis.bands import Band
from dashboard.look.palette import in_prose, label, plural
from dashboard.reasons.accidents import BY_ACCIDENT
from dashboard.reasons.edit_sentences import edit_condition
from dashboard.reasons.entries import Entry, content_of, entries, parts_of, wish_words
from dashboard.reasons.linked_views import atom_name
from dashboard.reasons.score_words import Score, plain_score_words
from dashboard.reasons.sentence import is_calibrated
from dashboard.reasons.word_meetings import SMALL
from dashboard.service.answers import Pick
from dashboard.service.story import CLEAR, Chapter, Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import capital, count_words, name_list, percent, shorten, with_sign
from emde_core.explain.sureness import LEVEL
from emde_core.history import History
from emde_core.schema import COMPANY, WISH

LONGEST, LONG = 80, 44  # letters of what a headline names: alone, and beside another
SCORES = "Scores, which are no likelihoods here"
WITH_WISHES = "Scores: your films and wishes together, 0 being an average film"
SCALE = "Numbers add up to the score, against an average film"


def viewer(story: Story) -> str:
    """Return the viewer, who is spoken to as in every sentence of reasons, by what they liked and wish for."""
    history, phrases = story.history, []
    if count := len(history.liked):
        phrases.append(f"liked {count} film{'s' if count != 1 else ''}")
    if history.disliked:
        phrases.append(f"did not like {len(history.disliked)}")
    if history.wishes:
        phrases.append(f"wish for {shorten(name_list([wish_words(wish) for wish in history.wishes]), LONGEST)}")
    return f"You {name_list(phrases)}"


def whole_history(history: History) -> str:
    """Return all that a history of several entries holds, in words: "all 3 films and 1 wish of the history"."""
    counts = {name: count for name, count in (("film", len(history)), ("wish", len(history.wishes))) if count}
    words = name_list([count_words(count, name) for name, count in counts.items()])
    whole = f"both {words.removeprefix('2 ')}" if [*counts.values()] == [2] else f"all {words}"
    return f"{whole} of the history"


def origin(story: Story) -> str:
    """Return where the history comes from, as far as that is known."""
    return f"The history: {story.source.rstrip('.')}" if story.source else "The history"


def _title(story: Story, longest: int = LONG) -> str:
    return isolate(shorten(story.why.film.title, longest))


def first_pick(story: Story) -> str:
    """Return which film comes first, of how many, and how far above an average one."""
    first = story.picks[0]
    if story.history.wishes and len(story.history):
        return _first_by_wish(story, first)
    amount = plain_score_words(story.service.score(story.history, first.film.id))
    return f"Of {story.ranked_films:,} films, {isolate(shorten(first.film.title, LONG))} comes first: {amount}"


def _first_by_wish(story: Story, first: Pick) -> str:
    """Return which film comes first with the wishes, and where it would be without them."""
    name, it = isolate(shorten(first.film.title, LONG)), "them" if len(story.history.wishes) > 1 else "it"
    wishes = "your wishes" if it == "them" else "your wish"
    of_all = f"{name} comes first of {story.ranked_films:,} films"
    rank = story.rank_without_wishes(first.film.id)
    if rank == first.rank:
        return f"With {wishes} or without {it}, {of_all}"
    by_wish = [each for each in entries(story.service.explain(story.history, first.film.id)) if each.reaction == WISH]
    best = max(by_wish, key=lambda each: each.total)
    return f"With {wishes}{f' ({BY_ACCIDENT})' if best.accident else ''}, {of_all}; without {it}, number {rank}"


def strongest_reason(story: Story) -> str:
    """Return how likely the film is, and which entry of the history speaks most for that, where there are several.

    With wishes the score is no likelihood: the line says how much of it comes through that entry.
    """
    why = story.why
    line = f"{_title(story)}: {plain_score_words(Score.of(why))}"
    best = strongest_entry(story)
    if best is None or len(entries(why)) == 1 or abs(why.score) < LEVEL:
        return line
    if story.history.wishes:
        name = shorten(best.name, LONGEST)
        return f"{_title(story)}: most comes through {name}, {with_sign(best.total)} of {with_sign(why.score)}"
    return f"{line}, most of all through {shorten(best.name, LONG)} ({with_sign(best.total)})"


def strongest_entry(story: Story) -> Entry | None:
    """Return the entry that does most in the score's own direction."""
    way = 1 if story.why.score >= 0 else -1
    agreeing = [each for each in entries(story.why) if each.total * way > 0]
    return max(agreeing, key=lambda each: abs(each.total), default=None)


def strongest_band(story: Story) -> str:
    """Return what joins the two films most, the larger number first: a name in both, and that they share viewers.

    Where all else of the name's kind is more than the name, the number is of all of that kind.
    """
    rows = story.bands
    titles = name_list([_title(story), isolate(shorten(story.threads.film.title, LONG))])
    company = rows.company if COMPANY in parts_of(story.why) else 0.0  # a film without ratings has none
    shared = [_with_all_else(band, rows.bands) for band in rows.shared[:1]]
    others = [each.weight for each in rows.shared[1:]]
    if company >= max([CLEAR, *others]) if shared else company > max(CLEAR, abs(rows.likeness)):
        shared.append(("their viewers", company))
    least = SMALL * max((weight for _, weight in shared), default=0.0)
    telling = sorted((each for each in shared if each[1] >= least), key=lambda each: -each[1])
    best = [f"{name} ({with_sign(weight)})" for name, weight in telling]
    if not best:
        words = f"{titles} share no name; their likeness is {with_sign(rows.likeness)}"
    else:
        words = f"{titles} share {name_list(best)}"
    back = f"{words}, but {in_prose(COMPANY)} takes it back ({with_sign(company)})"
    return back if -company > abs(rows.likeness) else words


def _with_all_else(best: Band, bands: Sequence[Band]) -> tuple[str, float]:
    """Return a name and its weight; with more of its kind, where that is more than the name."""
    name, alike = isolate(shorten(best.name, LONG)), [band for band in bands if band.part == best.part]
    if max(band.weight for band in alike if not band.is_shared or band is best) > best.weight:
        return f"{name} and more", sum(band.weight for band in alike)
    return name, best.weight


def own_points(story: Story) -> str:
    """Return the few names that bring most, and the whole score; else what the parts bring."""
    if not story.points:
        return _own_parts(story)
    names = name_list([isolate(shorten(each.name, LONG)) for each in story.points])
    total = with_sign(sum(each.value for each in story.points))
    verb = "bring" if len(story.points) > 1 else "brings"
    return f"{capital(names)} {verb} {total}; with all else {with_sign(story.why.score)}"


def _own_parts(story: Story) -> str:
    """Return what the parts bring that have evidence and matter, and the whole score; or that company carries it."""
    why, evidence = story.why, story.service.evidence
    way = 1 if why.score >= 0 else -1
    values = content_of(why)
    least = SMALL * abs(why.score)
    telling = [part for part in sorted(values, key=lambda part: -values[part] * way) if evidence.get(part) != "none"]
    names = [_own_part(part, values[part]) for part in telling if values[part] * way >= least]
    if names:
        return f"{capital(name_list(names))}; with all else {with_sign(why.score)}"
    own, company = sum(values.values()), parts_of(why).get(COMPANY, 0.0)
    words = f"{'Not' if own * way <= -least else 'Hardly'} the film itself ({with_sign(own)})"
    if company * way <= 0:
        return f"{words}; with all else {with_sign(why.score)}"
    return f"{words}: {in_prose(COMPANY)} {'carries' if way > 0 else 'speaks against'} it ({with_sign(company)})"


def _own_part(part: str, value: float) -> str:
    return f"its {label(part)} {with_sign(value)}"


def atom_worth(story: Story) -> str:
    """Return what the atom is worth, and by what."""
    detail = story.atom
    name, value = capital(atom_name(detail.atom)), atom_number(detail.atom.value)
    return f"{name} is worth {value}: sorted into buckets and counted, {detail.depth:,} times"


def atom_number(value: float) -> str:
    """Return what an atom adds, in the two digits of every slide; in more where these would be 0.00."""
    return with_sign(value, 2 if abs(value) >= CLEAR else 4)


def strongest_change(story: Story) -> str:
    """Return the film or wish without which the rank changes most, with both ranks; else an edit that does it."""
    totals = story.why.by_entry
    moving = [each for each in story.removals if each.fall]
    expected = (each for each in moving if each.fall * totals[each.key] > 0)
    strongest = next(expected, next(iter(moving), None))
    if strongest is not None:
        verb = "falls" if strongest.fall > 0 else "climbs"
        name = isolate(shorten(strongest.name, LONGEST))
        return f"Without {name} it {verb} from {strongest.rank} to {strongest.after}"
    if story.edit is not None and story.edit.rank_after is not None:
        before, after = story.edit.rank_before, story.edit.rank_after
        way = "fall" if after > before else "climb"
        return f"If {edit_condition(story.edit.edits)}, it would {way} from {before} to {after}"
    entry = "film or wish" if Score.of(story.why).wishes else "film"
    return f"No single {entry} of the history decides it: it stays number {story.why.rank}"


def swap_cost(story: Story) -> str:
    """Return what counts most when films exchange it, and how much worse that is; else what does not count."""
    if not story.swaps:
        return "It has not been measured for this model"
    worst = story.costliest_swap
    if worst is None:
        gaps = (GAPS[each.verdict].format(plural(each.modality)) for each in story.swaps if each.verdict in GAPS)
        return capital("; ".join(gaps))
    loss = percent(worst.cold_loss or 0.0)
    others = f"other films’ {plural(worst.modality)}"
    return f"Given {others}, the model picks {loss} worse among films that nobody has rated"


GAPS = {
    "alone": "{} help where nothing else is read",
    "shows": "{} carry too little to count",
    "none": "no evidence that {} count",
}


def measure(chapter: Chapter, story: Story) -> str:
    """Return what a slide's numbers are measured in; "" for what is said on the slide."""
    if chapter == "history":
        return f"{len(story.history)} of {len(story.service.model.catalogue):,} films"
    if chapter == "recommendations":
        by_wishes = WITH_WISHES if story.history.wishes else SCORES
        times = "×: how many times as likely as an average film" if is_calibrated(story.why) else by_wishes
        return f"{times}; {story.ranked_films:,} films ranked"
    if chapter == "changes":
        return f"Ranks among the {story.ranked_films:,} films outside this history"
    return MEASURES.get(chapter, "")


MEASURES: Mapping[Chapter, str] = {
    "reasons": SCALE,
}
