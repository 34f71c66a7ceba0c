"""Slides of the explained film: its reasons as a sentence and bars, and the few names in it that carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.analysis.bands import Band
from dashboard.browser import pictures
from dashboard.charts.explanation import entry_bars
from dashboard.look.palette import label
from dashboard.panels.present.letters import letter_scale
from dashboard.reasons.entries import NO_CONTENT, OTHERS, Entry, content_of, parts_of
from dashboard.reasons.marks import sentence_html
from dashboard.reasons.points import Point
from dashboard.reasons.sentence import is_calibrated, sentence
from dashboard.reasons.sureness import caveat_in_short
from dashboard.service.headlines import whole_history
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.direction import isolate
from dashboard.text.grammar import rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, isolated, join, legend_key, outline, strong, thumbnail
from emde_core.explain.explanation import Explanation

MOST_ROWS = 6
FULL, ROOM = 5, 0.15  # rows that leave the sentence its usual place, and what each that is not there adds to it
TITLE_LENGTH = 40
LONGEST_WORDS = 60  # letters of what a point is
YOURS = "your wish for "  # goes without saying beside a bar
SCALE = "· +0.7 is twice as likely"


def reasons(story: Story, posters: Posters) -> Markup:
    """Show the poster; beside it the sentence, what each film of the history adds, and what each part adds."""
    why, evidence = story.why, story.service.evidence
    pieces = sentence(why, evidence, story.service.hold_rates)
    text = "".join(piece.text for piece in pieces)
    rows = _rows(why, evidence)
    room = 1 + ROOM * max(0, FULL - len(rows))
    words = element("p", sentence_html(pieces), class_="spoken sized", style=letter_scale(text, room))
    beside = element("div", words, _bars(rows), _parts(why, evidence, rows), class_="words")
    return element("div", _own_poster(why, posters), beside, class_="beside")


def _own_poster(why: Explanation, posters: Posters) -> Markup:
    return thumbnail(why.film.title, pictures.large(posters, why.film), f"Poster of {why.film.label}")


def _bars(entries: Sequence[Entry]) -> Markup:
    """Show what each entry of the history adds, a bar each, split by part; those against the film go to the left.

    All others together are a number: their bar would dwarf the rest.
    """
    bars = [bar for bar in entries if bar.key != OTHERS]
    others = [bar for bar in entries if bar.key == OTHERS]
    low, high = min([0.0, *(bar.total for bar in bars)]), max([0.0, *(bar.total for bar in bars)])
    rows = [_entry_row(bar, low, (high - low) or 1.0) for bar in bars] + [_others_row(bar) for bar in others]
    label_words = "What each entry of the history adds, in nats"
    return element("ul", *rows, class_="bars", aria_label=label_words, style=f"--rows: {len(rows)}")


def _rows(why: Explanation, evidence: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the entries of the history that have a row each; of a history of one entry, its parts."""
    bars = entry_bars(why, MOST_ROWS)
    if len(bars) > 1:
        return bars
    parts = sorted(parts_of(why).items(), key=lambda each: -each[1])
    names = {part: _part_name(part, evidence) for part, _ in parts}
    return tuple(Entry(part, names[part], names[part], "", {part: value}) for part, value in parts)


def _part_name(part: str, evidence: Mapping[str, str], amount: str = "") -> str:
    """Name a part, and say where it was not measured to count."""
    doubt = caveat_in_short(part, evidence)
    return f"{label(part)}{amount}{doubt and f' ({doubt})'}"


def _entry_row(bar: Entry, low: float, span: float) -> Markup:
    end, segments = 0.0, []
    for part, value in bar.net.items():
        start = min(end, end + value)
        end += value
        place = f"left: {(start - low) / span:.2%}; width: {abs(value) / span:.2%}"
        kind = f"{part} {'for' if value > 0 else 'against'}"
        segments.append(element("i", class_=kind, style=place, data_part=part, data_value=repr(value)))
    return element(
        "li",
        element("span", isolated(shorten(bar.name.removeprefix(YOURS), TITLE_LENGTH)), class_="name"),
        element("span", *segments, class_="track", style=f"--zero: {-low / span:.2%}"),
        strong(with_sign(bar.total)),
    )


def _others_row(bar: Entry) -> Markup:
    name, total = element("span", f"and {bar.name}", class_="name"), strong(with_sign(bar.total))
    return element("li", name, element("span"), total, class_="others", data_value=repr(bar.total))


def _parts(why: Explanation, evidence: Mapping[str, str], rows: Sequence[Entry]) -> Markup:
    """Add the parts, which have no rows of their own, up to the score; rows above add up to it, too."""
    parts = parts_of(why)
    if {row.key for row in rows} == set(parts):
        keys = []
    else:
        keys = [legend_key(part, _part_name(part, evidence, f" {with_sign(parts[part])}")) for part in parts]
    note = rounding_note(parts.values(), why.score) or rounding_note((row.total for row in rows), why.score)
    total = join(strong(f"= {with_sign(why.score)}"), note)
    scale = f" {SCALE}" if is_calibrated(why) else ""
    score = element("span", total, scale, class_="sum", data_score=repr(why.score))
    return element("p", *keys, score, class_="legend")


def marks(story: Story, posters: Posters) -> Markup:
    """Show the poster; beside it the few names that carry the film, large, and all else; without any, its parts."""
    if story.points:
        several = len(story.history) + len(story.history.wishes) > 1
        scope = [element("li", f"What {whole_history(story.history)} add", class_="scope")] if several else []
        rows = [*scope, *(_point(point, story.points[0].value, _elsewhere(point, story)) for point in story.points)]
        below = _remainder(story)
    else:
        rows, below = _part_rows(story), _score_line(story.why)
    words = element("div", element("ol", *rows, class_="points"), below, class_="words")
    return element("div", element("div", _lens(story, posters), class_="pane"), words, class_="beside marks")


def _elsewhere(point: Point, story: Story) -> str:
    """Say which other number the slides before have for a name: a wish's over the whole film, or one film's alone."""
    wish = next((each for each in story.history.wishes if each.name == point.name), None)
    if wish is not None:
        return f"; the wish as a whole: {with_sign(story.why.by_entry[wish.key])}"
    band = next((each for each in _partner_bands(story) if each.name == point.name), None)
    if band is None or with_sign(band.weight) == with_sign(point.value):
        return ""
    return f"; through {isolate(shorten(story.threads.film.title, TITLE_LENGTH))} alone {with_sign(band.weight)}"


def _partner_bands(story: Story) -> tuple[Band, ...]:
    return story.bands.shared if "threads" in story.chapters else ()


def _point(point: Point, largest: float, elsewhere: str) -> Markup:
    words = element("span", f"{shorten(point.words, LONGEST_WORDS)}{elsewhere}", class_="quiet")
    return _large_row(isolated(shorten(point.name, TITLE_LENGTH)), point.value, largest, point.part, words)


def _large_row(name: str, value: float, largest: float, part: str, words: str = "") -> Markup:
    kind = "for" if value > 0 else "against"
    bar = element("i", class_=kind, style=f"--share: {abs(value / largest):.4f}", data_value=repr(value))
    return element("li", element("span", name, class_="name"), strong(with_sign(value)), bar, words, class_=part)


def _part_rows(story: Story) -> list[Markup]:
    """Show what each part brings, the largest first, and which were not measured to count."""
    parts = sorted(parts_of(story.why).items(), key=lambda each: -abs(each[1]))
    doubts = (element("span", caveat_in_short(part, story.service.evidence), class_="quiet") for part, _ in parts)
    largest = parts[0][1] or 1.0
    return [
        _large_row(label(part), value, largest, part, doubt) for (part, value), doubt in zip(parts, doubts, strict=True)
    ]


def _score_line(why: Explanation) -> Markup:
    total = join(strong(f"= {with_sign(why.score)}"), rounding_note(parts_of(why).values(), why.score))
    return element("p", element("span", total, class_="sum"), class_="legend")


def _remainder(story: Story) -> Markup:
    """Add all else up to the score: what else is in the film, and what is not in it."""
    why, parts = story.why, parts_of(story.why)
    rest = sum(content_of(why).values()) - sum(point.value for point in story.points)
    keys = [_sum_key("all else in the film", rest, "several")]
    keys += [_sum_key(label(part), value, part) for part, value in parts.items() if part in NO_CONTENT]
    values = [*(point.value for point in story.points), rest, *(v for p, v in parts.items() if p in NO_CONTENT)]
    total = join(strong(f"= {with_sign(why.score)}"), rounding_note(values, why.score))
    return element("p", *keys, element("span", total, class_="sum"), class_="legend")


def _sum_key(name: str, value: float, part: str) -> Markup:
    return element("span", legend_key(part, f"{name} {with_sign(value)}"), data_value=repr(value))


def _lens(story: Story, posters: Posters) -> Markup:
    """Show the poster; a frame is around the part of it that is pointed at, if any is."""
    spots = [point.region for point in story.points if point.region]
    frames = (outline(each.x, each.y, each.width, each.height, class_="spot") for each in spots)
    return element("span", _own_poster(story.why, posters), *frames, class_="lens")
