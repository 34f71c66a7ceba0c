import pytest

from dashboard.reasons.company_counts import counts_beside

from .toy_explanations import ALIEN, counted

MANY, FEW = counted(ALIEN, 30, 60, 20), counted(ALIEN, 6, 60, 20)
MANY_WORDS = "30 of the 60 viewers who liked Alien liked this too (of all viewers, 1 in 5)."
FEW_WORDS = "6 of the 60 viewers who liked Alien liked this too (of all viewers, 1 in 5)."
PROMISE = "their likeness promises more (+0.90) than ratings keep"
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
            f"{MANY_WORDS} By itself that speaks for this film, but {PROMISE}: +0.40 stays.",
        ),
        (MANY, -0.5, 0.1, f"{MANY_WORDS} By itself that speaks for this film; {BEYOND} less than usual."),
        (FEW, 0.5, 0.1, f"{FEW_WORDS} By itself that speaks against this film; {BEYOND} more than usual."),
    ],
)
def test_counts_and_company_that_point_apart_say_why(counts, company, likeness, words):
    assert counts_beside(counts, "Alien", company, likeness) == words
