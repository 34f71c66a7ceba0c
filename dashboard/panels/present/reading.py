"""The slide of how a film is read: one atom through cut, count and read, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from dashboard.analysis.atom_detail import AtomDetail, atom_label
from dashboard.charts.buckets import bucket_boxes
from dashboard.charts.sketches import precise_number, visible_buckets
from dashboard.look.palette import plural
from dashboard.panels.sketch_microscope.lens import kind_of
from dashboard.service.headlines import atom_number
from dashboard.service.story import Story
from dashboard.text.grammar import shorten, with_sign
from dashboard.text.markup import Markup, element, isolated

PARTITIONS = 3  # that are drawn, the first one large
COLUMNS = 40  # of the running sum
LONGEST = 16  # letters of the atom in its bucket
CUT, COUNT, READ = 0.2, 0.1, 0.1  # seconds between a step and its picture
STEP, SWEEP = 0.2, 1.2  # seconds between partitions, and for the running sum


def reading(story: Story) -> Markup:
    """Show the three steps side by side. Each comes with a press of Next; whoever wants no motion sees them at once."""
    detail = story.atom
    partitions = range(min(PARTITIONS, detail.depth))
    cuts = (_cut(story, p) for p in partitions)
    counts = (_count(detail, p) for p in partitions)
    return element(
        "ol",
        _step("Cut", _cut_words(story), element("div", *cuts, class_="trio")),
        _step("Count", _count_words(story), element("div", *counts, class_="trio")),
        _step("Read", _read_words(story), _running_sum(detail)),
        class_=f"reading steps {detail.modality}",
    )


def _step(name: str, words: str, picture: Markup) -> Markup:
    return element("li", element("h3", name), element("p", words), picture, class_=name.lower())


def _cut_words(story: Story) -> str:
    detail = story.atom
    dimensions = story.microscope.dimensions(detail.modality)
    kind = kind_of(detail.atom)
    if not dimensions:
        return (
            f"The {kind} falls into one of {detail.width} buckets, always the same; others may by chance. So it is "
            f"done {detail.depth} times, each time otherwise."
        )
    return (
        f"The {kind} becomes {dimensions} numbers, a point in a space. Random cuts make {detail.width} buckets of the "
        f"space, {detail.depth:,} times, each time otherwise; alike points share one more often than most."
    )


def _count_words(story: Story) -> str:
    several = plural(story.atom.modality)
    return (
        f"The {several} of your films fall into the same buckets. Up: a bucket holds more of "
        "them than of an average film’s; down: less."
    )


def _read_words(story: Story) -> str:
    detail = story.atom
    return (
        f"Bucket by bucket, the history times the {kind_of(detail.atom)}. All {detail.depth * detail.width:,} add up "
        f"to its part in the score of {with_sign(story.why.score)}."
    )


def _cut(story: Story, partition: int) -> Markup:
    """Draw one partition: a space cut into buckets, or a line of them, with the atom in its own."""
    detail = story.atom
    own = set(detail.codes[:, partition].tolist())
    if story.microscope.hashes_names(detail.modality):
        cells = [_name_mark(detail, bucket) for bucket in own]
        kind = "square line"
    else:
        shares = story.microscope.shares(detail.modality, PARTITIONS)[partition]
        cells = [_cell(detail, box, partition, own=b in own) for b, box in enumerate(bucket_boxes(shares))]
        kind = "square"
    buckets = ", ".join(str(bucket + 1) for bucket in sorted(own))
    alt = f"Partition {partition + 1}: it falls into bucket {buckets} of {detail.width}"
    return element("div", *cells, class_=kind, role="img", aria_label=alt, data_buckets=buckets)


def _cell(detail: AtomDetail, box: tuple[float, float, float, float], partition: int, *, own: bool) -> Markup:
    left, right, low, high = box
    style = f"left: {left:.2%}; width: {right - left:.2%}; bottom: {low:.2%}; height: {high - low:.2%}"
    word = _atom_mark(detail, CUT + 0.6 + STEP * partition) if own else ""
    return element("span", word, class_="cell own" if own else "cell", style=style)


def _name_mark(detail: AtomDetail, bucket: int) -> Markup:
    style = f"left: {(bucket + 0.5) / detail.width:.2%}; width: 0; bottom: 0; height: 100%"
    side = "late" if bucket > detail.width / 2 else "early"  # the word stands where there is room for it
    return element("span", _atom_mark(detail, CUT + 0.6), class_=f"cell own {side}", style=style)


def _atom_mark(detail: AtomDetail, seconds: float) -> Markup:
    words = isolated(shorten(atom_label(detail.atom), LONGEST))
    return element("b", words, class_="atom", style=f"--at: {seconds:.2f}s")


def _count(detail: AtomDetail, partition: int) -> Markup:
    """Draw the history's sketch in one partition, a bar for each bucket, those of the atom in its colour."""
    buckets = visible_buckets(detail, partition).tolist()
    own = set(detail.codes[:, partition].tolist())
    values = [float(detail.history[partition, bucket]) for bucket in buckets]
    bars = _bars(values, COUNT + 0.4 + STEP * partition, [bucket in own for bucket in buckets])
    numbers = "; ".join(f"bucket {b + 1} {precise_number(v, 2)}" for b, v in zip(buckets, values, strict=True))
    alt = f"Partition {partition + 1}, what the history has there: {numbers}"
    return element("div", *bars, class_="square count", role="img", aria_label=alt)


def _bars(values: Sequence[float], seconds: float, own: Sequence[bool], sweep: float = 0.0) -> Iterator[Markup]:
    """Yield the line at 0 and bars from it, each a little later than the one before where there is a ``sweep``."""
    low, high = min([0.0, *values]), max([0.0, *values])
    span = (high - low) or 1.0
    wide = 1 / len(values)
    yield element("hr", style=f"bottom: {-low / span:.2%}")
    for k, (value, is_own) in enumerate(zip(values, own, strict=True)):
        place = f"left: {(k + 0.1) * wide:.2%}; width: {0.8 * wide:.2%}; bottom: {(min(value, 0.0) - low) / span:.2%}"
        style = f"{place}; height: {abs(value) / span:.2%}; --at: {seconds + sweep * k * wide:.2f}s"
        kind = f"bar {'up' if value >= 0 else 'down'} {'own' if is_own else ''}".strip()
        yield element("i", class_=kind, style=style, data_value=repr(value))


def _running_sum(detail: AtomDetail) -> Markup:
    """Draw what has come together after so many partitions, and the sum of all."""
    sums = np.cumsum(detail.by_partition)
    ends = np.unique(np.linspace(0, detail.depth - 1, min(COLUMNS, detail.depth)).round().astype(int))
    values = sums[ends].tolist()
    bars = _bars(values, READ + 0.4, [True] * len(values), SWEEP)
    value = atom_number(detail.atom.value)
    style = f"--at: {READ + 0.4 + SWEEP:.2f}s"
    total = element("b", value, class_="total", data_atom=repr(detail.atom.value), style=style)
    alt = f"The running sum over {detail.depth:,} partitions ends at {value}"
    return element(
        "div", element("div", *bars, class_="square sum", role="img", aria_label=alt), total, class_="result"
    )
