import math
import re

import pytest

from dashboard.reasons.score_words import Score, plain_score_words, score_words
from dashboard.text.grammar import NO_BREAK
from emde_core.history import less, more

from .toy_explanations import ALIEN, explanation

FILM = (ALIEN, "like", "text", math.log(2))
WISH = (more("director", "Ridley Scott"), "wish", "categorical", 0.5)
LESS = (less("genre", "Horror"), "wish", "categorical", -0.75)
TWICE = "about twice as likely to be liked as an average film"


@pytest.mark.parametrize(
    ("parts", "how", "plain", "written"),
    [
        ([FILM], {}, TWICE, f"{TWICE} (+0.69)"),
        (
            [FILM, WISH],
            {},
            f"by your films alone {TWICE}; your wish adds 0.50",
            f"by your films alone {TWICE} (+0.69); your wish adds 0.50, so that it is ranked by +1.19",
        ),
        (
            [FILM, WISH, LESS],
            {},
            f"by your films alone {TWICE}; your wishes take away 0.25",
            f"by your films alone {TWICE} (+0.69); your wishes take away 0.25, so that it is ranked by +0.44",
        ),
        (
            [FILM, (*WISH[:3], -0.004)],
            {},
            f"by your films alone {TWICE}; your wish changes nothing here",
            f"by your films alone {TWICE} (+0.69); your wish changes nothing here",
        ),
        (
            [WISH],
            {},
            "score +0.50, all of it by your wish",
            "ranked by +0.50, all of it by your wish: no film says how likely it is to be liked",
        ),
        (
            [FILM, WISH],
            {"content_alone": True},
            "score +1.19 by content alone, 0 being an average film",
            "score +1.19 by content alone, 0 being an average film",
        ),
        (
            [FILM],
            {"weights": {"image": 8.0}},
            "score +0.69 in this what-if, 0 being an average film",
            "score +0.69 in this what-if, 0 being an average film",
        ),
    ],
)
def test_a_score_says_what_it_measures(parts, how, plain, written):
    score = Score.of(explanation(*parts, **how))
    assert plain_score_words(score) == plain
    assert re.sub("<.*?>", "", score_words(score)).replace(NO_BREAK, " ") == written
