"""Slides of the explained film: its reasons as a sentence and bars, and what in it does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboard.browser import pictures
from dashboard.charts.explanation import entry_bars
from dashboard.look.palette import label
from dashboard.panels.explore.explanation import poster_alt
from dashboard.panels.present.letters import LONGEST_PLOT, letter_scale
from dashboard.reasons.entries import OTHERS, Entry, parts_of
from dashboard.reasons.marks import explanation_chips, marked_plot, sentence_html, strength
from dashboard.reasons.sentence import sentence
from dashboard.reasons.sureness import caveat, caveat_in_short, caveat_sentence
from dashboard.reasons.word_meetings import HARDLY, meeting_words
from dashboard.service.posters import Posters
from dashboard.service.story import Story
from dashboard.text.grammar import rounding_note, shorten, with_sign
from dashboard.text.markup import Markup, element, image, isolated, join, legend_key, outline, strong, thumbnail
from emde_core.explain.explanation import Explanation
from emde_core.explain.values import RegionValue
from emde_core.schema import CATEGORICAL, IMAGE, TEXT

MOST_ROWS, MOST_CHIPS = 6, 6
TITLE_LENGTH = 34
YOURS = "your wish for "  # goes without saying beside a bar
ENOUGH = 0.05  # of the score
SCALE = "· +0.7 is twice as likely"


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
    """Show what each entry of the history adds, a bar each, split by part; those against the film go to the left.

    Of a history of one entry the bars are its parts. All others together are a number: their bar would dwarf the rest.
    """
    bars = [bar for bar in _rows(why) if bar.key != OTHERS]
    others = [bar for bar in _rows(why) if bar.key == OTHERS]
    low, high = min([0.0, *(bar.total for bar in bars)]), max([0.0, *(bar.total for bar in bars)])
    rows = [_entry_row(bar, low, (high - low) or 1.0) for bar in bars] + [_others_row(bar) for bar in others]
    label_words = "What each entry of the history adds, in nats"
    return element("ul", *rows, class_="bars", aria_label=label_words, style=f"--rows: {len(rows)}")


def _rows(why: Explanation) -> tuple[Entry, ...]:
    bars = entry_bars(why, MOST_ROWS)
    if len(bars) > 1:
        return bars
    parts = sorted(parts_of(why).items(), key=lambda each: -each[1])
    return tuple(Entry(part, label(part), label(part), "", {part: value}) for part, value in parts)


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


def _parts(why: Explanation, evidence: Mapping[str, str]) -> Markup:
    """Add the parts up to the score."""
    keys = []
    for part, value in parts_of(why).items():
        doubt = caveat_in_short(part, evidence)
        keys.append(legend_key(part, f"{label(part)} {with_sign(value)}{doubt and f' ({doubt})'}"))
    total = join(strong(f"= {with_sign(why.score)}"), rounding_note(parts_of(why).values(), why.score))
    score = element("span", total, f" {SCALE}", class_="sum", data_score=repr(why.score))
    return element("p", *keys, score, class_="legend")


def marks(story: Story, posters: Posters) -> Markup:
    """Take the film apart: names as large as they fit; plot and poster with their marks where they add enough."""
    why, evidence = story.why, story.service.evidence
    parts = parts_of(why)
    pieces = {
        TEXT: _plot(why) if _adds_enough(why, TEXT) else None,
        CATEGORICAL: explanation_chips(why, MOST_CHIPS, add_up=True) if why.categories else None,
    }
    blocks = [
        element("div", _part(modality, parts, evidence), piece, class_=f"block {modality}")
        for modality, piece in sorted(pieces.items(), key=lambda each: -abs(parts.get(each[0], 0.0)))
        if piece is not None
    ]
    rest = [_part(part, parts, evidence) for part in parts if pieces.get(part) is None]
    words = element("div", *blocks, element("div", *rest, class_="rest"), class_="words")
    picture = _lens(story, posters) if _adds_enough(why, IMAGE) else _own_poster(why, posters)
    kind = "beside marks" if pieces[TEXT] else "beside marks names"
    return element("div", element("div", picture, class_="pane"), words, class_=kind)


def _adds_enough(why: Explanation, modality: str) -> bool:
    """Return True for a part that is large enough, beside the score, to be looked at word by word."""
    return abs(parts_of(why).get(modality, 0.0)) >= max(HARDLY, ENOUGH * abs(why.score))


def _plot(why: Explanation) -> Markup | None:
    """Mark the plot, in letters of a size that fills the slide; None where it has no word to mark."""
    plot = shorten(why.film.plot, LONGEST_PLOT)
    words = [word for word in meeting_words(why) if word.end < len(plot)]
    return element("div", marked_plot(plot, words), class_="sized", style=letter_scale(plot)) if words else None


def _part(modality: str, parts: Mapping[str, float], evidence: Mapping[str, str]) -> Markup:
    """Write what a modality adds in all, beside which its strongest words or names look as large as they are."""
    doubt = caveat(modality, evidence)
    words = f"{label(modality)} {with_sign(parts.get(modality, 0.0))}{doubt and f': {doubt}'}"
    return element("div", legend_key(modality, words), class_="legend")


def _lens(story: Story, posters: Posters) -> Markup:
    """Show the poster, its strongest regions lit where posters may count."""
    why, evidence = story.why, story.service.evidence
    picture = pictures.large(posters, why.film)
    if picture is None:
        return thumbnail(why.film.title, None)
    doubt = caveat_sentence(IMAGE, evidence) if why.regions else ""
    alt = poster_alt(why.film.title, why.regions, has_poster=True, doubt=doubt)
    regions = () if evidence.get(IMAGE) == "none" else why.regions
    return element("span", image(picture, alt, class_="thumb"), *_glow(regions), class_="lens")


def _glow(regions: Sequence[RegionValue]) -> Iterator[Markup]:
    """Yield a rectangle for every region that is not faint."""
    largest = max((abs(region.value) for region in regions), default=0.0)
    for region in regions:
        if shade := strength(region.value, largest):
            kind = f"w{shade} {'for' if region.value > 0 else 'against'}"
            value = repr(region.value)
            yield outline(region.x, region.y, region.width, region.height, class_=kind, data_value=value)
