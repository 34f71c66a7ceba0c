import pytest

from dashboard.text.film_links import film_links
from emde_core import Film

IMDB, TMDB = "https://www.imdb.com/title/tt0114709/", "https://www.themoviedb.org/movie/862"


@pytest.mark.parametrize(
    ("ids", "addresses"),
    [
        ({}, []),
        ({"imdb_id": "tt0114709", "tmdb_id": 862}, [IMDB, TMDB, "https://letterboxd.com/tmdb/862/"]),
        ({"imdb_id": 114709}, [IMDB, "https://letterboxd.com/imdb/tt0114709/"]),
        ({"tmdb_id": "862"}, [TMDB, "https://letterboxd.com/tmdb/862/"]),
    ],
)
def test_a_film_is_linked_where_its_ids_are_known(ids, addresses):
    film = Film.model_validate({"id": "1", "title": "Toy Story"} | ids)
    assert [address for _, address in film_links(film)] == addresses
