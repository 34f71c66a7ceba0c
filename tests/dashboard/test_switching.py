from pathlib import Path

from dashboard.switching import carried_over, names, said
from emde_core import Catalogue, Film, History

HERE = Catalogue(
    (
        Film(id="1", title="Matrix, The", year=1999),
        Film(id="2", title="Heat", year=1995),
        Film(id="3", title="Brazil", year=1985),
        Film(id="4", title="Elsewhere", year=1990, imdb_id="tt0007"),
    )
)
THERE = Catalogue(
    (
        Film(id="2", title="Brazil", year=1985),
        Film(id="b", title="The Matrix", year=1999),
        Film(id="c", title="Heat", year=1972),
        Film(id="d", title="Another title", year=1991, imdb_id="7"),
    )
)


def test_films_go_by_what_they_are_not_by_their_id():
    history, dropped = carried_over(History(("1", "2", "4"), ("3",)), HERE, THERE)
    assert history == History(("b", "d"), ("2",))
    assert [film.id for film in dropped] == ["2"]


def test_what_became_of_it_is_said():
    film = HERE["2"]
    assert said((), 3) == "Your history came along: 3 films."
    assert said([film], 1) == "1 of your films is known here; left out: Heat (1995)."
    assert said([film], 0).startswith("None of your films are known here")
    assert said([film] * 9, 2).endswith("and others.")


def test_no_two_models_have_one_name():
    models = [Path("a/demo/model"), Path("b/demo/model"), Path("c/loose"), Path("d/demo/model")]
    assert list(names(models).values()) == ["demo", "demo (2)", "loose", "demo (3)"]
