import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reasons.company_counts import NEARLY, clearness, company_counts, counts_beside
from emde_core.explain.explanation import CompanyEvidence

from .toy_explanations import ALIEN, counted

MANY, FEW = counted(ALIEN, 30, 60, 20), counted(ALIEN, 6, 60, 20)
MANY_WORDS = "30 of the 60 viewers who liked Alien liked this too, more than twice the 1 in 5 of all viewers."
FEW_WORDS = "6 of the 60 viewers who liked Alien liked this too, against 1 in 5 of all viewers."
ALONE = "By their likeness alone it would be likelier still (+0.90)"
BEYOND = "what Alien tells beyond likeness, and beyond the other films that the same viewers liked, is"


@pytest.mark.parametrize(
    ("counts", "company", "likeness", "words"),
    [
        (MANY, 0.3, 0.1, MANY_WORDS),
        (FEW, -0.3, 0.1, FEW_WORDS),
        (
            MANY,
            -0.5,
            0.9,
            f"{MANY_WORDS} That speaks for this film. {ALONE}; ratings take some of that back, and +0.40 stays.",
        ),
        (MANY, -0.5, 0.1, f"{MANY_WORDS} By itself that speaks for this film; {BEYOND} less than usual."),
        (FEW, 0.5, 0.1, f"{FEW_WORDS} By itself that speaks against this film; {BEYOND} more than usual."),
    ],
)
def test_counts_and_company_that_point_apart_say_why(counts, company, likeness, words):
    assert counts_beside(counts, "Alien", company, likeness) == words


TOLD = re.compile(
    r"(\d+) of the (\d+) viewers who liked Alien liked this too, "
    r"(?:against|(nearly|about|more than) (twice|\d+ times) the) (\d+) in ([\d,]+) of all viewers"
)


@given(st.data())
def test_a_multiple_is_true_of_the_counts_and_of_the_numbers_beside_it(data):
    viewers = data.draw(st.integers(2, 2000))
    liked_film, liked_this = data.draw(st.integers(1, viewers)), data.draw(st.integers(1, viewers))
    both = data.draw(st.integers(max(0, liked_film + liked_this - viewers), min(liked_film, liked_this)))
    words = company_counts(CompanyEvidence(ALIEN, both, liked_film, liked_this, viewers), "Alien")
    told = TOLD.fullmatch(words)
    assert told, words
    share, everybody = Fraction(int(told[1]), int(told[2])), Fraction(int(told[5]), int(told[6].replace(",", "")))
    least, most = sorted((share / everybody, share / Fraction(liked_this, viewers)))
    if told[3] is None:
        assert least < 2 - NEARLY
        return
    times = 2 if told[4] == "twice" else int(told[4].split()[0])
    if told[3] == "more than":
        assert times < least < times + 1 - NEARLY
    else:
        assert times - NEARLY <= least <= times
        assert (most < times) == (told[3] == "nearly")


def test_of_two_like_shares_that_of_more_viewers_is_clearer():
    assert clearness(counted(ALIEN, 30, 60), 1) > clearness(counted(ALIEN, 3, 6), 1)
    assert clearness(counted(ALIEN, 6, 60), -1) > clearness(counted(ALIEN, 1, 10), -1)
    assert clearness(counted(ALIEN, 40, 60), 1) > clearness(counted(ALIEN, 30, 60), 1)
