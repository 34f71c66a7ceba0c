"""Films that somebody writes as text: what comes back is what went in, and nothing else is taken for a film."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from dashboard.state.draft import LONGEST_PLOT, LONGEST_TITLE, Draft, pitches
from dashboard.state.draft_text import read_film, read_versions, write_film, write_versions
from dashboard.state.link_message import LONGEST, LinkError, to_parameter
from emde_core.limits import LIMITS

WRITTEN = Draft("M*A*S*H <b>\N{SNOWMAN}", "A plot.\nOf two lines.", (("genre", "Drama"), ("decade", "1980s")))
HOSTILE = [
    "no JSON",
    "[1]",
    json.dumps([{"title": "x" * (LONGEST_TITLE + 1)}]),
    json.dumps([{"plot": "x" * (LONGEST_PLOT + 1)}]),
    json.dumps([{"categories": [["decade", "once"]]}]),
    json.dumps([{"categories": [["mood", "dark"]]}]),
    json.dumps([{"categories": [["genre", ""]]}]),
    json.dumps([{"kind": "stolen"}]),
    json.dumps([{"picture": "bm8gcGljdHVyZQ=="}]),
    json.dumps([{"recipe": {"film": "x", "motif": "none such"}}]),
]


@pytest.fixture(scope="module")
def sent():
    buffer, noise = io.BytesIO(), np.random.default_rng(3).integers(0, 256, (450, 300, 3), np.uint8)
    Image.fromarray(noise).save(buffer, "PNG")
    return WRITTEN.with_picture(buffer.getvalue())


def test_versions_come_back_from_the_browser_as_they_were(sent):
    versions = (*pitches(), WRITTEN, sent)
    assert read_versions(write_versions(versions)) == versions
    assert read_versions(write_versions(())) == ()


def test_the_browser_keeps_the_latest_versions_that_fit(sent):
    versions = tuple(replace(sent, title=f"{k}") for k in range(6))
    text = write_versions(versions)
    assert len(text) <= LIMITS.kept_text.most
    kept = read_versions(text)
    assert 1 <= len(kept) < len(versions)
    assert kept == versions[-len(kept) :]


def test_a_film_comes_back_from_a_link_without_the_picture_that_was_sent(sent):
    for draft in (*pitches(), WRITTEN, Draft()):
        assert read_film(write_film(draft)) == draft
    assert read_film(write_film(sent)) == replace(sent, picture=b"")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_else_wrote_is_no_film(text):
    assert read_versions(text) == ()
    with pytest.raises(LinkError, match="damaged"):
        read_film(to_parameter(text.removeprefix("[").removesuffix("]").encode(), LONGEST, ""))


def test_a_film_that_is_too_long_for_an_address_is_not_cut():
    longest = replace(WRITTEN, plot="\N{SNOWMAN}" * LONGEST_PLOT)
    assert read_film(write_film(longest)) == longest
    with pytest.raises(LinkError, match="too long"):
        write_film(WRITTEN, room=20)
    with pytest.raises(LinkError, match="at most"):
        read_film("x" * (LONGEST + 1))
