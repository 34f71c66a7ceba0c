"""A new version, or a sequel, is known by the names in both plots."""

from dataclasses import replace

from dashboard.reasons.same_story import same_story
from dashboard.reasons.sentence import sentence

from .toy_explanations import ALIEN, XANADU, explanation, plain_text

PLOT = "On Long Island the chauffeur's daughter watches Linus. Then in Paris she hears of David Larrabee. Nobody laughs"
OTHER = "Years in Paris change her; Long Island waits, and so do Linus and David Larrabee. Nobody dances."
FILM = XANADU.model_copy(update={"title": "Sabrina", "year": 1995, "plot": PLOT, "cast": ("Julia Ormond",)})


def story(adds=0.5, **fields):
    liked = ALIEN.model_copy(update={"year": 1954, "plot": OTHER, **fields})
    return replace(explanation((liked, "like", "text", adds, 0.01), sides=(liked,)), film=FILM)


def test_a_film_of_the_same_title_has_the_names_of_both_plots_people_first():
    assert same_story(story(title="Sabrina")).names == ("Linus", "David Larrabee", "Long Island")
    assert plain_text(sentence(story(title="Sabrina"))).startswith(
        "Recommended because you liked Sabrina (1954), whose story it tells again "
        "(both have Linus, David Larrabee and Long Island"
    )


def test_names_count_where_titles_share_a_word_or_people_made_both():
    assert same_story(story(title="Sabrina Returns"))
    assert same_story(story(cast=("Julia Ormond",))) is None
    two = {"cast": ("Julia Ormond", "Somebody Else")}
    both = replace(story(**two), film=FILM.model_copy(update=two))
    assert same_story(both).film.title == "Alien"


def test_a_series_has_somebody_in_both_casts():
    """A film on the staging of Richard III, and another Robin Hood, tell of the same people and are no series."""
    for fields, clause in (({"cast": ("Julia Ormond",)}, "of the same series"), ({}, "which tells of the same people")):
        words = plain_text(sentence(story(title="Sabrina Returns", **fields)))
        assert words.startswith(f"Recommended because you liked Sabrina Returns, {clause} (both have ")


def test_a_place_in_both_plots_and_one_person_make_no_series():
    """Strange Days and Judgment Day are set in one town, and one man wrote both."""
    plot = "Nobody is here but in Paris."
    assert same_story(story(title="Sabrina Returns", plot=plot, cast=("Julia Ormond",))) is None
    several = {"cast": ("Julia Ormond", "Somebody Else")}
    both = replace(story(title="Sabrina Returns", plot=plot, **several), film=FILM.model_copy(update=several))
    assert same_story(both).names == ("Paris",)


def test_names_alone_or_a_title_alone_make_no_sequel():
    assert same_story(story()) is None
    assert same_story(story(title="Sabrina Returns", plot="Nobody is here in May.")) is None
    assert same_story(story(title="Sabrina", plot="")).names == ()


def test_a_film_that_speaks_against_this_one_is_not_told_first():
    assert same_story(story(-0.5, title="Sabrina")) is None
