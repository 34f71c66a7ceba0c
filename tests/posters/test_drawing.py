import numpy as np
import pytest
from PIL import Image

from emde_core.posters.colour import Tones
from emde_core.posters.compositions import COMPOSITIONS
from emde_core.posters.motifs import MOTIFS, motif_box, motif_layer
from emde_core.posters.palettes import PALETTES
from emde_core.posters.render import render_poster, save_poster
from emde_core.posters.textures import TEXTURES
from tests.posters.poster_cases import recipe

TONES = Tones((30, 30, 40), (90, 90, 100), (250, 250, 240), (220, 40, 40), (200, 190, 170))


def drawn(name):
    image = Image.new("RGB", (64, 64), TONES.paper)
    layer, left, top = motif_layer(name, TONES, 52)
    image.paste(layer, (32 + left, 32 + top), layer)
    return np.asarray(image)


def test_the_whole_vocabulary_is_there():
    assert (len(MOTIFS), len(COMPOSITIONS), len(TEXTURES), len(PALETTES)) == (220, 15, 12, 60)


@pytest.mark.slow
def test_every_motif_is_seen_stays_near_its_square_and_is_like_no_other():
    pictures = {name: drawn(name) for name in MOTIFS}
    for name, picture in pictures.items():
        seen = (np.abs(picture.astype(int) - TONES.paper).max(axis=2) > 20).mean()
        assert 0.03 < seen < 0.9, name
        box = motif_box(name)
        assert min(box.left, box.top) > -0.12, name
        assert max(box.right, box.bottom) < 1.12, name
        assert max(box.width, box.height) > 0.7, name
    assert len({picture.tobytes() for picture in pictures.values()}) == len(MOTIFS)


def test_every_composition_differs_from_every_other():
    small = {
        name: render_poster(recipe(composition=name, second="moon"), "Title", "Somebody · 1999", (60, 90))
        for name in COMPOSITIONS
    }
    arrays = {name: np.asarray(image, dtype=int) for name, image in small.items()}
    for one, first in arrays.items():
        assert first.std() > 12, one
        for other, second in arrays.items():
            assert one == other or np.abs(first - second).mean() > 4, (one, other)


@pytest.mark.parametrize("composition", sorted(COMPOSITIONS))
@pytest.mark.parametrize("title_at", ["top", "bottom"])
def test_every_composition_shows_its_motif_and_its_second(composition, title_at):
    def poster(**words):
        chosen = recipe(composition=composition, title_at=title_at, **words)
        return np.asarray(render_poster(chosen, "Some Title", "Somebody · 1999", (60, 90)), dtype=int)

    plain = poster(second="moon")
    assert np.abs(plain - poster(motif="cactus", second="moon")).mean() > 0.8
    assert np.abs(plain - poster(second="cactus")).mean() > 0.1


@pytest.mark.parametrize("texture", sorted(set(TEXTURES) - {"plain"}))
def test_every_texture_shows_but_stays_gentle(texture):
    def poster(name):
        image = render_poster(recipe(texture=name), "Title", "Somebody · 1999", (120, 180))
        return np.asarray(image, dtype=int)[5:-5, 5:-5]  # without the margin that paper has

    change = np.abs(poster(texture) - poster("plain")).mean()
    assert 0.2 < change < 16


def test_the_same_recipe_gives_the_same_bytes_and_another_film_another_texture():
    def poster(film):
        words = recipe(film=film, composition="skyline", texture="rain")
        return render_poster(words, "Title", "Somebody · 1999", (120, 180)).tobytes()

    assert poster("50") == poster("50")
    assert poster("50") != poster("51")


@pytest.mark.parametrize("limit", [14 * 1024, 9 * 1024])
def test_files_keep_to_their_limit(tmp_path, limit):
    words = recipe(composition="pattern", motif="forest", texture="snow", palette="candy-1")
    image = render_poster(words, "A Very Busy Picture", "Somebody · 1999")
    assert image.size == (300, 450)
    size = save_poster(image, tmp_path / "50.webp", limit)
    assert size == (tmp_path / "50.webp").stat().st_size <= limit
    with Image.open(tmp_path / "50.webp") as stored:
        assert (stored.format, stored.size) == ("WEBP", (300, 450))


def test_an_impossible_limit_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"50\.webp cannot be kept within 20 bytes"):
        save_poster(Image.new("RGB", (30, 45), "red"), tmp_path / "50.webp", 20)


def test_the_variants_of_a_family_lie_nearer_to_each_other_than_to_other_families():
    def signature(name):
        palette = PALETTES[name]
        return np.array([*palette.sky, palette.ground, palette.ink, palette.light], dtype=float).ravel()

    families = {name.rpartition("-")[0] for name in PALETTES}
    centres = {family: np.mean([signature(f"{family}-{k}") for k in range(1, 5)], axis=0) for family in families}
    for family in families:
        for variant in range(1, 5):
            colours = signature(f"{family}-{variant}")
            nearest = min(centres, key=lambda other: np.linalg.norm(colours - centres[other]))
            assert nearest == family
