"""Slides of the explained film: its reasons as a sentence and bars, and what in it does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.browser import pictures
from dashboard.charts.explanation import entry_bars
from dashboard.look.palette import label
from dashboard.panels.explore.explanation import poster_alt
from dashboard.panels.present.letters import LONGEST_PLOT, letter_scale
from dashboard.reasons.entries import Entry, parts_of
from dashboard.reasons.marks import explanation_chips, marked_plot, sentence_html, strength
from dashboard.reasons.sentence import likelihood, sentence
from dashboard.reasons.sureness import caveat, caveat_in_short, caveat_sentence
from dashboard.reasons.word_meetings import meeting_words
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.grammar import rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, image, isolated, join, legend_key, outline, strong, thumbnail
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import RegionValue
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

MOST_ROWS, MOST_CHIPS = 6, 6
TITLE_LENGTH = 34


def reasons(story: Story, posters: Posters) -> Markup:
    """Show the poster; beside it the sentence, what each film of the history adds, and what each part adds."""
    why, evidence = story.why, story.service.evidence
    pieces = sentence(why, evidence, story.service.hold_rates)
    text = "".join(piece.text for piece in pieces)
    words = element("p", sentence_html(pieces), class_="spoken sized", style=letter_scale(text))
    beside = element("div", words, entry_rows(why), _parts(why, evidence), class_="words")
    return element("div", _own_poster(why, posters), beside, class_="beside")


def _own_poster(why: Explanation, posters: Posters) -> Markup:
    return thumbnail(why.film.title, pictures.large(posters, why.film), f"Poster of {why.film.label}")


def entry_rows(why: Explanation) -> Markup:
    """Show what each entry of the history adds, a bar each, split by part; those against the film go to the left."""
    bars = entry_bars(why, MOST_ROWS)
    low = min([0.0, *(_reach(bar, -1) for bar in bars)])
    high = max([0.0, *(_reach(bar, 1) for bar in bars)])
    rows = (_entry_row(bar, low, (high - low) or 1.0) for bar in bars)
    return element("ul", *rows, class_="bars", aria_label="What each entry of the history adds, in nats")


def _reach(bar: Entry, direction: int) -> float:
    """Return where the segments to one side end."""
    return sum(value for value in bar.values.values() if value * direction > 0)


def _entry_row(bar: Entry, low: float, span: float) -> Markup:
    ends, segments = {1: 0.0, -1: 0.0}, []
    for part, value in bar.values.items():
        side = 1 if value > 0 else -1
        start = min(ends[side], ends[side] + value)
        ends[side] += value
        place = f"left: {(start - low) / span:.2%}; width: {abs(value) / span:.2%}"
        kind = f"{part} {'for' if value > 0 else 'against'}"
        segments.append(element("i", class_=kind, style=place, data_part=part, data_value=repr(value)))
    return element(
        "li",
        element("span", isolated(shorten(bar.name, TITLE_LENGTH)), class_="name"),
        element("span", *segments, class_="track", style=f"--zero: {-low / span:.2%}"),
        strong(with_sign(bar.total)),
    )


def _parts(why: Explanation, evidence: Mapping[str, str]) -> Markup:
    """Add the parts up to the score."""
    keys = []
    for part, value in parts_of(why).items():
        doubt = caveat_in_short(part, evidence)
        keys.append(legend_key(part, f"{label(part)} {with_sign(value)}{doubt and f' ({doubt})'}"))
    times = likelihood(why)
    rounded = rounding_note(parts_of(why).values(), why.score)
    total = join(strong(f"= {with_sign(why.score)}"), rounded, f", {times} an average film" if times else "")
    return element("p", *keys, element("span", total, data_score=repr(why.score)), class_="legend")


def marks(story: Story, posters: Posters) -> Markup:
    """Take the film apart, what adds most first: its regions that matter shine, its words and names are marked."""
    why, evidence = story.why, story.service.evidence
    parts = parts_of(why)
    plot, chips = _plot(why), explanation_chips(why, MOST_CHIPS) if why.categories else None
    pieces = [(TEXT, plot), (CATEGORICAL, chips)]
    blocks = (
        element("div", _part(modality, parts, evidence), piece, class_="block")
        for modality, piece in sorted(pieces, key=lambda each: -abs(parts.get(each[0], 0.0)))
        if piece is not None
    )
    return element("div", element("div", _lens(story, posters), class_="pane"), _words(blocks), class_="beside marks")


def _words(blocks: Iterator[Markup]) -> Markup:
    return element("div", *blocks, class_="words")


def _plot(why: Explanation) -> Markup | None:
    """Mark the plot, in letters of a size that fills the slide."""
    plot = shorten(why.film.plot, LONGEST_PLOT)
    words = [word for word in meeting_words(why) if word.end < len(plot)]
    return element("div", marked_plot(plot, words), class_="sized", style=letter_scale(plot)) if plot else None


def _part(modality: str, parts: Mapping[str, float], evidence: Mapping[str, str]) -> Markup:
    """Write what a modality adds in all, beside which its strongest words or names look as large as they are."""
    doubt = caveat(modality, evidence)
    words = f"{label(modality)} {with_sign(parts.get(modality, 0.0))}{doubt and f': {doubt}'}"
    return element("div", legend_key(modality, words), class_="legend")


def _lens(story: Story, posters: Posters) -> Markup:
    """Show the poster, its strongest regions lit where posters may count, and below it what is to be said of them."""
    why, evidence = story.why, story.service.evidence
    picture = pictures.large(posters, why.film)
    if picture is None:
        return thumbnail(why.film.title, None)
    doubt = caveat_sentence(IMAGE, evidence) if why.regions else ""
    alt = poster_alt(why.film.title, why.regions, has_poster=True, doubt=doubt)
    regions = () if evidence.get(IMAGE) == "none" else why.regions
    note = element("p", doubt, class_="doubt") if doubt else ""
    return join(element("span", image(picture, alt, class_="thumb"), *_glow(regions), class_="lens"), note)


def _glow(regions: Sequence[RegionValue]) -> Iterator[Markup]:
    """Yield a rectangle for every region that is not faint."""
    largest = max((abs(region.value) for region in regions), default=0.0)
    for region in regions:
        if shade := strength(region.value, largest):
            kind = f"w{shade} {'for' if region.value > 0 else 'against'}"
            value = repr(region.value)
            yield outline(region.x, region.y, region.width, region.height, class_=kind, data_value=value)
