"""Titles that are written from right to left, in every sentence that names one."""

from types import SimpleNamespace

import numpy as np
import pytest

from dashboard.analysis.replay import Replay, ReplayStep
from dashboard.analysis.replay import step_caption as played_deed
from dashboard.analysis.two_films import film_bands
from dashboard.panels.data.import_report import report
from dashboard.panels.explore.bands import band_words
from dashboard.reasons.category_phrases import names_by_field
from dashboard.reasons.company_counts import company_counts
from dashboard.reasons.edit_sentences import edit_phrase
from dashboard.reasons.focus_sentence import focus_sentence
from dashboard.reasons.linked_views import linked_views
from dashboard.reasons.sentence import sentence
from dashboard.service.answers import Removal
from dashboard.service.auditions import draft_changes
from dashboard.service.margins import margin_verdict
from dashboard.service.presentation import build_scene
from dashboard.state.draft import Draft
from dashboard.state.focus import Focus
from dashboard.state.history_transfer import transfer_message
from dashboard.text.direction import balance, isolate
from emde_core.data.catalogue import Film
from emde_core.data.exports.matching import Matching
from emde_core.data.exports.watched_film import WatchedFilm
from emde_core.explain.counterfactual import Edit
from emde_core.explain.threads import FilmThreads
from emde_core.explain.values import CategoryValue
from emde_core.history import more

from .toy_explanations import ALIEN, counted, explanation, plain_text

TITLE = "ואלס עם באשיר"
WALTZ = Film(id="w", title=TITLE)
ISOLATED = f"\u2068{TITLE}\u2069"
WHY = explanation((WALTZ, "like", "text", 0.5, 0.1), (ALIEN, "dislike", "image", -0.1, 0.1))
PART = CategoryValue("genre", "War")
THREADS = (FilmThreads(WALTZ, "like", 0.5, (), 0.5, 0.0, (PART,), (PART,), np.array([[0.5]])),)

STORY = SimpleNamespace(why=WHY, removals=(Removal(WALTZ, 1, 9),), edit=None, ranked_films=90)


def focused(*focus: str) -> str:
    why = explanation((WALTZ, "like", "text", 0.5, 0.1))
    shown = linked_views(why, Focus(*focus), THREADS)
    return plain_text(focus_sentence(why, shown, THREADS))


SENTENCES = {
    "sentence": lambda: plain_text(sentence(WHY)),
    "a film in focus": lambda: focused("film", "w"),
    "a part in focus": lambda: focused("part", "text"),
    "one above another": lambda: plain_text(margin_verdict(WHY, WHY, WHY).lead),
    "smallest edit": lambda: edit_phrase(Edit("remove", WALTZ, "like")),
    "replay": lambda: played_deed(Replay(ALIEN, (ALIEN,), (ReplayStep(WALTZ, "like", {}, 0.0, {}),)), 1),
    "presentation": lambda: build_scene("changes", STORY).line,
    "bands": lambda: band_words(film_bands(WHY, THREADS[0])),
    "company": lambda: company_counts(counted(WALTZ, 2, 3), isolate(WALTZ.title)),
    "a wish": lambda: plain_text(sentence(explanation((more("director", TITLE), "wish", "categorical", 0.5)))),
    "a category": lambda: names_by_field([CategoryValue("genre", TITLE)])[0],
    "another catalogue": lambda: transfer_message([TITLE], 1),
    "import": lambda: report(Matching(((WatchedFilm(TITLE), WALTZ),), (), (), ()), {}, ()),
    "another version": lambda: draft_changes(Draft("", "", kind="none"), Draft("", TITLE, kind="none")),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_title_keeps_its_own_direction(name):
    said_ = SENTENCES[name]()
    assert ISOLATED in said_
    assert said_.count(TITLE) == said_.count(ISOLATED)


def test_names_in_our_own_direction_stay_as_they_are():
    for title in ("Alien", "Žluťoučký kůň", "七人の侍", "M*A*S*H"):
        assert isolate(title) == title


def test_a_sign_that_turns_what_follows_is_kept_in():
    assert isolate("\u202eneilA") == "\u2068\u202eneilA\u202c\u2069"


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("Alien", "Alien"),
        (TITLE, TITLE),
        ("a \u2067\u202eb\u202c\u2069 c", "a \u2067\u202eb\u202c\u2069 c"),
        ("\u2069\u202ename", "\u202ename\u202c"),
        ("\u202c\u2069name\u2069", "name"),
        ("\u2067\u202d\u202ename", "\u2067\u202d\u202ename\u202c\u202c\u2069"),
        ("\u2068\u202ea\u2069b\u202c", "\u2068\u202ea\u2069b"),
    ],
)
def test_signs_of_direction_end_where_their_text_ends_and_nothing_around_it(text, balanced):
    assert balance(text) == balanced
    assert balance(balanced) == balanced
