from dashboard.service.presets import FEWEST, all_presets, demo_titles, presets_for
from emde_core.data.catalogue import Catalogue, Film


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
        assert set(films) <= demo_titles().keys()


def test_another_catalogues_ids_mean_other_films(service):
    assert presets_for(service.model.catalogue) == ()


def test_a_part_of_the_demo_keeps_the_presets_that_it_can():
    preset = all_presets()[0]
    films = [Film(id=i, title=demo_titles()[i]) for i in preset.liked[:FEWEST]]
    catalogue = Catalogue(tuple(films), None)
    assert preset in presets_for(catalogue)
    assert preset.history(catalogue).liked == preset.liked[:FEWEST]


def test_a_preset_takes_films_by_the_catalogues_own_ids():
    preset = all_presets()[0]
    films = tuple(Film(id=f"own{i}", title=demo_titles()[i], also_ids=(i,)) for i in preset.liked)
    assert preset.history(Catalogue(films)).liked == tuple(film.id for film in films)
