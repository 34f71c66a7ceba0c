"""The slide of how a film is read: one atom sorted into buckets, the history counted there, what that is worth."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.atom_words import bucket_sentence, earning_sentence, kind_of, rounds_sentence, tally_sentence
from dashboard.panels.present.rounds import neighbours, place_row, slice_row, tally_row
from dashboard.service.headlines import atom_number
from dashboard.service.story import Story
from dashboard.text.markup import Markup, element

ROUNDS = 3  # that are drawn
COLUMNS = 40  # of the running sum
SOON, STEP, SWEEP = 0.4, 0.5, 1.6  # seconds until a picture moves, between its rounds, and for the running sum
LEGEND = "Coloured: the {}’s own place. Up: more lies in a bucket than of an average film; down: less."
NEIGHBOURS = " A grey line is the fullest of {} neighbours."


def reading(story: Story) -> Markup:
    """Show the three steps side by side. Each comes with a press of Next; whoever wants no motion sees them at once."""
    detail, atom = story.atom, story.atom.atom
    rounds = [(p, SOON + STEP * p) for p in range(min(ROUNDS, detail.depth))]
    tallies = (tally_row(detail, *each) for each in rounds)
    together = neighbours(detail)
    legend = LEGEND.format(kind_of(atom)) + (NEIGHBOURS.format(together) if together > 1 else "")
    return element(
        "ol",
        _step("Sort", bucket_sentence(atom, detail.width), _sort(story, rounds), rounds_sentence(atom, detail.depth)),
        _step("Count", tally_sentence(atom), element("div", *tallies, class_="rounds"), legend),
        _step("Read", earning_sentence(atom), _running_sum(story), _scale(story)),
        class_=f"reading steps {detail.modality}",
    )


def _step(name: str, sentence: str, picture: Markup, below: str) -> Markup:
    return element(
        "li", element("h3", name), element("p", sentence), picture, element("p", below, class_="quiet"), class_="step"
    )


def _sort(story: Story, rounds: list[tuple[int, float]]) -> Markup:
    detail = story.atom
    if story.microscope.hashes_names(detail.modality):
        rows = [place_row(detail, *each) for each in rounds]
    else:
        shares = story.microscope.shares(detail.modality, len(rounds))
        rows = [slice_row(detail, p, shares[p], seconds) for p, seconds in rounds]
    return element("div", *rows, class_="rounds")


def _running_sum(story: Story) -> Markup:
    """Draw what has come together after so many rounds, a bar each a little later than the one before."""
    detail = story.atom
    sums = np.cumsum(detail.by_partition)
    ends = np.unique(np.linspace(0, detail.depth - 1, min(COLUMNS, detail.depth)).round().astype(int))
    values = sums[ends].tolist()
    low, high = min(0.0, *values), max(0.0, *values)
    span, wide = (high - low) or 1.0, 1 / len(values)
    bars = [element("hr", style=f"top: {high / span:.2%}")]
    for k, value in enumerate(values):
        place = f"left: {(k + 0.1) * wide:.2%}; width: {0.8 * wide:.2%}; top: {(high - max(value, 0.0)) / span:.2%}"
        style = f"{place}; height: {abs(value) / span:.2%}; --at: {SOON + SWEEP * k * wide:.2f}s"
        bars.append(element("i", class_="bar" if value >= 0 else "bar down", style=style, data_value=repr(value)))
    alt = f"The running sum over {detail.depth:,} rounds ends at {atom_number(detail.atom.value)}"
    return element("div", *bars, class_="tally sum", role="img", aria_label=alt)


def _scale(story: Story) -> Markup:
    """Write where the sum begins, after one round, and where it ends."""
    detail, value = story.atom, story.atom.atom.value
    begin = element("span", element("b", atom_number(float(detail.by_partition[0]))), "after round 1")
    style = f"--at: {SOON + SWEEP:.2f}s"
    total = element("b", atom_number(value), class_="total", data_atom=repr(value), style=style)
    return element("span", begin, element("span", total, f"after round {detail.depth:,}"), class_="ends")
