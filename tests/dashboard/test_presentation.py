"""The slides of a presentation: which there are, their words, and the speaker's notes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from dashboard.analysis.bands import Band
from dashboard.analysis.measurements import SwapResult
from dashboard.analysis.two_films import FilmBands
from dashboard.analysis.verdicts import content_verdict
from dashboard.components.key_presses import parse
from dashboard.panels.present.letters import HEADLINE, LARGEST, SMALLEST, headline_scale, letter_scale
from dashboard.reasons.entries import entries, parts_of
from dashboard.reasons.outline import leading_entries
from dashboard.reasons.shared_categories import shared_categories
from dashboard.reasons.sureness import HoldRate
from dashboard.service.answers import Removal
from dashboard.service.headlines import atom_number, whole_history
from dashboard.service.presentation import NO_CODE, build_scene, edit_words, still_words
from dashboard.service.service import Service
from dashboard.service.story import MOST_PICKS, Story
from dashboard.service.take_home import claims, hold_sentence
from dashboard.text.grammar import with_sign
from dashboard.views.present import _target
from emde_core import History, less, more
from emde_core.artifacts.results import ResultRow
from emde_core.explain.counterfactual import Counterfactual, Edit
from emde_core.explain.sureness import direction_of
from tests import toy

from .toy_explanations import ALIEN, BRAZIL, explanation, in_order

ALL = ("history", "recommendations", "reasons", "threads", "marks", "reading", "changes", "swap", "link")
WHY = explanation((ALIEN, "like", "text", 0.5), (BRAZIL, "like", "image", -0.25), (BRAZIL, "like", "company", 0.45))
EDIT = Counterfactual(WHY.film, "out of", 10, "found", (Edit("remove", BRAZIL, "like"),), 1, 12, True, 3, 0)


@pytest.fixture
def story(service, history) -> Story:
    return Story(service, history, service.recommend(history, 1)[0].film.id)


def notes(story: Story, chapter: str) -> str:
    return " ".join(build_scene(chapter, story).notes)


def test_all_slides_in_their_order(story):
    assert story.chapters == ALL
    assert [build_scene(each, story).chapter for each in story.chapters] == list(ALL)


def test_the_published_recipe_has_the_slides_that_make_sense_for_it():
    service = Service(toy.recommender(recipe="published"))
    films = [film.id for film in service.model.catalogue]
    story = Story(service, History(liked=tuple(films[:2])), films[-1])
    assert story.chapters == ("history", "recommendations", "reasons", "changes", "swap", "link")
    assert all(build_scene(each, story).line for each in story.chapters)


def test_a_film_of_the_history_has_no_rank_to_change(service, history):
    story = Story(service, history, history.liked[0])
    assert story.chapters == tuple(each for each in ALL if each != "changes")
    assert build_scene("reasons", story).kicker == "A film of this history"


def test_a_history_of_wishes_alone_has_no_threads(service):
    history = History(wishes=(less("popularity"),))
    story = Story(service, history, service.recommend(history, 1)[0].film.id)
    assert "threads" not in story.chapters
    assert "everybody has seen" in build_scene("history", story).line


def test_the_history_is_told_by_its_counts_below_where_it_comes_from(story):
    scene = build_scene("history", replace(story, source="Night-shift noir. Asleep by sunrise."))
    assert scene.line == build_scene("history", story).line == "You liked 3 films and did not like 2"
    assert scene.kicker == "The history: Night-shift noir. Asleep by sunrise"
    wishes = History(liked=("1",), wishes=(more("genre", "Drama"), less("popularity")))
    line = build_scene("history", replace(story, history=wishes)).line
    assert line == "You liked 1 film and wish for more of Drama and less of what everybody has seen"


def test_notes_bear_the_numbers_of_the_story(story):
    why, rows, detail = story.why, story.bands, story.atom
    assert len(story.picks) == min(MOST_PICKS, story.ranked_films)
    assert in_order([f"{story.ranked_films}", with_sign(story.picks[0].score)], notes(story, "recommendations"))
    values = [with_sign(value) for value in (why.score, *parts_of(why).values())]
    assert in_order([*values, "exactly"], notes(story, "reasons"))
    sums = (rows.contribution, rows.likeness, rows.company)
    assert in_order([with_sign(value) for value in sums], notes(story, "threads"))
    assert in_order(
        [f"{detail.width} buckets", f"{detail.depth:,} times", atom_number(detail.atom.value)], notes(story, "reading")
    )
    assert NO_CODE in notes(story, "link")
    assert NO_CODE not in notes(replace(story, is_open_to_others=True), "link")


def test_every_headline_that_has_a_number_has_the_storys(story):
    why, rows, detail = story.why, story.bands, story.atom
    lines = {chapter: build_scene(chapter, story).line for chapter in story.chapters}
    assert in_order([f"{story.ranked_films:,}", story.picks[0].film.title[:20], "times"], lines["recommendations"])
    strongest = max(entries(why), key=lambda each: each.total if why.score > 0 else -each.total)
    assert in_order([why.film.title[:20], strongest.name[:20], with_sign(strongest.total)], lines["reasons"])
    best = rows.shared[0]
    alike = [band for band in rows.bands if band.part == best.part]
    rest = [band.weight for band in alike if not band.is_shared]
    largest = best.weight if best.weight >= max(rest, default=0) else sum(band.weight for band in alike)
    assert in_order([best.name, with_sign(largest)], lines["threads"])
    total = sum(point.value for point in story.points)
    assert in_order([story.points[0].name, with_sign(total), with_sign(why.score)], lines["marks"])
    assert atom_number(detail.atom.value) in lines["reading"]


def test_the_notes_of_every_slide_name_the_model_and_data(story):
    for chapter in story.chapters:
        assert in_order([story.why.model_hash, story.why.data_hash], build_scene(chapter, story).notes[-1])
    measures = [build_scene(chapter, story).measure for chapter in story.chapters]
    assert not any("nats" in measure for measure in measures)
    assert "nats" in notes(story, "reasons")


def test_threads_lead_to_the_film_in_focus_else_to_the_strongest_reason(story, history):
    best = leading_entries(story.why, direction_of(story.why))[0]
    assert story.threads.film.id == best.key
    other = next(film for film in history.disliked if film != best.key)
    assert replace(story, partner_id=other).threads.film.id == other


def test_the_atom_that_is_followed_adds_most_of_what_the_history_has_too(story):
    detail, shared = story.atom, {each.category.name for each in shared_categories(story.why)}
    common = [atom for atom in story.microscope.atoms("categorical") if atom.name in shared]
    assert detail.atom == max(common, key=lambda atom: atom.value)
    assert detail.products.sum() == pytest.approx(detail.atom.value)


def joined(crime: float, company: float, contribution: float) -> str:
    """The headline of two films that have Crime in common, if it adds anything."""
    shared = (Band("Crime", "categorical", crime, is_shared=True),) if crime else ()
    bands = (*shared, Band("all else", "", contribution - crime))
    between = FilmBands(BRAZIL, bands, company, contribution)
    threads = SimpleNamespace(film=BRAZIL)
    return build_scene("threads", SimpleNamespace(why=WHY, threads=threads, bands=between, chapters=())).line


def test_what_is_too_slight_to_bear_a_name_is_all_else_in_the_notes():
    bands = Band("Crime", "categorical", 0.06, is_shared=True), Band("", "", 0.01)
    between, threads = FilmBands(BRAZIL, bands, 0.0, 0.07), SimpleNamespace(film=BRAZIL)
    said = notes_of("threads", SimpleNamespace(why=WHY, threads=threads, bands=between, chapters=()))
    assert "Band by band: Crime (+0.06) and all else (+0.01)." in said


def test_of_what_joins_two_films_the_larger_number_comes_first():
    names = f"{WHY.film.title} and Brazil share"
    assert joined(0.06, 0.04, 0.02) == f"{names} Crime (+0.06) and their viewers (+0.04)"
    assert joined(0.06, 0.3, 0.36) == f"{names} their viewers (+0.30) and Crime (+0.06)"
    assert joined(0.0, 0.3, 0.4) == f"{names} their viewers (+0.30)"
    assert joined(0.0, 0.1, 0.4) == f"{names} no name; their likeness is +0.30"
    assert joined(0.01, 0.3, 0.31) == f"{names} their viewers (+0.30)", "what is tiny beside it is no point of a slide"
    assert joined(0.06, 0.001, 0.061) == f"{names} Crime (+0.06)"


@pytest.mark.parametrize(
    ("plot", "company", "line"),
    [
        (-0.01, 0.21, "Hardly the film itself (−0.01): the audience carries it (+0.21)"),
        (-0.5, 1.7, "Not the film itself (−0.50): the audience carries it (+1.70)"),
        (0.9, -0.4, "Its plot +0.90; with all else +0.50"),
        (0.01, -0.5, "Hardly the film itself (+0.01): the audience speaks against it (−0.50)"),
    ],
)
def test_no_part_is_said_to_be_of_a_whole_that_is_smaller(plot, company, line):
    why = explanation((ALIEN, "like", "text", plot), (BRAZIL, "like", "company", company))
    service = SimpleNamespace(evidence={})
    assert build_scene("marks", SimpleNamespace(why=why, service=service, points=())).line == line


def changes(*removals: Removal, edit: Counterfactual | None = None):
    return build_scene("changes", SimpleNamespace(why=WHY, removals=removals, edit=edit, ranked_films=90))


def test_what_would_change_it():
    scene = changes(Removal(ALIEN, 1, 9), edit=EDIT)
    assert scene.line == "Without Alien it falls from 1 to 9"
    assert in_order(("without Alien 9", "leave the top 10", "left out Brazil", "from 1 to 12"), " ".join(scene.notes))
    assert changes().line == f"No single film of the history decides it: it stays number {WHY.rank}"
    assert changes(edit=EDIT).line == changes(Removal(ALIEN, 1, 1), edit=EDIT).line
    assert changes(edit=EDIT).line == "If you left out Brazil, it would fall from 1 to 12"
    assert changes(Removal(ALIEN, 5, 2)).line == "Without Alien it climbs from 5 to 2"
    line = changes(Removal(ALIEN, 2, 1), Removal(BRAZIL, 2, 4)).line
    assert line == "Without Brazil it falls from 2 to 4", "what moves it as its bar says comes first"


def test_a_film_that_counts_and_without_which_the_rank_stays_is_no_contradiction():
    story = SimpleNamespace(why=WHY, removals=(Removal(BRAZIL, 1, 3), Removal(ALIEN, 1, 1)), edit=None)
    assert still_words(story) == (
        "Alien adds 0.50, and yet the rank stays without it: the other films change too, or are too far off."
    )
    assert still_words(story) in notes_of("changes", story)
    assert still_words(SimpleNamespace(why=WHY, removals=(Removal(ALIEN, 1, 3),))) == ""
    climbs = SimpleNamespace(why=WHY, removals=(Removal(ALIEN, 2, 1), Removal(BRAZIL, 2, 2)))
    assert still_words(climbs) == "Alien adds 0.50, but films above it lose more without it."
    slight = replace(WHY, score=9.0)
    assert still_words(SimpleNamespace(why=slight, removals=(Removal(ALIEN, 1, 1),))) == "", "it hardly adds anything"


def notes_of(chapter: str, story) -> str:
    return " ".join(build_scene(chapter, SimpleNamespace(**vars(story), ranked_films=90)).notes)


def test_with_a_wish_a_slide_says_what_the_wish_did_and_claims_no_likelihood(service):
    films = History(liked=("1", "2"))
    wished = replace(films, wishes=(more("genre", service.film("3").genres[0], weight=4),))
    first = service.recommend(wished, 1)[0].film.id
    story = Story(service, wished, first)
    lines = {chapter: build_scene(chapter, story) for chapter in ("recommendations", "reasons")}
    rank = service.explain(films, first).rank
    words = "or without it" if rank == 1 else f"number {rank}"
    assert words in lines["recommendations"].line
    assert lines["recommendations"].line.startswith("With your wish")
    assert "likely" not in " ".join(scene.line for scene in lines.values())
    assert f" of {with_sign(story.why.score)}" in lines["reasons"].line
    assert "films and wishes together" in lines["recommendations"].measure


def test_an_edit_that_was_not_found_was_sought_among_films_with_the_wish_as_it_is(service):
    wished = History(liked=("1", "2"), wishes=(more("genre", service.film("3").genres[0], weight=4),))
    story = Story(service, wished, service.recommend(wished, 1)[0].film.id)
    vars(story)["edit"] = replace(EDIT, outcome="none", edits=(), rank_after=None)
    assert edit_words(story).endswith("with at most 3 changes of films, your wish left as it is.")
    films = replace(story, history=replace(wished, wishes=()))
    vars(films)["edit"] = story.edit
    assert edit_words(films).endswith("with at most 3 changes of films.")


def test_a_whole_history_of_two_is_both_of_them():
    wishes = (more("genre", "Drama"), less("popularity"))
    assert whole_history(History(wishes=wishes)) == "both wishes of the history"
    assert whole_history(History(liked=("1",), disliked=("2",))) == "both films of the history"
    assert whole_history(History(liked=("1", "2"), wishes=wishes)) == "all 2 films and 2 wishes of the history"


def test_two_films_have_a_slide_where_they_count_beside_a_wish(service, history):
    wished = replace(history, wishes=(more("genre", "Drama", weight=4),))
    story = Story(service, wished, service.recommend(wished, 1)[0].film.id)
    strongest = max(map(abs, story.why.by_entry.values()))
    counts = abs(story.threads.contribution) >= 0.15 * strongest
    assert ("threads" in story.chapters) == counts
    focused = replace(story, partner_id=history.liked[0])
    assert "threads" in focused.chapters, "somebody has asked for it"


def swap(modality: str, verdict: str, **means: float) -> SwapResult:
    means = {"warm": 0.1, "warm_swapped": 0.2, "cold": 0.5, "cold_swapped": 0.4} | means
    rows = {
        name: ResultRow(
            part="content", subject=modality, metric=name, mean=mean, low=mean - 0.01, high=mean + 0.01, n=20
        )
        for name, mean in means.items()
    }
    return SwapResult(modality, verdict, rows)


def swapped(*swaps: SwapResult, **about) -> Story:
    """A story of WHY in which these swaps were measured, and whatever else is given."""
    story = Story(about.pop("service", None), History(liked=("1",)), WHY.film.id)
    vars(story).update(
        {"why": WHY, "swaps": swaps, "ranked_films": 90, "removals": ()} | about
    )  # instead of worked out
    return story


def test_the_swap_test_says_plainly_what_counts_and_what_does_not():
    swaps = (swap("text", "counts"), swap("categorical", "counts"), swap("image", "none"))
    scene = build_scene("swap", swapped(*swaps))
    assert scene.line == "Given other films’ plots, the model picks 20% worse among films that nobody has rated"
    assert content_verdict(swaps) in " ".join(scene.notes)
    none = build_scene("swap", swapped(swaps[2]))
    assert none.line == "No evidence that posters count"
    assert "NDCG" in " ".join(scene.notes)
    assert in_order(("Poster", "0.100", "0.200", "0.500", "0.400"), scene.notes[-2])
    unmeasured = build_scene("swap", swapped())
    assert "not been measured" in unmeasured.line


def test_what_is_taken_home_is_the_films_reason_their_sum_and_what_the_swap_costs():
    film, total, cost = claims(swapped(swap("text", "counts", cold_lost=-0.1), swap("image", "none")))
    assert (film.number, film.words) == ("×2.0", f"{WHY.film.title}, most of all through Alien")
    assert film.basis == "as likely to be liked as an average film; number 1 of 90"
    assert (total.number, total.words) == ("+0.70", "is the sum of its reasons: nothing is left over")
    assert total.basis == "×2.0 as a logarithm, from the one entry of the history"
    assert (cost.number, cost.words) == ("20%", "is lost when films exchange their plots: they count")
    assert cost.basis == "in recommending films that nobody has rated; 20 viewers, 18 to 22%"


def test_where_no_swap_costs_anything_what_decides_the_rank_is_taken_home():
    last = claims(swapped(swap("image", "none"), removals=(Removal(ALIEN, 1, 1), Removal(BRAZIL, 1, 9))))[-1]
    assert (last.number, last.words) == ("1 → 9", "is its rank without Brazil")
    assert len(claims(swapped(removals=(Removal(ALIEN, 1, 1),)))) == 2


def test_of_a_what_if_no_likelihood_is_taken_home():
    film, total = claims(swapped(why=replace(WHY, weights=(("text", 2.0),), completeness_residual=0.004, rank=None)))
    assert film.number == total.number == "+0.70"
    assert film.basis == "its score, 0 being an average film; a film of this history"
    assert total.words == "is the sum of its reasons: 0.40% is left over"


def test_no_number_is_taken_home_twice_where_the_score_is_no_likelihood():
    film, total, *_ = claims(swapped(why=replace(WHY, weights=(("text", 2.0),), rank=3)))
    assert (film.number, total.number) == ("No. 3", "+0.70")
    assert film.basis.endswith("films; its score is +0.70")


def test_it_is_said_what_it_means_that_a_reason_holds():
    holds = {grade: HoldRate(0.861, 0.73, 0.99, 36) for grade in ("good", "fair", "poor")}
    service = SimpleNamespace(hold_rates=holds, evidence={})
    words = hold_sentence(swapped(service=service))
    assert "86 of 100 reasons hold: a model of other viewers names the same film first" in words
    assert words.endswith("(tested on 36: 73 to 99).")
    assert hold_sentence(swapped(service=service, why=replace(WHY, content_alone=True))) == "", "another model"
    assert hold_sentence(swapped(service=SimpleNamespace(hold_rates={}, evidence={}))) == ""


@pytest.mark.parametrize("value", [None, 1, "jump", {}, ["next"], "0", "12", ""])
def test_a_key_that_leads_nowhere(value):
    assert parse(value) is None


def test_where_keys_lead():
    assert [parse(move) for move in ("next", "leave", "notes", "9")] == ["next", "leave", "notes", 9]
    assert [_target(move, 2, 9) for move in ("next", "back", "first", "last", 1, 9)] == [3, 1, 0, 8, 0, 8]


def test_the_more_letters_the_smaller_they_are():
    assert letter_scale("") == letter_scale("short") == f"--scale: {LARGEST:.2f}"
    assert letter_scale("x" * 9_000) == f"--scale: {SMALLEST:.2f}"


def test_a_long_headline_has_smaller_letters():
    assert headline_scale("") == headline_scale("x" * HEADLINE) == "--scale: 1.00"
    assert headline_scale("x" * 2 * HEADLINE) == "--scale: 0.50"
