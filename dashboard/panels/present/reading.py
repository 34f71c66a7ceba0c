"""The slide of how a film is read: one atom sorted into buckets, the history counted there, what that is worth."""

from __future__ import annotations

import numpy as np

from dashboard.analysis.atom_words import bucket_sentence, earning_sentence, kind_of, rounds_sentence, tally_sentence
from dashboard.panels.common.bucket_rows import number_row, slice_row, tally_row, upright_bars
from dashboard.service.headlines import atom_number
from dashboard.service.story import Story
from dashboard.text.markup import Markup, element

ROUNDS = 3  # that are drawn
COLUMNS = 40  # of the running sum
SOON, STEP, SWEEP = 0.4, 0.5, 1.6  # seconds until a picture moves, between its rounds, and for the running sum
LEGEND = "Coloured: the {}’s own bucket. Up: more lies in a bucket than of an average film; down: less."


def reading(story: Story) -> Markup:
    """Show the three steps side by side. Each comes with a press of Next; whoever wants no motion sees them at once."""
    detail, atom = story.atom, story.atom.atom
    rounds = [(p, SOON + STEP * p) for p in range(min(ROUNDS, detail.depth))]
    tallies = (tally_row(detail, *each) for each in rounds)
    legend = LEGEND.format(kind_of(atom))
    return element(
        "ol",
        _step("Sort", bucket_sentence(atom, detail.width), _sort(story, rounds), rounds_sentence(atom, detail.depth)),
        _step("Count", tally_sentence(atom), element("div", *tallies, class_="rounds"), legend),
        _step("Read", earning_sentence(atom), _running_sum(story), _total(story)),
        class_=f"reading steps {detail.modality}",
    )


def _step(name: str, sentence: str, picture: Markup, below: str) -> Markup:
    return element(
        "li", element("h3", name), element("p", sentence), picture, element("p", below, class_="quiet"), class_="step"
    )


def _sort(story: Story, rounds: list[tuple[int, float]]) -> Markup:
    detail = story.atom
    if story.microscope.hashes_names(detail.modality):
        rows = [number_row(detail, *each) for each in rounds]
    else:
        shares = story.microscope.shares(detail.modality, len(rounds))
        rows = [slice_row(detail, p, shares[p], seconds) for p, seconds in rounds]
    return element("div", *rows, class_="rounds")


def _running_sum(story: Story) -> Markup:
    """Draw what has come together after so many rounds."""
    detail = story.atom
    sums = np.cumsum(detail.by_partition)
    ends = np.unique(np.linspace(0, detail.depth - 1, min(COLUMNS, detail.depth)).round().astype(int))
    values = sums[ends].tolist()
    bars = upright_bars(values, SOON, [True] * len(values), SWEEP)
    alt = f"The running sum over {detail.depth:,} rounds ends at {atom_number(detail.atom.value)}"
    return element("div", *bars, class_="tally sum", role="img", aria_label=alt)


def _total(story: Story) -> Markup:
    """Write the sum of all rounds."""
    value = story.atom.atom.value
    style = f"--at: {SOON + SWEEP:.2f}s"
    total = element("b", atom_number(value), class_="total", data_atom=repr(value), style=style)
    return element("span", total, f" after {story.atom.depth:,} rounds")
