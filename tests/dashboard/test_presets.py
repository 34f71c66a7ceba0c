"""Presets: films of the demo, looked up in whatever catalogue there is."""

from dashboard.service.presets import FEWEST, all_presets, demo_films, presets_in
from emde_core.data.catalogue import Catalogue, Film


def films_of(preset):
    return [demo_films()[film_id] for film_id in (*preset.liked, *preset.disliked)]


def renamed(film, film_id, **changes):
    return Film(id=film_id, title=film.title, year=film.year, **changes)


def test_the_bundled_presets_stand_on_bundled_films():
    presets = all_presets()
    assert len(presets) == 12
    assert len({p.name for p in presets}) == 12
    for preset in presets:
        films = (*preset.liked, *preset.disliked)
        assert 6 <= len(films) <= 12
        assert preset.liked
        assert preset.disliked
        assert preset.line
        assert set(films) <= demo_films().keys()


def test_the_demo_has_every_preset_whole():
    starts = presets_in(Catalogue(tuple(demo_films().values())))
    assert [(s.name, s.history.liked, s.history.disliked) for s in starts] == [
        (p.name, p.liked, p.disliked) for p in all_presets()
    ]


def test_another_catalogues_ids_mean_other_films():
    preset = all_presets()[0]
    films = tuple(Film(id=film.id, title=f"Not {film.title}", year=film.year) for film in films_of(preset))
    assert presets_in(Catalogue(films)) == ()


def test_another_catalogue_has_the_presets_films_by_title_and_year():
    preset = all_presets()[0]
    films = tuple(renamed(film, f"own/{k}") for k, film in enumerate(films_of(preset)))
    (start,) = presets_in(Catalogue(films))
    assert (start.name, start.line) == (preset.name, preset.line)
    assert start.history.liked == tuple(f"own/{k}" for k in range(len(preset.liked)))
    assert start.history.disliked == tuple(f"own/{k}" for k in range(len(preset.liked), len(films)))


def test_a_film_of_another_year_is_another_film():
    preset = all_presets()[0]
    films = tuple(renamed(film, film.id).model_copy(update={"year": film.year + 20}) for film in films_of(preset))
    assert presets_in(Catalogue(films)) == ()


def test_a_catalogue_keeps_the_presets_of_which_it_has_enough_films():
    preset = all_presets()[0]
    films = tuple(renamed(demo_films()[film_id], film_id) for film_id in preset.liked[:FEWEST])
    (start,) = presets_in(Catalogue(films))
    assert start.history.liked == preset.liked[:FEWEST]
    assert presets_in(Catalogue(films[1:])) == ()
